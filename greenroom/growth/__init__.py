"""Honest complexity: the work of the reader's code counted at growing sizes, and the growth that fits it."""
