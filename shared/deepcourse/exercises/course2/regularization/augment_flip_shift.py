"""Exercise 7: new pictures from old ones."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import regularization as reference

augment_flip_shift = FunctionExercise(
    __name__,
    reference=reference.augment_flip_shift,
    minutes=7,
    points_visible=4,
    points_hidden=6,
    returns=("the images",),
    hints=(
        "Draw first: mirrored = rng.random(m) < 0.5, shifts = rng.integers(-2, 3, size=(m, 2)). A loop over the images "
        "is fine.",
        "image[:, ::-1] is the mirror image. np.pad(image, 2) puts two rows and columns of zeros on every side.",
        "The moved image is a window of the padded: padded[2 - down : 2 - down + n_H, 2 - right : 2 - right + n_W].",
    ),
)


def case(rng, m, height, width):
    """Return a case with random images and a generator of its own."""
    told = f"{m} image{'s' if m > 1 else ''} of {height} by {width}"
    images = rng.uniform(0.1, 1, size=(m, height, width))
    return Case(told, (images, np.random.default_rng(int(rng.integers(1000)))))


@augment_flip_shift.visible
def visible():
    """Return small images with numbers that can be followed, random ones, some not square, and a single one."""
    rng = np.random.default_rng(7)
    counted = np.arange(1.0, 37.0).reshape(1, 6, 6)
    return [
        Case("the numbers 1 to 36, 6 by 6", (counted, np.random.default_rng(8))),
        Case("the numbers 1 to 36 again, another generator", (counted, np.random.default_rng(2))),
        case(rng, 8, 6, 6),
        case(rng, 4, 5, 8),
        case(rng, 1, 7, 6),
    ]


@augment_flip_shift.draw
def draw(rng):
    """Return a case with random images of random size."""
    return case(rng, *(int(n) for n in rng.integers((3, 5, 5), (12, 12, 12))))


@augment_flip_shift.edges
def edges(rng):
    """Return one image, images of the size of the notebook's, and integer pixels."""
    whole = rng.integers(1, 256, size=(6, 7, 7)).astype(float)
    return [
        case(rng, 1, 6, 6),
        case(rng, 20, 28, 28),
        Case("whole numbers as pixels", (whole, np.random.default_rng(5))),
    ]


@augment_flip_shift.property("half are mirrored, all shifts occur")
def every_change_occurs(f, rng):
    """Return a sentence unless about half of many images are mirrored and every shift from -2 to 2 occurs."""
    image = np.zeros((1, 9, 9))
    image[0, 4, 4], image[0, 4, 5] = 1.0, 0.5  # a dot with its right neighbour: mirrored, that is its left one
    found = f(np.repeat(image, 400, axis=0), rng)
    rows, columns = np.array([np.unravel_index(np.argmax(one), one.shape) for one in found]).T
    if set(rows) != {2, 3, 4, 5, 6} or set(columns) != {2, 3, 4, 5, 6}:
        return f"a dot in the middle, at 4, was moved to rows {sorted(set(map(int, rows)))}; expected are 2, 3, 4, 5, 6"
    mirrored = np.mean([one[r, c - 1] == 0.5 for one, r, c in zip(found, rows, columns, strict=True)])
    return None if 0.4 < mirrored < 0.6 else f"{mirrored:.0%} of 400 images are mirrored, expected about a half"


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(images, rng, flip, move, flips=None, shifts=None):
    """Return images, each flipped where it is drawn, by `flip(image)`, and moved by `move(image, down, right)`."""
    m = len(images)
    flips = rng.random(m) < 0.5 if flips is None else flips(rng, m)
    shifts = rng.integers(-2, 3, size=(m, 2)) if shifts is None else shifts(rng, m)
    out = np.empty_like(images)
    for i, image in enumerate(images):
        out[i] = move(flip(image) if flips[i] else image, *shifts[i])
    return out


def moved(image, down, right):
    """Return an image that is moved, zeros moving in."""
    (height, width), out = image.shape, np.zeros_like(image)
    seen = image[max(0, -down) : height - max(0, down), max(0, -right) : width - max(0, right)]
    out[max(0, down) : max(0, down) + seen.shape[0], max(0, right) : max(0, right) + seen.shape[1]] = seen
    return out


@augment_flip_shift.mistake
def wrapped_around(images, rng):
    """pixels that leave on one side come in on the other: np.roll does that; what moves in must be 0"""
    return changed(images, rng, np.fliplr, lambda image, down, right: np.roll(image, (down, right), axis=(0, 1)))


@augment_flip_shift.mistake
def upside_down(images, rng):
    """the images are turned upside down: mirror left and right, image[:, ::-1]; a coat is never seen on its head"""
    return changed(images, rng, np.flipud, moved)


