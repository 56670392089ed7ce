"""What the searches of `hyperparameter_search` are tried on: a made-up surface, and networks that read digits.

one_matters     a made-up score of two numbers, of which one may matter more than the other
summit          such a score, as an objective
smaller         pictures of half the width and height
split_digits    digits to learn from, to choose by, and to be tested on
Trainings       networks of many settings, each kept where it stands, and how many epochs they have cost
nurse           one network watched all the time, its learning rate turned as it goes
"""

import numpy as np

from deepcourse.nn import softmax as network
from deepcourse.nn.building_blocks import initialize_parameters_deep

CLASSES, BATCH = 10, 64


def one_matters(x, y, matters=0.1, peak=(0.32, 0.6)):
    """Return a made-up score between 0 and 1 at places of the unit square: a ridge across x that varies little along y.

        exp(-1/2 ((x - peak_x) / 0.09)^2) * exp(-1/2 (matters (y - peak_y) / 0.09)^2)

    x, y : numbers or arrays    matters : how much y matters, compared with x: 0 not at all, 1 as much

    >>> one_matters(0.32, 0.6), round(one_matters(0.32, 0.0), 2), round(one_matters(0.32, 0.0, matters=1), 2)
    (1.0, 0.8, 0.0)
    """
    across, along = (x - peak[0]) / 0.09, matters * (y - peak[1]) / 0.09
    return np.exp(-(across**2 + along**2) / 2)[()] if np.ndim(across) else float(np.exp(-(across**2 + along**2) / 2))


def split_digits(data, m_train=2000, m_dev=1000):
    """Return {"train": (X, labels), "dev": ..., "test": ...} in float32, the dev part taken from the training part.

    Every picture is made half as wide and half as high, so that a training takes a fraction of a second.

    data : `TenClasses`, whose classes take turns, so that every part holds them in equal numbers
    """
    X, X_test = smaller(data.X_train), smaller(data.X_test)
    last = slice(X.shape[1] - m_dev, None)
    parts = {"train": (X[:, :m_train], data.labels_train[:m_train]), "dev": (X[:, last], data.labels_train[last])}
    return parts | {"test": (X_test, data.labels_test)}


def summit(peak):
    """Return an objective {"x": ..., "y": ...} -> score with its summit at `peak`, where both matter alike.

    >>> summit((0.5, 0.25))({"x": 0.5, "y": 0.25})
    1.0
    """
    return lambda setting: one_matters(setting["x"], setting["y"], 1.0, peak)


def smaller(X):
    """Return pictures of 14x14 pixels, (196, m) float32: each pixel the mean of four of X (784, m).

    >>> smaller(np.ones((784, 3))).shape
    (196, 3)
    """
    return X.reshape(14, 2, 14, 2, -1).mean(axis=(1, 3)).reshape(196, -1).astype(np.float32)


class Trainings:
    """Networks with one hidden layer, a training for each setting, continued whenever more epochs are asked for.

    Calling it with a setting {"learning_rate": float, "hidden_units": int} and a number of epochs returns the accuracy
    on the dev part. `spent` counts the epochs that were run. The seed decides on first weights and orders.
    """

    def __init__(self, parts, seed):
        self.parts, self.seed, self.spent, self._kept = parts, seed, 0, {}

    def __call__(self, setting, epochs):
        """Return the accuracy on the dev part after so many epochs in all."""
        return self.accuracy("dev", setting, epochs)

    def objective(self, epochs):
        """Return the function of a setting that a search wants: the accuracy on the dev part after so many epochs."""
        return lambda setting: self(setting, epochs)

    def accuracy(self, part, setting, epochs):
        """Return the share of right answers on "train", "dev" or "test" after so many epochs in all."""
        return accuracy(self.parameters(setting, epochs), *self.parts[part])

    def parameters(self, setting, epochs):
        """Return the parameters after so many epochs, trained on from the latest ones that are kept."""
        key = setting["learning_rate"], setting["hidden_units"]
        X, labels = self.parts["train"]
        stages = self._kept.setdefault(key, {0: start(X, setting["hidden_units"], self.seed)})
        latest = max(done for done in stages if done <= epochs)
        parameters = stages[latest]
        for done in range(latest, epochs):
            parameters = one_epoch(parameters, X, labels, setting["learning_rate"], (self.seed, done))
            self.spent += 1
        stages[epochs] = parameters
        return parameters


def start(X, hidden_units, seed):
    """Return the first parameters of a network for X (n_x, m), in the type of X."""
    parameters = initialize_parameters_deep([len(X), hidden_units, CLASSES], seed)
    return {name: value.astype(X.dtype) for name, value in parameters.items()}


def one_epoch(parameters, X, labels, learning_rate, seed):
    """Return the parameters after one more pass over the examples; with too large a rate they may not be finite.

    Parameters that are not finite are given back as they are: nothing is gained by training them on.
    """
    if not all(np.isfinite(value).all() for value in parameters.values()):
        return parameters
    Y = network.one_hot(labels, CLASSES).astype(X.dtype)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return network.one_epoch(parameters, X, Y, learning_rate, BATCH, np.random.default_rng(seed))[0]


def accuracy(parameters, X, labels):
    """Return the share of right answers, a float; 0.1, as by guessing, where parameters are not finite."""
    if not all(np.isfinite(value).all() for value in parameters.values()):
        return 1 / CLASSES
    with np.errstate(over="ignore", invalid="ignore"):
        return float(np.mean(network.softmax_forward(X, parameters)[0].argmax(axis=0) == labels))


def nurse(parts, setting, epochs, seed):
    """Return the accuracy on the dev part and the learning rate after each day of one network that is nursed.

    Every day its nurse tries half the rate, the same rate and its double for one epoch each, all from where the network
    stands, and goes on with what does best on the dev part. All three epochs are paid for.

    parts : as `split_digits` returns them    setting : the first guess    epochs, seed : int

    Returns
    -------
    scores, rates : lists of epochs // 3 floats
    """
    (X, labels), rate = parts["train"], setting["learning_rate"]
    parameters, scores, rates = start(X, setting["hidden_units"], seed), [], []
    for day in range(epochs // 3):
        tried = [(r, one_epoch(parameters, X, labels, r, (seed, day))) for r in (rate / 2, rate, 2 * rate)]
        told = [accuracy(after, *parts["dev"]) for _, after in tried]
        rate, parameters = tried[int(np.argmax(told))]
        scores.append(max(told))
        rates.append(rate)
    return scores, rates
