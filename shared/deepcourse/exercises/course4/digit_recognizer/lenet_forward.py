"""Exercise 4: the whole network, forward."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.course4.digit_recognizer.chains import scores
from deepcourse.exercises.course4.digit_recognizer.networks import EDGES, SIZES, network, some_network, told
from deepcourse.exercises.declaration import Case, FunctionExercise

NO_PAIR = "not two results: return the scores and the caches"


def its_scores(f, A, parameters, *, caches=False):
    """Return the scores of the pair that the network returns, or with `caches` what the backward pass says of these.

    Where there is no pair, a sentence is returned.
    """
    result = f(A, parameters)
    if type(result) not in (tuple, list) or len(result) != 2:
        return NO_PAIR
    return problem_with_caches(result[1], A, parameters) if caches else result[0]


def problem_with_caches(caches, A, parameters):
    """Return why the package's backward pass cannot use some caches, or "" where it finds the right gradients."""
    if type(caches) not in (list, tuple) or len(caches) != 12:
        return f"return twelve caches; here there are {len(caches) if hasattr(caches, '__len__') else 'none'}"
    Z, right = reference.lenet_forward(A, parameters)
    try:
        expected, got = (reference.lenet_backward(np.cos(Z), used) for used in (right, caches))
    except (ValueError, TypeError, IndexError, AttributeError):
        return "the backward pass cannot use these caches: keep each as its layer returned it, in layer order"
    wrong = [name for name in expected if not np.allclose(got[name], expected[name])]
    return f"with these caches the backward pass gives a wrong {wrong[0]}" if wrong else ""


lenet_forward = FunctionExercise(
    __name__,
    reference=reference.lenet_forward,
    use=its_scores,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("Z",),
    hints=(
        "Write the twelve lines one below the other, each of the form `A, cache = ...`, and append each cache.",
        "Print A.shape after every layer for a single picture: for LeNet, the shapes must be those in your table.",
        "Only the first convolution is padded: f = 5 needs 2 zeros on each side, f = 3 needs 1, f = 1 none. Four ReLUs "
        "follow the five layers with weights: which of these has none?",
    ),
)


def case(made):
    """Return one network and its pictures."""
    return Case(told(*made), made)


@lenet_forward.visible
def visible():
    """Return networks of all kinds of sizes, and one in float32."""
    rng = np.random.default_rng(4)
    X, parameters = network(rng, *SIZES[0])
    narrow = {name: value.astype(np.float32) for name, value in parameters.items()}
    return [*(case(network(rng, *sizes)) for sizes in SIZES), Case("float32", (X.astype(np.float32), narrow))]


@lenet_forward.draw
def draw(rng):
    """Return a network of random size."""
    return case(some_network(rng))


@lenet_forward.edges
def edges(rng):
    """Return one picture, filters of 1, ten digits."""
    return [case(network(rng, *sizes)) for sizes in EDGES]


def drawn_caches(rng):
    """Return a network whose caches are used on the backward pass."""
    return Case("a network", network(rng, *SIZES[0]), {"caches": True})


@lenet_forward.property("caches for the backward pass", draw=drawn_caches)
def caches_fit(result, A, parameters):
    """Return a sentence unless the package's backward pass accepts the caches."""
    return result or None


# --- known mistakes -------------------------------------------------------------------------------------------------


@lenet_forward.mistake
def no_relu_anywhere(A, parameters):
    """there is no ReLU at all: the dense layers then amount to one linear layer"""
    return scores(A, parameters, relu=()), None


@lenet_forward.mistake
def no_relu_after_convolutions(A, parameters):
    """the ReLUs after both convolutions are missing"""
    return scores(A, parameters, relu=(3, 4)), None


@lenet_forward.mistake
def no_relu_after_first(A, parameters):
    """the ReLU after the first convolution is missing"""
    return scores(A, parameters, relu=(2, 3, 4)), None


@lenet_forward.mistake
def no_relu_after_second(A, parameters):
    """the ReLU after the second convolution is missing"""
    return scores(A, parameters, relu=(1, 3, 4)), None


