"""The figures of building_blocks show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.exercises.course1.building_blocks.networks import examples, network
from deepcourse.experiments.course1.signal_sizes import backward_without_gate, relative_difference, signal_sizes
from deepcourse.figures.course1 import building_blocks as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import building_blocks as nn
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(5)
DIMS = [3, 4, 2, 1]
X, Y = examples(RNG, 3, 5)
PARAMETERS = network(RNG, [3, 5, 4, 3, 1])
SIZES = {name: signal_sizes(X, Y, [3, 8, 8, 8, 1], scale) for name, scale in
         {"zero": 0.0, "1/√n": 1.0, "10 times 1/√n": 10.0}.items()}  # fmt: skip
DIFFERENCES = {"right": {"dW1": 1e-11, "db1": 0.0}, "wrong": {"dW1": 0.3, "db1": 1e-11}}


def opened():
    _, axes = new_figure(2, 1, height=5.6)
    arrays = {"A": np.ones((4, 3)), "W": -np.ones((2, 4)), "b": np.ones((2, 1)), "Z": np.ones((2, 3))}
    return figures.draw_opened(3, ("backward", 2), arrays, "Z = W A + b", axes)


DRAWINGS = {  # figure: how the notebook draws it
    "layers": lambda: figures.draw_layers(DIMS),
    "blocks": lambda: figures.draw_blocks(3),
    "four blocks": lambda: figures.draw_blocks(4, opened=("forward", 1)),
    "opened": opened,
    "differences": lambda: figures.draw_differences(DIFFERENCES),
    "sizes": lambda: figures.draw_sizes(SIZES, new_figure(1, 2, height=3.5)[1], ", 4 layers"),
}


def test_layers_tell_the_shapes_of_their_parameters():
    told = " ".join(text.get_text() for text in figures.draw_layers(DIMS).texts)
    assert [shape for shape in ("(4, 3)", "(2, 4)", "(1, 2)") if shape not in told] == []
    assert len(figures.draw_layers(DIMS).lines) == 3 * 4 + 4 * 2 + 2 * 1


def test_sizes_are_drawn_as_given_and_zero_on_the_floor():
    axes = figures.draw_sizes(SIZES, new_figure(1, 2, height=3.5)[1])
    for which, ax in enumerate(axes):
        for line, forward_backward in zip(ax.lines, SIZES.values(), strict=True):
            np.testing.assert_allclose(line.get_ydata(), np.clip(forward_backward[which], *figures.SIZES))


def test_sizes_are_those_of_the_forward_and_backward_pass():
    forward, backward = signal_sizes(X, Y, DIMS, scale=2.0, seed=4)
    parameters = {name: 2.0 * value for name, value in nn.initialize_parameters_deep(DIMS, 4).items()}
    AL, caches = nn.L_model_forward(X, parameters)
    dZ2 = parameters["W3"].T @ (AL - Y) * (caches[1][1] > 0)
    dZ1 = parameters["W2"].T @ dZ2 * (caches[0][1] > 0)
    wanted = [np.sqrt(np.mean(dZ**2)) for dZ in (dZ1, dZ2, AL - Y)]
    np.testing.assert_allclose(backward, wanted)
    np.testing.assert_allclose(forward[2], np.sqrt(np.mean(caches[2][0][0] ** 2)))


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_forgotten_gate_spoils_its_layer_and_those_below(layer):
    AL, caches = nn.L_model_forward(X, PARAMETERS)
    right, wrong = nn.L_model_backward(AL, Y, caches), backward_without_gate(AL, Y, caches, layer)
    for number in range(1, 5):
        far = relative_difference(right[f"dW{number}"], wrong[f"dW{number}"])
        assert far == 0 if number > layer else far > 1e-3


def test_a_relative_difference_of_nothing_is_zero():
    assert relative_difference(np.zeros(3), np.zeros(3)) == 0
