"""Exercise 7: the gradients of a projection."""

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.exercises.course4.residual_networks.projection_shortcut import (
    EDGES,
    SIZES,
    projection,
    some_sizes,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

projection_shortcut_backward = FunctionExercise(
    __name__,
    reference=reference.projection_shortcut_backward,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("dA_prev", "dWs", "dbs"),
    hints=(
        "Which pixels of A_prev contributed to S? What gradient do all the others get?",
        "At one pixel, S = a Ws[0, 0] + bs with a row a. You know the gradients of such a layer from course 1; here it "
        "is used at many pixels, and the gradients of its parameters add up.",
        "The slice with which the forward pass reads A_prev can also be written to. For dWs, make two matrices whose "
        "rows are pixels.",
    ),
)


def case(rng, arguments):
    """Return a case with a random dS."""
    A_prev, Ws, bs, stride = arguments
    S, cache = reference.projection_shortcut(A_prev, Ws, bs, stride=stride)
    return Case(told(A_prev, Ws, stride), (rng.normal(size=S.shape), cache))


@projection_shortcut_backward.visible
def visible():
    """Return projections of all kinds of sizes."""
    rng = np.random.default_rng(45)
    return [case(rng, projection(rng, *sizes)) for sizes in SIZES]


@projection_shortcut_backward.draw
def draw(rng):
    """Return a projection of random size."""
    return case(rng, projection(rng, *some_sizes(rng)))


@projection_shortcut_backward.edges
def edges(rng):
    """Return single pixels, strides larger than the pictures, sizes that leave a remainder."""
    return [case(rng, projection(rng, *sizes)) for sizes in EDGES]


@projection_shortcut_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    A_prev, Ws, bs, stride = projection(rng, 2, 3, 4, 2, 3, 2)
    S, cache = reference.projection_shortcut(A_prev, Ws, bs, stride=stride)
    dS, arguments = rng.normal(size=S.shape), {"A_prev": A_prev, "Ws": Ws, "bs": bs}
    for (name, theta), gradient in zip(arguments.items(), f(dS, cache), strict=True):

        def J(moved, name=name):
            return float(np.sum(dS * reference.projection_shortcut(**(arguments | {name: moved}), stride=stride)[0]))

        if np.shape(gradient) != theta.shape:
            return f"d{name} has the shape {np.shape(gradient)}, {name} has {theta.shape}"
        far = relative_difference(gradient, numerical_gradient(J, theta, 1e-5))
        if not far < 1e-7:
            return f"d{name} differs from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(dS, cache, *, seen=None, share=None, place=None):
    """Return the gradients with something changed: the pixels seen, what they get, where it is written."""
    A_prev, Ws, _, stride = cache
    right = reference.projection_shortcut_backward(dS, cache)
    seen = A_prev[:, ::stride, ::stride] if seen is None else seen
    share = dS @ Ws[0, 0].T if share is None else share
    dA_prev = np.zeros(A_prev.shape)
    dA_prev[place or np.s_[:, ::stride, ::stride]] = share
    dWs = np.tensordot(seen, dS, axes=((0, 1, 2), (0, 1, 2))).reshape(Ws.shape)
    return dA_prev, dWs, right[2]


@projection_shortcut_backward.mistake
def skipped_pixels_get_copies(dS, cache):
    """pixels that the stride skips get their neighbour's gradient: they contributed nothing to S, so they get 0"""
    A_prev, _, _, stride = cache
    dA_prev, dWs, dbs = back(dS, cache)
    dense = dA_prev[:, ::stride, ::stride].repeat(stride, axis=1).repeat(stride, axis=2)
    return dense[:, : A_prev.shape[1], : A_prev.shape[2]], dWs, dbs


@projection_shortcut_backward.mistake
def as_behind_a_mean(dS, cache):
    """the gradient is spread over stride by stride pixels, as for a mean: the one pixel that was read gets all of it"""
    dA_prev, dWs, dbs = skipped_pixels_get_copies(dS, cache)
    return dA_prev / cache[3] ** 2, dWs, dbs


@projection_shortcut_backward.mistake
def not_spread(dS, cache):
    """dA_prev has the height and width of dS: it needs those of A_prev, with zeros at the skipped pixels"""
    _, dWs, dbs = back(dS, cache)
    return dS @ cache[1][0, 0].T, dWs, dbs


@projection_shortcut_backward.mistake
def written_to_the_first_pixels(dS, cache):
    """the gradient is written to the top left part of dA_prev: it belongs to the rows and columns that were read"""
    return back(dS, cache, place=np.s_[:, : dS.shape[1], : dS.shape[2]])


@projection_shortcut_backward.mistake
def first_pixels_read(dS, cache):
    """dWs is computed from the top left part of A_prev: use the rows and columns 0, stride, 2 * stride and so on"""
    return back(dS, cache, seen=cache[0][:, : dS.shape[1], : dS.shape[2]])


@projection_shortcut_backward.mistake
def weights_not_transposed(dS, cache):
    """dS is multiplied by Ws[0, 0] as it is: use the transpose, which leads from n_C channels to n_C_prev"""
    return back(dS, cache, share=dS @ cache[1][0, 0])


@projection_shortcut_backward.mistake
def weights_left_out(dS, cache):
    """every pixel gets the sum of dS over the channels: multiply by the weights, transposed"""
    return back(dS, cache, share=dS.sum(axis=3, keepdims=True))


@projection_shortcut_backward.mistake
def share_of_the_bias(dS, cache):
    """the bias is added to dS: dA_prev does not depend on the bias"""
    _, Ws, bs, _ = cache
    return back(dS, cache, share=(dS + bs) @ Ws[0, 0].T)


@projection_shortcut_backward.mistake
def shared_out(dS, cache):
    """the gradient of the pixels is divided by stride * stride: there is no mean here"""
    return back(dS, cache, share=dS @ cache[1][0, 0].T / cache[3] ** 2)


@projection_shortcut_backward.mistake
def relu_that_is_not_there(dS, cache):
    """the gradient is set to 0 where S is negative: the shortcut has no ReLU"""
    A_prev, Ws, bs, stride = cache
    S = A_prev[:, ::stride, ::stride] @ Ws[0, 0] + bs
    return reference.projection_shortcut_backward(dS * (S > 0), cache)


@projection_shortcut_backward.mistake
def weights_of_the_first_picture(dS, cache):
    """dWs comes from the first picture alone: add up over all pictures"""
    dA_prev, _, dbs = back(dS, cache)
    A_prev, *others = cache
    return dA_prev, reference.projection_shortcut_backward(dS[:1], (A_prev[:1], *others))[1], dbs


@projection_shortcut_backward.mistake
def means_over_the_pictures(dS, cache):
    """the gradients of the parameters are divided by m: dS already includes the 1/m of the cost, so add up"""
    dA_prev, dWs, dbs = back(dS, cache)
    return dA_prev, dWs / len(dS), dbs / len(dS)


@projection_shortcut_backward.mistake
def means_over_all_pixels(dS, cache):
    """the gradients of the parameters are means over all pixels: add up"""
    dA_prev, dWs, dbs = back(dS, cache)
    return dA_prev, dWs * dS.shape[3] / dS.size, dbs * dS.shape[3] / dS.size


@projection_shortcut_backward.mistake
def mean_for_the_bias(dS, cache):
    """dbs is a mean: each pixel of each picture used the bias, so add up"""
    dA_prev, dWs, _ = back(dS, cache)
    return dA_prev, dWs, dS.mean(axis=(0, 1, 2)).reshape(cache[2].shape)


@projection_shortcut_backward.mistake
def one_bias(dS, cache):
    """dbs sums over the channels, too: each channel has a bias of its own"""
    dA_prev, dWs, _ = back(dS, cache)
    return dA_prev, dWs, dS.sum().reshape(1, 1, 1, 1)


@projection_shortcut_backward.mistake
def flat_bias(dS, cache):
    """dbs has the shape (n_C,): it needs that of bs, (1, 1, 1, n_C)"""
    dA_prev, dWs, dbs = back(dS, cache)
    return dA_prev, dWs, dbs.ravel()


@projection_shortcut_backward.mistake
def filters_as_rows(dS, cache):
    """dWs has its channel axes swapped: Ws is (1, 1, n_C_prev, n_C)"""
    dA_prev, dWs, dbs = back(dS, cache)
    return dA_prev, dWs.swapaxes(2, 3), dbs


@projection_shortcut_backward.mistake
def flat_weights(dS, cache):
    """dWs has the shape (n_C_prev, n_C): it needs that of Ws, (1, 1, n_C_prev, n_C)"""
    dA_prev, dWs, dbs = back(dS, cache)
    return dA_prev, dWs[0, 0], dbs


# --- right, written differently -------------------------------------------------------------------------------------


@projection_shortcut_backward.right
def as_a_convolution(dS, cache):
    """Return the same, by conv_backward."""
    A_prev, Ws, bs, stride = cache
    return list(reference.conv_backward(dS, (A_prev, Ws, bs, stride, 0)))


@projection_shortcut_backward.right
def pixel_by_pixel(dS, cache):
    """Return the same, one pixel after the other."""
    A_prev, Ws, bs, stride = cache
    dA_prev, dWs, dbs = np.zeros(A_prev.shape), np.zeros(Ws.shape), np.zeros(bs.shape)
    for i, h, w in np.ndindex(dS.shape[:3]):
        dA_prev[i, h * stride, w * stride] = Ws[0, 0] @ dS[i, h, w]
        dWs[0, 0] += np.outer(A_prev[i, h * stride, w * stride], dS[i, h, w])
        dbs[0, 0, 0] += dS[i, h, w]
    return dA_prev, dWs, dbs
