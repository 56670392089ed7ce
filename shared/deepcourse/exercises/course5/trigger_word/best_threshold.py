"""Exercise 8: a threshold chosen on scenes that were not trained on."""

from fractions import Fraction

import numpy as np

from deepcourse.exercises.course5.trigger_word.heard import scene
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import detection as reference
from deepcourse.sequence.detection import detections, f1, hits, precision_recall

best_threshold = FunctionExercise(
    __name__,
    reference=reference.best_threshold,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    random_cases=6,
    returns=("the threshold",),
    hints=(
        "For one threshold: the chimes of every scene, then precision and recall over all scenes together, then F1.",
        "Precision and recall can both be 0. What is F1 then, and what does Python make of 0 / 0?",
        "Keep the best F1 so far and its threshold. The thresholds come in any order: when does one replace another "
        "whose F1 is equal?",
    ),
)


def scores(probabilities, true_ends, thresholds, refractory, tolerance):
    """Return the exact F1 of each threshold, and what it is made of."""
    made = []
    for threshold in thresholds:
        found = [detections(p, threshold, refractory) for p in probabilities]
        pairs = sum(hits(a, e, tolerance) for a, e in zip(found, true_ends, strict=True))
        alarms, words = sum(map(len, found)), sum(map(len, true_ends))
        made.append((Fraction(2 * pairs, max(1, alarms + words)), pairs, alarms))
    return made


def clear(arguments):
    """Return whether equal F1s are made of equal numbers: then rounding plays no part."""
    made = scores(*arguments)
    best = [rest for rest in made if rest[0] == max(made)[0]]
    return len(set(best)) == 1 and made and max(made)[0] > 0


def drawn(rng, count, thresholds, refractory, tolerance, heights=(0.35, 0.97), telling=None):
    """Return the arguments for random scenes, whose best threshold no rounding decides.

    telling : a mistake whose answer has to be another one
    """
    for _ in range(10_000):
        probabilities, ends = [], []
        for _ in range(count):
            T = int(rng.integers(24, 32))
            words = sorted(
                int(e) for e in rng.choice(np.arange(1, T - 6, 7), size=int(rng.integers(1, 4)), replace=False)
            )
            false = [int(s) for s in rng.integers(0, T - 3, size=int(rng.integers(0, 3)))]
            probabilities.append(scene(rng, T, words, false, height=heights))
            ends.append(words)
        arguments = (probabilities, ends, thresholds, refractory, tolerance)
        if clear(arguments) and (telling is None or telling(*arguments) != reference.best_threshold(*arguments)):
            return arguments
    raise RuntimeError(f"no scenes of {count} were found whose best threshold is clear")


@best_threshold.visible
def visible():
    """Return scenes of different sizes, thresholds in any order, ties."""
    rng = np.random.default_rng(60)
    steps = [0.5, 0.2, 0.8, 0.35, 0.65, 0.95]
    low = ([np.array([0.1, 0.9, 0.2, 0.3, 0.1, 0.2])], [[0]], [0.4, 0.8, 0.6, 0.05], 1, 1)
    none = ([np.array([0.1, 0.6, 0.2, 0.5, 0.1]), np.array([0.3, 0.2, 0.4])], [[3], [1]], [0.55, 0.9, 0.45, 0.35], 0, 0)
    return [
        *(Case(f"{settings[0]} scenes, {len(settings[1])} thresholds", drawn(rng, *settings))
          for settings in ((3, steps, 3, 3), (4, steps[::-1], 2, 2), (5, steps[:4], 4, 3), (6, steps[1:], 1, 4))),
        Case("several thresholds are equally good", low),
        Case("some thresholds find no word at all", none),
        Case("some never go off", ([np.array([0.2, 0.4, 0.3, 0.1, 0.6])], [[1]], [0.9, 0.5, 0.35, 0.95], 2, 0)),
        Case("one threshold", ([np.array([0.2, 0.7, 0.3])], [[1]], [0.6], 1, 1)),
        *(Case(f"{n} scenes, many false alarms", drawn(rng, n, [0.3, 0.45, 0.6, 0.7, 0.85], 0, 2, (0.25, 0.99)))
          for n in (4, 7)),
        *(Case(f"{n} scenes, some with many words", drawn(rng, n, steps[:5], 1, 2, (0.25, 0.97), mean_of_scenes))
          for n in (3, 5)),
    ]  # fmt: skip


@best_threshold.draw
def draw(rng):
    """Return random scenes."""
    count = int(rng.integers(3, 7))
    thresholds = [float(t) for t in rng.permutation(np.linspace(0.2, 0.95, 6).round(2))]
    return Case(f"{count} scenes", drawn(rng, count, thresholds, int(rng.integers(0, 5)), int(rng.integers(1, 4))))


@best_threshold.edges
def edges(rng):
    """Return ties, one threshold, and thresholds without any chime."""
    peak = round(float(rng.uniform(0.8, 0.9)), 2)
    p = [np.array([0.1, 0.2, peak, 0.15, 0.1]), np.array([0.3, peak, 0.2, 0.1])]
    return [
        Case("several are equally good", (p, [[1], [1]], [0.6, 0.5, 0.75, 0.4], 2, 1)),
        Case("some find no word at all", (p, [[4], [3]], [0.35, 0.12, 0.95, 0.28], 0, 0)),
        Case("one threshold", (p, [[2], [0]], [0.7], 1, 1)),
        Case("some with many words", drawn(rng, 4, [0.6, 0.3, 0.8, 0.45], 1, 2, (0.25, 0.97), mean_of_scenes)),
        Case("many false alarms", drawn(rng, 5, [0.85, 0.3, 0.5, 0.6, 0.4], 0, 2, (0.25, 0.99))),
        Case("float32", ([each.astype(np.float32) for each in p], [[1], [1]], [0.5, 0.25, 0.95], 1, 1)),
    ]


