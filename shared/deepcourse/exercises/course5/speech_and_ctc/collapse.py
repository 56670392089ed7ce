"""Exercise 1: what a path says."""

from itertools import groupby, pairwise

import numpy as np

from deepcourse.exercises.course5.speech_and_ctc.columns import as_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import ctc as reference


def labels_of(f, path, blank):
    """Return the labels as a list."""
    return as_text(f(path, blank))


collapse = FunctionExercise(
    __name__,
    reference=reference.collapse,
    use=labels_of,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the labels",),
    hints=(
        "Go through the path step by step. Which two questions decide whether a step adds a label?",
        "A step adds nothing if its symbol is the blank. When does it add nothing although it is a label?",
        "Compare each symbol with the one of the step before, blanks included, not with the last label in your list.",
    ),
)


def some_path(rng, T, K, stay=0.5):
    """Return a path of T steps: each symbol lasts for some steps."""
    path = [int(rng.integers(K))]
    while len(path) < T:
        path.append(path[-1] if rng.random() < stay else int(rng.integers(K)))
    return path


@collapse.visible
def visible():
    """Return repeats, a blank between equal labels, a label that comes back, other blanks, no labels, an array."""
    return [
        Case("repeats and blanks", ([0, 2, 2, 0, 0, 5, 5, 5, 3, 0], 0)),
        Case("a blank between equal labels", ([4, 4, 0, 4, 1, 0, 0, 1], 0)),
        Case("a label that comes back after another one", ([3, 1, 3, 3, 2, 1], 0)),
        Case("blank = 2", ([2, 0, 0, 2, 0, 1, 2, 4, 4], 2)),
        Case("blank = 5, the largest symbol", ([5, 0, 3, 3, 5, 3, 0, 5], 5)),
        Case("label 0 comes first, blank = 3", ([0, 0, 3, 1, 0], 3)),
        Case("the last label is the first one again", ([6, 2, 6, 6], 0)),
        Case("blanks alone", ([0, 0, 0], 0)),
        Case("no steps", ([], 0)),
        Case("an array", (np.array([0, 1, 1, 0, 1, 6]), 0)),
    ]


@collapse.draw
def draw(rng):
    """Return a random path."""
    T, K = int(rng.integers(8, 20)), int(rng.integers(3, 6))
    return Case(f"{T} steps, {K} symbols", (some_path(rng, T, K), int(rng.integers(K))))


@collapse.edges
def edges(rng):
    """Return one step, one label for long, two labels in turn, blanks at the ends, label 0, an array."""
    return [
        Case("one label", ([7], 0)),
        Case("one blank", ([3], 3)),
        Case("one label for twelve steps", ([2] * 12, 0)),
        Case("two labels in turn, without a blank", ([1, 2] * 4, 0)),
        Case("a label and the blank in turn", ([4, 1] * 4, 1)),
        Case("label 0 comes first", ([0, *some_path(rng, 9, 4), 0], 4)),
        Case("an array", (np.array(some_path(rng, 15, 3)), 2)),
    ]


@collapse.property("a path in which every step lasts twice as long says the same")
def slower_says_the_same(f, rng):
    """Return a sentence unless repeating every step leaves the labels as they are."""
    path = some_path(rng, 9, 3)
    one, other = labels_of(f, path, 0), labels_of(f, [k for k in path for _ in range(2)], 0)
    return None if one == other else f"{path} says {one}, but with every step doubled it says {other}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@collapse.mistake
def blanks_first(path, blank=0):
    """blanks are removed first, and equal neighbours are joined afterwards: a double letter is lost"""
    return [k for k, _ in groupby(k for k in path if k != blank)]


@collapse.mistake
def every_label_once(path, blank=0):
    """a label that has been said is never said again: only equal neighbours are joined"""
    return list(dict.fromkeys(int(k) for k in path if k != blank))


@collapse.mistake
def blanks_kept(path, blank=0):
    """the blanks are still there: remove them after joining"""
    return [int(k) for k, _ in groupby(path)]


@collapse.mistake
def repeats_kept(path, blank=0):
    """equal neighbours are not joined"""
    return [int(k) for k in path if k != blank]


@collapse.mistake
def zero_is_the_blank(path, blank=0):
    """the argument blank is not used: 0 is removed"""
    return reference.collapse(path, 0)


@collapse.mistake
def last_run_lost(path, blank=0):
    """the last label is lost: a run is written down when the next one begins, and after the last nothing begins"""
    return [int(k) for k in [k for k, _ in groupby(path)][:-1] if k != blank]


@collapse.mistake
def first_step_lost(path, blank=0):
    """the first step is never looked at: it has no step before it, and counts if it is a label"""
    path = list(path)
    return [int(k) for before, k in pairwise(path) if k not in (before, blank)]


@collapse.mistake
def repeats_alone(path, blank=0):
    """labels that last for one step are dropped: they count, too"""
    return [int(k) for k, run in groupby(path) if k != blank and len(list(run)) > 1]


@collapse.mistake
def zero_before_the_first(path, blank=0):
    """before the first step, the symbol is said to be 0, so a path that begins with the label 0 loses it"""
    return [int(k) for before, k in pairwise([0, *path]) if k not in (before, blank)]


@collapse.mistake
def last_before_the_first(path, blank=0):
    """the first symbol is compared with the last one, path[-1]: before the first step there is none"""
    return [int(k) for t, k in enumerate(path) if k not in (path[t - 1], blank)]


# --- right, written differently -------------------------------------------------------------------------------------


@collapse.right
def by_runs(path, blank=0):
    """Return the same from runs of equal symbols."""
    return [k for k, _ in groupby(path) if k != blank]


@collapse.right
def as_an_array(path, blank=0):
    """Return the same as an array, from a mask."""
    path = np.asarray(path, int)
    begins = np.ones(path.shape, bool)
    begins[1:] = path[1:] != path[:-1]
    return path[begins & (path != blank)]
