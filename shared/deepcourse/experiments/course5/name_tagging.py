"""Tag the names in definitions: sentences whose capital letters were taken away, and a small classifier of steps.

tagged          definitions with at least one name: their tokens in lower case, and the tags O, B, I
batch           sentences and their tags as arrays, with a mask
start           parameters of the classifier, all 0
moved           values moved along time
scores          Z<t>, from the one-hot columns of the steps around t
gradients       ... and the gradients of its parameters
train           the classifier trained by Adam
predicted       the tags that it finds most probable
"""

import numpy as np

from deepcourse.nn.adam_in_place import Adam
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import vocabulary as reference

AT_ONCE = 32  # sentences of a mini-batch


def tagged(texts):
    """Return [(tokens, tags)] for the texts that hold a name: a token with a capital letter, or several in a row.

    tags : list of int, positions in `TAGS`: 0 outside, 1 for the first token of a name, 2 for those after it

    >>> tagged(["a city in New Mexico", "a small cat"])
    [(['a', 'city', 'in', 'new', 'mexico'], [0, 0, 0, 1, 2])]
    """
    found = []
    for text in texts:
        tokens = reference.TOKEN.findall(text)
        names = [token[0].isupper() for token in tokens]
        tags = [0 if not name else 2 if t and names[t - 1] else 1 for t, name in enumerate(names)]
        if any(names):
            found.append(([token.lower() for token in tokens], tags))
    return found


def batch(sentences, vocabulary, encode=reference.encode, pad=reference.pad):
    """Return ids, tags and mask, (m, T) each, of tagged sentences; the end of a sentence has the tag O."""
    ids, mask = pad([encode(tokens, vocabulary) for tokens, _ in sentences])
    tags, _ = pad([[*tags, 0] for _, tags in sentences])
    return ids, tags, mask


def start(n_x, n_y, reach):
    """Return parameters: b, and W0, W1, ... (n_y, n_x) for the steps t - reach, ..., t + reach."""
    return {"b": np.zeros((n_y, 1, 1))} | {f"W{k}": np.zeros((n_y, n_x)) for k in range(2 * reach + 1)}


def moved(values, by):
    """Return values (n, m, T) moved along time: at t stands what was at t + by; 0 where that is outside."""
    out, T = np.zeros_like(values), values.shape[2]
    if abs(by) < T:
        out[:, :, max(0, -by) : T - max(0, by)] = values[:, :, max(0, by) : T - max(0, -by)]
    return out


def scores(x, parameters):
    """Return Z (n_y, m, T): b plus, for each step near t, its matrix times x at that step.

    x : (n_x, m, T)
    """
    reach = len(parameters) // 2 - 1
    parts = [moved(np.tensordot(parameters[f"W{k}"], x, axes=1), k - reach) for k in range(2 * reach + 1)]
    return sum(parts) + parameters["b"]


def gradients(dZ, x, parameters):
    """Return {"db": ..., "dW0": ...}, from dZ (n_y, m, T)."""
    reach = len(parameters) // 2 - 1
    slopes = {"db": dZ.sum(axis=(1, 2), keepdims=True)}
    for k in range(2 * reach + 1):
        slopes[f"dW{k}"] = np.tensordot(moved(dZ, reach - k), x, axes=((1, 2), (1, 2)))
    return slopes


def train(
    ids, tags, mask, n_x, *, reach, steps, seed=1, one_hot=reference.one_hot_sequence, cost=reference.masked_cost
):
    """Return parameters and the costs, (steps,), of a classifier that sees `reach` steps to either side."""
    rng, adam, costs = np.random.default_rng(seed), Adam(), np.empty(steps)
    parameters = start(n_x, len(reference.TAGS), reach)
    for step in range(steps):
        chosen = rng.integers(len(ids), size=AT_ONCE)
        T = int(np.sum(mask[chosen], axis=1).max())
        x = one_hot(ids[chosen, :T], n_x)
        costs[step], dZ = cost(softmax(scores(x, parameters)), tags[chosen, :T], mask[chosen, :T])
        adam.learning_rate = 0.05 * (1 - step / steps)
        adam.step(parameters, gradients(dZ, x, parameters))
    return parameters, costs


def predicted(ids, parameters, one_hot=reference.one_hot_sequence):
    """Return the tags (m, T) that the classifier finds most probable, a few sentences at a time."""
    n_x = parameters["W0"].shape[1]
    parts = [ids[first : first + 2 * AT_ONCE] for first in range(0, len(ids), 2 * AT_ONCE)]
    return np.concatenate([scores(one_hot(part, n_x), parameters).argmax(axis=0) for part in parts])
