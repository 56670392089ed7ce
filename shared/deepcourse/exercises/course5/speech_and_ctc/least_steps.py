"""Exercise 2: how many steps a text needs."""

from itertools import groupby, pairwise

from deepcourse.exercises.course5.speech_and_ctc.columns import said, some_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import ctc as reference

least_steps = FunctionExercise(
    __name__,
    reference=reference.least_steps,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    any_number_type=True,
    returns=("the number of steps",),
    hints=(
        "Write down a path for [1, 2] that is as short as possible. Does it need a blank anywhere?",
        "Now [1, 1], and then [1, 1, 1]. Where are blanks needed, and how many?",
        "Count the places at which a label equals the label just before it.",
    ),
)


@least_steps.visible
def visible():
    """Return texts with no equal neighbours, with one pair, with runs, with labels that come back, and none."""
    texts = [[1, 2, 3, 4], [5, 2, 2, 7], [1, 1, 1, 1], [3, 1, 3, 1, 3], [4, 4, 6, 4, 4, 4, 2], [2, 2, 5, 5, 1], [6], []]
    return [Case(said(text), (text,)) for text in texts]


@least_steps.draw
def draw(rng):
    """Return a random text."""
    text = some_text(rng, int(rng.integers(3, 6)), int(rng.integers(5, 14)))
    return Case(said(text), (text,))


@least_steps.edges
def edges(rng):
    """Return no labels, one, a long run, labels in turn, a long text."""
    texts = [[], [9], [2] * 11, [1, 2] * 5, [3, 3, 1, 1, 3, 3]]
    return [*(Case(said(text), (text,)) for text in texts), Case("90 labels", (some_text(rng, 4, 90),))]


@least_steps.property("two texts in a row need the steps of both, and one more where equal labels meet")
def parts_add_up(f, rng):
    """Return a sentence unless the steps of two parts add up."""
    for first, second in (([1, 2, 2], [2, 3]), ([1, 3], [2, 2]), (some_text(rng, 4, 5), some_text(rng, 4, 6))):
        sum_of_both = f(first) + f(second) + (first[-1] == second[0])
        if f(first + second) != sum_of_both:
            return f"{first + second} needs {f(first + second)} steps, its parts {first} and {second} {sum_of_both}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@least_steps.mistake
def a_blank_everywhere(labels):
    """blanks are counted before, between and after all labels, 2 L + 1 steps: a path may leave most of them out"""
    return 2 * len(labels) + 1


@least_steps.mistake
def a_blank_between_all(labels):
    """a blank is counted between all labels: only equal neighbours need one"""
    return max(2 * len(labels) - 1, 0)


@least_steps.mistake
def labels_alone(labels):
    """a step is counted for each label, and none for the blank between equal neighbours"""
    return len(labels)


@least_steps.mistake
def equal_anywhere(labels):
    """a blank is counted for every label that came before anywhere: only equal neighbours need one"""
    return 2 * len(labels) - len(set(labels))


@least_steps.mistake
def once_for_a_run(labels):
    """one blank is counted for a whole run of equal labels: three in a row need two blanks"""
    return len(labels) + sum(len(list(run)) > 1 for _, run in groupby(labels))


@least_steps.mistake
def one_blank_at_most(labels):
    """one blank is counted if there are equal neighbours, however many there are"""
    return len(labels) + any(one == other for one, other in pairwise(labels))


@least_steps.mistake
def blanks_at_the_ends(labels):
    """a blank is counted before the text and after it: a path may begin and end with a label"""
    return reference.least_steps(labels) + 2


@least_steps.mistake
def two_for_a_pair(labels):
    """two blanks are counted for equal neighbours: one between them is enough"""
    return 2 * reference.least_steps(labels) - len(labels)


@least_steps.mistake
def joined_first(labels):
    """equal neighbours are joined, as in a path: the labels of a text all count"""
    return len(list(groupby(labels)))


@least_steps.mistake
def one_for_nothing(labels):
    """the empty text is given a step: the path without steps says it"""
    return max(reference.least_steps(labels), 1)


# --- right, written differently -------------------------------------------------------------------------------------


@least_steps.right
def by_places(labels):
    """Return the same from a loop over places."""
    steps = 0
    for place, label in enumerate(labels):
        steps += 2 if place > 0 and labels[place - 1] == label else 1
    return steps


@least_steps.right
def by_runs(labels):
    """Return the same from the runs of equal labels: a run of n needs 2 n - 1 steps."""
    return sum(2 * len(list(run)) - 1 for _, run in groupby(labels))
