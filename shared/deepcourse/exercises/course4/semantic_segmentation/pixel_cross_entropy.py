"""Exercise 8: a loss for every pixel, and its gradient."""

import numpy as np

from deepcourse.cnn import segmentation as reference
from deepcourse.exercises.course4.semantic_segmentation.masks import some_masks, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference


def priced_with(answer, Z, masks, class_weights):
    """Return what the function `answer` returns; class_weights are left out where they are None."""
    return answer(Z, masks) if class_weights is None else answer(Z, masks, class_weights)


pixel_cross_entropy = FunctionExercise(
    __name__,
    reference=reference.pixel_cross_entropy,
    use=priced_with,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("cost", "dZ"),
    hints=(
        "Treat all pixels alike: Z.reshape(-1, n_classes) has a row for each pixel, masks.ravel() its class y. Reshape "
        "dZ back at the end.",
        "class_weights[y] picks the weight of every pixel. Divide these weights by their sum first: then the cost is "
        "a plain sum of weight times loss. Write the log of the softmax as a difference: no probability needs a log.",
        "For one pixel you know the gradient from softmax regression: the probabilities, minus 1 at the true class. "
        "By what constant factor is the loss of this pixel multiplied in J?",
    ),
)


def case(rng, m, n_H, n_W, n_classes, weights=True, scale=2.0, name=""):
    """Return scores and masks; weights from 0.5 to 5, or none."""
    masks = some_masks(rng, m, n_H, n_W, n_classes)
    class_weights = rng.uniform(0.5, 5, size=n_classes) if weights else None
    Z = scale * rng.normal(size=(*masks.shape, n_classes))
    name = name or f"{told(masks, n_classes)}, {'with' if weights else 'no'} weights"
    return Case(name, (Z, masks, class_weights))


def narrow(made, name):
    """Return the same in float32."""
    Z, masks, class_weights = made.arguments
    return Case(name, (Z.astype(np.float32), masks.astype(np.int8), class_weights.astype(np.float32)))


@pixel_cross_entropy.visible
def visible():
    """Return pictures of several sizes, with and without weights, and very large scores."""
    rng = np.random.default_rng(81)
    by_hand = np.zeros((1, 1, 2, 2)), np.array([[[0, 1]]]), np.array([1.0, 3.0])
    return [
        Case("2 pixels, by hand", by_hand),
        case(rng, 2, 3, 4, 3, False),
        case(rng, 2, 4, 3, 5),
        case(rng, 3, 2, 5, 4),
        case(rng, 2, 2, 3, 3, True, 900.0, "scores of about 1000, with weights"),
        narrow(case(rng, 2, 3, 2, 3), "float32, with weights"),
    ]


@pixel_cross_entropy.draw
def draw(rng):
    """Return pictures of random size, with weights."""
    m, n_H, n_W, n_classes = (int(rng.integers(*bounds)) for bounds in ((2, 4), (2, 6), (2, 6), (3, 6)))
    return case(rng, m, n_H, n_W + (n_H == n_W), n_classes)


@pixel_cross_entropy.edges
def edges(rng):
    """Return one pixel, no weights, a weight of 0, two classes, very large scores, float32."""
    Z, masks, class_weights = case(rng, 2, 3, 4, 4).arguments
    class_weights[1] = 0
    return [
        case(rng, 1, 1, 1, 3),
        case(rng, 2, 4, 2, 3, False),
        Case("class 1 has weight 0", (Z, masks, class_weights)),
        case(rng, 3, 2, 3, 2),
        case(rng, 2, 3, 2, 4, True, 900.0, "scores of about 1000"),
        narrow(case(rng, 2, 2, 3, 4), "float32"),
    ]


@pixel_cross_entropy.property("nudging the scores gives the same gradient")
def nudges_agree(f, rng):
    """Return a sentence unless dZ is what nudging measures of the package's cost."""
    Z, masks, class_weights = case(rng, 2, 2, 3, 3).arguments
    dZ = f(Z, masks, class_weights)[1]
    if np.shape(dZ) != Z.shape:
        return f"dZ has the shape {np.shape(dZ)}, Z has {Z.shape}"
    measured = numerical_gradient(lambda moved: reference.pixel_cross_entropy(moved, masks, class_weights)[0], Z, 1e-6)
    far = relative_difference(dZ, measured)
    return None if far < 1e-5 else f"dZ differs from the measured gradient by {far:.2g} (relative difference)"


