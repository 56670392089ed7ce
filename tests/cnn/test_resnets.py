"""What residual networks cost, against networks that PyTorch ran."""

import json
from functools import partial

import pytest

from deepcourse.cnn import resnets
from oracles import record_blocks as recorded

SAID = json.loads(recorded.FIXTURE.read_text())


def totals(table):
    return [sum(row[3] for row in table), sum(row[4] for row in table)]


@pytest.mark.parametrize("name", resnets.ARCHITECTURES)
def test_parameters_and_multiply_adds_are_those_that_pytorch_counted(name):
    assert totals(resnets.resnet_table(*resnets.ARCHITECTURES[name])) == SAID["networks"][name]


def test_the_stride_in_the_first_convolution_saves_multiply_adds():
    cost = partial(resnets.bottleneck_cost, stride_first=True)
    table = resnets.resnet_table(*resnets.ARCHITECTURES["ResNet-50"], cost)
    assert totals(table) == SAID["stride first"]
    assert round(totals(table)[1] / 1e9, 2) == 3.86


def test_shapes_go_through_the_stages_as_in_table_1_of_the_paper():
    rows = resnets.resnet_table(*resnets.ARCHITECTURES["ResNet-50"])
    assert [row[1:3] for row in rows] == [(112, 64), (56, 256), (28, 512), (14, 1024), (7, 2048), (1, 1000)]
