"""Exercise 9: both averages, corrected for their cold start."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods import adam_mistakes, adam_slips
from deepcourse.exercises.course2.optimization_methods.names import UPDATES
from deepcourse.exercises.course2.optimization_methods.networks import (
    along,
    averages,
    dims,
    gradients,
    narrow,
    network,
    one_weight,
    shown,
    squares,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import optimizers as reference

update_parameters_with_adam = FunctionExercise(
    __name__,
    reference=reference.update_parameters_with_adam,
    minutes=8,
    points_visible=6,
    points_hidden=10,
    random_cases=3,
    returns=("parameters", "v", "s"),
    hints=(
        "Four parts: v as in momentum with beta1, s as in RMSprop with beta2, both corrected, then the step. v and s "
        "do not know of each other.",
        "Corrected are v[name] / (1 - beta1 ** t) and s[name] / (1 - beta2 ** t). Use them in the step, and return v "
        "and s without the correction.",
        "The step: learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon), from dictionaries of your own.",
    ),
)


def step_of(rng, sizes, t, settings):
    """Return the arguments of a step in the middle of a training; settings: rate, beta1, beta2, epsilon."""
    return network(rng, sizes), gradients(rng, sizes), averages(rng, sizes), squares(rng, sizes), t, *settings


def case(rng, sizes, t, *settings):
    """Return a case named by its sizes and settings."""
    rate, beta1, beta2, epsilon = settings
    name = f"{shown(sizes)}, step {t}, rate {rate:.3g}, betas {beta1:.3g} and {beta2:.4g}, epsilon {epsilon:.3g}"
    return Case(name, step_of(rng, sizes, t, settings))


def by_hand():
    """Return the first step of the text."""
    parameters, grads = one_weight("W1", 1.0, 1.0), one_weight("dW1", 4.0, -0.04)
    return parameters, grads, *reference.initialize_adam(parameters), 1, 0.1, 0.9, 0.999, 1e-8


@update_parameters_with_adam.visible
def visible():
    """Return the text's step, later steps of random networks, gradients in another order, tiny ones, and float32."""
    rng = np.random.default_rng(9)
    cases = [
        Case("the first step of the text", by_hand()),
        case(rng, [3, 4, 1], 2, 0.1, 0.8, 0.9, 0.1),
        case(rng, [2, 3, 2, 1], 7, 0.02, 0.9, 0.99, 0.3),
        case(rng, [2, 1], 1000, 0.3, 0.7, 0.999, 0.05),
        case(rng, [1, 3, 2], 4, 0.2, 0.75, 0.95, 0.15),  # neighbours of one shape
    ]
    later = step_of(rng, [3, 2, 1], 5, (0.2, 0.75, 0.95, 0.02))
    single = step_of(rng, [3, 2, 1], 3, (0.1, 0.85, 0.9, 0.04))
    parameters, grads, *_ = step_of(rng, [2, 2, 1], 1, ())
    tiny = parameters, {n: 1e-9 * g for n, g in grads.items()}, *reference.initialize_adam(parameters)
    return [
        *cases,
        Case("the gradients come last layer first", (later[0], dict(reversed(later[1].items())), *later[2:])),
        Case("gradients of a billionth", (*tiny, 1, 0.05, 0.8, 0.99, 1e-8)),
        Case("float32", (*map(narrow, single[:4]), *single[4:])),
    ]


def settings_of(rng):
    """Return random (rate, beta1, beta2, epsilon)."""
    beta1, beta2 = (float(beta) for beta in rng.uniform((0.5, 0.9), (0.9, 0.99)))
    return float(rng.uniform(0.01, 0.5)), beta1, beta2, float(10 ** rng.uniform(-2, -0.3))


@update_parameters_with_adam.draw
def draw(rng):
    """Return a case of random depth, sizes and settings."""
    return case(rng, dims(rng), int(rng.integers(2, 12)), *settings_of(rng))