@pixel_cross_entropy.property("scores of about 1000 and -1000")
def large_scores(f, rng):
    """Return a sentence if the cost is right for usual scores, and wrong for very large ones."""
    Z, masks, class_weights = case(rng, 3, 3, 4, 4).arguments
    pairs = [(f(z, masks, class_weights)[0], reference.pixel_cross_entropy(z, masks, class_weights)[0])
             for z in (Z, 450 * Z)]  # fmt: skip
    (usual, right), (large, expected) = pairs
    if not np.isclose(usual, right) or np.isclose(large, expected):
        return None
    return (
        f"the cost is {large:.6g}, expected {expected:.6g}; for small scores it is right. A probability may become 0 "
        "here, so do not take its np.log: the log of a probability is the score minus the pixel's largest score, minus "
        "the log of the sum of the powers"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def softmax(Z, axis=-1, shift=True):
    """Return the softmax along an axis."""
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        powers = np.exp(Z - Z.max(axis=axis, keepdims=True) if shift else Z)
        return powers / powers.sum(axis=axis, keepdims=True)


def priced(Z, masks, weights, *, share=None, back=None, loss=None, gradient=None):
    """Return cost and gradient with something changed.

    share, back : (weight of each pixel, m) -> its factor in the cost, in the gradient    loss, gradient : (Z, one_hot)
    """
    n_classes = Z.shape[-1]
    weights = np.ones(n_classes, Z.dtype) if weights is None else np.asarray(weights, Z.dtype)
    one_hot, w = np.eye(n_classes, dtype=Z.dtype)[masks], weights[masks.astype(int)]
    shifted = Z - Z.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    share = share or (lambda w, m: w / w.sum())
    losses = loss(Z, one_hot) if loss else -np.sum(one_hot * log_p, axis=-1)
    dZ = gradient(Z, one_hot) if gradient else np.exp(log_p) - one_hot
    factor = np.asarray((back or share)(w, len(Z)), Z.dtype)[..., None]
    return float(np.sum(share(w, len(Z)) * losses, dtype=float)), np.asarray(dZ * factor, Z.dtype)


def cost_alone(Z, masks, weights, **changed):
    """Return the cost with something changed, and the right gradient."""
    return priced(Z, masks, weights, **changed)[0], priced(Z, masks, weights)[1]


def gradient_alone(Z, masks, weights, **changed):
    """Return the right cost, and the gradient with something changed."""
    return priced(Z, masks, weights)[0], priced(Z, masks, weights, **changed)[1]


@pixel_cross_entropy.mistake
def mean_over_pictures(Z, masks, class_weights=None):
    """the sum over all pixels is divided by the number of pictures: divide by the sum of the pixels' weights"""
    return priced(Z, masks, class_weights, share=lambda w, m: w / m)


@pixel_cross_entropy.mistake
def sum_over_pixels(Z, masks, class_weights=None):
    """the losses are summed, not averaged: divide cost and gradient by the sum of the weights"""
    return priced(Z, masks, class_weights, share=lambda w, m: w)


@pixel_cross_entropy.mistake
def mean_over_pixels(Z, masks, class_weights=None):
    """cost and gradient are divided by the number of pixels: divide by the sum of their weights"""
    return priced(Z, masks, class_weights, share=lambda w, m: w / w.size)


@pixel_cross_entropy.mistake
def divided_by_all_weights(Z, masks, class_weights=None):
    """the denominator is the sum of class_weights: add up the weights of all pixels instead"""
    total = Z.shape[-1] if class_weights is None else np.sum(class_weights)
    return priced(Z, masks, class_weights, share=lambda w, m: w / total)


@pixel_cross_entropy.mistake
def mean_of_the_pictures_means(Z, masks, class_weights=None):
    """each picture gets a weighted mean of its own: take one over all pixels of all pictures"""
    return priced(Z, masks, class_weights, share=lambda w, m: w / w.sum(axis=(1, 2), keepdims=True) / m)


@pixel_cross_entropy.mistake
def weights_ignored(Z, masks, class_weights=None):
    """class_weights are ignored: each pixel counts with the weight of its true class"""
    return priced(Z, masks, None)


@pixel_cross_entropy.mistake
def weights_in_the_cost_alone(Z, masks, class_weights=None):
    """the gradient has no weights: each pixel needs the same factor there as in the cost"""
    return priced(Z, masks, class_weights)[0], priced(Z, masks, None)[1]


@pixel_cross_entropy.mistake
def weights_in_the_gradient_alone(Z, masks, class_weights=None):
    """the cost has no weights: weight the loss of each pixel"""
    return priced(Z, masks, None)[0], priced(Z, masks, class_weights)[1]


@pixel_cross_entropy.mistake
def gradient_not_divided(Z, masks, class_weights=None):
    """the cost is divided by the sum of the weights, but the gradient is not"""
    return gradient_alone(Z, masks, class_weights, back=lambda w, m: w)


@pixel_cross_entropy.mistake
def cost_not_divided(Z, masks, class_weights=None):
    """the gradient is divided by the sum of the weights, but the cost is not"""
    return cost_alone(Z, masks, class_weights, share=lambda w, m: w)


@pixel_cross_entropy.mistake
def weights_of_the_columns(Z, masks, class_weights=None):
    """the columns of dZ are weighted by class: all scores of a pixel get the weight of its true class"""
    weights = np.ones(Z.shape[-1], Z.dtype) if class_weights is None else np.asarray(class_weights, Z.dtype)
    unweighted = priced(Z, masks, None, share=lambda w, m: w)[1]
    total = weights[masks.astype(int)].sum()
    return priced(Z, masks, class_weights)[0], unweighted * weights / total


@pixel_cross_entropy.mistake
def weights_of_the_answer(Z, masks, class_weights=None):
    """each pixel gets the weight of its likeliest class: take the weight of the true one, from masks"""
    if class_weights is None:
        return priced(Z, masks, None)
    w = np.asarray(class_weights, Z.dtype)[Z.argmax(axis=-1)]
    return priced(Z, masks, None, share=lambda _, m: w / w.sum())


@pixel_cross_entropy.mistake
def softmax_over_columns_of_pixels(Z, masks, class_weights=None):
    """the softmax runs along the width of the picture: take it over the classes, the last axis"""
    probabilities = softmax(Z, axis=2)
    return priced(
        Z, masks, class_weights,
        loss=lambda Z, one_hot: -np.log(np.maximum(np.sum(one_hot * probabilities, axis=-1), np.finfo(Z.dtype).tiny)),
        gradient=lambda Z, one_hot: probabilities - one_hot,
    )  # fmt: skip


@pixel_cross_entropy.mistake
def overflows(Z, masks, class_weights=None):
    """scores near 1000 overflow: subtract the largest score of each pixel before np.exp"""
    probabilities = softmax(Z, shift=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        return priced(
            Z, masks, class_weights,
            loss=lambda Z, one_hot: -np.log(np.sum(np.where(one_hot > 0, probabilities, 0), axis=-1)),
            gradient=lambda Z, one_hot: probabilities - one_hot,
        )  # fmt: skip


@pixel_cross_entropy.mistake
def log_of_zero(Z, masks, class_weights=None):
    """the logarithm of a probability rounded to 0 is infinite: compute the log of the softmax from the scores"""
    probabilities = softmax(Z)
    with np.errstate(divide="ignore"):
        return cost_alone(
            Z, masks, class_weights,
            loss=lambda Z, one_hot: -np.log(np.sum(one_hot * probabilities, axis=-1)),
        )  # fmt: skip


@pixel_cross_entropy.mistake
def zero_times_infinity(Z, masks, class_weights=None):
    """np.log of a probability that became 0 is -inf, and 0 times that is nan: subtract the log of the sum instead"""
    with np.errstate(divide="ignore", invalid="ignore"):
        return cost_alone(
            Z, masks, class_weights,
            loss=lambda Z, one_hot: -np.sum(one_hot * np.log(softmax(Z)), axis=-1),
        )  # fmt: skip


def kept_from_zero(epsilon):
    """Return the mistake that keeps the probabilities away from 0 by a small number."""

    def mistake(Z, masks, class_weights=None):
        return cost_alone(
            Z, masks, class_weights,
            loss=lambda Z, one_hot: -np.log(np.maximum(np.sum(one_hot * softmax(Z), axis=-1), epsilon)),
        )  # fmt: skip

    mistake.__name__ = f"kept_from_zero_by_{epsilon:g}".replace("-", "_minus_")
    mistake.__doc__ = (
        f"{epsilon:g} keeps a probability from being 0 in np.log, so that no loss can be larger than "
        f"{-np.log(epsilon):.1f}: the log of a probability is the score minus the largest, minus the log of the sum"
    )
    return mistake


for _epsilon in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16):
    pixel_cross_entropy.mistake(kept_from_zero(_epsilon))


@pixel_cross_entropy.mistake
def one_maximum(Z, masks, class_weights=None):
    """the largest of all scores is subtracted: other pixels' powers all become 0, so subtract each pixel's own"""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        shifted = Z - Z.max()
        log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return priced(
            Z, masks, class_weights,
            loss=lambda Z, one_hot: -np.sum(np.where(one_hot > 0, log_p, 0), axis=-1),
            gradient=lambda Z, one_hot: np.exp(log_p) - one_hot,
        )  # fmt: skip


@pixel_cross_entropy.mistake
def one_maximum_for_the_softmax(Z, masks, class_weights=None):
    """one maximum is subtracted from all scores: where all powers of a pixel become 0, the softmax is 0 / 0"""
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.exp(Z - Z.max())
        probabilities = powers / powers.sum(axis=-1, keepdims=True)
        return priced(
            Z, masks, class_weights,
            loss=lambda Z, one_hot: -np.log(np.sum(np.where(one_hot > 0, probabilities, 0), axis=-1)),
            gradient=lambda Z, one_hot: probabilities - one_hot,
        )  # fmt: skip


@pixel_cross_entropy.mistake
def weights_of_the_truth_alone(Z, masks, class_weights=None):
    """in the gradient only the 1 of the true class is weighted: the weight multiplies the probabilities, too"""
    if class_weights is None:
        return priced(Z, masks, None)
    w = np.asarray(class_weights, Z.dtype)[masks.astype(int)]
    one_hot = np.eye(Z.shape[-1], dtype=Z.dtype)[masks]
    return priced(Z, masks, class_weights)[0], (softmax(Z) - one_hot * w[..., None]) / w.sum()


@pixel_cross_entropy.mistake
def weights_with_mean_one(Z, masks, class_weights=None):
    """the weights are scaled to a mean of 1 over the classes, and the pixels averaged: divide by the pixels' weights"""
    scale = 1 if class_weights is None else np.mean(class_weights)
    return priced(Z, masks, class_weights, share=lambda w, m: w / scale / w.size)


@pixel_cross_entropy.mistake
def gradient_of_the_probabilities(Z, masks, class_weights=None):
    """dZ holds the probabilities alone: subtract 1 at the true class of each pixel"""
    return gradient_alone(Z, masks, class_weights, gradient=lambda Z, one_hot: softmax(Z))


@pixel_cross_entropy.mistake
def sign_of_the_gradient(Z, masks, class_weights=None):
    """dZ has the wrong sign: it is probability minus truth"""
    return gradient_alone(Z, masks, class_weights, gradient=lambda Z, one_hot: one_hot - softmax(Z))


@pixel_cross_entropy.mistake
def sign_of_the_cost(Z, masks, class_weights=None):
    """the cost has the wrong sign: it is minus the log of a probability, and never negative"""
    cost, dZ = priced(Z, masks, class_weights)
    return -cost, dZ


@pixel_cross_entropy.mistake
def in_bits(Z, masks, class_weights=None):
    """the cost uses np.log2: use the natural logarithm, np.log"""
    cost, dZ = priced(Z, masks, class_weights)
    return cost / float(np.log(2)), dZ


@pixel_cross_entropy.mistake
def always_float64(Z, masks, class_weights=None):
    """dZ is float64 where Z is float32: np.eye, np.ones and np.zeros make float64 unless you give them Z.dtype"""
    return priced(Z.astype(float), masks, class_weights)


@pixel_cross_entropy.mistake
def flat_gradient(Z, masks, class_weights=None):
    """dZ has a row for each pixel: give it the shape of Z"""
    cost, dZ = priced(Z, masks, class_weights)
    return cost, dZ.reshape(-1, Z.shape[-1])


# --- right, written differently -------------------------------------------------------------------------------------


@pixel_cross_entropy.right
def pixel_by_pixel(Z, masks, class_weights=None):
    """Return the same in a loop over the pixels."""
    weights = [1.0] * Z.shape[-1] if class_weights is None else [float(w) for w in class_weights]
    cost, dZ, total = 0.0, np.zeros_like(Z), sum(weights[y] for y in masks.ravel())
    for place in np.ndindex(masks.shape):
        scores, y = Z[place].astype(float), int(masks[place])
        log_p = scores - scores.max() - np.log(np.sum(np.exp(scores - scores.max())))
        cost -= weights[y] * log_p[y] / total
        dZ[place] = weights[y] * (np.exp(log_p) - np.eye(len(scores))[y]) / total
    return cost, dZ


@pixel_cross_entropy.right
def by_one_hot(Z, masks, class_weights=None):
    """Return the same from one-hot numbers, in a list."""
    return list(priced(Z, masks, class_weights))
