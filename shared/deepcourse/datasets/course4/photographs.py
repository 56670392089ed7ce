"""Real photographs: scenes in colour, and textures in grey.

load_photograph     one of them as an array
resized             a picture in another size
PHOTOGRAPHS         what each shows, who took it, under which licence
"""

from pathlib import Path
from typing import NamedTuple

import matplotlib.image
import numpy as np
from PIL import Image

from deepcourse.datasets.files import present

FOLDER = Path(__file__).with_name("photographs")


class Photograph(NamedTuple):
    """What a photograph shows, who took it, and what one may do with it."""

    shows: str
    by: str
    licence: str


PHOTOGRAPHS = {
    "cat": Photograph("a cat named Chelsea", "Stefan van der Walt", "CC0"),
    "coffee": Photograph("a cup of coffee on a wooden table", "Rachel Michetti, Pikolo Espresso Bar", "CC0"),
    "astronaut": Photograph("the astronaut Eileen Collins", "NASA", "public domain"),
    "rocket": Photograph("the launch of a Falcon 9 rocket", "SpaceX", "public domain"),
    "cameraman": Photograph("a photographer with his camera on a tripod", "Lav Varshney", "CC0"),
    "palace": Photograph("a roof of the Summer Palace in Beijing", "danielbuechele", "CC BY 2.0"),
    "brick": Photograph("a brick wall", "CC0Textures, Bricks25", "CC0"),
    "gravel": Photograph("gravel", "CC0Textures, Gravel04", "CC0"),
    "grass": Photograph("grass", "linolafett", "CC0"),
}


def load_photograph(name, *, grey=False):
    """Return a photograph, (n_H, n_W, 3) float64 from 0 to 1; (n_H, n_W) with `grey`, as the textures always are.

    name : a key of `PHOTOGRAPHS`
    grey : the weighted sum 0.299 red + 0.587 green + 0.114 blue, the luma of ITU-R BT.601

    Raises ValueError for another name, FileNotFoundError, with what to do, where the file is not installed.

    >>> load_photograph("cat").shape, load_photograph("cat", grey=True).shape
    ((300, 451, 3), (300, 451))
    """
    if name not in PHOTOGRAPHS:
        raise ValueError(f"there is no photograph {name!r}; there are {', '.join(PHOTOGRAPHS)}")
    image = matplotlib.image.imread(present(FOLDER / f"{name}.jpg")) / 255.0
    return image @ np.array([0.299, 0.587, 0.114]) if grey and image.ndim == 3 else image


def resized(picture, n_H, n_W):
    """Return a picture, (n_H, n_W, 3) float32 from 0 to 1, made smaller or larger.

    picture : (., ., 3) from 0 to 1

    >>> resized(np.ones((6, 8, 3)), 3, 4).shape
    (3, 4, 3)
    """
    channels = [Image.fromarray(channel.astype(np.float32)) for channel in np.moveaxis(picture, 2, 0)]
    made = [np.asarray(channel.resize((n_W, n_H), Image.Resampling.BICUBIC)) for channel in channels]
    return np.clip(np.stack(made, axis=2), 0, 1)
