"""Exercise 5: a patch that makes a unit answer as strongly as possible."""

import numpy as np

from deepcourse.cnn import units as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(plant, picture, W, h, w, stride, pad):
    """Return what comes out; stride and pad are keywords."""
    return plant(picture, W, h, w, stride=stride, pad=pad)


plant = FunctionExercise(
    __name__,
    reference=reference.plant,
    use=asked,
    minutes=10,
    points_visible=6,
    points_hidden=10,
    returns=("the planted picture",),
    may_share_memory=False,
    hints=(
        "The response is a sum of products, weight times pixel value, and every value appears in only one product. "
        "So choose each value separately: what is best for a weight of 0.3, and what for one of -0.3?",
        "At which row of the picture does the window of position h start if there are `pad` rows of zeros before "
        "the first row?",
        "At the border, only part of the window lies in the picture. If it starts at row -1, the first row of the "
        "picture lies under the second row of W.",
    ),
)


def case(rng, shape, f, h, w, stride, pad, name="", W=None):
    """Return a case: a random picture and filter."""
    W = rng.normal(size=(f, f, shape[2])) if W is None else W
    title = f"picture {shape}, filter {f} x {f}, position ({h}, {w}), stride {stride}, pad {pad}"
    picture = rng.uniform(0.05, 0.95, size=shape)
    return Case(f"{name}: {title}" if name else title, (picture, W, h, w, stride, pad))


def with_zeros(rng, f, n_C):
    """Return a filter of which about a third of the weights are 0."""
    return rng.normal(size=(f, f, n_C)) * (rng.random((f, f, n_C)) > 0.35)


@plant.visible
def visible():
    """Return windows inside and at all four sides, strides and pads, weights of 0, one channel, a positive filter."""
    rng = np.random.default_rng(50)
    return [
        case(rng, (7, 9, 3), 3, 2, 4, 1, 0),
        case(rng, (8, 10, 2), 3, 1, 3, 2, 0),
        case(rng, (9, 8, 3), 4, 3, 2, 2, 1),
        case(rng, (7, 9, 3), 3, 0, 2, 2, 1, "at the upper border"),
        case(rng, (9, 7, 2), 5, 2, 0, 1, 2, "at the left border"),
        case(rng, (8, 9, 3), 3, 3, 4, 2, 1, "at the right border"),
        case(rng, (7, 11, 2), 3, 3, 2, 2, 1, "at the lower border"),
        case(rng, (6, 8, 1), 3, 1, 2, 2, 1, "some weights are 0", with_zeros(rng, 3, 1)),
        case(rng, (6, 7, 2), 2, 4, 1, 1, 0, "all weights positive", np.abs(rng.normal(size=(2, 2, 2)))),
    ]


