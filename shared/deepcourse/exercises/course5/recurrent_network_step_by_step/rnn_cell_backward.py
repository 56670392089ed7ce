"""Exercise 6: the gradients of one step."""

import numpy as np

from deepcourse.exercises.course5.recurrent_network_step_by_step.networks import (
    SIZES,
    parameters,
    some_sizes,
    state,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import recurrent as reference

rnn_cell_backward = FunctionExercise(
    __name__,
    reference=reference.rnn_cell_backward,
    minutes=8,
    points_visible=6,
    points_hidden=7,
    returns=("gradients",),
    hints=(
        "Call the sum inside the tanh z. First find dz, (n_a, m): the gradient that arrives times the slope of the "
        "tanh, which follows from a_next alone.",
        "From z on, this is the linear layer that you know, with two inputs: xt, multiplied by Wax, and a_prev, "
        "multiplied by Waa. Each of the four gradients is a product of dz with one of these arrays.",
        "Let the shapes choose the transposes; where n_a appears twice, as in Waa, ask which entry of a_prev moves "
        "which entry of z. The bias was added to every example: its gradient is a sum, (n_a, 1).",
    ),
)


def case(rng, n_a, n_x, m, dtype=float, note=""):
    """Return a gradient and the cache of a step."""
    xt = rng.normal(size=(n_x, m)).astype(dtype)
    _, _, cache = reference.rnn_cell_forward(xt, state(rng, n_a, m, dtype), parameters(rng, n_a, n_x, 2, dtype))
    return Case(told(n_a, n_x, m) + note, (rng.normal(size=(n_a, m)).astype(dtype), cache))


@rnn_cell_backward.visible
def visible():
    """Return steps of all kinds of sizes, as many inputs as units, and one in float32."""
    rng = np.random.default_rng(56)
    made = [case(rng, n_a, n_x, m) for n_a, n_x, m, *_ in SIZES]
    return [*made, case(rng, 3, 3, 5), case(rng, 4, 2, 5, np.float32, ", float32")]


@rnn_cell_backward.draw
def draw(rng):
    """Return a step of random size."""
    n_a, n_x, m, *_ = some_sizes(rng)
    return case(rng, n_a, n_x, m)


@rnn_cell_backward.edges
def edges(rng):
    """Return one unit, one input, one example, one of each, single precision, and no gradient at all."""
    made = [case(rng, *sizes) for sizes in ((1, 3, 4), (4, 1, 3), (3, 4, 1), (1, 1, 1))]
    nothing = case(rng, 3, 2, 4)
    nothing = Case("nothing arrives", (0 * nothing.arguments[0], nothing.arguments[1]))
    return [*made, nothing, case(rng, 2, 4, 3, np.float32, ", float32")]


@rnn_cell_backward.property("gradients are measured slopes")
def gradients_are_slopes(f, rng):
    """Return a sentence unless nudging the inputs and parameters of a step measures the same gradients."""
    da_next, (_, a_prev, xt, made) = case(rng, 4, 3, 5).arguments
    values = {"xt": xt, "a_prev": a_prev, "Wax": made["Wax"], "Waa": made["Waa"], "ba": made["ba"]}

    def cost(moved):
        z = moved["Wax"] @ moved["xt"] + moved["Waa"] @ moved["a_prev"] + moved["ba"]
        return float(np.sum(da_next * np.tanh(z)))

    gradients = f(da_next, (np.tanh(made["Wax"] @ xt + made["Waa"] @ a_prev + made["ba"]), a_prev, xt, made))
    for name, value in values.items():
        direction, step = rng.normal(size=value.shape), 1e-5
        if np.shape(gradients[f"d{name}"]) != value.shape:
            return f"d{name} has the shape {np.shape(gradients[f'd{name}'])}, {name} has {value.shape}"
        ahead, behind = (cost(values | {name: value + h * direction}) for h in (step, -step))
        measured, claimed = (ahead - behind) / (2 * step), float(np.sum(gradients[f"d{name}"] * direction))
        if not np.isclose(claimed, measured, rtol=1e-5, atol=1e-7):
            return f"along a random direction, nudging measures {measured:.4g} for d{name}; yours gives {claimed:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(da_next, cache, *, slope=None, dz=None):
    """Return the gradients for another slope, or another dz."""
    a_next, a_prev, xt, made = cache
    slope = 1 - a_next**2 if slope is None else slope
    dz = da_next * slope if dz is None else dz
    gradients = {"dxt": made["Wax"].T @ dz, "da_prev": made["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T}
    return gradients | {"dba": dz.sum(axis=1, keepdims=True)}


@rnn_cell_backward.mistake
def tanh_taken_again(da_next, cache):
    """the slope is 1 - tanh(a_next)^2: a_next is the tanh already, so the slope is 1 - a_next^2"""
    return back(da_next, cache, slope=1 - np.tanh(cache[0]) ** 2)


@rnn_cell_backward.mistake
def slope_at_the_old_state(da_next, cache):
    """the slope is 1 - a_prev^2: the tanh of this step gave a_next"""
    return back(da_next, cache, slope=1 - cache[1] ** 2)


@rnn_cell_backward.mistake
def square_of_the_difference(da_next, cache):
    """the slope is (1 - a_next)^2: only a_next is squared"""
    return back(da_next, cache, slope=(1 - cache[0]) ** 2)


@rnn_cell_backward.mistake
def not_squared(da_next, cache):
    """the slope is 1 - a_next: a_next is squared"""
    return back(da_next, cache, slope=1 - cache[0])


@rnn_cell_backward.mistake
def no_slope(da_next, cache):
    """the slope of the tanh is missing: multiply da_next by 1 - a_next^2 first"""
    return back(da_next, cache, slope=1)


@rnn_cell_backward.mistake
def slope_of_a_sigmoid(da_next, cache):
    """the slope is a_next (1 - a_next), that of a sigmoid: the tanh has 1 - a_next^2"""
    return back(da_next, cache, slope=cache[0] * (1 - cache[0]))


@rnn_cell_backward.mistake
def plus_for_minus(da_next, cache):
    """the slope is 1 + a_next^2: it is 1 - a_next^2"""
    return back(da_next, cache, slope=1 + cache[0] ** 2)


@rnn_cell_backward.mistake
def slope_missing_for_the_inputs(da_next, cache):
    """dxt and da_prev are made from da_next: these gradients also pass through the tanh, so use dz"""
    plain = back(da_next, cache, slope=1)
    return back(da_next, cache) | {"dxt": plain["dxt"], "da_prev": plain["da_prev"]}


@rnn_cell_backward.mistake
def slope_missing_for_da_prev(da_next, cache):
    """da_prev is made from da_next: this gradient also passes through the tanh, so use dz"""
    return back(da_next, cache) | {"da_prev": back(da_next, cache, slope=1)["da_prev"]}


@rnn_cell_backward.mistake
def slope_missing_for_the_weights(da_next, cache):
    """dWax, dWaa and dba are made from da_next: the weights are inside the tanh, so use dz"""
    plain = back(da_next, cache, slope=1)
    return back(da_next, cache) | {name: plain[name] for name in ("dWax", "dWaa", "dba")}


@rnn_cell_backward.mistake
def slope_missing_for_the_bias(da_next, cache):
    """dba sums da_next: the bias is inside the tanh, so sum dz"""
    return back(da_next, cache) | {"dba": da_next.sum(axis=1, keepdims=True)}


@rnn_cell_backward.mistake
def bias_without_its_axis(da_next, cache):
    """dba has the shape (n_a,): a gradient has the shape of its array, here (n_a, 1); set keepdims"""
    return back(da_next, cache) | {"dba": back(da_next, cache)["dba"][:, 0]}


@rnn_cell_backward.mistake
def bias_not_summed(da_next, cache):
    """dba is not summed, (n_a, m): all examples share the bias, so add over them"""
    return back(da_next, cache) | {"dba": da_next * (1 - cache[0] ** 2)}


@rnn_cell_backward.mistake
def bias_over_everything(da_next, cache):
    """dba is one number, summed over the units as well: each unit has its own bias"""
    return back(da_next, cache) | {"dba": float(back(da_next, cache)["dba"].sum())}


@rnn_cell_backward.mistake
def bias_over_the_units(da_next, cache):
    """dba is summed over the units, axis 0: sum over the examples, axis 1"""
    return back(da_next, cache) | {"dba": np.sum(da_next * (1 - cache[0] ** 2), axis=0, keepdims=True)}


@rnn_cell_backward.mistake
def bias_as_a_mean(da_next, cache):
    """dba is a mean over the examples: add them up; whatever mean the cost takes is already part of da_next"""
    return back(da_next, cache) | {"dba": back(da_next, cache)["dba"] / da_next.shape[1]}


@rnn_cell_backward.mistake
def parameters_as_means(da_next, cache):
    """dWax, dWaa and dba are divided by m: whatever mean the cost takes is already part of da_next"""
    said = back(da_next, cache)
    return said | {name: said[name] / da_next.shape[1] for name in ("dWax", "dWaa", "dba")}


@rnn_cell_backward.mistake
def dwaa_from_the_new_state(da_next, cache):
    """dWaa is made from a_next: Waa was multiplied by a_prev"""
    a_next, _, xt, made = cache
    return back(da_next, cache) | {"dWaa": back(da_next, (a_next, a_next, xt, made))["dWaa"]}


@rnn_cell_backward.mistake
def dwaa_transposed(da_next, cache):
    """dWaa is transposed: the row belongs to the unit that receives, so write dz @ a_prev.T"""
    return back(da_next, cache) | {"dWaa": back(da_next, cache)["dWaa"].T}


@rnn_cell_backward.mistake
def waa_not_transposed(da_next, cache):
    """da_prev is Waa dz: going backward, the matrix is transposed"""
    return back(da_next, cache) | {"da_prev": cache[3]["Waa"] @ (da_next * (1 - cache[0] ** 2))}


@rnn_cell_backward.mistake
def da_prev_with_da_next(da_next, cache):
    """da_next is added to da_prev: a_prev reaches a_next through Waa only"""
    return back(da_next, cache) | {"da_prev": back(da_next, cache)["da_prev"] + da_next}


@rnn_cell_backward.mistake
def other_names(da_next, cache):
    """two gradients are called dx and da0: the exercise asks for dxt and da_prev"""
    said = back(da_next, cache)
    return {"dx": said["dxt"], "da0": said["da_prev"]} | {name: said[name] for name in ("dWax", "dWaa", "dba")}


# --- right, written differently -------------------------------------------------------------------------------------


@rnn_cell_backward.right
def by_einsum(da_next, cache):
    """Return the same, every index written out."""
    a_next, a_prev, xt, made = cache
    dz = da_next - da_next * a_next * a_next
    said = {"dWax": np.einsum("um,im->ui", dz, xt), "dWaa": np.einsum("um,vm->uv", dz, a_prev)}
    said |= {"dxt": np.einsum("ui,um->im", made["Wax"], dz), "da_prev": np.einsum("uv,um->vm", made["Waa"], dz)}
    return said | {"dba": np.einsum("um->u", dz).reshape(-1, 1)}


@rnn_cell_backward.right
def example_by_example(da_next, cache):
    """Return the same as a sum over the examples."""
    a_next, a_prev, xt, made = cache
    dz = (1 - np.square(a_next)) * da_next
    dWax, dWaa, dba = np.zeros_like(made["Wax"]), np.zeros_like(made["Waa"]), np.zeros_like(made["ba"])
    for i in range(dz.shape[1]):
        dWax += np.outer(dz[:, i], xt[:, i])
        dWaa += np.outer(dz[:, i], a_prev[:, i])
        dba += dz[:, i : i + 1]
    inputs = {"dxt": np.dot(made["Wax"].T, dz), "da_prev": np.dot(made["Waa"].T, dz)}
    return inputs | {"dWax": dWax, "dWaa": dWaa, "dba": dba}
