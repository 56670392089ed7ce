"""The figures of what_a_framework_does: readable at every moment, true to their numbers, no two arrows crossing."""

import itertools

import numpy as np
import pytest

from arrows import cross, misplaced, pieces, through
from deepcourse.explore.course2.what_a_framework_does import one_layer
from deepcourse.figures.course2 import tensor_graph
from deepcourse.figures.course2 import what_a_framework_does as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.tensor import Tensor
from quiet import SILENT
from seen import complaints

pytestmark = SILENT

RNG = np.random.default_rng(1)
LAYER = {"W": RNG.normal(size=(2, 3)), "X": RNG.normal(size=(3, 4)), "b": np.zeros((2, 1))}


def two_layers(X, W1, b1, W2):
    return (W2 @ (W1 @ X + b1).tanh()).softplus().mean()


def many(a, v):
    return (3 - a / v).sigmoid().relu().sum(1) + v.log().mean()


GRAPHS = {  # expression, and arrays for it: that of the notebook first
    "one layer": (one_layer, LAYER),
    "a stretched column": (lambda A, b: (A + b).sum(), {"A": np.ones((2, 3)), "b": np.ones((2, 1))}),
    "two layers": (
        two_layers,
        dict(zip(("X", "W1", "b1", "W2"), map(np.ones, ((2, 5), (4, 2), (4, 1), (1, 4))), strict=True)),
    ),
    "used twice": (lambda x: (x * x + 2 * x).exp().mean(0), {"x": np.array([[0.1, 0.2], [0.3, 0.4]])}),
    "numbers": (lambda w: (w - 5) ** 2, {"w": 0.0}),
    "many": (many, {"a": 9 * np.ones((3, 2)), "v": [1.0, 2.0]}),
}
each_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))
SECONDS = {"by hand": RNG.uniform(30e-6, 40e-6, 20), "our engine": RNG.uniform(80e-6, 100e-6, 20)}
PATHS = {"clear, forward, backward, step": [0, 1, 1.8], "never cleared": [0, 1, 2.8], "forward only once": [0, 1, 2]}


def descent():
    axes = new_figure(1, 2, height=3.7, margins={"left": 0.08, "right": 0.985, "bottom": 0.15, "wspace": 0.28})[1]
    return figures.draw_descent((1.0, -10.0, 25.0), 5 - 5 * 0.8 ** np.arange(21), 0.1, axes)


DRAWINGS = {  # figure: how the notebook draws it
    "stretched": lambda: figures.draw_stretched(
        np.array([[10.0], [20.0]]), np.arange(1.0, 7).reshape(2, 3), np.array([[1.0, 2, 3], [10, 20, 30]])
    ),
    "steps": lambda: figures.draw_steps(PATHS, 5.0, "The same program, with two mistakes"),
    "times": lambda: figures.draw_times(SECONDS, "One step"),
    "descent": descent,
}
EXCUSED = {"times": {"ylabel"}}


@each_graph
def test_a_graph_can_be_read_at_every_moment_and_keeps_its_size(graph):
    walk, sizes = tensor_graph.walk_of(*graph), set()
    for moment in range(2 * len(walk.senders) + 1):
        figure = new_figure(0, pyplot=False, margins={"left": 0, "right": 1})[0]
        ax = tensor_graph.draw_tensor_graph(walk, moment, figure)
        assert complaints(figure) == [], moment
        assert misplaced(ax, walk.layout) == [], moment
        sizes.add(tuple(figure.get_size_inches()))
    assert len(sizes) == 1


@each_graph
def test_no_two_arrows_cross_and_none_runs_through_a_box(graph):
    layout = tensor_graph.walk_of(*graph).layout
    pairs = itertools.combinations(pieces(layout), 2)
    assert [(one, other) for one, other in pairs if one[0] != other[0] and cross(one, other)] == []
    assert [(p, b) for p in pieces(layout) for b in layout.places if through(p, b)] == []


@each_graph
def test_the_drawn_gradients_are_the_engines(graph):
    expression, arrays = graph
    tensors = {name: Tensor(array) for name, array in arrays.items()}
    expression(**tensors).backward()
    steps = {step.name: step for step in tensor_graph.trace(*graph)}
    for name, tensor in tensors.items():
        np.testing.assert_allclose(steps[name].tensor.grad, tensor.grad, rtol=1e-12, atol=1e-14)


def test_boxes_say_what_was_typed_and_arrows_what_flows():
    walk = tensor_graph.walk_of(one_layer, LAYER)
    titles = [step.title for step in walk.senders[::-1]]
    assert titles == ["W @ X", "u + b", "tanh v", "mean of p"]
    b = next(step for step in walk.senders if step.title == "u + b")
    assert (b.sent, [p.shape for p in b.parents]) == (((2, 4), (2, 4)), [(2, 4), (2, 1)])


@pytest.mark.parametrize(
    ("expression", "told"),
    [(lambda x: x, "computes nothing"), (lambda x: sum([x] * 40, x), "at most 24")],
)
def test_what_cannot_be_drawn_is_refused(expression, told):
    with pytest.raises(ValueError, match=told):
        tensor_graph.trace(expression, {"x": np.ones(2)})


def test_sums_of_rows_stand_beside_what_the_copies_get():
    numbers = [text.get_text() for text in DRAWINGS["stretched"]().texts]
    assert {"6", "60", "db", "dR"} <= set(numbers)


def test_times_are_medians_and_ratios():
    shown = [text.get_text() for text in DRAWINGS["times"]().texts]
    ratio = np.median(SECONDS["our engine"]) / np.median(SECONDS["by hand"])
    assert shown[0].endswith("1.0 times")
    assert shown[1].endswith(f"{ratio:.1f} times")
