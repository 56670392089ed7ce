"""Exercise 6: what two passes save."""

from deepcourse.cnn import filters as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

multiplications = FunctionExercise(
    __name__,
    reference=reference.multiplications,
    minutes=4,
    points_visible=3,
    points_hidden=4,
    returns=("the number at once", "the number in two passes"),
    hints=(
        "How many outputs has each pass, and how many multiplications does one of them cost?",
        "A column of f numbers shortens the image along one axis only. What is the shape after the first pass?",
        "Add the two passes: outputs of the first times f, plus outputs of the second times f.",
    ),
)


def case(n_H, n_W, f):
    """Return a case whose name is its numbers."""
    return Case(f"image {n_H} x {n_W}, f = {f}", (n_H, n_W, f))


@multiplications.visible
def visible():
    """Return wide, high and square images, a large kernel, one that fills the image, and one of one number."""
    return [case(*each) for each in ((6, 8, 3), (9, 5, 4), (40, 30, 11), (7, 7, 7), (4, 9, 1))]


@multiplications.draw
def draw(rng):
    """Return an image whose sides differ, and a kernel that fits."""
    f = int(rng.integers(2, 10))
    return case(*(f + int(n) for n in rng.permutation(range(40))[:2]), f)


@multiplications.edges
def edges(rng):
    """Return a photograph, a kernel of one number, and kernels as large as a side."""
    return [case(*each) for each in ((320, 480, 15), (8, 5, 1), (5, 9, 5), (9, 5, 5), (1, 1, 1), (300, 451, 3))]


@multiplications.property("loops that count")
def counted(f, rng):
    """Return a sentence unless the numbers are those of loops over all outputs."""
    n_H, n_W, width = 7, 9, 4
    outputs = [(i, j) for i in range(n_H - width + 1) for j in range(n_W - width + 1)]
    first = [(i, j) for i in range(n_H - width + 1) for j in range(n_W)]
    expected = len(outputs) * width**2, (len(first) + len(outputs)) * width
    told = tuple(f(n_H, n_W, width))
    return None if told == expected else f"for (7, 9, 4) loops count {expected}, you say {told}"


@multiplications.right
def by_hand(n_H, n_W, f):
    """Return the same from the sizes written out."""
    rows, columns = n_H - f + 1, n_W - f + 1
    return rows * columns * f**2, f * rows * (n_W + columns)


@multiplications.mistake
def outputs_alone(n_H, n_W, f):
    """both passes are counted for the outputs of the second: the first pass still has all n_W columns"""
    rows, columns = n_H - f + 1, n_W - f + 1
    return rows * columns * f * f, 2 * rows * columns * f


@multiplications.mistake
def every_pixel(n_H, n_W, f):
    """outputs are counted as if there were one for every pixel: without padding there are n - f + 1 along each axis"""
    return n_H * n_W * f * f, 2 * n_H * n_W * f


@multiplications.mistake
def first_pass_over_every_pixel(n_H, n_W, f):
    """the first pass is counted for every pixel: the column fits in n_H - f + 1 rows only"""
    rows, columns = n_H - f + 1, n_W - f + 1
    return rows * columns * f * f, n_H * n_W * f + rows * columns * f


@multiplications.mistake
def row_first(n_H, n_W, f):
    """the row goes first: here it is the column, so that n_H - f + 1 rows of n_W columns come out of the first pass"""
    rows, columns = n_H - f + 1, n_W - f + 1
    return rows * columns * f * f, n_H * columns * f + rows * columns * f


@multiplications.mistake
def one_missing(n_H, n_W, f):
    """n - f positions are counted along each axis: there are n - f + 1"""
    rows, columns = n_H - f, n_W - f
    return rows * columns * f * f, rows * n_W * f + rows * columns * f


@multiplications.mistake
def passes_multiplied(n_H, n_W, f):
    """the multiplications of the two passes are multiplied: they are made one after the other, so add them"""
    at_once, _ = reference.multiplications(n_H, n_W, f)
    rows, columns = n_H - f + 1, n_W - f + 1
    return at_once, rows * n_W * f * rows * columns * f


@multiplications.mistake
def second_pass_alone(n_H, n_W, f):
    """the first pass is left out: its multiplications count, too"""
    at_once, _ = reference.multiplications(n_H, n_W, f)
    return at_once, (n_H - f + 1) * (n_W - f + 1) * f


@multiplications.mistake
def one_kernel(n_H, n_W, f):
    """a kernel is counted once, f * f and 2 f: it is applied at every position"""
    return f * f, 2 * f


@multiplications.mistake
def exchanged(n_H, n_W, f):
    """the two numbers are exchanged: all at once comes first"""
    return reference.multiplications(n_H, n_W, f)[::-1]


@multiplications.mistake
def squared_width_forgotten(n_H, n_W, f):
    """an output that is made at once is charged with f multiplications: the kernel has f * f numbers"""
    at_once, two_passes = reference.multiplications(n_H, n_W, f)
    return at_once // f, two_passes


@multiplications.mistake
def second_pass_over_every_row(n_H, n_W, f):
    """the row goes over the whole image again: it goes over what came out of the column's pass"""
    rows, columns = n_H - f + 1, n_W - f + 1
    return rows * columns * f**2, f * (rows * n_W + n_H * columns)
