"""Convolution along time against PyTorch's digests and SciPy; filters, stacks and leaks against plain definitions."""

import itertools
import json

import numpy as np
import pytest
from scipy.signal import correlate

from deepcourse.cnn import signals
from deepcourse.datasets.course4.heartbeat import load_heartbeat
from oracles.record_dimensions import CAUSAL, FIXTURE, SIGNALS, causal_layer, digest, gradient_of, signal_layer

SAID = json.loads(FIXTURE.read_text())


@pytest.mark.parametrize("place", range(len(SIGNALS)))
def test_one_dimension_agrees_with_pytorch(place):
    A_prev, W, b, options = signal_layer(*SIGNALS[place])
    Z, cache = signals.conv1d_forward(A_prev, W, b, **options)
    dA_prev, dW, db = signals.conv1d_backward(gradient_of(Z), cache)
    for name, array in {"Z": Z, "dA_prev": dA_prev, "dW": dW, "db": db}.items():
        np.testing.assert_allclose(digest(array), SAID["signals"][place][name], rtol=1e-9, err_msg=name)


@pytest.mark.parametrize("place", range(len(CAUSAL)))
def test_causal_convolution_agrees_with_pytorch(place):
    A_prev, W, b, dilation = causal_layer(*CAUSAL[place])
    Z, _ = signals.causal_conv1d_forward(A_prev, W, b, dilation=dilation)
    np.testing.assert_allclose(digest(Z), SAID["causal"][place], rtol=1e-9)


def test_one_channel_agrees_with_scipy():
    signal, w = load_heartbeat().signal[:500], np.array([1.0, -2.0, 0.5, 3.0])
    Z, _ = signals.conv1d_forward(signal.reshape(1, -1, 1), w.reshape(-1, 1, 1), np.zeros((1, 1, 1)))
    np.testing.assert_allclose(Z.ravel(), correlate(signal, w, "valid"))


def test_the_beat_filter_meets_its_conditions_with_the_fewest_squares():
    rng = np.random.default_rng(1)
    for f in (3, 4, 9, 41):
        template = rng.normal(size=f)
        rows = np.stack([np.ones(f), np.arange(f), template])
        w = signals.beat_filter(template).ravel()
        np.testing.assert_allclose(rows @ w, [0, 0, 1], atol=1e-8)
        np.testing.assert_allclose(w, np.linalg.pinv(rows) @ [0, 0, 1], rtol=1e-6, atol=1e-9)


def seen(dilations, f):
    """Return all steps back, by listing every way through the layers."""
    return {sum(tap * d for tap, d in zip(taps, dilations, strict=True)) for taps in
            itertools.product(range(f), repeat=len(dilations))}  # fmt: skip


@pytest.mark.parametrize(("field", "f"), [(1, 2), (2, 2), (9, 2), (27, 3), (28, 3), (64, 4), (125, 5)])
def test_a_stack_sees_its_field_with_the_fewest_layers(field, f):
    dilations = signals.dilations_for(field, f)
    assert set(range(field)) <= seen(dilations, f)
    assert f ** (len(dilations) - 1) < field or not dilations


def test_leaks_are_those_of_shared_samples():
    rng = np.random.default_rng(2)
    recording, start, in_test = rng.integers(3, size=30), rng.integers(90, size=30), rng.random(30) < 0.4
    samples = [{(r, s + k) for k in range(7)} for r, s in zip(recording, start, strict=True)]
    train = set().union(*(samples[i] for i in np.flatnonzero(~in_test)))
    leaked = [i for i in np.flatnonzero(in_test) if samples[i] & train]
    assert leaked
    np.testing.assert_array_equal(signals.leaked_windows(recording, start, 7, in_test), leaked)
