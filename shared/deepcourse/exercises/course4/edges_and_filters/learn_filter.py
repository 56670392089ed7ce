"""Exercise 9: a filter is learned from an image and what it was turned into."""

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import numbers
from deepcourse.exercises.declaration import Case, FunctionExercise


def learn(learn_filter, image, target, f, learning_rate, steps):
    """Return what is learned; rate and steps are given by name."""
    return learn_filter(image, target, f, learning_rate=learning_rate, steps=steps)


learn_filter = FunctionExercise(
    __name__,
    reference=reference.learn_filter,
    use=learn,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the kernel", "the costs"),
    hints=(
        "A step has four parts: the output of the present kernel, its difference from the target, cost, gradient.",
        "Entry [p, q] of the gradient needs the pixels that this number met: a slice of the image, as large as the "
        "target, that starts at row p and column q.",
        "Multiply that slice by the differences and sum; a factor 2 comes from the square, a factor 1/N from the mean. "
        "N counts the answers, not the numbers of the kernel.",
    ),
)


def case(rng, n_H, n_W, f, learning_rate, steps, noise=0.0):
    """Return a random image, and what a random kernel makes of it, with some noise."""
    image, hidden = rng.standard_normal((n_H, n_W)), numbers(rng, f, f) / 4
    target = reference.convolve2d(image, hidden)
    target += noise * rng.standard_normal(target.shape)
    name = f"image {n_H} x {n_W}, f = {f}, rate {learning_rate}, {steps} step{'s' if steps > 1 else ''}"
    return Case(name, (image, target, f, learning_rate, steps))


@learn_filter.visible
def visible():
    """Return one step and several, kernels of three sizes, targets with noise."""
    rng = np.random.default_rng(47)
    return [
        case(rng, 5, 6, 3, 0.5, 1),
        case(rng, 7, 5, 2, 0.2, 3),
        case(rng, 9, 12, 3, 0.1, 6, 0.5),
        case(rng, 6, 8, 4, 0.05, 2, 1.0),
        case(rng, 8, 7, 1, 0.3, 4, 0.2),
    ]


@learn_filter.draw
def draw(rng):
    """Return a few steps on a random image."""
    f, steps = int(rng.integers(2, 5)), int(rng.integers(2, 7))
    n_H, n_W = (f + int(n) for n in rng.permutation(range(3, 10))[:2])
    return case(rng, n_H, n_W, f, round(float(rng.uniform(0.02, 0.2)), 3), steps, float(rng.uniform(0, 0.5)))


@learn_filter.edges
def edges(rng):
    """Return one number to learn, a single answer, one step, and a target of zeros."""
    image = rng.standard_normal((6, 5))
    return [
        case(rng, 6, 5, 1, 0.3, 4, 0.2),
        case(rng, 3, 3, 3, 0.02, 3),
        case(rng, 8, 6, 3, 0.2, 1),
        Case("a target of zeros", (image, np.zeros((4, 3)), 3, 0.1, 2)),
    ]


@learn_filter.property("a hidden filter is found again")
def found_again(f, rng):
    """Return a sentence unless enough steps find the kernel that made the target."""
    image, hidden = rng.standard_normal((16, 18)), numbers(rng, 3, 3) / 4
    kernel, costs = f(image, reference.convolve2d(image, hidden), 3, learning_rate=0.2, steps=150)
    far = float(np.abs(np.asarray(kernel) - hidden).max())
    if not far < 1e-3:
        return f"after 150 steps at rate 0.2 the kernel is wrong by up to {far:.2g}"
    return None if costs[-1] < costs[0] else f"the cost went from {costs[0]:.3g} to {costs[-1]:.3g}"


# --- right, written differently -------------------------------------------------------------------------------------


@learn_filter.right
def nine_sums(image, target, f, *, learning_rate, steps):
    """Return the same with a loop over the numbers of the kernel, the costs in a list."""
    kernel, costs, (rows, columns) = np.zeros((f, f)), [], target.shape
    for _ in range(steps):
        difference = reference.convolve2d(image, kernel) - target
        costs.append((difference**2).mean())
        gradient = np.zeros_like(kernel)
        for p in range(f):
            for q in range(f):
                gradient[p, q] = 2 * np.mean(difference * image[p : p + rows, q : q + columns])
        kernel = kernel - learning_rate * gradient
    return kernel, np.array(costs)


@learn_filter.right
def as_a_regression(image, target, f, *, learning_rate, steps):
    """Return the same as a linear regression: a row of X for each window."""
    X = np.lib.stride_tricks.sliding_window_view(image, (f, f)).reshape(-1, f * f)
    y, w, costs = target.ravel(), np.zeros(f * f), []
    for _ in range(steps):
        error = X @ w - y
        costs.append(error @ error / len(y))
        w = w - learning_rate * 2 / len(y) * (X.T @ error)
    return w.reshape(f, f), np.array(costs)


# --- known mistakes -------------------------------------------------------------------------------------------------


def descend(image, target, f, learning_rate, steps, **changed):
    """Return kernel and costs of a descent of which some parts are changed."""
    cost = changed.get("cost", lambda difference: np.mean(difference**2))
    gradient = changed.get("gradient", slope)
    output = changed.get("output", reference.convolve2d)
    kernel, costs = changed.get("start", np.zeros)((f, f)), []
    for _ in range(steps):
        difference = output(image, kernel) - target
        costs.append(cost(difference))
        kernel = kernel - learning_rate * gradient(image, difference)
    return kernel, np.array(costs)


