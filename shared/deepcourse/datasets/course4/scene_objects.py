"""What stands in a generated traffic scene, drawn one by one: cars, pedestrians and traffic signs.

draw_object     an object of a class: what it covers, its colours, and a pedestrian's landmarks
CLASSES         the classes, in the order of their numbers
LANDMARKS       the points of a pedestrian, in their fixed order
"""

from typing import NamedTuple

import numpy as np

CLASSES = ("car", "pedestrian", "sign")
LANDMARKS = ("head", "left hand", "right hand", "left foot", "right foot")  # left and right as seen in the picture
FINE = 3  # a pixel is the mean of FINE × FINE points
SIZES = {"car": (0.25, 0.45), "pedestrian": (0.42, 0.62), "sign": (0.15, 0.28)}  # length, height, width; of the side
BLACK, WHITE, GLASS, RED, BLUE = (0.05,) * 3, (0.97,) * 3, (0.75, 0.87, 0.95), (0.8, 0.08, 0.1), (0.1, 0.25, 0.75)


class Drawn(NamedTuple):
    """A drawn object, cut to its own box: `covers` has no empty row or column at its border."""

    covers: np.ndarray  # (h, w) bool: the pixels that belong to it
    alpha: np.ndarray  # (h, w, 1) from 0 to 1: how much of each pixel it covers
    colours: np.ndarray  # (h, w, 3) times alpha
    landmarks: np.ndarray  # (5, 2): x and y in pixels from its upper left corner; nan for cars and signs


class Sheet:
    """Fine points on a small rectangle, painted one shape after the other."""

    def __init__(self, n_H, n_W, rng):
        """Lay out the points; their origin is moved by a part of a pixel, so that no two drawings are alike."""
        down, right = rng.random(2)
        self.y = ((np.arange(n_H * FINE) + 0.5) / FINE - down)[:, None]
        self.x = ((np.arange(n_W * FINE) + 0.5) / FINE - right)[None, :]
        self.offset = np.array([right, down])
        self.paints = [(0.0, 0.0, 0.0, 0.0)]  # the colours so far, each with how much it covers
        self.points = np.zeros((n_H * FINE, n_W * FINE), np.int8)  # the place of each point's colour

    def paint(self, where, colour):
        """Paint all points where `where` holds."""
        self.points[where] = len(self.paints)
        self.paints.append((*colour, 1.0))

    def rectangle(self, x1, y1, x2, y2):
        """Return which points lie in a rectangle."""
        return (self.x >= x1) & (self.x <= x2) & (self.y >= y1) & (self.y <= y2)

    def disc(self, x, y, radius):
        """Return which points lie in a disc."""
        return (self.x - x) ** 2 + (self.y - y) ** 2 <= radius**2

    def limb(self, start, end, radius):
        """Return which points lie within `radius` of the line from start to end, both (x, y)."""
        (x, y), (dx, dy) = start, np.subtract(end, start)
        along = np.clip(((self.x - x) * dx + (self.y - y) * dy) / (dx * dx + dy * dy), 0, 1)
        return (self.x - x - along * dx) ** 2 + (self.y - y - along * dy) ** 2 <= radius**2

    def finished(self, landmarks):
        """Return the `Drawn` object, cut to its box."""
        fine = np.array(self.paints, np.float32)[self.points]
        means = sum(fine[i::FINE, j::FINE] for i, j in np.ndindex(FINE, FINE)) / np.float32(FINE * FINE)
        covers = means[..., 3] > 0.5
        rows, columns = np.flatnonzero(covers.any(axis=1)), np.flatnonzero(covers.any(axis=0))
        cut = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        points = landmarks + self.offset - (columns[0], rows[0])
        return Drawn(covers[cut], means[cut][..., 3:], means[cut][..., :3], points)


def draw_object(kind, side, rng):
    """Return an object as `Drawn`, for a picture of `side` pixels; size, colours and pose are drawn from `rng`.

    kind : one of `CLASSES`
    """
    size = rng.uniform(*SIZES[kind]) * side
    return {"car": draw_car, "pedestrian": draw_pedestrian, "sign": draw_sign}[kind](size, rng)


def no_landmarks():
    """Return landmarks of an object that has none."""
    return np.full((len(LANDMARKS), 2), np.nan)


