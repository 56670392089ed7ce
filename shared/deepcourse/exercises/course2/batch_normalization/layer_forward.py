"""Exercise 6: a whole layer with batch normalisation, and without a bias."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.layers import running_of, scale_and_shift
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference
from deepcourse.nn.activations import relu

layer_forward = FunctionExercise(
    __name__,
    reference=reference.layer_forward,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("A", "running"),
    hints=(
        "Three steps: the sums W A_prev, without b; batch normalisation; relu.",
        "reference.batchnorm_forward(W @ A_prev, gamma, beta, running, mode) returns Ztilde, the cache, and running.",
        "Ztilde, _, running = reference.batchnorm_forward(...); return relu(Ztilde), running.",
    ),
)


def arguments(rng, n_prev, n, m, mode):
    """Return (A_prev, W, gamma, beta, running, mode) of a random layer."""
    A_prev, W = 2 * rng.normal(size=(n_prev, m)) + 1, rng.normal(size=(n, n_prev))
    return A_prev, W, *scale_and_shift(rng, n), running_of(rng, n), mode


@layer_forward.visible
def visible():
    """Return random layers in both modes, a square one, a single example in both, and a unit that hears nobody."""
    rng = np.random.default_rng(6)
    deaf = arguments(np.random.default_rng(16), 3, 2, 5, "train")
    deaf[1][0] = 0.0
    return [
        Case("4 inputs, 3 units, 6 examples, train", arguments(rng, 4, 3, 6, "train")),
        Case("4 inputs, 3 units, 6 examples, test", arguments(rng, 4, 3, 6, "test")),
        Case("5 inputs, 5 units, 5 examples, train", arguments(rng, 5, 5, 5, "train")),
        Case("3 inputs, 4 units, a single example, test", arguments(rng, 3, 4, 1, "test")),
        Case("3 inputs, 5 units, a single example, train", arguments(rng, 3, 5, 1, "train")),
        Case("the weights of unit 0 are 0, train", deaf),
    ]


@layer_forward.draw
def draw(rng):
    """Return a layer of random size in a random mode."""
    n_prev, n, m = (int(size) for size in rng.integers(3, 8, size=3))
    mode = str(rng.choice(["train", "test"]))
    return Case(f"{n_prev} inputs, {n} units, {m} examples, {mode}", arguments(rng, n_prev, n, m, mode))


@layer_forward.edges
def edges(rng):
    """Return both modes for certain, a unit that listens to nobody, and a single example in training."""
    deaf = arguments(rng, 3, 4, 5, "train")
    deaf[1][0] = 0.0
    return [
        Case("train, for certain", arguments(rng, 4, 6, 9, "train")),
        Case("test, for certain", arguments(rng, 4, 6, 9, "test")),
        Case("the weights of unit 0 are 0, train", deaf),
        Case("a single example, train", arguments(rng, 3, 5, 1, "train")),
    ]


@layer_forward.property("the size of the weights does not matter in training")
def scale_of_the_weights_is_forgotten(f, rng):
    """Return a sentence unless weights ten times as large give the same answers, in mode "train"."""
    A_prev, W, *others = arguments(rng, 4, 3, 30, "train")
    if not np.allclose(f(A_prev, W, *others)[0], f(A_prev, 10 * W, *others)[0], rtol=1e-3, atol=1e-3):
        return "in training, weights ten times as large should give the same answers: the division by std undoes it"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@layer_forward.mistake
def relu_forgotten(A_prev, W, gamma, beta, running, mode):
    """relu is forgotten: the layer returns Ztilde itself"""
    Ztilde, _, after = reference.batchnorm_forward(W @ A_prev, gamma, beta, running, mode)
    return Ztilde, after


@layer_forward.mistake
def relu_before_normalising(A_prev, W, gamma, beta, running, mode):
    """relu comes before batch normalisation: here the sums Z are normalised, then bent"""
    A, _, after = reference.batchnorm_forward(relu(W @ A_prev), gamma, beta, running, mode)
    return A, after


@layer_forward.mistake
def normalisation_forgotten(A_prev, W, gamma, beta, running, mode):
    """Z is only scaled by gamma and shifted by beta: it has to be normalised first"""
    Z = W @ A_prev
    return relu(gamma * Z + beta), reference.batchnorm_forward(Z, gamma, beta, running, mode)[2]


@layer_forward.mistake
def beta_before_normalising(A_prev, W, gamma, beta, running, mode):
    """beta is added to Z as a bias, before the mean is taken away, which takes it away too: hand it on as beta"""
    Z = W @ A_prev + beta
    Ztilde, _, after = reference.batchnorm_forward(Z, gamma, np.zeros_like(beta), running, mode)
    return relu(Ztilde), after


@layer_forward.mistake
def always_train(A_prev, W, gamma, beta, running, mode):
    """`mode` is not handed on: batch statistics are used, and running ones changed, at test time too"""
    return reference.layer_forward(A_prev, W, gamma, beta, running, "train")


@layer_forward.mistake
def always_test(A_prev, W, gamma, beta, running, mode):
    """the running statistics are used in training too: hand `mode` on"""
    return reference.layer_forward(A_prev, W, gamma, beta, running, "test")


@layer_forward.mistake
def old_running_returned(A_prev, W, gamma, beta, running, mode):
    """the old running statistics are returned after training: return what batchnorm_forward returned"""
    return reference.layer_forward(A_prev, W, gamma, beta, running, mode)[0], running


@layer_forward.mistake
def gamma_and_beta_swapped(A_prev, W, gamma, beta, running, mode):
    """gamma and beta are swapped: gamma multiplies, beta is added"""
    return reference.layer_forward(A_prev, W, beta, gamma, running, mode)


@layer_forward.mistake
def examples_as_rows(A_prev, W, gamma, beta, running, mode):
    """the sums are A_prev @ W.T, as if examples were rows: they are columns, so it is W @ A_prev"""
    A, _, after = reference.batchnorm_forward(A_prev @ W.T, gamma, beta, running, mode)
    return relu(A), after


@layer_forward.mistake
def the_wrong_way_round(A_prev, W, gamma, beta, running, mode):
    """the factors stand the wrong way round, A_prev @ W: it is W @ A_prev"""
    A, _, after = reference.batchnorm_forward(A_prev @ W, gamma, beta, running, mode)
    return relu(A), after


@layer_forward.mistake
def transposed_weights(A_prev, W, gamma, beta, running, mode):
    """W is transposed: it is (n, n_prev) already, so the sums are W @ A_prev"""
    A, _, after = reference.batchnorm_forward(W.T @ A_prev, gamma, beta, running, mode)
    return relu(A), after


@layer_forward.mistake
def cache_returned(A_prev, W, gamma, beta, running, mode):
    """the cache is returned in the place of the running statistics: those are the third thing of batchnorm_forward"""
    Ztilde, cache, _ = reference.batchnorm_forward(W @ A_prev, gamma, beta, running, mode)
    return relu(Ztilde), cache


@layer_forward.mistake
def beta_added_again(A_prev, W, gamma, beta, running, mode):
    """beta is added to what batchnorm_forward returns: it is in it already"""
    Ztilde, _, after = reference.batchnorm_forward(W @ A_prev, gamma, beta, running, mode)
    return relu(Ztilde + beta), after


@layer_forward.mistake
def z_norm_bent(A_prev, W, gamma, beta, running, mode):
    """relu bends Z_norm, before gamma and beta: it bends what batchnorm_forward returns"""
    plain, _, after = reference.batchnorm_forward(W @ A_prev, np.ones_like(gamma), np.zeros_like(beta), running, mode)
    return relu(plain), after


@layer_forward.mistake
def scaled_after_bending(A_prev, W, gamma, beta, running, mode):
    """gamma and beta come after relu: they belong to the normalisation, and relu comes last"""
    plain, _, after = reference.batchnorm_forward(W @ A_prev, np.ones_like(gamma), np.zeros_like(beta), running, mode)
    return gamma * relu(plain) + beta, after


@layer_forward.mistake
def inputs_normalised(A_prev, W, gamma, beta, running, mode):
    """A_prev is normalised before it is multiplied by W: here the sums W @ A_prev are"""
    mean, variance = A_prev.mean(axis=1, keepdims=True), A_prev.var(axis=1, keepdims=True)
    Z = W @ ((A_prev - mean) / np.sqrt(variance + 1e-5))
    return relu(gamma * Z + beta), reference.batchnorm_forward(W @ A_prev, gamma, beta, running, mode)[2]


@layer_forward.mistake
def tanh_bends(A_prev, W, gamma, beta, running, mode):
    """tanh bends the sums: the layer has relu"""
    Ztilde, _, after = reference.batchnorm_forward(W @ A_prev, gamma, beta, running, mode)
    return np.tanh(Ztilde), after


# --- right, written differently -------------------------------------------------------------------------------------


@layer_forward.right
def written_out(A_prev, W, gamma, beta, running, mode):
    """Return the same without any helper, and with a bias, which changes nothing."""
    shift = np.full((len(W), 1), 7.0)
    Z = np.dot(W, A_prev) + shift
    mean, variance = np.mean(Z, axis=1, keepdims=True), np.var(Z, axis=1, keepdims=True)
    if mode == "test":
        mean, variance = running["mean"] + shift, running["var"]
        return np.maximum(0, gamma * (Z - mean) / np.sqrt(variance + 1e-5) + beta), running
    after = {"mean": 0.9 * running["mean"] + 0.1 * (mean - shift), "var": 0.9 * running["var"] + 0.1 * variance}
    return np.maximum(0, gamma * (Z - mean) / np.sqrt(variance + 1e-5) + beta), after
