"""Exercise 7: gradient descent on pixels."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def painted(f, X, target, weights, steps, learning_rate):
    """Return the pictures that f paints, and at how many different ones it took the gradient, `steps` at most.

    The gradient pulls each number to its target, with a weight of its own.
    """
    asked = set()

    def gradient(picture):
        asked.add(np.asarray(picture).tobytes())
        return weights * (np.asarray(picture) - target)

    pictures = f(X, gradient, steps=steps, learning_rate=learning_rate)
    return pictures, min(len(asked), steps)


paint = FunctionExercise(
    __name__,
    reference=reference.paint,
    use=painted,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the pictures", "the count of different gradients"),
    hints=(
        "Start a list with X. In each step, which picture's gradient do you need?",
        "The root mean square is one number for the whole gradient, over all pixels and colours: square, mean, root, "
        "in that order.",
        "Compute a new array in each step. If you change the last picture in place, all entries of the list change.",
    ),
)


def case(rng, n_H, n_W, steps, learning_rate, name="", beyond=0.0, up=0.0):
    """Return a random picture and gradients that pull it elsewhere, up to `beyond` outside of 0 to 1, and `up`."""
    X, target = rng.uniform(0.1, 0.9, (n_H, n_W, 3)), up + rng.uniform(-beyond, 1 + beyond, (n_H, n_W, 3))
    name = name or f"{n_H}x{n_W} pixels, {steps} step{'s' * (steps != 1)}, learning rate {learning_rate:g}"
    return Case(name, (X, target, rng.uniform(0.2, 4, X.shape), steps, learning_rate))


@paint.visible
def visible():
    """Return one step, several, none, with and without numbers that leave 0 to 1."""
    rng = np.random.default_rng(6)
    return [
        case(rng, 2, 3, 1, 0.02),
        case(rng, 3, 2, 3, 0.05),
        case(rng, 2, 4, 3, 0.3, "targets far outside 0 to 1", beyond=2.0),
        case(rng, 3, 3, 4, 0.1, "3x3 pixels, 4 steps, learning rate 0.1", beyond=0.5),
        case(rng, 2, 2, 0, 0.1),
        case(rng, 3, 4, 2, 0.02, "all numbers are pulled up", up=0.8),
    ]


@paint.draw
def draw(rng):
    """Return a few steps from a random picture."""
    n_H, n_W = (int(n) for n in rng.choice(np.arange(2, 7), 2, replace=False))
    return case(rng, n_H, n_W, int(rng.integers(2, 6)), round(float(rng.uniform(0.02, 0.2)), 2), beyond=1.0)


@paint.edges
def edges(rng):
    """Return one pixel, one row, no step, many steps, large steps, and a picture of black and white only."""
    X, target, weights, *_ = case(rng, 3, 4, 1, 0.1, beyond=1.0).arguments
    return [
        case(rng, 1, 1, 3, 0.1),
        case(rng, 1, 5, 2, 0.05, beyond=1.0),
        case(rng, 4, 2, 0, 0.3),
        case(rng, 3, 2, 25, 0.02),
        case(rng, 2, 3, 4, 2.0, "very large steps", beyond=1.0),
        Case("pixels that are 0 or 1", (np.round(X), target, weights, 3, 0.1)),
    ]


@paint.property("a step changes a number by about the learning rate", draw=lambda rng: case(rng, 8, 9, 1, 0.01, up=0.5))
def about_the_learning_rate(result, X, target, weights, steps, learning_rate):
    """Return a sentence unless the root mean square of what changes is the learning rate."""
    moved = float(np.sqrt(np.mean((np.asarray(result[0][-1]) - X) ** 2)))
    far = abs(moved - learning_rate) / learning_rate
    return (
        None if far < 1e-6 else f"with learning rate {learning_rate} the root mean square of the changes is {moved:.3g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def rms(dX):
    """Return the root mean square."""
    return np.sqrt(np.mean(dX**2))


def descend(X, gradient, steps, learning_rate, *, scale=rms, clip=lambda A: np.clip(A, 0, 1), sign=-1, at=-1):
    """Return the pictures with another scale, another clip, another sign, or the gradient at another picture."""
    pictures = [X]
    for _ in range(steps):
        dX = gradient(pictures[at])
        pictures.append(clip(pictures[-1] + sign * learning_rate * dX / scale(dX)))
    return pictures


@paint.mistake
def not_clipped(X, gradient, *, steps, learning_rate):
    """the pictures are not clipped: pixels must stay between 0 and 1"""
    return descend(X, gradient, steps, learning_rate, clip=lambda A: A)


@paint.mistake
def clipped_below_only(X, gradient, *, steps, learning_rate):
    """numbers above 1 are not clipped: pixels go from 0 to 1 here, not to 255"""
    return descend(X, gradient, steps, learning_rate, clip=lambda A: np.maximum(A, 0))


@paint.mistake
def clipped_above_only(X, gradient, *, steps, learning_rate):
    """numbers below 0 are not clipped: clip at 0 as well as at 1"""
    return descend(X, gradient, steps, learning_rate, clip=lambda A: np.minimum(A, 1))


@paint.mistake
def clipped_as_the_network_sees(X, gradient, *, steps, learning_rate):
    """the pictures are clipped to the range from -1 to 1: pixels go from 0 to 1 here"""
    return descend(X, gradient, steps, learning_rate, clip=lambda A: np.clip(A, -1, 1))


@paint.mistake
def clipped_at_the_end(X, gradient, *, steps, learning_rate):
    """only the pictures that are returned are clipped: clip after each step, before the next gradient"""
    return [X, *(np.clip(A, 0, 1) for A in descend(X, gradient, steps, learning_rate, clip=lambda A: A)[1:])]


@paint.mistake
def rescaled(X, gradient, *, steps, learning_rate):
    """each picture is rescaled to fill 0 to 1: clip instead, which leaves numbers inside that range unchanged"""
    return descend(X, gradient, steps, learning_rate, clip=lambda A: (A - A.min()) / (A.max() - A.min()))


@paint.mistake
def uphill(X, gradient, *, steps, learning_rate):
    """the steps follow the gradient uphill: subtract it"""
    return descend(X, gradient, steps, learning_rate, sign=1)


@paint.mistake
def gradient_of_the_start(X, gradient, *, steps, learning_rate):
    """every step uses the gradient of the first picture: call gradient with the latest one"""
    return descend(X, gradient, steps, learning_rate, at=0)


@paint.mistake
def not_divided(X, gradient, *, steps, learning_rate):
    """the gradient is not divided: divide it by its root mean square"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: 1.0)


