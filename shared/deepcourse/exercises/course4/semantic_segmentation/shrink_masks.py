"""Exercise 2: smaller masks."""

import numpy as np

from deepcourse.cnn import segmentation as reference
from deepcourse.exercises.course4.semantic_segmentation.masks import some_masks, told
from deepcourse.exercises.declaration import Case, FunctionExercise

shrink_masks = FunctionExercise(
    __name__,
    reference=reference.shrink_masks,
    minutes=5,
    points_visible=3,
    points_hidden=5,
    returns=("the smaller masks",),
    any_number_type=True,
    hints=(
        "A block is masks[i, h * factor : (h + 1) * factor, w * factor : (w + 1) * factor]. How often does each class "
        "occur in it?",
        "np.bincount(block.ravel(), minlength=n_classes) counts them. Which function tells you where the "
        "largest count is, and which one does it choose if counts are equal?",
        "Without a loop over blocks: reshape to (m, n_H / factor, factor, n_W / factor, factor), and count each class "
        "along the two axes of size factor.",
    ),
)


def case(rng, m, n_H, n_W, factor, n_classes, patch=3):
    """Return masks of n_H x n_W blocks."""
    masks = some_masks(rng, m, n_H * factor, n_W * factor, n_classes, patch)
    return Case(f"{told(masks, n_classes)}, factor {factor}", (masks, factor, n_classes))


@shrink_masks.visible
def visible():
    """Return masks of several sizes and factors, and one of equal votes."""
    rng = np.random.default_rng(21)
    tied = np.array([[[2, 4, 3, 1, 0, 0], [4, 2, 1, 3, 0, 4]]])
    return [
        Case("blocks with equal votes", (tied, 2, 5)),
        case(rng, 2, 3, 2, 2, 4),
        case(rng, 3, 2, 4, 3, 3),
        case(rng, 1, 2, 3, 4, 5),
        case(rng, 2, 4, 3, 1, 3),
    ]


@shrink_masks.draw
def draw(rng):
    """Return masks of random size."""
    m, n_H, n_W, factor, n_classes = (int(rng.integers(*b)) for b in ((2, 4), (2, 5), (3, 6), (2, 5), (4, 7)))
    return case(rng, m, n_H, n_W + (n_H == n_W), factor, n_classes)


@shrink_masks.edges
def edges(rng):
    """Return a single block, one class, a factor of 1, a class that is most frequent without a majority."""
    split = np.array([[[3, 1, 2], [0, 3, 1], [3, 2, 4]], [[4, 4, 1], [0, 1, 4], [2, 1, 3]]])
    return [
        case(rng, 1, 1, 1, 4, 4),
        Case("one class", (np.zeros((2, 4, 6), int), 2, 1)),
        case(rng, 2, 3, 2, 1, 4),
        Case("no class has a majority", (split, 3, 5)),
        case(rng, 3, 1, 4, 2, 5),
    ]


@shrink_masks.property("a mask made larger and smaller again stays as it was")
def comes_back(f, rng):
    """Return a sentence unless an enlarged mask comes back."""
    masks = some_masks(rng, 2, 3, 4, 5, 1)
    back = np.asarray(f(reference.enlarged(masks, 3), 3, 5))
    if back.shape != masks.shape:
        return f"the mask had the shape {masks.shape}, it comes back with {back.shape}"
    return None if np.array_equal(back, masks) else f"{np.sum(back != masks)} of {masks.size} pixels changed"


# --- known mistakes -------------------------------------------------------------------------------------------------


