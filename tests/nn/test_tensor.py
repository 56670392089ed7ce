"""The tensor engine against PyTorch, finite differences, loops, the engine of single numbers, derived gradients."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepcourse.datasets import flower
from deepcourse.exercises.course2.what_a_framework_does.programs import measured_too, run_program
from deepcourse.exercises.course2.what_a_framework_does.tensor_mistakes import Direct, ThroughPowers
from deepcourse.nn import shallow_network
from deepcourse.nn import tensor as nn
from deepcourse.nn.autodiff import Value
from deepcourse.nn.tensor import Tensor
from oracles import record_tensor as recorded
from quiet import SILENT

pytestmark = SILENT

SAID = json.loads(recorded.FIXTURE.read_text())
every_expression = pytest.mark.parametrize("seed", recorded.SEEDS)
every_network = pytest.mark.parametrize("points", recorded.POINTS)


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


def compare(result, said):
    assert set(result) == set(said)
    for name, value in result.items():
        assert np.shape(value) == np.shape(said[name])
        same(value, said[name])


# --- against PyTorch ------------------------------------------------------------------------------------------------


@every_expression
@pytest.mark.parametrize("engine", [Tensor, Direct, ThroughPowers], ids=lambda engine: engine.__name__)
def test_values_and_gradients_are_what_pytorch_recorded(seed, engine):
    program, arrays = recorded.program(seed)
    assert program == SAID["expressions"][seed]["program"], "the grader draws others today: record again"
    compare(run_program(engine, program, arrays, walk=True), SAID["expressions"][seed]["result"])


@every_expression
def test_values_and_gradients_are_what_pytorch_says_today(seed):
    pytest.importorskip("torch")
    program, arrays = recorded.program(seed)
    compare(run_program(Tensor, program, arrays, walk=True), recorded.by_torch(program, arrays))


def test_every_operation_is_among_the_expressions():
    text = " ".join(said["program"] for said in SAID["expressions"])
    signs = [" + ", " - ", " * ", " / ", " ** ", " @ ", "= -", ".exp()", ".log()", ".tanh()", ".sigmoid()", ".relu()"]
    for sign in (*signs, ".T.reshape", ".sum(0, keepdims=True)", ".sum(1, keepdims=True)", ".mean(0)", ".mean()"):
        assert sign in text


@pytest.mark.parametrize("which", range(len(recorded.COEFFICIENTS)))
def test_parabolas_are_descended_as_pytorch_does(which):
    a, b, c = recorded.COEFFICIENTS[which]
    w, optimizer_path = Tensor(0.0), []
    for _ in range(recorded.STEPS):
        nn.train(lambda: a * w**2 + b * w + c, [w], recorded.RATE, 1)
        optimizer_path.append(float(w.data))
    same(optimizer_path, SAID["parabolas"][which])


def trained(points):
    X, Y, first = recorded.network(points)
    tensors = {name: Tensor(value) for name, value in first.items()}
    costs = nn.train(lambda: nn.log_loss(nn.scores(X, tensors), Y), list(tensors.values()), 1.0, recorded.STEPS)
    return costs, {name: tensor.data for name, tensor in tensors.items()}


@every_network
def test_the_network_learns_what_pytorch_recorded(points):
    costs, parameters = trained(points)
    same(costs, SAID["networks"][points]["costs"])
    compare(parameters, SAID["networks"][points]["parameters"])


@every_network
def test_the_network_learns_what_pytorch_says_today(points):
    pytest.importorskip("torch")
    said, (costs, parameters) = recorded.network_by_torch(points), trained(points)
    same(costs, said["costs"])
    compare(parameters, said["parameters"])


def test_where_pytorch_differs_is_what_the_notebook_says():
    torch = pytest.importorskip("torch")
    x = np.linspace(-40, 40, 2001)
    theirs = torch.nn.functional.softplus(torch.tensor(x)).numpy()
    ours = Tensor(x).softplus().data
    same(theirs[x < 20], ours[x < 20])
    assert 1e-10 < np.abs(theirs - ours).max() < 2.1e-9
    w = torch.tensor(2.0, requires_grad=True)
    J = w**2
    J.backward()
    with pytest.raises(RuntimeError, match="backward through the graph a second time"):
        J.backward()
    optimizer = torch.optim.SGD([w], lr=0.1)
    optimizer.zero_grad()
    assert w.grad is None


# --- against nudges, loops, and what was derived ---------------------------------------------------------------------


@every_expression
def test_gradients_are_the_slopes_that_nudges_measure(seed):
    found = measured_too(Tensor, *recorded.program(seed), seed)
    assert found["walked"] == pytest.approx(found["measured"], rel=1e-5, abs=1e-6)


@given(seed=st.integers(0, 9999), steps=st.integers(1, 400))
@settings(max_examples=15, deadline=None)
def test_the_network_is_the_one_with_derived_gradients(seed, steps):
    X, Y = flower(30, seed=seed)
    first = {n: 20 * value for n, value in shallow_network.initialize_parameters(2, 3, 1, seed).items()}
    tensors, steps = {name: Tensor(value) for name, value in first.items()}, steps % 40
    nn.train(lambda: nn.log_loss(nn.scores(X, tensors), Y), list(tensors.values()), 0.5, steps)
    for _ in range(steps):
        _, cache = shallow_network.forward_propagation(X, first)
        first = shallow_network.update_parameters(first, shallow_network.backward_propagation(first, cache, X, Y), 0.5)
    for name, tensor in tensors.items():
        same(tensor.data, first[name])


def test_arrays_of_one_number_are_the_numbers_of_course_1():
    def expression(a, b):
        u = a * b - b / a
        return (u.tanh() + (a * a + 1).log()).exp() * b.relu() - u**3

    numbers, tensors = (Value(0.7), Value(1.3)), (Tensor(0.7), Tensor(1.3))
    for values in (numbers, tensors):
        expression(*values).backward()
    for number, tensor in zip(numbers, tensors, strict=True):
        assert float(tensor.grad) == pytest.approx(number.grad, rel=1e-12)


def unbroadcast_by_definition(dR, shape):
    """Every entry of dR goes to the place that it was copied from: slow, and too plain to be wrong."""
    source = np.broadcast_to(np.arange(int(np.prod(shape))).reshape(shape), dR.shape)
    home = np.zeros(int(np.prod(shape)))
    for place in np.ndindex(dR.shape):
        home[source[place]] += dR[place]
    return home.reshape(shape)


@pytest.mark.parametrize(
    ("whole", "shape"),
    [((3, 4), (3, 1)), ((3, 4), (1, 4)), ((3, 4), (4,)), ((3, 4), ()), ((2, 3, 4), (3, 1)), ((2, 3, 4), (2, 1, 1)),
     ((4, 4), (4,)), ((1, 1), (1, 1)), ((5,), (1,)), ((2, 3), (2, 3))],
)  # fmt: skip
def test_a_gradient_goes_where_the_copies_came_from(whole, shape):
    dR = np.random.default_rng(1).normal(size=whole)
    found = nn.unbroadcast(dR, shape)
    assert np.shape(found) == shape
    same(found, unbroadcast_by_definition(dR, shape))


@pytest.mark.parametrize(("whole", "shape"), [((3, 4), (3,)), ((3, 4), (2, 3, 4)), ((3, 1), (3, 4))])
def test_a_shape_that_is_not_stretched_to_the_gradients_is_refused(whole, shape):
    with pytest.raises(ValueError, match=r"is not stretched|could not be broadcast|shape mismatch"):
        nn.unbroadcast(np.ones(whole), shape)


@pytest.mark.parametrize("axis", [None, 0, 1, 2, -1])
@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("name", ["sum", "mean"])
def test_sums_and_means_over_any_axis(axis, keepdims, name):
    rng = np.random.default_rng(2)
    x, step = Tensor(rng.normal(size=(2, 3, 4))), 1e-6
    r = getattr(x, name)(axis, keepdims=keepdims)
    same(r.data, getattr(np, name)(x.data, axis=axis, keepdims=keepdims))
    weights, nudge = rng.normal(size=r.data.shape), rng.normal(size=x.data.shape)
    (r * weights).sum().backward()
    ahead, behind = ((getattr(np, name)(x.data + h * nudge, axis=axis, keepdims=keepdims) * weights).sum()
                     for h in (step, -step))  # fmt: skip
    assert np.sum(x.grad * nudge) == pytest.approx((ahead - behind) / (2 * step), rel=1e-6)


# --- what a framework must not do -----------------------------------------------------------------------------------


def test_gradients_add_up_until_they_are_cleared_and_steps_leave_no_graph():
    w = Tensor([1.0, 2.0])
    optimizer = nn.SGD([w], 0.5)
    J = (w * w).sum()
    for times in (1, 2, 3):
        J.backward()
        same(w.grad, times * 2 * w.data)
    optimizer.step()
    same(w.data, [-2.0, -4.0])
    assert w.parents == ()
    assert isinstance(w.data, np.ndarray)
    optimizer.zero_grad()
    same(w.grad, [0.0, 0.0])


def test_data_and_given_arrays_are_left_as_they_were():
    given = np.ones((2, 2))
    w = Tensor(given)
    nn.train(lambda: ((w @ given) ** 2).sum(), [w], 0.1, 3)
    same(given, np.ones((2, 2)))


def test_deep_graphs_need_no_recursion():
    x = Tensor([0.5])
    y = x
    for _ in range(5000):
        y = y * 0.999 + x * 0.001
    y.backward()
    assert float(x.grad[0]) == pytest.approx(1.0, rel=1e-9)


def test_arrays_on_the_left_do_not_swallow_a_tensor():
    array, w = np.arange(6.0).reshape(2, 3), Tensor(np.ones((3, 1)))
    for made in (array + w.T, array - w.T, array * w.T, array / w.T, array @ w, 2 - w, 2 / w):
        assert isinstance(made, Tensor)
        assert made.data.dtype == np.float64


def test_large_scores_give_finite_costs_and_gradients():
    Z, Y = Tensor([[800.0, -800.0, 800.0]]), np.array([[1.0, 0.0, 0.0]])
    J = nn.log_loss(Z, Y)
    J.backward()
    same(J.data, 800 / 3)
    same(Z.grad, [[0, 0, 1 / 3]])


@pytest.mark.parametrize(
    ("wrong", "error", "told"),
    [
        (lambda: Tensor([1.0, 0.0]).log(), ValueError, "logarithm of 0 or less"),
        (lambda: Tensor([1.0]) ** Tensor(2.0), TypeError, "the power must be a number"),
        (lambda: Tensor([1.0, 2.0]) @ Tensor([1.0, 2.0]), ValueError, "needs two axes"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(wrong, error, told):
    with pytest.raises(error, match=told):
        wrong()


def test_a_tensor_can_be_read():
    assert repr(Tensor([1.0])) == "Tensor(data=[1.], grad=[0.])"
    assert Tensor(np.ones((2, 3))).shape == (2, 3)
