"""Exercise 3: how much each step of the input counts."""

import numpy as np

from deepcourse.exercises.course5.attention_for_dates.looking import SIZES, looking, some_sizes, told
from deepcourse.exercises.course5.gated_units.cells import first_parts, trouble_with, with_type
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference


def weights_of(f, s_prev, a, mask, parameters):
    """Return alpha of the pair that is returned."""
    return first_parts(f(s_prev, a, mask, parameters), 1, 2)


attention_weights = FunctionExercise(
    __name__,
    reference=reference.attention_weights,
    use=weights_of,
    minutes=8,
    points_visible=7,
    points_hidden=9,
    returns=("alpha",),
    hints=(
        "Write down the shape of each term inside the tanh for all examples and steps. Which of them lack the axis of "
        "the steps?",
        "np.tensordot(W, a, axes=1) multiplies every column of a by W, for all examples and steps at once. For the "
        "state of the decoder, W @ s_prev is enough; then it needs a new axis at the end.",
        "Which score has a weight of 0 after a softmax? Give it to the padding, and subtract the largest score of each "
        "row before you take exp.",
    ),
)


def case(arguments, name=""):
    """Return one look at the input as a case."""
    s_prev, a, _, parameters = arguments
    return Case(name or told(len(a), len(s_prev), len(parameters["Wa"]), *a.shape[1:]), arguments)


def wide(arguments):
    """Return the same with scores of thousands."""
    *rest, parameters = arguments
    return (*rest, parameters | {"ve": 5000 * parameters["ve"]})


def small(arguments):
    """Return the same in float32; the mask is one of True and False."""
    s_prev, a, mask, parameters = arguments
    s_prev, a, parameters = with_type((s_prev, a, parameters))
    return s_prev, a, mask.astype(bool), parameters


def loud(arguments):
    """Return the same with states at the padding that get the largest score there can be (n_e is at most n_a)."""
    s_prev, a, mask, p = wide(arguments)
    inner = 20 * np.sign(p["ve"].T) - p["Ws"] @ s_prev - p["be"]
    return s_prev, np.where(mask, a, (np.linalg.pinv(p["Wa"]) @ inner)[:, :, None]), mask, p


def flat(arguments):
    """Return the same with scores of 0."""
    *rest, parameters = arguments
    return (*rest, parameters | {"ve": np.zeros_like(parameters["ve"])})


@attention_weights.visible
def visible():
    """Return several sizes, no padding, one example, step or unit, large scores, float32, loud padding, scores of 0."""
    rng = np.random.default_rng(373)
    return [
        *(case(looking(rng, *sizes)) for sizes in SIZES),
        case(looking(rng, 3, 4, 2, 3, 5, [5, 5, 5]), "no padding"),
        case(looking(rng, 3, 4, 2, 1, 5, [3]), "one example"),
        case(looking(rng, 4, 2, 3, 2, 1), "one step"),
        case(looking(rng, 1, 1, 1, 3, 4), "one unit everywhere"),
        case(wide(looking(rng, 3, 4, 5, 2, 6)), "scores of thousands"),
        case(small(looking(rng, 3, 2, 4, 2, 5)), "float32, a mask of True and False"),
        case(loud(looking(rng, 4, 2, 3, 1, 6, [4])), "the padding has the largest score"),
        case(flat(looking(rng, 3, 4, 2, 3, 5)), "all scores are 0"),
    ]


@attention_weights.draw
def draw(rng):
    """Return random sizes and lengths."""
    return case(looking(rng, *some_sizes(rng)))


@attention_weights.edges
def edges(rng):
    """Return one example, one step, one real step, one unit, large scores, float32, loud padding, scores of 0."""
    return [
        case(looking(rng, 4, 3, 2, 1, 6, [4]), "one example"),
        case(looking(rng, 2, 3, 4, 3, 1), "one step"),
        case(looking(rng, 3, 2, 4, 2, 5, [1, 1]), "one real step in each example"),
        case(looking(rng, 1, 1, 1, 2, 5), "one unit everywhere"),
        case(wide(looking(rng, 4, 3, 5, 2, 6)), "scores of thousands"),
        case(small(looking(rng, 2, 4, 3, 3, 6)), "float32, a mask of True and False"),
        case(loud(looking(rng, 5, 3, 2, 2, 6, [3, 4])), "the padding has the largest scores"),
        case(flat(looking(rng, 2, 3, 4, 2, 6)), "all scores are 0"),
    ]


@attention_weights.property("the padding has no weight, and the real steps share a weight of 1")
def shares_of_one(f, rng):
    """Return a sentence unless each row sums to 1 over its real steps, and other numbers at the padding change none."""
    s_prev, a, mask, parameters = looking(rng, 3, 4, 5, 3, 6, [6, 2, 4])
    alpha = np.asarray(weights_of(f, s_prev, a, mask, parameters))
    if alpha.shape != mask.shape:
        return f"alpha has the shape {alpha.shape}, the mask has {mask.shape}"
    sums = (alpha * mask).sum(axis=1)
    if np.abs(sums - 1).max() > 1e-9:
        return f"the weights of the real steps sum to {', '.join(f'{one:.3g}' for one in sums)} in three examples"
    other = np.asarray(weights_of(f, s_prev, np.where(mask, a, 9.0), mask, parameters))
    return None if np.allclose(alpha, other) else "other states at the padding change the weights"


