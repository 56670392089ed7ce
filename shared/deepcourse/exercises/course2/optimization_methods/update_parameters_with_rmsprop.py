"""Exercise 7: every gradient divided by its own recent size."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.names import UPDATES, first_alone
from deepcourse.exercises.course2.optimization_methods.networks import (
    changed,
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

update_parameters_with_rmsprop = FunctionExercise(
    __name__,
    reference=reference.update_parameters_with_rmsprop,
    minutes=4,
    points_visible=4,
    points_hidden=5,
    random_cases=4,
    returns=("parameters", "s"),
    hints=(
        "As in momentum, first the new average and then the step; but the average is one of squares, and it divides.",
        "s of a name is beta * s[name] + (1 - beta) * grads[name] ** 2. All operations work entry by entry.",
        "The step is learning_rate * grads[name] / (np.sqrt(the new s) + epsilon): epsilon beside the root.",
    ),
)


def step_of(rng, sizes, beta, learning_rate, epsilon):
    """Return the arguments of a step in the middle of a training."""
    return network(rng, sizes), gradients(rng, sizes), squares(rng, sizes), beta, learning_rate, epsilon


def case(rng, sizes, beta, learning_rate, epsilon):
    """Return a case named by its sizes."""
    name = f"{shown(sizes)}, beta {beta:.3g}, rate {learning_rate:.3g}, epsilon {epsilon:.3g}"
    return Case(name, step_of(rng, sizes, beta, learning_rate, epsilon))


@update_parameters_with_rmsprop.visible
def visible():
    """Return the text's step, random networks, a first step, gradients in another order, tiny ones, and float32."""
    rng = np.random.default_rng(7)
    parameters, grads, *_ = step_of(rng, [2, 3, 1], 0.9, 0.1, 0.0)
    later, tiny, single = (step_of(rng, [3, 2, 1], 0.8, 0.2, epsilon) for epsilon in (0.05, 1e-8, 0.2))
    by_hand = one_weight("W1", 1.0, 1.0), one_weight("dW1", 4.0, 0.04), one_weight("dW1", 0.0, 0.0)
    return [
        Case("the first step of the text", (*by_hand, 0.75, 0.1, 1e-8)),
        case(rng, [3, 4, 1], 0.7, 0.1, 0.1),
        case(rng, [2, 3, 2, 1], 0.99, 0.01, 1e-8),
        Case("a first step, s = 0", (parameters, grads, reference.initialize_rmsprop(parameters), 0.9, 0.02, 0.5)),
        Case("the gradients come last layer first", (later[0], dict(reversed(later[1].items())), *later[2:])),
        Case(
            "gradients of a billionth", (tiny[0], *({n: 1e-9 * g for n, g in p.items()} for p in tiny[1:3]), *tiny[3:])
        ),
        Case("float32", (*map(narrow, single[:3]), *single[3:])),
        case(rng, [1, 3, 2], 0.6, 0.3, 0.15),  # neighbours of one shape
    ]


@update_parameters_with_rmsprop.draw
def draw(rng):
    """Return a case of random depth, sizes and settings."""
    epsilon = float(10 ** rng.uniform(-3, 0))
    return case(rng, dims(rng), float(rng.uniform(0.5, 0.99)), float(rng.uniform(0.01, 1)), epsilon)


@update_parameters_with_rmsprop.edges
def edges(rng):
    """Return gradients of zero, tiny gradients, a beta of 0, another order of names, and float32."""
    parameters, grads, s, beta, rate, epsilon = step_of(rng, [3, 4, 1], 0.9, 0.3, 0.01)
    empty, none = reference.initialize_rmsprop(parameters), {name: 0 * value for name, value in grads.items()}
    tiny, turned = {name: 1e-9 * value for name, value in grads.items()}, dict(reversed(grads.items()))
    return [
        Case("no gradient at all", (parameters, none, empty, beta, rate, 1e-8)),
        Case("gradients of a billionth", (parameters, tiny, empty, beta, rate, 1e-8)),
        case(rng, [3, 2, 1], 0.0, 0.5, 0.2),
        case(rng, [1, 4, 1], 0.8, 0.2, 0.1),
        Case("the gradients come last layer first", (parameters, turned, s, beta, rate, epsilon)),
        Case("float32", (*map(narrow, (parameters, grads, s)), 0.7, 0.01, epsilon)),
    ]


