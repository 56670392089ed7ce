"""The explorations of building_blocks say what the reference says."""

import numpy as np
import pytest

from deepcourse.explore.course1 import building_blocks as course1
from deepcourse.explore.course1 import building_blocks as explore
from deepcourse.nn import building_blocks as nn
from quiet import SILENT

pytestmark = SILENT

LAYERS = range(1, len(course1.LAYER_DIMS))


@pytest.mark.parametrize("x1", [-3.0, 0.0, 2.0])
@pytest.mark.parametrize("layer", LAYERS)
def test_an_opened_backward_block_shows_the_gradients_of_the_network(layer, x1):
    AL, caches = course1.blocks_at(x1)
    grads = nn.L_model_backward(AL, course1.LABELS, caches)
    arrays, _ = course1.inside_backward(layer, AL, caches)
    np.testing.assert_array_equal(arrays[f"dW[{layer}]"], grads[f"dW{layer}"])
    np.testing.assert_array_equal(arrays[f"db[{layer}]"], grads[f"db{layer}"])


@pytest.mark.parametrize("layer", LAYERS)
def test_an_opened_forward_block_shows_what_it_computes(layer):
    AL, caches = course1.blocks_at(1.0)
    (_, came), (_, W), (_, b), (_, Z), (_, A) = course1.inside_forward(layer, AL, caches)[0].items()
    np.testing.assert_allclose(Z, W @ came + b)
    kind = "sigmoid" if layer == LAYERS[-1] else "relu"
    np.testing.assert_allclose(A, nn.linear_activation_forward(came, W, b, kind)[0])


def test_the_sentence_tells_shapes_and_cost():
    made = explore.explore_blocks()
    made.controls["direction"].value = "backward"
    made.controls["layer"].value = 2
    assert made.sentence.value.startswith("layer 2, backward: dA[2] (2, 3), dZ[2] (2, 3), dW[2] (2, 4), db[2] (2, 1)")
    AL, _ = course1.blocks_at(made.controls["x1"].value)
    assert made.sentence.value.endswith(f"cost {nn.compute_cost(AL, course1.LABELS):.3f}")


def test_every_unit_of_the_small_network_answers_somewhere_and_is_silent_somewhere():
    opened = [course1.blocks_at(x1)[1] for x1 in np.arange(-3, 3.5, 0.5)]
    for layer in LAYERS[:-1]:
        Z = np.hstack([caches[layer - 1][1] for caches in opened])
        assert (Z > 0).any(axis=1).all()
        assert (Z < 0).any()


def test_the_scale_at_which_signals_keep_their_size_is_the_one_of_the_text():
    forward, _ = course1.sizes_at(20, 100, 1.4)
    assert 0.5 < forward[-1] / forward[1] < 2
    assert course1.sizes_at(20, 100, 1.0)[0][-1] < 0.01 < 10 < course1.sizes_at(20, 100, 1.8)[0][-1]


def test_sizes_are_computed_once():
    course1.sizes_at.cache_clear()
    made = explore.explore_signal_size()
    for scale in (1.4, 1.0, 1.4):
        made.controls["scale"].value = scale
    assert course1.sizes_at.cache_info().misses == 2
