"""Exercise 8: is the right class at least among the k first?"""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import classes, scores, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference

top_k_accuracy = FunctionExercise(
    __name__,
    reference=reference.top_k_accuracy,
    minutes=4,
    points_visible=2,
    points_hidden=4,
    returns=("the share",),
    any_number_type=True,
    hints=(
        "The right class is among the first k where fewer than k classes have a larger probability.",
        "The probability of the right class is AL[labels, np.arange(m)], of shape (m,).",
        "np.sum(AL > that, axis=0) counts the classes above it; compare with k and take the mean.",
    ),
)


def answers(rng, C, m):
    """Return (AL, labels): probabilities that lean towards the labels, and the labels."""
    labels = classes(rng, C, m)
    return reference.softmax(scores(rng, C, m) + 1.5 * reference.one_hot(labels, C)), labels


@top_k_accuracy.visible
def visible():
    """Return a small example, larger ones with other k, all classes, and one example."""
    rng = np.random.default_rng(8)
    AL = np.array([[0.6, 0.3, 0.1, 0.1], [0.3, 0.6, 0.2, 0.3], [0.1, 0.1, 0.7, 0.6]])
    return [
        Case("4 examples of 3 classes, k = 2", (AL, np.array([0, 0, 0, 1]), 2)),
        Case("12 examples of 5 classes, k = 1", (*answers(rng, 5, 12), 1)),
        Case("30 examples of 6 classes, k = 3", (*answers(rng, 6, 30), 3)),
        Case("7 examples of 4 classes, k = 4", (*answers(rng, 4, 7), 4)),
        Case("one example of 5 classes, k = 2", (np.array([[0.1], [0.4], [0.2], [0.25], [0.05]]), np.array([3]), 2)),
    ]


@top_k_accuracy.draw
def draw(rng):
    """Return a case of random size."""
    C, m = size(rng, 8, 40)
    k = int(rng.integers(1, C))
    return Case(f"{m} examples of {C} classes, k = {k}", (*answers(rng, C, m), k))


@top_k_accuracy.edges
def edges(rng):
    """Return one example, k = 1 and k = C."""
    return [
        Case("one example", (*answers(rng, 4, 1), 2)),
        Case("k = 1", (*answers(rng, 4, 25), 1)),
        Case("k = C", (*answers(rng, 4, 9), 4)),
        Case(
            "the right class always comes second", (np.array([[0.6, 0.6], [0.3, 0.1], [0.1, 0.3]]), np.array([1, 2]), 2)
        ),
    ]


@top_k_accuracy.property("a larger k counts more")
def grows_with_k(f, rng):
    """Return a sentence unless a larger k counts at least as many, and k = C counts all."""
    AL, labels = answers(rng, 5, 30)
    shares = [f(AL, labels, k) for k in range(1, 6)]
    if shares[-1] != 1 or any(np.diff(shares) < 0):
        return f"k = 1 to 5 of 5 classes give {', '.join(f'{s:.3g}' for s in shares)}; they must rise to 1"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@top_k_accuracy.mistake
def smallest_first(AL, labels, k):
    """the k least probable classes are taken: argsort begins with the smallest"""
    return reference.top_k_accuracy(1 - AL, labels, k)


@top_k_accuracy.mistake
def only_the_first(AL, labels, k):
    """k is ignored: only the most probable class counts"""
    return reference.top_k_accuracy(AL, labels, 1)


@top_k_accuracy.mistake
def only_the_kth(AL, labels, k):
    """only the class in place k counts: the places before it count too"""
    return float(np.mean(np.argsort(-AL, axis=0)[k - 1] == labels))


@top_k_accuracy.mistake
def one_too_few(AL, labels, k):
    """one class too few is taken: the slice [:k] already ends before k, counted from 0"""
    return reference.top_k_accuracy(AL, labels, k - 1) if k > 1 else 0.0


@top_k_accuracy.mistake
def one_too_many(AL, labels, k):
    """one class too many is taken: [:k] holds k classes"""
    return reference.top_k_accuracy(AL, labels, k + 1)


@top_k_accuracy.mistake
def errors_counted(AL, labels, k):
    """the share of wrong answers is given: accuracy is the share of right ones"""
    return 1 - reference.top_k_accuracy(AL, labels, k)


@top_k_accuracy.mistake
def in_percent(AL, labels, k):
    """it is in percent: asked for is a share, from 0 to 1"""
    return 100 * reference.top_k_accuracy(AL, labels, k)


@top_k_accuracy.mistake
def divided_by_k(AL, labels, k):
    """the mean also runs over the k places: an example counts once if any of its places is right"""
    return reference.top_k_accuracy(AL, labels, k) / k


@top_k_accuracy.mistake
def number_returned(AL, labels, k):
    """the right answers are counted: asked for is their share, from 0 to 1"""
    return reference.top_k_accuracy(AL, labels, k) * len(labels)


def _best(AL, k):
    return np.argsort(-AL, axis=0, kind="stable")[:k]


@top_k_accuracy.mistake
def guesses_of_any_example(AL, labels, k):
    """a label counts when it is among the guesses for any example: it must be among those for its own, its column"""
    return float(np.mean(np.isin(labels, _best(AL, k))))


@top_k_accuracy.mistake
def guesses_of_any_example_counted(AL, labels, k):
    """a label counts when it is among the guesses for any example, and the right answers are counted: it must be among
    those for its own, its column, and asked for is their share
    """
    return float(np.sum(np.isin(labels, _best(AL, k))))


@top_k_accuracy.mistake
def examples_sorted(AL, labels, k):
    """the examples are sorted and not the classes, axis=1: each column holds the probabilities of one example,
    axis=0
    """
    best = np.argsort(-AL, axis=1, kind="stable")[:, :k]
    return float(np.mean([label in best[label] for label in labels]))


@top_k_accuracy.mistake
def first_k_classes(AL, labels, k):
    """the classes 0 to k - 1 are taken, without sorting: take the k most probable ones, by argsort"""
    return float(np.mean(labels < k))


@top_k_accuracy.mistake
def probabilities_for_classes(AL, labels, k):
    """the largest probabilities are compared with the labels, as after np.sort: np.argsort gives the classes"""
    return float(np.mean(np.any(-np.sort(-AL, axis=0)[:k] == labels, axis=0)))


@top_k_accuracy.mistake
def all_must_be_right(AL, labels, k):
    """an example counts where all k places hold its class: one of them is enough, np.any"""
    return float(np.mean(np.all(_best(AL, k) == labels, axis=0)))


@top_k_accuracy.mistake
def divided_by_the_classes(AL, labels, k):
    """the number of right answers is divided by the number of classes, AL.shape[0]: divide by the number of examples"""
    return float(np.sum(np.any(_best(AL, k) == labels, axis=0)) / len(AL))


# --- right, written differently -------------------------------------------------------------------------------------


@top_k_accuracy.right
def by_counting_the_better(AL, labels, k):
    """Return the share of examples with fewer than k classes above the right one."""
    right = AL[labels, np.arange(AL.shape[1])]
    return np.mean(np.sum(right < AL, axis=0) < k)


@top_k_accuracy.right
def in_a_loop(AL, labels, k):
    """Return the same, example by example."""
    hits = [labels[i] in np.argsort(AL[:, i])[::-1][:k] for i in range(AL.shape[1])]
    return sum(hits) / len(hits)
