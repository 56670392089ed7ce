"""For a word that nobody knows, the known one that was probably meant.

nearest         that word
did_you_mean    the question to ask
"""

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.6  # from 0 to 1: how alike two words must be


def nearest(word: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """Return which of the `known` words is most like a word, "" where none is alike enough.

    >>> nearest("wek2", ["week1", "week2"]), nearest("essay", ["week1", "week2"])
    ('week2', '')
    """
    return next(iter(get_close_matches(word, list(known), 1, likeness)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", likeness: float = LIKENESS) -> str:
    """Return a question that names the nearest of the `known` words, or `otherwise` where none is alike enough.

    >>> did_you_mean("logistic_regresion", ["derivatives", "logistic_regression"])
    "did you mean 'logistic_regression'?"
    >>> did_you_mean("week9", ["derivatives"], "there is one: derivatives")
    'there is one: derivatives'
    """
    near = nearest(word, known, likeness)
    return f"did you mean {near!r}?" if near else otherwise
