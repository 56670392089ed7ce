"""The figures of derivatives_and_computation_graphs: readable, true, no arrow through a box, no two arrows crossing."""

import itertools

import numpy as np
import pytest

from arrows import cross, misplaced, pieces, through
from deepcourse.exercises.course1.derivatives_and_computation_graphs.programs import random_program
from deepcourse.figures.course1 import derivatives_and_computation_graphs as figures
from deepcourse.figures.course1 import graph_layout
from deepcourse.figures.course1.graph_layout import BOX, lay_out, trace
from deepcourse.figures.style import WIDTH, new_figure
from deepcourse.nn.autodiff import Value, numerical_derivative
from quiet import SILENT
from seen import complaints

pytestmark = SILENT


def used_twice(a, b):
    u = a * b
    return u + 5 * u


def loss(w, b):
    z = 3 * w + b
    return (1 + z.exp()).log() - 1 * z


def loss_of_two_inputs(w1, w2, b):
    z = 2 * w1 - w2 + b
    return (1 + z.exp()).log() - 0 * z


def loss_with_data(w, x, b, y):
    z = w * x + b
    return (1 + z.exp()).log() - y * z


def log_loss(w, b):
    a = 1 / (1 + (-(3 * w + b)).exp())
    return -(0.25 * a.log() + 0.75 * (1 - a).log())


GRAPHS = {  # expression, and numbers for it: those of the notebook first
    "J = 3 (a + b c)": (lambda a, b, c: 3 * (a + b * c), {"a": 5, "b": 3, "c": 2}),
    "used twice": (used_twice, {"a": 2, "b": 3}),
    "logistic loss": (loss, {"w": 0.5, "b": -2}),
    "b c a": (lambda a, b, c: b * c * a, {"a": 5, "b": 3, "c": 2}),
    "(a + b) / c": (lambda a, b, c: (a + b) / c, {"a": 5, "b": 3, "c": 2}),
    "logistic loss, two inputs": (loss_of_two_inputs, {"w1": 0.5, "w2": -1.5, "b": 1}),
    "logistic loss with its data": (loss_with_data, {"w": 0.5, "x": 3, "b": -2, "y": 1}),
    "log loss": (log_loss, {"w": 0.5, "b": -1}),
    "twice the same": (lambda x: x * x + x, {"x": 3}),
    "one neuron": (lambda x, w, b: (w * x + b).tanh(), {"x": 1.5, "w": -2, "b": 0.1}),
    "two hidden units": (lambda x, v, w: (v * x).tanh() + (w * x).relu() ** 2, {"x": 1.5, "v": -2, "w": 0.1}),
}
each_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))
NONE = {"left": 0, "right": 1}
NUDGES = 10.0 ** -np.arange(0, 15.01, 0.5)
CURVES = {"f(a) = a²": np.square, "f(a) = log a": np.log}


DRAWINGS = {  # figure: how the notebook draws it
    "slopes": lambda: figures.draw_slopes(CURVES, {"f(a) = a²": (1, 3), "f(a) = log a": (0.5, 3)}),
    "line": lambda: figures.draw_slopes({"f(a) = 3a": lambda a: 3 * a}, {"f(a) = 3a": (1, 3)}),
    "errors": lambda: figures.draw_errors(NUDGES, {"one side": NUDGES, "two sides": NUDGES**2}, "Error"),
    "nudge": lambda: figures.draw_nudge("a²", np.square, lambda a: 2 * a, 2.0, 1.0, limits=(-4, 16)),
}


@each_graph
def test_a_graph_can_be_read_at_every_step(graph):
    ordered = trace(*graph)
    for done in range(len(figures.senders(ordered)) + 1):
        ax = figures.draw_graph(ordered, done, new_figure(0, pyplot=False, margins=NONE)[0])
        assert complaints(ax.figure) == [], done
        assert misplaced(ax, lay_out(ordered)) == [], done


def test_a_message_upon_an_arrow_and_a_drawing_wider_than_the_page_are_noticed():
    ordered = trace(*GRAPHS["used twice"])
    layout, figure = lay_out(ordered), new_figure(0, pyplot=False, margins=NONE)[0]
    ax = figures.draw_graph(ordered, 1, figure, layout)
    (x, y), (u, v) = layout.arrows[0][2][-2:]
    ax.text((x + u) / 2, (y + v) / 2, "1", gid="message")
    assert misplaced(ax, layout) == ["'1' upon an arrow"]
    figure.set_size_inches(9.1, 3)
    assert "910 pixels wide" in misplaced(ax, layout)


def test_a_graph_too_wide_for_the_page_is_broken_into_rows():
    """The one computed number that both rows need, z, stands in both; an input stands where it is first used."""
    layout = lay_out(trace(*GRAPHS["logistic loss"]))
    assert [step.name for step, _ in layout.again] == ["v"]
    left = {step.name: y for step, (x, y) in layout.boxes.items() if x == BOX[0] / 2}
    assert set(left) == {"w", "b"}
    deep = lay_out(trace(lambda a, b: sum((b * k for k in range(1, 12)), start=a).tanh() + b, {"a": 1, "b": 2}))
    assert len({x for x, _ in deep.places}) == graph_layout.COLUMNS
    assert deep.width <= WIDTH


# --- boxes and arrows -----------------------------------------------------------------------------------------------


