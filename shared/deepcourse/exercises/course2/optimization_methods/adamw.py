"""Exercise 10: weights that shrink, whatever their gradients are."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.networks import (
    changed,
    dims,
    gradients,
    network,
    shown,
)
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_adam import settings_of, step_of
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import optimizers as reference

adamw = FunctionExercise(
    __name__,
    reference=reference.adamw,
    minutes=4,
    points_visible=3,
    points_hidden=4,
    random_cases=4,
    returns=("parameters", "v", "s"),
    hints=(
        "Let reference.update_parameters_with_adam take the step, and think about the decay apart from it.",
        "Adam's step depends on v and s alone, not on the weights: so you may shrink the weights first, and hand the "
        "shrunken ones to Adam.",
        'kept = 1 - learning_rate * weight_decay; a new dictionary with kept * value for names that begin with "W".',
    ),
)


def case(rng, sizes, t, *settings):
    """Return a case named by its sizes; settings: rate, beta1, beta2, epsilon, weight decay."""
    return Case(
        f"{shown(sizes)}, step {t}, rate {settings[0]:.3g}, decay {settings[-1]:.3g}", step_of(rng, sizes, t, settings)
    )


@adamw.visible
def visible():
    """Return three steps that differ in everything."""
    rng = np.random.default_rng(10)
    return [
        case(rng, [3, 4, 1], 1, 0.1, 0.9, 0.99, 0.01, 0.5),
        case(rng, [2, 3, 2, 1], 6, 0.5, 0.8, 0.9, 0.1, 0.2),
        case(rng, [2, 1], 40, 0.02, 0.7, 0.999, 1e-8, 3.0),
        case(rng, [1, 3, 2], 3, 0.2, 0.75, 0.95, 0.05, 0.4),  # neighbours of one shape
    ]


@adamw.draw
def draw(rng):
    """Return a case of random depth, sizes and settings."""
    return case(rng, dims(rng), int(rng.integers(1, 12)), *settings_of(rng), float(rng.uniform(0.1, 1)))


@adamw.edges
def edges(rng):
    """Return no decay, a decay that leaves no weight, and gradients of zero."""
    parameters, grads, v, s, *_ = step_of(rng, [3, 2, 1], 3, ())
    none, empty = {name: 0 * value for name, value in grads.items()}, reference.initialize_adam(parameters)
    return [
        case(rng, [3, 2, 1], 3, *settings_of(rng), 0.0),
        case(rng, [1, 4, 1], 2, *settings_of(rng), 0.6),
        Case("rate times decay is 1", (parameters, grads, v, s, 3, 0.5, 0.9, 0.99, 0.1, 2.0)),
        Case("no gradient at all", (parameters, none, *empty, 1, 0.1, 0.9, 0.999, 1e-8, 0.3)),
    ]


@adamw.property("without gradients weights shrink")
def without_gradients_weights_shrink_and_biases_stay(f, rng):
    """Return a sentence unless weights shrink by rate * decay where there is no gradient, and biases stay."""
    parameters, none = network(rng, [3, 2, 1]), gradients(rng, [3, 2, 1], 0.0)
    empty = [{name: np.zeros_like(value) for name, value in none.items()} for _ in range(2)]
    new, _, _ = f(parameters, none, *empty, 1, 0.1, 0.9, 0.999, 1e-8, 0.5)
    for name, value in parameters.items():
        kept = 0.95 if name[0] == "W" else 1.0
        if not np.allclose(new[name], kept * value):
            return f"without any gradient, at rate 0.1 and decay 0.5, {name} should become {kept} times what it was"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def with_decay(parameters, new, factor, names="W"):
    """Return `new` less factor * parameters, for weights or for all."""
    return {n: value - factor * parameters[n] if n[0] in names else value for n, value in new.items()}


@adamw.mistake
def added_to_the_gradient(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the decay is added to the gradient, as an L2 penalty would be: Adam then divides it by the gradient's size, and
    weights with large gradients hardly shrink; decoupled means outside of v and s
    """
    pulled = {f"d{n}": grads[f"d{n}"] + (n[0] == "W") * weight_decay * value for n, value in parameters.items()}
    return reference.update_parameters_with_adam(parameters, pulled, v, s, t, learning_rate, beta1, beta2, epsilon)