@update_parameters_with_rmsprop.property("the size of a gradient does not matter")
def size_does_not_matter(f, rng):
    """Return a sentence unless gradients a thousand times as large give the same steps."""
    parameters, grads = network(rng, [3, 2, 1]), gradients(rng, [3, 2, 1])
    empty = {name: np.zeros_like(value) for name, value in grads.items()}
    large = {name: 1000 * value for name, value in grads.items()}
    one, other = (f(parameters, these, empty, 0.9, 0.1, 1e-12)[0] for these in (grads, large))
    far = [name for name in one if not np.allclose(one[name], other[name])]
    return f"gradients 1000 times as large move {far[0]} by another length" if far else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def variant(parameters, grads, s, beta, learning_rate, divisor, power=2):
    """Return a step in which the gradients are divided by `divisor(s)`; s averages this power of them."""
    s = {name: beta * s[name] + (1 - beta) * grads[name] ** power for name in s}
    new = {n: value - learning_rate * grads[f"d{n}"] / divisor(s[f"d{n}"]) for n, value in parameters.items()}
    return new, s


@update_parameters_with_rmsprop.mistake
def epsilon_inside_the_root(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """epsilon is added under the root, sqrt(s + epsilon), as TensorFlow does: an epsilon of 1e-8 then counts like 1e-4;
    here it is added to the root
    """
    return variant(parameters, grads, s, beta, learning_rate, lambda a: np.sqrt(a + epsilon))


@update_parameters_with_rmsprop.mistake
def not_squared(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the gradients are not squared in s (only made positive): s averages dW^2, so that the root gives back a size"""
    magnitudes = {name: np.abs(gradient) for name, gradient in grads.items()}
    new_s = {name: beta * s[name] + (1 - beta) * magnitudes[name] for name in s}
    step = {name: grads[name] / (np.sqrt(new_s[name]) + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), new_s


@update_parameters_with_rmsprop.mistake
def root_left_out(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the root is left out, dW / (s + epsilon): a large gradient would then take a short step and a small one a long"""
    return variant(parameters, grads, s, beta, learning_rate, lambda a: a + epsilon)


@update_parameters_with_rmsprop.mistake
def one_size_for_all_entries(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """all entries of an array are divided by one number, its norm: each entry has its own s and its own root"""
    return variant(parameters, grads, s, beta, learning_rate, lambda a: np.linalg.norm(np.sqrt(a)) + epsilon)


@update_parameters_with_rmsprop.mistake
def epsilon_left_out(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """epsilon is left out: where no gradient has come yet, 0 / 0 gives nan"""
    return variant(parameters, grads, s, beta, learning_rate, np.sqrt)


@update_parameters_with_rmsprop.mistake
def epsilon_beside_the_quotient(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """epsilon is added to the quotient and not to the root: dW / (np.sqrt(s) + epsilon) needs its brackets"""
    new, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    return {name: value + epsilon for name, value in new.items()}, s


@update_parameters_with_rmsprop.mistake
def gradient_left_out_of_the_step(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the step is the root of s without the gradient: the root is what the gradient is divided by"""
    _, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    return {n: value - learning_rate * (np.sqrt(s[f"d{n}"]) + epsilon) for n, value in parameters.items()}, s


@update_parameters_with_rmsprop.mistake
def adds_instead_of_averaging(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the squares are added in full, s = beta s + dW^2: weigh them with (1 - beta), so that s is an average"""
    new_s = {name: beta * s[name] + grads[name] ** 2 for name in s}
    step = {name: grads[name] / (np.sqrt(new_s[name]) + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), new_s


@update_parameters_with_rmsprop.mistake
def beta_fixed(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """beta is fixed at 0.9: take the one that is given"""
    return reference.update_parameters_with_rmsprop(parameters, grads, s, 0.9, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def dictionary_begun_inside_the_loop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """only the last array is left: the empty dictionaries are made inside the loop, they belong before it"""
    results = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    return tuple(dict([list(part.items())[-1]]) for part in results)


@update_parameters_with_rmsprop.mistake
def weights_swapped(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """beta and 1 - beta have changed places: beta is the weight of the old average"""
    return reference.update_parameters_with_rmsprop(parameters, grads, s, 1 - beta, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def divided_by_the_old_average(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the step is divided by the root of the old s: in the first step that is epsilon alone, and the step is huge;
    first take the new squares into the average
    """
    _, new_s = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    step = {name: grads[name] / (np.sqrt(s[name]) + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), new_s


@update_parameters_with_rmsprop.mistake
def corrected_for_a_cold_start(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """s is divided by 1 - beta before the root, as if every step were the first: that correction is Adam's, with a
    power of beta that grows; RMSprop has none
    """
    return variant(parameters, grads, s, beta, learning_rate, lambda a: np.sqrt(a / (1 - beta)) + epsilon)


@update_parameters_with_rmsprop.mistake
def changed_in_place(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the caller's parameters and averages are changed, by -= or by writing into their dictionaries: make new ones"""
    new, new_s = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    return changed(parameters, new), changed(s, new_s)


def stepped(parameters, grads, s, learning_rate, epsilon):
    """Return the right step from averages that may be wrong."""
    step = {name: grads[name] / (np.sqrt(s[name]) + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), s


@update_parameters_with_rmsprop.mistake
def neither_squared_nor_positive(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the gradients are not squared in s: it becomes negative, whose root is nan; s averages dW^2"""
    s = {name: beta * s[name] + (1 - beta) * grads[name] for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def mean_square_of_the_array(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """s takes in the mean of the squares of an array: each entry has its own s"""
    s = {name: beta * s[name] + (1 - beta) * np.mean(grads[name] ** 2) for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def mean_square_added(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """s takes in the mean of the squares of an array, and in full: each entry has its own s, and its new square is
    weighed with (1 - beta)
    """
    s = {name: beta * s[name] + np.mean(grads[name] ** 2) for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def old_squares_in_full(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the old s is kept in full, s + (1 - beta) dW^2: it is multiplied by beta, else it only grows"""
    s = {name: s[name] + (1 - beta) * grads[name] ** 2 for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def squares_added_up(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the squares are only added up, s + dW^2, as in AdaGrad: RMSprop averages, with beta and (1 - beta)"""
    s = {name: s[name] + grads[name] ** 2 for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def old_squares_forgotten(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the old s is left out: s is (1 - beta) dW^2 alone, and nothing is remembered"""
    s = {name: (1 - beta) * grads[name] ** 2 for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def share_squared(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the factor (1 - beta) is squared along with the gradient: only dW is squared"""
    s = {name: beta * s[name] + ((1 - beta) * grads[name]) ** 2 for name in s}
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def squared_in_the_step(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the step takes the squared gradient: it is dW itself that is divided by the root of s"""
    _, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    step = {name: grads[name] ** 2 / (np.sqrt(s[name]) + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), s


@update_parameters_with_rmsprop.mistake
def steps_along_the_average(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the step is taken along s, as momentum steps along v: s only divides the gradient, by its root"""
    _, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    return reference.update_parameters_with_gd(parameters, s, learning_rate), s


@update_parameters_with_rmsprop.mistake
def steps_along_the_gradient(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the step is that of gradient descent: s is computed and then not used; divide the gradient by its root"""
    _, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    return reference.update_parameters_with_gd(parameters, grads, learning_rate), s


@update_parameters_with_rmsprop.mistake
def multiplied_by_the_root(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the gradient is multiplied by the root of s: it is divided by it"""
    _, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    step = {name: grads[name] * (np.sqrt(s[name]) + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), s


@update_parameters_with_rmsprop.mistake
def biases_without_division(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """only the weights' gradients are divided: the biases' have averages too, and are divided by their roots"""
    new, new_s = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    plain = reference.update_parameters_with_gd(parameters, grads, learning_rate)
    return {name: plain[name] if name[0] == "b" else new[name] for name in new}, new_s


@update_parameters_with_rmsprop.mistake
def epsilon_added_to_the_step(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """epsilon is added to dW / np.sqrt(s): it belongs below the line, beside the root"""
    _, s = epsilon_left_out(parameters, grads, s, beta, learning_rate)
    step = {name: grads[name] / np.sqrt(s[name]) + epsilon for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), s


@update_parameters_with_rmsprop.mistake
def epsilon_fixed(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """epsilon is fixed at 1e-8: take the one that is given"""
    return reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, 1e-8)


@update_parameters_with_rmsprop.mistake
def added_and_epsilon_inside(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the squares are added in full, s = beta s + dW^2, and epsilon is added under the root: weigh them with
    (1 - beta), and add epsilon to the root
    """
    s = {name: beta * s[name] + grads[name] ** 2 for name in s}
    step = {name: grads[name] / np.sqrt(s[name] + epsilon) for name in s}
    return reference.update_parameters_with_gd(parameters, step, learning_rate), s


@update_parameters_with_rmsprop.mistake
def root_remembered(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the root of s is returned: s itself goes on, and the root is for the step alone"""
    new, new_s = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    return new, {name: np.sqrt(value) for name, value in new_s.items()}


@update_parameters_with_rmsprop.mistake
def old_average_returned(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the old s is returned: then every step forgets what came before; return the new one"""
    return reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)[0], s


@update_parameters_with_rmsprop.mistake
def average_never_changes(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """s stays as it was, in the step and in what comes back: take the squared gradient into it first"""
    return stepped(parameters, grads, s, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def learning_rate_left_out(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the learning rate is left out of the step"""
    return reference.update_parameters_with_rmsprop(parameters, grads, s, beta, 1.0, epsilon)


@update_parameters_with_rmsprop.mistake
def uphill(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the step is added to the parameters instead of subtracted: that climbs the cost"""
    return reference.update_parameters_with_rmsprop(parameters, grads, s, beta, -learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def returned_inside_the_loop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """only the first arrays are there: the `return` stands inside the loop, it belongs after it"""
    results = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    return tuple(first_alone(part) for part in results)


@update_parameters_with_rmsprop.mistake
def average_changed_in_place(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """the caller's s is changed, by s[...] = ... or *=: build a new dictionary for the new averages"""
    new, new_s = reference.update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
    s.update(new_s)
    return new, s


for mistake in UPDATES:
    update_parameters_with_rmsprop.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@update_parameters_with_rmsprop.right
def in_one_loop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """Return the same from one loop."""
    new, new_s = {}, {}
    for key, gradient in grads.items():
        new_s[key] = s[key] + (1 - beta) * (gradient * gradient - s[key])
        new[key[1:]] = parameters[key[1:]] - learning_rate * gradient / (new_s[key] ** 0.5 + epsilon)
    return {name: new[name] for name in parameters}, {key: new_s[key] for key in s}


@update_parameters_with_rmsprop.right
def from_the_square(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    """Return the same, the average written as a way back from the square."""
    new_s = {name: g**2 + beta * (s[name] - g**2) for name, g in grads.items()}
    step = {name: grads[name] / (np.sqrt(new_s[name]) + epsilon) for name in grads}
    return {name: value - learning_rate * step["d" + name] for name, value in parameters.items()}, new_s
