"""Exercise 8: the gradients of a convolutional layer."""

import numpy as np

from deepcourse.cnn import convolution as reference
from deepcourse.exercises.course4.convolution_step_by_step.layers import EDGES, SIZES, layer, some_layer, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

conv_backward = FunctionExercise(
    __name__,
    reference=reference.conv_backward,
    minutes=10,
    points_visible=6,
    points_hidden=8,
    returns=("dA_prev", "dW", "db"),
    hints=(
        "Pad A_prev as on the way forward. Make three arrays of zeros, one in the shape of the padded pictures.",
        "Run through all entries of dZ, as conv_forward ran through Z. The same window that was multiplied gets "
        "something back: dZ[i, h, w, k] is one number, and it is multiplied with an array.",
        "Three lines with += stand inside the loops: for the window of the padded gradient, for dW[..., k] and for "
        "db[..., k]. The frame is cut off at the very end.",
    ),
)


def case(rng, A_prev, W, b, stride, pad):
    """Return a case with a random dZ."""
    Z, _ = reference.conv_forward(A_prev, W, b, stride=stride, pad=pad)
    return Case(told(A_prev, W, stride, pad), (rng.normal(size=Z.shape), (A_prev, W, b, stride, pad)))


@conv_backward.visible
def visible():
    """Return layers of all kinds of sizes and options."""
    rng = np.random.default_rng(18)
    return [case(rng, *layer(rng, *shape), stride, pad) for *shape, stride, pad in SIZES]


@conv_backward.draw
def draw(rng):
    """Return a layer of random size."""
    made, stride, pad = some_layer(rng)
    return case(rng, *made, stride, pad)


@conv_backward.edges
def edges(rng):
    """Return one picture of one channel, a single place, filters of 1, filters larger than the picture, leftovers."""
    return [case(rng, *layer(rng, *shape), stride, pad) for *shape, stride, pad in EDGES]


@conv_backward.property("a nudge of the filters and pictures agrees")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    A_prev, W, b = layer(rng, 2, 3, 4, 2, 2, 2)
    dZ = rng.normal(size=reference.conv_forward(A_prev, W, b, stride=2, pad=1)[0].shape)
    arguments = {"A_prev": A_prev, "W": W, "b": b}
    gradients = dict(zip(arguments, f(dZ, (A_prev, W, b, 2, 1)), strict=True))
    for name, theta in arguments.items():

        def J(moved, name=name):
            return float(np.sum(dZ * reference.conv_forward(**(arguments | {name: moved}), stride=2, pad=1)[0]))

        if np.shape(gradients[name]) != theta.shape:
            return f"d{name} has the shape {np.shape(gradients[name])}, {name} has {theta.shape}"
        far = relative_difference(gradients[name], numerical_gradient(J, theta, 1e-5))
        if not far < 1e-7:
            return f"d{name} differs from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(dZ, cache, *, windows=True, assign=False, corner=None, pictures=None):
    """Return (dA of the padded pictures, dW, db), window by window, with something changed."""
    A_prev, W, b, stride, pad = cache
    padded = reference.zero_pad(A_prev, pad) if pictures is None else pictures
    dA, dW, db, f = np.zeros(reference.zero_pad(A_prev, pad).shape), np.zeros(W.shape), np.zeros(b.shape), len(W)
    corner = corner or (lambda at: at * stride)
    for i, h, w, k in np.ndindex(dZ.shape):
        place = np.s_[i, corner(h) : corner(h) + f, corner(w) : corner(w) + f]
        if assign:
            dA[place] = W[..., k] * dZ[i, h, w, k]
        else:
            dA[place] += W[..., k] * dZ[i, h, w, k]
        if windows:
            window = padded[place]
            dW[: window.shape[0], : window.shape[1], :, k] += window * dZ[i, h, w, k]
        db[..., k] += dZ[i, h, w, k]
    return dA, dW, db


def cut(dA, cache):
    """Return the gradient without the frame."""
    pad = cache[4]
    return dA[:, pad : dA.shape[1] - pad, pad : dA.shape[2] - pad]


