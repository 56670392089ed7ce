"""A class for every pixel: measured, priced, and answered by a U-Net.

In the order of the notebook: iou_per_class, shrink_masks, unet_forward, pixel_cross_entropy; and

enlarged            masks made larger, each number repeated
root_weights        weights of classes: rare ones more
TransposeConv       a layer that makes pictures larger
UNet                a network that makes pictures smaller and larger again, with skips

Shapes: masks (m, n_H, n_W) hold a class for each pixel, from 0; scores Z are (m, n_H, n_W, n_classes).
"""

import numpy as np

from deepcourse.cnn.layers import BatchNorm, Chain, Conv, Layer, Pool, ReLU, bare, joined
from deepcourse.cnn.plain_layers import he
from deepcourse.cnn.transposed import transpose_conv_backward, transpose_conv_forward


def iou_per_class(answers, masks, n_classes):
    """Return the IoU of each class over all pixels of all pictures, (n_classes,); nan where it is in neither.

        IoU of k = pixels that are k in both / pixels that are k in at least one

    answers, masks : (m, n_H, n_W) int, from 0 to n_classes - 1

    >>> iou_per_class(np.array([[[0, 1, 1, 1]]]), np.array([[[0, 0, 1, 1]]]), 3).round(2)
    array([0.5 , 0.67,  nan])
    """
    if answers.shape != masks.shape:
        raise ValueError(f"answers {answers.shape} and masks {masks.shape} must have one shape")
    values = np.full(n_classes, np.nan)
    for k in range(n_classes):
        answered, true = answers == k, masks == k
        if union := np.count_nonzero(answered | true):
            values[k] = np.count_nonzero(answered & true) / union
    return values


