"""Weights of a sound decoder, and what a fault does to them.

sound           the weights of one example, and its mask
frozen, ...     each takes such weights and the mask, and returns weights with a fault, or that only look faulty
"""

import numpy as np

from deepcourse.exercises.course5.attention_for_dates.looking import decoder, mask_of, some_sizes
from deepcourse.sequence import attention as reference


def sound(rng, T_y, T_x, length):
    """Return the weights of one example, (T_y, T_x), of a sound decoder, and its mask."""
    n_a, n_s, n_e = some_sizes(rng)[:3]
    mask = mask_of(rng, 1, T_x, [length])
    parameters = decoder(rng, n_a, n_s, n_e, 3)
    return reference.decode(rng.normal(size=(n_a, 1, T_x)), mask, parameters, T_y)[1][0], mask[0]


def frozen(alphas, mask):
    """Return the first row for all."""
    return np.repeat(alphas[:1], len(alphas), axis=0)


def over_outputs(alphas, mask):
    """Return weights whose columns sum to 1 over the outputs: a softmax along the wrong axis."""
    return alphas / np.maximum(alphas.sum(axis=0), 1e-30) * mask


def spilled(alphas, mask, share=0.1):
    """Return weights of which a share has moved to the first step of the padding; rows still sum to 1."""
    out = alphas * (1 - share)
    out[:, int(mask.sum())] += share
    return out


def lost(alphas, mask):
    """Return rows that lack weight: masked after the softmax, say."""
    return 0.9 * alphas


def heavier(alphas, mask):
    """Return rows that all sum to more than 1."""
    return 1.1 * alphas


def grown(alphas, mask):
    """Return rows that sum to more than 1, from the second row on."""
    out = alphas.copy()
    out[1:] *= 1.2
    return out


def cancelling(alphas, mask):
    """Return weights at two steps of the padding that cancel each other."""
    out = alphas.copy()
    out[-1, int(mask.sum()) :] = (0.3, -0.3)
    return out


def nearly_frozen(alphas, mask):
    """Return rows that differ a little in the last one alone."""
    out = frozen(alphas, mask)
    out[-1] = 0.98 * out[0] + 0.02 * mask / mask.sum()
    return out


def first_two_alike(alphas, mask):
    """Return rows of which the first two are equal."""
    return alphas[[0, 0, *range(2, len(alphas))]]


def ends_alike(alphas, mask):
    """Return rows of which the first and the last are equal."""
    return alphas[[*range(len(alphas) - 1), 0]]


def one_row_short(alphas, mask):
    """Return rows of which one sums to less than 1, another to more: the mean is 1."""
    out = alphas.copy()
    out[0], out[-1] = 0.7 * out[0], 1.3 * out[-1]
    return out


def rounded_off(alphas, mask):
    """Return weights with errors of rounding, as a float32 computation makes them."""
    return alphas * (1 + 1e-8)


def frozen_but_rounded(alphas, mask):
    """Return the first row for all, with a little noise in the last one."""
    return moved(frozen(alphas, mask), 3e-7)


def hardly_frozen(alphas, mask):
    """Return rows that are equal but for the last one, by more than rounding."""
    return moved(frozen(alphas, mask), 5e-6)


def moved(alphas, by):
    """Return weights with a little moved from the largest one of the last row to the second step, or back."""
    out = alphas.copy()
    best = int(out[-1].argmax())
    out[-1, best] -= by
    out[-1, 1 if best == 0 else 0] += by
    return out


def a_little_heavier(alphas, mask):
    """Return rows that all sum to a little more than 1, by more than rounding."""
    return alphas * (1 + 5e-6)


def sharpened(alphas, mask):
    """Return rows that all have the largest weight at the same step, each sharper than the one before."""
    row = np.where(mask == 1, 1.0 + alphas[0], 0.0)
    rows = np.stack([row ** (power + 1) for power in range(len(alphas))])
    return rows / rows.sum(axis=1, keepdims=True)
