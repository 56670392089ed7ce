"""Words for the study of one direction in word vectors, and what is measured before and after it is removed.

PAIRS, MORE_PAIRS   ten pairs of words that differ by gender, and ten others
JOBS                words for people who do some work, gendered neither by form nor by rule
FEMALE, MALE        ten frequent first names each
TOPICS              pairs of sets of words, for the test of associations
word_vectors        the GloVe vectors, each of length 1
neutralized         the same vectors, of which some words are neutralized
leaning_words       ordinary words that lean most to either side
halved              these words divided into known and new ones
agreement           cosines of directions found from few pairs and from others
pair_similarities   the cosines of all pairs of words
nearest_words       the words nearest to a point, with or without some
"""

import functools

import numpy as np

from deepcourse.datasets import load_glove, load_names
from deepcourse.experiments.course5.vocabularies import token_lists
from deepcourse.sequence import debiasing
from deepcourse.sequence.word_vectors import cosines


def list_of(text):
    """Return the words of a text."""
    return text.split()


PAIRS = [
    ("she", "he"), ("her", "his"), ("herself", "himself"), ("woman", "man"), ("women", "men"), ("girl", "boy"),
    ("mother", "father"), ("daughter", "son"), ("sister", "brother"), ("female", "male"),
]  # fmt: skip
MORE_PAIRS = [
    ("wife", "husband"), ("girls", "boys"), ("sisters", "brothers"), ("daughters", "sons"), ("mothers", "fathers"),
    ("grandmother", "grandfather"), ("aunt", "uncle"), ("queen", "king"), ("princess", "prince"), ("actress", "actor"),
]  # fmt: skip
JOBS = list_of(
    "doctor nurse engineer teacher secretary lawyer judge scientist pilot soldier officer captain commander president "
    "minister governor professor dancer singer painter poet writer journalist reporter photographer designer architect "
    "surgeon physician psychologist banker broker economist manager clerk chef cook baker farmer driver detective "
    "attorney diplomat historian musician composer comedian producer editor researcher analyst consultant trader coach "
    "worker publisher artist trainer lieutenant colonel admiral"
)
FEMALE = list_of("mary elizabeth anna sarah susan jennifer margaret linda patricia laura")
MALE = list_of("john david michael james robert william thomas peter richard paul")
TOPICS = {  # the words of the first set are thought to lean to FEMALE, those of the second to MALE
    "family / career": (
        list_of("home family children parents marriage wedding relatives"),
        list_of("career office business salary professional management corporation"),
    ),
    "arts / science": (
        list_of("poetry art dance music novel drama literature"),
        list_of("science technology physics engineering mathematics chemistry computer"),
    ),
}
BY_MEANING = (  # of one gender by meaning, by form or by the rule of an office
    "she he her his hers him herself himself woman man women men girl boy girls boys mother father mothers fathers mom "
    "dad daughter son daughters sons sister brother sisters brothers wife husband wives husbands female male females "
    "males queen king queens kings princess prince aunt uncle actress actor actresses actors grandmother grandfather "
    "girlfriend boyfriend lady ladies lord lords duchess duke countess count bride widow niece nephew mrs mr miss sir "
    "spokeswoman spokesman businessman chairman congressman lesbian gay pregnant pregnancy breast maternal feminist "
    "goddess god gods emperor salesman policeman guys guy master masters mistress baron knight knights waitress "
    "gentleman prostate virgin cow bishop bishops priest priests monks pope cardinal archbishop imam cleric sheik shah "
    "sultan saint saints fisherman gunman lawmen babies siblings cousin gender trans naked"
)
BY_NAME = (  # names of people, places, teams, faiths and other names
    "mahdi muhammad cardinals giants ottoman bulls rockets spurs falcons marlins orioles celtic rouge khan fatah "
    "taliban tigers lions vladimir syrian franco hawks liverpool shiite persian nixon egyptian confederate patriot "
    "patriots warriors davenport finland estonia luxembourg latvia jamaica canton hawaii slovenia switzerland "
    "caribbean slovakia romania canada malawi taiwan canadians mongolia medicaid mosque ham bin iii wing "
    "vatican hiv aids"
)
LEFT_OUT = frozenset(list_of(f"{BY_MEANING} {BY_NAME}"))


@functools.cache
def word_vectors():
    """Return {word: (50,)}: the GloVe vectors, each of length 1, in float64; do not change them."""
    return debiasing.unit_vectors(*load_glove())


def neutralized(some, g, vectors):
    """Return a copy of `vectors` in which `some` words are neutralized."""
    return vectors | {word: debiasing.neutralize(word, g, vectors) for word in some}


@functools.cache
def ordinary_words():
    """Return the words that occur in definitions, are no first name, and are not left out by our list."""
    names, defined = load_names(), {token for tokens in token_lists() for token in tokens}
    without = LEFT_OUT.union(names.train, names.test)
    return [w for w in load_glove()[0] if len(w) > 2 and w.isalpha() and w in defined and w not in without]


def leaning_words(g, vectors, each):
    """Return (words, sides): the ordinary words that lean most to +g and to -g, `each` of both, and +1 or -1 for each.

    Their order is that of their leaning, and the two sides alternate.
    """
    words = ordinary_words()
    order = np.argsort(debiasing.bias_along(words, g, vectors), kind="stable")
    chosen = np.stack([order[::-1][:each], order[:each]], axis=1).ravel()
    return [words[i] for i in chosen], np.tile([1, -1], each)


def halved(words, sides, seed, *, shuffled=False):
    """Return (known, their sides, new, their sides): a random half of the words each.

    shuffled : the sides of the known words are dealt out at random
    """
    rng, half = np.random.default_rng(seed), len(words) // 2
    order = rng.permutation(len(words))
    known, new = order[:half], order[half:]
    given = rng.permutation(sides[known]) if shuffled else sides[known]
    return [words[i] for i in known], given, [words[i] for i in new], sides[new]


def agreement(number, vectors, seed, *, draws=50):
    """Return (draws,): cosines of a direction from `number` of the 20 pairs and one from ten of the others.

    number : from 1 to 10
    """
    rng, every, found = np.random.default_rng(seed), PAIRS + MORE_PAIRS, []
    for _ in range(draws):
        order = rng.permutation(len(every))
        few, others = ([every[i] for i in part] for part in (order[:number], order[10:]))
        found.append(debiasing.bias_direction(few, vectors) @ debiasing.bias_direction(others, vectors))
    return np.array(found)


def random_pairs(vectors, seed, *, number=10):
    """Return pairs of different words, drawn at random."""
    words = list(vectors)
    chosen = np.random.default_rng(seed).permutation(len(words))[: 2 * number]
    return [(words[a], words[b]) for a, b in chosen.reshape(number, 2)]


def pair_similarities(words, vectors):
    """Return (pairs, cosines): all pairs of the words, each once, and their cosine similarities."""
    X = np.stack([vectors[word] for word in words])
    X = X / np.linalg.norm(X, axis=1, keepdims=True)
    first, second = np.triu_indices(len(words), 1)
    return [(words[i], words[j]) for i, j in zip(first, second, strict=True)], (X @ X.T)[first, second]


def nearest_words(goal, vectors, k, *, without=()):
    """Return the k words with the largest cosine similarity to a goal, (n,), but for those in `without`."""
    words, X = list(vectors), np.stack(list(vectors.values()))
    order = np.argsort(-cosines(X.T, goal), kind="stable")
    return [words[i] for i in order if words[i] not in without][:k]
