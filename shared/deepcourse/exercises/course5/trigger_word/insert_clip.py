"""Exercise 2: a clip laid over a background, where nothing else is."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import trigger_word as reference
from deepcourse.sequence.trigger_word import is_overlapping


def inserted(f, background, clip, previous_segments, seed, tries):
    """Return the sound, the segment and the list afterwards, as plain data."""
    used = [tuple(segment) for segment in previous_segments]
    sound, segment = f(background, clip, used, np.random.default_rng(seed), tries)
    said = "None" if segment is None else str(tuple(int(place) for place in segment))
    return sound, said, ", ".join(str(tuple(int(place) for place in one)) for one in used) or "an empty list"


insert_clip = FunctionExercise(
    __name__,
    reference=reference.insert_clip,
    use=inserted,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the sound", "the segment", "previous_segments afterwards"),
    hints=(
        "How many starts are there for a clip of n samples in a background of N? Try N = 5, n = 2 on paper; "
        "rng.integers leaves its upper limit out.",
        "Put the whole try in a loop: draw a start, form the segment with its inclusive end, ask is_overlapping. As "
        "soon as a place is free, do all the work and return.",
        "The loop may end without a free place: what do you return then? And which three things have to happen where a "
        "place is free: to the sound, to the list, to the result?",
    ),
)


def case(name, rng, N, n, previous, seed, tries):
    """Return a case with random sounds."""
    return Case(name, (rng.normal(size=N), rng.normal(size=n), previous, seed, tries))


def just_missed(name, rng, N, n, previous, tries):
    """Return a case whose tries all fail, while the next one would not."""
    while True:
        seed = int(rng.integers(10_000))
        few, more = (reference.insert_clip(np.zeros(N), np.ones(n), list(previous), np.random.default_rng(seed), t)[1]
                     for t in (tries, tries + 1))  # fmt: skip
        if few is None and more is not None:
            return case(name, rng, N, n, previous, seed, tries)


def crowded(N, free):
    """Return segments that cover everything but a free stretch (start, end)."""
    return [segment for segment in ((0, free[0] - 1), (free[1] + 1, N - 1)) if segment[0] <= segment[1]]


@insert_clip.visible
def visible():
    """Return free, crowded and full backgrounds, and clips that fit in one place or in two."""
    rng = np.random.default_rng(52)
    return [
        case("an empty background", rng, 12, 4, [], 3, 5),
        case("a clip with one other place taken", rng, 14, 3, [(9, 12)], 5, 4),
        case("a place is found at a later try", rng, 16, 4, [(0, 5), (11, 15)], 0, 60),
        case("neighbours may touch, samples may not be shared", rng, 10, 3, [(0, 3), (7, 9)], 2, 80),
        case("two segments taken, one place left at the end", rng, 11, 4, [(0, 2), (3, 6)], 1, 90),
        case("no free place", rng, 9, 4, [(3, 5)], 4, 6),
        case("one try, and it fails", rng, 13, 5, [(2, 10)], 7, 1),
        case("two tries, and both fail", rng, 12, 5, [(1, 9)], 6, 2),
        just_missed("three tries fail, a fourth would not", rng, 15, 4, [(2, 10)], 3),
        case("the clip is as long as the background", rng, 5, 5, [], 8, 3),
        case("a clip of one sample", rng, 6, 1, [(0, 3)], 9, 40),
        Case("float32", (rng.normal(size=9).astype(np.float32), rng.normal(size=4).astype(np.float32), [], 11, 3)),
    ]


@insert_clip.draw
def draw(rng):
    """Return a background with a segment or two in it."""
    N, n = int(rng.integers(14, 24)), int(rng.integers(2, 6))
    start = int(rng.integers(0, N - 5))
    previous = [(start, start + int(rng.integers(1, 5)))]
    return case(f"{N} samples, a clip of {n}", rng, N, n, previous, int(rng.integers(1_000)), int(rng.integers(3, 9)))


@insert_clip.edges
def edges(rng):
    """Return what is rare: no place, one place, the whole background."""
    seed = int(rng.integers(1_000))
    return [
        case("no free place", rng, 8, 3, [(2, 5)], seed, 7),
        case("one try, and it fails", rng, 7, 4, [(3, 3)], seed, 1),
        just_missed("all tries fail, one more would not", rng, 13, 3, [(3, 11)], 2),
        case("one place, at the end", rng, 9, 3, [(0, 5)], seed, 120),
        case("one place, at the beginning", rng, 10, 4, [(4, 9)], seed, 120),
        case("one place, in the middle", rng, 12, 3, crowded(12, (5, 7)), seed, 150),
        case("the clip is as long as the background", rng, 7, 7, [], seed, 4),
        case("a clip of one sample", rng, 5, 1, [(1, 4)], seed, 60),
        Case("float32", (rng.normal(size=8).astype(np.float32), rng.normal(size=3).astype(np.float32), [], seed, 5)),
    ]


def half_full(rng):
    """Return a background of zeros with ones in two segments, and a clip of ones."""
    first, second = (int(place) for place in rng.integers(2, 8, size=2))
    previous = [(first, first + 3), (14 + second, 18 + second)]
    background = np.zeros(30)
    for start, end in previous:
        background[start : end + 1] = 1
    return Case("ones in ones", (background, np.ones(int(rng.integers(3, 7))), previous, int(rng.integers(999)), 9))


@insert_clip.property("clips never share a sample", draw=half_full)
def no_shared_samples(result, background, clip, previous_segments, seed, tries):
    """Return a sentence unless a clip of ones beside other ones leaves nothing above 1."""
    most = float(np.max(result[0]))
    return f"a clip of ones is put beside other ones, and a sample is {most:g}" if most > 1 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def variant(background, clip, previous_segments, rng, tries, *, upper=1, taken=is_overlapping, recorded=lambda s: s,
            mix=lambda old, new: old + new, last_resort=False, returned=lambda s: s):  # fmt: skip
    """Return the sound and the segment with something changed."""
    N, n, sound, segment = len(background), len(clip), background.copy(), None
    for _ in range(tries):
        start = int(rng.integers(0, max(1, N - n + upper)))
        segment = (start, start + n - 1)
        if not taken(segment, previous_segments):
            break
    else:
        if not last_resort:
            return sound, None
    there = sound[segment[0] : segment[1] + 1]
    there[...] = mix(there, clip[: len(there)])
    if recorded(segment) is not None:
        previous_segments.append(recorded(segment))
    return sound, returned(segment)


@insert_clip.mistake
def not_recorded(background, clip, previous_segments, rng, tries):
    """the new segment is not appended to previous_segments: the next clip could be put on top of this one"""
    return variant(background, clip, previous_segments, rng, tries, recorded=lambda s: None)


@insert_clip.mistake
def exclusive_end(background, clip, previous_segments, rng, tries):
    """the end of the new segment is one sample too late: the last sample of n samples from start is start + n - 1"""

    def longer(segment):
        return segment[0], segment[1] + 1

    def taken(segment, others):
        return is_overlapping(longer(segment), others)

    options = {"taken": taken, "recorded": longer, "returned": longer}
    return variant(background, clip, previous_segments, rng, tries, **options)


@insert_clip.mistake
def length_recorded(background, clip, previous_segments, rng, tries):
    """the segment is (start, length): it is (start, end), and its end is inclusive"""

    def as_length(segment):
        return segment[0], segment[1] - segment[0] + 1

    return variant(background, clip, previous_segments, rng, tries, recorded=as_length, returned=as_length)


@insert_clip.mistake
def never_at_the_end(background, clip, previous_segments, rng, tries):
    """the last possible start is never drawn: rng.integers leaves its upper limit out, so the limit is N - n + 1"""
    return variant(background, clip, previous_segments, rng, tries, upper=0)


@insert_clip.mistake
def beyond_the_end(background, clip, previous_segments, rng, tries):
    """starts are drawn up to the last sample of the background: the clip has to fit in as a whole"""
    return variant(background, clip, previous_segments, rng, tries, upper=len(clip))


@insert_clip.mistake
def replaced(background, clip, previous_segments, rng, tries):
    """the clip replaces the background: add the two, the noise goes on behind a word"""
    return variant(background, clip, previous_segments, rng, tries, mix=lambda old, new: new)


@insert_clip.mistake
def averaged(background, clip, previous_segments, rng, tries):
    """background and clip are averaged: add the two"""
    return variant(background, clip, previous_segments, rng, tries, mix=lambda old, new: (old + new) / 2)


@insert_clip.mistake
def never_looked(background, clip, previous_segments, rng, tries):
    """the first place is taken without a look at previous_segments: ask is_overlapping"""
    return variant(background, clip, previous_segments, rng, tries, taken=lambda *both: False)


@insert_clip.mistake
def put_in_anyway(background, clip, previous_segments, rng, tries):
    """after the last try, the clip is put in although the place is taken: return None and leave the list as it is"""
    return variant(background, clip, previous_segments, rng, tries, last_resort=True)


@insert_clip.mistake
def one_try(background, clip, previous_segments, rng, tries):
    """it gives up after the first try: draw a new start as long as tries are left"""
    return variant(background, clip, previous_segments, rng, 1)


@insert_clip.mistake
def one_try_more(background, clip, previous_segments, rng, tries):
    """there is one try too many: draw at most `tries` starts in all"""
    return variant(background, clip, previous_segments, rng, tries + 1)


@insert_clip.mistake
def recorded_first(background, clip, previous_segments, rng, tries):
    """the segment is appended before is_overlapping is asked, and so overlaps itself: append it once it is free"""
    for _ in range(tries):
        start = int(rng.integers(0, len(background) - len(clip) + 1))
        previous_segments.append((start, start + len(clip) - 1))
    return background.copy(), None


@insert_clip.mistake
def drawn_again(background, clip, previous_segments, rng, tries):
    """one start is tested, and another is drawn for the clip: keep the one that was tested"""
    tested = list(previous_segments)
    for _ in range(tries):
        if variant(background, clip, tested, rng, 1)[1] is not None:
            return variant(background, clip, previous_segments, rng, 1, taken=lambda *both: False)
    return background.copy(), None


@insert_clip.mistake
def background_lost(background, clip, previous_segments, rng, tries):
    """the sound is None where no place was free: return an unchanged copy of the background"""
    sound, segment = reference.insert_clip(background, clip, previous_segments, rng, tries)
    return (None if segment is None else sound), segment


@insert_clip.mistake
def in_the_background(background, clip, previous_segments, rng, tries):
    """the clip is added to the background itself: work on a copy"""
    sound, segment = reference.insert_clip(background, clip, previous_segments, rng, tries)
    background[...] = sound
    return background, segment


@insert_clip.right
def with_a_new_array(background, clip, previous_segments, rng, tries):
    """Return the same: the clip alone in an array of zeros, added to the background; the segment as a list."""
    count = 0
    while count < tries:
        start = rng.integers(len(background) - len(clip) + 1)
        segment = [start, start + len(clip) - 1]
        count += 1
        if is_overlapping(segment, previous_segments):
            continue
        alone = np.zeros_like(background)
        alone[start : segment[1] + 1] = clip
        previous_segments += [segment]
        return background + alone, segment
    return np.copy(background), None
