"""What somebody may have meant who misspelt a name.

did_you_mean    the question that names the nearest known name
"""

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.6  # from 0 to 1: how alike two names must be


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "", likeness: float = LIKENESS) -> str:
    """Return "did you mean ...?" with the known name that is most like `name`, or `otherwise` where none is.

    >>> did_you_mean("logistic_regresion", ["derivatives", "logistic_regression"])
    "did you mean 'logistic_regression'?"
    >>> did_you_mean("week9", ["derivatives"], "there is one: derivatives")
    'there is one: derivatives'
    """
    near = get_close_matches(name, list(known), 1, likeness)
    return f"did you mean {near[0]!r}?" if near else otherwise
