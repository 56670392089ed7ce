"""Networks that tell ten kinds of pictures apart, trained on more and more of them.

one_hot             labels as columns of zeros with a single 1
train_ten_classes   a network with a yes-or-no output for each class
wrong               which pictures it gets wrong
learning_curve      training and dev error for growing parts of the training data
"""

import numpy as np

from deepcourse.experiments.course1.data_and_size import train_network
from deepcourse.nn.building_blocks import L_model_forward


def one_hot(labels, classes=10):
    """Return (classes, m): column i is 0 except for a 1 in row labels[i].

    >>> one_hot([2, 0], 3).T
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    return np.eye(classes)[:, np.asarray(labels)]


def train_ten_classes(X, labels, hidden, steps, seed):
    """Return the parameters of a ReLU network with ten sigmoid outputs, in float32, after some steps.

    Each output answers "is it my class?", with the log loss. (Softmax, which makes the ten answers one distribution,
    comes in week 3.)

    X : (n_x, m)    labels : (m,) of 0 to 9    hidden : tuple of hidden units, () for none    steps, seed : int
    """
    X, Y = X.astype(np.float32), one_hot(labels).astype(np.float32)
    return train_network(X, Y, [len(X), *hidden, 10], steps, seed, learning_rate=0.5)


def wrong(parameters, X, labels):
    """Return (m,) of True where the output that is surest belongs to another class."""
    return np.argmax(L_model_forward(X.astype(np.float32), parameters)[0], axis=0) != labels


def learning_curve(train, dev, hidden, amounts, seeds, steps):
    """Return errors (amounts, seeds, 2): the shares of wrong answers on what was learned from, and on the dev part.

    A seed draws which training examples are used, and the first weights.

    train, dev : (X, labels)    hidden : tuple    amounts, seeds : lists of int    steps : int
    """
    (X, labels), errors = train, np.empty((len(amounts), len(seeds), 2))
    for i, k in np.ndindex(errors.shape[:2]):
        columns = np.random.default_rng([seeds[k], 2]).permutation(X.shape[1])[: amounts[i]]
        parameters = train_ten_classes(X[:, columns], labels[columns], hidden, steps, seeds[k])
        errors[i, k] = [wrong(parameters, *part).mean() for part in ((X[:, columns], labels[columns]), dev)]
    return errors
