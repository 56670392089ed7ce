"""The costs of style transfer against PyTorch, nudges, and what must hold of any picture."""

import json

import numpy as np
import pytest

from deepcourse.cnn import style
from deepcourse.cnn.pretrained import run
from deepcourse.datasets import load_pretrained
from oracles import record_style as recorded
from oracles.record_convolution import digest

SAID = json.loads(recorded.FIXTURE.read_text())["places"]
RNG = np.random.default_rng(1)


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("which", range(len(recorded.PLACES)))
def test_the_total_cost_and_its_gradients_are_what_pytorch_recorded(which):
    place, said = recorded.PLACES[which], SAID[which]
    content, layers = recorded.activations(place)
    options = {"alpha": recorded.ALPHA, "beta": recorded.BETA}
    same(style.total_cost(content, layers, recorded.WEIGHTS, **options), said["cost"])
    gradients = style.total_gradients(place, content, layers, recorded.WEIGHTS, **options)
    assert {str(layer) for layer in gradients} == set(said["gradients"])
    for layer, gradient in gradients.items():
        same(digest(gradient), said["gradients"][str(layer)])


def test_other_positions_have_the_same_style_and_another_content():
    A = RNG.uniform(0.1, 1, size=(3, 5, 4))
    B = style.same_gram(A)
    same(style.gram_matrix(A), style.gram_matrix(B))
    assert style.layer_style_cost(A, B) < 1e-20
    assert style.content_cost(A, B) > 0.01


def test_gradients_keep_single_precision():
    a_S, a_G = RNG.normal(size=(2, 3, 4, 2)).astype(np.float32)
    assert style.layer_style_gradient(a_S, a_G).dtype == style.content_gradient(a_S, a_G).dtype == np.float32


@pytest.mark.parametrize("seed", range(3))
def test_pixels_get_the_slope_of_the_cost(seed):
    """In double precision: in single precision, the rounding of two costs is a few per cent of their difference."""
    rng, layers = np.random.default_rng(seed), (0, 4)
    steps = [step._replace(W=None if step.W is None else step.W.astype(float)) for step in load_pretrained().steps[:5]]
    X, other = rng.uniform(0.2, 0.8, size=(2, 16, 24, 3))
    S, _ = style.features(steps, other, layers)
    weights, direction, h = style.balanced_weights(S), rng.normal(size=X.shape), 1e-6

    def cost(picture):
        outs, _ = run(steps, 2 * picture[None] - 1)
        return style.style_cost({layer: (S[layer], outs[layer][0]) for layer in layers}, weights)

    G, caches = style.features(steps, X, layers)
    gradients = {layer: weights[layer] * style.layer_style_gradient(S[layer], G[layer]) for layer in layers}
    slope = (cost(X + h * direction) - cost(X - h * direction)) / (2 * h)
    assert np.sum(style.picture_gradient(steps, caches, gradients) * direction) == pytest.approx(slope, rel=1e-4)


def test_painting_comes_near_what_the_gradient_points_at():
    X, target = RNG.uniform(size=(2, 4, 5, 3))
    pictures = style.paint(X, lambda picture: picture - target, steps=60, learning_rate=0.01)
    assert len(pictures) == 61
    assert np.abs(pictures[-1] - target).max() < 0.05
    assert pictures[0] is X


def test_painted_pictures_stay_in_range():
    pictures = style.paint(RNG.uniform(size=(3, 4, 3)), lambda picture: picture + 1, steps=5, learning_rate=0.4)
    assert (pictures[-1] == 0).all()


def test_balanced_weights_sum_to_one_and_give_every_layer_the_same_say():
    S = {layer: 10.0**layer * RNG.normal(size=(3, 4, 2 + layer)) for layer in range(3)}
    weights = style.balanced_weights(S)
    assert sum(weights.values()) == pytest.approx(1)
    say = [weights[layer] * style.layer_style_cost(a, np.zeros_like(a)) for layer, a in S.items()]
    np.testing.assert_allclose(say, say[0])


def test_the_variation_has_the_gradient_that_nudges_measure():
    X, direction = RNG.uniform(size=(2, 4, 5, 3))
    slope = (style.variation(X + 1e-6 * direction)[0] - style.variation(X - 1e-6 * direction)[0]) / 2e-6
    assert np.sum(style.variation(X)[1] * direction) == pytest.approx(slope, rel=1e-6)
