"""A trained decoder whose attention is broken on purpose.

FAULTS          {name: function (s, a, mask, parameters, first) -> weights}
read_broken     texts read with one of these faults, and some padding after them
"""

import numpy as np

from deepcourse.experiments.course5.reading_dates import T_Y, written
from deepcourse.sequence.attention import attention_weights, context
from deepcourse.sequence.gated import lstm_cell_forward


def sound(s, a, mask, parameters, first):
    """Return the weights as they should be."""
    return attention_weights(s, a, mask, parameters)[0]


def mask_forgotten(s, a, mask, parameters, first):
    """Return weights that count the padding as input."""
    return attention_weights(s, a, np.ones_like(mask), parameters)[0]


def frozen(s, a, mask, parameters, first):
    """Return the weights of the first output, whatever the state is."""
    return attention_weights(first, a, mask, parameters)[0]


def largest_alone(s, a, mask, parameters, first):
    """Return a weight of 1 at the step with the largest one."""
    alpha = attention_weights(s, a, mask, parameters)[0]
    return np.eye(alpha.shape[1])[alpha.argmax(axis=1)]


FAULTS = {
    "nothing": sound,
    "the mask is forgotten": mask_forgotten,
    "the state is never updated": frozen,
    "only the largest weight counts": largest_alone,
}


def read_broken(encoder, parameters, texts, attend=sound, pads=0):
    """Return (answers, alphas (m, T_y, T_x), mask) of texts that are followed by some steps of padding, at least.

    encoder : of `encoder_of`    attend : one of `FAULTS`' functions
    """
    longest = max(len(text) for text in texts) + pads
    a, mask = encoder([*texts, "0" * longest])  # the last is only there to make the others wait
    a, mask = a[:, :-1], mask[:-1]
    s = c = first = np.zeros((parameters["Ws"].shape[1], len(texts)))
    said, alphas = [], []
    for _ in range(T_Y):
        alpha = attend(s, a, mask, parameters, first)
        s, c, y, _ = lstm_cell_forward(context(alpha, a), s, c, parameters)
        said.append(y.argmax(axis=0))
        alphas.append(alpha)
    return written(np.array(said).T), np.stack(alphas, axis=1), mask
