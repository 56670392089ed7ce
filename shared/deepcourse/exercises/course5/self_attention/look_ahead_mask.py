"""Exercise 3: no step sees the future."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import self_attention as reference

look_ahead_mask = FunctionExercise(
    __name__,
    reference=reference.look_ahead_mask,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("the mask",),
    hints=(
        "Draw the table for T = 3: a row for each query, a column for each key.",
        "Query t may look at key s where s <= t: one comparison of np.arange(T) with itself, once as a column.",
        "np.tri(T) or np.tril give such a triangle. Which half is allowed? Which type and which shape does the "
        "docstring want?",
    ),
)


def case(T):
    """Return a number of steps as a case."""
    return Case(f"T = {T}", (T,))


@look_ahead_mask.visible
def visible():
    """Return several numbers of steps."""
    return [case(T) for T in (3, 4, 6, 2, 1)]


@look_ahead_mask.draw
def draw(rng):
    """Return a random number of steps."""
    return case(int(rng.integers(3, 12)))


@look_ahead_mask.edges
def edges(rng):
    """Return one step, two, and many."""
    return [case(1), case(2), case(20)]


@look_ahead_mask.property("query t may look at t + 1 steps")
def counted(f, rng):
    """Return a sentence unless the mask is boolean, (1, T, T), and counts 1, 2, 3 ... from its first row on."""
    mask = np.asarray(f(5))
    if mask.shape != (1, 5, 5):
        return f"the mask has the shape {mask.shape}, expected (1, 5, 5)"
    if mask.dtype != bool:
        return f"the mask is an array of {mask.dtype}: it has to be of True and False"
    found = mask[0].sum(axis=1).tolist()
    return None if found == [1, 2, 3, 4, 5] else f"the queries may look at {found} steps"


def triangle(T):
    """Return (T, T), True at and below the diagonal."""
    return np.tri(T, dtype=bool)


@look_ahead_mask.mistake
def future_allowed(T):
    """the future is allowed and the past is hidden: query t looks at steps up to t"""
    return triangle(T).T[None]


@look_ahead_mask.mistake
def future_marked(T):
    """True marks what is hidden: True has to mark what a query may look at"""
    return ~triangle(T)[None]


@look_ahead_mask.mistake
def not_at_itself(T):
    """no step may look at itself: the diagonal is allowed"""
    return (np.arange(T) < np.arange(T)[:, None])[None]


@look_ahead_mask.mistake
def one_step_ahead(T):
    """each step may look one step ahead: the last step that query t sees is t"""
    return np.tri(T, k=1, dtype=bool)[None]


@look_ahead_mask.mistake
def no_axis_for_examples(T):
    """the axis of the examples is missing: the shape is (1, T, T)"""
    return triangle(T)


@look_ahead_mask.mistake
def axis_of_the_examples_last(T):
    """the axis of length 1 is the last one: that of the examples comes first"""
    return triangle(T)[:, :, None]


@look_ahead_mask.mistake
def only_itself(T):
    """each step may look only at itself: it may look at all earlier steps, too"""
    return np.eye(T, dtype=bool)[None]


@look_ahead_mask.mistake
def only_the_step_before(T):
    """each step sees only itself and the step before it: all earlier steps are allowed"""
    return (triangle(T) & ~np.tri(T, k=-2, dtype=bool))[None]


@look_ahead_mask.mistake
def turned_over(T):
    """the rows are in reverse order: the first query sees one step, the last one all of them"""
    return triangle(T)[None, ::-1]


@look_ahead_mask.right
def row_by_row(T):
    """Return the same, row by row."""
    mask = np.zeros((1, T, T), bool)
    for t in range(T):
        mask[0, t, : t + 1] = True
    return mask


@look_ahead_mask.right
def compared(T):
    """Return the same by a comparison."""
    steps = np.arange(T)
    return steps[None, None] <= steps[:, None]
