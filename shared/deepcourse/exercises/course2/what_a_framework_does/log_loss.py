"""Exercise 7: a cost, written with tensors."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import tensor as reference
from deepcourse.nn.tensor import Tensor


def cost_and_gradient(f, Z, Y):
    """Return the cost of scores and their gradient, after a walk back from the cost."""
    scores = Tensor(Z)
    J = f(scores, Y)
    if J is not None and not isinstance(J, Tensor):
        raise TypeError(f"log_loss returned {type(J).__name__}, expected a Tensor; is Z.data used in place of Z?")
    if J is None:
        return None
    J.backward()
    return np.array(J.data), np.array(scores.grad)


log_loss = FunctionExercise(
    __name__,
    reference=reference.log_loss,
    use=cost_and_gradient,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the cost", "dZ after the walk"),
    hints=(
        "Write the formula with Z itself, which is a Tensor: Z.softplus(), Y * Z, a difference, a sum, a division.",
        "m is the number of columns, Y.shape[1]; .mean() would divide by the number of outputs as well.",
        "return (Z.softplus() - Y * Z).sum() / Y.shape[1]",
    ),
)


def labels(rng, n_y, m):
    """Return labels (n_y, m), zeros and ones."""
    return rng.integers(0, 2, size=(n_y, m)).astype(np.float64)


@log_loss.visible
def visible():
    """Return the text's example, more examples, two outputs, scores beyond rounding, and one example."""
    rng = np.random.default_rng(7)
    sure = np.array([[800.0, -800.0, 800.0, -800.0]])
    return [
        Case("the text's three scores", (np.array([[0.0, 2.0, -1.0]]), np.array([[1.0, 1.0, 0.0]]))),
        Case("6 examples", (2 * table(rng, 1, 6), labels(rng, 1, 6))),
        Case("two outputs, 4 examples", (table(rng, 2, 4), labels(rng, 2, 4))),
        Case("sure answers, right and wrong", (sure, np.array([[1.0, 0.0, 0.0, 1.0]]))),
        Case("one example, three outputs", (table(rng, 3, 1), np.array([[1.0], [0.0], [1.0]]))),
    ]


@log_loss.draw
def draw(rng):
    """Return random scores."""
    n_y, m = int(rng.integers(1, 4)), int(rng.integers(1, 9))
    return Case(f"{n_y} outputs, {m} examples", (3 * table(rng, n_y, m), labels(rng, n_y, m)))


@log_loss.edges
def edges(rng):
    """Return one example, equal labels, scores of 0, and scores beyond rounding."""
    return [
        Case("one example", (table(rng, 1, 1), labels(rng, 1, 1))),
        Case("only ones", (table(rng, 1, 5), np.ones((1, 5)))),
        Case("only zeros", (table(rng, 1, 5), np.zeros((1, 5)))),
        Case("scores of 0", (np.zeros((1, 4)), np.array([[0.0, 1.0, 1.0, 0.0]]))),
        Case("scores of 800", (800 * rng.choice([-1.0, 1.0], size=(2, 5)), labels(rng, 2, 5))),
        Case("three outputs", (table(rng, 3, 7), labels(rng, 3, 7))),
    ]


def twelve(rng):
    """Return two outputs and six examples."""
    return Case("twelve scores", (table(rng, 2, 6), labels(rng, 2, 6)))


@log_loss.property("the gradient is answer minus truth, over m", draw=twelve)
def answer_minus_truth(result, Z, Y):
    """Return a sentence unless the gradient is (A - Y) / m."""
    expected = (reference.sigmoid(Z) - Y) / Y.shape[1]
    worst = np.abs(np.asarray(result[1]) - expected).max()
    return f"dZ must be (A - Y) / m, answer minus truth; it is off by up to {worst:.4g}" if worst > 1e-9 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@log_loss.mistake
def log_without_guard(Z, Y):
    """the probabilities are taken first and then their logarithm: sure answers are rounded to 0 or 1, and log 0 is no
    number; compute from the scores, with softplus
    """
    A = Z.sigmoid()
    return (-1 * (Y * A.log() + (1 - Y) * (1 - A).log())).sum() / Y.shape[1]


@log_loss.mistake
def sum_of_examples(Z, Y):
    """the cost is summed over the examples: it is their mean, so divide by m"""
    return (Z.softplus() - Y * Z).sum()


