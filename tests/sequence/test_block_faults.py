"""Faults of a decoder's block found from outside: against functions whose dependencies are written out, and nudges."""

import numpy as np
import pytest

from deepcourse.sequence import transformer as tr
from deepcourse.sequence.block_faults import NAMES, find_faults
from deepcourse.sequence.self_attention import look_ahead_mask


def total(memory):
    """Return the sum over the steps."""
    return memory.sum(axis=2, keepdims=True)


def before(y):
    """Return, for each step, the sum of y up to it."""
    return np.cumsum(y, axis=2)


WRITTEN_OUT = {  # what comes out, as a formula: the faults that it has
    "past and all of the memory": (lambda y, memory: before(y) + memory.max(axis=2, keepdims=True), []),
    "a step and the next one": (lambda y, memory: y + np.roll(y, -1, axis=2) + total(memory), ["future"]),
    "the past alone": (lambda y, memory: before(y), ["memory"]),
    "the memory step by step": (lambda y, memory: y + memory, ["order"]),
    "the first step of the memory": (lambda y, memory: y + memory[:, :, :1], ["order"]),
    "the mean over examples": (lambda y, memory: y - y.mean(axis=1, keepdims=True) + total(memory), ["examples"]),
    "everything": (lambda y, memory: y.sum() + np.arange(memory.shape[2]) * memory, ["future", "order", "examples"]),
}


@pytest.mark.parametrize("name", WRITTEN_OUT)
def test_a_formula_has_the_faults_that_can_be_read_from_it(name):
    formula, faults = WRITTEN_OUT[name]
    assert find_faults(formula, 5) == faults


@pytest.mark.parametrize("norm", ["pre", "post"])
def test_the_block_of_the_decoder_is_sound_and_without_its_mask_sees_the_future(norm):
    parameters = tr.block_parameters(np.random.default_rng(1), 6, 8, memory=True)

    def block(y, memory, mask=True):
        given = look_ahead_mask(y.shape[2]) if mask else None
        return tr.decoder_block_forward(y, memory, parameters, num_heads=2, mask=given, norm=norm)[0]

    assert find_faults(block, 6) == []
    assert find_faults(lambda y, memory: block(y, memory, mask=False), 6) == ["future"]
    assert set(NAMES) == {"future", "memory", "order", "examples"}


def test_nudges_find_the_same_dependencies():
    """An output depends on a number where nudging it moves the output: the slow twin of the search."""
    from deepcourse.experiments.course5.broken_blocks import FAULTS, made_block

    for seed, fault in enumerate([None, *FAULTS]):
        block = made_block(seed, faults=[fault] if fault else [])
        y, memory = np.random.default_rng(seed).normal(size=(2, 6, 2, 3))
        base, later, beside = block(y, memory), 0.0, 0.0
        for place in np.ndindex(y.shape):
            nudged = y.copy()
            nudged[place] += 1e-3
            moved = np.abs(block(nudged, memory) - base)
            later = max(later, moved[:, :, : place[2]].max(initial=0))
            beside = max(beside, moved[:, 1 - place[1]].max())
            nudged = memory.copy()
            nudged[place] += 1e-3
            beside = max(beside, np.abs(block(y, nudged) - base)[:, 1 - place[1]].max())
        found = find_faults(block, 6)
        assert ("future" in found) == (later > 1e-9)
        assert ("examples" in found) == (beside > 1e-9)
