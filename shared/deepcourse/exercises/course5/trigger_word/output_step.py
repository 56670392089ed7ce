"""Exercise 3: from samples to output steps."""

import math

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import trigger_word as reference


def as_step(f, sample, size, hop, width, stride):
    """Return the step that `f` returns; words in place of what is no whole number."""
    said = f(sample, size, hop, width, stride)
    if isinstance(said, (bool, np.bool_)) or not isinstance(said, (int, np.integer, float, np.floating)):
        return f"no number but {type(said).__name__}"
    return int(said) if float(said).is_integer() else f"{said:g}, which is no whole number"


output_step = FunctionExercise(
    __name__,
    reference=reference.output_step,
    use=as_step,
    minutes=8,
    points_visible=5,
    points_hidden=9,
    returns=("the step",),
    hints=(
        "Which is the last sample that output 0 hears? It is in the last of its `width` spectrogram steps. And by "
        "how many samples do the windows of output 1 lie later?",
        "Write the last sample of output u as a formula in u. You look for the smallest u for which this is not less "
        "than `sample`: solve for u.",
        "The solution of the inequality is usually a fraction. In which direction do you round, and what about samples "
        "that output 0 has already heard?",
    ),
)

GEOMETRIES = ((256, 128, 15, 4), (10, 5, 3, 2), (9, 4, 6, 3), (8, 8, 4, 1), (6, 1, 2, 2))


def last_of(u, size, hop, width, stride):
    """Return the last sample of an output."""
    return (u * stride + width - 1) * hop + size - 1


def case_of(sample, geometry):
    """Return a case, named after its numbers."""
    size, hop, width, stride = geometry
    return Case(f"sample {sample}; size {size}, hop {hop}, width {width}, stride {stride}", (sample, *geometry))


def cases(geometry, steps, offsets=(-1, 0, 1)):
    """Return cases around the last samples of some outputs."""
    return [case_of(last_of(u, *geometry) + by, geometry) for u in steps for by in offsets]


@output_step.visible
def visible():
    """Return the first sample, samples around the borders of windows, and some in between."""
    first = [case_of(0, geometry) for geometry in GEOMETRIES[:2]]
    between = [
        (5_000, GEOMETRIES[0]),
        (4_700, GEOMETRIES[0]),
        (23_000, GEOMETRIES[0]),
        (77, GEOMETRIES[1]),
        (100, GEOMETRIES[2]),
    ]
    return [
        *first,
        *(case_of(sample, geometry) for sample, geometry in between),
        *cases(GEOMETRIES[0], (0, 7)),
        *cases(GEOMETRIES[2], (4,)),
        *cases(GEOMETRIES[3], (5,)),
    ]


@output_step.draw
def draw(rng):
    """Return any sample in any geometry in which nothing is skipped."""
    hop, stride = int(rng.integers(2, 9)), int(rng.integers(2, 5))
    size, width = hop + int(rng.integers(1, 9)), stride + int(rng.integers(1, 7))
    return case_of(int(rng.integers(0, 400)), (size, hop, width, stride))


@output_step.edges
def edges(rng):
    """Return the borders of windows again."""
    u = int(rng.integers(2, 40))
    few = [*cases(GEOMETRIES[4], (u,), (0, 1)), *cases(GEOMETRIES[3], (0,), (0, 1)), case_of(3, GEOMETRIES[2])]
    return [*cases(GEOMETRIES[0], (u,)), *cases(GEOMETRIES[1], (0, u)), *few]


@output_step.property("the window holds the sample, and the one before does not reach it")
def found_by_search(f, rng):
    """Return a sentence unless the step is the first one that has heard a sample."""
    for geometry in GEOMETRIES[:3]:
        sample = int(rng.integers(0, 3_000))
        u = next(u for u in range(4_000) if last_of(u, *geometry) >= sample)
        said = as_step(f, sample, *geometry)
        if said != u:
            return f"sample {sample} is first heard by output {u} (size, hop, width, stride: {geometry}), not by {said}"
    return None


def rounded_up(sample, first, step):
    """Return max(0, ceil((sample - first) / step))."""
    return max(0, math.ceil((sample - first) / step))