@each_graph
def test_no_two_boxes_overlap_and_no_arrow_runs_through_a_box(graph):
    layout = lay_out(trace(*graph))
    for (x, y), (u, v) in itertools.combinations(layout.places, 2):
        assert abs(x - u) >= BOX[0] or abs(y - v) >= BOX[1]
    assert [(p, b) for p in pieces(layout) for b in layout.places if through(p, b)] == []


@each_graph
def test_no_two_arrows_cross_or_touch(graph):
    layout = lay_out(trace(*graph))
    pairs = itertools.combinations(pieces(layout), 2)
    assert [(one, other) for one, other in pairs if one[0] != other[0] and cross(one, other)] == []


@each_graph
def test_arrows_join_the_sides_of_their_boxes_from_left_to_right(graph):
    layout = lay_out(trace(*graph))
    assert len(layout.arrows) == sum(len(step.parents) for step in layout.boxes)
    for step, i, way in layout.arrows:
        parent, (u, v) = step.parents[i], layout.boxes[step]
        stands = [layout.boxes[parent], *(place for one, place in layout.again if one is parent)]
        assert [
            x + BOX[0] / 2 == pytest.approx(way[0][0]) and abs(way[0][1] - y) < BOX[1] / 2 for x, y in stands
        ].count(True) == 1
        assert way[-1][0] == pytest.approx(u - BOX[0] / 2)
        assert abs(way[-1][1] - v) < BOX[1] / 2
        assert all(p[0] < q[0] for p, q in itertools.pairwise(way))


def test_crossings_that_can_be_seen_are_noticed():
    assert cross((0, (0, 0), (1, 1)), (1, (0, 1), (1, 0)))
    assert not cross((0, (0, 0), (1, 0)), (1, (0, 1), (1, 1)))
    assert through((0, (0, 0), (4, 0)), (2, 0))
    assert graph_layout.crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")]) == 1
    assert graph_layout.fewest_crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])[1] == ["d", "c"]


def test_a_layer_too_large_for_all_orders_is_ordered_by_means():
    left, right = [f"a{i}" for i in range(9)], [f"b{i}" for i in range(9)]
    links = [(f"a{i}", f"b{8 - i}") for i in range(9)]
    layers = graph_layout.fewest_crossings([left, right], links)
    assert graph_layout.crossings(layers, links) == 0


# --- numbers --------------------------------------------------------------------------------------------------------


@each_graph
def test_slopes_and_messages_are_those_that_nudges_measure(graph):
    expression, numbers = graph
    steps = {step.name: step for step in trace(*graph)}
    for name in numbers:

        def J(x, name=name):
            return expression(**{k: Value(v) for k, v in (numbers | {name: x}).items()}).data

        assert steps[name].value.grad == pytest.approx(numerical_derivative(J, numbers[name]), rel=1e-6, abs=1e-8)
    for step in steps.values():
        sent = [s * user.value.grad for user in steps.values() for p, s in zip(user.parents, user.slopes, strict=True)
                if p is step]  # fmt: skip
        assert not sent or step.value.grad == pytest.approx(sum(sent), rel=1e-9, abs=1e-12)


def test_every_operation_is_written_as_it_was_typed():
    def everything(x):
        return (2 + x, x + 2, 2 - x, x - 2, 2 * x, x * 2, 2 / x, x / 2, x**3, -x, x.exp(), x.log(), x.tanh(), x.relu())

    forms = []
    for k in range(14):
        last = trace(lambda x, k=k: everything(x)[k], {"x": 2.0})[0]
        forms.append(last.form("x"))
    terms = ["2 + x", "x + 2", "2 − x", "x − 2", "2 · x", "x · 2", "2 / x", "x / 2"]
    assert forms == [*terms, "x**3", "−x", "exp x", "log x", "tanh x", "relu x"]


def test_gradients_stay_blank_until_all_users_have_sent():
    ordered = trace(*GRAPHS["used twice"])
    names = [sorted(step.name for step in figures.known(ordered, done)) for done in range(4)]
    assert names == [[], ["J", "v"], ["J", "u", "v"], ["J", "a", "b", "u", "v"]]
    ax = figures.draw_graph(ordered, 1, new_figure(0, pyplot=False, margins=NONE)[0])
    written = [text.get_text() for text in ax.texts]
    assert "du =" in written
    assert "1 · 1\n= 1" in written


def test_what_cannot_be_drawn_is_refused_with_a_reason():
    with pytest.raises(ValueError, match="computes nothing"):
        trace(lambda a: a, {"a": 1})
    with pytest.raises(ValueError, match="computes nothing"):
        trace(lambda a: 3.0, {"a": 1})
    with pytest.raises(ValueError, match="the expression has 61 steps; at most 40"):
        trace(lambda a: sum([a] * 60), {"a": 1})


@pytest.mark.parametrize("seed", range(30))
def test_arrows_of_any_expression_stay_out_of_the_boxes(seed):
    """Two arrows may have to cross in a tangled graph; but a box can always be read."""
    program, numbers = random_program(np.random.default_rng(seed), steps=5)

    def expression(**names):
        exec(program, {}, names)
        return names["J"]

    layout = lay_out(trace(expression, numbers))
    for (x, y), (u, v) in itertools.combinations(layout.places, 2):
        assert abs(x - u) >= BOX[0] or abs(y - v) >= BOX[1]
    assert [(p, b) for p in pieces(layout) for b in layout.places if through(p, b)] == []
