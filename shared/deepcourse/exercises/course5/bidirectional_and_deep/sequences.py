"""Sequences and recurrent layers for the cases of bidirectional_and_deep, and what is compared of a result.

parameters      those of a plain recurrent layer, under the names of the notebooks
layer           ... as a layer of `deepcourse.sequence.layers`
real            which steps are real, (m, T)
masked          states with 0 at the padding
told            the sizes of a case in words
some_sizes      random sizes of a case, with lengths
"""

import numpy as np

from deepcourse.exercises.course4.convolution_step_by_step.layers import first_of_two
from deepcourse.sequence.layers import RNN

__all__ = ["first_of_two", "layer", "masked", "parameters", "real", "some_sizes", "told"]


def parameters(rng, n_x, n_a):
    """Return {"Wax", "Waa", "ba"}, random, with biases that are not 0."""
    Wax, Waa = rng.normal(size=(n_a, n_x)) * 0.8, rng.normal(size=(n_a, n_a)) * 0.6
    return {"Wax": Wax, "Waa": Waa, "ba": rng.normal(size=(n_a, 1)) * 0.5}


def layer(theirs):
    """Return a recurrent layer that has these parameters, in their dtype."""
    n_a, n_x = theirs["Wax"].shape
    return RNN(np.random.default_rng(0), n_x, n_a, dtype=theirs["Wax"].dtype).read(theirs)


def real(lengths, m, T):
    """Return which steps are real, (m, T) bool."""
    return np.arange(T) < (np.full((m, 1), T) if lengths is None else np.asarray(lengths)[:, None])


def masked(a, lengths):
    """Return an array (n, m, T) with 0 at the padding; anything else as it is."""
    if not isinstance(a, np.ndarray) or a.ndim != 3 or (lengths is not None and a.shape[1] != len(lengths)):
        return a
    return np.where(real(lengths, *a.shape[1:]), a, 0)


def told(n_x, n_a, n_b, T, lengths, m):
    """Return sizes in words."""
    steps = f"lengths {[int(n) for n in lengths]}" if lengths is not None else "no padding"
    return f"n_x {n_x}, {n_a} units forwards, {n_b} backwards, m {m}, T {T}, {steps}"


def some_sizes(rng):
    """Return (n_x, n_a, n_b, T, lengths, m), random; one of the lengths is T."""
    n_x, n_a, n_b, m = (int(n) for n in rng.permutation([2, 3, 4, 5]))
    T = int(rng.integers(6, 9))
    lengths = rng.integers(2, T, size=m)
    lengths[rng.integers(m)] = T
    return n_x, n_a, n_b, T, lengths, m
