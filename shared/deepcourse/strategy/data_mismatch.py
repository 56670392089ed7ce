"""Data from two sources: how they are split, and where an error comes from.

split_with_target   training data from both sources, dev and test data from the target alone
training_dev_split  a part of the training data that is not trained on
decompose_errors    five errors taken apart into four gaps
largest_gap         the one to work on
synthesize          clean sounds or pictures with noise added

Examples are columns: X is (n, m).
"""

import numpy as np

GAPS = ("avoidable bias", "variance", "data mismatch", "overfitting to the dev set")


def split_with_target(web, app, n_dev, n_test, rng):
    """Return (train, dev, test): the ids of all of `web` and the rest of `app` to train on, and of `app` to measure on.

    web, app : how many examples there are of the source with much data, and of the target
    train : a list of ("web", i) and ("app", i)    dev, test : arrays of numbers in `app`, drawn by `rng`

    >>> train, dev, test = split_with_target(3, 5, 2, 1, np.random.default_rng(0))
    >>> len(train), len(dev), len(test)
    (5, 2, 1)
    """
    if n_dev + n_test > app:
        raise ValueError(f"{n_dev} dev and {n_test} test examples are more than the {app} of the target")
    order = rng.permutation(app)
    dev, test, rest = order[:n_dev], order[n_dev : n_dev + n_test], order[n_dev + n_test :]
    return [*(("web", i) for i in range(web)), *(("app", int(i)) for i in sorted(rest))], dev, test


def training_dev_split(m, share, rng):
    """Return (train, train_dev): which of m training examples are trained on, and which are kept out; both sorted.

    >>> train, train_dev = training_dev_split(10, 0.2, np.random.default_rng(0))
    >>> len(train), len(train_dev)
    (8, 2)
    """
    if not 0 < share < 1:
        raise ValueError(f"the share that is kept out is between 0 and 1, not {share}")
    order = rng.permutation(m)
    kept_out = round(share * m)
    return np.sort(order[kept_out:]), np.sort(order[:kept_out])


def decompose_errors(human, train, train_dev, dev, test):
    """Return {gap: size} for four gaps; a negative one is returned as it is.

    human : the error that stands for the best possible one
    train, train_dev : on what was trained on, and on examples of the same source that were not
    dev, test : on the target

    >>> {gap: round(size, 3) for gap, size in decompose_errors(0.01, 0.05, 0.06, 0.10, 0.11).items()}
    {'avoidable bias': 0.04, 'variance': 0.01, 'data mismatch': 0.04, 'overfitting to the dev set': 0.01}
    """
    errors = (human, train, train_dev, dev, test)
    return {gap: after - before for gap, before, after in zip(GAPS, errors, errors[1:], strict=False)}


def largest_gap(gaps):
    """Return the name of the largest gap, the first of equal ones.

    >>> largest_gap(decompose_errors(0.01, 0.02, 0.03, 0.10, 0.10))
    'data mismatch'
    """
    return max(gaps, key=gaps.get)


def synthesize(clean, noise_clips, rng, *, loudness=1.0):
    """Return clean examples with noise added, (n, m), and which clip each of them got, (m,).

    clean : (n, m)    noise_clips : (n, k), from which one is drawn for each example    loudness : times the noise

    >>> noisy, which = synthesize(np.zeros((2, 4)), np.array([[1.0, 2.0], [3.0, 4.0]]), np.random.default_rng(0))
    >>> noisy.shape, bool((noisy[0] == which + 1).all())
    ((2, 4), True)
    """
    if len(clean) != len(noise_clips):
        raise ValueError(f"clean examples have {len(clean)} rows, but clips of noise have {len(noise_clips)}")
    which = rng.integers(noise_clips.shape[1], size=clean.shape[1])
    return clean + loudness * noise_clips[:, which], which
