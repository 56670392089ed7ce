"""Exercise 5: faults of a scene, found by its record."""

from itertools import pairwise

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import trigger_word as reference
from deepcourse.sequence.trigger_word import is_overlapping, label_after

GEOMETRY = (9, 4, 5, 2)  # size, hop, width, stride: output u ends with sample 8 u + 24


def to_step(sample):
    """Return the output step of a sample, in a small geometry."""
    return reference.output_step(sample, *GEOMETRY)


def in_words(f, samples, segments, is_trigger, y, length):
    """Return the list that `f` returns as a text: names of another length can be compared then."""
    found = f(samples, [tuple(segment) for segment in segments], list(is_trigger), y, length, to_step)
    if not isinstance(found, (list, tuple)):
        return f"{type(found).__name__}, not a list"
    return ", ".join(str(name) for name in found) or "no fault"


scene_faults = FunctionExercise(
    __name__,
    reference=reference.scene_faults,
    use=in_words,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the faults",),
    hints=(
        "Handle the three faults one after the other. For the first, which is the last sample that the scene has?",
        "For the second, every pair of segments has to be looked at. A segment and those before it in the list make a "
        "call of is_overlapping.",
        "For the third, make the labels yourself: start from zeros, and let label_after add each trigger word. Then "
        "compare every step.",
    ),
)

SEGMENTS = [(5, 30), (33, 52), (60, 79), (86, 110)]
TRIGGERS = [True, False, True, False]


def right_y(segments, is_trigger, length, T_y=18):
    """Return the labels that a scene should have."""
    y = np.zeros(T_y, int)
    for (_, end), trigger in zip(segments, is_trigger, strict=True):
        y = label_after(y, to_step(end), length) if trigger else y
    return y


def case(name, segments=None, is_trigger=None, length=3, samples=130, change=None):
    """Return a scene; `change(y)` returns other labels."""
    segments, is_trigger = segments or SEGMENTS, is_trigger or TRIGGERS
    y = right_y(segments, is_trigger, length)
    return Case(name, (samples, segments, is_trigger, y if change is None else change(y), length))


def moved(by):
    """Return a change that moves all labels."""
    return lambda y: np.roll(y, by)


def at(step, value):
    """Return a change of one label."""

    def change(y):
        y = y.copy()
        y[step] = value
        return y

    return change


def some(by=0):
    """Return the cases of all kinds, all segments moved by some samples."""
    s = [(a + by, b + by) for a, b in SEGMENTS]
    last = to_step(s[2][1])
    early = label_after(label_after(np.zeros(18, int), to_step(s[0][1]) - 1, 3), last - 1, 3)
    every = right_y(s, [True] * 4, 3)
    return [
        case("right", s),
        case("right, all are triggers", s, [True] * 4, 2),
        case("right, no trigger", s, [False] * 4, samples=144),
        case("right, the last segment ends with the scene", [*s[:3], (100, 129)], [True, False, False, True], 4),
        case("right, starts at sample 0", [(0, 4), *s[1:]]),
        case("neighbours without a shared sample", [(5, 30), (31, 52), *s[2:]]),
        case("the last segment ends one sample beyond the scene", [*s[:3], (100, 130)]),
        case("the first segment starts before the scene", [(-2, 20), *s[1:]]),
        case("two share a sample", [*s[:2], (s[1][1], s[2][1]), s[3]], [False, False, True, False]),
        case("two triggers overlap", [s[0], s[2], (s[2][0] + 4, s[2][1] + 4)], [False, True, True]),
        case("the first and the last overlap", [s[0], s[1], s[2], (s[0][0] - 3, s[0][0] + 6)]),
        case("labels one step early", s, change=lambda y: early),
        case("labels two steps late", s, change=moved(2)),
        case("all words are labelled", s, change=lambda y: every, samples=160),
        case("one label is missing", s, change=lambda y: right_y(s, [True, False, False, False], 3)),
        case("the first label is missing", s, change=lambda y: right_y(s, [False, False, True, False], 3)),
        case("a one too many, far from all words", s, change=at(17, 1)),
        case("a label is one step short", s, change=at(last + 3, 0)),
        case("all three", [(-1, 8), (8, 20), s[2]], [False, True, False], change=moved(1)),
        case("outside and overlapping", [s[0], (100, 131), (120, 125)], [True, False, False]),
        case("overlap, and labels at the wrong steps", [s[0], s[2], (s[2][0] + 1, s[2][1] + 9)], [True, False, False],
             change=moved(3)),
        case("two are outside", [(-3, 4), *s[:3], (122, 133)], [False, *TRIGGERS[:3], False]),
        case("two are outside, and two pairs overlap", [(-2, 9), (8, 20), (17, 30), (126, 131)], [False] * 4),
    ]  # fmt: skip


