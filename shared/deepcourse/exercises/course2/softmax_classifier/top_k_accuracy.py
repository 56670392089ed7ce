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
