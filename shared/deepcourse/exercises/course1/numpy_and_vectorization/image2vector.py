"""Exercise 4: an image becomes a column."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference

image2vector = FunctionExercise(
    __name__,
    reference=reference.image2vector,
    minutes=3,
    points_visible=4,
    points_hidden=6,
    returns=("the column",),
    hints=(
        "image.reshape(rows, columns) gives the same entries another shape.",
        "How many entries are there? length * height * depth, and image.shape holds all three.",
        "NumPy works out one size for you where you write -1: image.reshape(-1, 1).",
    ),
)


def counted(*shape):
    """Return an image whose entries count 0, 1, 2, ... so that a reader sees where each of them goes."""
    return np.arange(np.prod(shape), dtype=float).reshape(shape)


@image2vector.visible
def visible():
    """Return a small image that counts, one with random colours, a grey one, whole numbers, and a single pixel."""
    rng = np.random.default_rng(4)
    return [
        Case("2 by 3, 2 colours, counting from 0", (counted(2, 3, 2),)),
        Case("4 by 3, 3 colours", (rng.random((4, 3, 3)),)),
        Case("3 by 2, grey", (rng.random((3, 2, 1)),)),
        Case("whole numbers from 0 to 255", (rng.integers(0, 256, size=(3, 2, 3)),)),
        Case("a single pixel", (rng.random((1, 1, 3)),)),
    ]


@image2vector.draw
def draw(rng):
    """Return an image of random size."""
    shape = (*(int(n) for n in rng.integers(2, 7, size=2)), 3)
    return Case("{} by {}, {} colours".format(*shape), (rng.random(shape),))


@image2vector.edges
def edges(rng):
    """Return a single pixel, whole numbers, and a photograph's size."""
    return [
        Case("a single pixel", (rng.random((1, 1, 3)),)),
        Case("whole numbers from 0 to 255", (rng.integers(0, 256, size=(3, 4, 3)),)),
        Case("64 by 64, 3 colours", (rng.random((64, 64, 3)),)),
    ]


@image2vector.property("the image can be made from the column again")
def nothing_is_lost(f, rng):
    """Return a sentence unless the image can be made from the column again."""
    image = rng.random((3, 4, 2))
    if not np.array_equal(np.reshape(f(image), image.shape), image):
        return "np.reshape(column, image.shape) does not give the image back; keep NumPy's own order"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@image2vector.mistake
def rank_one(image):
    """the result is rank-1, of shape (n,): a column has two axes, (n, 1); reshape(-1, 1) makes one"""
    return image.reshape(-1)


@image2vector.mistake
def row(image):
    """the result is a row (1, n) instead of a column (n, 1)"""
    return image.reshape(1, -1)


@image2vector.mistake
def colour_by_colour(image):
    """the entries come colour after colour: reshape alone keeps the order, colours of a pixel side by side"""
    return image.transpose(2, 0, 1).reshape(-1, 1)


@image2vector.mistake
def column_by_column(image):
    """the entries come with the first axis fastest, as image.T or order="F" puts them: leave NumPy its own order"""
    return image.reshape(-1, 1, order="F")


@image2vector.mistake
def pixels_as_rows(image):
    """the colours were left as an axis of their own: (length * height, depth)"""
    return image.reshape(-1, image.shape[2])


@image2vector.mistake
def first_colour_only(image):
    """only the first colour is kept: length * height entries instead of length * height * depth"""
    return image[:, :, 0].reshape(-1, 1)


@image2vector.mistake
def resized_in_place(image):
    """the image itself is given a new shape: image.reshape(...) leaves it as it was, image.resize(...) does not"""
    image.resize((image.size, 1), refcheck=False)
    return image


@image2vector.mistake
def first_axis_kept(image):
    """the first axis is kept and the others are flattened, as for many images at once: here is one image, which becomes
    one column
    """
    return image.reshape(image.shape[0], -1)


@image2vector.mistake
def first_axis_becomes_columns(image):
    """every row of the image becomes a column of its own, as if the first axis counted images: here is one image, which
    becomes one column
    """
    return image.reshape(image.shape[0], -1).T


@image2vector.mistake
def scaled(image):
    """the entries are divided by 255: only the shape is to change"""
    return image.reshape(-1, 1) / 255


@image2vector.mistake
def colour_by_colour_and_scaled(image):
    """the entries come colour after colour and are divided by 255: reshape alone keeps the order and the entries"""
    return image.transpose(2, 0, 1).reshape(-1, 1) / 255


@image2vector.mistake
def axes_exchanged(image):
    """length and height change places before the reshape: leave NumPy the order of the image"""
    return image.transpose(1, 0, 2).reshape(-1, 1)


@image2vector.mistake
def colours_averaged(image):
    """the colours of each pixel are averaged, to a grey one: every colour keeps its own entry"""
    return image.mean(axis=2).reshape(-1, 1)


@image2vector.mistake
def colours_added(image):
    """the colours of each pixel are added up: every colour keeps its own entry"""
    return image.sum(axis=2).reshape(-1, 1)


@image2vector.mistake
def three_axes(image):
    """the result still has three axes: a column has two, (n, 1)"""
    return image.reshape(-1, 1, 1)


@image2vector.mistake
def size_of_one_image(image):
    """the size is fixed at 64 * 64 * 3: images have other sizes too, which stand in image.shape"""
    return image.reshape(64 * 64 * 3, 1)


@image2vector.mistake
def depth_forgotten(image):
    """the depth is missing in the new size: length * height * depth entries do not fit in length * height rows"""
    return image.reshape(image.shape[0] * image.shape[1], 1)


@image2vector.mistake
def length_forgotten(image):
    """height and depth are multiplied, the length is not: length * height * depth entries do not fit in so few rows"""
    return image.reshape(image.shape[1] * image.shape[2], 1)


@image2vector.mistake
def sizes_added(image):
    """the sizes are added up instead of multiplied: there are length * height * depth entries"""
    return image.reshape(sum(image.shape), 1)


@image2vector.mistake
def turned_round(image):
    """the entries come in reverse order: reshape alone keeps the order of the image"""
    return image.reshape(-1, 1)[::-1]


@image2vector.mistake
def returned_as_it_is(image):
    """the image itself is returned: image.reshape(...) makes a new array, which must be kept and returned"""
    return image


# --- right, written differently -------------------------------------------------------------------------------------


@image2vector.right
def with_the_product(image):
    """Return a reshape to the very numbers."""
    length, height, depth = image.shape
    return np.reshape(image, (length * height * depth, 1))


@image2vector.right
def with_a_new_axis(image):
    """Return the flattened image with an axis added."""
    return image.flatten()[:, np.newaxis]
