"""The search for a likely sentence: greedy, beam, brute force; and who is to blame for an error.

In the order of the notebook: decoder_batch, greedy, trap, extend, beam_search, tipping_alpha, stops_early,
attribute_error. Also table_step, stop_step, sentence_log_prob, score, brute_force, which the notebook gives.

`step(prefix)` is the model: it takes the ids so far (empty at the start) and returns the natural logarithms of the
probabilities of the next token, (V,), none of them -inf. The id 0 is `EOS`. A sentence is complete when it ends with
`EOS`, or when it has `max_len` tokens. Its length counts all of its tokens, `EOS` included.
"""

import math
from itertools import product

import numpy as np

EOS = 0


def table_step(P):
    """Return the `step` of a table P, (V, V, V): P[i, j] are the probabilities after the tokens i, j.

    0 stands for what is before the first token.

    >>> P = np.full((3, 3, 3), 1 / 3)
    >>> P[0, 2] = [0.5, 0.25, 0.25]
    >>> np.exp(table_step(P)([2])).round(2)
    array([0.5 , 0.25, 0.25])
    """

    def step(prefix):
        i, j = [0, 0, *prefix][-2:]
        return np.log(P[i, j])

    return step


def stop_step(stop):
    """Return the `step` of a model that knows one word, the id 1: after k words, it ends with probability stop[k].

    stop : (T,); after T words, the sentence ends for certain (or nearly: with probability 1 - 1e-12)

    >>> np.exp(stop_step([0.25, 0.5])([1])).round(2)
    array([0.5, 0.5])
    """

    def step(prefix):
        end = stop[len(prefix)] if len(prefix) < len(stop) else 1 - 1e-12
        return np.log([end, 1 - end])

    return step


def decoder_batch(sentences, start, end):
    """Return what a decoder reads and what it has to predict, both (m, T) int, and the lengths, (m,) int.

    sentences : m lists of ids, without start and end, perhaps empty    start, end : ids
    T is one more than the longest sentence. Row i of the inputs is `start` and then the sentence, row i of the targets
    the sentence and then `end`; both are filled up with `end`. A length counts the targets, `end` included once.

    >>> decoder_batch([[5, 7], [6]], 1, 0)
    (array([[1, 5, 7],
           [1, 6, 0]]), array([[5, 7, 0],
           [6, 0, 0]]), array([3, 2]))
    """
    lengths = np.array([len(sentence) + 1 for sentence in sentences])
    inputs = np.full((len(sentences), lengths.max()), end)
    targets = inputs.copy()
    for i, sentence in enumerate(sentences):
        inputs[i, : lengths[i]] = [start, *sentence]
        targets[i, : lengths[i] - 1] = sentence
    return inputs, targets, lengths


def sentence_log_prob(step, ids):
    """Return the log-probability of a sentence, a float: the sum of those of its tokens, `EOS` included.

    >>> round(sentence_log_prob(stop_step([0.25, 0.5]), [1, 0]), 4)  # ln(0.75 * 0.5)
    -0.9808
    """
    return float(sum(step(list(ids[:t]))[token] for t, token in enumerate(ids)))


def greedy(step, max_len):
    """Return a sentence, a list of int, and its log-probability: at each step, the likeliest token (ties: lowest id).

    >>> ids, log_p = greedy(stop_step([0.25, 0.75]), 5)
    >>> ids, round(log_p, 4)
    ([1, 0], -0.5754)
    """
    ids, total = [], 0.0
    while len(ids) < max_len:
        log_p = step(list(ids))
        ids.append(int(np.argmax(log_p)))
        total += float(log_p[ids[-1]])
        if ids[-1] == EOS:
            break
    return ids, total


def trap(n, ratio):
    """Return first (n,) and second (n, n), probabilities of two words, with which greedy search loses.

    n : how many words there are, 2 or more    ratio : above 1, below 0.9 n
    second[i] are the probabilities after the first word i. The likeliest pair of words is at least `ratio` times as
    probable as the pair that greedy search finds, and begins with the second likeliest word.

    >>> first, second = trap(3, 2)
    >>> pairs = first[:, None] * second
    >>> bool(pairs.max() >= 2 * pairs[first.argmax(), second[first.argmax()].argmax()])
    True
    """
    first, second = np.full(n, 1.0), np.full((n, n), 1 / n)
    first[0], first[1] = 1.002, 1.001
    second[1] = 0.001 / (n - 1)
    second[1, 0] = 0.999
    return first / first.sum(), second


