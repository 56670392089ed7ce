"""Data that are there after installation: no download, each file with its source and licence in README.md.

pullover_or_coat    3 000 photographs of clothes, two classes (Fashion-MNIST)
houses              made-up houses and their prices, generated from a seed
own_picture         a picture of the reader's own, made like these photographs
seattle_temperatures    1 461 days of temperatures (NOAA)
sheets              many pictures in one file
ten_classes         clothes (Fashion-MNIST) and handwritten digits (MNIST), ten classes each
planar              points in the plane, generated from a seed: flower, moons, circles, blobs, spirals
noisy_wave          points in the plane, generated, whose Bayes error is known
"""

from deepcourse.datasets.houses import house_prices
from deepcourse.datasets.noisy_wave import WAVE_BAYES_ERROR, noisy_wave
from deepcourse.datasets.planar import PLANAR, blobs, circles, flower, moons, spirals
from deepcourse.datasets.pullover_or_coat import PulloverOrCoat, load_pullover_or_coat, shoulder_brightness
from deepcourse.datasets.seattle_temperatures import Temperatures, load_temperatures
from deepcourse.datasets.ten_classes import TenClasses, load_clothes, load_digits

__all__ = [
    "PLANAR",
    "WAVE_BAYES_ERROR",
    "PulloverOrCoat",
    "Temperatures",
    "TenClasses",
    "blobs",
    "circles",
    "flower",
    "house_prices",
    "load_clothes",
    "load_digits",
    "load_pullover_or_coat",
    "load_temperatures",
    "moons",
    "noisy_wave",
    "shoulder_brightness",
    "spirals",
]
