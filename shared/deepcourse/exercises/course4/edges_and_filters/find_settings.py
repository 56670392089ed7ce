"""Exercise 4: with which settings was this output made?"""

from itertools import product

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import RAISED, numbers, outcome
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(find_settings, image, kernel, output):
    """Return the settings, or the words for an error."""
    return outcome(find_settings, image, kernel, output)


find_settings = FunctionExercise(
    __name__,
    reference=reference.find_settings,
    use=asked,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("the outcome",),
    hints=(
        "Nothing has to be solved: make the output for every candidate, and compare. Three loops inside each other.",
        "A candidate is right if its shape is that of the output and np.allclose finds the numbers equal. Look at the "
        "shapes first: np.allclose stretches one row to many.",
        "The order of the loops decides which of several right candidates is found first: the flip outside, then the "
        "padding, then the stride. After the loops: raise ValueError.",
    ),
)


def made(rng, n_H, n_W, f, flipped, padding, stride):
    """Return a case whose output was made with these settings, by other sums than the reference's; it tells nothing."""
    image, kernel = numbers(rng, n_H, n_W), numbers(rng, f, f)
    turned, padded = (reference.flip(kernel) if flipped else kernel), np.pad(image, padding)
    rows, columns = (n - f + 1 for n in padded.shape)
    parts = [padded[p : p + rows, q : q + columns] * turned[p, q] for p, q in np.ndindex(f, f)]
    return Case(f"image {n_H} x {n_W}, kernel {f} x {f}", (image, kernel, sum(parts[::-1])[::stride, ::stride]))


