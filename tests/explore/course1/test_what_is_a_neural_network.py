"""What the explorations of the first notebook say; that they draw everywhere, `test_explore` holds for all."""

import pytest

from deepcourse.explore.course1 import what_is_a_neural_network as explore


def test_the_neuron_says_how_wrong_it_is():
    neuron = explore.explore_house_neuron()
    assert "wrong by 132.4 thousand" in neuron.first_sentence
    assert "wrong by 15.4 thousand" in neuron.draw(w=3.1, b=-60)[1]


def test_axes_stay_where_they_are():
    neuron, units = explore.explore_house_neuron(), explore.explore_saturation()
    assert len({str(neuron.draw(w=w, b=b)[0].axes[0].axis()) for w in (-1.0, 6.0) for b in (-200, 200)}) == 1
    assert len({str([ax.axis() for ax in units.draw(z=z)[0].axes]) for z in (-8.0, 0.0, 8.0)}) == 1


@pytest.mark.parametrize(("z", "told"), [(0.0, "0.2500, that of ReLU 0"), (2.0, "0.1050, that of ReLU 1")])
def test_slopes_are_read_out(z, told):
    assert told in explore.explore_saturation().draw(z=z)[1]
