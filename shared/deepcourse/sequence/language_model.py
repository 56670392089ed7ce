"""A language model of letters: counted first, then a recurrent network, and how names are drawn from it.

In the order of the notebook: bigram_table, perplexity, sequence_cost, clip, clip_by_norm, optimize, sample,
could_come_from, temper. Also batch_of, forward, backward, which the notebook gives.

A name ends with a newline, and one stands before its first letter: the model always continues something. Ids of
characters are (m, T) int; scores Z are (n_y, m, T), states a (n_a, m), parameters `Wax (n_a, n_y)`, `Waa (n_a, n_a)`,
`Wya (n_y, n_a)`, `ba (n_a, 1)`, `by (n_y, 1)`. Logarithms are natural; costs and perplexities are per character, and
the newline counts as one.
"""

import numpy as np

from deepcourse.nn.softmax import log_softmax, softmax
from deepcourse.sequence.training import clipped

END = "\n"
CHAR_TO_IX = {character: place for place, character in enumerate(END + "abcdefghijklmnopqrstuvwxyz")}
PADDED = -1  # the target of a step after the end of a name
LONGEST = 20  # characters of a name that is drawn
MAX_NORM = 1.0  # of all gradients together


def bigram_table(names, char_to_ix, k):
    r"""Return P, (V, V): P[i, j] is the probability that character j follows character i.

    names : list of str, without newlines    char_to_ix : {character: id}, with the newline
    k : added to every count, larger than 0

    >>> bigram_table(["ab", "a"], {"\n": 0, "a": 1, "b": 2}, 1)
    array([[0.2 , 0.6 , 0.2 ],
           [0.4 , 0.2 , 0.4 ],
           [0.5 , 0.25, 0.25]])
    """
    counts = np.full((len(char_to_ix), len(char_to_ix)), float(k))
    for name in names:
        ids = [char_to_ix[character] for character in END + name + END]
        np.add.at(counts, (ids[:-1], ids[1:]), 1)
    return counts / counts.sum(axis=1, keepdims=True)


def perplexity(names, P, char_to_ix):
    r"""Return the perplexity of names under a table of pairs, a float: e to the mean of -ln p over all characters.

    names : list of str    P : (V, V), as of `bigram_table`    char_to_ix : {character: id}

    >>> round(float(perplexity(["ab", "a"], np.full((3, 3), 1 / 3), {"\n": 0, "a": 1, "b": 2})), 9)
    3.0
    """
    nats = []
    for name in names:
        ids = [char_to_ix[character] for character in END + name + END]
        nats.extend(-np.log(P[ids[:-1], ids[1:]]))
    return np.exp(np.mean(nats))


def batch_of(names, char_to_ix):
    r"""Return X and Y, both (m, T) int: the characters that a model sees, and those that it has to predict.

    X begins with a newline. After the newline that ends a name, Y is -1, and X is the newline.

    >>> X, Y = batch_of(["al", "ina"], {"\n": 0, "a": 1, "i": 2, "l": 3, "n": 4})
    >>> X
    array([[0, 1, 3, 0],
           [0, 2, 4, 1]])
    >>> Y
    array([[ 1,  3,  0, -1],
           [ 2,  4,  1,  0]])
    """
    T = max(len(name) for name in names) + 1
    X = np.full((len(names), T), char_to_ix[END])
    Y = np.full((len(names), T), PADDED)
    for i, name in enumerate(names):
        ids = [char_to_ix[character] for character in name]
        X[i, 1 : len(ids) + 1] = ids
        Y[i, : len(ids) + 1] = [*ids, char_to_ix[END]]
    return X, Y


def sequence_cost(Z, Y):
    """Return the mean cross-entropy of all steps with a target, a float in nats, and its gradient dZ, (n_y, m, T).

    Z : (n_y, m, T) scores    Y : (m, T) int, the right ids, -1 where a step does not count

    >>> cost, dZ = sequence_cost(np.zeros((2, 1, 2)), np.array([[1, -1]]))
    >>> round(float(cost), 4), dZ[:, 0, :]
    (0.6931, array([[ 0.5,  0. ],
           [-0.5,  0. ]]))
    """
    m, t = np.nonzero(Y >= 0)
    log_p = log_softmax(Z)
    dZ = np.exp(log_p) * (Y >= 0)
    dZ[Y[m, t], m, t] -= 1
    return -log_p[Y[m, t], m, t].mean(), dZ / Z.dtype.type(len(m))


def clip(gradients, max_value):
    """Return the gradients with every entry cut to at most `max_value` and at least `-max_value`.

    gradients : {name: array}, left as they are

    >>> clip({"dba": np.array([[7.0], [-0.5], [-3.0]])}, 2)["dba"].ravel()
    array([ 2. , -0.5, -2. ])
    """
    return {name: np.clip(gradient, -max_value, max_value) for name, gradient in gradients.items()}


def clip_by_norm(gradients, max_norm):
    """Return the gradients, all scaled by one factor where their common norm is larger than `max_norm`.

    The norm is the square root of the sum of the squares of all entries of all gradients.
    gradients : {name: array}, left as they are

    >>> made = clip_by_norm({"dWaa": np.array([[3.0]]), "dba": np.array([[4.0]])}, 1)
    >>> round(float(made["dWaa"][0, 0]), 9), round(float(made["dba"][0, 0]), 9)
    (0.6, 0.8)
    """
    return {name: np.array(gradient) for name, gradient in clipped(gradients, max_norm).items()}


