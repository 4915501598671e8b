"""Cards to and from Anki: its packages, old and new, and its text files."""
