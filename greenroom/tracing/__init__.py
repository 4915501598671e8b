"""Traces: what a run of the reader's code did, line by line, as plain data."""
