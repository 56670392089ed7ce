"""Exercise 5: arrays that remember where they came from."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import (
    measured_too,
    random_program,
    run_program,
    table,
)
from deepcourse.exercises.course2.what_a_framework_does.tensor_mistakes import MISTAKES, Direct, ThroughPowers
from deepcourse.exercises.declaration import Case, ClassExercise
from deepcourse.nn.tensor import Tensor


def used(cls, program, arrays, walk=True, *, seed=None):
    """Return what `run_program` returns; with a seed, how far nudges and gradients agree instead."""
    return run_program(cls, program, arrays, walk) if seed is None else measured_too(cls, program, arrays, seed)


tensor = ClassExercise(
    __name__,
    name="Tensor",
    reference=Tensor,
    use=used,
    minutes=12,
    points_visible=8,
    points_hidden=12,
    random_cases=8,
    returns=("result",),
    hints=(
        "Every operation is one line like that of __add__: Tensor(the result, (the parents,), (a pull for each,)). A "
        "pull takes g, what arrives, and returns g times the slope. Broadcasting need not trouble you: backward calls "
        "unbroadcast.",
        "With x = self.data, y = other.data and r the result: x * y: g * y and g * x. x / y: g / y and -g * x / y**2. "
        "x**k: g * k * x**(k - 1). exp: g * r. log: g / x. tanh: g * (1 - r**2). sigmoid: g * r * (1 - r). relu: "
        "g * (x > 0). softplus: g * sigmoid(x).",
        "@: the two entries of reference.matmul_backward(g, A, B), one in each pull. sum: reference.sum_backward(g, "
        "x.shape, axis, keepdims). mean: the sum divided by the number of terms, total.data.size / self.data.size "
        "times the sum.",
    ),
)


@tensor.visible
def visible():
    """Return cases in the order in which the class grows, operation by operation."""
    rng = np.random.default_rng(5)
    A, B, b = table(rng, 2, 3), table(rng, 3, 4), table(rng, 2, 1)
    x, y, positive = np.array([-1.0, 0.5, 2.0]), np.array([2.0, -4.0, 0.8]), np.array([0.5, 4.0])
    square = {"A": table(rng, 3, 3), "B": table(rng, 3, 3)}
    return [
        Case("x * y", ("J = x * y", {"x": x, "y": y})),
        Case("a column is stretched: A * b", ("J = A * b", {"A": A, "b": b})),
        Case("numbers on either side: 3 * x * 2", ("J = 3 * x * 2 - x", {"x": x})),
        Case("x / y", ("J = x / y", {"x": x, "y": y})),
        Case("x ** 3", ("J = x ** 3", {"x": x})),
        Case("A @ B", ("J = A @ B", {"A": A, "B": B})),
        Case("A @ B of squares", ("J = A @ B", square)),
        Case("the sum of all entries", ("J = A.sum()", {"A": A})),
        Case("sums of rows, the axis is kept", ("J = A.sum(axis=1, keepdims=True) * b", {"A": A, "b": b})),
        Case("sums of rows, the axis is gone", ("J = A.sum(axis=1) * 2", {"A": A})),
        Case("the mean of all entries", ("J = A.mean()", {"A": A})),
        Case("means of columns", ("J = A.mean(axis=0) * x", {"A": A, "x": x})),
        Case("exp", ("J = x.exp()", {"x": x})),
        Case("log", ("J = x.log() * 3", {"x": positive})),
        Case("tanh", ("J = x.tanh()", {"x": x})),
        Case("sigmoid", ("J = x.sigmoid() * 2", {"x": x})),
        Case("relu above, below and at 0", ("J = x.relu() * 3", {"x": np.array([[2.0, -1.0], [0.0, 0.5]])})),
        Case("softplus, of large numbers too", ("J = x.softplus() * 2", {"x": np.array([-800.0, 0.5, 800.0])})),
        Case("a chain: what arrives is handed on", ("J = (x.exp() * y).tanh() * 5", {"x": x, "y": y})),
        Case("one layer", ("J = (W @ X + b).relu().mean()", {"W": A, "X": B, "b": b})),
        Case("x ** -1 and x ** 0.5", ("J = x ** -1 + x ** 0.5", {"x": positive})),
        Case("means of rows, the axis is kept", ("J = A.mean(axis=1, keepdims=True) * b", {"A": A, "b": b})),
        Case("a number meets a table", ("J = (A * s / 4).sum()", {"A": A, "s": np.array(1.5)})),
        Case("an input that plays no part", ("J = (x * 2).sum()", {"x": x, "b": b})),
    ]


@tensor.draw
def draw(rng):
    """Return a random expression with its gradients."""
    return Case("8 steps", random_program(rng))


@tensor.edges
def edges(rng):
    """Return whatever engines stumble over: kinks, stretched numbers, kept axes, odd powers, large scores."""
    A, r, s = table(rng, 3, 4), table(rng, 1, 4), np.array(rng.uniform(0.5, 1.5))
    W, p, signs = table(rng, 3, 3), rng.uniform(0.5, 2, size=(3, 1)), rng.choice([-1.0, 1.0], size=(2, 3))
    quotients = "J = (A / p - p / (A * A + 1) + 3 / p + A / 4).sum()"
    return [
        Case("relu at 0 and below", ("J = (x.relu() * r).sum()", {"x": np.array([[0.0, -1.0, 2.0, 0.0]]), "r": r})),
        Case("quotients both ways", (quotients, {"A": A, "p": p})),
        Case("powers 1, 2, -1 and 0.5", ("J = p ** 1 + p ** 2 + p ** -1 + p ** 0.5", {"p": p})),
        Case("a number meets a table", ("J = (A * s / (s * s)).mean()", {"A": A, "s": s})),
        Case("means, kept and gone", ("J = (A.mean(1, keepdims=True) * A.mean(0)).sum()", {"A": A})),
        Case("sums, kept and gone", ("J = (A.sum(1, keepdims=True) * A.sum(0) * A.sum()).mean()", {"A": A})),
        Case("two products of matrices", ("J = (W @ (W @ A)).tanh().sum()", {"W": W, "A": A})),
        Case("a product of squares", ("J = (W @ V).tanh()", {"W": W, "V": table(rng, 3, 3)})),
        Case("large scores", ("J = (x.softplus() * 3 - x / 2).sum()", {"x": 800 * signs})),
        Case("log, exp, sigmoid", ("J = ((A.exp() + 1).log() * A.sigmoid() * r).mean(1)", {"A": A, "r": r})),
        Case("an input that plays no part", ("J = (r * 2).sum()", {"A": A, "r": r})),
    ]  # fmt: skip


def nudged(rng):
    """Return a random expression that is nudged too."""
    return Case("nudged", random_program(rng, steps=5), {"seed": int(rng.integers(1000))})


@tensor.property("gradients are the slopes that nudges measure", draw=nudged)
def agree(result, program, arrays):
    """Return a sentence unless gradients and nudges say the same."""
    walked, measured = result["walked"], result["measured"]
    if abs(walked - measured) <= 1e-5 * max(1.0, abs(measured)):
        return None
    return f"{program}: nudges move J at a rate of {measured:.6g}, the gradients say {walked:.6g}"


for engine in MISTAKES:
    tensor.mistake(engine)

tensor.right(Direct)
tensor.right(ThroughPowers)
