"""Texts that strangers had a hand in, as they may be shown: of bounded length, and without what steers a terminal.

legible     a text that every file can hold and every screen can show
writable    one that every file can hold, colours and all
"""

import re

LONGEST = 2_000  # characters of a sentence
NO_CHARACTERS = re.compile("[\ud800-\udfff]")  # halves of characters: no file can be written with them
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def legible(text: str, most: int = LONGEST) -> str:
    r"""Return a text, cut where it is too long; what is no character, or steers a terminal, is replaced.

    >>> legible("a\x1b[2J"), legible("abcdef", most=3)
    ('a�[2J', 'abc …')
    """
    text = text if len(text) <= most else f"{text[:most]} …"
    return STEERING.sub("�", NO_CHARACTERS.sub("�", text))


def writable(text: str) -> str:
    """Return a text with all its length and all its colours, without what no file can hold."""
    return NO_CHARACTERS.sub("�", text)