@augment_flip_shift.mistake
def one_flip_for_all(images, rng):
    """one number decides for all images: each image has a coin of its own, rng.random(m) < 0.5"""
    return changed(images, rng, np.fliplr, moved, flips=lambda rng, m: np.repeat(rng.random() < 0.5, m))


@augment_flip_shift.mistake
def one_shift_for_all(images, rng):
    """one shift serves all images: each has its own, rng.integers(-2, 3, size=(m, 2))"""
    return changed(images, rng, np.fliplr, moved, shifts=lambda rng, m: np.repeat(rng.integers(-2, 3, (1, 2)), m, 0))


@augment_flip_shift.mistake
def up_and_left(images, rng):
    """the images are moved the other way: a shift of 1 moves one pixel down, or one to the right"""
    return changed(images, rng, np.fliplr, lambda image, down, right: moved(image, -down, -right))


@augment_flip_shift.mistake
def axes_exchanged(images, rng):
    """the first shift is taken to the right, the second down: it is down first, then right"""
    return changed(images, rng, np.fliplr, lambda image, down, right: moved(image, right, down))


@augment_flip_shift.mistake
def moved_before_mirrored(images, rng):
    """the images are moved first and mirrored then: the mirror turns a shift around; mirror first"""
    m = len(images)
    flips, shifts = rng.random(m) < 0.5, rng.integers(-2, 3, size=(m, 2))
    out = [moved(image, *shift) for image, shift in zip(images, shifts, strict=True)]
    return np.array([image[:, ::-1] if flip else image for image, flip in zip(out, flips, strict=True)])


@augment_flip_shift.mistake
def never_by_two(images, rng):
    """the shift never reaches 2: the upper end of rng.integers is not included, so it is rng.integers(-2, 3, ...)"""
    return changed(images, rng, np.fliplr, moved, shifts=lambda rng, m: rng.integers(-2, 2, size=(m, 2)))


@augment_flip_shift.mistake
def shifts_drawn_first(images, rng):
    """the shifts are drawn before the coins: rng.random(m) first, rng.integers(-2, 3, size=(m, 2)) then"""
    shifts = rng.integers(-2, 3, size=(len(images), 2))
    return changed(images, rng, np.fliplr, moved, shifts=lambda rng, m: shifts)


@augment_flip_shift.mistake
def own_generator(images, rng):
    """a generator is made inside the function, with a seed of its own: draw from the `rng` that is handed in"""
    return changed(images, np.random.default_rng(0), np.fliplr, moved)


@augment_flip_shift.mistake
def not_mirrored(images, rng):
    """no image is mirrored: image[:, ::-1] where the coin says so"""
    return changed(images, rng, lambda image: image, moved)


@augment_flip_shift.mistake
def drawn_image_by_image(images, rng):
    """coin and shifts are drawn image by image, inside the loop: draw all coins first, then all shifts"""
    drawn = [(rng.random() < 0.5, rng.integers(-2, 3, size=2)) for _ in images]
    return changed(
        images,
        rng,
        np.fliplr,
        moved,
        flips=lambda *_: [one[0] for one in drawn],
        shifts=lambda *_: [s for _, s in drawn],
    )


@augment_flip_shift.mistake
def images_of_the_caller_mirrored(images, rng):
    """the given images are mirrored themselves: the caller still needs them; make new ones"""
    state = rng.bit_generator.state
    out = changed(images, rng, np.fliplr, moved)
    rng.bit_generator.state = state
    flips = rng.random(len(images)) < 0.5
    rng.integers(-2, 3, size=(len(images), 2))
    images[flips] = images[flips][:, :, ::-1].copy()
    return out


@augment_flip_shift.mistake
def negative_slices(images, rng):
    """a negative shift is used as a slice, out[down:] and image[:n - down]: a negative number counts from the end
    there; pad with zeros and cut, or tell the signs apart
    """

    def move(image, down, right):
        (height, width), out = image.shape, np.zeros((1, *image.shape))
        out[0, down:, right:] = image[: height - down, : width - right]
        return out[0]

    return changed(images, rng, np.fliplr, move)


@augment_flip_shift.mistake
def coin_turned_over(images, rng):
    """an image is mirrored where its number is 0.5 or more: mirror where rng.random(m) < 0.5"""
    return changed(images, rng, np.fliplr, moved, flips=lambda rng, m: rng.random(m) >= 0.5)


@augment_flip_shift.mistake
def coins_as_whole_numbers(images, rng):
    """the coins are drawn with rng.integers(0, 2): other numbers than those of rng.random(m) < 0.5, so that nobody can
    repeat your run
    """
    return changed(images, rng, np.fliplr, moved, flips=lambda rng, m: rng.integers(0, 2, size=m) == 1)


