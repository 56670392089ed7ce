"""Exercise 8: one small batch that finds eight broken backward passes."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.broken_recurrences import BROKEN, MORE, caches_of, differs, right

MOST = 22  # numbers in x, a0 and da together
NAMES = ("Wax", "Waa", "ba")
FOUND, MISSED = "found: some gradients differ", "missed: all gradients are the same"


def found(f, which):
    """Return whether the batch that `f` returns tells one broken pass from the right one, or why it is no batch."""
    returned = f()
    if type(returned) not in (tuple, list) or len(returned) != 4:
        return "not four results: return x, a0, parameters, da"
    if not isinstance(returned[2], dict) or not set(NAMES) <= set(returned[2]):
        return "parameters must be a dict with Wax, Waa and ba"
    x, a0, da = (np.asarray(returned[at], dtype=float) for at in (0, 1, 3))
    made = {name: np.asarray(returned[2][name], dtype=float) for name in NAMES}
    problem = wrong_with(x, a0, made, da)
    if problem:
        return problem
    caches = caches_of(x, a0, made)
    expected = right(da, caches)
    return FOUND if differs((BROKEN | MORE)[which](da, caches), expected) else MISSED


def wrong_with(x, a0, made, da):
    """Return why this is no batch, or too large a one; "" if it is one."""
    if x.ndim != 3 or a0.ndim != 2 or da.ndim != 3 or not x.size or not a0.size:
        return f"x has the shape {x.shape}, a0 {a0.shape}, da {da.shape}; expected (n_x, m, T), (n_a, m), (n_a, m, T)"
    (n_x, m, T), n_a = x.shape, len(a0)
    wanted = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "ba": (n_a, 1)}
    wanted |= {"a0": (n_a, m), "da": (n_a, m, T)}
    for name, array in (made | {"a0": a0, "da": da}).items():
        if array.shape != wanted[name]:
            return f"{name} has the shape {array.shape}, expected {wanted[name]} beside x {x.shape} and a0 {a0.shape}"
    if x.size + a0.size + da.size > MOST:
        return f"x, a0 and da hold {x.size + a0.size + da.size} numbers together; at most {MOST} are allowed"
    everything = (x, a0, da, *made.values())
    if not all(np.isfinite(array).all() for array in everything):
        return "the batch contains a nan or an infinity"
    large = max(float(np.abs(array).max()) for array in everything)
    return f"the largest number is {large:.3g}: keep all of them between -3 and 3" if large > 3 else ""


def reference():
    """Return (x, a0, parameters, da): two units, one input, two examples, three steps."""
    rng = np.random.default_rng(8)
    made = {"Wax": rng.normal(size=(2, 1)), "Waa": rng.normal(size=(2, 2)), "ba": rng.normal(size=(2, 1))}
    return rng.normal(size=(1, 2, 3)), rng.normal(size=(2, 2)), made, rng.normal(size=(2, 2, 3))


telling_batch = FunctionExercise(
    __name__,
    reference=reference,
    use=found,
    name="telling_batch",
    minutes=7,
    points_visible=5,
    points_hidden=6,
    returns=("the verdict",),
    hints=(
        "Go through the table line by line: for which batches does this mistake make no difference? Note each "
        "size that is too small, and each array that must not be zeros.",
        "Which number of steps do you need before a gradient can cross two arrows? Draw the graph for T = 1, 2, 3.",
        "With T, n_a and m settled, calculate n_x m T + n_a m + n_a m T: what does that leave for n_x? Random numbers "
        "with a seed avoid all other coincidences.",
    ),
)


@telling_batch.visible
def visible():
    """Return the eight mistakes of the page."""
    return [Case(name, (name,)) for name in BROKEN]


@telling_batch.edges
def edges(rng):
    """Return the eight again, and three more, in any order."""
    return [Case(str(name), (str(name),)) for name in rng.permutation([*BROKEN, *MORE])]


@telling_batch.property("the same batch every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    one, other = f(), f()
    same = len(one) == len(other) and all(np.array_equal(one[at], other[at]) for at in (0, 1, 3))
    same = same and all(np.array_equal(one[2][name], other[2][name]) for name in NAMES)
    return None if same else "two calls return different batches: a generator needs a seed, as in default_rng(1)"


# --- known mistakes -------------------------------------------------------------------------------------------------


def sample(n_x=1, n_a=2, m=2, T=3):
    """Return a batch that finds all, unless its sizes forbid it."""
    rng = np.random.default_rng(7)
    made = {"Wax": rng.normal(size=(n_a, n_x)), "Waa": rng.normal(size=(n_a, n_a)), "ba": rng.normal(size=(n_a, 1))}
    return rng.normal(size=(n_x, m, T)), rng.normal(size=(n_a, m)), made, rng.normal(size=(n_a, m, T))


@telling_batch.mistake
def one_step():
    """T is 1: then no gradient comes from a later step"""
    return sample(T=1)


@telling_batch.mistake
def two_steps():
    """T is 2: then no gradient can cross two arrows"""
    return sample(T=2)


@telling_batch.mistake
def one_example():
    """m is 1: then a mean over the examples is their sum"""
    return sample(m=1, n_x=3)


@telling_batch.mistake
def no_first_state():
    """a0 is zeros: then its use makes no difference"""
    x, a0, made, da = sample()
    return x, 0 * a0, made, da


@telling_batch.mistake
def symmetric_weights():
    """Waa is its own transpose: choose a matrix that is not symmetric, which takes at least two units"""
    x, a0, made, da = sample()
    return x, a0, made | {"Waa": (made["Waa"] + made["Waa"].T) / 2}, da


@telling_batch.mistake
def only_the_last_da():
    """da is zeros except at the last step: then the other predictions make no difference"""
    x, a0, made, da = sample()
    return x, a0, made, np.where(np.arange(3) == 2, da, 0)


@telling_batch.mistake
def only_the_first_da():
    """da is zeros except at the first step: then nothing comes back in time"""
    x, a0, made, da = sample()
    return x, a0, made, np.where(np.arange(3) == 0, da, 0)


@telling_batch.mistake
def no_gradient():
    """da is zeros everywhere: then all gradients are 0"""
    x, a0, made, da = sample()
    return x, a0, made, 0 * da


@telling_batch.mistake
def no_memory():
    """Waa is zeros: then no state reaches the next one, and no gradient comes back"""
    x, a0, made, da = sample()
    return x, a0, made | {"Waa": 0 * made["Waa"]}, da


@telling_batch.mistake
def too_large():
    """the batch is larger than allowed: x, a0 and da hold at most 22 numbers together"""
    return sample(n_x=3, n_a=4, m=5, T=6)


@telling_batch.mistake
def parameters_left_out():
    """the parameters are left out: return x, a0, parameters, da"""
    x, a0, _, da = sample()
    return x, a0, da


# --- right, written differently -------------------------------------------------------------------------------------


@telling_batch.right
def another_seed():
    """Return random numbers from another seed."""
    return sample()


@telling_batch.right
def by_hand():
    """Return lists, written by hand."""
    x, a0 = [[[0.5, -1.0, 0.3], [1.5, 0.2, -0.7]]], [[0.4, -0.3], [0.8, 0.1]]
    da = [[[1.0, -0.5, 0.7], [0.2, 1.1, -0.9]], [[-0.6, 0.3, 1.3], [0.9, -1.2, 0.4]]]
    return [x, a0, {"Wax": [[0.7], [-0.4]], "Waa": [[0.5, -0.9], [0.2, 0.6]], "ba": [[0.1], [-0.2]]}, da]