@lenet_forward.mistake
def no_relu_in_dense(A, parameters):
    """the ReLUs between the dense layers are missing"""
    return scores(A, parameters, relu=(1, 2)), None


@lenet_forward.mistake
def relu_on_the_scores(A, parameters):
    """a ReLU follows the last layer, too: scores may be negative"""
    return scores(A, parameters, relu=(1, 2, 3, 4, 5)), None


@lenet_forward.mistake
def softmax_at_the_end(A, parameters):
    """probabilities are returned: return the scores, because the softmax is part of the cost"""
    Z = scores(A, parameters)
    shifted = np.exp(Z - Z.max(axis=0))
    return shifted / shifted.sum(axis=0), None


@lenet_forward.mistake
def unpadded_first(A, parameters):
    """the first convolution has no padding: its maps should be as large as the pictures, so pad by (f - 1) // 2"""
    return scores(A, parameters, pads=(0, 0)), None


@lenet_forward.mistake
def padding_of_lenet(A, parameters):
    """the first convolution is always padded by 2: that is right only for 5 by 5 filters, so use (f - 1) // 2"""
    return scores(A, parameters, pads=(2, 0)), None


@lenet_forward.mistake
def padding_with_a_slash(A, parameters):
    """the padding is (f - 1) / 2, a float: a number of zeros is an int, so divide with //"""
    W1 = parameters["W1"]
    reference.conv_forward(A, W1, parameters["b1"], pad=(len(W1) - 1) / 2)


@lenet_forward.mistake
def padded_second(A, parameters):
    """the second convolution is padded, too: only the first is"""
    return scores(A, parameters, pads=(None, None)), None


@lenet_forward.mistake
def average_pooling(A, parameters):
    """both pooling layers take the mean: take the maximum of each window"""
    return scores(A, parameters, modes=("average", "average")), None


@lenet_forward.mistake
def second_pooling_average(A, parameters):
    """the second pooling layer takes the mean: take the maximum of each window"""
    return scores(A, parameters, modes=("max", "average")), None


@lenet_forward.mistake
def pictures_mixed(A, parameters):
    """maps are reshaped directly to (n, m), which mixes the pictures: use flatten"""
    return scores(A, parameters, flat=lambda A: (A.reshape(-1, len(A)), A.shape)), None


@lenet_forward.mistake
def flattened_by_channel(A, parameters):
    """a column lists one channel after another: flatten keeps the channels of each position side by side"""
    return scores(A, parameters, flat=lambda A: (A.transpose(0, 3, 1, 2).reshape(len(A), -1).T, A.shape)), None


@lenet_forward.mistake
def no_biases(A, parameters):
    """the biases are left out: add b1 to b5"""
    return scores(A, parameters, biases=False), None


@lenet_forward.mistake
def divided_again(A, parameters):
    """the pictures are divided by 255: their values are already between 0 and 1"""
    return scores(A, parameters, scale=1 / 255), None


@lenet_forward.mistake
def m_first(A, parameters):
    """the scores have the shape (m, 10): each column is an example, so return (10, m)"""
    return scores(A, parameters).T, None


@lenet_forward.mistake
def scores_alone(A, parameters):
    """the caches are not returned: return the scores and the caches"""
    return scores(A, parameters)


# --- right, written differently -------------------------------------------------------------------------------------


@lenet_forward.right
def line_by_line(A, parameters):
    """Return the same, written line by line."""
    p, caches = parameters, []
    for layer, pad in ((1, (p["W1"].shape[0] - 1) // 2), (2, 0)):
        A, cache = reference.conv_forward(A, p[f"W{layer}"], p[f"b{layer}"], pad=pad)
        caches += [cache, A > 0]
        A, cache = reference.pool_forward(np.where(A > 0, A, 0), f=2, stride=2)
        caches.append(cache)
    caches.append(A.shape)
    A = A.reshape(A.shape[0], -1).T
    for layer in (3, 4, 5):
        caches.append((A, p[f"W{layer}"]))
        A = p[f"W{layer}"] @ A + p[f"b{layer}"]
        if layer < 5:
            caches.append(A > 0)
            A = np.maximum(A, 0)
    return A, tuple(caches)
