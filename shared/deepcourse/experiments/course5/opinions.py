"""Generated sentences that say an opinion: good or bad, straight on, denied, contrasted, or changed in the end.

GOOD, BAD           opinion words; every fourth of each is held out
TEMPLATES           {kind: (patterns to train on, patterns that are held out)}
Opinions            sentences, labels and kinds
opinions            random ones
mixed_words         random ones, of words held out and others
mirrored            pairs of the same words in two orders, with opposite labels
opinion_words       the words to train on, or those held out
lexicon             {word: id} of all words, and their GloVe vectors
encoded             sentences as padded ids, with a mask
"""

import itertools
from dataclasses import dataclass

import numpy as np

from deepcourse.datasets import load_glove
from deepcourse.sequence.vocabulary import SPECIALS, pad

SOME_GOOD = (
    "good great excellent wonderful brilliant superb amazing fantastic beautiful perfect outstanding impressive "
    "remarkable fine nice pleasant entertaining exciting funny smart elegant fresh friendly warm helpful generous kind "
    "comfortable reliable useful valuable inspired original creative memorable touching honest clean bright skilled "
    "talented accomplished attractive stunning spectacular incredible worthy exceptional superior sweet favorable "
    "positive"
)
SOME_BAD = (
    "bad terrible awful horrible poor weak ugly disappointing stupid ridiculous dirty hostile cold broken cheap flawed "
    "shallow slow painful sad grim tragic disturbing shocking offensive cruel brutal harsh bitter toxic disastrous "
    "unacceptable inadequate insufficient wrong false fake unfair dangerous scary embarrassing negative unhappy angry "
    "sick ruined damaged troubled frustrating worrying crude nervous"
)
SOME_NOUNS = "film book hotel room story actor ending music service phone car trip game team"
GOOD, BAD, NOUNS = (tuple(words.split()) for words in (SOME_GOOD, SOME_BAD, SOME_NOUNS))
STRONGER = ("very", "really", "quite", "so", "truly")
DENIALS = ("not", "never", "hardly")
TEMPLATES = {  # {a} agrees with the label, {b} is its opposite
    "plain": (["the {n} was {s} {a}", "a {s} {a} {n}"], ["i found this {n} {a}"]),
    "denied": (["the {n} was {d} {b}", "it was {d} a {b} {n}"], ["the {n} was {d} {s} {b}"]),
    "contrast": (["the {n} was {a} and not {b}", "the {n} was not {b} but {a}"], ["this {n} is {a} but not {b}"]),
    "turn": (
        ["the {n} seemed {b} at first but was {a} in the end", "a {b} start but a {a} {n}"],
        ["first {b} then {a}"],
    ),
}
PATTERNS = [one for both in TEMPLATES.values() for side in both for one in side]
PLAIN = {"an"} | {word for one in PATTERNS for word in one.split() if word[0] != "{"}
SIDES = (BAD, GOOD)  # by label: 0 is negative, 1 is positive


@dataclass(frozen=True)
class Opinions:
    """Sentences, lists of words; their labels (m,), 1 for a good opinion and 0 for a bad one; and their kinds."""

    sentences: list
    labels: np.ndarray
    kinds: list

    def of(self, *kinds):
        """Return those of some kinds."""
        return self.at([i for i, kind in enumerate(self.kinds) if kind in kinds])

    def at(self, places):
        """Return those at some places."""
        return Opinions([self.sentences[i] for i in places], self.labels[places], [self.kinds[i] for i in places])

    def __add__(self, other):
        """Return these and others."""
        labels = np.concatenate([self.labels, other.labels])
        return Opinions(self.sentences + other.sentences, labels, self.kinds + other.kinds)


def opinion_words(held_out=False):
    """Return two tuples, of bad and of good words: those to train on, or those that are held out, every fourth."""
    return tuple(tuple(word for i, word in enumerate(side) if (i % 4 == 3) == held_out) for side in SIDES)


def some(rng, words):
    """Return one of some words."""
    return words[int(rng.integers(len(words)))]