@paint.mistake
def divided_by_the_largest(X, gradient, *, steps, learning_rate):
    """the gradient is divided by its largest absolute value: divide it by its root mean square"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: np.abs(dX).max())


@paint.mistake
def divided_by_the_length(X, gradient, *, steps, learning_rate):
    """the gradient is divided by its length, the root of the sum of squares: take the mean of the squares"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: np.sqrt(np.sum(dX**2)))


@paint.mistake
def no_root(X, gradient, *, steps, learning_rate):
    """the gradient is divided by the mean of its squares: the root is missing"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: np.mean(dX**2))


@paint.mistake
def mean_of_the_sizes(X, gradient, *, steps, learning_rate):
    """the gradient is divided by the mean of its absolute values: divide it by its root mean square"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: np.mean(np.abs(dX)))


@paint.mistake
def standard_deviation(X, gradient, *, steps, learning_rate):
    """the gradient is divided by its standard deviation, which subtracts the mean first: do not subtract it"""
    return descend(X, gradient, steps, learning_rate, scale=np.std)


@paint.mistake
def scale_of_each_colour(X, gradient, *, steps, learning_rate):
    """each colour is divided by its own root mean square: use one number for the whole gradient"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: np.sqrt(np.mean(dX**2, axis=(0, 1))))


@paint.mistake
def scale_of_each_pixel(X, gradient, *, steps, learning_rate):
    """each pixel is divided by its own root mean square: use one number for the whole gradient"""
    return descend(X, gradient, steps, learning_rate, scale=lambda dX: np.sqrt(np.mean(dX**2, axis=2, keepdims=True)))


@paint.mistake
def signs_alone(X, gradient, *, steps, learning_rate):
    """only the signs of the gradient are used: divide it by its root mean square"""
    return descend(X, gradient, steps, learning_rate, scale=np.abs)


@paint.mistake
def without_the_start(X, gradient, *, steps, learning_rate):
    """the first picture is missing from the list: it has steps + 1 entries"""
    return descend(X, gradient, steps, learning_rate)[1:]


@paint.mistake
def one_step_short(X, gradient, *, steps, learning_rate):
    """the last step is missing: the list has steps + 1 entries"""
    return descend(X, gradient, max(steps - 1, 0), learning_rate)


@paint.mistake
def last_picture_alone(X, gradient, *, steps, learning_rate):
    """only the last picture is returned: return all of them, in a list"""
    return descend(X, gradient, steps, learning_rate)[-1]


@paint.mistake
def one_array_many_times(X, gradient, *, steps, learning_rate):
    """one array is changed in place and repeated in the list: make a new array in each step"""
    return [descend(X, gradient, steps, learning_rate)[-1]] * (steps + 1)


# --- right, written differently -------------------------------------------------------------------------------------


@paint.right
def with_a_copy(X, gradient, *, steps, learning_rate):
    """Return the same from one array that is copied after every step."""
    now, kept = X.copy(), [X.copy()]
    for _ in range(steps):
        dX = gradient(now)
        length = np.linalg.norm(dX) / np.sqrt(dX.size)
        now -= learning_rate * dX / length
        now = np.minimum(np.maximum(now, 0), 1)
        kept.append(now.copy())
    return kept


@paint.right
def from_the_last_one(X, gradient, *, steps, learning_rate):
    """Return the same from a list of zeros that is filled."""
    pictures = [X] + [None] * steps
    for t in range(steps):
        dX = gradient(pictures[t])
        pictures[t + 1] = (pictures[t] - learning_rate * dX / (dX**2).mean() ** 0.5).clip(0, 1)
    return pictures
