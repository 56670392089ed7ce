"""Exercise 5: each channel of each picture a little brighter or darker."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.course4.transfer_and_augmentation.pictures import coloured, told
from deepcourse.exercises.declaration import Case, FunctionExercise

color_shift = FunctionExercise(
    __name__,
    reference=reference.color_shift,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the pictures",),
    hints=(
        "How many numbers do you need for 8 pictures with three channels? In what shape can they be added to X?",
        "`size=(m, 1, 1, n_C)` gives every channel of every picture one number, and the axes of length 1 broadcast.",
        "A sum can leave the range from 0 to 1. np.clip brings it back, after the sum.",
    ),
)


def case(rng, shape, spread, seed):
    """Return random pictures with a generator of their own."""
    return Case(f"{told(shape)}, spread {spread:g}", (coloured(rng, *shape), spread, np.random.default_rng(seed)))


@color_shift.visible
def visible():
    """Return several shapes and spreads, so large that many numbers leave the range."""
    rng = np.random.default_rng(1)
    return [
        case(rng, (3, 4, 5, 3), 0.1, 2),
        case(rng, (4, 5, 3, 3), 0.5, 3),
        case(rng, (2, 3, 3, 2), 0.2, 4),
        case(rng, (3, 2, 4, 1), 0.3, 5),
        case(rng, (1, 3, 4, 3), 0.25, 6),
    ]


@color_shift.draw
def draw(rng):
    """Return random pictures."""
    shape = tuple(int(n) for n in rng.integers((2, 2, 2, 1), (7, 7, 7, 5)))
    return case(rng, shape, round(float(rng.uniform(0.05, 0.6)), 2), int(rng.integers(1000)))


@color_shift.edges
def edges(rng):
    """Return one pixel, one channel, no spread, four channels."""
    shapes = ((1, 1, 1, 3), 0.2), ((4, 3, 5, 1), 0.4), ((2, 3, 4, 3), 0.0), ((3, 2, 2, 4), 2.0)
    return [case(rng, shape, spread, place) for place, (shape, spread) in enumerate(shapes)]


def greys(rng):
    """Return many grey pictures."""
    return Case(
        "200 grey pictures", (np.full((200, 3, 4, 3), 0.5), 0.05, np.random.default_rng(int(rng.integers(999))))
    )


@color_shift.property("no noise is added, and the shifts have the right spread", draw=greys)
def flat_stays_flat(result, X, spread, rng):
    """Return a sentence unless flat pictures stay flat, and the shifts have the spread that was asked for."""
    found = np.asarray(result)
    if found.shape != X.shape:
        return f"pictures {X.shape} became {found.shape}"
    if found.std(axis=(1, 2)).max() > 1e-12:
        return "the pixels of a grey picture get different shifts: a shift must not add noise"
    measured = float((found - X)[:, 0, 0].std())
    return None if 0.04 < measured < 0.06 else f"with spread 0.05, 200 shifts have the spread {measured:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(X, spread, rng, shape, clip=True):
    """Return the pictures with normal numbers of some shape added."""
    out = X + rng.normal(0, spread, size=shape)
    return np.clip(out, 0, 1) if clip else out


@color_shift.mistake
def noise_at_every_pixel(X, spread, rng):
    """every pixel gets a number of its own: that is noise; draw one per picture and channel, size=(m, 1, 1, n_C)"""
    return changed(X, spread, rng, X.shape)


@color_shift.mistake
def brightness_alone(X, spread, rng):
    """all channels of a picture get the same number: draw one for each channel, size=(m, 1, 1, n_C)"""
    return changed(X, spread, rng, (len(X), 1, 1, 1))


@color_shift.mistake
def one_shift_for_all(X, spread, rng):
    """all pictures get the same shifts: draw new ones for each of the m pictures"""
    return changed(X, spread, rng, X.shape[3])


@color_shift.mistake
def not_clipped(X, spread, rng):
    """the results leave the range from 0 to 1: clip them"""
    return changed(X, spread, rng, (len(X), 1, 1, X.shape[3]), clip=False)


@color_shift.mistake
def wrapped_around(X, spread, rng):
    """numbers above 1 wrap around to 0: clip them, np.clip(..., 0, 1)"""
    return changed(X, spread, rng, (len(X), 1, 1, X.shape[3]), clip=False) % 1


@color_shift.mistake
def clipped_below_alone(X, spread, rng):
    """only numbers below 0 are clipped: those above 1 are out of range, too"""
    return np.maximum(changed(X, spread, rng, (len(X), 1, 1, X.shape[3]), clip=False), 0)


@color_shift.mistake
def clipped_above_alone(X, spread, rng):
    """only numbers above 1 are clipped: those below 0 are out of range, too"""
    return np.minimum(changed(X, spread, rng, (len(X), 1, 1, X.shape[3]), clip=False), 1)


@color_shift.mistake
def shifts_clipped(X, spread, rng):
    """the shifts are clipped, so that pictures only get brighter: clip the sums"""
    return np.clip(X + np.clip(rng.normal(0, spread, size=(len(X), 1, 1, X.shape[3])), 0, 1), 0, 1)


@color_shift.mistake
def shifts_clipped_not_sums(X, spread, rng):
    """the shifts are clipped in place of the sums: add first, then clip"""
    return X + np.clip(rng.normal(0, spread, size=(len(X), 1, 1, X.shape[3])), 0, 1)


@color_shift.mistake
def multiplied(X, spread, rng):
    """the channels are multiplied by 1 + shift: a shift is added"""
    return np.clip(X * (1 + rng.normal(0, spread, size=(len(X), 1, 1, X.shape[3]))), 0, 1)


@color_shift.mistake
def uniform_numbers(X, spread, rng):
    """the shifts are uniform from -spread to spread: use rng.normal(0, spread, ...)"""
    return np.clip(X + rng.uniform(-spread, spread, size=(len(X), 1, 1, X.shape[3])), 0, 1)


@color_shift.mistake
def uniform_up(X, spread, rng):
    """the shifts are never negative: rng.normal(0, spread, ...) draws both signs"""
    return np.clip(X + spread * rng.random(size=(len(X), 1, 1, X.shape[3])), 0, 1)


@color_shift.mistake
def spread_squared(X, spread, rng):
    """the spread is squared: rng.normal takes the standard deviation"""
    return changed(X, spread**2, rng, (len(X), 1, 1, X.shape[3]))


@color_shift.mistake
def root_of_the_spread(X, spread, rng):
    """the root of the spread is taken: rng.normal takes the standard deviation itself, not a variance"""
    return changed(X, spread**0.5, rng, (len(X), 1, 1, X.shape[3]))


@color_shift.mistake
def spread_ignored(X, spread, rng):
    """the shifts have standard deviation 1: multiply by `spread`, or pass it to rng.normal"""
    return changed(X, 1, rng, (len(X), 1, 1, X.shape[3]))


@color_shift.mistake
def stretched_to_the_range(X, spread, rng):
    """the results are rescaled to the range from 0 to 1, which undoes the shift: clip them"""
    out = changed(X, spread, rng, (len(X), 1, 1, X.shape[3]), clip=False)
    return (out - out.min()) / max(float(np.ptp(out)), 1e-12)


@color_shift.mistake
def one_for_each_row(X, spread, rng):
    """every row of a picture gets its own shift: a whole channel gets one shift"""
    return changed(X, spread, rng, (len(X), X.shape[1], 1, X.shape[3]))


@color_shift.mistake
def own_generator(X, spread, rng):
    """the function creates its own generator: draw from the `rng` that it is given"""
    return reference.color_shift(X, spread, np.random.default_rng(0))


@color_shift.mistake
def caller_s_pictures_changed(X, spread, rng):
    """the caller's pictures are changed: return a new array"""
    X += rng.normal(0, spread, size=(len(X), 1, 1, X.shape[3]))
    return np.clip(X, 0, 1, out=X)


@color_shift.right
def in_loops(X, spread, rng):
    """Return the same with loops."""
    shifts, out = spread * rng.normal(size=(len(X), X.shape[3])), X.copy()
    for i, k in np.ndindex(shifts.shape):
        out[i, :, :, k] = np.minimum(np.maximum(X[i, :, :, k] + shifts[i, k], 0), 1)
    return out