@best_threshold.property("no other threshold has a larger F1")
def none_is_better(f, rng):
    """Return a sentence unless the threshold is the best one, in whatever order they come."""
    arguments = drawn(rng, 5, [0.25, 0.4, 0.55, 0.7, 0.85], 2, 3)
    said = float(f(*arguments))
    turned = float(f(*arguments[:2], arguments[2][::-1], *arguments[3:]))
    if said != turned:
        return f"the answer is {said:g}, but {turned:g} when the thresholds come in reverse order"
    right = reference.best_threshold(*arguments)
    return None if said == right else f"the F1 of {said:g} is not the largest, or not the largest threshold that has it"


# --- known mistakes -------------------------------------------------------------------------------------------------


def rated(probabilities, true_ends, thresholds, refractory, tolerance, rate):
    """Return [(score, threshold)], the score by `rate(precision, recall)`."""
    made = []
    for threshold in thresholds:
        found = [detections(p, threshold, refractory) for p in probabilities]
        made.append((rate(*precision_recall(found, true_ends, tolerance)), threshold))
    return made


def chosen(*arguments, rate=f1, key=lambda one: one):
    """Return the threshold with the largest score; of equal ones, that with the larger key."""
    return max(rated(*arguments, rate=rate), key=key)[1]


@best_threshold.mistake
def smallest_of_equals(*arguments):
    """of equally good thresholds the smallest is returned: the page asks for the largest"""
    return chosen(*arguments, key=lambda one: (one[0], -one[1]))


@best_threshold.mistake
def first_of_equals(*arguments):
    """of equally good thresholds the first in the list is returned: they come in any order, take the largest"""
    return max(rated(*arguments, rate=f1), key=lambda one: one[0])[1]


@best_threshold.mistake
def last_of_equals(*arguments):
    """of equally good thresholds the last in the list is returned: they come in any order, take the largest"""
    return max(rated(*arguments, rate=f1)[::-1], key=lambda one: one[0])[1]


@best_threshold.mistake
def plain_mean(*arguments):
    """precision and recall are averaged: F1 is 2 P R / (P + R), which is small if one of them is small"""
    return chosen(*arguments, rate=lambda p, r: p + r)


@best_threshold.mistake
def precision_alone(*arguments):
    """only the precision is looked at: a detector that never goes off has a precision of 1"""
    return chosen(*arguments, rate=lambda p, r: p)


@best_threshold.mistake
def recall_alone(*arguments):
    """only the recall is looked at: missed words and false alarms both count"""
    return chosen(*arguments, rate=lambda p, r: r)


@best_threshold.mistake
def nearly_equal(*arguments):
    """the threshold with the smallest difference between precision and recall is chosen: take the largest F1"""
    return chosen(*arguments, rate=lambda p, r: -abs(p - r))


@best_threshold.mistake
def mean_of_scenes(probabilities, true_ends, thresholds, refractory, tolerance):
    """F1 is averaged over the scenes: take precision and recall over all scenes together"""
    made = []
    for t in thresholds:
        each = [f1(*precision_recall([detections(p, t, refractory)], [ends], tolerance))
                for p, ends in zip(probabilities, true_ends, strict=True)]  # fmt: skip
        made.append((round(float(np.mean(each)), 12), t))
    return max(made)[1]


@best_threshold.mistake
def refractory_ignored(probabilities, true_ends, thresholds, refractory, tolerance):
    """the refractory period is left out: pass it on to detections"""
    return chosen(probabilities, true_ends, thresholds, 0, tolerance)


@best_threshold.mistake
def tolerance_ignored(probabilities, true_ends, thresholds, refractory, tolerance):
    """the tolerance is left out: pass it on to precision_recall"""
    return chosen(probabilities, true_ends, thresholds, refractory, 0)


@best_threshold.mistake
def the_score(*arguments):
    """the largest F1 itself is returned: the page asks for the threshold"""
    return max(rated(*arguments, rate=f1))[0]


@best_threshold.mistake
def the_place(*arguments):
    """the place in the list is returned: the page asks for the threshold itself"""
    return arguments[2].index(chosen(*arguments))


@best_threshold.right
def from_high_to_low(probabilities, true_ends, thresholds, refractory, tolerance):
    """Return the same, from the largest threshold down; only a larger F1 replaces the best one."""
    best, score = None, -1.0
    for threshold in sorted(thresholds, reverse=True):
        precision, recall = precision_recall(
            [detections(p, threshold, refractory) for p in probabilities], true_ends, tolerance
        )
        value = 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
        if value > score:
            best, score = threshold, value
    return best


@best_threshold.right
def from_counts(*arguments):
    """Return the same from numbers of pairs: F1 is 2 pairs / (chimes + words)."""
    made = scores(*arguments)
    return np.float64(max((one[0], t) for one, t in zip(made, arguments[2], strict=True))[1])
