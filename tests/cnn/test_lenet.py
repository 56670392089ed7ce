"""The chain of twelve layers is what PyTorch says it is; tables, columns and counts are what they should be."""

import json

import numpy as np
import pytest

from deepcourse.cnn import lenet
from deepcourse.cnn.training import class_cost
from deepcourse.nn.adam_in_place import Adam
from oracles import record_lenet as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["networks"]
networks = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes in recorded.SIZES])


def ours(A, labels, parameters):
    """Return what the recorder asks of PyTorch."""
    Z, caches = lenet.lenet_forward(A, parameters)
    cost, dZ = class_cost(Z, labels)
    said = {"Z": Z, "cost": np.array([cost])} | lenet.lenet_backward(dZ, caches)
    adam, order = Adam(recorded.RATE), np.arange(len(A))
    ways = lenet.lenet_forward, lenet.lenet_backward
    costs = [
        lenet.train_epoch(A, labels, parameters, adam, order, recorded.BATCH, *ways) for _ in range(recorded.EPOCHS)
    ]
    return said | {f"{name} afterwards": value for name, value in parameters.items()} | {"costs": np.array(costs)}


@networks
def test_scores_gradients_and_epochs_are_what_pytorch_recorded(which):
    got = ours(*recorded.network(*recorded.SIZES[which]))
    assert set(got) == set(SAID[which])
    for name, array in got.items():
        np.testing.assert_allclose(recorded.digest(array), SAID[which][name], rtol=1e-6, atol=1e-6, err_msg=name)


def test_lenet_has_the_shapes_and_parameters_that_the_text_says():
    table = lenet.layer_table(lenet.LENET)
    assert [row[1] for row in table[:6]] == [
        (28, 28, 1), (28, 28, 6), (14, 14, 6), (10, 10, 16), (5, 5, 16), (400,)
    ]  # fmt: skip
    assert [row[2] for row in table] == [0, 156, 0, 2416, 0, 0, 48120, 10164, 850]
    assert sum(row[2] for row in table) == 61706 == sum(p.size for p in lenet.initialize(1).values())


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_table_says_what_leaves_each_layer(which):
    A, _, parameters = recorded.network(*recorded.SIZES[which])
    _, height, width, channels, (f, g), dense = recorded.SIZES[which]
    architecture = [
        ("input", height, width, channels[0]), ("conv", channels[1], f, 1, (f - 1) // 2), ("pool", 2, 2),
        ("conv", channels[2], g, 1, 0), ("pool", 2, 2), ("flatten",), *(("dense", n) for n in dense)
    ]  # fmt: skip
    table = lenet.layer_table(architecture)
    _, caches = lenet.lenet_forward(A, parameters)
    assert caches[6][1:] == table[4][1]
    assert [c[0].shape[0] for c in (caches[7], caches[9], caches[11])] == [row[1][0] for row in table[5:8]]
    assert sum(row[2] for row in table) == sum(p.size for p in parameters.values())
    made = lenet.initialize(0, architecture)
    assert {name: p.shape for name, p in made.items()} == {name: p.shape for name, p in parameters.items()}


def test_an_unknown_layer_is_named():
    with pytest.raises(ValueError, match="there is no layer 'dropout'; known are"):
        lenet.layer_table([("input", 4, 4, 1), ("dropout", 2)])


def test_columns_are_pictures_row_by_row_and_there_is_a_way_back():
    A = np.random.default_rng(1).normal(size=(3, 2, 5, 4))
    columns, shape = lenet.flatten(A)
    assert columns.shape == (40, 3)
    np.testing.assert_array_equal(columns[:, 1], A[1].ravel())
    back = lenet.to_pictures(columns, shape)
    np.testing.assert_array_equal(back, A)
    assert back.flags.c_contiguous


def test_answers_do_not_depend_on_the_parts():
    A, _, parameters = recorded.network(*recorded.SIZES[1])
    whole, parts = (lenet.predict(A, parameters, n, lenet.lenet_forward) for n in (99, 2))
    np.testing.assert_array_equal(whole[0], parts[0])
    np.testing.assert_allclose(whole[1], parts[1])
    Z = lenet.lenet_forward(A, parameters)[0]
    np.testing.assert_array_equal(whole[0], Z.argmax(axis=0))
    np.testing.assert_allclose(whole[1], 1 / np.exp(Z - Z.max(axis=0)).sum(axis=0))


def test_confusions_are_counted_one_by_one():
    labels, answers = np.random.default_rng(2).integers(0, 4, size=(2, 50))
    counts = lenet.confusion(labels, answers, 5)
    for k, j in np.ndindex(5, 5):
        assert counts[k, j] == sum(labels[i] == k and answers[i] == j for i in range(50))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_type_of_the_numbers_is_kept(dtype):
    A, labels, parameters = recorded.network(*recorded.SIZES[1])
    narrow = {name: value.astype(dtype) for name, value in parameters.items()}
    Z, caches = lenet.lenet_forward(A.astype(dtype), narrow)
    grads = lenet.lenet_backward(class_cost(Z, labels)[1], caches)
    assert {value.dtype for value in (Z, *grads.values())} == {np.dtype(dtype)}
