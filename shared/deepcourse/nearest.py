"""For a word that nobody knows, the known one that was probably meant.

nearest         that word
did_you_mean    the question to ask
"""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return which of the `known` words is most like a word, "" where none is alike enough (likeness, from 0 to 1).

    >>> nearest("wek2", ["week1", "week2"]), nearest("essay", ["week1", "week2"])
    ('week2', '')
    """
    return next(iter(get_close_matches(word, list(known), 1, likeness)), "")


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return a question that names the nearest of the `known` words, "" where none is near.

    >>> did_you_mean("wek2", ["week1", "week2"])
    "did you mean 'week2'?"
    """
    found = nearest(word, known, likeness)
    return f"did you mean {found!r}?" if found else ""
