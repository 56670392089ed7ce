"""Exercise 7: design a test that finds what neutralizing leaves."""

import functools

import numpy as np

from deepcourse.exercises.course5.debiasing.small_vectors import unit
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5 import gendered_words
from deepcourse.sequence import debiasing as reference

ENOUGH = 0.75  # of the new words
GOOD = ("a side, +1 or -1, for each new word", "at least three quarters are right")


@functools.cache
def leaning(each, pairs):
    """Return (words, sides, vectors): real words of both sides, neutralized; pairs : how many settle the direction."""
    vectors = gendered_words.word_vectors()
    g = reference.bias_direction(gendered_words.PAIRS[:pairs], vectors)
    words, sides = gendered_words.leaning_words(g, vectors, each)
    return words, sides, {word: reference.neutralize(word, g, vectors) for word in words}


def groups(rng, count, n):
    """Return (words, sides, vectors): made-up words in three groups on each side, none of them along the first axis."""
    centers = 2 * np.linalg.qr(rng.normal(size=(n - 1, 6)))[0].T
    words, vectors = [f"word {i}" for i in rng.permutation(count)], {}
    for i, word in enumerate(words):
        vectors[word] = unit(np.append(0, centers[i % 6] + 0.35 * rng.normal(size=n - 1)))
    return words, np.where(np.arange(count) % 2, 1, -1), vectors


