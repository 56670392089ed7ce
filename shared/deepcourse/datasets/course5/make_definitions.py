"""Make `definitions.txt.xz`: a part of the definitions of WordNet 3.0, in random order.

apt-get download wordnet-base && dpkg -x wordnet-base_*.deb wordnet
python -m deepcourse.datasets.course5.make_definitions wordnet/usr/share/wordnet

A definition is the text of a gloss before its first quoted example. Taken are those of 3 to 30 words that hold no rare
signs and none of the words of `LEFT_OUT`, each once. Capital letters are kept: a definition begins with one only if its
first word is a name.
"""

import lzma
import re
import sys
from pathlib import Path

import numpy as np

from deepcourse.datasets.course5.definitions import FILE

PARTS = ("noun", "verb", "adj", "adv")
NUMBER, SEED = 38_000, 5
PLAIN = re.compile(r"[A-Za-z0-9 ,;:.()'-]+")
LEFT_OUT = re.compile(  # what nobody wants to meet in an exercise
    r"slur|offensive|derog|dispara|vulgar|obscen|sex|prostitut|rape|genital|penis|vagin|copulat|slang|suicid|insult",
    re.IGNORECASE,
)


def glosses(folder):
    """Return the definitions of all parts of speech, in the order of the files."""
    found = []
    for part in PARTS:
        for line in (Path(folder) / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):  # the licence
                gloss = line.split(" | ", 1)[1].strip()
                found.append(" ".join(gloss.split('; "')[0].split(' "')[0].strip(' ;"').split()))
    return found


def main(folder):
    """Write the file."""
    kept = {}
    for text in glosses(folder):
        if PLAIN.fullmatch(text) and 3 <= len(text.split()) <= 30 and not LEFT_OUT.search(text):
            kept.setdefault(text.lower(), text)
    texts = list(kept.values())
    chosen = np.random.default_rng(SEED).permutation(len(texts))[:NUMBER]
    FILE.write_bytes(lzma.compress("\n".join(texts[i] for i in chosen).encode("ascii"), preset=9))


if __name__ == "__main__":
    main(sys.argv[1])