def filled(rng, template, a, b):
    """Return the words of a template, with {a} and {b} as given and the rest at random."""
    slots = {"n": some(rng, NOUNS), "s": some(rng, STRONGER), "d": some(rng, DENIALS)}
    return with_articles(template.format(a=a, b=b, **slots).split())


def with_articles(words):
    """Return words with "an" for "a" where it belongs, and the other way round."""
    fixed = list(words)
    for i, (word, following) in enumerate(itertools.pairwise(words)):
        if word in ("a", "an"):
            vowel = following == "honest" or (following[0] in "aeiou" and following != "useful")
            fixed[i] = "an" if vowel else "a"
    return fixed


def opinions(m, seed, *, new_words=False, new_templates=False, kinds=tuple(TEMPLATES), denied=(0, 1)):
    """Return m random `Opinions`.

    new_words, new_templates : take those that are held out    denied : the labels that a "denied" sentence may have
    """
    rng, words = np.random.default_rng(seed), opinion_words(new_words)
    sentences, labels, chosen = [], np.zeros(m, int), []
    for i in range(m):
        kind = some(rng, kinds)
        labels[i] = some(rng, denied if kind == "denied" else (0, 1))
        a, b = some(rng, words[labels[i]]), some(rng, words[1 - labels[i]])
        sentences.append(filled(rng, some(rng, TEMPLATES[kind][new_templates]), a, b))
        chosen.append(kind)
    return Opinions(sentences, labels, chosen)


def mixed_words(m, seed):
    """Return m random `Opinions` whose opinion words are any, held out or not."""
    rng, sentences, kinds = np.random.default_rng(seed), [], []
    labels = rng.integers(2, size=m)
    for label in labels:
        kind = some(rng, tuple(TEMPLATES))
        a, b = some(rng, SIDES[label]), some(rng, SIDES[1 - label])
        sentences.append(filled(rng, some(rng, TEMPLATES[kind][0]), a, b))
        kinds.append(kind)
    return Opinions(sentences, labels, kinds)


def mirrored(m, seed, *, new_words=True, kinds=("contrast", "turn")):
    """Return `Opinions` of m pairs: the sentences 2i and 2i + 1 have the same words, and opposite labels."""
    found = opinions(m, seed, new_words=new_words, kinds=kinds)
    opposite = dict(zip(*opinion_swap(found, new_words), strict=True))
    sentences = []
    for i, words in enumerate(found.sentences):
        sentences += [words, with_articles([opposite[i].get(word, word) for word in words])]
    labels = np.stack([found.labels, 1 - found.labels], axis=1).ravel()
    return Opinions(sentences, labels, [kind for kind in found.kinds for _ in range(2)])


def opinion_swap(found, new_words):
    """Return places and, for each, {opinion word: the other opinion word of the sentence}."""
    known = {word for side in opinion_words(new_words) for word in side}
    pairs = [[word for word in words if word in known] for words in found.sentences]
    return range(len(pairs)), [{a: b, b: a} for a, b in pairs]


def lexicon():
    """Return {word: id}, with `SPECIALS` first, and E (50, V), float32: GloVe vectors; those of `SPECIALS` are 0."""
    names, E = load_glove()
    places = {word: i for i, word in enumerate(names)}
    used = [*GOOD, *BAD, *NOUNS, *STRONGER, *DENIALS, *sorted(PLAIN)]
    words = dict.fromkeys(word for word in used if word in places)
    vocabulary = {word: i for i, word in enumerate([*SPECIALS, *words])}
    vectors = np.zeros((len(E), len(vocabulary)), np.float32)
    vectors[:, len(SPECIALS) :] = E[:, [places[word] for word in words]]
    return vocabulary, vectors


def encoded(sentences, vocabulary, *, T=None):
    """Return ids (m, T) and mask (m, T) of some sentences; a word that the vocabulary lacks is left out."""
    return pad([[vocabulary[word] for word in words if word in vocabulary] for words in sentences], T=T)
