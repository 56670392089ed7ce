"""Exercise 4: the context."""

import numpy as np

from deepcourse.exercises.course5.attention_for_dates.looking import SIZES, looking, some_sizes
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference

context = FunctionExercise(
    __name__,
    reference=reference.context,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("the context",),
    hints=(
        "Example i uses row i of alpha, and a[:, i]. What shape does the result have for one example?",
        "alpha is (m, T_x), a is (n_a, m, T_x): NumPy lines up the last axes of two arrays when it multiplies them.",
        "After the product, one axis is too many. Which one is averaged over?",
    ),
)


def case(rng, n_a, n_s, n_e, m, T_x, lengths=None, dtype=np.float64, name=""):
    """Return weights and states of random inputs."""
    s_prev, a, mask, parameters = looking(rng, n_a, n_s, n_e, m, T_x, lengths)
    alpha, _ = reference.attention_weights(s_prev, a, mask, parameters)
    return Case(name or f"n_a = {n_a}, m = {m}, T_x = {T_x}", (alpha.astype(dtype), a.astype(dtype)))


@context.visible
def visible():
    """Return several sizes, one example, one step, one unit, all weight on one step, float32."""
    rng = np.random.default_rng(372)
    sure = case(rng, 3, 2, 4, 2, 5, name="all weight on one step")
    sure.arguments[0][...] = np.eye(5)[[3, 1]]
    return [
        *(case(rng, *sizes) for sizes in SIZES),
        case(rng, 3, 2, 4, 1, 5),
        case(rng, 4, 2, 3, 3, 1),
        case(rng, 1, 2, 3, 4, 5),
        sure,
        case(rng, 3, 2, 4, 2, 5, dtype=np.float32, name="float32"),
    ]


@context.draw
def draw(rng):
    """Return random sizes."""
    return case(rng, *some_sizes(rng))


@context.edges
def edges(rng):
    """Return one example, one step, one unit, as many units as steps, float32."""
    return [
        case(rng, 4, 3, 2, 1, 6),
        case(rng, 2, 3, 4, 5, 1),
        case(rng, 1, 3, 2, 2, 4),
        case(rng, 4, 2, 3, 4, 4),
        case(rng, 5, 2, 4, 3, 6, dtype=np.float32, name="float32"),
    ]


@context.property("the mean of equal states is that state")
def mean_of_equal_states(f, rng):
    """Return a sentence unless states that are equal at all steps give this state."""
    alpha, _ = case(rng, 3, 2, 4, 2, 5).arguments
    state = rng.normal(size=(3, 2))
    found = np.asarray(f(alpha, np.repeat(state[:, :, None], 5, axis=2)))
    if found.shape != state.shape:
        return f"the context has the shape {found.shape}, the state at each step {state.shape}"
    far = np.abs(found - state).max()
    return None if far < 1e-9 else f"all states are equal, and the context differs from them by up to {far:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@context.mistake
def plain_mean(alpha, a):
    """the plain mean over all steps is taken: multiply the states by alpha first, then sum"""
    return a.mean(axis=2)


@context.mistake
def plain_sum(alpha, a):
    """the states are summed without their weights: multiply them by alpha first"""
    return a.sum(axis=2)


@context.mistake
def divided_by_the_steps(alpha, a):
    """the weighted sum is divided by T_x: the weights sum to 1 already"""
    return (alpha * a).mean(axis=2)


@context.mistake
def strongest_step_alone(alpha, a):
    """only the state with the largest weight is taken: sum over all steps"""
    return a[:, np.arange(a.shape[1]), alpha.argmax(axis=1)]


@context.mistake
def softmax_again(alpha, a):
    """a softmax of the weights is taken: they are the result of a softmax already"""
    again = np.exp(alpha)
    return reference.context(again / again.sum(axis=1, keepdims=True), a)


@context.mistake
def weights_of_the_first_example(alpha, a):
    """the weights of the first example are used for all: each has its own"""
    return (alpha[0] * a).sum(axis=2)


@context.mistake
def weights_of_the_next_example(alpha, a):
    """each example gets the weights of another one: row i of alpha belongs to example i"""
    return reference.context(np.roll(alpha, 1, axis=0), a)


@context.mistake
def weights_of_all_examples(alpha, a):
    """each state is multiplied by the weights of all examples: row i of alpha belongs to example i alone"""
    return (a @ alpha.T).sum(axis=2)


@context.mistake
def not_summed(alpha, a):
    """the products are not summed over the input"""
    return alpha * a


@context.mistake
def examples_first(alpha, a):
    """the result is (m, n_a): examples are columns, so it is (n_a, m)"""
    return reference.context(alpha, a).T


@context.mistake
def summed_over_examples(alpha, a):
    """the products are summed over the examples: sum over the steps"""
    return (alpha * a).sum(axis=1)


@context.mistake
def weights_turned_round(alpha, a):
    """the weights are in reverse order: column t of alpha belongs to step t"""
    return reference.context(alpha[:, ::-1], a)


@context.mistake
def last_step_left_out(alpha, a):
    """the last step is left out: there are T_x of them"""
    return reference.context(alpha[:, :-1], a[:, :, :-1])


@context.mistake
def first_step_left_out(alpha, a):
    """the first step is left out: begin at step 0"""
    return reference.context(alpha[:, 1:], a[:, :, 1:])


@context.mistake
def every_weight_with_every_example(alpha, a):
    """the weights of each example are multiplied by the states of all: the result has one axis too many"""
    return np.einsum("kt,nmt->nmk", alpha, a)


@context.mistake
def weights_squared(alpha, a):
    """the weights are used twice: multiply by alpha once"""
    return reference.context(alpha**2, a)


# --- right, written differently -------------------------------------------------------------------------------------


@context.right
def step_by_step(alpha, a):
    """Return the same, summed step by step."""
    total = np.zeros(a.shape[:2], a.dtype)
    for t in range(a.shape[2]):
        total += alpha[:, t] * a[:, :, t]
    return total


@context.right
def example_by_example(alpha, a):
    """Return the same as a matrix product for each example."""
    return np.stack([a[:, i] @ alpha[i] for i in range(len(alpha))], axis=1)
