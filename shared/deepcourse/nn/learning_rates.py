"""Learning rates that fall as training goes on: functions of the epoch, which is counted from 0.

inverse_time    1, 1/2, 1/3, ... of the first rate, for a decay rate of 1
exponential     the same factor every epoch
inverse_sqrt    one over the root of the number of epochs
staircase       a factor every so many epochs
cosine          half a wave, from the first rate down to the lowest

Each takes the first rate, then the epoch, and returns the rate of that epoch, a float.
"""

import math


def inverse_time(learning_rate, epoch, decay_rate):
    """Return learning_rate / (1 + decay_rate * epoch): halved where decay_rate * epoch reaches 1.

    The steps add up to infinity, and their squares do not: what Robbins and Monro (1951) ask for.

    >>> [inverse_time(0.2, epoch, 1.0) for epoch in (0, 1, 3)]
    [0.2, 0.1, 0.05]
    """
    return learning_rate / (1 + decay_rate * epoch)


def exponential(learning_rate, epoch, decay_rate):
    """Return learning_rate * decay_rate ** epoch; decay_rate is the factor of one epoch, a little below 1.

    >>> exponential(0.2, 2, 0.5)
    0.05
    """
    return learning_rate * decay_rate**epoch


def inverse_sqrt(learning_rate, epoch, k):
    """Return learning_rate * k / sqrt(epoch + 1). (Epochs count from 0 here, so that the first is not divided by 0.)

    >>> [inverse_sqrt(0.2, epoch, 1.0) for epoch in (0, 3)]
    [0.2, 0.1]
    """
    return learning_rate * k / math.sqrt(epoch + 1)


def staircase(learning_rate, epoch, decay_rate, every):
    """Return learning_rate * decay_rate ** floor(epoch / every): the same for `every` epochs, then a step down.

    >>> [staircase(0.2, epoch, 0.5, 10) for epoch in (0, 9, 10, 25)]
    [0.2, 0.2, 0.1, 0.05]
    """
    return learning_rate * decay_rate ** (epoch // every)


def cosine(learning_rate, epoch, epochs, lowest):
    """Return lowest + (learning_rate - lowest) * (1 + cos(pi * epoch / epochs)) / 2; `lowest` after the last epoch.

    Loshchilov and Hutter (2017), SGDR, equation 5, without its restarts.

    >>> [round(cosine(0.2, epoch, 10, 0.0), 6) for epoch in (0, 5, 10, 15)]
    [0.2, 0.1, 0.0, 0.0]
    """
    share = min(epoch / epochs, 1.0)
    return lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * share)) / 2


DECAYS = (inverse_time, exponential, inverse_sqrt, staircase, cosine)
