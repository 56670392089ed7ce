"""Names of files and people as browsers, systems and learning platforms change them.

folded          a name as it is compared: umlauts, case, spaces and signs made one
released_name   the notebook that a file's name means
"""

import re
import unicodedata

SUFFIX = re.compile(r"(?:[ _-]*\(\d+\)|[ _-]*(?:copy|kopie|copie|copia)\d*|[ _-]+\d{1,2})$", re.IGNORECASE)
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})


def folded(text: str) -> str:
    """Return a name in small plain letters and digits, in whichever of the forms of Unicode it was written.

    >>> folded("Jörg  Müller-Weiß"), folded("Joerg")
    ('jorgmullerweiss', 'joerg')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(letter for letter in plain if letter.isalnum())


def foldings(text: str) -> set[str]:
    """Return the forms in which a name may be met: Jörg becomes jorg on one platform and joerg on another."""
    whole = unicodedata.normalize("NFKC", text)
    spelled = whole.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("å", "aa")
    return {form for form in (folded(whole), folded(spelled)) if form}


def released_name(name: str, released: list[str]) -> str:
    """Return which of the `released` names (without endings) a file's name means, "" where it means none.

    >>> released_name("Tiny copy (2)", ["tiny"]), released_name("tiny-2", ["tiny", "tiny-2"])
    ('tiny', 'tiny-2')
    """
    name = name.removesuffix(".ipynb")
    known = {folded(one): one for one in released}
    while name not in released and folded(name) not in known and SUFFIX.search(name):
        name = SUFFIX.sub("", name)
    return name if name in released else known.get(folded(name), "")
