"""Exercise 5: the gradients of attention."""

import numpy as np

from deepcourse.exercises.course5.attention_for_dates.looking import SIZES, looking, some_sizes, told
from deepcourse.exercises.course5.gated_units.cells import nudged, with_type
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference

attention_backward = FunctionExercise(
    __name__,
    reference=reference.attention_backward,
    minutes=13,
    points_visible=7,
    points_hidden=11,
    returns=("grads",),
    hints=(
        "context = the sum over t of alpha times a. This gives dalpha, (m, T_x), and the first share of da. What are "
        "they for one example?",
        "Through a softmax of one example, d score_t = alpha_t times (dalpha_t minus a number that is the same for all "
        "t). Which number makes the sum of all d score_t equal to 0?",
        "From the scores on, it is a small network: ve, then tanh, then a sum of three terms. Two of the terms do not "
        "depend on the step, so their gradients are sums over the steps.",
    ),
)


def case(rng, arguments, name=""):
    """Return the cache of a forward pass of the package, and a random gradient of the context."""
    s_prev, a, _, parameters = arguments
    dcontext = rng.normal(size=a.shape[:2]).astype(a.dtype)
    name = name or told(len(a), len(s_prev), len(parameters["Wa"]), *a.shape[1:])
    return Case(name, (dcontext, reference.attention_weights(*arguments)[1]))


def small(arguments):
    """Return the same in float32."""
    s_prev, a, mask, parameters = arguments
    s_prev, a, parameters = with_type((s_prev, a, parameters))
    return s_prev, a, mask, parameters


@attention_backward.visible
def visible():
    """Return several sizes, one example, one step, one unit, float32."""
    rng = np.random.default_rng(374)
    return [
        *(case(rng, looking(rng, *sizes)) for sizes in SIZES),
        case(rng, looking(rng, 3, 4, 2, 1, 5, [4]), "one example"),
        case(rng, looking(rng, 4, 2, 3, 2, 1), "one step"),
        case(rng, looking(rng, 1, 1, 1, 3, 4), "one unit everywhere"),
        case(rng, small(looking(rng, 3, 2, 4, 2, 5)), "float32"),
    ]


@attention_backward.draw
def draw(rng):
    """Return random sizes."""
    return case(rng, looking(rng, *some_sizes(rng)))


@attention_backward.edges
def edges(rng):
    """Return one example, one step, one unit, no padding, float32."""
    return [
        case(rng, looking(rng, 4, 3, 2, 1, 6, [5]), "one example"),
        case(rng, looking(rng, 2, 3, 4, 3, 1), "one step"),
        case(rng, looking(rng, 1, 1, 1, 2, 5), "one unit everywhere"),
        case(rng, looking(rng, 3, 4, 5, 2, 6, [6, 6]), "no padding"),
        case(rng, small(looking(rng, 2, 4, 3, 3, 6)), "float32"),
    ]


@attention_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    s_prev, a, mask, parameters = looking(rng, 3, 4, 2, 2, 5)
    dcontext = rng.normal(size=(3, 2))
    grads = f(dcontext, reference.attention_weights(s_prev, a, mask, parameters)[1])
    parts = {"a": a, "s_prev": s_prev, **parameters}

    def forward(moved):
        alpha, _ = reference.attention_weights(moved["s_prev"], moved["a"], mask, moved)
        return (reference.context(alpha, moved["a"]),)

    found = (nudged(rng, parts, name, forward, grads[f"d{name}"], (dcontext,)) for name in parts)
    return next((sentence for sentence in found if sentence), None)


# --- known mistakes -------------------------------------------------------------------------------------------------


def through_softmax(alpha, dalpha):
    """Return the gradient of the scores."""
    return alpha * (dalpha - np.sum(alpha * dalpha, axis=1, keepdims=True))


