"""What goes on inside trained networks: pictures to ask them with, and questions.

crops               square pieces of the photographs
small_digits        a small network that has learned digits, and test pictures
patch               the pixels of a receptive field, grey where it leaves the picture
SHOWN               steps and units of the pretrained network whose patches are worth a look
made_for            pictures that gradient ascent makes for some units
shrunk              a photograph made smaller
surest              the largest score of one class, and where the network says it
scrambled           the pretrained network with random weights from one step on
signal              the signal of a class at the pixels, by one of the rules
rank_correlation    how alike two maps are in their order
influence           how strongly each pixel of a field moves a position
purity              how many of a unit's strongest pictures have the same label
"""

import numpy as np

from deepcourse.cnn import layers as cnn
from deepcourse.cnn import training
from deepcourse.cnn.pretrained import as_input, detections, run, to_pixels
from deepcourse.cnn.receptive_fields import field_box
from deepcourse.cnn.units import relu_signal, signal_to_pixels
from deepcourse.datasets import load_digits, load_photograph, load_pretrained
from deepcourse.datasets.course4.photographs import PHOTOGRAPHS

SIDE, GREY = 96, 0.5
SHOWN = {7: (75, 108, 45), 14: (80, 172, 88), 29: (72, 90, 369)}  # step: units
MADE = {7: (59, 82, 130), 14: (89, 140, 15), 22: (63, 115, 125)}
DIGIT_LAYERS = [(5, 1, 0), (2, 2, 0), (5, 1, 0)]  # f, stride, pad of the digit network up to its second convolution
SMOOTH, SMOOTH_LAST, LAST = 4, 2, 8  # how often gradients are smoothed, at first and in the last updates


def crops(side=SIDE, every=1):
    """Return (m, side, side, 3): pieces of all photographs that do not overlap; every so many of them."""
    found = []
    for name in PHOTOGRAPHS:
        image = load_photograph(name)
        image = np.repeat(image[..., None], 3, axis=2) if image.ndim == 2 else image
        found += [
            image[top : top + side, left : left + side]
            for top in range(0, image.shape[0] - side + 1, side)
            for left in range(0, image.shape[1] - side + 1, side)
        ]
    return np.array(found[::every])


def small_digits(steps, tested=1000):
    """Return (maps, pictures, labels, accuracy): the second convolution of a small network, for test digits.

    maps : (tested, 8, 8, 16), after the ReLU
    """
    data, rng = load_digits(), np.random.default_rng(1)
    X, X_test = (columns.T.reshape(-1, 28, 28, 1).astype(np.float32) for columns in (data.X_train, data.X_test))
    first = cnn.Chain(cnn.Conv(rng, 1, 8, 5, pad=0), cnn.ReLU(), cnn.Pool())
    second = cnn.Chain(cnn.Conv(rng, 8, 16, 5, pad=0), cnn.ReLU())
    network = cnn.Chain(first, second, cnn.Pool(), cnn.Flatten(), cnn.Dense(rng, 256, 10))
    training.fit(network, X, data.labels_train, steps=steps, learning_rate=0.003, seed=1)
    X_test, labels = X_test[:tested], data.labels_test[:tested]
    maps = second.forward(first.forward(X_test)[0])[0]
    return maps, X_test[..., 0], labels, training.accuracy(network, X_test, labels)


def patch(picture, h, w, field, *, box=field_box):
    """Return (size, size, ...): what position (h, w) sees of a picture, grey where the field leaves it.

    box : as `field_box`
    """
    size, jump, start = field
    seen = np.full((size, size, *picture.shape[2:]), GREY)
    top, bottom, left, right = box(h, w, field, picture.shape[:2])
    y, x = start + h * jump, start + w * jump
    seen[top - y : bottom - y, left - x : right - x] = picture[top:bottom, left:right]
    return seen


def smoothed(d, times):
    """Return gradients smoothed by 1-2-1 along rows and columns, so many times."""
    for _ in range(times):
        for axis in (1, 2):
            d = (np.roll(d, 1, axis) + 2 * d + np.roll(d, -1, axis)) / 4
    return d


