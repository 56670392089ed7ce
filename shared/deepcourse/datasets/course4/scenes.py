"""Generated traffic scenes: simple drawn objects in front of parts of real photographs.

traffic_scenes      scenes with cars, pedestrians and signs, their boxes, classes, masks and landmarks
PIXELS              what a pixel can belong to, in the order of its number in `masks`

The scenes are generated, not photographed: a network that finds every car in them would not find one in a street.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.course4.photographs import PHOTOGRAPHS, load_photograph
from deepcourse.datasets.course4.scene_objects import CLASSES, LANDMARKS, draw_object

PIXELS = ("background", "road", *CLASSES)
TEXTURES = ("brick", "gravel", "grass")  # 256 pixels wide; the others are used at half their size
TRAIN_SHARE = 0.6  # of the columns of each photograph, from the left; the rest is for the test
LEAST_SIDE, MOST_SIDE = 24, 72  # the smallest background is hardly larger
LEAST_VISIBLE = 0.6  # of an object: what stands in front may hide the rest
TRIES = 12  # to find a place for one more object


class Scenes(NamedTuple):
    """Generated scenes. Coordinates are pixels from the upper left corner of the picture, x first."""

    images: np.ndarray  # (m, side, side, 3) float32 from 0 to 1
    boxes: list[np.ndarray]  # of each scene (k, 4): x1, y1, x2, y2, tight around the pixels that can be seen
    classes: list[np.ndarray]  # of each scene (k,) int: places in CLASSES
    masks: np.ndarray  # (m, side, side) int8: places in PIXELS
    objects: np.ndarray  # (m, side, side) int8: 0, or 1 + the place of the object in `boxes`
    landmarks: list[np.ndarray]  # of each scene (k, 5, 2): x, y of LANDMARKS; nan where the object is no pedestrian


def traffic_scenes(rng, m, *, side=64, objects=(1, 4), empty=0.0, kinds=CLASSES, part="train"):
    """Return m scenes as `Scenes`; the same `rng` gives the same scenes.

    rng : a numpy.random.Generator    m : int    side : height and width in pixels, from 24 to 72
    objects : the least and the greatest number of objects in a scene (fewer where there is no room for another)
    empty : the share of scenes, on average, without any object    kinds : which classes occur
    part : "train" or "test": backgrounds come from the left or from the right of each photograph, and share no pixel

    Objects are in order: the nearer one, whose lower edge is lower, comes later and hides the ones before.

    >>> scenes = traffic_scenes(np.random.default_rng(0), 3, objects=(1, 1))
    >>> scenes.images.shape, scenes.boxes[0].shape, scenes.masks.shape
    ((3, 64, 64, 3), (1, 4), (3, 64, 64))
    """
    if part not in ("train", "test"):
        raise ValueError(f'part is "train" or "test", not {part!r}')
    if unknown := set(kinds) - set(CLASSES):
        raise ValueError(f"there are no {', '.join(sorted(unknown))}; there are {', '.join(CLASSES)}")
    if not (kinds and 1 <= objects[0] <= objects[1]):
        raise ValueError("a scene needs a class, and objects = (least, greatest) from 1 on; `empty` leaves some out")
    if not LEAST_SIDE <= side <= MOST_SIDE:
        raise ValueError(f"side is from {LEAST_SIDE} to {MOST_SIDE} pixels, not {side}")
    made = [scene(rng, side, objects, empty, kinds, part) for _ in range(m)]
    images, boxes, classes, masks, which, landmarks = ([one[place] for one in made] for place in range(6))
    squares = (m, side, side)
    return Scenes(
        np.array(images, np.float32).reshape(*squares, 3), boxes, classes,
        np.array(masks, np.int8).reshape(squares), np.array(which, np.int8).reshape(squares), landmarks,
    )  # fmt: skip


def scene(rng, side, objects, empty, kinds, part):
    """Return one scene: the six parts of `Scenes`."""
    image, mask = background(rng, side, part)
    wanted = 0 if rng.random() < empty else rng.integers(objects[0], objects[1] + 1)
    placed = []
    for _ in range(wanted):
        placed = with_one_more(rng, side, kinds, placed)
    which = seen(placed, side)
    shade = rng.uniform(0.8, 1.1)
    for top, left, _, drawn in placed:
        n_H, n_W = drawn.covers.shape
        window = image[top : top + n_H, left : left + n_W]
        window *= 1 - drawn.alpha
        window += shade * drawn.colours
    image += np.float32(0.02) * rng.standard_normal(image.shape, dtype=np.float32)
    numbers = np.array([number for _, _, number, _ in placed], int)
    mask = np.where(which > 0, np.append(0, numbers + PIXELS.index(CLASSES[0]))[which], mask)
    points = [drawn.landmarks + np.array([left, top]) for top, left, _, drawn in placed]
    points = np.array(points).reshape(-1, len(LANDMARKS), 2)
    return np.clip(image, 0, 1), boxes_of(which, len(placed)), numbers, mask, which, points


def with_one_more(rng, side, kinds, placed):
    """Return the placed objects with one more among them, nearest last; the same where no room was found.

    placed : list of (top, left, class, Drawn)
    """
    kind = kinds[rng.integers(len(kinds))]
    drawn = draw_object(kind, side, rng)
    n_H, n_W = drawn.covers.shape
    for _ in range(TRIES):
        left = int(rng.integers(0, side - n_W + 1))
        if kind == "sign":
            top = int(rng.integers(0, max(1, int(0.7 * side) - n_H)))
        else:
            top = int(rng.integers(max(n_H, int(0.45 * side)), side + 1)) - n_H
        those = [*placed, (top, left, CLASSES.index(kind), drawn)]
        those.sort(key=lambda one: one[0] + one[3].covers.shape[0])
        visible = np.bincount(seen(those, side).ravel(), minlength=len(those) + 1)[1:]
        if all(visible >= [LEAST_VISIBLE * each.covers.sum() for *_, each in those]):
            return those
    return placed


def seen(placed, side):
    """Return which object is seen at each pixel, (side, side) int8: 1 + its place, 0 where there is none."""
    which = np.zeros((side, side), np.int8)
    for number, (top, left, _, drawn) in enumerate(placed, start=1):
        n_H, n_W = drawn.covers.shape
        which[top : top + n_H, left : left + n_W][drawn.covers] = number
    return which


def boxes_of(which, count):
    """Return the boxes around the pixels of each object, (count, 4)."""
    boxes = np.empty((count, 4))
    for place in range(count):
        rows, columns = np.nonzero(which == place + 1)
        boxes[place] = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    return boxes


def background(rng, side, part):
    """Return a part of a photograph, most often with a road on it, (side, side, 3), and its mask."""
    photographs = backgrounds(part)
    photograph = photographs[rng.integers(len(photographs))]
    top, left = (rng.integers(0, n - side + 1) for n in photograph.shape[:2])
    image = photograph[top : top + side, left : left + side].copy()
    if rng.random() < 0.5:
        image = image[:, ::-1].copy()
    image = np.clip(image * rng.uniform(0.6, 1.2) + rng.uniform(-0.05, 0.1), 0, 1).astype(np.float32)
    mask = np.zeros((side, side), np.int8)
    if rng.random() < 0.8:
        y, x = np.mgrid[:side, :side]
        horizon, middle, spread = rng.uniform(0.45, 0.7) * side, rng.uniform(0.3, 0.7) * side, rng.uniform(0.7, 1.8)
        road = (y >= horizon) & (np.abs(x - middle) < 0.06 * side + (y - horizon) * spread)
        grey = np.array([0.33, 0.33, 0.35], np.float32) * rng.uniform(0.6, 1.2)
        image[road] = 0.25 * image[road] + 0.75 * grey
        image[road & (np.abs(x - middle) < 1.2) & (y // 4 % 2 == 0)] = 0.85
        mask[road] = PIXELS.index("road")
    return image, mask


@cache
def backgrounds(part):
    """Return the left or the right part of every photograph, (n_H, n_W, 3) float32."""
    parts = []
    for name in PHOTOGRAPHS:
        image = load_photograph(name)
        image = image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=2)
        if name not in TEXTURES:
            n_H, n_W = (n // 2 for n in image.shape[:2])
            image = image[: 2 * n_H, : 2 * n_W].reshape(n_H, 2, n_W, 2, 3).mean(axis=(1, 3))
        border = int(TRAIN_SHARE * image.shape[1])
        half = (image[:, :border] if part == "train" else image[:, border:]).astype(np.float32)
        half.setflags(write=False)
        parts.append(half)
    return parts
