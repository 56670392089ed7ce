"""The explorations of optimization_methods say what the reference says, and the race can be started."""

import numpy as np
import pytest

from deepcourse.experiments.course2.landscapes import LANDSCAPES, finish_of, race
from deepcourse.explore.course2 import optimization_methods as course2
from deepcourse.explore.course2 import optimization_methods as explore
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn.optimizers import model
from quiet import SILENT

pytestmark = SILENT

FIRST = ((10**0.25, 10.0, 0.1), 0.9, 0.99)


@pytest.fixture(scope="module")
def made():
    return explore.explore_race()


def test_a_race_is_that_of_the_reference():
    paths = course2.paths_of("saddle", *FIRST)
    for (name, path), rate in zip(paths.items(), (10**0.25, 10.0, 0.1, 0.1), strict=True):
        np.testing.assert_array_equal(path, race(LANDSCAPES[2], name, course2.STEPS, rate, 0.9, 0.99))


@pytest.mark.parametrize(
    ("name", "arrived"),
    [
        ("ravine", {"momentum": 88, "rmsprop": 24, "adam": 90}),
        ("turned ravine", {"momentum": 89}),
        ("saddle", {"gd": 93, "momentum": 77, "rmsprop": 5, "adam": 59}),
        ("plateau", {"momentum": 140, "rmsprop": 143, "adam": 84}),
    ],
)
def test_the_first_race_on_each_hill_ends_as_the_text_says(name, arrived):
    land = next(one for one in LANDSCAPES if one.name == name)
    found = {o: finish_of(land, path) for o, path in course2.paths_of(name, *FIRST).items()}
    assert {o: step for o, step in found.items() if step is not None} == arrived


def test_the_sentence_tells_settings_and_who_is_there(made):
    made.controls["step"].value = 60
    assert made.sentence.value == (
        "ravine, step 60: α 1.78, momentum 10, RMSprop and Adam 0.1, β₁ 0.9, β₂ 0.99; arrived: RMSprop at 24"
    )


def test_a_button_moves_the_step(made):
    assert made.box.children[0] is made.play
    assert (made.play.min, made.play.max) == (made.controls["step"].min, made.controls["step"].max)


def test_moving_the_step_races_only_once(made):
    course2.paths_of.cache_clear()
    for step in (10, 20, 30):
        made.controls["step"].value = step
    assert course2.paths_of.cache_info().misses == 1


def test_a_runner_thrown_out_of_the_landscape_is_drawn_all_the_same(made):
    made.controls["alpha"].value = 10**0.5
    assert "could not be drawn" not in made.sentence.value
    made.controls["alpha"].value = 10**0.25


@pytest.mark.parametrize("size", [16, 64])
def test_a_descent_in_mini_batches_is_that_of_the_trainer(size):
    seen, costs, parameters = course2.descent(size)
    X, Y = course2.pictures()
    dims = [784, course2.UNITS, 1]
    theirs, means = model(X, Y, dims, "gd", course2.RATE, size, course2.EPOCHS, 0.0, course2.SEED)
    np.testing.assert_array_equal(parameters["W1"], theirs["W1"])
    steps = -(-course2.PICTURES // size)
    assert len(costs) == len(seen) == steps * course2.EPOCHS
    sizes = np.diff([*seen, course2.EPOCHS])[:steps] * course2.PICTURES
    assert (costs[:steps] * sizes).sum() / course2.PICTURES == pytest.approx(means[0])


def test_four_times_as_many_examples_halve_the_noise():
    spreads = course2.spreads()
    for size in (1, 4, 16):
        assert spreads[size] / spreads[4 * size] == pytest.approx(2, rel=0.2)


def test_the_sentence_tells_the_cost_of_all_pictures():
    exploration = explore.explore_batch_size()
    exploration.controls["size"].value = 64
    cost = blocks.compute_cost(course2.answers_of(course2.descent(64)[2]), course2.pictures()[1])
    assert exploration.sentence.value.endswith(f"24 steps in 3 epochs, cost of all 500 pictures at the end {cost:.3f}")
