"""Exercise 5: the gradients of a transposed convolution."""

import numpy as np

from deepcourse.cnn import transposed as reference
from deepcourse.cnn.convolution import conv_backward, conv_forward, zero_pad
from deepcourse.exercises.course4.semantic_segmentation.layers import EDGES, SIZES, layer, some_layer, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

transpose_conv_backward = FunctionExercise(
    __name__,
    reference=reference.transpose_conv_backward,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("dA_prev", "dW", "db"),
    hints=(
        "Take one pixel of A_prev. Which entries of Z did it change, and each by what factor? Its gradient is the sum "
        "of those factors times dZ there: first for one channel, then for all.",
        "Move on by one pixel of A_prev, and the window in dZ moves by stride: which function of the first week does "
        "that? Write down the shape of its filters; it sums over the channels of Z.",
        "W[p, q] connects every pixel with the entry of dZ that lies p rows and q columns into its window. Loop over p "
        "and q: the entries are a slice with a step of stride in dZ, padded with pad zeros.",
    ),
)


def case(rng, sizes, stride, pad, name="", dtype=float):
    """Return a layer with a random dZ."""
    return of_layer(rng, [array.astype(dtype) for array in layer(rng, *sizes)], stride, pad, name)


def of_layer(rng, made, stride, pad, name=""):
    """Return a case for these arrays."""
    Z, cache = reference.transpose_conv_forward(*made, stride=stride, pad=pad)
    dZ = rng.normal(size=Z.shape).astype(Z.dtype)
    return Case(name or told(made[0], made[1], stride, pad), (dZ, cache))


@transpose_conv_backward.visible
def visible():
    """Return layers of all kinds of sizes, and one in float32."""
    rng = np.random.default_rng(51)
    cases = [case(rng, sizes, stride, pad) for *sizes, stride, pad in SIZES]
    return [*cases, case(rng, (2, 2, 3, 2, 2, 3), 2, 1, "float32, f 3, stride 2, pad 1", np.float32)]


@transpose_conv_backward.draw
def draw(rng):
    """Return a layer of random size."""
    return of_layer(rng, *some_layer(rng))


@transpose_conv_backward.edges
def edges(rng):
    """Return one picture, one pixel, one channel, filters of 1, gaps between the patches, much padding, float32."""
    cases = [case(rng, sizes, stride, pad) for *sizes, stride, pad in EDGES]
    return [*cases, case(rng, (2, 3, 2, 3, 2, 2), 2, 0, "float32, f 2, stride 2, pad 0", np.float32)]


@transpose_conv_backward.property("nudging each argument gives the same gradients")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    arguments = dict(zip(("A_prev", "W", "b"), layer(rng, 2, 2, 3, 2, 2, 3), strict=True))
    Z, cache = reference.transpose_conv_forward(**arguments, stride=2, pad=1)
    dZ = rng.normal(size=Z.shape)
    for (name, theta), gradient in zip(arguments.items(), f(dZ, cache), strict=True):

        def J(moved, name=name):
            return float(np.sum(dZ * reference.transpose_conv_forward(**arguments | {name: moved}, stride=2, pad=1)[0]))

        if np.shape(gradient) != theta.shape:
            return f"d{name} has the shape {np.shape(gradient)}, {name} has {theta.shape}"
        far = relative_difference(gradient, numerical_gradient(J, theta, 1e-6))
        if not far < 1e-5:
            return f"d{name} differs from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def gathered(dZ, W, stride, pad, n_C_prev):
    """Return the convolution of dZ with W, whose last axis is for the channels of A_prev."""
    return conv_forward(dZ, W, np.zeros((1, 1, 1, n_C_prev), dZ.dtype), stride=stride, pad=pad)[0]


def with_dA(dZ, cache, W=None, *, stride=None, pad=None):
    """Return the gradients with something changed in dA_prev."""
    A_prev, its_W, _, its_stride, its_pad = cache
    _, dW, db = reference.transpose_conv_backward(dZ, cache)
    W = its_W.swapaxes(2, 3) if W is None else W
    stride, pad = its_stride if stride is None else stride, its_pad if pad is None else pad
    return gathered(dZ, W, stride, pad, A_prev.shape[3]), dW, db


def with_dW(dZ, cache, dW):
    """Return the gradients with another dW."""
    dA_prev, _, db = reference.transpose_conv_backward(dZ, cache)
    return dA_prev, dW, db


def slice_of(padded, p, q, A_prev, stride):
    """Return the entries of the padded dZ that lie p rows and q columns into the windows of all pixels."""
    n_H, n_W = A_prev.shape[1:3]
    return padded[:, p : p + stride * n_H : stride, q : q + stride * n_W : stride][:, :n_H, :n_W]


