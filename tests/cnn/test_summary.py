"""What networks cost, against networks that PyTorch ran, and against the papers' own totals."""

import itertools
import json
import math

import pytest

from deepcourse.cnn import summary
from oracles import record_summary as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["networks"]
ONE_GROUP = [layer[:5] if layer[0] == "conv" else layer for layer in summary.ALEXNET]
ARCHITECTURES = {name: layers for name, layers in summary.NETWORKS.items() if name != "VGG-16"}
ARCHITECTURES |= {"AlexNet, one group": ONE_GROUP}
ARCHITECTURES |= {f"VGG {name}": summary.vgg(counts) for name, counts in summary.VGG_COUNTS.items()}


@pytest.mark.parametrize("name", SAID)
def test_totals_are_those_that_pytorch_counted(name):
    learned, work = summary.totals(summary.summarize(ARCHITECTURES[name]))
    assert (learned, work) == (SAID[name]["parameters"], SAID[name]["multiply_adds"])


@pytest.mark.parametrize("name", [name for name in SAID if name != "GoogLeNet"])
def test_shapes_are_those_that_pytorch_saw(name):
    rows = [list(row[1]) for row in summary.summarize(ARCHITECTURES[name]) if row[0] in ("conv", "depthwise", "dense")]
    assert rows == SAID[name]["shapes"]


def test_the_modules_of_googlenet_have_the_shapes_of_table_1_of_the_paper():
    shapes = [row[1] for row in summary.summarize(summary.GOOGLENET) if row[0] == "branches"]
    assert [shape[0] for shape in shapes] == [28, 28, 14, 14, 14, 14, 14, 7, 7]
    assert [shape[2] for shape in shapes] == [256, 480, 512, 512, 512, 528, 832, 832, 1024]


def test_the_papers_totals():
    learned = {name: summary.totals(summary.summarize(layers)) for name, layers in ARCHITECTURES.items()}
    assert [round(learned[f"VGG {name}"][0] / 1e6) for name in "ABDE"] == [133, 133, 138, 144]  # their table 2
    assert 60e6 < learned["AlexNet"][0] < 61e6  # "60 million parameters"
    assert round(learned["MobileNet"][0] / 1e6, 1) == 4.2  # their table 4, as the next
    assert round(learned["MobileNet"][1] / 1e6) == 569


@pytest.mark.parametrize("layer", [("conv", 4, 3, 1, 1, 2), ("conv", 3, 3, 1, 1, 2)])
def test_groups_that_do_not_divide_raise(layer):
    with pytest.raises(ValueError, match="2 groups"):
        summary.layer_cost(layer, (8, 8, 5 if layer[1] == 4 else 4))


def test_branches_of_different_sizes_raise():
    with pytest.raises(ValueError, match="same height and width"):
        summary.layer_cost(("branches", [("pool", 2, 2)], [("pool", 1, 1)]), (8, 8, 3))


def test_an_unknown_layer_raises():
    with pytest.raises(ValueError, match="no layer 'dropout'"):
        summary.layer_cost(("dropout", 0.5), (8, 8, 3))


def test_a_depthwise_layer_has_as_many_groups_as_channels():
    depthwise, grouped = ("depthwise", 3, 2, 1), ("conv", 6, 3, 2, 1, 6)
    assert summary.layer_cost(depthwise, (9, 7, 6)) == summary.layer_cost(grouped, (9, 7, 6))


def test_branches_without_layers_pass_their_input_on():
    assert summary.layer_cost(("branches", [], [("conv", 2, 1, 1, 0)]), (4, 5, 3)) == ((4, 5, 5), 8, 120)


@pytest.mark.parametrize("f", [5, 7, 9, 11])
@pytest.mark.parametrize("channels", [(1, 1), (3, 64), (64, 64), (96, 20)])
def test_one_more_filter_in_a_widest_stack_is_too_many(f, channels):
    width = summary.widest_stack(f, *channels)

    def weights(width):
        sizes = (channels[0], *[width] * ((f - 1) // 2 - 1), channels[1])
        return sum(9 * a * b for a, b in itertools.pairwise(sizes))

    assert weights(width) <= f * f * math.prod(channels) < weights(width + 1)


def test_an_audit_blames_a_mistake_once():
    layers = summary.LENET_5
    stated = summary.summarize(layers)
    assert summary.audit(layers, stated) == []
    stated[1] = ("conv", (24, 24, 6), 156, 86400)
    stated[2] = ("pool", (12, 12, 6), 0, 0)
    assert summary.audit(layers, stated) == [1, 3]  # the third is right for (14, 14, 6), which is not stated


def test_leaders_of_equal_rows_are_the_first():
    table = [("input", (9, 9, 9), 0, 0), ("a", (2, 2, 2), 5, 7), ("b", (8,), 5, 7), ("c", (2, 3, 2), 1, 1)]
    assert summary.leaders(table) == (1, 1, 3)