@attention_weights.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    arguments, dcontext = looking(rng, 3, 4, 5, 2, 6), rng.normal(size=(3, 2))
    right = reference.attention_weights(*arguments)[1]
    return trouble_with(f(*arguments), 2, lambda cache: reference.attention_backward(dcontext, cache), right)


# --- known mistakes -------------------------------------------------------------------------------------------------


def weighed(s_prev, a, mask, p, *, inner=np.tanh, outer=lambda z: z, bias=1, looks=1, ve=None, masked=None, turn=None):
    """Return (alpha, None) with something changed: the functions inside and outside, terms, the mask, the softmax."""
    Z = np.einsum("en,nmt->emt", p["Wa"], a) + (looks * (p["Ws"] @ s_prev) + bias * p["be"])[:, :, None]
    scores = outer(np.einsum("oe,emt->mt", p["ve"] if ve is None else ve, inner(Z)))
    real = np.asarray(mask, bool)
    scores = np.where(real, scores, -np.inf) if masked is None else masked(scores, real)
    if turn is not None:
        return turn(scores, real), None
    return softmax(scores, 1), None


def softmax(scores, axis):
    """Return a softmax along one axis, or along several."""
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@attention_weights.mistake
def padding_attended(s_prev, a, mask, parameters):
    """the mask is not used: the padding must have a weight of 0"""
    return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: scores)


@attention_weights.mistake
def scores_times_mask(s_prev, a, mask, parameters):
    """the scores of the padding are set to 0: exp(0) is 1, so set them to -inf"""
    return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: scores * real)


@attention_weights.mistake
def masked_after_the_softmax(s_prev, a, mask, parameters):
    """the weights of the padding are set to 0 after the softmax: the others then sum to less than 1"""
    return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: scores,
                   turn=lambda scores, real: softmax(scores, 1) * real)  # fmt: skip


@attention_weights.mistake
def softmax_over_examples(s_prev, a, mask, parameters):
    """the softmax runs over the examples: it runs over the steps of each example"""
    return weighed(s_prev, a, mask, parameters, turn=lambda scores, real: softmax(np.where(real, scores, -1e9), 0))


@attention_weights.mistake
def softmax_over_everything(s_prev, a, mask, parameters):
    """one softmax runs over all examples and steps: each example has its own"""
    return weighed(s_prev, a, mask, parameters, turn=lambda scores, real: softmax(scores, (0, 1)))


@attention_weights.mistake
def softmax_over_units(s_prev, a, mask, parameters):
    """a softmax over the units is used instead of the tanh: the softmax runs over the steps, at the end"""
    return weighed(s_prev, a, mask, parameters, inner=lambda Z: softmax(Z, 0))


@attention_weights.mistake
def no_softmax(s_prev, a, mask, parameters):
    """the softmax is missing: the scores themselves are returned"""
    return weighed(s_prev, a, mask, parameters, turn=lambda scores, real: np.where(real, scores, 0))


@attention_weights.mistake
def not_divided(s_prev, a, mask, parameters):
    """the exponentials are not divided by their sum"""
    return weighed(s_prev, a, mask, parameters,
                   turn=lambda scores, real: np.exp(scores - scores.max(axis=1, keepdims=True)))  # fmt: skip


@attention_weights.mistake
def largest_takes_all(s_prev, a, mask, parameters):
    """the step with the largest score gets all the weight: a softmax shares it"""
    return weighed(s_prev, a, mask, parameters,
                   turn=lambda scores, real: np.eye(scores.shape[1])[scores.argmax(axis=1)])  # fmt: skip


@attention_weights.mistake
def overflows(s_prev, a, mask, parameters):
    """exp overflows at large scores: subtract the largest score of each row first"""
    with np.errstate(over="ignore", invalid="ignore"):
        return weighed(s_prev, a, mask, parameters,
                       turn=lambda z, real: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))  # fmt: skip


@attention_weights.mistake
def largest_of_the_padding(s_prev, a, mask, parameters):
    """the largest score that is subtracted may be at the padding: real steps underflow to 0, so mask first"""

    def turn(scores, real):
        e = np.exp(scores - scores.max(axis=1, keepdims=True)) * real
        with np.errstate(invalid="ignore"):
            return e / e.sum(axis=1, keepdims=True)

    return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: scores, turn=turn)


@attention_weights.mistake
def largest_of_the_batch(s_prev, a, mask, parameters):
    """the largest score of the whole batch is subtracted: rows underflow to 0, so take the largest of each row"""

    def turn(scores, real):
        e = np.exp(scores - scores.max())
        with np.errstate(invalid="ignore"):
            return e / e.sum(axis=1, keepdims=True)

    return weighed(s_prev, a, mask, parameters, turn=turn)


