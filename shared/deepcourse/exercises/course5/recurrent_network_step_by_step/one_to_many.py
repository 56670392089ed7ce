"""Exercise 4: one input, many predictions."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import parameters, some_sizes, state, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import recurrent as reference

one_to_many = FunctionExercise(
    __name__,
    reference=reference.one_to_many,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("y_pred",),
    any_number_type=True,
    hints=(
        "Two things pass from step to step here: the state, and what else?",
        "The first step reads x1 and starts from a0. Where do the second step's input and state come from?",
        "Keep xt and a in two variables, and let each call of the cell replace both; collect the T_y predictions.",
    ),
)


def case(rng, n_a, n_x, m, T_y):
    """Return an input and a layer with as many classes as inputs."""
    arguments = (rng.normal(size=(n_x, m)), state(rng, n_a, m), parameters(rng, n_a, n_x, n_x), T_y)
    return Case(f"{told(n_a, n_x, m)}, T_y = {T_y}", arguments)


@one_to_many.visible
def visible():
    """Return layers of all kinds of sizes."""
    rng = np.random.default_rng(54)
    sizes = ((5, 3, 4, 6), (2, 5, 3, 4), (3, 4, 2, 5), (4, 2, 1, 3), (3, 2, 4, 1), (1, 3, 2, 4), (4, 4, 2, 3))
    return [case(rng, *one) for one in sizes]


@one_to_many.draw
def draw(rng):
    """Return a layer of random size."""
    n_a, n_x, m, T_y, _ = some_sizes(rng)
    return case(rng, n_a, n_x, m, T_y)


@one_to_many.edges
def edges(rng):
    """Return one step, one example, one unit, many steps."""
    return [case(rng, *sizes) for sizes in ((3, 4, 2, 1), (3, 2, 1, 5), (1, 2, 3, 4), (3, 2, 4, 12))]


@one_to_many.property("each prediction is the next input")
def each_is_the_next_input(f, rng):
    """Return a sentence unless a layer that is fed the predictions predicts the same."""
    x1, a0, made, T_y = case(rng, 4, 3, 2, 5).arguments
    y_pred = np.asarray(f(x1, a0, made, T_y))
    if y_pred.shape != (3, 2, 5):
        return f"y_pred has shape {y_pred.shape}, expected (3, 2, 5)"
    fed = np.concatenate([x1[:, :, np.newaxis], y_pred[:, :, :-1]], axis=2)
    again = reference.rnn_forward(fed, a0, made)[1]
    return (
        None
        if np.allclose(again, y_pred)
        else "a layer that is fed x1 and then these predictions makes different predictions"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def generate(x1, a0, made, T_y, *, feed=None, restart=False):
    """Return predictions whose next input is feed(yt_pred, xt, a); `restart` starts every step from a0."""
    xt, a, predictions = x1, a0, []
    for _ in range(T_y):
        a, yt_pred, _ = reference.rnn_cell_forward(xt, a0 if restart else a, made)
        predictions.append(yt_pred)
        xt = yt_pred if feed is None else feed(yt_pred, xt, a)
    return np.stack(predictions, axis=2)


def likeliest(yt_pred):
    """Return the likeliest class of each example, one-hot."""
    return np.eye(len(yt_pred))[:, yt_pred.argmax(axis=0)]


@one_to_many.mistake
def x1_at_every_step(x1, a0, parameters, T_y):
    """every step reads x1: from the second step on, the input is the last prediction"""
    return generate(x1, a0, parameters, T_y, feed=lambda y, xt, a: xt)


@one_to_many.mistake
def zeros_after_x1(x1, a0, parameters, T_y):
    """from the second step on, the input is zeros: it is the last prediction"""
    return generate(x1, a0, parameters, T_y, feed=lambda y, xt, a: 0 * xt)


@one_to_many.mistake
def one_hot_of_the_likeliest(x1, a0, parameters, T_y):
    """the next input is one-hot, the likeliest class: here the probabilities themselves are the input"""
    return generate(x1, a0, parameters, T_y, feed=lambda y, xt, a: likeliest(y))


@one_to_many.mistake
def prediction_added_to_the_input(x1, a0, parameters, T_y):
    """the prediction is added to the last input: it replaces it"""
    return generate(x1, a0, parameters, T_y, feed=lambda y, xt, a: xt + y)


@one_to_many.mistake
def scores_as_input(x1, a0, parameters, T_y):
    """the next input is the scores before the softmax: it is the probabilities"""
    made = parameters
    return generate(x1, a0, made, T_y, feed=lambda y, xt, a: made["Wya"] @ a + made["by"])


@one_to_many.mistake
def every_step_from_a0(x1, a0, parameters, T_y):
    """every step starts from a0: the state must also be passed on"""
    return generate(x1, a0, parameters, T_y, restart=True)


@one_to_many.mistake
def a0_ignored(x1, a0, parameters, T_y):
    """a0 is not used: the first step starts from it"""
    return generate(x1, 0 * a0, parameters, T_y)


@one_to_many.mistake
def prediction_of_two_steps_ago(x1, a0, parameters, T_y):
    """each step reads the prediction of two steps ago: it reads that of the step before"""
    xt, later, a, predictions = x1, x1, a0, []
    for _ in range(T_y):
        a, yt_pred, _ = reference.rnn_cell_forward(xt, a, parameters)
        predictions.append(yt_pred)
        xt, later = later, yt_pred
    return np.stack(predictions, axis=2)


@one_to_many.mistake
def x1_among_the_predictions(x1, a0, parameters, T_y):
    """y_pred begins with x1: it holds predictions only"""
    return np.concatenate([x1[:, :, np.newaxis], generate(x1, a0, parameters, T_y)[:, :, :-1]], axis=2)


@one_to_many.mistake
def one_step_too_many(x1, a0, parameters, T_y):
    """there is one step too many: there are T_y predictions"""
    return generate(x1, a0, parameters, T_y + 1)


@one_to_many.mistake
def one_step_too_few(x1, a0, parameters, T_y):
    """the last prediction is missing, and zeros are in its column: there are T_y predictions"""
    y_pred = generate(x1, a0, parameters, T_y)
    return np.where(np.arange(T_y) < T_y - 1, y_pred, 0)


@one_to_many.mistake
def last_prediction_only(x1, a0, parameters, T_y):
    """only the last prediction is returned: collect all T_y"""
    return generate(x1, a0, parameters, T_y)[:, :, -1]


@one_to_many.mistake
def time_first(x1, a0, parameters, T_y):
    """time is the first axis: it is the last, (n_y, m, T_y)"""
    return np.moveaxis(generate(x1, a0, parameters, T_y), 2, 0)


@one_to_many.mistake
def time_in_the_middle(x1, a0, parameters, T_y):
    """time is the second axis: it is the last, (n_y, m, T_y)"""
    return np.moveaxis(generate(x1, a0, parameters, T_y), 2, 1)


@one_to_many.mistake
def softmax_twice(x1, a0, parameters, T_y):
    """the predictions go through a second softmax: the cell returns probabilities already"""
    return reference.softmax(generate(x1, a0, parameters, T_y))


@one_to_many.mistake
def states_returned(x1, a0, parameters, T_y):
    """the states are returned: return the predictions"""
    fed = np.concatenate([x1[:, :, np.newaxis], generate(x1, a0, parameters, T_y)[:, :, :-1]], axis=2)
    return reference.rnn_forward(fed, a0, parameters)[0]


# --- right, written differently -------------------------------------------------------------------------------------


@one_to_many.right
def into_an_array(x1, a0, parameters, T_y):
    """Return the same, filled into an array."""
    y_pred, a = np.zeros((*x1.shape, T_y)), a0
    for t in range(T_y):
        a, y_pred[..., t], _ = reference.rnn_cell_forward(y_pred[..., t - 1] if t else x1, a, parameters)
    return y_pred


@one_to_many.right
def a_layer_of_one_step(x1, a0, parameters, T_y):
    """Return the same from layers of one step each."""
    parts, x, a = [], x1[:, :, None], a0
    for _ in range(T_y):
        states, x, _ = reference.rnn_forward(x, a, parameters)
        a = states[:, :, 0]
        parts.append(x)
    return np.concatenate(parts, axis=2)