@output_step.mistake
def windows_that_begin(sample, size, hop, width, stride):
    """only the beginning of the windows is looked at, sample // (hop * stride): an output hears a long stretch, and
    the first that reaches the sample comes much earlier"""
    return sample // (hop * stride)


@output_step.mistake
def rounded_down(sample, size, hop, width, stride):
    """the result is rounded down: that output has not heard the sample yet, so round up"""
    return max(0, (sample - last_of(0, size, hop, width, stride)) // (hop * stride))


@output_step.mistake
def rounded_to_nearest(sample, size, hop, width, stride):
    """the result is rounded to the nearest whole number: an output that has not heard the sample is too early"""
    return max(0, round((sample - last_of(0, size, hop, width, stride)) / (hop * stride)))


@output_step.mistake
def negative(sample, size, hop, width, stride):
    """samples that output 0 has heard get a negative step: the first output is 0"""
    return math.ceil((sample - last_of(0, size, hop, width, stride)) / (hop * stride))


@output_step.mistake
def size_for_last(sample, size, hop, width, stride):
    """a spectrogram step is taken to reach one sample too far: `size` samples from t * hop end at t * hop + size - 1"""
    return rounded_up(sample, (width - 1) * hop + size, hop * stride)


@output_step.mistake
def width_for_last(sample, size, hop, width, stride):
    """an output is taken to reach one spectrogram step too far: its last step is u * stride + width - 1"""
    return rounded_up(sample, width * hop + size - 1, hop * stride)


@output_step.mistake
def size_forgotten(sample, size, hop, width, stride):
    """only the first sample of the last spectrogram step is counted: that step hears `size` samples"""
    return rounded_up(sample, (width - 1) * hop, hop * stride)


@output_step.mistake
def hop_for_size(sample, size, hop, width, stride):
    """an output is taken to reach only to sample (u * stride + width) * hop - 1: the last of its spectrogram steps
    hears `size` samples, not `hop`"""
    return rounded_up(sample, width * hop - 1, hop * stride)


@output_step.mistake
def both_lasts(sample, size, hop, width, stride):
    """an output is taken to reach one spectrogram step and one sample too far: count both from 0"""
    return rounded_up(sample, width * hop + size, hop * stride)


@output_step.mistake
def width_forgotten(sample, size, hop, width, stride):
    """the width of the convolution is left out: an output hears `width` spectrogram steps"""
    return rounded_up(sample, size - 1, hop * stride)


@output_step.mistake
def stride_forgotten(sample, size, hop, width, stride):
    """the stride of the convolution is left out: outputs lie hop * stride samples apart"""
    return rounded_up(sample, last_of(0, size, hop, width, stride), hop)


@output_step.mistake
def hop_forgotten(sample, size, hop, width, stride):
    """outputs are taken to lie `stride` samples apart: they are `stride` spectrogram steps apart, of `hop` samples
    each"""
    return rounded_up(sample, last_of(0, size, hop, width, stride), stride)


@output_step.mistake
def width_in_samples(sample, size, hop, width, stride):
    """the width counts as samples: it is a number of spectrogram steps, of `hop` samples each"""
    return rounded_up(sample, width - 1 + size - 1, hop * stride)


@output_step.mistake
def strictly_after(sample, size, hop, width, stride):
    """the window has to reach beyond the sample: it is enough that the sample is the last one in it"""
    return rounded_up(sample + 1, last_of(0, size, hop, width, stride), hop * stride)


@output_step.mistake
def by_size(sample, size, hop, width, stride):
    """windows are taken to lie `size` samples apart: they lie `hop` apart and may overlap"""
    return rounded_up(sample, (width - 1) * size + size - 1, size * stride)


@output_step.right
def by_counting(sample, size, hop, width, stride):
    """Return the same by trying one step after the other."""
    u = 0
    while u * stride * hop + (width - 1) * hop + size - 1 < sample:
        u += 1
    return u


@output_step.right
def in_two_stages(sample, size, hop, width, stride):
    """Return the same: first the spectrogram step, then the output step, as a float."""
    t = max(0, np.ceil((sample - size + 1) / hop))
    return max(0.0, np.ceil((t - width + 1) / stride))
