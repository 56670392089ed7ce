"""The explorations of classic_networks say what the package counts."""

import pytest

from deepcourse.cnn import summary
from deepcourse.explore.course4 import classic_networks as explore
from quiet import SILENT

pytestmark = SILENT


@pytest.mark.parametrize(
    ("network", "measure", "told"),
    [
        ("LeNet-5", "parameters", "61,706 parameters, 78% of them in dense 120"),
        ("AlexNet", "parameters", "60,965,224 parameters, 62% of them in dense 4096"),
        ("VGG-16", "parameters", "138,357,544 parameters, 74% of them in dense 4096"),
        ("VGG-16", "numbers to keep", "21% of them in conv 224 × 224 × 64"),
    ],
)
def test_what_the_text_says_of_the_costs(network, measure, told):
    assert explore.explore_costs().draw(network, measure)[1].endswith(told)


def test_tables_of_ones_own_can_be_shown():
    table = summary.summarize(summary.vgg((1, 1), size=8, width=2, classes=3))
    figure, sentence = explore.explore_costs({"mine": table}).draw("mine", "parameters")
    assert sentence.startswith(f"mine: {summary.totals(table)[0]:,} parameters")
    assert len(figure.axes) == 1


@pytest.mark.parametrize(("channels", "width", "times"), [((64, 64), 98, "0.99"), ((3, 64), 64, "8.02")])
def test_what_the_text_says_of_stacks(channels, width, times):
    assert explore.explore_stack().draw(7, *channels, width)[1].endswith(f"{times} times as many")
