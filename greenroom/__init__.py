"""The engine of Greenroom: pure Python that runs the same under CPython and in the browser.

It imports the standard library, `fsrs` and (in the judge only) `pytest`; nothing of the build, of the page, or of Pyodide.
"""

__version__ = "0.1.0"
