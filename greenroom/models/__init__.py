"""The schema of the bank, told once, a module for each kind of entry.

Standard-library dataclasses describe every kind of entry. The build validates YAML against them (`macros/bank.py`), the
authors' reference page and the editor's JSON Schema are written from them, and the engine reads the same shapes as JSON.
The text under a field is its only documentation. "Markdown" in it means that the text is rendered; other texts are plain.
"""
