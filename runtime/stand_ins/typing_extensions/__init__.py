"""The names fsrs takes from typing_extensions; all are in the standard library of the browser's Python."""

from typing import Self as Self