def summed(dZ, cache, place=lambda p, q: (p, q), use=lambda A, d: (A, d), stride=None, pad=None):
    """Return dW, entry by entry, with something changed."""
    A_prev, W, _, its_stride, its_pad = cache
    dW, padded = np.zeros(W.shape, dZ.dtype), zero_pad(dZ, its_pad if pad is None else pad)
    for p, q in np.ndindex(W.shape[:2]):
        A, d = use(A_prev, slice_of(padded, *place(p, q), A_prev, stride or its_stride))
        dW[p, q] = np.tensordot(A[:, : d.shape[1], : d.shape[2]], d, axes=((0, 1, 2), (0, 1, 2)))
    return dW


@transpose_conv_backward.mistake
def axes_not_swapped(dZ, cache):
    """dA_prev is a convolution with W as it is: sum over the channels of Z, so swap axes 2 and 3 of W"""
    return with_dA(dZ, cache, cache[1])


@transpose_conv_backward.mistake
def all_axes_swapped(dZ, cache):
    """the rows and columns of W are swapped along with its channels: W.T does that, so swap only axes 2 and 3"""
    return with_dA(dZ, cache, cache[1].swapaxes(2, 3).swapaxes(0, 1))


@transpose_conv_backward.mistake
def filters_turned(dZ, cache):
    """the filters are rotated by 180° for dA_prev: the pixel added W[p, q] p rows and q columns further on"""
    return with_dA(dZ, cache, cache[1][::-1, ::-1].swapaxes(2, 3))


@transpose_conv_backward.mistake
def stride_ignored(dZ, cache):
    """dA_prev comes from a convolution without the stride: the windows of two neighbouring pixels are stride apart"""
    return with_dA(dZ, cache, stride=1)


@transpose_conv_backward.mistake
def pad_ignored(dZ, cache):
    """pad is left out of the convolution for dA_prev: the patches reached pad rows beyond Z, where dZ counts as 0"""
    return with_dA(dZ, cache, pad=0)


@transpose_conv_backward.mistake
def transposed_again(dZ, cache):
    """dA_prev is a transposed convolution of dZ, so it is even larger: it must have the shape of A_prev"""
    A_prev, W, _, stride, pad = cache
    b = np.zeros((1, 1, 1, A_prev.shape[3]), dZ.dtype)
    larger, _ = reference.transpose_conv_forward(dZ, W.swapaxes(2, 3), b, stride=stride, pad=pad)
    return larger, *reference.transpose_conv_backward(dZ, cache)[1:]


@transpose_conv_backward.mistake
def dA_averaged(dZ, cache):
    """dA_prev is divided by f * f: the products of a window are added up, not averaged"""
    dA_prev, dW, db = reference.transpose_conv_backward(dZ, cache)
    return dA_prev / len(cache[1]) ** 2, dW, db


@transpose_conv_backward.mistake
def corners_alone(dZ, cache):
    """dA_prev uses one entry of dZ for each pixel, the corner of its window: sum over the whole window"""
    A_prev, W, _, stride, pad = cache
    _, dW, db = reference.transpose_conv_backward(dZ, cache)
    return slice_of(zero_pad(dZ, pad), 0, 0, A_prev, stride) @ W[0, 0].T, dW, db


@transpose_conv_backward.mistake
def filters_of_a_convolution(dZ, cache):
    """dW has the axes of an ordinary convolution's dW, (f, f, n_C, n_C_prev): swap the last two"""
    return with_dW(dZ, cache, np.ascontiguousarray(reference.transpose_conv_backward(dZ, cache)[1].swapaxes(2, 3)))


@transpose_conv_backward.mistake
def dW_turned(dZ, cache):
    """dW is rotated by 180°: dW[p, q] belongs to the entries p rows and q columns into the windows"""
    last = len(cache[1]) - 1
    return with_dW(dZ, cache, summed(dZ, cache, place=lambda p, q: (last - p, last - q)))


@transpose_conv_backward.mistake
def dW_with_rows_for_columns(dZ, cache):
    """rows and columns of dW are swapped: p counts rows, q columns"""
    return with_dW(dZ, cache, summed(dZ, cache, place=lambda p, q: (q, p)))


@transpose_conv_backward.mistake
def dW_without_the_stride(dZ, cache):
    """dW pairs neighbouring pixels with neighbouring entries of dZ: their windows are stride apart"""
    return with_dW(dZ, cache, summed(dZ, cache, stride=1))


@transpose_conv_backward.mistake
def dW_without_the_padding(dZ, cache):
    """dW is summed over the unpadded dZ: the first window begins pad rows and columns before it"""
    return with_dW(dZ, cache, summed(dZ, cache, pad=0))


