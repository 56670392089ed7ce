"""Exercise 1: whether a place is free."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import trigger_word as reference


def told(f, segment, previous_segments):
    """Return "overlap" or "free"; words in place of what is neither True nor False."""
    said = f(segment, previous_segments)
    if said is None or np.ndim(said):
        return f"neither True nor False but {type(said).__name__}"
    return "overlap" if said else "free"


is_overlapping = FunctionExercise(
    __name__,
    reference=reference.is_overlapping,
    use=told,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the answer",),
    hints=(
        "Draw two segments on a line. When do they share nothing? There are only two ways.",
        "One ends before the other starts: with inclusive ends, that needs end < start, not end <= start.",
        "Two segments overlap if neither of the two ways holds. One overlap in the list is enough for True.",
    ),
)

PLACES = {  # how a segment can lie beside (20, 29): name: segment
    "far before": (3, 11),
    "ends one sample before": (12, 19),
    "shares the first sample": (14, 20),
    "covers the start": (15, 24),
    "inside": (22, 26),
    "around": (17, 33),
    "the same": (20, 29),
    "covers the end": (25, 36),
    "shares the last sample": (29, 37),
    "starts one sample after": (30, 38),
    "far after": (44, 51),
}
OTHER = (20, 29)


@is_overlapping.visible
def visible():
    """Return every place beside one segment, and lists of several."""
    one = [Case(name, (segment, [OTHER])) for name, segment in PLACES.items()]
    return [
        *one,
        Case("no other segment", ((5, 9), [])),
        Case("only the first of three overlaps", ((2, 8), [(6, 11), (20, 25), (40, 49)])),
        Case("only the last of three overlaps", ((44, 60), [(6, 11), (20, 25), (40, 49)])),
        Case("only the second of three overlaps", ((24, 30), [(6, 11), (40, 49), (20, 25)][::-1])),
        Case("in the gap between two", ((12, 19), [(20, 25), (4, 11)])),
        Case("all three overlap", ((10, 50), [(6, 11), (20, 25), (40, 60)])),
    ]


@is_overlapping.draw
def draw(rng):
    """Return a segment among a few others."""
    length = int(rng.integers(3, 12))
    start = int(rng.integers(0, 60))
    starts = rng.choice(np.arange(0, 80, 13), size=int(rng.integers(2, 5)), replace=False)
    others = [(int(s), int(s) + int(rng.integers(2, 9))) for s in starts]
    return Case(f"a segment and {len(others)} others", ((start, start + length), others))


@is_overlapping.edges
def edges(rng):
    """Return every place again, moved, after a segment that is far away."""
    by = int(rng.integers(100, 200))
    moved = [
        Case(name, ((a + by, b + by), [(0, 9), (OTHER[0] + by, OTHER[1] + by)])) for name, (a, b) in PLACES.items()
    ]
    single = int(rng.integers(3, 9))
    return [
        *moved,
        Case("no other segment", ((by, by + 3), [])),
        Case("only the first of two overlaps", ((by, by + 5), [(by + 3, by + 9), (0, 4)])),
        Case("one sample, in another of one", ((single, single), [(50, 60), (single, single)])),
        Case("one sample, beside another of one", ((single, single), [(single + 1, single + 1)])),
    ]


@is_overlapping.property("the same the other way round")
def symmetric(f, rng):
    """Return a sentence unless two segments overlap in either order, or in none."""
    for name, segment in PLACES.items():
        there, back = told(f, segment, [OTHER]), told(f, OTHER, [segment])
        if there != back:
            return f"{name}: {segment} beside {OTHER} is {there}, but {OTHER} beside {segment} is {back}"
    return None


def some(condition, segment, previous_segments, which=any):
    """Return whether `condition(start, end, other_start, other_end)` holds for any of the others."""
    return which(condition(*segment, *other) for other in previous_segments)


@is_overlapping.mistake
def touching_allowed(segment, previous_segments):
    """segments that share one sample count as free: ends are inclusive, so compare with <= instead of <"""
    return some(lambda a, b, c, d: a < d and c < b, segment, previous_segments)


@is_overlapping.mistake
def neighbors_overlap(segment, previous_segments):
    """a segment that starts one sample after another one ends counts as overlapping: they share no sample"""
    return some(lambda a, b, c, d: a <= d + 1 and c <= b + 1, segment, previous_segments)


@is_overlapping.mistake
def start_inside(segment, previous_segments):
    """only the start of the segment is tested: it can also begin before another one and reach into it"""
    return some(lambda a, b, c, d: c <= a <= d, segment, previous_segments)


@is_overlapping.mistake
def end_inside(segment, previous_segments):
    """only the end of the segment is tested: it can also begin inside another one and end after it"""
    return some(lambda a, b, c, d: c <= b <= d, segment, previous_segments)


@is_overlapping.mistake
def either_end_inside(segment, previous_segments):
    """a segment that lies around another one counts as free: then neither its start nor its end is inside"""
    return some(lambda a, b, c, d: c <= a <= d or c <= b <= d, segment, previous_segments)


@is_overlapping.mistake
def only_contained(segment, previous_segments):
    """only segments that lie completely inside another one count: sharing one sample is enough"""
    return some(lambda a, b, c, d: c <= a and b <= d, segment, previous_segments)


@is_overlapping.mistake
def all_of_them(segment, previous_segments):
    """the segment has to overlap all of the others: one of them is enough"""
    return some(lambda a, b, c, d: a <= d and c <= b, segment, previous_segments, all)


@is_overlapping.mistake
def last_decides(segment, previous_segments):
    """the answer for the last segment replaces all earlier answers: one overlap is enough"""
    return reference.is_overlapping(segment, previous_segments[-1:])


@is_overlapping.mistake
def first_decides(segment, previous_segments):
    """the function returns after the first segment: go through all of them before you return False"""
    return reference.is_overlapping(segment, previous_segments[:1])


@is_overlapping.mistake
def turned_round(segment, previous_segments):
    """True and False are exchanged: True means that the place is taken"""
    return not reference.is_overlapping(segment, previous_segments)


@is_overlapping.right
def by_sets(segment, previous_segments):
    """Return the same by sets of samples."""
    mine = set(range(segment[0], segment[1] + 1))
    return any(mine & set(range(start, end + 1)) for start, end in previous_segments)


@is_overlapping.right
def by_loop(segment, previous_segments):
    """Return the same with a loop and a flag."""
    overlap = False
    for previous in previous_segments:
        if not (segment[1] < previous[0] or previous[1] < segment[0]):
            overlap = True
    return overlap