def back(dcontext, cache, *, soft=through_softmax, slope=lambda h: 1 - h**2, direct=1, indirect=1,
         over=lambda dZ: dZ.sum(axis=2), ve=1.0):  # fmt: skip
    """Return the gradients with something changed.

    soft : through the softmax          slope : of the tanh           direct, indirect : the shares of da
    over : from (n_e, m, T_x) to what s_prev and be get               ve : what dZ is divided by
    """
    alpha, hidden, s_prev, a, p = cache
    dalpha = np.einsum("nm,nmt->mt", dcontext, a)
    dscores = soft(alpha, dalpha)
    dZ = p["ve"].T[:, :, None] / ve * dscores * slope(hidden)
    summed = over(dZ)
    return {
        "da": direct * dcontext[:, :, None] * alpha + indirect * np.einsum("en,emt->nmt", p["Wa"], dZ),
        "ds_prev": p["Ws"].T @ summed,
        "dWa": np.einsum("emt,nmt->en", dZ, a),
        "dWs": summed @ s_prev.T,
        "dbe": summed.sum(axis=1, keepdims=True),
        "dve": np.einsum("mt,emt->e", dscores, hidden)[None],
    }


@attention_backward.mistake
def states_only_averaged(dcontext, cache):
    """da lacks the share through the weights: the states also decide about the scores, so add Wa^T dZ"""
    return back(dcontext, cache, indirect=0)


@attention_backward.mistake
def states_only_scored(dcontext, cache):
    """da lacks the direct share: the context contains alpha * a, so add alpha * dcontext"""
    return back(dcontext, cache, direct=0)


@attention_backward.mistake
def softmax_without_its_sum(dcontext, cache):
    """the sum is missing in the softmax: a score lowers all other weights, so subtract the sum of alpha * dalpha"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * d)


@attention_backward.mistake
def softmax_like_a_sigmoid(dcontext, cache):
    """each weight is treated as if it depended on its own score only: alpha * (1 - alpha) is the slope of a sigmoid"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * (1 - alpha) * d)


@attention_backward.mistake
def softmax_left_out(dcontext, cache):
    """the softmax is skipped: dalpha is not yet the gradient of the scores"""
    return back(dcontext, cache, soft=lambda alpha, d: d)


@attention_backward.mistake
def plain_mean_subtracted(dcontext, cache):
    """the plain mean of dalpha is subtracted in the softmax: its mean is weighted by alpha"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * (d - d.mean(axis=1, keepdims=True)))


@attention_backward.mistake
def sum_over_examples(dcontext, cache):
    """in the softmax, the sum runs over the examples: it runs over the steps of each example"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * (d - np.sum(alpha * d, axis=0, keepdims=True)))


@attention_backward.mistake
def one_sum_for_all(dcontext, cache):
    """in the softmax, one sum is subtracted from all examples: each has its own"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * (d - np.sum(alpha * d)))


@attention_backward.mistake
def alpha_left_out(dcontext, cache):
    """the softmax lacks its factor alpha: it is alpha * (dalpha - sum)"""
    return back(dcontext, cache, soft=lambda alpha, d: d - np.sum(alpha * d, axis=1, keepdims=True))


@attention_backward.mistake
def sum_without_its_weight(dcontext, cache):
    """in the softmax, alpha is multiplied by dalpha alone: it multiplies the difference of dalpha and the sum"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * d - np.sum(alpha * d, axis=1, keepdims=True))


