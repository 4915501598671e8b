"""What the browser's Python is built from."""