@scene_faults.visible
def visible():
    """Return right scenes, and each fault in several forms."""
    return some()


@scene_faults.draw
def draw(rng):
    """Return a scene that is right or has one fault."""
    cases = some(int(rng.integers(1, 5)))
    drawn = cases[int(rng.integers(len(cases)))]
    return Case("a scene", drawn.arguments)


@scene_faults.edges
def edges(rng):
    """Return all kinds again, other samples, in another order."""
    cases = some(int(rng.integers(5, 9)))
    return [cases[int(i)] for i in rng.permutation(len(cases))]


@scene_faults.property("scenes made as the page says have no fault")
def nothing_in_right_scenes(f, rng):
    """Return a sentence unless scenes made by the reference pass."""
    for _ in range(5):
        segments, sound = [], np.zeros(130)
        for _ in range(4):
            reference.insert_clip(sound, np.ones(int(rng.integers(4, 20))), segments, rng)
        is_trigger = [bool(k) for k in rng.integers(2, size=len(segments))]
        said = in_words(f, 130, segments, is_trigger, right_y(segments, is_trigger, 3), 3)
        if said != "no fault":
            return f"in a scene with the segments {segments} and right labels it finds: {said}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def leaves(samples, segments):
    """Return whether a segment leaves the scene."""
    return any(start < 0 or end >= samples for start, end in segments)


def overlaps(segments, is_trigger):
    """Return whether two segments share a sample."""
    return any(is_overlapping(segment, segments[:i]) for i, segment in enumerate(segments))


def differs(y, right):
    """Return whether any label differs."""
    return (y != right).any()


def found(samples, segments, is_trigger, y, length, to_step, *, outside=leaves, overlap=overlaps, off=differs,
          labeled=lambda trigger: trigger, offset=0):  # fmt: skip
    """Return the faults with something changed."""
    names, right = [], np.zeros_like(y)
    for (_, end), trigger in zip(segments, is_trigger, strict=True):
        right = label_after(right, to_step(end) + offset, length) if labeled(trigger) else right
    if outside(samples, segments):
        names.append("outside")
    if overlap(segments, is_trigger):
        names.append("overlap")
    if off(y, right):
        names.append("labels")
    return names


@scene_faults.mistake
def one_beyond(*scene):
    """a segment that ends with sample `samples` counts as inside: the last sample is samples - 1"""
    return found(*scene, outside=lambda n, segments: any(a < 0 or b > n for a, b in segments))


@scene_faults.mistake
def end_of_scene(*scene):
    """a segment that ends with the last sample counts as outside: ends are inclusive, so samples - 1 is allowed"""
    return found(*scene, outside=lambda n, segments: any(a < 0 or b >= n - 1 for a, b in segments))


@scene_faults.mistake
def starts_not_tested(*scene):
    """starts before sample 0 are not noticed"""
    return found(*scene, outside=lambda n, segments: any(b >= n for a, b in segments))


@scene_faults.mistake
def ends_not_tested(*scene):
    """ends beyond the scene are not noticed"""
    return found(*scene, outside=lambda n, segments: any(a < 0 for a, b in segments))


@scene_faults.mistake
def neighbors_only(*scene):
    """only segments that follow each other in the list are compared: look at every pair"""
    return found(*scene, overlap=lambda segments, _: any(
        is_overlapping(one, [other]) for one, other in pairwise(segments)))  # fmt: skip


@scene_faults.mistake
def triggers_only(*scene):
    """only trigger words are looked at for overlaps: two other words must not overlap either"""

    def overlap(segments, is_trigger):
        chosen = [segment for segment, trigger in zip(segments, is_trigger, strict=True) if trigger]
        return overlaps(chosen, is_trigger)

    return found(*scene, overlap=overlap)


