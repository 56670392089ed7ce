"""Exercise 1: one step of a recurrent network."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import (
    SIZES,
    parameters,
    some_sizes,
    state,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import recurrent as reference

rnn_cell_forward = FunctionExercise(
    __name__,
    reference=reference.rnn_cell_forward,
    minutes=5,
    points_visible=4,
    points_hidden=5,
    returns=("a_next", "yt_pred", "cache"),
    hints=(
        "Write down the shapes of the three terms inside the tanh. Each product must be (n_a, m); the bias is (n_a, 1) "
        "and NumPy repeats it for every example.",
        "The prediction is made after the step: from which of the two states?",
        "`softmax` turns each column of scores into probabilities. The cache is a tuple of four, in the order that the "
        "task names.",
    ),
)


def case(rng, n_a, n_x, m, n_y, dtype=float, note=""):
    """Return one step of a random cell."""
    xt = rng.normal(size=(n_x, m)).astype(dtype)
    arguments = (xt, state(rng, n_a, m, dtype), parameters(rng, n_a, n_x, n_y, dtype))
    return Case(told(n_a, n_x, m, n_y=n_y) + note, arguments)


@rnn_cell_forward.visible
def visible():
    """Return cells of all kinds of sizes, as many inputs as units, and one in float32."""
    rng = np.random.default_rng(51)
    made = [case(rng, n_a, n_x, m, n_y) for n_a, n_x, m, _, n_y in SIZES if m > 1]
    made += [case(rng, 3, 3, 5, 2), case(rng, 4, 2, 1, 3)]
    return [*made, case(rng, 3, 2, 4, 5, np.float32, ", float32")]


@rnn_cell_forward.draw
def draw(rng):
    """Return a cell of random size."""
    n_a, n_x, m, _, n_y = some_sizes(rng)
    return case(rng, n_a, n_x, m, n_y)


@rnn_cell_forward.edges
def edges(rng):
    """Return one unit, one input, one example, one class, single precision."""
    return [
        case(rng, 1, 3, 4, 2),
        case(rng, 4, 1, 3, 2),
        case(rng, 3, 4, 1, 5),
        case(rng, 3, 2, 4, 1),
        case(rng, 5, 2, 3, 4, np.float32, ", float32"),
    ]


@rnn_cell_forward.property("examples do not meet")
def examples_do_not_meet(f, rng):
    """Return a sentence unless each example gets the same state and prediction alone."""
    xt, a_prev, made = case(rng, 4, 3, 5, 6).arguments
    together = f(xt, a_prev, made)[:2]
    for i in range(5):
        alone = f(xt[:, i : i + 1], a_prev[:, i : i + 1], made)[:2]
        for name, all_of_them, one in zip(("a_next", "yt_pred"), together, alone, strict=True):
            if np.shape(all_of_them)[1:] != (5,) or not np.allclose(all_of_them[:, i : i + 1], one):
                return f"{name} of example {i} is not the same in a batch of five as for the example alone"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def step(xt, a_prev, made, *, sums=None, g=np.tanh, source=None, scores=softmax):
    """Return a step with something changed: the sums, the activation, the state that the prediction is made from."""
    total = made["Wax"] @ xt + made["Waa"] @ a_prev + made["ba"] if sums is None else sums
    a_next = g(total)
    yt_pred = scores(made["Wya"] @ (a_next if source is None else source) + made["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, made)


@rnn_cell_forward.mistake
def examples_compete(xt, a_prev, parameters):
    """the softmax runs over the examples (axis 1): the probabilities of one example, a column, must add up to 1"""
    return step(xt, a_prev, parameters, scores=lambda Z: softmax(Z.T).T)


@rnn_cell_forward.mistake
def softmax_over_everything(xt, a_prev, parameters):
    """the softmax divides by the sum of all entries: divide each column by its own sum (axis 0)"""
    return step(xt, a_prev, parameters, scores=lambda Z: softmax(Z.reshape(-1, 1)).reshape(Z.shape))


@rnn_cell_forward.mistake
def prediction_from_the_old_state(xt, a_prev, parameters):
    """the prediction is made from a_prev: it is made from the new state, a_next"""
    return step(xt, a_prev, parameters, source=a_prev)


@rnn_cell_forward.mistake
def scores_without_softmax(xt, a_prev, parameters):
    """yt_pred holds scores: the softmax is missing"""
    return step(xt, a_prev, parameters, scores=lambda Z: Z)


@rnn_cell_forward.mistake
def sigmoid_for_softmax(xt, a_prev, parameters):
    """each class gets a sigmoid of its own: use the softmax, so that the classes of an example add up to 1"""
    return step(xt, a_prev, parameters, scores=lambda Z: 1 / (1 + np.exp(-Z)))


@rnn_cell_forward.mistake
def tanh_of_the_scores(xt, a_prev, parameters):
    """the scores go through a tanh before the softmax: the tanh belongs to the state alone"""
    return step(xt, a_prev, parameters, scores=lambda Z: softmax(np.tanh(Z)))


@rnn_cell_forward.mistake
def sigmoid_state(xt, a_prev, parameters):
    """the state is a sigmoid of the sum: use tanh"""
    return step(xt, a_prev, parameters, g=lambda Z: 1 / (1 + np.exp(-Z)))


@rnn_cell_forward.mistake
def relu_state(xt, a_prev, parameters):
    """the state is a ReLU of the sum: use tanh"""
    return step(xt, a_prev, parameters, g=lambda Z: np.maximum(Z, 0))


@rnn_cell_forward.mistake
def no_tanh(xt, a_prev, parameters):
    """the tanh is missing: a_next is the tanh of the sum"""
    return step(xt, a_prev, parameters, g=lambda Z: Z)


@rnn_cell_forward.mistake
def a_tanh_for_each(xt, a_prev, parameters):
    """the input and the old state each go through a tanh: add first, and take one tanh of the whole sum"""
    old = np.tanh(parameters["Waa"] @ a_prev + parameters["ba"])
    return step(xt, a_prev, parameters, sums=np.tanh(parameters["Wax"] @ xt) + old, g=lambda Z: Z)


@rnn_cell_forward.mistake
def bias_after_the_tanh(xt, a_prev, parameters):
    """ba is added after the tanh: it belongs inside, in the sum"""
    made = parameters
    sums = np.tanh(made["Wax"] @ xt + made["Waa"] @ a_prev) + made["ba"]
    return step(xt, a_prev, made, sums=sums, g=lambda Z: Z)


@rnn_cell_forward.mistake
def no_ba(xt, a_prev, parameters):
    """ba is left out of the state"""
    return step(xt, a_prev, parameters, sums=parameters["Wax"] @ xt + parameters["Waa"] @ a_prev)


@rnn_cell_forward.mistake
def no_by(xt, a_prev, parameters):
    """by is left out of the prediction"""
    made = parameters
    return step(xt, a_prev, made, scores=lambda Z: softmax(Z - made["by"]))


@rnn_cell_forward.mistake
def by_after_the_softmax(xt, a_prev, parameters):
    """by is added after the softmax: it belongs to the scores"""
    made = parameters
    return step(xt, a_prev, made, scores=lambda Z: softmax(Z - made["by"]) + made["by"])


@rnn_cell_forward.mistake
def old_state_left_out(xt, a_prev, parameters):
    """the old state is left out: without Waa a_prev the network has no memory"""
    return step(xt, a_prev, parameters, sums=parameters["Wax"] @ xt + parameters["ba"])


@rnn_cell_forward.mistake
def input_left_out(xt, a_prev, parameters):
    """the input is left out: add Wax xt"""
    return step(xt, a_prev, parameters, sums=parameters["Waa"] @ a_prev + parameters["ba"])


@rnn_cell_forward.mistake
def waa_transposed(xt, a_prev, parameters):
    """Waa is transposed: the shapes agree, but row u of Waa holds what unit u receives, so write Waa @ a_prev"""
    made = parameters
    return step(xt, a_prev, made, sums=made["Wax"] @ xt + made["Waa"].T @ a_prev + made["ba"])


@rnn_cell_forward.mistake
def bias_twice(xt, a_prev, parameters):
    """ba is added twice, once with each product: there is one bias for the sum"""
    made = parameters
    return step(xt, a_prev, made, sums=made["Wax"] @ xt + made["Waa"] @ a_prev + 2 * made["ba"])


@rnn_cell_forward.mistake
def product_of_both(xt, a_prev, parameters):
    """the two terms are multiplied with each other: add them"""
    made = parameters
    return step(xt, a_prev, made, sums=(made["Wax"] @ xt) * (made["Waa"] @ a_prev) + made["ba"])


@rnn_cell_forward.mistake
def states_swapped_in_the_cache(xt, a_prev, parameters):
    """the cache begins with a_prev: the order is a_next, a_prev, xt, parameters"""
    a_next, yt_pred, _ = step(xt, a_prev, parameters)
    return a_next, yt_pred, (a_prev, a_next, xt, parameters)


@rnn_cell_forward.mistake
def no_parameters_in_the_cache(xt, a_prev, parameters):
    """the cache has no parameters: it holds a_next, a_prev, xt and parameters"""
    a_next, yt_pred, cache = step(xt, a_prev, parameters)
    return a_next, yt_pred, cache[:3]


@rnn_cell_forward.mistake
def prediction_in_the_cache(xt, a_prev, parameters):
    """the cache also holds yt_pred: only a_next, a_prev, xt and parameters are needed"""
    a_next, yt_pred, cache = step(xt, a_prev, parameters)
    return a_next, yt_pred, (a_next, yt_pred, *cache[1:])


@rnn_cell_forward.mistake
def prediction_first(xt, a_prev, parameters):
    """yt_pred is returned first: the order is a_next, yt_pred, cache"""
    a_next, yt_pred, cache = step(xt, a_prev, parameters)
    return yt_pred, a_next, cache


# --- right, written differently -------------------------------------------------------------------------------------


@rnn_cell_forward.right
def one_product_on_a_stack(xt, a_prev, parameters):
    """Return the same from one product, on the stack of state and input."""
    W = np.hstack([parameters["Waa"], parameters["Wax"]])
    a_next = np.tanh(W @ np.vstack([a_prev, xt]) + parameters["ba"])
    Z = parameters["Wya"] @ a_next + parameters["by"]
    powers = np.exp(Z - Z.max(axis=0))
    return a_next, powers / powers.sum(axis=0), [a_next, a_prev, xt, parameters]


@rnn_cell_forward.right
def example_by_example(xt, a_prev, parameters):
    """Return the same, an example at a time."""
    Wax, Waa, Wya, ba, by = (parameters[name] for name in ("Wax", "Waa", "Wya", "ba", "by"))
    a_next = np.stack([np.tanh(Wax @ x + Waa @ a + ba[:, 0]) for x, a in zip(xt.T, a_prev.T, strict=True)], axis=1)
    yt_pred = np.stack([softmax((Wya @ a + by[:, 0])[:, None])[:, 0] for a in a_next.T], axis=1)
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