@log_loss.mistake
def mean_of_entries(Z, Y):
    """the cost is the mean over all entries: sum over the outputs, divide by the number of examples only"""
    return (Z.softplus() - Y * Z).mean()


@log_loss.mistake
def labels_exchanged(Z, Y):
    """the labels 0 and 1 have changed places: subtract Y Z, not (1 - Y) Z"""
    return (Z.softplus() - (1 - Y) * Z).sum() / Y.shape[1]


@log_loss.mistake
def labels_left_out(Z, Y):
    """the term Y Z is missing: every example is treated as if its label were 0"""
    return Z.softplus().sum() / Y.shape[1]


@log_loss.mistake
def sign_of_labels(Z, Y):
    """Y Z is added: a high score for the label 1 must make the cost smaller"""
    return (Z.softplus() + Y * Z).sum() / Y.shape[1]


@log_loss.mistake
def probabilities_for_scores(Z, Y):
    """a sigmoid is applied to the scores first: softplus has it inside already"""
    A = Z.sigmoid()
    return (A.softplus() - Y * A).sum() / Y.shape[1]


@log_loss.mistake
def graph_cut_off(Z, Y):
    """the cost is computed from Z.data, so that the graph ends there and no gradient comes back: compute with Z"""
    return Tensor(reference.log_loss(Z, Y).data)


@log_loss.mistake
def divided_by_the_outputs(Z, Y):
    """the sum is divided by the number of outputs, as after len(Y) or Y.shape[0]: m, the number of examples, is
    Y.shape[1]
    """
    return (Z.softplus() - Y * Z).sum() / Y.shape[0]


@log_loss.mistake
def not_summed(Z, Y):
    """each entry's own cost is given: asked for is one number, their sum over m"""
    return (Z.softplus() - Y * Z) / Y.shape[1]


@log_loss.mistake
def each_cost_by_itself(Z, Y):
    """each entry's own cost is given, undivided: asked for is one number, their sum over m"""
    return Z.softplus() - Y * Z


@log_loss.mistake
def sign_of_everything(Z, Y):
    """the sign is flipped: a cost is never negative, softplus(Z) - Y Z"""
    return (Y * Z - Z.softplus()).sum() / Y.shape[1]


@log_loss.mistake
def softplus_of_minus_z(Z, Y):
    """softplus is taken of -Z: with Y Z it is softplus(Z)"""
    return ((-1 * Z).softplus() - Y * Z).sum() / Y.shape[1]


@log_loss.mistake
def softplus_left_out(Z, Y):
    """softplus is left out: the cost is softplus(Z) - Y Z"""
    return (-1 * (Y * Z)).sum() / Y.shape[1]


@log_loss.mistake
def relu_for_softplus(Z, Y):
    """relu stands for softplus: that is close for scores far from 0 only"""
    return (Z.relu() - Y * Z).sum() / Y.shape[1]


@log_loss.mistake
def labels_alone_subtracted(Z, Y):
    """Y is subtracted without Z: the term is Y Z"""
    return (Z.softplus() - Y).sum() / Y.shape[1]


@log_loss.mistake
def term_of_label_1_alone(Z, Y):
    """only the examples with label 1 count: those with label 0 cost softplus(Z)"""
    return (Y * (Z.softplus() - Z)).sum() / Y.shape[1]


@log_loss.mistake
def squared_error(Z, Y):
    """the squared difference of probabilities and labels is averaged: asked for is the log loss, softplus(Z) - Y Z"""
    difference = Z.sigmoid() - Y
    return (difference * difference).sum() / Y.shape[1]


@log_loss.mistake
def second_term_over_all_entries(Z, Y):
    """the second term is averaged over all entries: its sum is divided by m alone, as that of the first is"""
    return Z.softplus().sum() / Y.shape[1] - (Z * Y).mean()


# --- right, written differently -------------------------------------------------------------------------------------


@log_loss.right
def mean_of_sums(Z, Y):
    """Return the mean of every example's sum."""
    return (Z.softplus() - Z * Y).sum(axis=0).mean()


@log_loss.right
def right_and_wrong(Z, Y):
    """Return the cost with a softplus for either label."""
    return (Z.softplus() * (1 - Y) + (-Z).softplus() * Y).sum() * (1 / Z.shape[1])
