"""Formatters pytest names."""