def forward(X, a_prev, parameters):
    """Return the scores Z, (n_y, m, T), of a plain recurrent network, and the cache for `backward`.

        a<t> = tanh(Wax x<t> + Waa a<t-1> + ba)        Z<t> = Wya a<t> + by

    X : (m, T) ids; x<t> is a one-hot vector, so Wax x<t> is a column of Wax    a_prev : (n_a, m)
    """
    states, Z = [a_prev], []
    for t in range(X.shape[1]):
        scores = parameters["Wax"][:, X[:, t]] + parameters["Waa"] @ states[-1] + parameters["ba"]
        states.append(np.tanh(scores))
        Z.append(parameters["Wya"] @ states[-1] + parameters["by"])
    return np.stack(Z, axis=2), (X, states, parameters)


def backward(dZ, cache):
    """Return the gradients {"dWax", "dWaa", "dWya", "dba", "dby"} of the network in `forward`.

    dZ : (n_y, m, T)
    """
    X, states, parameters = cache
    gradients = {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
    da = np.zeros_like(states[0])
    for t in reversed(range(X.shape[1])):
        a, a_before = states[t + 1], states[t]
        gradients["dWya"] += dZ[:, :, t] @ a.T
        gradients["dby"] += dZ[:, :, t].sum(axis=1, keepdims=True)
        dz = (parameters["Wya"].T @ dZ[:, :, t] + da) * (1 - a**2)
        np.add.at(gradients["dWax"].T, X[:, t], dz.T)
        gradients["dWaa"] += dz @ a_before.T
        gradients["dba"] += dz.sum(axis=1, keepdims=True)
        da = parameters["Waa"].T @ dz
    return gradients


def optimize(X, Y, a_prev, parameters, learning_rate):
    """Change the parameters in place by one step of gradient descent; return the cost and the clipped gradients.

    X, Y : (m, T) int, as of `batch_of`    a_prev : (n_a, m), the state before the first character
    The gradients are clipped by their common norm to `MAX_NORM` = 1.
    """
    Z, cache = forward(X, a_prev, parameters)
    cost, dZ = sequence_cost(Z, Y)
    gradients = clip_by_norm(backward(dZ, cache), MAX_NORM)
    for name in parameters:
        parameters[name] -= learning_rate * gradients[f"d{name}"]
    return cost, gradients


def sample(parameters, char_to_ix, rng):
    r"""Return the ids of a name that is drawn letter by letter, a list of int.

    It ends with the newline, or after 20 characters. The network starts with a state of zeros and a newline; each
    character is drawn by one call `rng.choice(n_y, p=...)` and is the next one that the network sees.

    >>> rng, n_y = np.random.default_rng(0), 3
    >>> parameters = dict(Wax=np.zeros((2, 3)), Waa=np.zeros((2, 2)), Wya=np.zeros((3, 2)), ba=np.zeros((2, 1)))
    >>> sample(parameters | {"by": np.zeros((3, 1))}, {"a": 0, "b": 1, "\n": 2}, rng)
    [1, 0, 0, 0, 2]
    """
    a, ids = np.zeros((len(parameters["ba"]), 1)), [char_to_ix[END]]
    while len(ids) <= LONGEST:
        a = np.tanh(parameters["Wax"][:, ids[-1:]] + parameters["Waa"] @ a + parameters["ba"])
        p = softmax(parameters["Wya"] @ a + parameters["by"]).ravel()
        ids.append(int(rng.choice(len(p), p=p)))
        if ids[-1] == char_to_ix[END]:
            break
    return ids[1:]


def temper(p, temperature):
    """Return the probabilities, (V,), whose scores are those of p divided by the temperature.

    p : (V,) probabilities; 0 stays 0    temperature : larger than 0, and may be small

    >>> temper(np.array([0.8, 0.2, 0.0]), 0.5).round(4)
    array([0.9412, 0.0588, 0.    ])
    """
    scores = np.full(np.shape(p), -np.inf)
    np.log(p, out=scores, where=np.asarray(p) > 0)
    weights = np.exp((scores - scores.max()) / temperature)
    return weights / weights.sum()


def chi_square(counts, p):
    """Return Pearson's chi-square of counts, a float, and its degrees of freedom; infinite where p = 0 was drawn."""
    possible = p > 0
    if counts[~possible].any():
        return np.inf, int(possible.sum()) - 1
    expected = counts.sum() * p[possible]
    return float(np.sum((counts[possible] - expected) ** 2 / expected)), int(possible.sum()) - 1


def could_come_from(counts, p):
    """Return True where counts of drawn characters fit the probabilities p, else False.

    counts : (V,) int, how often each was drawn    p : (V,)
    Of a sampler that draws from p, chi-square has the mean d = V - 1 (letters with p = 0 aside) and the standard
    deviation sqrt(2 d), or nearly; beyond five of these, the counts do not fit.

    >>> [could_come_from(np.array(counts), np.array([0.5, 0.5])) for counts in ([480, 520], [600, 400])]
    [True, False]
    """
    statistic, degrees = chi_square(counts, p)
    return bool(statistic <= degrees + 5 * np.sqrt(2 * degrees))