@conv_backward.mistake
def last_window_wins(dZ, cache):
    """dA is overwritten where windows or filters meet: a pixel gets a share from each of them, so add with +="""
    dA, dW, db = back(dZ, cache, assign=True)
    return cut(dA, cache), dW, db


@conv_backward.mistake
def last_place_for_dW(dZ, cache):
    """dW is overwritten at every place: all places use the same filter, so add with +="""
    (A_prev, _, _, stride, pad), f = cache, len(cache[1])
    dA, _, db = reference.conv_backward(dZ, cache)
    h, w = ((n - 1) * stride for n in dZ.shape[1:3])
    window = reference.zero_pad(A_prev, pad)[-1, h : h + f, w : w + f]
    return dA, window[..., np.newaxis] * dZ[-1, -1, -1], db


@conv_backward.mistake
def last_place_for_db(dZ, cache):
    """db is overwritten at every place: all places use the same bias, so add with +="""
    dA, dW, db = reference.conv_backward(dZ, cache)
    return dA, dW, dZ[-1, -1, -1].reshape(db.shape)


@conv_backward.mistake
def corner_without_stride(dZ, cache):
    """the windows are those of stride 1: that of dZ[:, h, w] begins at row h * stride and column w * stride"""
    dA, dW, db = back(dZ, cache, corner=lambda at: at)
    return cut(dA, cache), dW, db


@conv_backward.mistake
def frame_not_cut_off(dZ, cache):
    """dA_prev still has its frame: it has the shape of A_prev, so cut `pad` off each side"""
    return back(dZ, cache)


@conv_backward.mistake
def frame_cut_to_nothing(dZ, cache):
    """the frame is cut off with [pad:-pad], which leaves nothing for pad = 0: write the ends as pad + n_H_prev and
    pad + n_W_prev
    """
    dA, dW, db = back(dZ, cache)
    pad = cache[4]
    return dA[:, pad:-pad, pad:-pad], dW, db


@conv_backward.mistake
def wrong_side_cut_off(dZ, cache):
    """the frame is cut off below and on the right only: `pad` zeros stand on each side"""
    dA, dW, db = back(dZ, cache)
    return dA[:, : cache[0].shape[1], : cache[0].shape[2]], dW, db


@conv_backward.mistake
def unpadded_windows(dZ, cache):
    """the windows for dW are cut out of the unpadded A_prev: pad it first, the cache holds it unpadded"""
    dA, dW, db = back(dZ, cache, pictures=cache[0])
    return cut(dA, cache), dW, db


@conv_backward.mistake
def dZ_left_out_of_dW(dZ, cache):
    """dW sums the windows alone: each window is multiplied by dZ of its place"""
    dA, _, db = reference.conv_backward(dZ, cache)
    return dA, reference.conv_backward(np.ones_like(dZ), cache)[1], db


@conv_backward.mistake
def dZ_left_out_of_dA(dZ, cache):
    """dA_prev sums the filters alone: each is multiplied by dZ of its place"""
    _, dW, db = reference.conv_backward(dZ, cache)
    return reference.conv_backward(np.ones_like(dZ), cache)[0], dW, db


@conv_backward.mistake
def windows_for_dA(dZ, cache):
    """dA_prev is made of the pictures: the slope of a product by one factor is the other factor, here the filter"""
    A_prev, W, _, stride, pad = cache
    _, dW, db = reference.conv_backward(dZ, cache)
    padded, f = reference.zero_pad(A_prev, pad), len(W)
    dA = np.zeros(padded.shape)
    for i, h, w, k in np.ndindex(dZ.shape):
        place = np.s_[i, h * stride : h * stride + f, w * stride : w * stride + f]
        dA[place] += padded[place] * dZ[i, h, w, k]
    return cut(dA, cache), dW, db


