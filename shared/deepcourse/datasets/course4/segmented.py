"""What a U-Net reached on traffic scenes, with and without class weights and skips: recorded, not trained anew.

Segmented       one training: its way, its seed, and the IoU of each class on test scenes
load_segmented  all of them
"""

import json
from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("segmented.json")


class Segmented(NamedTuple):
    """One training of the record."""

    way: str  # "class weights", "no class weights" or "no skips"
    seed: int
    ious: list[float]  # of background, road, car, pedestrian, sign


def load_segmented():
    """Return a list of `Segmented`.

    Made by `python -m deepcourse.experiments.course4.segmenting`, which says how.

    >>> load_segmented()[0][:2]
    ('class weights', 0)
    """
    return [Segmented(**one) for one in json.loads(present(FILE).read_text(encoding="utf-8"))]
