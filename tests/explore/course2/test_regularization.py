"""The explorations of regularization say what the reference says."""

import numpy as np

from deepcourse.explore.course2 import regularization as course2
from deepcourse.explore.course2 import regularization as explore
from deepcourse.nn.deep_network import predict
from quiet import SILENT

pytestmark = SILENT

STEPS = 60


def test_the_border_stands_first_where_nothing_holds_the_network_back():
    made = explore.explore_regularization(STEPS)
    X, Y, X_new, Y_new = course2.points()
    network = course2.trained(STEPS)[0][0.0, 1.0]
    train, new = (np.mean(predict(*pair) == labels) for pair, labels in (((X, network), Y), ((X_new, network), Y_new)))
    told = f"lambda 0, keep_prob 1: {train:.1%} of the training points right, {new:.1%} of 1000 new points"
    assert made.first_sentence == told


def test_moving_the_sliders_trains_nothing_anew():
    course2.trained.cache_clear()
    made = explore.explore_regularization(STEPS)
    for value in made.controls["lambd"].options:
        made.controls["lambd"].value = value
    made.controls["keep_prob"].value = 0.6
    assert course2.trained.cache_info().misses == 1
    assert made.sentence.value.startswith("lambda 3, keep_prob 0.6: ")


def test_a_larger_penalty_means_smaller_weights_and_more_sums_in_the_linear_zone():
    networks, X = course2.trained_tanh(600), course2.points()[0]
    sizes = [np.linalg.norm(p["W1"]) for p in networks.values()]
    assert sizes == sorted(sizes, reverse=True)
    shares = [np.mean(np.abs(p["W1"] @ X + p["b1"]) < 0.5) for p in networks.values()]
    assert shares[0] < 0.6 < 0.95 < shares[-1]
    assert "of the sums between -0.5 and 0.5" in explore.explore_linear_zone(600).first_sentence


def test_dropped_units_are_those_of_the_random_numbers():
    made = explore.explore_dropout()
    made.controls["keep_prob"].value, made.controls["step"].value = 0.4, 7
    kept = [(numbers[7] < 0.4).sum() for numbers in course2.drawn()]
    assert made.sentence.value.startswith(f"step 7: layer 1 keeps {kept[0]} of 6, layer 2 keeps {kept[1]} of 5")
    assert "multiplied by 2.50" in made.sentence.value
    made.controls["keep_prob"].value = 1.0
    assert "layer 1 keeps 6 of 6, layer 2 keeps 5 of 5" in made.sentence.value
