"""The pretrained network: against its original runtime, and its gradients against finite differences."""

import json

import numpy as np
import pytest

from deepcourse.cnn import pretrained as cnn
from deepcourse.datasets import load_pretrained
from oracles import record_pretrained as recorded

SAID = json.loads(recorded.FIXTURE.read_text())
NETWORK = load_pretrained()


@pytest.mark.parametrize("name", recorded.PHOTOGRAPHS)
def test_boxes_and_scores_are_those_of_the_original_runtime(name):
    outs, _ = cnn.run(NETWORK.steps, recorded.picture(name))
    encodings, scores = cnn.detections(NETWORK.steps, outs, len(NETWORK.classes))
    said = SAID[name]
    assert scores.shape == (1917, 24)
    np.testing.assert_allclose(scores[said["places"], said["classes"]], said["scores"], atol=1e-4)
    np.testing.assert_allclose(encodings[said["places"]], said["boxes"], atol=1e-3)
    np.testing.assert_allclose(said["scores"], said["original"], atol=0.04)  # what rounding to int8 has moved


def test_the_surest_things_are_what_a_person_would_say():
    assert {NETWORK.classes[SAID["cat"]["classes"][0]], NETWORK.classes[SAID["coffee"]["classes"][0]]} == {
        "Cat",
        "Coffee cup",
    }
    assert NETWORK.classes[SAID["astronaut"]["classes"][0]] == "Person"


def test_gradients_reach_the_pixels():
    """Through strided, depthwise and added steps; the sizes are odd, so that zeros stand on one side only."""
    rng, upto = np.random.default_rng(0), 14
    steps = [step._replace(W=None if step.W is None else step.W.astype(float)) for step in NETWORK.steps[:upto]]
    X = rng.uniform(-0.9, 0.9, size=(1, 21, 18, 3))
    outs, caches = cnn.run(steps, X)
    weights = {place: rng.normal(size=outs[place].shape) for place in (4, 9, 13)}
    gradient = cnn.to_pixels(steps, caches, weights)
    assert gradient.shape == X.shape
    direction, step = rng.normal(size=X.shape), 1e-6

    def cost(h):
        outs, _ = cnn.run(steps, X + h * direction)
        return sum((outs[place] * w).sum() for place, w in weights.items())

    assert (gradient * direction).sum() == pytest.approx((cost(step) - cost(-step)) / (2 * step), rel=1e-4)


def test_a_depthwise_layer_is_a_layer_for_each_channel():
    from deepcourse.cnn.convolution import conv_forward

    rng = np.random.default_rng(1)
    A, W = rng.normal(size=(2, 7, 8, 3)), rng.normal(size=(3, 3, 3))
    for stride in (1, 2):
        alone = [
            conv_forward(A[..., c : c + 1], W[:, :, c : c + 1, None], np.zeros((1, 1, 1, 1)), stride=stride)[0]
            for c in range(3)
        ]
        np.testing.assert_allclose(cnn.depthwise(A, W, stride), np.concatenate(alone, axis=3))


def test_a_photograph_becomes_what_the_network_wants():
    X = cnn.as_input(np.array([[[0.0, 0.5, 1.0]]]))
    assert X.dtype == np.float32
    np.testing.assert_array_equal(X, [[[[-1, 0, 1]]]])
    assert cnn.as_input(np.zeros((5, 4, 6, 3))).shape == (5, 4, 6, 3)
