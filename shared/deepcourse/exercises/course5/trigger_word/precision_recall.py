"""Exercise 7: chimes and words, matched one to one."""

import itertools

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import detection as reference
from deepcourse.sequence.detection import hits

precision_recall = FunctionExercise(
    __name__,
    reference=reference.precision_recall,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the precision", "the recall"),
    hints=(
        "Write a small function for one scene first: how many pairs are there? Then add up pairs, chimes and words "
        "over all scenes, and divide once, at the end.",
        "Sort both lists and look at the earliest chime and the earliest word. If they are near enough, they can be "
        "a pair: no later partner would be better for both.",
        "If they are too far apart, one of the two has no partner at all, whatever comes later. Which one?",
    ),
)


@precision_recall.visible
def visible():
    """Return scenes in which every careless way of counting gives something else."""
    return [
        Case("two scenes", ([[5, 20], [9]], [[4], [8, 25]], 3)),
        Case("two chimes for one word", ([[10, 13], [3]], [[11], [2, 30]], 3)),
        Case("one chime between two words", ([[10], [4, 18]], [[8, 12], [5]], 3)),
        Case("scenes of different size", ([[5, 15, 25, 35], [], [7]], [[4, 14, 24], [9, 20], [6]], 2)),
        Case("exactly as far as the tolerance", ([[7, 24], [12]], [[4, 20], [9]], 3)),
        Case("chimes before the ends of words", ([[6, 18, 30], [2]], [[8, 19], [3]], 2)),
        Case("the nearest chime is better left to the next word", ([[0, 7], [11]], [[4, 8], [20]], 4)),
        Case("in any order", ([[6, 10], [30, 2, 14]], [[8, 4], [3, 13]], 4)),
        Case("in any order, one near two words", ([[20, 6, 10]], [[11, 7]], 4)),
        Case("the same steps in different scenes", ([[4], [18, 40]], [[17], [5, 39]], 2)),
        Case("no chime", ([[], []], [[5], [3, 9]], 2)),
        Case("no word", ([[4], [8]], [[], []], 3)),
        Case("neither", ([[], []], [[], []], 1)),
        Case("tolerance 0", ([[4, 9, 12], [3]], [[4, 10], [3]], 0)),
    ]


@precision_recall.draw
def draw(rng):
    """Return a few crowded scenes."""
    count, tolerance = int(rng.integers(2, 5)), int(rng.integers(1, 5))
    found = [[int(s) for s in rng.permutation(24)[: rng.integers(1, 6)]] for _ in range(count)]
    ends = [[int(s) for s in rng.permutation(24)[: rng.integers(1, 6)]] for _ in range(count)]
    return Case(f"{count} scenes, tolerance {tolerance}", (found, ends, tolerance))


@precision_recall.edges
def edges(rng):
    """Return scenes without chimes, without words, and some in which the order matters."""
    a = int(rng.integers(10, 20))
    return [
        Case("no chime", ([[], [], []], [[a], [], [3]], 2)),
        Case("no word", ([[a, a + 5]], [[]], 3)),
        Case("neither", ([[]], [[]], 2)),
        Case("one scene, all right", ([[a, a + 9]], [[a - 1, a + 8]], 2)),
        Case("two chimes for one word", ([[a, a + 2], [a]], [[a + 1], [a - 9]], 2)),
        Case("one chime between two words", ([[a]], [[a - 2, a + 2]], 2)),
        Case("the nearest is better left to the next", ([[a - 4, a + 3], [5]], [[a, a + 4], [6]], 4)),
        Case("in any order", ([[a + 2, a + 6], [40]], [[a + 4, a], [41]], 4)),
        Case("tolerance 0", ([[a, a + 1], [3]], [[a + 1], [4]], 0)),
        Case("a chain of chimes and words", ([list(range(0, 40, 4))], [list(range(3, 40, 4))], 3)),
    ]


@precision_recall.property("as many pairs as can be made")
def as_many_as_possible(f, rng):
    """Return a sentence unless the number of pairs is the largest that any order gives."""
    found, ends = ([int(s) for s in rng.permutation(16)[:4]] for _ in range(2))
    tolerance = 3
    best = max(
        sum(abs(alarm - end) <= tolerance for alarm, end in zip(order, ends, strict=True))
        for order in itertools.permutations(found)
    )
    said = f([found], [ends], tolerance)[1] * len(ends)
    if abs(said - best) < 1e-9:
        return None
    return f"chimes {found}, words {ends}, tolerance {tolerance}: {best} pairs are possible, it counts {said:g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def counted(found, ends, tolerance, *, pairs=None, near=None, right_words=None):
    """Return precision and recall from other pairs of each scene; `right_words` counts differently for the recall."""
    near = near or (lambda alarm, end: abs(alarm - end) <= tolerance)
    pairs = pairs or in_time
    right = sum(pairs(a, e, near) for a, e in zip(found, ends, strict=True))
    words = right if right_words is None else sum(right_words(a, e, near) for a, e in zip(found, ends, strict=True))
    alarms, total = sum(map(len, found)), sum(map(len, ends))
    return (right / alarms if alarms else 1.0), (words / total if total else 1.0)


def taken_in_turn(alarms, ends, choose):
    """Return how many words get a free chime, word by word; `choose(free, end)` returns one, or None."""
    free, pairs = list(alarms), 0
    for end in ends:
        chosen = choose(free, end)
        if chosen is not None:
            free.remove(chosen)
            pairs += 1
    return pairs


