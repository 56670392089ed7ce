"""Exercise 8: how much a network may shorten its sequences."""

from deepcourse.exercises.course5.speech_and_ctc.columns import some_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence.ctc import least_steps


def largest_stride_by_trial(frames, texts, width):
    """Return the largest stride from 1 to width that leaves every sound enough steps for its text, or 0."""
    strides = range(1, width + 1)
    return max((stride for stride in strides if all_fit(frames, texts, width, stride)), default=0)


def all_fit(frames, texts, width, stride, needed=least_steps, left=None):
    """Return whether every sound is left as many steps as its text needs."""
    left = left or (lambda T: max((T - width) // stride + 1, 0))
    return all(left(T) >= needed(text) for T, text in zip(frames, texts, strict=True))


largest_stride = FunctionExercise(
    __name__,
    reference=largest_stride_by_trial,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    any_number_type=True,
    returns=("the stride",),
    hints=(
        "How many steps does a convolution without padding leave of T columns? Check your formula with T = width.",
        "A stride is safe if every sound is left at least `least_steps` of its own text. Which strides are tried?",
        "Go from the largest stride down, and return the first that is safe. What is left to return after the loop?",
    ),
)


@largest_stride.visible
def visible():
    """Return texts that set the limit by length, by equal letters, by one sound of many; no limit; nothing safe."""
    return [
        Case("one sound, width 5", ([17], [[3, 1, 4, 2, 6]], 5)),
        Case("one sound, equal labels", ([26], [[2, 2, 5, 5, 1]], 6)),
        Case("three sounds", ([31, 60, 19], [[4, 2, 1, 3, 5, 1], [1, 2], [2, 5, 2, 5, 2]], 7)),
        Case("four sounds", ([40, 25, 33, 70], [[1, 2, 3], [4, 1, 1, 3], [2, 5, 2, 5, 2, 5], [3, 3]], 9)),
        Case("any stride up to the width", ([60, 75], [[1, 2], [3]], 4)),
        Case("not even a stride of 1", ([30, 8], [[1, 2, 3], [2, 2, 2, 1]], 4)),
        Case("not even a stride of 1, without equal labels", ([9, 30], [[3, 1, 4, 2, 5, 1], [2, 2]], 5)),
        Case("an empty text and a sound shorter than the filters", ([2, 20], [[], [4, 2, 1, 3]], 8)),
        Case("a sound without text sets no limit", ([18, 31, 21], [[], [1, 2, 1, 4], [5, 1, 5, 1]], 8)),
        Case("exactly enough", ([11, 23], [[1, 2, 3], [3, 1, 2, 2, 1]], 3)),
        Case("the filters are as wide as the sound", ([6, 40], [[3], [2, 2, 4]], 6)),
    ]


@largest_stride.draw
def draw(rng):
    """Return some sounds whose texts set a limit within the width or near it."""
    width, count = int(rng.integers(4, 9)), int(rng.integers(2, 5))
    texts = [some_text(rng, 5, int(rng.integers(2, 7))) for _ in range(count)]
    frames = [width + int((least_steps(text) - 1) * rng.uniform(2.0, width)) + int(rng.integers(3)) for text in texts]
    return Case(f"{count} sounds, width {width}", (frames, texts, width))


@largest_stride.edges
def edges(rng):
    """Return a width of 1, nothing safe, no limit, one column too few, empty texts."""
    return [
        Case("width 1", ([9, 4], [[1, 2], [3]], 1)),
        Case("width 1, and too short", ([9, 2], [[1, 2], [3, 3]], 1)),
        Case("no limit", ([90, 120], [[1, 2, 2], [4]], 6)),
        Case("one column too few for stride 3", ([16, 60], [[1, 2, 3, 1, 2], [3]], 5)),
        Case("just enough for stride 3", ([17, 60], [[1, 2, 3, 1, 2], [3]], 5)),
        Case("shorter than the filters", ([4, 60], [[2], [3]], 5)),
        Case("empty texts alone", ([2, 50], [[], []], 3)),
        Case("an empty text, and a sound far shorter than the filters", ([1, 25], [[], [2, 2, 3, 1]], 9)),
    ]


@largest_stride.property("the stride is safe, and the next one is not")
def on_the_edge(f, rng):
    """Return a sentence unless the answer is safe and the largest."""
    frames, texts, width = draw(rng).arguments
    stride = int(f(frames, texts, width))
    if not 0 <= stride <= width:
        return f"a stride of {stride}, expected one from 1 to {width}, or 0"
    if stride and not all_fit(frames, texts, width, stride):
        return f"a stride of {stride} leaves some of the sounds {frames} too few steps"
    if stride < width and all_fit(frames, texts, width, stride + 1):
        return f"a stride of {stride} is not the largest: {stride + 1} is safe as well"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def tried(frames, texts, width, *, needed=least_steps, left=None, most=None, otherwise=0):
    """Return the largest stride that seems safe, with something changed; `left` is a function of T and the stride."""
    for stride in range(most or width, 0, -1):
        steps = None if left is None else (lambda T, stride=stride: left(T, stride))
        if all_fit(frames, texts, width, stride, needed, steps):
            return stride
    return otherwise


@largest_stride.mistake
def before_the_convolution(frames, texts, width):
    """the columns before the convolution are compared with the text: count the steps that are left after it"""
    return tried(frames, texts, width, left=lambda T, stride: T)


@largest_stride.mistake
def divided_by_the_stride(frames, texts, width):
    """the steps that are left are taken as T // stride: the filters need width columns, (T - width) // stride + 1"""
    return tried(frames, texts, width, left=lambda T, stride: T // stride)


@largest_stride.mistake
def rounded_up(frames, texts, width):
    """the steps that are left are rounded up: a window that sticks out of the sound gives no step"""
    return tried(frames, texts, width, left=lambda T, stride: max(-(-(T - width) // stride) + 1, 0))


@largest_stride.mistake
def first_window_forgotten(frames, texts, width):
    """the + 1 is missing: the first window is a step as well"""
    return tried(frames, texts, width, left=lambda T, stride: max((T - width) // stride, 0))


@largest_stride.mistake
def one_for_each_label(frames, texts, width):
    """a text needs only as many steps as it has labels: equal neighbours need a blank between them"""
    return tried(frames, texts, width, needed=len)


@largest_stride.mistake
def blanks_everywhere(frames, texts, width):
    """a text needs 2 L + 1 steps: most blanks can be left out"""
    return tried(frames, texts, width, needed=lambda text: 2 * len(text) + 1)


@largest_stride.mistake
def one_more_than_needed(frames, texts, width):
    """more steps than needed are asked for: exactly enough is enough"""
    return tried(frames, texts, width, needed=lambda text: least_steps(text) + 1)


@largest_stride.mistake
def first_sound_alone(frames, texts, width):
    """the first sound alone is looked at: the stride has to be safe for all of them"""
    return tried(frames[:1], texts[:1], width)


@largest_stride.mistake
def one_safe_sound_is_enough(frames, texts, width):
    """the stride is safe for one of the sounds: it has to be safe for all of them"""
    return max(tried([T], [text], width) for T, text in zip(frames, texts, strict=True))


@largest_stride.mistake
def shortest_sound_longest_text(frames, texts, width):
    """the shortest sound is compared with the longest text: compare each sound with its own text"""
    return tried([min(frames)], [max(texts, key=least_steps)], width)


@largest_stride.mistake
def beyond_the_width(frames, texts, width):
    """strides larger than the width are tried: they leave columns that no filter sees"""
    return tried(frames, texts, width, most=10 * width)


@largest_stride.mistake
def one_when_nothing_is_safe(frames, texts, width):
    """1 is returned where no stride is safe: return 0 there"""
    return tried(frames, texts, width, otherwise=1)


@largest_stride.mistake
def less_than_none(frames, texts, width):
    """a sound shorter than the filters is left less than 0 steps: it is left none, which an empty text fits"""
    return tried(frames, texts, width, left=lambda T, stride: (T - width) // stride + 1)


@largest_stride.mistake
def width_not_tried(frames, texts, width):
    """the largest stride that is tried is width - 1: a stride of width counts as well"""
    return tried(frames, texts, width, most=width - 1) if width > 1 else 0


# --- right, written differently -------------------------------------------------------------------------------------


@largest_stride.right
def upwards(frames, texts, width):
    """Return the same from the smallest stride up: more steps are left of a smaller one."""
    stride = 0
    while stride < width and all_fit(frames, texts, width, stride + 1):
        stride += 1
    return stride


@largest_stride.right
def in_closed_form(frames, texts, width):
    """Return the same without trying: n steps need (T - width) // stride at least n - 1."""
    best = width
    for T, text in zip(frames, texts, strict=True):
        n = least_steps(text)
        if n == 0:
            continue
        if width > T:
            return 0
        if n > 1:
            best = min(best, (T - width) // (n - 1))
    return best
