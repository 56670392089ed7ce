"""The figures of deep_image_classifier show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.explore.course1.deep_image_classifier import recorded_training
from deepcourse.figures.course1 import deep_image_classifier as figures
from deepcourse.figures.course1 import parity
from deepcourse.figures.images import mosaic
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn.deep_network import parity_network
from quiet import SILENT

pytestmark = SILENT

FIRST = blocks.initialize_parameters_deep([784, 20, 1], 1)
LATER = {name: value + 0.1 * np.random.default_rng(1).normal(size=value.shape) for name, value in FIRST.items()}
MODELS = {"one neuron": [(0.88, 0.865)], "two layers": [(0.92, 0.866), (0.93, 0.862)]}
RUNS = {"run 1": [0.7, 0.5, 0.3], "run 2": [0.7, 2.0, np.nan], "run 3": [0.7, np.inf, np.nan], "run 4": [0.7, 0.001]}
GREY = np.linspace(0, 1, 12).reshape(4, 3)

DRAWINGS = {  # figure: how the notebook draws it
    "accuracies": lambda: figures.draw_accuracies(MODELS),
    "first layer": lambda: figures.draw_first_layer(LATER, FIRST),
    "training": lambda: figures.draw_training(recorded_training(20), 20),
    "runs": lambda: figures.draw_runs(RUNS),
    "own picture": lambda: figures.draw_own_picture(GREY, np.ones((784, 1)), 0.999, ("pullover", "coat")),
    "xor": parity.draw_xor,
    "deep": lambda: parity.draw_parity(parity_network(5), [1, 0, 1, 1, 0], title="deep"),
    "shallow": lambda: parity.draw_parity(parity_network(4, "shallow"), [1, 0, 1, 1], title="shallow"),
    "growth": parity.draw_growth,
}
EXCUSED = {"accuracies": {"ylabel"}, "own picture": {"xlabel", "ylabel"}, "deep": {"ylabel"}, "shallow": {"ylabel"}}


def test_means_stand_beside_the_marks():
    texts = [text.get_text() for text in figures.draw_accuracies(MODELS).texts]
    assert texts == ["88.0", "86.5", "92.5", "86.4"]


def test_a_mosaic_holds_every_picture_in_its_place():
    field = mosaic(FIRST["W1"][:6].reshape(-1, 28, 28), 4)
    assert field.shape == (57, 115)
    np.testing.assert_array_equal(field[29:57, 29:57], FIRST["W1"][5].reshape(28, 28))
    assert np.isnan(field[28]).all()
    assert np.isnan(field[29:, 58:]).all()


def test_the_units_shown_are_those_that_the_next_layer_listens_to_most():
    shown = figures.strongest(FIRST, 3)
    assert sorted(np.abs(FIRST["W2"][0]))[-3:] == pytest.approx(sorted(np.abs(FIRST["W2"][0, shown])))


def test_a_run_that_gets_lost_ends_in_a_cross():
    crosses = [line for line in figures.draw_runs(RUNS).lines if line.get_marker() == "X"]
    assert [line.get_xdata()[0] for line in crosses] == [1, 0]
    with pytest.raises(ValueError, match="at most 6"):
        figures.draw_runs({str(i): [1.0] for i in range(7)})


@pytest.mark.parametrize("shape", ["deep", "shallow"])
def test_filled_units_are_those_that_say_1(shape):
    bits, orange = np.array([1, 0, 1, 1]), (0.902, 0.624, 0.0)
    layers = parity_network(4, shape)
    *_, said = parity.draw_parity(layers, bits).collections
    assert tuple(said.get_facecolor()[0][:3].round(3)) == orange  # three ones: odd
    *_, said = parity.draw_parity(layers, [1, 0, 1, 0]).collections
    assert tuple(said.get_facecolor()[0][:3]) == (1, 1, 1)


def test_an_answer_is_never_said_to_be_certain():
    labels = [text.get_text() for text in DRAWINGS["own picture"]()[2].texts]
    assert labels == ["under 1 %", "over 99 %"]
