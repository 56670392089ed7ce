"""Make the photographs from PyPI's packages `scikit-image` 0.26.0 and `scikit-learn` 1.9.1, smaller and as JPEG.

    python -m deepcourse.datasets.course4.make_photographs FOLDER_OF_SKIMAGE_DATA FOLDER_OF_SKLEARN_IMAGES

Users never need this: the files are committed. It is here so that anyone can see where every pixel comes from.
"""

import sys
from pathlib import Path

from PIL import Image

from deepcourse.datasets.course4.photographs import FOLDER

FROM = {  # name: (file, longest side in pixels)
    "cat": ("chelsea.png", 451),
    "coffee": ("coffee.png", 480),
    "astronaut": ("astronaut.png", 384),
    "rocket": ("rocket.jpg", 480),
    "cameraman": ("camera.png", 384),
    "palace": ("china.jpg", 480),
    "brick": ("brick.png", 256),
    "gravel": ("gravel.png", 256),
    "grass": ("grass.png", 256),
}
QUALITY = 90  # of JPEG, out of 100


def make(skimage, sklearn):
    """Write every photograph."""
    FOLDER.mkdir(exist_ok=True)
    for name, (file, side) in FROM.items():
        source = next(folder / file for folder in (skimage, sklearn) if (folder / file).exists())
        with Image.open(source) as image:
            image.thumbnail((side, side), Image.Resampling.LANCZOS)
            image.save(FOLDER / f"{name}.jpg", quality=QUALITY, optimize=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