def blocks_of(masks, factor):
    """Return the blocks, (m, n_H, n_W, factor * factor)."""
    m, n_H, n_W = masks.shape
    blocks = masks.reshape(m, n_H // factor, factor, n_W // factor, factor)
    return blocks.transpose(0, 1, 3, 2, 4).reshape(m, n_H // factor, n_W // factor, -1)


def votes(blocks, n_classes):
    """Return how often each class occurs in each block, (n_classes, m, n_H, n_W)."""
    return np.array([np.count_nonzero(blocks == k, axis=-1) for k in range(n_classes)])


@shrink_masks.mistake
def rounded_mean(masks, factor, n_classes):
    """the class numbers are averaged and rounded: class 2 does not lie between 0 and 4, so count votes"""
    return np.round(blocks_of(masks, factor).mean(axis=-1)).astype(int)


@shrink_masks.mistake
def mean_cut_off(masks, factor, n_classes):
    """the class numbers are averaged and truncated: they are names, so count votes"""
    return blocks_of(masks, factor).mean(axis=-1).astype(int)


@shrink_masks.mistake
def mean_itself(masks, factor, n_classes):
    """the class numbers are averaged: the results are not classes, so count votes"""
    return blocks_of(masks, factor).mean(axis=-1)


@shrink_masks.mistake
def median(masks, factor, n_classes):
    """the median of the class numbers is taken: classes have no order, so count votes"""
    return np.median(blocks_of(masks, factor), axis=-1).astype(int)


@shrink_masks.mistake
def upper_left_pixel(masks, factor, n_classes):
    """only the upper left pixel of each block counts: all pixels of the block vote"""
    return masks[:, ::factor, ::factor].copy()


@shrink_masks.mistake
def centre_pixel(masks, factor, n_classes):
    """only the pixel in the centre of each block counts: all pixels of the block vote"""
    return masks[:, factor // 2 :: factor, factor // 2 :: factor].copy()


@shrink_masks.mistake
def largest_number(masks, factor, n_classes):
    """the largest class number of the block is taken, as in max pooling: take the most frequent one"""
    return blocks_of(masks, factor).max(axis=-1)


@shrink_masks.mistake
def smallest_number(masks, factor, n_classes):
    """the smallest class number of the block is taken: take the most frequent one"""
    return blocks_of(masks, factor).min(axis=-1)


@shrink_masks.mistake
def rarest(masks, factor, n_classes):
    """the class with the fewest votes is taken: take the one with the most votes"""
    return np.argmin(votes(blocks_of(masks, factor), n_classes), axis=0)


@shrink_masks.mistake
def last_among_equals(masks, factor, n_classes):
    """among equally frequent classes, the largest number is taken: take the smallest, as np.argmax does"""
    return n_classes - 1 - np.argmax(votes(blocks_of(masks, factor), n_classes)[::-1], axis=0)


@shrink_masks.mistake
def background_does_not_vote(masks, factor, n_classes):
    """class 0 is ignored if another class is in the block: the background counts like any other class"""
    counts = votes(blocks_of(masks, factor), n_classes)
    others = np.argmax(counts[1:], axis=0) + 1 if n_classes > 1 else np.zeros(counts.shape[1:], int)
    return np.where(counts[1:].any(axis=0), others, 0)


@shrink_masks.mistake
def majority_alone(masks, factor, n_classes):
    """a class needs more than half of the votes, or the block becomes 0: the most frequent class always wins"""
    counts = votes(blocks_of(masks, factor), n_classes)
    return np.where(counts.max(axis=0) * 2 > factor**2, np.argmax(counts, axis=0), 0)


@shrink_masks.mistake
def number_of_votes(masks, factor, n_classes):
    """the number of votes is returned: return the class that got them"""
    return votes(blocks_of(masks, factor), n_classes).max(axis=0)


@shrink_masks.mistake
def factor_and_blocks_exchanged(masks, factor, n_classes):
    """the picture is cut into factor x factor blocks: cut it into blocks of factor x factor pixels"""
    m, n_H, n_W = masks.shape
    strips = masks.reshape(m, factor, n_H // factor, factor, n_W // factor).transpose(0, 2, 4, 1, 3)
    return np.argmax(votes(strips.reshape(m, n_H // factor, n_W // factor, -1), n_classes), axis=0)


@shrink_masks.mistake
def pieces_of_rows(masks, factor, n_classes):
    """reshape to (m, n_H / factor, n_W / factor, factor * factor) takes pieces of rows: a block has several rows"""
    m, n_H, n_W = masks.shape
    return np.argmax(votes(masks.reshape(m, n_H // factor, n_W // factor, -1), n_classes), axis=0)


@shrink_masks.mistake
def one_row_of_each_block(masks, factor, n_classes):
    """only the first row of each block votes: all factor x factor pixels do"""
    return np.argmax(votes(blocks_of(masks, factor)[..., :factor], n_classes), axis=0)


@shrink_masks.mistake
def blocks_one_pixel_apart(masks, factor, n_classes):
    """block h begins at row h: it begins at row h * factor, and likewise for columns"""
    m, n_H, n_W = (n // d for n, d in zip(masks.shape, (1, factor, factor), strict=True))
    small = np.zeros((m, n_H, n_W), int)
    for i, h, w in np.ndindex(small.shape):
        block = masks[i, h : h + factor, w : w + factor]
        small[i, h, w] = np.bincount(block.ravel(), minlength=n_classes).argmax()
    return small


@shrink_masks.mistake
def all_pictures_vote(masks, factor, n_classes):
    """votes are counted over all pictures together: count them for each picture"""
    together = votes(blocks_of(masks, factor), n_classes).sum(axis=1)
    return np.repeat(np.argmax(together, axis=0)[None], len(masks), axis=0)


@shrink_masks.mistake
def last_class_forgotten(masks, factor, n_classes):
    """the last class gets no votes: k runs from 0 to n_classes - 1"""
    return np.argmax(votes(blocks_of(masks, factor), max(1, n_classes - 1)), axis=0)


# --- right, written differently -------------------------------------------------------------------------------------


@shrink_masks.right
def block_by_block(masks, factor, n_classes):
    """Return the same in loops over pictures and blocks."""
    m, n_H, n_W = masks.shape
    small = np.zeros((m, n_H // factor, n_W // factor), masks.dtype)
    for i, h, w in np.ndindex(small.shape):
        block = masks[i, h * factor : (h + 1) * factor, w * factor : (w + 1) * factor]
        small[i, h, w] = np.bincount(block.ravel(), minlength=n_classes).argmax()
    return small


@shrink_masks.right
def by_one_hot(masks, factor, n_classes):
    """Return the same from means of one-hot numbers."""
    m, n_H, n_W = masks.shape
    one_hot = np.eye(n_classes)[masks].reshape(m, n_H // factor, factor, n_W // factor, factor, n_classes)
    return one_hot.sum(axis=(2, 4)).argmax(axis=-1)
