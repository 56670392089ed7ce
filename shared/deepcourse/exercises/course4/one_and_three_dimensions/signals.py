"""Signals and filters for the cases of one_and_three_dimensions, and what is compared of a layer.

signal_layer    (A_prev, W, b) of given sizes
told            the sizes of a layer, as the name of a case
first_of_two    the answer of a pair (answer, cache)
answers         how a forward pass is put to use where Z alone is compared
own_example     a property: no example depends on another
"""

import numpy as np

from deepcourse.exercises.course4.convolution_step_by_step.layers import answers, first_of_two

__all__ = ["answers", "first_of_two", "own_example", "signal_layer", "told"]


def signal_layer(rng, m, T, n_C_prev, n_C, f):
    """Return (A_prev, W, b) of a layer over signals: normal numbers."""
    A_prev = rng.normal(size=(m, T, n_C_prev))
    return A_prev, rng.normal(size=(f, n_C_prev, n_C)), rng.normal(size=(1, 1, n_C))


def told(A_prev, W, **options):
    """Return a layer in words."""
    options = ", ".join(f"{name} {value}" for name, value in options.items())
    return f"A_prev {A_prev.shape}, W {W.shape}, {options}"


def own_example(result_of, layer, *options):
    """Return a sentence unless the first example gets the same answers alone; `result_of(A_prev, W, b, *options)`."""
    A_prev, W, b = layer
    together, alone = result_of(A_prev, W, b, *options), result_of(A_prev[:1], W, b, *options)
    if np.shape(together)[1:] == np.shape(alone)[1:] and np.allclose(np.asarray(together)[:1], alone):
        return None
    return "the first example gets different answers when it is alone"
