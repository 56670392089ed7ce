"""Exercise 1: one long row of ids becomes inputs and targets."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import decoder_only as reference

windows = FunctionExercise(
    __name__,
    reference=reference.windows,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("X", "Y"),
    hints=(
        "The target of each step is the id that follows it in the row. Which one is it for the last step of a window?",
        "If X holds the ids from 0 to m T - 1, which ids does Y hold? Both are then cut in the same way.",
        "The last window needs one id after it. How many whole windows fit into all ids but one?",
    ),
)


def case(rng, number, T, name="", *, as_list=False):
    """Return ids, most of them different from their neighbours, and a length as a case."""
    ids = rng.integers(0, 60, size=number)
    return Case(name or f"{number} ids, T = {T}", (ids.tolist() if as_list else ids, T))


@windows.visible
def visible():
    """Return ids with some left over, with none, with a last window that lacks its target; one window; windows of 1."""
    rng = np.random.default_rng(5501)
    return [
        case(rng, 17, 5),
        case(rng, 13, 4, "13 ids, T = 4: nothing is left over"),
        case(rng, 12, 4, "12 ids, T = 4: the last id is a target only"),
        case(rng, 30, 7),
        case(rng, 6, 5, "6 ids, T = 5: one window"),
        case(rng, 5, 1, "5 ids, T = 1: windows of one step"),
        case(rng, 11, 3, "a list of 11 ids, T = 3", as_list=True),
    ]


@windows.draw
def draw(rng):
    """Return a random number of ids and a length."""
    return case(rng, int(rng.integers(20, 60)), int(rng.integers(2, 9)))


@windows.edges
def edges(rng):
    """Return ids that T divides, one window, windows of one step, a list, many ids."""
    return [
        case(rng, 24, 6, "24 ids, T = 6: the last id is a target only"),
        case(rng, 25, 6, "25 ids, T = 6: nothing is left over"),
        case(rng, 9, 8, "9 ids, T = 8: one window"),
        case(rng, 7, 1, "7 ids, T = 1"),
        case(rng, 20, 3, "a list of 20 ids, T = 3", as_list=True),
        case(rng, 1000, 64),
    ]


@windows.property("each target is the input of the next step")
def follows(f, rng):
    """Return a sentence unless Y is X one step later, within windows and from one to the next."""
    X, Y = (np.asarray(part) for part in f(np.arange(100, 123), 4))
    if X.shape != (5, 4) or Y.shape != (5, 4):
        return f"23 ids and T = 4 give shapes {X.shape} and {Y.shape}, expected (5, 4) twice"
    if not np.array_equal(Y[:, :-1], X[:, 1:]):
        return "within a window, the target of a step is not the input of the next one"
    return None if np.array_equal(Y[:-1, -1], X[1:, 0]) else "the last target of a window does not begin the next one"


def cut(ids, T, m):
    """Return the first m windows of T ids."""
    return np.asarray(ids)[: m * T].reshape(m, T)


@windows.mistake
def not_shifted(ids, T):
    """the targets are the inputs themselves: the target of a step is the id that follows it"""
    X, _ = reference.windows(ids, T)
    return X, X.copy()


@windows.mistake
def shifted_back(ids, T):
    """inputs and targets are swapped: the model would have to tell what came before"""
    X, Y = reference.windows(ids, T)
    return Y, X


@windows.mistake
def rolled_in_the_window(ids, T):
    """each window is rolled: the last target of a window is its own first id, and has to be the one after the window"""
    X, _ = reference.windows(ids, T)
    return X, np.roll(X, -1, axis=1)


@windows.mistake
def rolled_in_the_row(ids, T):
    """the row is rolled, so that the last id gets the first one as its target: no window may hold it as an input"""
    m = len(ids) // T
    return cut(ids, T, m), cut(np.roll(ids, -1), T, m)


@windows.mistake
def one_window_less(ids, T):
    """the last window is dropped although its target is there: there are (n - 1) // T windows"""
    m = max(0, (len(ids) - 1) // T - 1)
    return cut(ids, T, m), cut(ids[1:], T, m)


@windows.mistake
def windows_that_overlap(ids, T):
    """a window begins at every id: windows follow each other without overlap"""
    ids = np.asarray(ids)
    starts = np.arange(len(ids) - T)[:, None] + np.arange(T)
    return ids[starts], ids[starts + 1]


@windows.mistake
def two_ahead(ids, T):
    """the targets are two ids later: they are one id later"""
    ids = np.asarray(ids)
    m = (len(ids) - 2) // T
    return cut(ids, T, m), cut(ids[2:], T, m)


@windows.mistake
def one_id_lost_per_window(ids, T):
    """the ids are cut into pieces of T + 1, so one id in T + 1 is never an input: windows follow each other"""
    m = len(ids) // (T + 1)
    pieces = np.asarray(ids)[: m * (T + 1)].reshape(m, T + 1)
    return pieces[:, :-1], pieces[:, 1:]


@windows.mistake
def down_the_columns(ids, T):
    """the row runs down the columns: a window is a row of X, with T ids that follow each other"""
    X, Y = reference.windows(ids, T)
    return X.reshape(T, -1).T, Y.reshape(T, -1).T


@windows.mistake
def transposed(ids, T):
    """X and Y are transposed: they are (m, T), a row for each window"""
    X, Y = reference.windows(ids, T)
    return X.T, Y.T


@windows.right
def by_their_starts(ids, T):
    """Return the same from a table of places."""
    ids = np.asarray(ids)
    places = np.arange(0, len(ids) - T, T)[:, None] + np.arange(T)
    return ids[places], ids[places + 1]


@windows.right
def in_a_loop(ids, T):
    """Return the same window by window."""
    X, Y = [], []
    for start in range(0, len(ids) - T, T):
        X.append(ids[start : start + T])
        Y.append(ids[start + 1 : start + T + 1])
    return np.array(X), np.array(Y)
