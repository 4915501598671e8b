"""The judge: runs the reader's code and tests it with pytest, the same under CPython and in the browser."""