@transpose_conv_backward.mistake
def dW_of_the_first_picture(dZ, cache):
    """dW comes from the first picture only: add up all m pictures"""
    return with_dW(dZ, cache, summed(dZ, cache, use=lambda A, d: (A[:1], d[:1])))


@transpose_conv_backward.mistake
def dW_of_the_last_pixel(dZ, cache):
    """dW is overwritten at every pixel: only the last one counts, so add with +="""
    return with_dW(dZ, cache, summed(dZ, cache, use=lambda A, d: (A[:, -1:, -1:], d[:, -1:, -1:])))


@transpose_conv_backward.mistake
def db_of_each_picture(dZ, cache):
    """db is not summed over the pictures: b is the same for all of them"""
    dA_prev, dW, _ = reference.transpose_conv_backward(dZ, cache)
    return dA_prev, dW, dZ.sum(axis=(1, 2), keepdims=True)


@transpose_conv_backward.mistake
def db_flat(dZ, cache):
    """db has the shape (n_C,): it needs the shape of b, (1, 1, 1, n_C)"""
    dA_prev, dW, _ = reference.transpose_conv_backward(dZ, cache)
    return dA_prev, dW, dZ.sum(axis=(0, 1, 2))


@transpose_conv_backward.mistake
def db_averaged(dZ, cache):
    """db is the mean of dZ over pictures, rows and columns: b was added to every entry, so sum them"""
    dA_prev, dW, _ = reference.transpose_conv_backward(dZ, cache)
    return dA_prev, dW, dZ.mean(axis=(0, 1, 2), keepdims=True)


@transpose_conv_backward.mistake
def means_over_the_pictures(dZ, cache):
    """dW and db are divided by the number of pictures: dZ already includes the 1/m of the cost, so add up"""
    dA_prev, dW, db = reference.transpose_conv_backward(dZ, cache)
    return dA_prev, dW / len(dZ), db / len(dZ)


@transpose_conv_backward.mistake
def dW_averaged(dZ, cache):
    """dW is divided by the number of pictures: dZ already includes the 1/m, so add up"""
    return with_dW(dZ, cache, reference.transpose_conv_backward(dZ, cache)[1] / len(dZ))


@transpose_conv_backward.mistake
def db_divided(dZ, cache):
    """db is divided by the number of pictures: dZ already includes the 1/m, so sum over everything but the channels"""
    dA_prev, dW, db = reference.transpose_conv_backward(dZ, cache)
    return dA_prev, dW, db / len(dZ)


@transpose_conv_backward.mistake
def dW_first(dZ, cache):
    """dW comes first: return dA_prev, dW, db, in the order of the arguments"""
    dA_prev, dW, db = reference.transpose_conv_backward(dZ, cache)
    return dW, dA_prev, db


# --- right, written differently -------------------------------------------------------------------------------------


@transpose_conv_backward.right
def by_the_convolution(dZ, cache):
    """Return the same from both functions of a convolution, in a list."""
    A_prev, W, _, stride, pad = cache
    bias = np.zeros((1, 1, 1, W.shape[2]), dZ.dtype)
    dA_prev, its_cache = conv_forward(dZ, W.swapaxes(2, 3), bias, stride=stride, pad=pad)
    _, dW, _ = conv_backward(A_prev, its_cache)
    return [dA_prev, dW.swapaxes(2, 3), dZ.sum(axis=(0, 1, 2), keepdims=True)]


@transpose_conv_backward.right
def entry_by_entry(dZ, cache):
    """Return the same, one entry of the filters at a time."""
    A_prev, W, b, stride, pad = cache
    padded, dA_prev, dW = zero_pad(dZ, pad), np.zeros_like(A_prev), np.zeros_like(W)
    for p, q in np.ndindex(W.shape[:2]):
        seen = slice_of(padded, p, q, A_prev, stride)
        dA_prev += seen @ W[p, q].T
        dW[p, q] = np.einsum("mhwc,mhwk->ck", A_prev, seen)
    return dA_prev, dW, dZ.sum(axis=(0, 1, 2)).reshape(b.shape)


@transpose_conv_backward.right
def pixel_by_pixel(dZ, cache):
    """Return the same in loops over the pixels of A_prev."""
    A_prev, W, _, stride, pad = cache
    f, padded, dA_prev, dW = len(W), zero_pad(dZ, pad), np.zeros_like(A_prev), np.zeros_like(W)
    for h, w in np.ndindex(A_prev.shape[1:3]):
        window = padded[:, h * stride : h * stride + f, w * stride : w * stride + f]
        dA_prev[:, h, w] = np.einsum("mpqk,pqck->mc", window, W)
        dW += np.einsum("mc,mpqk->pqck", A_prev[:, h, w], window)
    return dA_prev, dW, dZ.sum(axis=(0, 1, 2), keepdims=True)
