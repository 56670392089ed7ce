"""A small classifier for windows of generated scenes: its examples, its training.

scenes      pictures larger than a window, with their boxes
crops       windows of scenes, with and without an object at their centre
trained     the classifier's parameters after training, and the cost of each step
difference  where padded convolutions answer differently to a cropped window
coverage    which objects some proposed box covers, by class
centred     the windows around the centres of boxes
fitting     how many objects a box of their class fits, and how many boxes fit none
"""

import numpy as np

from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.detection import iou_matrix
from deepcourse.cnn.layers import Chain, Conv, Dense, Flatten, Pool, ReLU
from deepcourse.cnn.sliding import best_ious
from deepcourse.cnn.training import fit
from deepcourse.datasets import traffic_scenes

WINDOW, SIDE = 32, 72
LAYERS = ((5, 1), (2, 2), (5, 1), (2, 2), (5, 1), (1, 1))  # f and stride; the last two are the dense layers
NEAR = 6  # pixels: a window is background if no object's centre is so near to its own
PLACES = {1: 0, 2: 3, 3: 7, 4: 9}  # of the layers with parameters, in the chain
TOLERANCES = (0.06, 0.1, 0.16)  # of the regions that propose boxes together


def scenes(seed, m, part="test"):
    """Return m scenes of `SIDE` by `SIDE` pixels with one to three objects each."""
    return traffic_scenes(np.random.default_rng(seed), m, side=SIDE, objects=(1, 3), part=part)


def crops(seed, m, part="train"):
    """Return windows (n, 32, 32, 3) of m scenes, and their classes (n,): 0, or 1 + the class of the object in them.

    An object's centre is within two pixels of its window's; in the others no centre is within `NEAR` pixels.
    """
    rng, those, X, y = np.random.default_rng([seed, 1]), scenes(seed, m, part), [], []
    for image, boxes, classes in zip(those.images, those.boxes, those.classes, strict=True):
        centres = (boxes[:, :2] + boxes[:, 2:]) / 2  # x, y
        wanted = [(centre + rng.uniform(-2, 2, 2), 1 + number) for centre, number in zip(centres, classes, strict=True)]
        wanted += [(rng.uniform(WINDOW / 2, SIDE - WINDOW / 2, 2), 0) for _ in range(3)]
        for centre, number in wanted:
            left, top = np.round(centre - WINDOW / 2).astype(int)
            inside = min(left, top) >= 0 and max(left, top) <= SIDE - WINDOW
            far = np.abs(centres - (left + WINDOW / 2, top + WINDOW / 2)).max(axis=1).min() > NEAR
            if inside and (number or far):
                X.append(image[top : top + WINDOW, left : left + WINDOW])
                y.append(number)
    return np.array(X), np.array(y)


def mirrored(X, y, rng):
    """Return a mini-batch of which about half is mirrored left to right."""
    chosen, X = rng.random(len(X)) < 0.5, X.copy()
    X[chosen] = X[chosen, :, ::-1]
    return X, y


def trained(X, y, steps, seed=0):
    """Return the parameters W1, b1, ..., W4, b4 of a classifier of windows, and the cost of each step, (steps,)."""
    rng = np.random.default_rng(seed)
    network = Chain(
        Conv(rng, 3, 12, 5, pad=0), ReLU(), Pool(), Conv(rng, 12, 16, 5, pad=0), ReLU(), Pool(),
        Flatten(), Dense(rng, 5 * 5 * 16, 48), ReLU(), Dense(rng, 48, 4),
    )  # fmt: skip
    costs = fit(network, X, y, steps=steps, learning_rate=0.003, seed=seed, batch=48, change=mirrored)
    layers = [(number, network.layers[place].parameters) for number, place in PLACES.items()]
    return {f"{name}{number}": own[name] for number, own in layers for name in ("W", "b")}, costs


def difference(image, box, parameters, pad):
    """Return how far two padded convolutions differ between a cropped window and one pass, (side, side): the mean.

    image : (n_H, n_W, 3)    box : x1, y1, x2, y2    parameters : W1, b1, W2, b2 are used    pad : of both convolutions
    """
    x1, y1, x2, y2 = box
    maps = []
    for A in (image, image[y1:y2, x1:x2]):
        A = A[None]
        for layer in "12":
            A = np.maximum(conv_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], pad=pad)[0], 0)
        maps.append(A[0])
    whole, alone = maps
    n_H, n_W = alone.shape[:2]
    return np.abs(whole[y1 : y1 + n_H, x1 : x1 + n_W] - alone).mean(axis=2)


def coverage(those, proposals, least=0.5):
    """Return the shares of objects that a box covers with an IoU of at least `least`, (3,), and the boxes a picture.

    those : `Scenes`    proposals : for each picture its boxes, (n, 4)
    """
    best = [[], [], []]
    for boxes, classes, proposed in zip(those.boxes, those.classes, proposals, strict=True):
        for kind, iou in zip(classes, best_ious(boxes, proposed), strict=True):
            best[kind].append(iou >= least)
    return np.array([np.mean(each) if each else 0.0 for each in best]), np.mean([len(each) for each in proposals])


def centred(image, boxes):
    """Return the window around the centre of each box, (n, 32, 32, 3); beyond its border the picture repeats it.

    image : (n_H, n_W, 3)    boxes : (n, 4)
    """
    half = WINDOW // 2
    framed = np.pad(image, ((half, half), (half, half), (0, 0)), mode="edge")
    corners = np.floor((boxes[:, :2] + boxes[:, 2:]) / 2).astype(int)  # the centre less half a window, in the frame
    windows = [framed[top : top + WINDOW, left : left + WINDOW] for left, top in corners]
    return np.array(windows).reshape(-1, WINDOW, WINDOW, image.shape[2])


def fitting(those, found, least=0.5):
    """Return (how many objects a found box of their class fits, how many objects there are, how many boxes fit none).

    those : `Scenes`    found : for each picture (boxes, classes, probabilities)    least : the IoU of a box that fits
    """
    fitted, objects, others = 0, 0, 0
    for boxes, classes, (proposed, numbers, _) in zip(those.boxes, those.classes, found, strict=True):
        fits = (iou_matrix(boxes, proposed) >= least) & (1 + classes[:, None] == numbers)
        fitted, objects = fitted + fits.any(axis=1).sum(), objects + len(boxes)
        others += (~fits.any(axis=0)).sum()
    return int(fitted), objects, int(others)
