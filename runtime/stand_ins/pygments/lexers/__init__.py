"""Lexers pytest names."""