def in_time(alarms, ends, near):
    """Return the number of pairs, each word with the earliest free chime."""
    return taken_in_turn(sorted(alarms), sorted(ends), lambda free, end: next((a for a in free if near(a, end)), None))


def alarms_near(alarms, ends, near):
    """Return how many chimes are near any word."""
    return sum(any(near(alarm, end) for end in ends) for alarm in alarms)


def words_near(alarms, ends, near):
    """Return how many words have any chime near them."""
    return sum(any(near(alarm, end) for alarm in alarms) for end in ends)


@precision_recall.mistake
def both_many_times(found, true_ends, tolerance):
    """chimes and words may be used many times: every chime near a word counts, and every word near a chime; match
    them one to one"""
    return counted(found, true_ends, tolerance, pairs=alarms_near, right_words=words_near)


@precision_recall.mistake
def words_many_times(found, true_ends, tolerance):
    """a word may belong to several chimes: the second chime for a word is a false one"""
    return counted(found, true_ends, tolerance, pairs=alarms_near)


@precision_recall.mistake
def alarms_many_times(found, true_ends, tolerance):
    """a chime may belong to several words: the second word is missed"""
    return counted(found, true_ends, tolerance, pairs=words_near)


@precision_recall.mistake
def exchanged(found, true_ends, tolerance):
    """precision and recall are exchanged: divide by the number of chimes for the precision, of words for the recall"""
    return reference.precision_recall(found, true_ends, tolerance)[::-1]


@precision_recall.mistake
def mean_over_scenes(found, true_ends, tolerance):
    """precision and recall are averaged over the scenes: count over all scenes, then divide"""
    each = [reference.precision_recall([a], [e], tolerance) for a, e in zip(found, true_ends, strict=True)]
    return tuple(float(value) for value in np.mean(each, axis=0))


@precision_recall.mistake
def all_in_one(found, true_ends, tolerance):
    """all scenes are thrown together: a chime can only belong to a word of its own scene"""
    return reference.precision_recall([list(itertools.chain(*found))], [list(itertools.chain(*true_ends))], tolerance)


@precision_recall.mistake
def strictly_nearer(found, true_ends, tolerance):
    """a chime exactly `tolerance` steps away does not count: at most `tolerance` is near enough"""
    return counted(found, true_ends, tolerance, near=lambda alarm, end: abs(alarm - end) < tolerance)


@precision_recall.mistake
def only_later(found, true_ends, tolerance):
    """only chimes at or after the end of a word count: the distance may go in both directions"""
    return counted(found, true_ends, tolerance, near=lambda alarm, end: 0 <= alarm - end <= tolerance)


@precision_recall.mistake
def nearest_first(found, true_ends, tolerance):
    """every word takes the nearest free chime: it may take the only one that another word could have had"""

    def nearest(alarms, ends, near):
        def choose(free, end):
            best = min(free, key=lambda alarm: abs(alarm - end), default=None)
            return best if best is not None and near(best, end) else None

        return taken_in_turn(sorted(alarms), sorted(ends), choose)

    return counted(found, true_ends, tolerance, pairs=nearest)


@precision_recall.mistake
def not_sorted(found, true_ends, tolerance):
    """words take chimes in the order of the lists: they come in any order, so sort both"""

    def as_they_come(alarms, ends, near):
        return taken_in_turn(alarms, ends, lambda free, end: next((a for a in free if near(a, end)), None))

    return counted(found, true_ends, tolerance, pairs=as_they_come)


@precision_recall.mistake
def nothing_is_zero(found, true_ends, tolerance):
    """0 / 0 is taken as 0: without chimes there is no false one, and without words none is missed, so it is 1"""
    precision, recall = reference.precision_recall(found, true_ends, tolerance)
    return (precision if any(found) else 0.0), (recall if any(true_ends) else 0.0)


@precision_recall.mistake
def tolerance_ignored(found, true_ends, tolerance):
    """only chimes in exactly the right step count: up to `tolerance` steps away is near enough"""
    return counted(found, true_ends, 0)


@precision_recall.right
def by_two_hands(found, true_ends, tolerance):
    """Return the same: the number of pairs from the package, scene by scene."""
    pairs = alarms = words = 0
    for steps, ends in zip(found, true_ends, strict=True):
        pairs += hits(steps, ends, tolerance)
        alarms += len(steps)
        words += len(ends)
    return [pairs / alarms if alarms > 0 else 1, pairs / words if words > 0 else 1]


@precision_recall.right
def by_free_places(found, true_ends, tolerance):
    """Return the same: each word in time takes the earliest free chime that is near enough."""
    return counted(found, true_ends, tolerance)


@precision_recall.right
def by_augmenting(found, true_ends, tolerance):
    """Return the same by augmenting paths, as for any bipartite graph."""

    def augment(word, alarms, ends, partner, seen):
        for i, alarm in enumerate(alarms):
            if abs(alarm - ends[word]) <= tolerance and i not in seen:
                seen.add(i)
                if i not in partner or augment(partner[i], alarms, ends, partner, seen):
                    partner[i] = word
                    return True
        return False

    def most(alarms, ends, near):
        partner = {}
        return sum(augment(word, alarms, ends, partner, set()) for word in range(len(ends)))

    return counted(found, true_ends, tolerance, pairs=most)
