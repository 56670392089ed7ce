"""Small models of padded batches, some of which read the pads: what `padding_error` is tried on.

MODELS          {name: model}, in which a model turns ids (m, T) and a mask (m, T) into answers (m, 2)
FOUR            the names of those that the notebook shows
"""

import numpy as np


def vectors(ids):
    """Return two fixed numbers for each id, (m, T, 2); a pad has numbers like any other id."""
    return np.stack([np.cos(1.7 * ids), 0.5 + np.sin(0.9 * ids + 1)], axis=2)


def lengths(mask):
    """Return the number of real steps of each sequence, (m, 1)."""
    return np.sum(mask, axis=1, keepdims=True)


def mean_of_all(ids, mask):
    """The mean over all columns."""
    return vectors(ids).mean(axis=1)


def mean_of_real(ids, mask):
    """The mean over the real steps."""
    return np.where(mask[:, :, None], vectors(ids), 0).sum(axis=1) / lengths(mask)


def real_over_columns(ids, mask):
    """The sum over the real steps, divided by the number of columns."""
    return np.where(mask[:, :, None], vectors(ids), 0).sum(axis=1) / ids.shape[1]


def largest_of_all(ids, mask):
    """The largest number over all columns."""
    return vectors(ids).max(axis=1)


def largest_of_real(ids, mask):
    """The largest number over the real steps."""
    return np.where(mask[:, :, None], vectors(ids), -np.inf).max(axis=1)


def running(ids):
    """Return a state (m, T, 2) that mixes each step into what came before."""
    x = vectors(ids)
    a = np.zeros_like(x)
    for t in range(x.shape[1]):
        a[:, t] = np.tanh(x[:, t] + 0.6 * (a[:, t - 1] if t else 0))
    return a


def state_at_the_last_column(ids, mask):
    """A state after the last column."""
    return running(ids)[:, -1]


def state_at_the_last_real_step(ids, mask):
    """A state after the last real step."""
    return running(ids)[np.arange(len(ids)), lengths(mask)[:, 0] - 1]


def from_the_end(ids, mask):
    """A state after the first column, read from the last column to the first."""
    return running(ids[:, ::-1])[:, -1]


def less_the_mean_of_the_batch(ids, mask):
    """The mean over the real steps, less that of the whole batch."""
    means = mean_of_real(ids, mask)
    return means - means.mean(axis=0)


MODELS = {
    "mean of all columns": mean_of_all,
    "mean of the real steps": mean_of_real,
    "sum of the real steps, divided by T": real_over_columns,
    "largest of all columns": largest_of_all,
    "largest of the real steps": largest_of_real,
    "state at the last column": state_at_the_last_column,
    "state at the last real step": state_at_the_last_real_step,
    "read from the last column to the first": from_the_end,
    "less the mean of the batch": less_the_mean_of_the_batch,
}
FOUR = ("mean of all columns", "mean of the real steps", "state at the last column", "state at the last real step")