@attention_backward.mistake
def like_a_cross_entropy(dcontext, cache):
    """the gradient of the scores is taken as alpha - dalpha: a - y is for the cross-entropy"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha - d)


@attention_backward.mistake
def state_gets_a_mean(dcontext, cache):
    """ds_prev is a mean over the steps of the input: it is a sum"""
    grads = reference.attention_backward(dcontext, cache)
    return grads | {"ds_prev": grads["ds_prev"] / cache[0].shape[1]}


@attention_backward.mistake
def sum_of_dalpha(dcontext, cache):
    """in the softmax, the sum of dalpha is subtracted: each term must be multiplied by its weight"""
    return back(dcontext, cache, soft=lambda alpha, d: alpha * (d - d.sum(axis=1, keepdims=True)))


@attention_backward.mistake
def slope_of_tanh_left_out(dcontext, cache):
    """the slope of the tanh is missing: multiply by 1 - hidden^2"""
    return back(dcontext, cache, slope=lambda h: 1)


@attention_backward.mistake
def tanh_not_squared(dcontext, cache):
    """the slope of the tanh is taken as 1 - hidden: it is 1 - hidden^2"""
    return back(dcontext, cache, slope=lambda h: 1 - h)


@attention_backward.mistake
def slope_of_a_sigmoid(dcontext, cache):
    """the slope of the tanh is taken as hidden * (1 - hidden): that is the slope of a sigmoid"""
    return back(dcontext, cache, slope=lambda h: h * (1 - h))


@attention_backward.mistake
def ve_left_out(dcontext, cache):
    """the gradient does not go through ve: multiply dscores by ve for each unit"""
    return back(dcontext, cache, ve=cache[4]["ve"].T[:, :, None])


@attention_backward.mistake
def mean_over_steps(dcontext, cache):
    """the mean over the steps is taken for s_prev and be: their gradients are sums"""
    return back(dcontext, cache, over=lambda dZ: dZ.mean(axis=2))


@attention_backward.mistake
def last_step_alone(dcontext, cache):
    """s_prev and be get the gradient of the last step only: sum over all steps"""
    return back(dcontext, cache, over=lambda dZ: dZ[:, :, -1])


@attention_backward.mistake
def first_step_alone(dcontext, cache):
    """s_prev and be get the gradient of the first step only: sum over all steps"""
    return back(dcontext, cache, over=lambda dZ: dZ[:, :, 0])


@attention_backward.mistake
def divided_by_m(dcontext, cache):
    """the gradients of the parameters are divided by m: dcontext contains the 1/m of the cost already"""
    grads, m = reference.attention_backward(dcontext, cache), dcontext.shape[1]
    return {name: value if name in ("da", "ds_prev") else value / m for name, value in grads.items()}


@attention_backward.mistake
def bias_as_a_mean(dcontext, cache):
    """dbe is a mean over the examples: it is a sum"""
    grads = reference.attention_backward(dcontext, cache)
    return grads | {"dbe": grads["dbe"] / dcontext.shape[1]}


@attention_backward.mistake
def ve_through_the_slope(dcontext, cache):
    """dve is made with the slope of the tanh: ve is multiplied by hidden itself"""
    alpha, hidden, _, a, _ = cache
    dscores = through_softmax(alpha, np.einsum("nm,nmt->mt", dcontext, a))
    found = np.einsum("mt,emt->e", dscores, 1 - hidden**2)[None]
    return reference.attention_backward(dcontext, cache) | {"dve": found}


@attention_backward.mistake
def no_gradient_for_the_state(dcontext, cache):
    """ds_prev is 0: the state of the decoder decides where to look"""
    grads = reference.attention_backward(dcontext, cache)
    return grads | {"ds_prev": np.zeros_like(grads["ds_prev"])}


@attention_backward.mistake
def sign_turned_round(dcontext, cache):
    """the sign in the softmax is reversed: it is dalpha minus the sum"""
    return back(dcontext, cache, soft=lambda alpha, d: -through_softmax(alpha, d))


# --- right, written differently -------------------------------------------------------------------------------------


@attention_backward.right
def example_by_example(dcontext, cache):
    """Return the same with a loop over examples, and the matrix of the softmax's slopes."""
    alpha, hidden, s_prev, a, p = cache
    grads = {f"d{name}": np.zeros_like(p[name]) for name in ("Wa", "Ws", "be", "ve")}
    grads |= {"da": np.zeros_like(a), "ds_prev": np.zeros_like(s_prev)}
    for i in range(a.shape[1]):
        slopes = np.diag(alpha[i]) - np.outer(alpha[i], alpha[i])
        dscores = slopes @ (a[:, i].T @ dcontext[:, i])
        dZ = p["ve"].T * dscores * (1 - hidden[:, i] ** 2)  # (n_e, T_x)
        grads["dve"] += hidden[:, i] @ dscores
        grads["dWa"] += dZ @ a[:, i].T
        grads["dWs"] += np.outer(dZ.sum(axis=1), s_prev[:, i])
        grads["dbe"] += dZ.sum(axis=1, keepdims=True)
        grads["ds_prev"][:, i] = p["Ws"].T @ dZ.sum(axis=1)
        grads["da"][:, i] = np.outer(dcontext[:, i], alpha[i]) + p["Wa"].T @ dZ
    return grads