@scene_faults.mistake
def with_itself(*scene):
    """every segment is compared with itself as well, and so always overlaps: compare it with those before it"""
    return found(*scene, overlap=lambda segments, _: any(is_overlapping(one, segments) for one in segments))


@scene_faults.mistake
def touching_fine(*scene):
    """segments that share one sample are not reported"""
    return found(*scene, overlap=lambda segments, _: any(
        a < d and c < b for i, (a, b) in enumerate(segments) for c, d in segments[:i]))  # fmt: skip


@scene_faults.mistake
def all_labeled(*scene):
    """labels are expected after every word: only trigger words have one"""
    return found(*scene, labeled=lambda trigger: True)


@scene_faults.mistake
def early_labels(*scene):
    """labels are expected from step `end` on: they start one step later, as label_after does it"""
    return found(*scene, offset=-1)


@scene_faults.mistake
def ones_counted(*scene):
    """only the number of ones is compared: they also have to be at the right steps"""
    return found(*scene, off=lambda y, right: y.sum() != right.sum())


@scene_faults.mistake
def missing_only(*scene):
    """only missing ones are reported: a 1 where there should be 0 is wrong as well"""
    return found(*scene, off=lambda y, right: ((right == 1) & (y == 0)).any())


@scene_faults.mistake
def surplus_only(*scene):
    """only surplus ones are reported: a 0 where there should be 1 is wrong as well"""
    return found(*scene, off=lambda y, right: ((right == 0) & (y == 1)).any())


@scene_faults.mistake
def first_label_only(samples, segments, is_trigger, y, length, to_step):
    """only the first trigger word is labelled: every one of them has a label"""
    seen = [i for i, trigger in enumerate(is_trigger) if trigger][:1]
    right = right_y_of([segments[i] for i in seen], y, length, to_step)
    return found(samples, segments, is_trigger, y, length, to_step, off=lambda mine, _: differs(mine, right))


def right_y_of(segments, y, length, to_step):
    """Return labels after all of some segments."""
    right = np.zeros_like(y)
    for _, end in segments:
        right = label_after(right, to_step(end), length)
    return right


@scene_faults.mistake
def samples_as_steps(samples, segments, is_trigger, y, length, to_step):
    """ends are used as output steps although they are samples: convert them with to_step"""
    return found(samples, segments, is_trigger, y, length, lambda sample: sample)


@scene_faults.mistake
def first_fault_alone(*scene):
    """only the first fault is returned: list all of them"""
    return found(*scene)[:1]


@scene_faults.mistake
def each_time(samples, segments, *labels):
    """a fault is listed as often as it is found: list each name once"""
    names, (outside, overlap) = found(samples, segments, *labels), times(samples, segments)
    return ["outside"] * outside + ["overlap"] * overlap + ["labels"] * ("labels" in names)


@scene_faults.mistake
def every_pair(samples, segments, *labels):
    """the name "overlap" is listed once for every pair: list each name once"""
    names, (outside, overlap) = found(samples, segments, *labels), times(samples, segments)
    return ["outside"] * bool(outside) + ["overlap"] * overlap + ["labels"] * ("labels" in names)


def times(samples, segments):
    """Return how many segments are outside, and how many pairs overlap."""
    pairs = sum(is_overlapping(one, [other]) for i, one in enumerate(segments) for other in segments[:i])
    return sum(leaves(samples, [one]) for one in segments), pairs


@scene_faults.mistake
def other_order(*scene):
    """the faults are in another order: "outside", "overlap", "labels\""""
    return found(*scene)[::-1]


@scene_faults.right
def pair_by_pair(samples, segments, is_trigger, y, length, to_step):
    """Return the same with sets of samples and of steps."""
    names = []
    if min(a for a, _ in segments) < 0 or max(b for _, b in segments) > samples - 1:
        names.append("outside")
    heard = [k for a, b in segments for k in range(a, b + 1)]
    if len(heard) != len(set(heard)):
        names.append("overlap")
    ends = [to_step(b) for (_, b), trigger in zip(segments, is_trigger, strict=True) if trigger]
    wanted = {end + k for end in ends for k in range(1, length + 1)} & set(range(len(y)))
    if set(np.flatnonzero(y)) != wanted:
        names.append("labels")
    return names
