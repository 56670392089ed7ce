"""Exercise 4: four branches side by side."""

import numpy as np

from deepcourse.cnn import efficient as reference
from deepcourse.cnn.pooling import pool_backward
from deepcourse.exercises.course4.inception_and_efficient_convolutions.caches import trouble_in
from deepcourse.exercises.course4.inception_and_efficient_convolutions.module_mistakes import MISTAKES, built
from deepcourse.exercises.course4.inception_and_efficient_convolutions.modules import (
    EDGES,
    SIZES,
    module,
    some_sizes,
    told,
)
from deepcourse.exercises.course4.residual_networks.pictures import first_of_two, trouble_with
from deepcourse.exercises.declaration import Case, FunctionExercise


def answered(f, A_prev, parameters):
    """Return A of the pair that `f` returns."""
    return first_of_two(f(A_prev, parameters))


inception_module_forward = FunctionExercise(
    __name__,
    reference=reference.inception_module_forward,
    use=answered,
    minutes=9,
    points_visible=4,
    points_hidden=8,
    returns=("A",),
    random_cases=3,
    hints=(
        "Write one line for each of the seven steps, from the top of the table down, and print the shape of each "
        "result: only the last number may differ between the four branches.",
        "`pool_forward` does not pad. How many pixels must be added on each side for a window of 3 and stride 1? Which "
        "number can never be the largest of a window?",
        "The four results are joined along the channel axis, in the order of the table. The caches follow the "
        "order of the steps.",
    ),
)


def case(arguments):
    """Return one module as a case."""
    return Case(told(*arguments), arguments)


CACHES = [f"the cache of {name}" for name in ("1", "3_before", "3", "5_before", "5", "the pooling", "_pool")]


@inception_module_forward.visible
def visible():
    """Return modules of all kinds of sizes."""
    rng = np.random.default_rng(64)
    return [case(module(rng, *sizes)) for sizes in SIZES]


@inception_module_forward.draw
def draw(rng):
    """Return a module of random size."""
    return case(module(rng, *some_sizes(rng)))


@inception_module_forward.edges
def edges(rng):
    """Return one pixel, one row, pictures smaller than the filters."""
    return [case(module(rng, *sizes)) for sizes in EDGES]


@inception_module_forward.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    A_prev, parameters = module(rng, 2, 3, 4, 2, (2, 3, 2, 1, 3, 2))
    A, cache = reference.inception_module_forward(A_prev, parameters)
    dA = rng.normal(size=A.shape)

    def back(cache):
        *first, (shape, _, *pooled), last = cache  # a type of numbers is no plain data: it is put in here
        cache = (*first, (shape, A_prev.dtype, *pooled), last)
        dA_prev, gradients = reference.inception_module_backward(dA, cache)
        return [dA_prev, *gradients.values()]

    result = f(A_prev, parameters)
    trouble = trouble_with(result, back, cache)
    return trouble and (trouble_in(result, cache, CACHES) or trouble)


@inception_module_forward.property("where all pixels are equal, none of the gradient goes to the border")
def border_gets_nothing(f, rng):
    """Return a sentence unless the border of the pooling is below the pixels even where all pixels are equal."""
    _, parameters = module(rng, 2, 2, 3, 2, (2, 3, 2, 1, 3, 2))
    result = f(np.full((2, 2, 3, 2), -1.5), parameters)
    if type(result) not in (tuple, list) or len(result) != 2 or len(result[1]) != len(CACHES):
        return "there is no cache of seven parts"
    shape, _, winner, *window = result[1][5]
    if tuple(shape) != (2, 4, 5, 2) or np.shape(winner) != (2, 2, 3, 2):
        return f"the pooling read an array of shape {tuple(shape)}; with one pixel on each side it is (2, 4, 5, 2)"
    to_pixels = pool_backward(np.ones((2, 2, 3, 2)), (tuple(shape), np.dtype(float), winner, *window))[:, 1:-1, 1:-1]
    lost = 1 - to_pixels.sum() / 24
    sentence = "with all pixels -1.5, the maximum is found in the border: pad with a number below all pixels, -np.inf"
    return sentence if lost > 1e-9 else None


for mistake in MISTAKES:
    inception_module_forward.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@inception_module_forward.right
def from_parts(A_prev, parameters):
    """Return the same, from a function that the mistakes share."""
    A, cache = built(A_prev, parameters)
    return [A, list(cache)]


@inception_module_forward.right
def written_into_an_array(A_prev, parameters):
    """Return the same, each branch written to its channels; the maximum from nine shifted copies."""
    _, cache = reference.inception_module_forward(A_prev, parameters)
    P = parameters
    widths = [P[name].shape[3] for name in ("W1", "W3", "W5", "W_pool")]
    A, (m, n_H, n_W, n_C) = np.empty((*A_prev.shape[:3], sum(widths))), A_prev.shape
    framed = np.full((m, n_H + 2, n_W + 2, n_C), -1e300)
    framed[:, 1:-1, 1:-1] = A_prev
    largest = np.max([framed[:, p : p + n_H, q : q + n_W] for p in range(3) for q in range(3)], axis=0)
    narrow_3, narrow_5 = conv(A_prev, P, "3_before"), conv(A_prev, P, "5_before")
    branches = (A_prev, "1"), (narrow_3, "3"), (narrow_5, "5"), (largest, "_pool")
    first = 0
    for (X, name), width in zip(branches, widths, strict=True):
        A[..., first : first + width] = conv(X, P, name)
        first += width
    return A, cache


def conv(X, parameters, name):
    """Return one convolution with its ReLU."""
    return reference.conv_relu_forward(X, parameters[f"W{name}"], parameters[f"b{name}"])[0]