def draw_car(length, rng):
    """Return a car seen from its side; half of them drive to the left."""
    height = length * rng.uniform(0.46, 0.58)
    sheet = Sheet(int(height) + 3, int(length) + 3, rng)
    if rng.random() < 0.5:
        sheet.x = length - sheet.x
    body = rng.uniform(0.05, 0.95, 3)
    body[rng.integers(3)] *= 0.3
    slope = (sheet.y / height - 0.45) * length
    cabin = (sheet.y >= 0) & (sheet.y < 0.45 * height) & (sheet.x > 0.16 * length - 0.25 * slope)
    cabin &= sheet.x < 0.82 * length + 0.35 * slope
    sheet.paint(cabin, body * 0.9)
    window = cabin & (sheet.y > 0.09 * height) & (np.abs(sheet.x - 0.47 * length) > 0.025 * length)
    sheet.paint(window & (sheet.x > 0.27 * length) & (sheet.x < 0.7 * length) & (sheet.y < 0.4 * height), GLASS)
    sheet.paint(sheet.rectangle(0, 0.4 * height, length, 0.84 * height), body)
    for wheel in (0.21, 0.79):
        sheet.paint(sheet.disc(wheel * length, 0.82 * height, 0.18 * height), BLACK)
        sheet.paint(sheet.disc(wheel * length, 0.82 * height, 0.08 * height), (0.6, 0.6, 0.6))
    sheet.paint(sheet.rectangle(0.93 * length, 0.48 * height, length, 0.6 * height), (1.0, 0.9, 0.5))
    return sheet.finished(no_landmarks())


def draw_pedestrian(height, rng):
    """Return a pedestrian seen from the front; the angles of arms and legs are drawn."""
    sheet = Sheet(int(1.15 * height) + 3, int(1.1 * height) + 3, rng)
    middle, top = 0.55 * height, 0.1 * height

    def at(x, y):
        return np.array([middle + x * height, top + y * height])

    arms, legs = np.radians(rng.uniform(10, 150, 2)), np.radians(rng.uniform(2, 24, 2))
    coat, trousers = rng.uniform(0.05, 0.95, 3), rng.uniform(0.05, 0.5, 3)
    skin = np.array([0.95, 0.75, 0.6]) * rng.uniform(0.45, 1.05)
    points = [at(0, 0.1)]
    for name, angles in (("hand", arms), ("foot", legs)):
        reach, (x, y) = (0.33, (0.1, 0.27)) if name == "hand" else (0.44, (0.05, 0.53))
        for left, angle in zip((-1, 1), angles, strict=True):
            end = at(left * (x + reach * np.sin(angle)), y + reach * np.cos(angle))
            sheet.paint(sheet.limb(at(left * x, y), end, 0.045 * height), coat if name == "hand" else trousers)
            sheet.paint(sheet.disc(*end, 0.05 * height), skin if name == "hand" else BLACK)
            points.append(end)
    sheet.paint(sheet.limb(at(0, 0.3), at(0, 0.5), 0.115 * height), coat)
    sheet.paint(sheet.disc(*points[0], 0.1 * height), skin)
    sheet.paint(sheet.disc(*points[0], 0.1 * height) & (sheet.y < points[0][1] - 0.04 * height), BLACK)
    return sheet.finished(np.array(points))


def draw_sign(width, rng):
    """Return a traffic sign: a red ring with a bar, a red triangle, or an arrow on blue."""
    sheet = Sheet(int(width) + 3, int(width) + 3, rng)
    half = width / 2
    u, v = (sheet.x - half) / width, sheet.y / width
    kind = rng.integers(3)
    if kind == 0:
        sheet.paint(sheet.disc(half, half, half), RED)
        sheet.paint(sheet.disc(half, half, 0.36 * width), WHITE)
        sheet.paint(sheet.rectangle(0.3 * width, 0.42 * width, 0.7 * width, 0.58 * width), BLACK)
    elif kind == 1:
        sheet.paint((v > 2 * np.abs(u)) & (v < 1), RED)
        sheet.paint((v > 2 * np.abs(u) + 0.26) & (v < 0.86), WHITE)
    else:
        sheet.paint(sheet.disc(half, half, half), BLUE)
        head = (v > 0.2) & (v < 0.5) & (np.abs(u) < v - 0.2)
        sheet.paint(head | ((np.abs(u) < 0.08) & (v > 0.25) & (v < 0.8)), WHITE)
    return sheet.finished(no_landmarks())
