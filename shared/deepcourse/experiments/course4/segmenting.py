"""Networks that give every pixel a class: trained on generated scenes, with and without class weights and skips.

scenes              pictures around 0, and their masks
mirrored_masks      a mini-batch of which about half is mirrored, with its masks
trained             a U-Net, trained
answered            the class that it gives to every pixel
ceilings            the IoUs of a perfect majority vote in blocks
textures            what transposed convolutions make of a grey picture: a pattern, or none
record              trainings with and without weights and skips, written to `segmented.json` of this course's data

python -m deepcourse.experiments.course4.segmenting    (records anew: some minutes)
"""

import json

import numpy as np

from deepcourse.cnn import segmentation
from deepcourse.cnn.training import fit, predict
from deepcourse.datasets import traffic_scenes
from deepcourse.datasets.course4.scenes import PIXELS
from deepcourse.datasets.course4.segmented import FILE

N_CLASSES = len(PIXELS)
TRAIN, TEST = (1, 800, "train"), (2, 200, "test")  # seed, number, part
STEPS, RATE, BATCH, LEVELS = 400, 0.01, 8, 3
WEIGHTS, NO_WEIGHTS, NO_SKIPS = "class weights", "no class weights", "no skips"
WAYS = (WEIGHTS, NO_WEIGHTS, NO_SKIPS)
SEEDS = (0, 1, 2)


def scenes(seed, m, part):
    """Return X, (m, 64, 64, 3) float32 from -0.5 to 0.5, and masks, (m, 64, 64), of generated scenes."""
    made = traffic_scenes(np.random.default_rng(seed), m, part=part)
    return made.images - np.float32(0.5), made.masks


def mirrored_masks(X, masks, rng):
    """Return a mini-batch of which about half is mirrored left to right, each mask with its picture."""
    chosen = rng.random(len(X)) < 0.5
    X, masks = X.copy(), masks.copy()
    X[chosen], masks[chosen] = X[chosen, :, ::-1], masks[chosen, :, ::-1]
    return X, masks


def trained(X, masks, cost, *, seed=0, steps=STEPS, **options):
    """Return a U-Net, trained, and its costs, (steps,).

    cost : `cost(Z, masks)` returns a number and its gradient    options : of `UNet`
    """
    network = segmentation.UNet(seed, N_CLASSES, levels=LEVELS, **options)
    how = {"learning_rate": RATE, "seed": seed, "batch": BATCH, "change": mirrored_masks}
    return network, fit(network, X, masks, steps=steps, cost=cost, **how)


def answered(network, X):
    """Return the class of every pixel that a network answers, (m, n_H, n_W)."""
    return predict(network, X).argmax(axis=-1)


def ceilings(masks, factor):
    """Return the IoUs, (n_classes,), of answers that know the most frequent class of each factor x factor block."""
    coarse = segmentation.shrink_masks(masks, factor, N_CLASSES)
    return segmentation.iou_per_class(segmentation.enlarged(coarse, factor), masks, N_CLASSES)


def textures(forward, f, pad, *, weights=None, layers=3, side=4, channels=8):
    """Return what `layers` transposed convolutions of stride 2 make of a grey picture, (n_H, n_W), from 0 to 1.

    forward : like `transpose_conv_forward`    weights : a generator of random ones; all are equal where it is None
    """
    A = np.ones((1, side, side, channels))
    for _ in range(layers):
        shape = (f, f, channels, channels)
        W = np.ones(shape) if weights is None else weights.uniform(0, 1, size=shape)
        A, _ = forward(A, W / W.sum(), np.zeros((1, 1, 1, channels)), stride=2, pad=pad)
    return A[0, :, :, 0] / A[0, :, :, 0].max()


def reached(way, seed, steps=STEPS):
    """Return the IoUs of one training on test scenes, (n_classes,)."""
    (X, masks), (X_test, masks_test) = scenes(*TRAIN), scenes(*TEST)
    weights = None if way == NO_WEIGHTS else segmentation.root_weights(masks, N_CLASSES)

    def cost(Z, masks):
        return segmentation.pixel_cross_entropy(Z, masks, weights)

    network, _ = trained(X, masks, cost, seed=seed, steps=steps, skips=way != NO_SKIPS)
    return segmentation.iou_per_class(answered(network, X_test), masks_test, N_CLASSES)


def record():
    """Write `segmented.json`."""
    runs = []
    for seed in SEEDS:
        for way in WAYS:
            ious = reached(way, seed)
            runs.append({"way": way, "seed": seed, "ious": [round(float(iou), 4) for iou in ious]})
            print(runs[-1], f"mean {ious.mean():.3f}", flush=True)
            lines = ",\n".join(json.dumps(run) for run in runs)
            FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    record()