@conv_backward.mistake
def filters_turned(dZ, cache):
    """the filters are turned by 180 degrees on the way back: a pixel gets the weight that it was multiplied by"""
    A_prev, W, b, stride, pad = cache
    _, dW, db = reference.conv_backward(dZ, cache)
    return reference.conv_backward(dZ, (A_prev, W[::-1, ::-1], b, stride, pad))[0], dW, db


@conv_backward.mistake
def first_filter_only(dZ, cache):
    """dA_prev gets the share of the first filter only: add those of all filters"""
    A_prev, W, b, stride, pad = cache
    _, dW, db = reference.conv_backward(dZ, cache)
    return reference.conv_backward(dZ[..., :1], (A_prev, W[..., :1], b[..., :1], stride, pad))[0], dW, db


@conv_backward.mistake
def first_picture_only(dZ, cache):
    """dW and db come from the first picture alone: add those of all pictures"""
    A_prev, W, b, stride, pad = cache
    dA = reference.conv_backward(dZ, cache)[0]
    return dA, *reference.conv_backward(dZ[:1], (A_prev[:1], W, b, stride, pad))[1:]


@conv_backward.mistake
def mean_over_pictures(dZ, cache):
    """dW and db are divided by m: whatever mean there is in the cost stands in dZ already"""
    dA, dW, db = reference.conv_backward(dZ, cache)
    return dA, dW / len(dZ), db / len(dZ)


@conv_backward.mistake
def mean_over_places(dZ, cache):
    """dW and db are averaged over the places: all places are summed"""
    dA, dW, db = reference.conv_backward(dZ, cache)
    places = dZ.shape[1] * dZ.shape[2]
    return dA, dW / places, db / places


@conv_backward.mistake
def db_of_all_filters(dZ, cache):
    """db is one number, summed over the filters as well: each filter has a bias of its own"""
    dA, dW, _ = reference.conv_backward(dZ, cache)
    return dA, dW, float(dZ.sum())


@conv_backward.mistake
def db_without_its_axes(dZ, cache):
    """db has the shape (n_C,): a gradient has the shape of what it belongs to, here (1, 1, 1, n_C)"""
    dA, dW, db = reference.conv_backward(dZ, cache)
    return dA, dW, db.ravel()


@conv_backward.mistake
def other_order(dZ, cache):
    """the gradients come in another order: dA_prev, dW, db, the order of the arguments of conv_forward"""
    dA, dW, db = reference.conv_backward(dZ, cache)
    return dW, db, dA


@conv_backward.mistake
def cut_to_the_size_of_z(dZ, cache):
    """dA_prev is cut to the height and width of Z: it has those of A_prev"""
    (dA, dW, db), pad = back(dZ, cache), cache[4]
    return dA[:, pad : pad + dZ.shape[1], pad : pad + dZ.shape[2]], dW, db


@conv_backward.mistake
def width_from_the_height(dZ, cache):
    """the width of dA_prev is computed from the height: pictures need not be square"""
    (dA, dW, db), pad, height = back(dZ, cache), cache[4], cache[0].shape[1]
    return dA[:, pad : pad + height, pad : pad + height], dW, db


# --- right, written differently -------------------------------------------------------------------------------------


@conv_backward.right
def four_loops(dZ, cache):
    """Return the same, entry by entry of dZ."""
    dA, dW, db = back(dZ, cache)
    return cut(dA, cache), dW, db


@conv_backward.right
def place_by_place(dZ, cache):
    """Return the same, a place of all pictures and filters at once."""
    A_prev, W, _, stride, pad = cache
    padded, f = reference.zero_pad(A_prev, pad), W.shape[0]
    dA, dW = np.zeros_like(padded), np.zeros_like(W)
    for h, w in np.ndindex(dZ.shape[1:3]):
        place = np.s_[:, h * stride : h * stride + f, w * stride : w * stride + f]
        dA[place] += np.einsum("pqck,ik->ipqc", W, dZ[:, h, w])
        dW += np.einsum("ipqc,ik->pqck", padded[place], dZ[:, h, w])
    return cut(dA, cache), dW, np.sum(dZ, axis=(0, 1, 2)).reshape(1, 1, 1, -1)