def extend(beams, step, B):
    """Return the B most probable extensions of some unfinished sentences by one token, most probable first.

    beams : list of (ids, log_p)    B : fewer are returned where there are fewer extensions

    >>> kept = extend([([1], -0.5), ([2], -1.0)], table_step(np.full((3, 3, 3), 1 / 3) + np.arange(3) / 100), 2)
    >>> [(ids, round(log_p, 3)) for ids, log_p in kept]
    [([1, 2], -1.54), ([1, 1], -1.569)]
    """
    candidates = []
    for ids, total in beams:
        log_p = step(list(ids))
        candidates += [([*ids, token], float(total + log_p[token])) for token in range(len(log_p))]
    return sorted(candidates, key=lambda candidate: candidate[1], reverse=True)[:B]


def score(log_p, length, alpha):
    """Return log_p / length**alpha: with alpha = 1 the mean over the tokens, with alpha = 0 the log-probability.

    >>> score(-6.0, 4, 0.5)
    -3.0
    """
    return log_p / length**alpha


def beam_search(step, B, max_len, alpha):
    """Return the best complete sentence that a beam of width B finds, a list of int, and its score, a float.

    At each step, the B most probable extensions are kept. Those that are complete leave the beam and are put aside;
    the others go on, until none is left. Of all complete sentences, the one with the highest score wins.

    >>> ids, best = beam_search(stop_step([0.4, 0.3]), 2, 5, 0)
    >>> ids, round(best, 4)
    ([1, 1, 0], -0.8675)
    """
    beams, complete = [([], 0.0)], []
    while beams:
        kept = extend(beams, step, B)
        beams = [(ids, log_p) for ids, log_p in kept if ids[-1] != EOS and len(ids) < max_len]
        complete += [(ids, log_p) for ids, log_p in kept if ids[-1] == EOS or len(ids) == max_len]
    ids, log_p = max(complete, key=lambda found: score(found[1], len(found[0]), alpha))
    return ids, score(log_p, len(ids), alpha)


def sentences(V, max_len):
    """Yield all complete sentences over V tokens, as lists.

    >>> list(sentences(2, 2))
    [[0], [1, 0], [1, 1]]
    """
    for length in range(1, max_len + 1):
        for words in product(range(1, V), repeat=length - 1):
            last = range(V) if length == max_len else [EOS]
            yield from ([*words, token] for token in last)


def brute_force(step, max_len, alpha):
    """Return the sentence of the highest score among all complete sentences, and its score.

    >>> brute_force(stop_step([0.4, 0.3]), 5, 0)[0]
    [1, 1, 0]
    """
    V = len(step([]))
    scored = [(score(sentence_log_prob(step, ids), len(ids), alpha), ids) for ids in sentences(V, max_len)]
    best, ids = max(scored)
    return ids, best


def tipping_alpha(log_p_short, n_short, log_p_long, n_long):
    """Return the alpha at which both sentences have the same score, a float above 0; beyond it, the longer one wins.

    log_p_short, log_p_long : below 0, that of the longer sentence is the lower one    n_short < n_long : lengths

    >>> round(tipping_alpha(-2.0, 2, -4.0, 8), 9)
    0.5
    """
    return math.log(log_p_long / log_p_short) / math.log(n_long / n_short)


def stops_early(T, alpha):
    """Return stop, (T,): probabilities to end after 0, 1, ... T - 1 words with which a wider beam loses words.

    T : 2 or more    alpha : 0.2 or more. Every stop[k] is between 0.01 and 0.49, so that greedy search writes all T
    words. A beam of width 2 returns a shorter sentence with alpha = 0, and all T words with the given alpha.

    >>> stop = stops_early(3, 0.7)
    >>> [len(beam_search(stop_step(stop), B, 9, alpha)[0]) - 1 for B, alpha in ((1, 0), (2, 0), (2, 0.7))]
    [3, 0, 3]
    """
    first = 0.48
    power = 1 + min(0.25, ((T + 1) ** alpha - 1) / 2)
    rest = (first**power / (1 - first)) ** (1 / (T - 1))
    return np.array([first] + [1 - rest] * (T - 1))


def attribute_error(p_star, p_hat):
    """Return a list of m words: "search" where the right sentence is more probable than the model's answer, or "model".

    p_star, p_hat : (m,), log-probabilities of the right sentences and of the answers that were found, all of them wrong

    >>> attribute_error(np.array([-1.0, -3.0]), np.array([-2.0, -2.0]))
    ['search', 'model']
    """
    return ["search" if star > hat else "model" for star, hat in zip(p_star, p_hat, strict=True)]
