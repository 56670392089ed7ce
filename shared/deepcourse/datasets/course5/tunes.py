"""Twenty tunes from before 1900, keyed in by hand from memory, in C major: melodies to train a small network.

Tune            a title, its melody, and the eighths of a bar
load_tunes      ... from the file
read_bars       a line of notes as a list of bars
pitch_of        the number of a note's pitch
"""

import re
from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("tunes.txt")
HELD_OUT = 4  # the last so many of the file are to test with
REST = 0
ABOVE_C = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}  # semitones
MIDDLE_C = 60
NOTE = re.compile(r"([A-GR])([,']*)(\d+)")


class Tune(NamedTuple):
    """A melody with its name: pairs (pitch, length), pitch 60 for middle C and 0 for a rest, length in eighths."""

    title: str
    bar: int  # eighths of a bar
    origin: str
    melody: list


def pitch_of(letter, octaves=""):
    """Return the number of a pitch: 60 for middle C, one more for each semitone; "," and "'" move it by octaves.

    >>> [pitch_of("C"), pitch_of("D", ","), pitch_of("D", "'"), pitch_of("R")]
    [60, 50, 74, 0]
    """
    if letter == "R":
        return REST
    return MIDDLE_C + ABOVE_C[letter] + 12 * (octaves.count("'") - octaves.count(","))


def read_bars(line):
    """Return a line of notes as bars, lists of pairs (pitch, length).

    >>> read_bars("C2 G,2 | R3 C'1")
    [[(60, 2), (55, 2)], [(0, 3), (72, 1)]]
    """
    bars = []
    for bar in line.split("|"):
        found = [NOTE.fullmatch(word) for word in bar.split()]
        if None in found:
            raise ValueError(f"cannot read the bar {bar!r}")
        bars.append([(pitch_of(*match.groups()[:2]), int(match[3])) for match in found])
    return bars


def load_tunes():
    """Return (train, test), lists of `Tune`: 16 to learn from and 4 others, all in C major, each once.

    >>> train, test = load_tunes()
    >>> len(train), len(test), train[0].title, train[0].melody[:3]
    (16, 4, 'Twinkle, twinkle, little star', [(60, 2), (60, 2), (67, 2)])
    """
    lines = [line for line in present(FILE).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    tunes = []
    for heading, notes in zip(lines[::2], lines[1::2], strict=True):
        title, bar, origin = (part.strip() for part in heading.split(";"))
        tunes.append(Tune(title, int(bar), origin, [note for each in read_bars(notes) for note in each]))
    return tunes[:-HELD_OUT], tunes[-HELD_OUT:]