@adamw.mistake
def biases_shrink_too(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the biases shrink too: only names that begin with W do"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, new, learning_rate * weight_decay, "Wb"), v, s


@adamw.mistake
def rate_left_out(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """the learning rate is left out of the decay: it is learning_rate * weight_decay * W"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, new, weight_decay), v, s


@adamw.mistake
def new_weights_shrink(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the weights shrink after the step, so that the step shrinks too: the decay is taken from the weights before it"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(new, new, learning_rate * weight_decay), v, s


@adamw.mistake
def decay_forgotten(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """there is no decay: that is Adam"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)


@adamw.mistake
def weights_grow(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """the decay is added instead of subtracted: the weights grow"""
    return reference.adamw(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon, -weight_decay)


@adamw.mistake
def changed_in_place(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the caller's parameters and averages are changed, by *= or by writing into their dictionaries: make new ones"""
    new = reference.adamw(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon, weight_decay)
    return tuple(changed(old, now) for old, now in zip((parameters, v, s), new, strict=True))


@adamw.mistake
def settings_not_handed_on(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """beta1, beta2 and epsilon are not handed on to Adam, which then takes its own: hand on those that are given"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate)
    return with_decay(parameters, new, learning_rate * weight_decay), v, s


@adamw.mistake
def settings_not_handed_on_rate_left_out(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """beta1, beta2 and epsilon are not handed on to Adam, and the learning rate is left out of the
    decay: hand on what is given, and take learning_rate * weight_decay * W
    """
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate)
    return with_decay(parameters, new, weight_decay), v, s


@adamw.mistake
def settings_not_handed_on_new_weights_shrink(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """beta1, beta2 and epsilon are not handed on to Adam, and the weights shrink after the step: hand
    on what is given, and take the decay from the weights before it
    """
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate)
    return with_decay(new, new, learning_rate * weight_decay), v, s


@adamw.mistake
def biases_shrink_rate_left_out(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the biases shrink too, and the learning rate is left out of the decay: only W shrinks, by
    learning_rate * weight_decay * W
    """
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, new, weight_decay, "Wb"), v, s


@adamw.mistake
def all_new_shrink(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """biases and weights shrink after the step: only the weights do, and the decay is taken from them before it"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(new, new, learning_rate * weight_decay, "Wb"), v, s


@adamw.mistake
def new_weights_shrink_rate_left_out(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the weights shrink after the step, and without the learning rate: it is learning_rate *
    weight_decay * W, with the W before the step
    """
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(new, new, weight_decay), v, s


@adamw.mistake
def decay_fixed(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """the decay is fixed at 0.01: take the weight_decay that is given"""
    return reference.adamw(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon, 0.01)


@adamw.mistake
def only_the_biases_shrink(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the biases shrink and the weights do not: it is the weights, whose names begin with W"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, new, learning_rate * weight_decay, "b"), v, s


@adamw.mistake
def all_added_to_the_gradient(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the decay is added to the gradients, those of the biases too, as an L2 penalty would be:
    decoupled means outside of v and s, and only the weights shrink
    """
    pulled = {f"d{n}": grads[f"d{n}"] + weight_decay * value for n, value in parameters.items()}
    return reference.update_parameters_with_adam(parameters, pulled, v, s, t, learning_rate, beta1, beta2, epsilon)


@adamw.mistake
def the_gradient_shrinks_it(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the decay is learning_rate * weight_decay times the gradient: it is that times the weight itself"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    pulls = {n: grads[f"d{n}"] for n in parameters}
    return with_decay(pulls, new, learning_rate * weight_decay), v, s


@adamw.mistake
def a_constant_decay(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """learning_rate * weight_decay is subtracted by itself: it is multiplied by the weight first"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay({n: 1.0 for n in parameters}, new, learning_rate * weight_decay), v, s


@adamw.mistake
def step_left_out(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """the weights only shrink, and Adam's step is missing in the parameters: take both"""
    _, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, parameters, learning_rate * weight_decay), v, s


@adamw.mistake
def decayed_twice_as_fast(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the decay is taken twice, or doubled, as the slope of weight_decay * W^2 is: it is learning_rate
    * weight_decay * W
    """
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, new, 2 * learning_rate * weight_decay), v, s


@adamw.mistake
def old_averages_returned(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the old v and s are returned: then every step forgets what came before; return the new ones"""
    return reference.adamw(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon, weight_decay)[0], v, s


@adamw.mistake
def weights_grow_rate_left_out(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    """the decay is added and without the learning rate: subtract learning_rate * weight_decay * W"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return with_decay(parameters, new, -weight_decay), v, s


# --- right, written differently -------------------------------------------------------------------------------------


@adamw.right
def shrunk_first(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
    """Return the same: first shrunken weights, then Adam from there."""
    kept = 1 - learning_rate * weight_decay
    shrunken = {name: kept * value if name.startswith("W") else value for name, value in parameters.items()}
    return reference.update_parameters_with_adam(shrunken, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
