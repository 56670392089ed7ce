"""Data that are there after installation: no download, each file with its source and licence in README.md.

pullover_or_coat    3 000 photographs of clothes, two classes (Fashion-MNIST)
"""

from deepcourse.datasets.pullover_or_coat import PulloverOrCoat, load_pullover_or_coat, shoulder_brightness

__all__ = ["PulloverOrCoat", "load_pullover_or_coat", "shoulder_brightness"]