@plant.draw
def draw(rng):
    """Return a random window."""
    f, stride = int(rng.integers(2, 6)), int(rng.integers(1, 4))
    pad = int(rng.integers(0, f // 2 + 1))
    shape = (*(int(n) for n in rng.integers(8, 14, size=2)), int(rng.integers(1, 4)))
    h, w = (int(rng.integers(0, (n + 2 * pad - f) // stride + 1)) for n in shape[:2])
    return case(rng, shape, f, h, w, stride, pad)


@plant.edges
def edges(rng):
    """Return a filter of one pixel, one as large as the picture, corners, weights of 0, negative weights."""
    return [
        case(rng, (5, 6, 3), 1, 3, 2, 1, 0, "a filter of one pixel"),
        case(rng, (4, 4, 2), 4, 0, 0, 1, 0, "a filter as large as the picture"),
        case(rng, (6, 7, 1), 5, 0, 0, 1, 2, "in the corner"),
        case(rng, (7, 9, 2), 3, 3, 4, 2, 1, "in the last corner"),
        case(rng, (7, 6, 2), 3, 1, 1, 2, 1, "some weights are 0", with_zeros(rng, 3, 2)),
        case(rng, (7, 6, 2), 3, 2, 1, 1, 0, "all weights negative", -np.abs(rng.normal(size=(3, 3, 2)))),
    ]


@plant.property("nothing outside the window changes")
def rest_stays(f, rng):
    """Return a sentence unless at most f x f pixels change, and all numbers lie from 0 to 1."""
    picture, W = rng.uniform(0.1, 0.9, size=(9, 10, 2)), rng.normal(size=(3, 3, 2))
    before = picture.copy()
    planted = f(picture, W, 1, 2, stride=2, pad=0)
    if np.min(planted) < 0 or np.max(planted) > 1:
        return f"pixels lie between 0 and 1; yours go from {np.min(planted):.3g} to {np.max(planted):.3g}"
    count = int((planted != before).any(axis=2).sum())
    return None if count <= 9 else f"a filter of 3 x 3 sees 9 pixels, but {count} have changed"


def planted(picture, W, h, w, stride, pad, *, patch=None, top=None, left=None):
    """Return a picture with another patch, or with the window somewhere else."""
    f, (n_H, n_W) = len(W), picture.shape[:2]
    top, left = h * stride - pad if top is None else top, w * stride - pad if left is None else left
    wide = np.pad(picture, ((f + pad, f + pad), (f + pad, f + pad), (0, 0)))
    edge = f + pad
    first, second = max(top + edge, 0), max(left + edge, 0)
    part = wide[first : first + len(W), second : second + W.shape[1]]
    rows, columns = part.shape[:2]
    best = np.where(W == 0, 0.0, W > 0) if patch is None else patch
    keep = (W == 0) if patch is None else np.zeros(W.shape, bool)
    part[...] = np.where(keep[:rows, :columns], part, best[:rows, :columns])
    return wide[edge : edge + n_H, edge : edge + n_W]


@plant.mistake
def the_weights(picture, W, h, w, *, stride, pad):
    """the weights themselves are planted: pixels lie between 0 and 1, so choose the best number in this range for
    each weight"""
    return planted(picture, W, h, w, stride, pad, patch=W)


@plant.mistake
def weights_clipped(picture, W, h, w, *, stride, pad):
    """the weights are planted, clipped to [0, 1]: even a small positive weight needs the brightest pixel"""
    return planted(picture, W, h, w, stride, pad, patch=np.clip(W, 0, 1))


@plant.mistake
def weights_rescaled(picture, W, h, w, *, stride, pad):
    """the weights are planted, rescaled to [0, 1]: the best value for each weight is exactly 0 or 1"""
    spread = W.max() - W.min()
    return planted(picture, W, h, w, stride, pad, patch=(W - W.min()) / (spread or 1))


@plant.mistake
def sign_turned(picture, W, h, w, *, stride, pad):
    """bright and dark are swapped: a positive weight needs a bright pixel"""
    return reference.plant(picture, -W, h, w, stride=stride, pad=pad)


@plant.mistake
def flipped(picture, W, h, w, *, stride, pad):
    """the filter is flipped: the layers of this course do not flip their filters"""
    return reference.plant(picture, W[::-1, ::-1], h, w, stride=stride, pad=pad)


@plant.mistake
def stride_left_out(picture, W, h, w, *, stride, pad):
    """the stride is left out: the window of position h starts at row h * stride - pad"""
    return planted(picture, W, h, w, stride, pad, top=h - pad, left=w - pad)


@plant.mistake
def pad_left_out(picture, W, h, w, *, stride, pad):
    """the pad is left out: it moves every window up and to the left"""
    return planted(picture, W, h, w, stride, pad, top=h * stride, left=w * stride)


@plant.mistake
def pad_added(picture, W, h, w, *, stride, pad):
    """the pad is added: the zeros come before the first row, so windows start pad rows earlier"""
    return planted(picture, W, h, w, stride, pad, top=h * stride + pad, left=w * stride + pad)


@plant.mistake
def pad_times_stride(picture, W, h, w, *, stride, pad):
    """the pad is multiplied by the stride: it is counted in pixels"""
    return planted(picture, W, h, w, stride, pad, top=(h - pad) * stride, left=(w - pad) * stride)


@plant.mistake
def centred(picture, W, h, w, *, stride, pad):
    """the window is centred at h * stride - pad: it starts there"""
    half = len(W) // 2
    return planted(picture, W, h, w, stride, pad, top=h * stride - pad - half, left=w * stride - pad - half)


@plant.mistake
def position_swapped(picture, W, h, w, *, stride, pad):
    """h and w are swapped: h counts rows"""
    return planted(picture, W, w, h, stride, pad)


@plant.mistake
def shifted_at_the_border(picture, W, h, w, *, stride, pad):
    """at the border the whole patch is moved into the picture: cut off the part in the padding, and leave the rest
    where it is"""
    top, left = max(h * stride - pad, 0), max(w * stride - pad, 0)
    return planted(picture, W, h, w, stride, pad, top=top, left=left)


@plant.mistake
def filter_not_cut(picture, W, h, w, *, stride, pad):
    """at the upper and left border the filter is not cut: where the window starts at row -1, the first row of the
    picture lies under the second row of W"""
    top, left = h * stride - pad, w * stride - pad
    seen = W[: len(W) + min(top, 0), : len(W) + min(left, 0)]
    return planted(picture, seen, h, w, stride, pad, top=max(top, 0), left=max(left, 0))


@plant.mistake
def zero_weights_black(picture, W, h, w, *, stride, pad):
    """pixels with weight 0 are made black: they make no difference, so they stay as they are"""
    return planted(picture, W, h, w, stride, pad, patch=(W > 0).astype(float))


@plant.mistake
def zero_weights_white(picture, W, h, w, *, stride, pad):
    """pixels with weight 0 are made white: they make no difference, so they stay as they are"""
    return planted(picture, W, h, w, stride, pad, patch=(W >= 0).astype(float))


@plant.mistake
def dark_pixels_left(picture, W, h, w, *, stride, pad):
    """only the pixels with positive weights are changed: those with negative weights should be black"""
    return np.maximum(picture, reference.plant(picture, np.maximum(W, 0), h, w, stride=stride, pad=pad))


@plant.mistake
def bright_pixels_left(picture, W, h, w, *, stride, pad):
    """only the pixels with negative weights are changed: those with positive weights should be as bright as possible"""
    return reference.plant(picture, np.minimum(W, 0), h, w, stride=stride, pad=pad)


@plant.mistake
def channels_added_up(picture, W, h, w, *, stride, pad):
    """all channels of a pixel get the same value: each channel has its own weight"""
    return reference.plant(picture, np.repeat(W.sum(axis=2, keepdims=True), W.shape[2], axis=2), h, w,
                           stride=stride, pad=pad)  # fmt: skip


@plant.mistake
def first_channel(picture, W, h, w, *, stride, pad):
    """only the first channel is changed: the filter sees all of them"""
    first = np.where(np.arange(W.shape[2]) == 0, W, 0)
    return reference.plant(picture, first, h, w, stride=stride, pad=pad)


@plant.mistake
def black_around(picture, W, h, w, *, stride, pad):
    """everything around the patch is black: pixels outside the window stay as they are"""
    return reference.plant(np.zeros_like(picture), W, h, w, stride=stride, pad=pad)


@plant.mistake
def in_place(picture, W, h, w, *, stride, pad):
    """the picture itself is changed and returned: work on a copy"""
    picture[...] = reference.plant(picture, W, h, w, stride=stride, pad=pad)
    return picture


@plant.mistake
def patch_alone(picture, W, h, w, *, stride, pad):
    """the patch alone is returned: return the whole picture with the patch in it"""
    return (W > 0).astype(float)


@plant.mistake
def signs(picture, W, h, w, *, stride, pad):
    """the signs of the weights are planted: the darkest pixel is 0, not -1"""
    dark = np.where(reference.plant(picture, np.minimum(W, 0), h, w, stride=stride, pad=pad) != picture, -1.0, 0.0)
    return np.where(dark < 0, dark, reference.plant(picture, W, h, w, stride=stride, pad=pad))


@plant.right
def pixel_by_pixel(picture, W, h, w, *, stride, pad):
    """Return the same from loops over the filter."""
    result = np.array(picture)
    for p, q, c in np.ndindex(*W.shape):
        y, x = h * stride - pad + p, w * stride - pad + q
        if 0 <= y < picture.shape[0] and 0 <= x < picture.shape[1] and W[p, q, c] != 0:
            result[y, x, c] = 1.0 if W[p, q, c] > 0 else 0.0
    return result


@plant.right
def on_a_padded_copy(picture, W, h, w, *, stride, pad):
    """Return the same from a padded copy and the signs of the weights."""
    frame, f = pad + len(W), len(W)
    wide = np.pad(picture, ((frame, frame), (frame, frame), (0, 0)))
    y, x = frame + h * stride - pad, frame + w * stride - pad
    part = wide[y : y + f, x : x + f]
    part[W > 0], part[W < 0] = 1, 0
    return wide[frame:-frame, frame:-frame].copy()
