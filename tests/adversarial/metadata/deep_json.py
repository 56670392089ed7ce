"""The file is a list in a list, a hundred thousand times."""

PROBLEM, POINTS = "nested deeper", 0


def content(text):
    return b"[" * 100_000