def slope(image, difference):
    """Return the gradient."""
    return 2 / difference.size * reference.correlate(image, difference)


@learn_filter.mistake
def summed_gradient(image, target, f, *, learning_rate, steps):
    """the gradient is not divided by N: it is that of the sum, far too large for these rates"""
    return descend(
        image, target, f, learning_rate, steps, gradient=lambda x, difference: slope(x, difference) * difference.size
    )


@learn_filter.mistake
def without_two(image, target, f, *, learning_rate, steps):
    """the factor 2 of the gradient is left out: it comes from the square"""
    return descend(image, target, f, learning_rate, steps, gradient=lambda *given: slope(*given) / 2)


@learn_filter.mistake
def divided_by_the_kernel(image, target, f, *, learning_rate, steps):
    """the gradient is divided by f * f: the mean runs over the N answers"""
    return descend(
        image,
        target,
        f,
        learning_rate,
        steps,
        gradient=lambda x, difference: slope(x, difference) * difference.size / f**2,
    )


@learn_filter.mistake
def uphill(image, target, f, *, learning_rate, steps):
    """the gradient is added, or the difference is target - output: the steps go uphill"""
    return descend(image, target, f, learning_rate, steps, gradient=lambda *given: -slope(*given))


@learn_filter.mistake
def upside_down(image, target, f, *, learning_rate, steps):
    """the gradient is flipped: entry [p, q] belongs to the pixel p rows down and q columns right in each window"""
    return descend(image, target, f, learning_rate, steps, gradient=lambda *given: slope(*given)[::-1, ::-1])


@learn_filter.mistake
def on_its_side(image, target, f, *, learning_rate, steps):
    """rows and columns of the gradient are exchanged: p counts rows, q columns"""
    return descend(image, target, f, learning_rate, steps, gradient=lambda *given: slope(*given).T)


@learn_filter.mistake
def flipped_output(image, target, f, *, learning_rate, steps):
    """the output is made with the flipped kernel: here nothing is flipped"""
    return descend(
        image, target, f, learning_rate, steps, output=lambda x, kernel: reference.convolve2d(x, kernel[::-1, ::-1])
    )


@learn_filter.mistake
def summed_cost(image, target, f, *, learning_rate, steps):
    """the cost is the sum of the squares: it is their mean"""
    return descend(image, target, f, learning_rate, steps, cost=lambda difference: np.sum(difference**2))


@learn_filter.mistake
def half_the_cost(image, target, f, *, learning_rate, steps):
    """the cost is half the mean square: here it is the mean square itself"""
    return descend(image, target, f, learning_rate, steps, cost=lambda difference: np.mean(difference**2) / 2)


@learn_filter.mistake
def magnitudes(image, target, f, *, learning_rate, steps):
    """the cost is the mean of the magnitudes: it is the mean of the squares"""
    return descend(image, target, f, learning_rate, steps, cost=lambda difference: np.mean(np.abs(difference)))


@learn_filter.mistake
def costs_after_the_step(image, target, f, *, learning_rate, steps):
    """each cost is taken after its step: it belongs before, with the kernel that the step starts from"""
    kernel, costs = reference.learn_filter(image, target, f, learning_rate=learning_rate, steps=steps)
    return kernel, np.append(costs[1:], np.mean((reference.convolve2d(image, kernel) - target) ** 2))


@learn_filter.mistake
def one_cost_more(image, target, f, *, learning_rate, steps):
    """the cost after the last step is kept as well: there is one for each step, before it"""
    kernel, costs = reference.learn_filter(image, target, f, learning_rate=learning_rate, steps=steps)
    return kernel, np.append(costs, np.mean((reference.convolve2d(image, kernel) - target) ** 2))


@learn_filter.mistake
def last_step_lost(image, target, f, *, learning_rate, steps):
    """the kernel is returned as it was before the last step: return it after all steps"""
    before, _ = reference.learn_filter(image, target, f, learning_rate=learning_rate, steps=steps - 1)
    return before, reference.learn_filter(image, target, f, learning_rate=learning_rate, steps=steps)[1]


@learn_filter.mistake
def from_ones(image, target, f, *, learning_rate, steps):
    """the descent starts from ones: here it starts from zeros"""
    return descend(image, target, f, learning_rate, steps, start=np.ones)


@learn_filter.mistake
def without_rate(image, target, f, *, learning_rate, steps):
    """the learning rate is left out of the step"""
    return descend(image, target, f, 1.0, steps)


@learn_filter.mistake
def divided_by_the_pixels(image, target, f, *, learning_rate, steps):
    """the gradient is divided by the number of pixels of the image: the mean runs over the fewer answers"""

    def by_pixels(x, difference):
        return slope(x, difference) * difference.size / x.size

    return descend(image, target, f, learning_rate, steps, gradient=by_pixels)


@learn_filter.mistake
def one_number_at_a_time(image, target, f, *, learning_rate, steps):
    """the output is made anew after each number of the kernel: all numbers of a step belong to one output"""
    kernel, costs = np.zeros((f, f)), []
    for _ in range(steps):
        costs.append(np.mean((reference.convolve2d(image, kernel) - target) ** 2))
        for place in np.ndindex(f, f):
            difference = reference.convolve2d(image, kernel) - target
            kernel[place] -= learning_rate * slope(image, difference)[place]
    return kernel, np.array(costs)