def ambiguous(rng):
    """Return cases in which several settings make the output: symmetric kernels, one brightness, one answer."""
    image, kernel = numbers(rng, 5, 7), numbers(rng, 3, 3)
    symmetric = kernel + kernel[::-1, ::-1]
    flat = np.full((6, 5), 2.0), numbers(rng, 3, 3)
    sobel, slanted = reference.KERNELS["Sobel"], kernel + kernel.T[::-1, ::-1]
    return [
        Case("a kernel that is its own flip", (image, symmetric, reference.convolve2d(image, symmetric, 1, 2))),
        Case("an image of one brightness", (*flat, reference.convolve2d(*flat, 0, 3))),
        Case("a single answer", (image[:4, :4], kernel, reference.convolve2d(image[:4, :4], kernel, 0, 3))),
        Case(
            "a bright corner",
            (np.array([[2.0, 0.0], [0.0, 0.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.full((1, 1), 8.0)),
        ),
        Case("Sobel", (image, sobel, reference.convolve2d(image, reference.flip(sobel), 1, 1))),
        Case(
            "a kernel that is its own mirror at a diagonal",
            (image, slanted, reference.convolve2d(image, reference.flip(slanted), 0, 2)),
        ),
    ]


def impossible(rng):
    """Return a case whose output no setting makes: one number of it was changed."""
    one = made(rng, 6, 5, 3, True, 1, 1)
    image, kernel, output = one.arguments
    changed = output.copy()
    changed[-1, -1] += 1
    return Case("an output in which one number was changed", (image, kernel, changed))


@find_settings.visible
def visible():
    """Return outputs with and without flip, padding and stride, ambiguous ones, and one that nothing makes."""
    rng = np.random.default_rng(43)
    settings = [(5, 6, 3, False, 0, 1), (6, 7, 3, True, 1, 2), (7, 9, 3, False, 2, 4), (8, 6, 2, True, 0, 3),
                (6, 9, 4, False, 3, 2), (5, 4, 3, True, 2, 1)]  # fmt: skip
    return [*(made(rng, *each) for each in settings), *ambiguous(rng), impossible(rng)]


@find_settings.draw
def draw(rng):
    """Return an output with random settings."""
    f, n_H, n_W = int(rng.integers(2, 5)), *(int(n) for n in rng.permutation(range(7, 12))[:2])
    flipped, padding, stride = bool(rng.integers(2)), int(rng.integers(0, f)), int(rng.integers(1, 5))
    return made(rng, n_H, n_W, f, flipped, padding, stride)


@find_settings.edges
def edges(rng):
    """Return the extremes of the candidates, ambiguous outputs, and one that nothing makes."""
    extremes = [(9, 8, 3, True, 2, 4), (8, 9, 3, False, 0, 4), (4, 4, 4, True, 3, 1)]
    return [*(made(rng, *each) for each in extremes), *ambiguous(rng), impossible(rng)]


@find_settings.property("what is found makes the output")
def makes_the_output(f, rng):
    """Return a sentence unless the settings that come out make the output that went in."""
    for _ in range(5):
        image, kernel, output = draw(rng).arguments
        flipped, padding, stride = f(image, kernel, output)
        again = reference.convolve2d(image, kernel[::-1, ::-1] if flipped else kernel, int(padding), int(stride))
        if again.shape != output.shape or not np.allclose(again, output):
            return f"flipped = {flipped}, padding = {padding}, stride = {stride} make another output"
    return None


# --- right, written differently -------------------------------------------------------------------------------------


@find_settings.right
def three_loops(image, kernel, output):
    """Return the same from loops, with a tolerance of one's own."""
    for flipped, one in ((False, kernel), (True, np.rot90(kernel, 2))):
        for padding in range(len(kernel)):
            for stride in (1, 2, 3, 4):
                made = reference.convolve2d(image, one, padding, stride)
                if made.shape == output.shape and np.max(np.abs(made - output)) < 1e-6:
                    return flipped, padding, stride
    raise ValueError("nothing fits")


@find_settings.right
def in_a_list(image, kernel, output):
    """Return the first of all that fit."""
    fits = [settings for settings in candidates(len(kernel)) if fitting(image, kernel, output, *settings)]
    if not fits:
        raise ValueError("nothing fits")
    return fits[0]


# --- known mistakes -------------------------------------------------------------------------------------------------


def candidates(f, flips=(False, True), paddings=None, strides=range(1, 5)):
    """Return the candidates in the order of the text."""
    return list(product(flips, range(f) if paddings is None else paddings, strides))


def fitting(image, kernel, output, flipped, padding, stride, turn=reference.flip):
    """Return whether settings make the output."""
    again = reference.convolve2d(image, turn(kernel) if flipped else kernel, padding, stride)
    return again.shape == output.shape and np.allclose(again, output)


def first(image, kernel, output, tried, fits=fitting):
    """Return the first of the candidates that fit, or the words for an error."""
    return next((each for each in tried if fits(image, kernel, output, *each)), RAISED)


@find_settings.mistake
def shapes_alone(image, kernel, output):
    """only the shapes are compared: several settings make an output of the same size, so compare the numbers as well"""

    def fits(image, kernel, output, flipped, padding, stride):
        return reference.convolve2d(image, kernel, padding, stride).shape == output.shape

    return first(image, kernel, output, candidates(len(kernel)), fits)


@find_settings.mistake
def numbers_alone(image, kernel, output):
    """the shapes are not compared: np.allclose stretches one number to many, and calls them equal"""

    def fits(image, kernel, output, flipped, padding, stride):
        again = reference.convolve2d(image, reference.flip(kernel) if flipped else kernel, padding, stride)
        try:
            return np.allclose(again, output)
        except ValueError:
            return False

    return first(image, kernel, output, candidates(len(kernel)), fits)


@find_settings.mistake
def left_and_right_alone(image, kernel, output):
    """the flip exchanges only left and right: it turns the kernel upside down as well, kernel[::-1, ::-1]"""

    def fits(*arguments):
        return fitting(*arguments, turn=lambda kernel: kernel[:, ::-1])

    return first(image, kernel, output, candidates(len(kernel)), fits)


@find_settings.mistake
def transposed(image, kernel, output):
    """the flip is taken for a transposition: it turns the kernel by 180 degrees, kernel[::-1, ::-1]"""

    def fits(*arguments):
        return fitting(*arguments, turn=lambda kernel: kernel.T)

    return first(image, kernel, output, candidates(len(kernel)), fits)


@find_settings.mistake
def never_flipped(image, kernel, output):
    """the flipped kernel is not tried: with it there are twice as many candidates"""
    return first(image, kernel, output, candidates(len(kernel), flips=(False,)))


@find_settings.mistake
def answer_inverted(image, kernel, output):
    """True and False are exchanged: flipped is True where the kernel was flipped to make the output"""
    found = asked(reference.find_settings, image, kernel, output)
    return found if found == RAISED else (not found[0], *found[1:])


@find_settings.mistake
def flip_first(image, kernel, output):
    """the flipped kernel is tried first: where both fit, the answer is False"""
    return first(image, kernel, output, candidates(len(kernel), flips=(True, False)))


@find_settings.mistake
def no_padding_tried(image, kernel, output):
    """padding 0 is left out of the candidates: they go from 0 to f - 1"""
    return first(image, kernel, output, candidates(len(kernel), paddings=range(1, len(kernel))))


@find_settings.mistake
def paddings_end_early(image, kernel, output):
    """padding f - 1 is left out of the candidates: range(f) goes from 0 to f - 1"""
    return first(image, kernel, output, candidates(len(kernel), paddings=range(len(kernel) - 1)))


@find_settings.mistake
def strides_end_early(image, kernel, output):
    """stride 4 is left out of the candidates: range(1, 4) ends at 3"""
    return first(image, kernel, output, candidates(len(kernel), strides=range(1, 4)))


@find_settings.mistake
def last_that_fits(image, kernel, output):
    """the last settings that fit are returned: where several do, the first counts"""
    return first(image, kernel, output, candidates(len(kernel))[::-1])


@find_settings.mistake
def flip_tried_last(image, kernel, output):
    """the flip is tried inside the loops: all settings without a flip come before the first one with it"""
    order = sorted(candidates(len(kernel)), key=lambda settings: (*settings[1:], settings[0]))
    return first(image, kernel, output, order)


@find_settings.mistake
def exact(image, kernel, output):
    """the numbers are compared with ==: sums in another order differ in their last digits, so use np.allclose"""

    def fits(image, kernel, output, flipped, padding, stride):
        again = reference.convolve2d(image, reference.flip(kernel) if flipped else kernel, padding, stride)
        return again.shape == output.shape and bool((again == output).all())

    return first(image, kernel, output, candidates(len(kernel)), fits)


@find_settings.mistake
def stride_before_padding(image, kernel, output):
    """padding and stride are exchanged in the answer: the order is flipped, padding, stride"""
    found = asked(reference.find_settings, image, kernel, output)
    return found if found == RAISED else (found[0], found[2], found[1])


@find_settings.mistake
def nothing_raised(image, kernel, output):
    """None is returned where nothing fits: raise ValueError after the loops"""
    found = asked(reference.find_settings, image, kernel, output)
    return None if found == RAISED else found
