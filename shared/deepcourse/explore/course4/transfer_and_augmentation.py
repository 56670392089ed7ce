"""The explorations of course 4, week 2: transfer and augmentation.

explore_freezing    more or fewer layers frozen, for growing numbers of examples, as recorded
explore_changes     a photograph changed at random: mirrored, cropped, its channels shifted, its colours moved
pair_or_halves      the two pictures that somebody's `hide_from_features` returns, or two bright halves
"""

import numpy as np

from deepcourse.cnn import augmentation
from deepcourse.datasets import PHOTOGRAPHS, load_photograph
from deepcourse.datasets.course4.transfers import load_transfers
from deepcourse.experiments.course4.transfers import FROZEN, LAST
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import transfer_and_augmentation as figures
from deepcourse.figures.style import new_figure
from deepcourse.figures.wording import listed

COLOURED = ("coffee", "cat", "astronaut", "palace")
SIDE, LESS, SHOWN = 150, 100, 4  # pixels; how many fewer the smallest crop has; changed pictures
CHANGES = ("random crop", "mirror", "colour shift", "colour components")


def explore_freezing():
    """Return an exploration: all, some or no layers frozen, for 2 to 400 examples of each digit."""
    records = load_transfers()
    sizes = sorted({one.size for one in records})

    def draw(size):
        margins = {"left": 0.02, "right": 0.98, "bottom": 0.16, "top": 0.9, "wspace": 0.5}
        figure, (frozen, reached) = new_figure(1, 2, height=3.0, pyplot=False, margins=margins)
        figures.draw_frozen(FROZEN, LAST, frozen)
        figures.draw_reached(records, size, reached)
        means = {
            way: 100 * np.mean([one.accuracy for one in records if (one.way, one.size) == (way, size)])
            for way in figures.LOOKS
        }
        told = listed([f"{way} {mean:.1f} %" for way, mean in means.items()])
        return figure, f"{size} examples of each digit, mean accuracy: {told}"

    return Exploration(draw, still={"size": sizes[1]}, size=stops_slider("examples", sizes))


def small(name):
    """Return the middle of a photograph, (SIDE, SIDE, 3), from every second pixel."""
    photograph = load_photograph(name)[::2, ::2]
    top, left = ((n - SIDE) // 2 for n in photograph.shape[:2])
    return photograph[top : top + SIDE, left : left + SIDE]


def changed(pictures, change, amount, components, seed):
    """Return pictures changed in one way; `amount`, from 0 to 1: of pixels cut away, of mirrored ones, or of colour."""
    rng = np.random.default_rng(seed)
    if change == "mirror":
        return augmentation.mirror(pictures, rng, amount)
    if change == "random crop":
        side = SIDE - round(LESS * amount)
        return augmentation.random_crop(pictures, side, side, rng)
    if change == "colour shift":
        return augmentation.color_shift(pictures, amount, rng)
    return augmentation.pca_color_augmentation(pictures, *components, amount, rng)


def pair_or_halves(f, n_H, n_W, size):
    """Return the two pictures of `f`, (2, n_H, n_W), or one that is bright on the left and one on the right."""
    halves = np.zeros((2, n_H, n_W))
    halves[0, :, : n_W // 2] = halves[1, :, n_W - n_W // 2 :] = 1
    try:
        pair = np.asarray(f(n_H, n_W, size), dtype=float)
    except Exception:  # whatever an unfinished function raises
        return halves
    return pair if pair.shape == halves.shape else halves


def explore_changes():
    """Return an exploration: a photograph, and four pictures that chance makes of it."""
    photographs = {name: small(name) for name in COLOURED}
    components = augmentation.color_components(np.stack(list(photographs.values())))

    def draw(photograph, change, amount, seed):
        original = photographs[photograph]
        many = changed(np.repeat(original[None], SHOWN, axis=0), change, amount, components, seed)
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.88, "wspace": 0.04}
        figure, _ = new_figure(0, height=2.2, pyplot=False, margins=margins)
        axes = figure.subplots(1, SHOWN + 1)
        for ax, picture, title in zip(axes, (original, *many), ("as it is", *[""] * SHOWN), strict=True):
            ax.imshow(picture)
            ax.set_title(title or change, fontsize=10)
            ax.axis("off")
        moved = np.abs(many.mean(axis=(1, 2)) - original.mean(axis=(0, 1))).max()
        effect = f"the mean of a channel moves by up to {moved:.3f}"
        if change == "mirror":
            turned = [str(i) for i, picture in enumerate(many, 1) if not np.array_equal(picture, original)]
            effect = f"mirrored: {listed(turned) if turned else 'none'} of the {SHOWN}"
        kind = {"mirror": "probability ", "random crop": "amount "}.get(change, "spread ")
        shows = PHOTOGRAPHS[photograph].shows
        return figure, f"{shows}, {change}, {kind}{amount:g}: {effect}"

    return Exploration(
        draw,
        photograph=choice("photograph", COLOURED),
        change=choice("change", CHANGES),
        amount=slider("amount", 0.3, 0.1, 1.0, 0.1),
        seed=slider("seed", 3, 1, 9, 1),
    )