@attention_weights.mistake
def lowered_by_a_thousand(s_prev, a, mask, parameters):
    """the scores of the padding are lowered by 1000: others can be lower still, so set them to -inf"""
    return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: np.where(real, scores, scores - 1000))


@attention_weights.mistake
def infinity_times_the_mask(s_prev, a, mask, parameters):
    """-inf is multiplied by 1 - mask: at real steps that is inf * 0, which is nan, so choose with np.where"""
    with np.errstate(invalid="ignore"):
        return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: scores - np.inf * ~real)


@attention_weights.mistake
def score_of_zero_masked(s_prev, a, mask, parameters):
    """real steps with a score of 0 are masked, too: ask the mask, not the scores"""

    def masked(scores, real):
        return np.where(scores * real == 0, -np.inf, scores)

    with np.errstate(invalid="ignore"):
        return weighed(s_prev, a, mask, parameters, masked=masked)


@attention_weights.mistake
def no_tanh(s_prev, a, mask, parameters):
    """the tanh is missing"""
    return weighed(s_prev, a, mask, parameters, inner=lambda Z: Z)


@attention_weights.mistake
def tanh_outside(s_prev, a, mask, parameters):
    """the tanh is taken of the scores: take it of the sum, before ve"""
    return weighed(s_prev, a, mask, parameters, inner=lambda Z: Z, outer=np.tanh)


@attention_weights.mistake
def sigmoid_inside(s_prev, a, mask, parameters):
    """a sigmoid is used instead of the tanh"""
    return weighed(s_prev, a, mask, parameters, inner=lambda Z: 1 / (1 + np.exp(-Z)))


@attention_weights.mistake
def relu_inside(s_prev, a, mask, parameters):
    """a ReLU is used instead of the tanh"""
    return weighed(s_prev, a, mask, parameters, inner=lambda Z: np.maximum(Z, 0))


@attention_weights.mistake
def bias_left_out(s_prev, a, mask, parameters):
    """the bias be is left out"""
    return weighed(s_prev, a, mask, parameters, bias=0)


@attention_weights.mistake
def state_ignored(s_prev, a, mask, parameters):
    """the state of the decoder is left out: every output would look at the same steps"""
    return weighed(s_prev, a, mask, parameters, looks=0)


@attention_weights.mistake
def ve_left_out(s_prev, a, mask, parameters):
    """the units are summed without ve: each is multiplied by its entry of ve"""
    return weighed(s_prev, a, mask, parameters, ve=np.ones_like(parameters["ve"]))


@attention_weights.mistake
def divided_by_the_root(s_prev, a, mask, parameters):
    """the scores are divided by the root of n_e: additive attention does not scale them"""
    return weighed(s_prev, a, mask, parameters, outer=lambda z: z / np.sqrt(len(parameters["be"])))


@attention_weights.mistake
def mask_turned_round(s_prev, a, mask, parameters):
    """the real steps are masked: 1 in the mask marks a real step"""
    return weighed(s_prev, a, mask, parameters, masked=lambda scores, real: np.where(real, -1e9, scores))


@attention_weights.mistake
def state_of_the_first_example(s_prev, a, mask, parameters):
    """the state of the first example is used for all: each has its own column of s_prev"""
    return weighed(np.repeat(s_prev[:, :1], s_prev.shape[1], axis=1), a, mask, parameters)


# --- right, written differently -------------------------------------------------------------------------------------


@attention_weights.right
def example_by_example(s_prev, a, mask, parameters):
    """Return the same with loops over examples and real steps; hidden is filled at the padding as well."""
    p, (m, T_x) = parameters, np.shape(mask)
    hidden, alpha = np.zeros((len(p["Wa"]), m, T_x), a.dtype), np.zeros((m, T_x), a.dtype)
    for i in range(m):
        for t in range(T_x):
            hidden[:, i, t] = np.tanh(p["Wa"] @ a[:, i, t] + p["Ws"] @ s_prev[:, i] + p["be"][:, 0])
        real = np.asarray(mask[i], bool)
        scores = p["ve"][0] @ hidden[:, i, real]
        e = np.exp(scores - scores.max())
        alpha[i, real] = e / e.sum()
    return alpha, (alpha, hidden, s_prev, a, parameters)


@attention_weights.right
def with_a_large_penalty(s_prev, a, mask, parameters):
    """Return the same with tensordot, and -1e9 in place of -inf."""
    p = parameters
    hidden = np.tanh(np.tensordot(p["Wa"], a, axes=1) + np.expand_dims(p["Ws"] @ s_prev + p["be"], 2))
    scores = np.tensordot(p["ve"], hidden, axes=1)[0]
    scores = np.where(mask, scores, -1e9)
    return softmax(scores, 1), (softmax(scores, 1), hidden, s_prev, a, parameters)