def made_for(place, units, updates, *, seed=1, rate=0.12):
    """Return (units, 2 side, 2 side, 3) from 0 to 1: pictures that gradient ascent makes for units of one step.

    updates : how many of them with 32 pixels a side, and then with 64

    Each update moves the pixels along the smoothed gradient of the unit's sum over all positions, divided by its root
    mean square; the picture is rolled a little at random, so that no pattern fits the grid of the strides.
    """
    network, rng, n = load_pretrained().steps, np.random.default_rng(seed), len(units)
    start = 2 * smoothed((0.2 * rng.normal(size=(1, 32, 32, 3))).astype(np.float32), 1)
    X = np.repeat(start, n, axis=0)
    for size, count in zip((32, 64), updates, strict=True):
        X = X if size == 32 else X.repeat(2, axis=1).repeat(2, axis=2)
        for update in range(count):
            shift = rng.integers(0, 16, size=2)
            rolled = np.roll(X, shift, axis=(1, 2))
            outs, caches = run(network, rolled, place + 1)
            wish = np.zeros_like(outs[-1])
            wish[np.arange(n), :, :, list(units)] = 1
            d = smoothed(to_pixels(network, caches, {place: wish}), SMOOTH if update < count - LAST else SMOOTH_LAST)
            d /= np.sqrt(np.square(d).mean(axis=(1, 2, 3), keepdims=True)) + 1e-12
            X = np.roll(np.clip(rolled + rate * d, -1, 1), -shift, axis=(1, 2))
    return (X + 1) / 2


def shrunk(name, factor):
    """Return a photograph with each square of `factor` pixels averaged, its sides cut to multiples of 32."""
    image = load_photograph(name)
    n_H, n_W = (32 * (n // factor // 32) for n in image.shape[:2])
    top, left = ((n - factor * small) // 2 for n, small in zip(image.shape[:2], (n_H, n_W), strict=True))
    image = image[top : top + factor * n_H, left : left + factor * n_W]
    return image.reshape(n_H, factor, n_W, factor, 3).mean(axis=(1, 3))


def surest(picture, name):
    """Return the largest probability with which the pretrained network says that a picture shows this class."""
    network = load_pretrained()
    outs, _ = run(network.steps, as_input(picture))
    return float(detections(network.steps, outs, len(network.classes))[1][:, network.classes.index(name)].max())


def scrambled(place, seed=0):
    """Return the steps of the pretrained network, those from `place` on with random weights of the same spread."""
    rng = np.random.default_rng(seed)
    return tuple(
        step
        if number < place or step.W is None
        else step._replace(W=(rng.normal(size=step.W.shape) * step.W.std()).astype(np.float32), b=np.zeros_like(step.b))
        for number, step in enumerate(load_pretrained().steps)
    )


def head_of(picture, name):
    """Return (place, index): the step and the flat place of the number that speaks loudest for a class."""
    network = load_pretrained()
    outs, _ = run(network.steps, as_input(picture))
    used = {source for step in network.steps for source in step.inputs}
    heads = [place for place in range(len(network.steps)) if place not in used][1::2]
    classes, which = len(network.classes), network.classes.index(name)
    place = max(heads, key=lambda head: outs[head].reshape(-1, classes)[:, which].max())
    return place, int(outs[place].reshape(-1, classes)[:, which].argmax()) * classes + which


def signal(picture, name, rule, *, steps=None, relu=relu_signal):
    """Return (n_H, n_W): the largest size of the signal over the colours, for the loudest number of a class.

    steps : of the network, the pretrained ones where None    relu : as `relu_signal`
    """
    steps = load_pretrained().steps if steps is None else steps
    place, index = head_of(picture, name)
    outs, caches = run(steps, as_input(picture), place + 1)
    start = np.zeros_like(outs[place])
    start.ravel()[index] = 1
    return np.abs(signal_to_pixels(steps, caches, {place: start}, rule, relu)[0]).max(axis=-1)


def rank_correlation(one, other):
    """Return the correlation of the ranks of two maps: 1 for the same order, near 0 for unrelated ones."""
    ranks = [values.ravel().argsort(kind="stable").argsort() for values in (one, other)]
    return float(np.corrcoef(*ranks)[0, 1])


def influence(pictures, place, h, w, field, *, seed=0):
    """Return (size, size): the mean size of gradients at the pixels of one position's field, over pictures and colours.

    At each picture the gradient is that of the step's channels, added up with random signs.
    """
    steps, signs = load_pretrained().steps, np.random.default_rng(seed)
    outs, caches = run(steps, as_input(pictures), place + 1)
    start = np.zeros_like(outs[-1])
    start[:, h, w] = signs.choice([-1, 1], size=start[:, h, w].shape)
    d = np.abs(to_pixels(steps, caches, {place: start})).mean(axis=(0, 3))
    top, bottom, left, right = field_box(h, w, field, pictures.shape[1:3])
    return d[top:bottom, left:right]


def purity(maps, labels, unit, k):
    """Return the share of the most frequent label among the k pictures in which a unit is strongest."""
    order = np.argsort(-maps[..., unit].max(axis=(1, 2)), kind="stable")[:k]
    return np.bincount(labels[order]).max() / k