@update_parameters_with_adam.edges
def edges(rng):
    """Return a first step, gradients of zero, tiny ones, betas of 0, a late step, another order, and float32."""
    parameters, grads, v, s, *_ = step_of(rng, [3, 4, 1], 3, ())
    empty, usual = reference.initialize_adam(parameters), (0.01, 0.9, 0.999, 1e-8)
    none = {name: 0 * value for name, value in grads.items()}
    tiny = {name: 1e-9 * value for name, value in grads.items()}
    return [
        Case("a first step", (parameters, grads, *empty, 1, *usual)),
        Case("no gradient at all", (parameters, none, *empty, 1, *usual)),
        Case("gradients of a billionth", (parameters, tiny, *empty, 1, *usual)),
        case(rng, [3, 2, 1], 4, 0.1, 0.0, 0.0, 0.2),
        case(rng, [1, 4, 1], 6, 0.2, 0.8, 0.9, 0.1),
        case(rng, [3, 2, 1], 100_000, *usual),
        Case("the gradients come last layer first", (parameters, dict(reversed(grads.items())), v, s, 5, *usual)),
        Case("float32", (*map(narrow, (parameters, grads, along(v, grads), s)), 6, 0.01, 0.6, 0.7, 1e-8)),
    ]


@update_parameters_with_adam.property("the first step is the learning rate")
def first_step_is_the_rate(f, rng):
    """Return a sentence unless the first step moves every parameter by the learning rate, against its gradient."""
    parameters, grads = network(rng, [3, 2, 1]), gradients(rng, [3, 2, 1])
    empty = [{name: np.zeros_like(value) for name, value in grads.items()} for _ in range(2)]
    new, _, _ = f(parameters, grads, *empty, 1, 0.05, 0.9, 0.999, 1e-12)
    for name, value in parameters.items():
        if not np.allclose(new[name], value - 0.05 * np.sign(grads[f"d{name}"])):
            return f"the first step does not move every entry of {name} by the learning rate, against its gradient"
    return None


@update_parameters_with_adam.property("three steps on a bowl")
def three_steps_on_a_bowl(f, rng):
    """Return a sentence unless v and s, handed from step to step, lead where the definition leads."""
    parameters, curvature = {"W1": rng.normal(size=(2, 3)), "b1": np.zeros((2, 1))}, rng.uniform(0.1, 10, size=(2, 3))
    none = {"dW1": np.zeros((2, 3)), "db1": np.zeros((2, 1))}
    memory, w, ours = [none, dict(none)], parameters["W1"], []
    for t in range(1, 4):
        ours.append(curvature * w)
        v_corrected, s_corrected = (
            sum(beta ** (t - i) * (1 - beta) * g**power for i, g in enumerate(ours, 1)) / (1 - beta**t)
            for beta, power in ((0.8, 1), (0.9, 2))
        )
        w = w - 0.1 * v_corrected / (np.sqrt(s_corrected) + 1e-8)
        grads = none | {"dW1": curvature * parameters["W1"]}
        parameters, *memory = f(parameters, grads, *memory, t, 0.1, 0.8, 0.9, 1e-8)
        if not np.allclose(parameters["W1"], w):
            return f"on a bowl, step {t}, with the v and s of the step before, leads elsewhere than the weighted sums"
    return None


for mistake in (*adam_mistakes.MISTAKES, *adam_slips.MISTAKES, *UPDATES):
    update_parameters_with_adam.mistake(mistake)


@update_parameters_with_adam.right
def in_one_loop(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the same from one loop, both corrections in the rate and in epsilon."""
    new, new_v, new_s, root = {}, {}, {}, (1 - beta2**t) ** 0.5
    for name, value in parameters.items():
        key = "d" + name
        new_v[key] = v[key] + (1 - beta1) * (grads[key] - v[key])
        new_s[key] = s[key] + (1 - beta2) * (grads[key] * grads[key] - s[key])
        pace = learning_rate * root / (1 - beta1**t)
        new[name] = value - pace * new_v[key] / (np.sqrt(new_s[key]) + epsilon * root)
    return new, new_v, new_s


@update_parameters_with_adam.right
def from_the_gradient(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the same, both averages written as a way back from what is new."""
    new_v = {name: g + beta1 * (v[name] - g) for name, g in grads.items()}
    new_s = {name: g**2 + beta2 * (s[name] - g**2) for name, g in grads.items()}
    new = {}
    for name, value in parameters.items():
        size = np.sqrt(new_s["d" + name] / (1 - beta2**t)) + epsilon
        new[name] = value - learning_rate * new_v["d" + name] / (1 - beta1**t) / size
    return new, new_v, new_s