@augment_flip_shift.mistake
def all_mirrored(images, rng):
    """every image is mirrored: about half of them are, where the coin says so"""
    return changed(images, rng, np.fliplr, moved, flips=lambda rng, m: rng.random(m) < 2)


@augment_flip_shift.mistake
def both_axes_mirrored(images, rng):
    """the images are mirrored along both axes, a half turn: mirror left and right only, image[:, ::-1]"""
    return changed(images, rng, lambda image: image[::-1, ::-1], moved)


@augment_flip_shift.mistake
def turned_on_their_side(images, rng):
    """the mirrored images are transposed: mirror left and right, image[:, ::-1]"""
    return changed(images, rng, lambda image: image.T, moved)


@augment_flip_shift.mistake
def exchanged_and_moved_first(images, rng):
    """the images are moved first and mirrored then, and the first shift is taken to the right: mirror first, and the
    first shift moves down
    """
    m = len(images)
    flips, shifts = rng.random(m) < 0.5, rng.integers(-2, 3, size=(m, 2))
    out = [moved(image, *shift[::-1]) for image, shift in zip(images, shifts, strict=True)]
    return np.array([image[:, ::-1] if flip else image for image, flip in zip(out, flips, strict=True)])


@augment_flip_shift.mistake
def edges_repeated(images, rng):
    """the edge of the image is repeated where nothing is: what moves in must be 0"""

    def move(image, down, right):
        (height, width), padded = image.shape, np.pad(image, 2, mode="edge")
        return padded[2 - down : 2 - down + height, 2 - right : 2 - right + width]

    return changed(images, rng, np.fliplr, move)


@augment_flip_shift.mistake
def original_left_standing(images, rng):
    """the old pixels stay where nothing moves in: what moves in must be 0"""

    def move(image, down, right):
        return np.where(moved(np.ones_like(image), down, right) > 0, moved(image, down, right), image)

    return changed(images, rng, np.fliplr, move)


@augment_flip_shift.mistake
def not_moved(images, rng):
    """no image is moved: each by its own shift of -2 to 2, down and to the right"""
    return changed(images, rng, np.fliplr, lambda image, down, right: image)


@augment_flip_shift.mistake
def only_down(images, rng):
    """the images are moved down only: the second shift moves them to the right"""
    return changed(images, rng, np.fliplr, lambda image, down, right: moved(image, down, 0))


@augment_flip_shift.mistake
def only_to_the_right(images, rng):
    """the images are moved to the right only: the first shift moves them down"""
    return changed(images, rng, np.fliplr, lambda image, down, right: moved(image, 0, right))


@augment_flip_shift.mistake
def up_in_place_of_down(images, rng):
    """the first shift moves up: it moves down"""
    return changed(images, rng, np.fliplr, lambda image, down, right: moved(image, -down, right))


@augment_flip_shift.mistake
def left_in_place_of_right(images, rng):
    """the second shift moves to the left: it moves to the right"""
    return changed(images, rng, np.fliplr, lambda image, down, right: moved(image, down, -right))


@augment_flip_shift.mistake
def one_number_for_both_shifts(images, rng):
    """one number moves an image both down and to the right: two are drawn for each, rng.integers(-2, 3, size=(m, 2))"""
    return changed(
        images, rng, np.fliplr, moved, shifts=lambda rng, m: np.repeat(rng.integers(-2, 3, size=(m, 1)), 2, axis=1)
    )


@augment_flip_shift.mistake
def shifts_in_two_calls(images, rng):
    """the shifts are drawn in two calls, all down and then all to the right: one call is asked for, size=(m, 2)"""
    return changed(
        images, rng, np.fliplr, moved, shifts=lambda rng, m: np.stack([rng.integers(-2, 3, size=m) for _ in "12"], 1)
    )


@augment_flip_shift.mistake
def shifts_from_zero_to_four(images, rng):
    """the shifts lie between 0 and 4: they lie between -2 and 2, rng.integers(-2, 3, ...)"""
    return changed(images, rng, np.fliplr, moved, shifts=lambda rng, m: rng.integers(0, 5, size=(m, 2)))


@augment_flip_shift.mistake
def shifts_by_one(images, rng):
    """the shifts lie between -1 and 1: they lie between -2 and 2, rng.integers(-2, 3, ...)"""
    return changed(images, rng, np.fliplr, moved, shifts=lambda rng, m: rng.integers(-1, 2, size=(m, 2)))


# --- right, written differently -------------------------------------------------------------------------------------


@augment_flip_shift.right
def image_after_image(images, rng):
    """Return the same, in a loop over the images and with slices."""
    return changed(images, rng, lambda image: image[:, ::-1], moved)
