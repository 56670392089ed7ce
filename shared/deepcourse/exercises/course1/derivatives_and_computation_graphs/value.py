"""Exercise 6: an engine that differentiates backwards."""

from deepcourse.exercises.course1.derivatives_and_computation_graphs.programs import (
    measured,
    random_program,
    run_program,
)
from deepcourse.exercises.course1.derivatives_and_computation_graphs.value_mistakes import MISTAKES, ByAge, Direct
from deepcourse.exercises.course1.derivatives_and_computation_graphs.value_slips import SLIPS
from deepcourse.exercises.declaration import Case, ClassExercise
from deepcourse.nn.autodiff import Value

TWO = {"a": 2.0, "b": -3.0}

SMALL = {"a": 0.5, "b": -0.8}

AGAIN = "u = a * b; v = u + a; v.backward(); J = u * u + a"
DOUBLING = "J = a\nfor _ in range({}):\n    J = (J + J) * 0.5"
CHAIN = "J = a\nfor _ in range(5000):\n    J = J + 0.001 * a"

value = ClassExercise(
    __name__,
    name="Value",
    reference=Value,
    use=run_program,
    minutes=20,
    points_visible=18,
    points_hidden=26,
    random_cases=8,
    returns=("result",),
    hints=(
        "Every operation is one line like that of Tiny: Value(the result, the parents, the slopes). Write __add__ and "
        "backward first, run the check, and let its rows lead you from one operation to the next.",
        "The slopes: x + y: (1, 1). x * y: (y, x). x - y: (1, -1). x / y: (1 / y, -x / y**2). x**k: k * x**(k - 1). "
        "exp: the result itself. log: 1 / x. tanh: 1 - result**2. relu: 1 where x > 0, else 0.",
        "backward: take ordered = reference.topological_order(self); set every grad in it to 0, self.grad to 1; then "
        "for each node of ordered and each of its parents with its slope: parent.grad += slope * node.grad.",
    ),
)


@value.visible
def visible():
    """Return cases in the order in which the class grows: values first, then slopes, operation by operation."""
    return [
        Case("the value of a sum and a product", ("J = a + a * b + 5", TWO, False)),
        Case("the values of a difference, a power and a quotient", ("J = (a - b) ** 2 / b", TWO, False)),
        Case("the values of exp, log, tanh and relu", ("J = a.exp() + a.log() + b.tanh() + b.relu()", TWO, False)),
        Case("backward: a + b", ("J = a + b", TWO, True)),
        Case("backward: a * b", ("J = a * b", TWO, True)),
        Case("backward: a - b", ("J = a - b", TWO, True)),
        Case("backward: a ** 3", ("J = a ** 3", {"a": 2.0}, True)),
        Case("backward: a / b", ("J = a / b", TWO, True)),
        Case("backward: exp", ("J = b.exp()", {"b": -0.5}, True)),
        Case("backward: log", ("J = a.log()", {"a": 4.0}, True)),
        Case("backward: tanh", ("J = b.tanh()", {"b": -0.5}, True)),
        Case("backward: relu, above, below and at 0", ("J = a.relu() + b.relu() + 2 * c.relu()", TWO | {"c": 0}, True)),
        Case("numbers on the left", ("J = 2 - a + 3 * b + 1 / a", TWO, True)),
        Case("a value that is used twice: x + x and x * x", ("J = x + x + x * x", {"x": 3.0}, True)),
        Case("used early and late: t must wait", ("t = a * b; u = t.tanh(); v = u * u; J = t + v", SMALL, True)),
        Case("backward called twice", ("J = a * b; J.backward()", TWO, True)),
        Case(
            "the loss of one neuron", ("z = 2 * w + b; t = (1 + z.exp()).log(); J = t - z", {"w": 0.5, "b": 0.25}, True)
        ),
        Case("powers 0, 1, -1 and 0.5", ("J = a ** 0 + a ** 1 + a ** -1 + b ** 0.5", {"a": 1.5, "b": 0.64}, True)),
        Case("tanh far out", ("J = a.tanh() + b.tanh() * c", {"a": 800.0, "b": -900.0, "c": 0.5}, True)),
        Case("a base of 0", ("J = a ** 2 + 3 * b", {"a": 0.0, "b": 0.7}, True)),
        Case("quotients both ways", ("J = a / b - b / a + 3 / a + b / 4", TWO, True)),
        Case("a second walk from another result", (AGAIN, SMALL, True)),
        Case("an input that plays no part", ("J = a * 2", SMALL, True)),
        Case("12 values, each used twice by the next", (DOUBLING.format(12), {"a": 1.5}, True)),
        Case("a chain of 5 000 sums", (CHAIN, {"a": 1.5}, True)),
    ]


@value.draw
def draw(rng):
    """Return a random expression with its slopes."""
    return Case("9 steps", (*random_program(rng), True))


@value.edges
def edges(rng):
    """Return what engines stumble over: deep chains, a doubling, kinks, zero powers, a second walk."""
    a, b = (float(number) for number in rng.uniform(0.5, 1.5, size=2))
    deep = "J = a\nfor _ in range(1700):\n    J = (J * b).tanh() + a"
    return [
        Case("a deep chain", (deep, {"a": a, "b": 0.5 * b}, True)),
        Case("40 values, each used twice by the next", (DOUBLING.format(40), {"a": a}, True)),
        Case("relu at 0", ("J = a.relu() * 3 + b", {"a": 0.0, "b": b}, True)),
        Case("relu below 0", ("J = a.relu() + b", {"a": -a, "b": b}, True)),
        Case("powers 0, 1, -1 and 0.5", ("J = a ** 0 + a ** 1 + a ** -1 + b ** 0.5", {"a": a, "b": b}, True)),
        Case("tanh far out", ("J = a.tanh() + b.tanh()", {"a": 1000 * a, "b": -1000 * b}, True)),
        Case("a base of 0", ("J = a ** 2 + b", {"a": 0.0, "b": b}, True)),
        Case("quotients both ways", ("J = a / b - b / a + 3 / a + b / 4", {"a": a, "b": b}, True)),
        Case("a second walk from another result", (AGAIN, {"a": a, "b": b}, True)),
        Case("used early and late", ("t = a * b; u = t.tanh(); v = u.exp() * u; J = t + v", {"a": a, "b": b}, True)),
        Case("logarithm and difference", ("J = (a * a + b).log() - 2 * b.exp() - a.tanh()", {"a": a, "b": b}, True)),
        Case("an input that plays no part", ("J = a * 2", {"a": a, "b": b}, True)),
    ]


@value.property("slopes are those that nudges measure")
def slopes_that_nudges_measure(cls, rng):
    """Return a sentence unless the slopes of random expressions are those that nudges measure."""
    for _ in range(3):
        program, numbers = random_program(rng, steps=6)
        claimed = run_program(cls, program, numbers, walk=True)
        for name in numbers:
            slope = measured(cls, program, numbers, name)
            if not abs(claimed[f"d{name}"] - slope) <= 1e-5 * max(1.0, abs(slope)):
                at = ", ".join(f"{n} = {number:.4g}" for n, number in numbers.items())
                told = f"nudging {name} moves J at a rate of {slope:.6g}, but {name}.grad is {claimed[f'd{name}']:.6g}"
                return f"{program}, at {at}: {told}"
    return None


for engine in (*MISTAKES, *SLIPS):
    value.mistake(engine)

value.right(Direct)
value.right(ByAge)
