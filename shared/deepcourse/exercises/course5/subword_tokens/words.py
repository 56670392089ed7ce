"""Words, corpora and lists of merges for the cases of several exercises."""

from deepcourse.exercises.declaration import Case
from deepcourse.sequence.subwords import learn_merges

PAPER = {
    ("l", "o", "w"): 5,
    ("l", "o", "w", "e", "r"): 2,
    ("n", "e", "w", "e", "s", "t"): 6,
    ("w", "i", "d", "e", "s", "t"): 3,
}
STEMS = ("low", "new", "wide", "old", "no", "one", "see", "sweet", "Ede", "café", "naïve", "河边", "aaa")
ENDINGS = ("", "", "er", "est", "ness", "s", "ly", ",", ".")


def case(name, *arguments):
    """Return a case."""
    return Case(name, arguments)


def counted(made):
    """Return a dictionary as a plain one, and its number of entries: else entries too many would pass."""
    return (dict(made), len(made)) if isinstance(made, dict) else (made, 0)


def some_words(rng, number, letters="abcd", longest=7):
    """Return {tuple of tokens: count}: random words of few letters, some of which are joined to tokens of two."""
    words = {}
    while len(words) < number:
        letters_of = [str(letter) for letter in rng.choice(list(letters), size=rng.integers(1, longest + 1))]
        if len(letters_of) > 2 and rng.random() < 0.4:
            letters_of[:2] = ["".join(letters_of[:2])]
        words[tuple(letters_of)] = int(rng.integers(1, 30))
    return words


def in_bytes(words):
    """Return the same words, their tokens as bytes."""
    return {tuple(token.encode() for token in word): count for word, count in words.items()}


def some_text(rng, number):
    """Return a text of random words with endings, some of them separated by more than a space."""
    gaps = (" ", " ", " ", " ", "  ", "\n")
    parts = [
        f"{STEMS[rng.integers(len(STEMS))]}{ENDINGS[rng.integers(len(ENDINGS))]}{gaps[rng.integers(len(gaps))]}"
        for _ in range(number)
    ]
    return "".join(parts).strip()


def some_corpus(rng, texts, words):
    """Return a list of such texts."""
    return [some_text(rng, words) for _ in range(texts)]


def some_merges(rng, number):
    """Return a learned list of merges."""
    return learn_merges(some_corpus(rng, 6, 8), number)


def learned(*texts, number):
    """Return the merges learned from some texts."""
    return learn_merges(list(texts), number)