def divided(kind, size, seed):
    """Return (known, their sides, new, their sides, vectors) of a case."""
    rng = np.random.default_rng(seed)
    words, sides, vectors = (
        groups(rng, size, 14) if kind == "made-up words" else leaning(size // 2, 10 if kind == "ten pairs" else 1)
    )
    parts = gendered_words.halved(words, sides, seed)
    turn = np.linalg.qr(rng.normal(size=(len(vectors[words[0]]),) * 2))[0]  # other numbers, the same angles
    return *parts, {word: turn @ v for word, v in vectors.items()}


def verdict(f, kind, size, seed):
    """Return in words what comes back, and how many of the new words are on the right side."""
    known, sides, new, right, vectors = divided(kind, size, seed)
    said = np.asarray(f(known, sides.copy(), new, vectors))
    if said.shape != right.shape:
        return f"{said.shape} for {len(new)} new words and {len(known)} known ones", "not measured"
    if not np.isin(said, (-1, 1)).all():
        return other_numbers(said), "not measured"
    if (said == said[0]).all():
        return GOOD[0], f"all words are on the side {int(said[0]):+d}"
    return GOOD[0], in_words(float((said == right).mean()))


def other_numbers(said):
    """Return in words which numbers came back in place of +1 and -1."""
    if np.isin(said, (0, 1)).all():
        return "0 and 1 in place of -1 and +1"
    return "a 0 for some words" if np.isin(said, (-1, 0, 1)).all() else "other numbers than +1 and -1"


def in_words(share):
    """Return a share so coarsely that many answers agree."""
    if share >= ENOUGH:
        return GOOD[1]
    if share < 0.3:
        return "most are wrong"
    return "about half are right" if share < 0.65 else "more than half are right, but fewer than three quarters"


guess_sides = FunctionExercise(
    __name__,
    reference=reference.guess_sides,
    use=verdict,
    name="guess_sides",
    minutes=10,
    points_visible=5,
    points_hidden=7,
    random_cases=4,
    returns=("the form of the answer", "the share of right sides"),
    hints=(
        "The direction g has nothing left to say. Where else could two words show that they were used alike?",
        "For each new word, compute its cosines with all known words. Whose sides can vote?",
        "np.argsort of the negative cosines lists the nearest known word first. Add the sides of the first five: the "
        "sign of the sum is the vote.",
    ),
)

KINDS = ("ten pairs", "one pair", "made-up words")


def case(kind, size, seed):
    """Return words of a kind as a case."""
    told = {
        "ten pairs": "real words, neutralised",
        "one pair": "neutralised with one pair",
        "made-up words": "made-up words",
    }
    return Case(f"{size} words: {told[kind]} (division {seed})", (kind, size, seed))


@guess_sides.visible
def visible():
    """Return real words in several numbers and divisions, and made-up ones."""
    chosen = (
        ("ten pairs", 400, 1),
        ("ten pairs", 300, 2),
        ("made-up words", 120, 3),
        ("one pair", 400, 4),
        ("made-up words", 96, 5),
    )
    return [case(*one) for one in chosen]


@guess_sides.draw
def draw(rng):
    """Return another division of real or made-up words."""
    kind = KINDS[int(rng.integers(3))]
    return case(
        kind, 96 if kind == "made-up words" else int(rng.choice([240, 320, 400])), int(rng.integers(10, 10_000))
    )


@guess_sides.edges
def edges(rng):
    """Return one division of each kind."""
    seeds = rng.integers(10, 10_000, size=3)
    sizes = (360, 400, 120)
    return [case(kind, size, int(seed)) for kind, size, seed in zip(KINDS, sizes, seeds, strict=True)]


@guess_sides.property("with all sides reversed, the guesses are reversed")
def follows_the_sides(f, rng):
    """Return a sentence unless the guesses depend on the sides that are given."""
    known, sides, new, right, vectors = divided("ten pairs", 200, int(rng.integers(1000)))
    said = np.asarray(f(known, -sides, new, vectors))
    if said.shape != right.shape:
        return f"{said.shape} came back for {len(new)} new words"
    share = float((said == -right).mean())
    return (
        None
        if share >= ENOUGH
        else f"with the sides of all known words reversed, {share:.0%} of the guesses are reversed"
    )


def at(words, vectors):
    """Return the vectors of words, of length 1, a row each."""
    return np.array([unit(vectors[word]) for word in words])


def center(group, sides, vectors, side):
    """Return the mean vector of the words on one side."""
    return at([word for word, s in zip(group, sides, strict=True) if s == side], vectors).mean(axis=0)


@guess_sides.mistake
def always_plus(known, sides, new, vectors):
    """every word gets +1: half of them are on the other side"""
    return np.ones(len(new), dtype=int)


@guess_sides.mistake
def always_minus(known, sides, new, vectors):
    """every word gets -1: half of them are on the other side"""
    return -np.ones(len(new), dtype=int)


@guess_sides.mistake
def reversed_sides(known, sides, new, vectors):
    """every side is reversed: near words have the same side"""
    return -reference.guess_sides(known, sides, new, vectors)


@guess_sides.mistake
def vote_not_counted(known, sides, new, vectors):
    """votes or scores are returned as they are: the side is their sign"""
    nearest = np.argsort(-(at(new, vectors) @ at(known, vectors).T), axis=1)[:, :5]
    return np.asarray(sides)[nearest].mean(axis=1)


@guess_sides.mistake
def sides_as_zero_and_one(known, sides, new, vectors):
    """the sides are called 0 and 1: they are -1 and +1"""
    return (reference.guess_sides(known, sides, new, vectors) > 0).astype(int)


@guess_sides.mistake
def tie_left_at_zero(known, sides, new, vectors):
    """a tie of votes gives 0: every word gets a side, for instance by an odd number of votes"""
    nearest = np.argsort(-(at(new, vectors) @ at(known, vectors).T), axis=1)[:, :10]
    return np.sign(np.asarray(sides)[nearest].sum(axis=1))


@guess_sides.mistake
def known_words_guessed(known, sides, new, vectors):
    """a side comes back for the known words and for the new ones: only the new ones are asked for"""
    return np.concatenate([sides, reference.guess_sides(known, sides, new, vectors)])


@guess_sides.mistake
def shown_as_words(known, sides, new, vectors):
    """the guesses are no better than chance: keep sides[i] with known[i], and let the nearest words vote"""
    rng = np.random.default_rng(0)
    return reference.guess_sides(known, rng.permutation(sides), new, vectors)


@guess_sides.right
def linear(known, sides, new, vectors):
    """Return the same by least squares, with a little decay."""
    K, N = (np.hstack([at(group, vectors), np.ones((len(group), 1))]) for group in (known, new))
    w = np.linalg.solve(K.T @ K + 0.5 * np.eye(K.shape[1]), K.T @ sides)
    return [1 if score > 0 else -1 for score in N @ w]


@guess_sides.right
def nearest_word(known, sides, new, vectors):
    """Return the side of the one nearest known word."""
    return [int(sides[(at(known, vectors) @ unit(vectors[word])).argmax()]) for word in new]


@guess_sides.right
def weighed_votes(known, sides, new, vectors):
    """Return a vote of all known words, of which near ones count for much more."""
    return np.sign(np.exp(12 * at(new, vectors) @ at(known, vectors).T) @ np.asarray(sides)).astype(int)


@guess_sides.right
def nearer_center(known, sides, new, vectors):
    """Return the side whose mean is nearer, as floats."""
    N, (plus, minus) = at(new, vectors), (center(known, sides, vectors, side) for side in (1, -1))
    return np.where(((N - plus) ** 2).sum(axis=1) < ((N - minus) ** 2).sum(axis=1), 1.0, -1.0)
