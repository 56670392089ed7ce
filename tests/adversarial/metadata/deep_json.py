"""The file is a list in a list, a hundred thousand times."""

PROBLEM, POINTS = "damaged", 0


def content(text):
    return b"[" * 100_000
