"""Neural style transfer: the content of one picture, the style of another.

In the order of the notebook: content_cost, gram_matrix, same_gram, layer_style_cost, layer_style_gradient, style_cost,
paint, total_cost, total_gradients. With them:

content_gradient    of the content cost, with respect to the activations of the picture that is painted
features            activations of a picture at some layers, and what `picture_gradient` needs
picture_gradient    from gradients at some layers to the gradient of the pixels
balanced_weights    weights with which no layer outshouts the others
variation           how much neighbouring pixels differ, and its gradient

Shapes: activations of one picture at one layer are (n_H, n_W, n_C). a_C, a_S and a_G belong to the content picture, the
style picture and the generated picture. Costs are floats. Pictures are (n_H, n_W, 3), from 0 to 1.
"""

import numpy as np

from deepcourse.cnn.pretrained import as_input, run, to_pixels


def content_cost(a_C, a_G):
    """Return J_content: the sum of the squared differences, over 4 n_H n_W n_C.

    a_C, a_G : (n_H, n_W, n_C)

    >>> content_cost(np.ones((2, 3, 1)), np.full((2, 3, 1), 3.0))
    1.0
    """
    return float(np.sum((a_C - a_G) ** 2) / (4 * a_C.size))


def content_gradient(a_C, a_G):
    """Return the gradient of `content_cost` with respect to a_G, (n_H, n_W, n_C)."""
    return (a_G - a_C) / (2 * a_C.size)


def gram_matrix(A):
    """Return the Gram matrix, (n_C, n_C): for each two channels, the sum over all positions of their product.

    A : (n_H, n_W, n_C)

    >>> gram_matrix(np.array([[[1.0, 2.0], [3.0, 0.0]]]))
    array([[10.,  2.],
           [ 2.,  4.]])
    """
    unrolled = A.reshape(-1, A.shape[2])  # (n_H n_W, n_C)
    return unrolled.T @ unrolled


def same_gram(A):
    """Return other activations with the same Gram matrix: every position gets the channels of the one before.

    A : (n_H, n_W, n_C)

    >>> same_gram(np.array([[[1.0], [2.0]], [[3.0], [4.0]]]))[..., 0]
    array([[4., 1.],
           [2., 3.]])
    """
    return np.roll(A.reshape(-1, A.shape[2]), 1, axis=0).reshape(A.shape)


def layer_style_cost(a_S, a_G):
    """Return the style cost of one layer: the squared difference of the Gram matrices, over 4 n_C^2 (n_H n_W)^2.

    a_S, a_G : (n_H, n_W, n_C)

    >>> layer_style_cost(np.ones((1, 2, 1)), np.zeros((1, 2, 1)))
    0.25
    """
    return float(np.sum((gram_matrix(a_S) - gram_matrix(a_G)) ** 2) / (4 * a_S.size**2))


def layer_style_gradient(a_S, a_G):
    """Return the gradient of `layer_style_cost` with respect to a_G, (n_H, n_W, n_C).

    a_S, a_G : (n_H, n_W, n_C)

    >>> layer_style_gradient(np.zeros((1, 2, 1)), np.ones((1, 2, 1)))[..., 0]
    array([[0.5, 0.5]])
    """
    difference = gram_matrix(a_G) - gram_matrix(a_S)
    return a_G @ difference / a_G.size**2


def style_cost(pairs, weights):
    """Return the weighted sum of the style costs of some layers.

    pairs : {layer: (a_S, a_G)}    weights : {layer: number}

    >>> style_cost({3: (np.ones((1, 2, 1)), np.zeros((1, 2, 1)))}, {3: 2.0})
    0.5
    """
    return float(sum(weight * layer_style_cost(*pairs[layer]) for layer, weight in weights.items()))


def total_cost(content, pairs, weights, *, alpha, beta):
    """Return alpha J_content + beta J_style.

    content : (a_C, a_G)    pairs : {layer: (a_S, a_G)}    weights : {layer: number}
    """
    return alpha * content_cost(*content) + beta * style_cost(pairs, weights)


def total_gradients(place, content, pairs, weights, *, alpha, beta):
    """Return {layer: gradient of `total_cost` with respect to a_G of that layer}.

    place : the layer of the content cost    content : (a_C, a_G)    pairs : {layer: (a_S, a_G)}
    """
    gradients = {layer: beta * weight * layer_style_gradient(*pairs[layer]) for layer, weight in weights.items()}
    gradients[place] = gradients.get(place, 0) + alpha * content_gradient(*content)
    return gradients


def paint(X, gradient, *, steps, learning_rate):
    """Return a list of steps + 1 pictures: the first one, and that after each step; X stays as it is.

    X : (n_H, n_W, 3) from 0 to 1    gradient : gradient(X) returns dX, of the shape of X

    A step goes against the gradient divided by its root mean square, so that learning_rate is what a pixel changes by,
    roughly. Then every number is clipped to 0 to 1.
    """
    pictures = [X]
    for _ in range(steps):
        dX = gradient(pictures[-1])
        pictures.append(np.clip(pictures[-1] - learning_rate * dX / np.sqrt(np.mean(dX**2)), 0, 1))
    return pictures


def features(steps, picture, layers):
    """Return ({layer: activations (n_H, n_W, n_C)}, caches) of a picture in a pretrained network.

    steps : of `load_pretrained`    picture : (n_H, n_W, 3) from 0 to 1    layers : places of steps
    """
    outs, caches = run(steps, as_input(picture), max(layers) + 1)
    return {layer: outs[layer][0] for layer in layers}, caches


def picture_gradient(steps, caches, gradients):
    """Return dX, (n_H, n_W, 3), from gradients at some layers.

    caches : of `features`    gradients : {layer: (n_H, n_W, n_C)}
    """
    batch = {layer: gradient[None].astype(np.float32) for layer, gradient in gradients.items()}
    return 2 * to_pixels(steps, caches, batch)[0]  # the network sees 2 X - 1


def balanced_weights(activations):
    """Return {layer: weight} that sum to 1, in inverse proportion to what a picture without any features would cost.

    activations : {layer: a_S}, of the style picture
    """
    inverse = {layer: 1 / layer_style_cost(a_S, np.zeros_like(a_S)) for layer, a_S in activations.items()}
    return {layer: number / sum(inverse.values()) for layer, number in inverse.items()}


def variation(X):
    """Return (cost, dX): the mean squared difference of neighbouring pixels, and its gradient.

    X : (n_H, n_W, 3)

    >>> cost, dX = variation(np.array([[[0.0], [1.0]]]))
    >>> cost, dX[0, :, 0]
    (0.5, array([-1.,  1.]))
    """
    down, right, dX = np.diff(X, axis=0), np.diff(X, axis=1), np.zeros_like(X)
    dX[1:] += down
    dX[:-1] -= down
    dX[:, 1:] += right
    dX[:, :-1] -= right
    return float((np.sum(down**2) + np.sum(right**2)) / X.size), 2 * dX / X.size
