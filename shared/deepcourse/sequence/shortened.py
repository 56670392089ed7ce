"""Chains whose layers may shorten their sequences.

Shortened       layers one after the other, each told the lengths that the ones before have left

A convolution without padding turns T steps into (T - width) // stride + 1. What comes after it has to know: lengths
that were counted before are too long.
"""

import numpy as np

from deepcourse.sequence.layers import Chain


class Shortened(Chain):
    """A `Chain` whose layers may shorten the sequences: those that have a method `steps_out`.

    >>> from deepcourse.sequence.convolution_layers import TimeConvolution
    >>> chain = Shortened(TimeConvolution(np.random.default_rng(0), 24, 48, width=5, stride=2))
    >>> print(chain.lengths_after([40, 12, 5, 4]))
    [18  4  1  0]
    """

    def forward(self, x, training=False, lengths=None):
        """Return what the last layer makes of it, and the caches of all."""
        caches = []
        for layer in self.layers:
            x, cache = layer.forward(x, training, lengths)
            caches.append(cache)
            lengths = after(layer, lengths)
        return x, caches

    def lengths_after(self, lengths):
        """Return how many steps come out of so many, after all layers; those whose windows lie within real steps."""
        for layer in self.layers:
            lengths = after(layer, lengths)
        return lengths


def after(layer, lengths):
    """Return the lengths that a layer leaves; None, where all steps are real, stays None."""
    if lengths is None or not hasattr(layer, "steps_out"):
        return lengths
    return np.maximum(layer.steps_out(np.asarray(lengths)), 0)
