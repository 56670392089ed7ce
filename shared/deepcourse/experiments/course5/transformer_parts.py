"""A trained transformer that is taken apart: one part of one block is switched off, and dates are read all the same.

PLACES, PARTS   the blocks, and what can be switched off in them
without         a network with a part of a block switched off
exact           how many dates it still reads exactly
"""

import copy

import numpy as np

from deepcourse.experiments.course5 import transformer_dates
from deepcourse.sequence.attention import accuracies
from deepcourse.sequence.layers import Chain
from deepcourse.sequence.recurrent_layers import Layer
from deepcourse.sequence.transformer_layers import Residual

PLACES = ("first block of the encoder", "second block of the encoder", "block of the decoder")
PARTS = ("nothing", "the attention", "the feed-forward layers", "the paths around them", "the norms")


class Silent(Layer):
    """A layer that says nothing: zeros."""

    parameters: dict = {}  # noqa: RUF012 (never written to)

    def forward(self, x, training=False, lengths=None):
        """Return zeros like x."""
        return np.zeros_like(x), None

    def step(self, xt, state=None):
        """Return zeros like a step."""
        return np.zeros_like(xt), None

    def keys_and_values(self, memory):
        """Return nothing to look at."""
        return ()

    def look(self, y, keys_and_values, lengths=None):
        """Return zeros like y, and a cache without weights."""
        return np.zeros_like(y), None


class Through(Silent):
    """A layer that changes nothing."""

    def forward(self, x, training=False, lengths=None):
        """Return x itself."""
        return x, None

    def step(self, xt, state=None):
        """Return the step itself."""
        return xt, None


def changed(residual, part, branch):
    """Return the sum around a norm and a branch, with a part switched off; `branch` is the branch's own name."""
    norm, layer = residual.layers
    if part == branch:
        return Residual(norm, Silent())
    if part == "the paths around them":
        return Chain(norm, layer)
    return Residual(Through(), layer) if part == "the norms" else residual


def without(network, place, part):
    """Return the network, which shares its parameters, with a part of the block at `place` switched off.

    In the decoder, "the attention" is that to the text; the paths around it are those around all three branches.
    """
    made = copy.copy(network)
    if place == PLACES[2]:
        block = copy.copy(network.blocks[0])
        block.feed = changed(block.feed, part, PARTS[2])
        if part == "the attention":
            block.cross = Silent()
        if part == "the norms":
            block.norm = Through()
        block.own = changed(block.own, part, "")
        made.blocks = [Rerouted(block) if part == "the paths around them" else block]
        return made
    layers = list(network.encoder.layers)
    number = 2 + PLACES.index(place)  # after embeddings and positions
    attention, feed = layers[number].layers
    layers[number] = Chain(changed(attention, part, PARTS[1]), changed(feed, part, PARTS[2]))
    made.encoder = Chain(*layers)
    return made


class Rerouted:
    """A block of the decoder without the path around its attention to the text."""

    def __init__(self, block):
        self.block, self.cross = block, block.cross

    def step_with(self, yt, keys_and_values, state, lengths=None):
        """Return (out, state): one step."""
        yt, state = self.block.own.step(yt, state)
        said = self.cross.look(self.block.norm.forward(yt)[0], keys_and_values, lengths)[0]
        return self.block.feed.step(said)[0], state


def exact(network, test):
    """Return the exact match on (ids, lengths, targets)."""
    return accuracies(transformer_dates.answers(network, *test[:2]), test[2])[1]