def shrink_masks(masks, factor, n_classes):
    """Return masks of 1/factor of the height and width: the most frequent class of each factor x factor block.

    masks : (m, n_H, n_W) int; n_H and n_W are multiples of factor. Of equally frequent classes, the smallest number.

    >>> shrink_masks(np.array([[[0, 4, 1, 1], [4, 0, 2, 1]]]), 2, 5)
    array([[[0, 1]]])
    """
    m, n_H, n_W = masks.shape
    if n_H % factor or n_W % factor:
        raise ValueError(f"masks of {n_H} by {n_W} have no whole blocks of {factor} by {factor}")
    blocks = masks.reshape(m, n_H // factor, factor, n_W // factor, factor)
    votes = [np.count_nonzero(blocks == k, axis=(2, 4)) for k in range(n_classes)]
    return np.argmax(votes, axis=0)


def enlarged(masks, factor):
    """Return masks with every number repeated, factor by factor.

    >>> enlarged(np.array([[[0, 1]]]), 2)[0]
    array([[0, 0, 1, 1],
           [0, 0, 1, 1]])
    """
    return masks.repeat(factor, axis=1).repeat(factor, axis=2)


def unet_forward(X, network):
    """Return the scores of a U-Net.

    X : (m, n_H, n_W, n_C)    network : {"downs", "ups", "joins": lists of functions, equally many;
    "pool", "bottom", "head": functions}; each function takes pictures and returns pictures

    Every down is followed by the pool. What a down returns, before the pool, is joined to what the up of the same
    size returns, after its channels, and then `join` is applied to both.

    >>> same, half, twice = lambda A: A, lambda A: A[:, ::2, ::2], lambda A: A.repeat(2, axis=1).repeat(2, axis=2)
    >>> network = {"downs": [same], "pool": half, "bottom": same, "ups": [twice], "joins": [same], "head": same}
    >>> Z = unet_forward(np.arange(4.0).reshape(1, 2, 2, 1), network)
    >>> Z.shape, Z[0, 1, 1]
    ((1, 2, 2, 2), array([0., 3.]))
    """
    skips = []
    for down in network["downs"]:
        skips.append(down(X))
        X = network["pool"](skips[-1])
    X = network["bottom"](X)
    for up, join in zip(network["ups"], network["joins"], strict=True):
        X = join(np.concatenate([up(X), skips.pop()], axis=3))
    return network["head"](X)


def pixel_cross_entropy(Z, masks, class_weights=None):
    """Return the cost, a float in nats, and its gradient dZ, (m, n_H, n_W, n_classes).

        J = sum over pixels of  w[y] * -log softmax(Z)[y]  /  sum over pixels of  w[y]

    Z : (m, n_H, n_W, n_classes) scores    masks : (m, n_H, n_W) int: the class y of each pixel
    class_weights : w, (n_classes,); without it, all are 1

    >>> cost, dZ = pixel_cross_entropy(np.zeros((1, 1, 2, 2)), np.array([[[0, 1]]]), np.array([1.0, 3.0]))
    >>> round(cost, 4), dZ[0, 0]
    (0.6931, array([[-0.125,  0.125],
           [ 0.375, -0.375]]))
    """
    n_classes = Z.shape[-1]
    scores, y = Z.reshape(-1, n_classes), masks.ravel().astype(int)
    w = np.ones(n_classes, Z.dtype) if class_weights is None else np.asarray(class_weights, Z.dtype)
    share = w[y] / w[y].sum()
    shifted = scores - scores.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    sums = powers.sum(axis=1)
    pixels = np.arange(len(y))
    cost = float(np.sum(share * (np.log(sums) - shifted[pixels, y]), dtype=float))
    dZ = powers * (share / sums)[:, None]
    dZ[pixels, y] -= share
    return cost, dZ.reshape(Z.shape)


def root_weights(masks, n_classes):
    """Return a weight for each class, (n_classes,) float32: 1 / sqrt(its share of the pixels), the least one 1.

    >>> root_weights(np.array([[[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]]]), 2)
    array([1., 3.], dtype=float32)
    """
    counts = np.maximum(np.bincount(masks.ravel(), minlength=n_classes), 1)
    return np.sqrt(counts.max() / counts).astype(np.float32)


class TransposeConv(Layer):
    """A transposed convolution: filters of f x f, `stride` times as large. Any two functions like ours may do the work.

    forward, backward : `transpose_conv_forward` and `transpose_conv_backward`, or others that do the same
    """

    def __init__(self, rng, n_C_prev, n_C, f=2, *, stride=2, pad=0, functions=None, dtype=np.float32):
        super().__init__()
        self.options = {"stride": stride, "pad": pad}
        self.functions = functions or (transpose_conv_forward, transpose_conv_backward)
        inputs = n_C_prev * max(1, f // stride) ** 2  # of one answer
        self.parameters = {"W": he(rng, (f, f, n_C_prev, n_C), inputs, dtype), "b": np.zeros((1, 1, 1, n_C), dtype)}

    def forward(self, A, training=False):
        """Return the larger pictures, and the cache."""
        return self.functions[0](A, self.parameters["W"], self.parameters["b"], **self.options)

    def backward(self, dA, cache):
        """Return the gradient of the smaller pictures, and those of W and b."""
        dA_prev, dW, db = self.functions[1](dA, cache)
        return dA_prev, {"dW": dW, "db": db}


def block(rng, n_C_prev, n_C, layers=1):
    """Return `layers` times a 3 x 3 convolution, batch normalisation and ReLU."""
    chain = []
    for place in range(layers):
        chain += [Conv(rng, n_C if place else n_C_prev, n_C, 3, bias=False), BatchNorm(n_C), ReLU()]
    return Chain(*chain)


class UNet(Layer):
    """A small U-Net (after Ronneberger, Fischer and Brox 2015): `width` channels at first, twice as many a level down.

    functions : of the transposed convolutions, as `TransposeConv` takes them    skips : False multiplies them by 0
    """

    def __init__(self, seed, n_classes, *, width=8, levels=2, functions=None, skips=True):
        rng, self.levels, self.skips = np.random.default_rng(seed), range(levels), np.float32(skips)
        n_C = [width * 2**level for level in range(levels + 1)]
        self.parts: dict[str, Layer] = {}
        for level in self.levels:
            self.parts[f"down{level}"] = block(rng, n_C[level - 1] if level else 3, n_C[level])
        self.parts["bottom"] = block(rng, n_C[-2], n_C[-1], layers=2)
        for level in reversed(self.levels):
            self.parts[f"up{level}"] = TransposeConv(rng, n_C[level + 1], n_C[level], functions=functions)
            self.parts[f"join{level}"] = block(rng, 2 * n_C[level], n_C[level])
        self.parts["head"] = Conv(rng, width, n_classes, 1)
        self.pool = Pool(2)

    @property
    def parameters(self):
        """The parameters of all parts, by "part.name"."""
        return joined({name: part.parameters for name, part in self.parts.items()})

    def forward(self, A, training=False):
        """Return scores, (m, n_H, n_W, n_classes), and the caches of all parts."""
        caches, skips = {}, {}

        def through(name, A):
            out, caches[name] = self.parts[name].forward(A, training)
            return out

        for level in self.levels:
            skips[level] = through(f"down{level}", A)
            A, caches[f"pool{level}"] = self.pool.forward(skips[level])
        A = through("bottom", A)
        for level in reversed(self.levels):
            both = [through(f"up{level}", A), skips[level] * self.skips]
            A = through(f"join{level}", np.concatenate(both, axis=3))
        return through("head", A), caches

    def backward(self, dA, cache):
        """Return the gradient of the pictures, and those of all parameters."""
        grads, d_skips = {}, {}

        def back(name, dA):
            d, its_grads = self.parts[name].backward(dA, cache[name])
            grads[f"d{name}"] = bare(its_grads)
            return d

        dA = back("head", dA)
        for level in self.levels:
            both = back(f"join{level}", dA)
            n_C = both.shape[3] // 2
            d_skips[level] = both[..., n_C:] * self.skips
            dA = back(f"up{level}", np.ascontiguousarray(both[..., :n_C]))
        dA = back("bottom", dA)
        for level in reversed(self.levels):
            dA = back(f"down{level}", self.pool.backward(dA, cache[f"pool{level}"])[0] + d_skips[level])
        return dA, joined(grads)

    def functions(self):
        """Return the parts as `unet_forward` takes them: functions of pictures, as they answer after training."""

        def function(name):
            return lambda A: self.parts[name].forward(A)[0]

        back = list(reversed(self.levels))
        return {
            "downs": [function(f"down{level}") for level in self.levels],
            "pool": lambda A: self.pool.forward(A)[0],
            "bottom": function("bottom"),
            "ups": [function(f"up{level}") for level in back],
            "joins": [function(f"join{level}") for level in back],
            "head": function("head"),
        }
