"""Generated paintings, for the style of other pictures: nobody painted them, a program draws them from a seed.

generated_painting    one of them as an array
PAINTINGS             what each looks like
"""

import numpy as np

PAINTINGS = {
    "swirls": "long brush strokes in blue and yellow that follow whirls",
    "glass": "panes of coloured glass between dark lines",
    "hatching": "dark strokes of a pen on yellow paper",
}
NIGHT = np.array([[0.05, 0.10, 0.35], [0.10, 0.25, 0.60], [0.20, 0.45, 0.75], [0.90, 0.50, 0.15], [0.95, 0.80, 0.25],
                  [0.55, 0.75, 0.85], [0.98, 0.93, 0.65]])  # fmt: skip
NIGHT_SHARES = np.array([0.2, 0.26, 0.2, 0.12, 0.12, 0.05, 0.05])
WINDOW = np.array([[0.75, 0.08, 0.10], [0.95, 0.60, 0.10], [0.98, 0.85, 0.30], [0.10, 0.35, 0.65], [0.15, 0.55, 0.45],
                   [0.45, 0.15, 0.50], [0.85, 0.90, 0.85]])  # fmt: skip


def generated_painting(name, n_H=240, n_W=320, seed=0):
    """Return a painting, (n_H, n_W, 3) float64 from 0 to 1.

    name : a key of `PAINTINGS`

    >>> generated_painting("glass", 20, 30).shape
    (20, 30, 3)
    """
    if name not in PAINTINGS:
        raise ValueError(f"there is no painting {name!r}; there are {', '.join(PAINTINGS)}")
    rng = np.random.default_rng(seed)
    drawn = {"swirls": _swirls, "glass": _glass, "hatching": _hatching}[name](rng, n_H, n_W)
    return np.clip(drawn, 0, 1)


def _swirls(rng, n_H, n_W):
    """Strokes along the lines of a few whirls; colours in rings around them, each stroke a little lighter or darker."""
    picture, side = np.tile(NIGHT[1], (n_H, n_W, 1)), np.sqrt(n_H * n_W)
    centres, turns = rng.uniform(0, 1, (7, 2)) * (n_H, n_W), rng.choice([-1.0, 1.0], 7)
    reach = rng.uniform(0.12, 0.3, 7) * side
    for _ in range(4000):
        at = rng.uniform(-0.05, 1.05, 2) * (n_H, n_W)
        away = (at - centres) / reach[:, None]
        strength = np.exp(-np.sum(away**2, axis=1)) * turns
        along = np.array([0.03, 0.12]) + (strength[:, None] * away[:, ::-1] * (1, -1)).sum(axis=0)
        ring = np.sin(14 * np.sqrt(np.sum(away**2, axis=1)).min()) + 0.5 * rng.normal()
        place = np.searchsorted(np.cumsum(NIGHT_SHARES), np.clip(0.5 + 0.38 * ring, 0, 0.999))
        colour = NIGHT[min(place, 6)] + 0.06 * rng.normal(size=3)
        _stroke(picture, at, np.arctan2(*along), 0.045 * side * rng.uniform(0.6, 1.4), 0.009 * side, colour)
    return picture


def _hatching(rng, n_H, n_W):
    """Short dark strokes in two directions, denser where a slow wave says so."""
    side, picture = np.sqrt(n_H * n_W), np.tile([0.93, 0.82, 0.55], (n_H, n_W, 1))
    picture += 0.02 * rng.normal(size=(n_H, n_W, 1))
    waves = rng.normal(size=(5, 2)) * 12 / side
    for _ in range(3000):
        at = rng.uniform(-0.05, 1.05, 2) * (n_H, n_W)
        dark = np.sin(waves @ at).sum()
        if dark + 1.2 * rng.normal() < -0.3:
            continue
        angle = (0.7 if dark < 1 or rng.random() < 0.5 else -0.7) + 0.1 * rng.normal()
        ink = np.array([0.25, 0.12, 0.08]) + 0.05 * rng.normal()
        _stroke(picture, at, angle, 0.035 * side * rng.uniform(0.6, 1.4), 0.0035 * side, ink)
    return picture


def _stroke(picture, at, angle, half, thick, colour):
    """Paint one stroke with bristles into the picture: `half` its length and `thick` half its width, in pixels."""
    reach = int(np.ceil(half + thick)) + 1
    top, left = (max(0, int(c) - reach) for c in at)
    part = picture[top : int(at[0]) + reach + 1, left : int(at[1]) + reach + 1] if min(at) > -reach else picture[:0]
    if not part.size:
        return
    y, x = np.mgrid[: part.shape[0], : part.shape[1]]
    y, x = y + top - at[0], x + left - at[1]
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    cover = np.clip(thick - np.abs(across) + 0.5, 0, 1) * np.clip(half - np.abs(along) + 0.5, 0, 1)
    bristles = 0.07 * np.sin(across * 5 / max(thick, 1) + colour.sum() * 40)
    part += cover[..., None] * (colour + bristles[..., None] - part)


def _glass(rng, n_H, n_W):
    """The nearest of many random points decides on the colour of a pixel; close to a border, it is dark."""
    side = np.sqrt(n_H * n_W)
    count = 110
    points = rng.uniform(0, 1, (count, 2)) * (n_H, n_W)
    panes = WINDOW[rng.integers(len(WINDOW), size=count)] * rng.uniform(0.75, 1.1, (count, 1))
    where = np.stack(np.mgrid[:n_H, :n_W], axis=-1).reshape(-1, 1, 2)
    far = np.sqrt(np.sum((where - points) ** 2, axis=2))
    nearest = np.argsort(far, axis=1)[:, :2]
    gap = np.diff(np.take_along_axis(far, nearest, axis=1), axis=1)
    light = 1 - 0.35 * np.take_along_axis(far, nearest[:, :1], axis=1) / (0.06 * side)
    dark = np.clip(gap / (0.012 * side) - 0.6, 0, 1)
    return (np.clip(panes[nearest[:, 0]] * np.clip(light, 0.4, 1), 0, 1) * dark + 0.05 * (1 - dark)).reshape(
        n_H, n_W, 3
    )
