"""A cat painted in another style with fifteen settings: recorded, not painted anew.

Painting          one setting: the picture at some steps, and both costs there
load_style_grid   all of them
write             the two files
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib.image
import numpy as np
from PIL import Image

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("style_grid.json")
SHEET = Path(__file__).with_name("style_grid.jpg")
N_H, N_W = 96, 144
QUALITY = 85  # of JPEG, out of 100


class Painting(NamedTuple):
    """A style transfer with one choice of layers and one weight of the style, alpha = 1."""

    layers: str  # "early", "late" or "all"
    beta: float
    steps: tuple  # after how many steps the pictures are kept
    contents: np.ndarray  # (len(steps),) content cost there
    styles: np.ndarray  # (len(steps),) style cost there
    pictures: np.ndarray  # (len(steps), 96, 144, 3) from 0 to 1


@cache
def load_style_grid():
    """Return {(layers, beta): Painting}; they are shared, so leave them be.

    Made by `python -m deepcourse.experiments.course4.style_grid`, which says how.
    """
    runs = json.loads(present(FILE).read_text(encoding="utf-8"))["runs"]
    sheet = matplotlib.image.imread(present(SHEET)) / 255.0
    tiles = sheet.reshape(len(runs), N_H, -1, N_W, 3).swapaxes(1, 2)
    return {
        (run["layers"], run["beta"]): Painting(
            run["layers"], run["beta"], tuple(run["steps"]), np.array(run["contents"]), np.array(run["styles"]), row
        )
        for run, row in zip(runs, tiles, strict=True)
    }


def write(runs, sheet):
    """Write both files.

    runs : what `Painting` holds of each, but for the pictures    sheet : their pictures, a row each, as one from 0 to 1
    """
    Image.fromarray(np.uint8(np.round(255 * sheet))).save(SHEET, quality=QUALITY, optimize=True)
    FILE.write_text(json.dumps({"runs": runs}, indent=1) + "\n", encoding="utf-8")
