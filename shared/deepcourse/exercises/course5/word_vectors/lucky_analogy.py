"""Exercise 6: an analogy that is answered correctly without a common step."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as known

NEEDED = ("a", "b", "c", "d")
SHORTEST, LARGEST, OPPOSITE, SHAKEN = 1.0, 10.0, -0.9, 0.01
ANSWER, STEPS = "the answer", "the two steps"


def verdict(f, what, seed):
    """Return what holds of the words that `f` returns, or why they are no such words; seed 0 changes no number."""
    returned = f()
    problem = wrong_with(returned)
    if problem:
        return problem
    vectors = {word: np.array(vector, dtype=float) for word, vector in returned.items()}
    if seed:
        if what == ANSWER and any(np.abs(vectors[word]).max() <= SHAKEN for word in vectors.keys() - set(NEEDED)):
            return "not settled: a word at the origin gets any direction"
        rng = np.random.default_rng(seed)
        vectors = {word: vector + SHAKEN * rng.uniform(-1, 1, size=2) for word, vector in vectors.items()}
    return answer_of(vectors) if what == ANSWER else steps_of(vectors)


def answer_of(vectors):
    """Return in words which word is the answer."""
    if known.complete_analogy("a", "b", "c", vectors) == "d":
        return "d"
    cosine = known.cosine_similarity(vectors["d"], vectors["b"] - vectors["a"] + vectors["c"])
    return f"another word, and the cosine of d and the goal is {'above' if cosine > 0.5 else 'below'} 0.5"


def steps_of(vectors):
    """Return in words how the two steps lie to each other."""
    cosine = known.cosine_similarity(vectors["b"] - vectors["a"], vectors["d"] - vectors["c"])
    if cosine <= OPPOSITE:
        return "nearly opposite"
    return "their cosine is above 0.5" if cosine > 0.5 else "their cosine is between -0.9 and 0.5"


def wrong_with(returned):
    """Return why this is no dictionary of the right kind, or "" if it is one."""
    if not isinstance(returned, dict) or not set(NEEDED) <= set(returned):
        return "a dictionary with the words a, b, c and d is needed"
    if len(returned) == len(NEEDED):
        return "only d is left to choose from: at least one other word is needed"
    arrays = {word: np.asarray(vector, dtype=float) for word, vector in returned.items()}
    for array in arrays.values():
        if array.shape != (2,):
            return "a word does not have two numbers"
        if not np.abs(array).max() <= LARGEST:
            return "a number is outside -10 to 10"
    for one, two in (("a", "b"), ("c", "d")):
        if np.linalg.norm(arrays[two] - arrays[one]) < SHORTEST:
            return f"the step from {one} to {two} is shorter than 1"
    return ""


def reference():
    """Return words in the plane: c is long, d beside it on the wrong side, and nothing else near."""
    return words_at(d=(8, -1))


def words_at(a=(2, 3), b=(2, 4.5), c=(8, 1), d=(8, -1), e=(-3, 2)):
    """Return {word: its two numbers} for the words that are not None."""
    at = {"a": a, "b": b, "c": c, "d": d, "e": e}
    return {word: np.array(place, dtype=float) for word, place in at.items() if place is not None}


lucky_analogy = FunctionExercise(
    __name__,
    reference=reference,
    use=verdict,
    name="lucky_analogy",
    minutes=6,
    points_visible=3,
    points_hidden=5,
    random_cases=6,
    returns=("the verdict",),
    hints=(
        "Which of the three shares of your experiment needs no arithmetic? Let the answer come from there.",
        "The goal is c plus a step. How must c compare with the step, so that the goal has almost the direction of c?",
        "Draw c far from the origin. On which side of c is the goal, and on which must d be? Where can a fifth "
        "word be without changing the answer?",
    ),
)


@lucky_analogy.visible
def visible():
    """Return the answer and the steps, of the words as they are and of changed ones."""
    return [
        Case(f"{what}, {how}", (what, seed))
        for seed, how in ((0, "the numbers as they are"), (3, "the numbers changed a little"), (4, "changed again"))
        for what in (ANSWER, STEPS)
    ]


@lucky_analogy.draw
def draw(rng):
    """Return one of the two, for numbers that are changed a little."""
    what, seed = (ANSWER, STEPS)[int(rng.integers(2))], int(rng.integers(10, 10_000))
    return Case(f"{what}, numbers changed at random", (what, seed))


@lucky_analogy.edges
def edges(rng):
    """Return both as they are, and the answer for many small changes."""
    changed = [Case("the answer, numbers changed", (ANSWER, int(seed))) for seed in rng.integers(10, 10_000, size=12)]
    return [Case(f"{what}, as it is", (what, 0)) for what in (ANSWER, STEPS)] + changed


@lucky_analogy.property("the same words every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    one, other = f(), f()
    same = one.keys() == other.keys() and all(np.array_equal(one[word], other[word]) for word in one)
    return None if same else "two calls return different words: a generator needs a seed, as in default_rng(1)"


# --- known mistakes -------------------------------------------------------------------------------------------------


@lucky_analogy.mistake
def common_step():
    """the two steps point in much the same direction: reverse the step from c to d"""
    return words_at(c=(8, -1), d=(8, 0.5))


@lucky_analogy.mistake
def right_angle():
    """the two steps are not opposite enough: their cosine must be at most -0.9"""
    return words_at(c=(8, 0), d=(6.5, 0))


@lucky_analogy.mistake
def other_word_nearer():
    """another word is nearer to the goal than d: d is near, too, so move the other word away"""
    return words_at(e=(7, 2))


@lucky_analogy.mistake
def c_too_short():
    """d is far from the direction of the goal: make c longer compared with the step"""
    return words_at(c=(0.5, 0), d=(0.5, -2), e=(-3, 2))


@lucky_analogy.mistake
def nothing_else_to_choose():
    """d is the only word left: add another one"""
    return words_at(e=None)


@lucky_analogy.mistake
def short_first_step():
    """the step from a to b is too short, or there is none: make it at least 1 long"""
    return words_at(b=(2, 3.3))


@lucky_analogy.mistake
def short_second_step():
    """the step from c to d is too short: make it at least 1 long"""
    return words_at(d=(8, 0.5))


@lucky_analogy.mistake
def tie():
    """another word has the direction of d, so that small changes decide between them: leave a margin"""
    return words_at(e=(4, -0.5))


@lucky_analogy.mistake
def at_the_origin():
    """another word is at the origin, where a small change gives it any direction: move it away"""
    return words_at(e=(0, 0))


@lucky_analogy.mistake
def three_numbers():
    """a word does not have two numbers: each of them is a point of the plane"""
    return {word: np.append(vector, 0.0) for word, vector in words_at().items()}


@lucky_analogy.mistake
def numbers_too_large():
    """some numbers are larger than allowed: keep all of them from -10 to 10"""
    return words_at(c=(80, 1), d=(80, -1))


@lucky_analogy.mistake
def d_left_out():
    """a word is missing: a, b, c and d must all be in the dictionary"""
    return words_at(d=None)


# --- right, written differently -------------------------------------------------------------------------------------


@lucky_analogy.right
def on_another_side():
    """Return lists, with c to the left and two other words."""
    return {"far": [3, -9], "a": [0, 0], "b": [-1.2, -1.2], "c": [-7, 6], "d": [-6, 7], "e": [5, 5]}


@lucky_analogy.right
def along_c():
    """Return steps along c: one makes it longer, the other shorter."""
    return {"a": (1.0, 1), "b": (2.0, 3), "c": (2.0, 4), "d": (1.4, 2.6), "e": (-1.0, 5)}
