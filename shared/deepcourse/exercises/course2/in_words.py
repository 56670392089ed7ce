"""Names of classes as a message shows them: in words."""

import re


def in_words(cls):
    """Return the class itself, under a name of words: `NeverClears` is called `never_clears`."""
    cls.__name__ = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()
    return cls
