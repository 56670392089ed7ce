"""Data of course 5."""
