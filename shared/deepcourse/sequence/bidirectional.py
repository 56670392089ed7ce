"""Recurrent layers that read in both directions, and stacks of them; what they can and cannot know.

In the order of the notebook: best_accuracy, reverse_by_length, bidirectional_forward, bidirectional_backward,
final_states, delay_needed, deep_rnn_forward, sums_suffice.

Shapes: sequences x (n_x, m, T), states a (n_a, m, T). `lengths`, (m,), are the real steps of each example; what follows
them is padding. A `layer` has n_a units, forward(x) -> (a, cache) and backward(da, cache) -> (dx, gradients), as those
of `deepcourse.sequence.layers` have.
"""

from collections import defaultdict

import numpy as np

from deepcourse.sequence.time_first import turned


def best_accuracy(sentences, places, tags, weights, *, ahead=0):
    """Return the largest accuracy that a tagger can have which sees the words up to `ahead` words after the place.

    sentences : lists of words    places : of the word to tag, from 0    tags, weights : one of each for a sentence

    Sentences that look alike, as far as the tagger can see, get the same tag: at best, the one with most weight.

    >>> sentences = [["teddy", "bears"], ["teddy", "roosevelt"]]
    >>> [best_accuracy(sentences, [0, 0], ["thing", "person"], [1, 3], ahead=ahead) for ahead in (0, 1)]
    [0.75, 1.0]
    """
    groups = defaultdict(lambda: defaultdict(float))
    for words, place, tag, weight in zip(sentences, places, tags, weights, strict=True):
        groups[place, tuple(words[: place + ahead + 1])][tag] += weight
    return float(sum(max(group.values()) for group in groups.values()) / sum(weights))


def reverse_by_length(x, lengths=None):
    """Return a new (n, m, T) in which the real steps of each example are in reverse order; padding stays at the end.

    lengths : (m,); None: every step is real

    >>> reverse_by_length(np.array([[[1, 2, 3, 0], [4, 5, 0, 0]]]), [3, 2])[0]
    array([[3, 2, 1, 0],
           [5, 4, 0, 0]])
    """
    return turned(x, np.full(x.shape[1], x.shape[2]) if lengths is None else lengths)


def bidirectional_forward(x, forwards, backwards, *, lengths=None):
    """Return a, (n_a + n_a', m, T), and the cache (forwards, backwards, cache of each, lengths).

    x : (n_x, m, T)    forwards, backwards : layers of n_a and n_a' units    lengths : (m,), or None

    The states of `forwards` come first. At a real step t, the second half is what `backwards` knows after reading from
    the last real step down to t. What stands at the padding has no meaning.
    """
    there, cache = forwards.forward(x)
    back, back_cache = backwards.forward(reverse_by_length(x, lengths))
    a = np.concatenate([there, reverse_by_length(back, lengths)])
    return a, (forwards, backwards, cache, back_cache, lengths)


def bidirectional_backward(da, cache):
    """Return (dx, gradients of `forwards`, gradients of `backwards`).

    da : (n_a + n_a', m, T), 0 at the padding    cache : of `bidirectional_forward`; both layers read x, so that their
    gradients of x add up
    """
    forwards, backwards, there, back, lengths = cache
    dx, grads = forwards.backward(da[: forwards.n_a], there)
    dx_back, grads_back = backwards.backward(reverse_by_length(da[forwards.n_a :], lengths), back)
    return dx + reverse_by_length(dx_back, lengths), grads, grads_back


def final_states(a, n_a, *, lengths=None):
    """Return (n_a + n_a', m): of each half of a, the state of the layer that has read the whole example.

    a : (n_a + n_a', m, T), of `bidirectional_forward`    n_a : units of the layer that reads forwards

    >>> final_states(np.array([[[1, 2, 3]], [[6, 5, 4]]]), 1).ravel()
    array([3, 6])
    """
    m, T = a.shape[1:]
    last = np.full(m, T - 1) if lengths is None else np.asarray(lengths) - 1
    return np.concatenate([a[:n_a, np.arange(m), last], a[n_a:, :, 0]])


def delay_needed(tagger, x):
    """Return the smallest d >= 0 such that every answer is the same when only d steps after it are known.

    tagger : turns (n_x, m, T) into (n_y, m, T), for any T    x : (n_x, m, T)

    >>> x = np.random.default_rng(0).normal(size=(2, 3, 5))
    >>> delay_needed(lambda x: x.cumsum(axis=2), x), delay_needed(lambda x: x - x.mean(axis=2, keepdims=True), x)
    (0, 4)
    """
    whole, T = tagger(x.copy()), x.shape[2]
    parts = [tagger(x[:, :, : n + 1].copy()) for n in range(T)]
    for d in range(T):
        if all(np.allclose(parts[min(t + d, T - 1)][:, :, t], whole[:, :, t], atol=1e-8) for t in range(T)):
            return d
    return T - 1


def deep_rnn_forward(x, layers, *, lengths=None):
    """Return the states of all layers of a stack, a list, and their caches, a list.

    x : (n_x, m, T)    layers : of each, one layer that reads forwards, or a pair (forwards, backwards)
    """
    A, caches = [], []
    for layer in layers:
        both = isinstance(layer, (tuple, list))
        x, cache = bidirectional_forward(x, *layer, lengths=lengths) if both else layer.forward(x)
        A.append(x)
        caches.append(cache)
    return A, caches


def sums_suffice(tags):
    """Return whether numbers f and g exist with f[i] + g[j] > 0 where tags[i, j] is 1, and < 0 where it is 0.

    tags : (pasts, futures) of 0 and 1

    They exist unless two rows i, k and two columns j, l have tags 1, 0 and 0, 1 there: then the sums f[i] + g[j] +
    f[k] + g[l] and f[i] + g[l] + f[k] + g[j], which are equal, would be of different signs.

    >>> sums_suffice(np.array([[0, 1], [1, 1]])), sums_suffice(np.array([[0, 1], [1, 0]]))
    (True, False)
    """
    more = np.asarray(tags, bool)[:, None] & ~np.asarray(tags, bool)[None]  # 1 in row i, 0 in row k
    more = more.any(axis=2)
    return not bool((more & more.T).any())
