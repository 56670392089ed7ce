"""Masks for the cases of semantic_segmentation.

some_masks      masks of random classes, in patches
spoiled         masks of which some pixels are another class: answers
told            masks in words
"""

import numpy as np


def some_masks(rng, m, n_H, n_W, n_classes, patch=2):
    """Return masks, (m, n_H, n_W) int, in which neighbours often have one class; the first class is the commonest."""
    chances = 1 / np.arange(1, n_classes + 1)
    coarse = rng.choice(n_classes, size=(m, -(-n_H // patch), -(-n_W // patch)), p=chances / chances.sum())
    fine = coarse.repeat(patch, axis=1).repeat(patch, axis=2)[:, :n_H, :n_W]
    return spoiled(rng, fine, n_classes, 0.2)


def spoiled(rng, masks, n_classes, share=0.3):
    """Return masks of which about a share of the pixels have a random class."""
    return np.where(rng.random(masks.shape) < share, rng.integers(n_classes, size=masks.shape), masks)


def told(masks, n_classes):
    """Return masks in words."""
    m, n_H, n_W = masks.shape
    pictures = "1 picture" if m == 1 else f"{m} pictures"
    return f"{pictures} of {n_H} x {n_W}, {n_classes} classes"
