"""Experiments of course 5."""
