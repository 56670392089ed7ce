"""Averages that forget: the one number behind momentum, RMSprop, Adam and batch normalisation's running statistics.

In the order of the notebook: exponentially_weighted_average, weights, window_length, half_life, bias_corrected,
Smoother, ramp_delay, noise_left, forecast_error.

Letters: theta holds one value a day (or a step), v its average, beta the share of the old average that is kept.
"""

import math

import numpy as np


def exponentially_weighted_average(theta, beta):
    """Return v, an array like `theta` of float64: for every day the average of that day and all days before it.

        v_0 = 0        v_t = beta v_(t-1) + (1 - beta) theta_t        t = 1 ... T

    v_0 itself is not returned: v[0] belongs to the first day, as theta[0] does. The first values are pulled towards 0,
    see `bias_corrected`. S. W. Roberts (1959), R. G. Brown (1959).

    Parameters
    ----------
    theta : (T,), or (T, ...) to average many numbers side by side    beta : number, 0 <= beta < 1

    Raises ValueError for any other beta.

    >>> exponentially_weighted_average(np.array([8.0, 4.0]), beta=0.5)
    array([4., 4.])
    """
    _check(beta)
    v, average = np.empty(np.shape(theta)), 0.0
    for t, value in enumerate(theta):
        average = beta * average + (1 - beta) * value
        v[t] = average
    return v


def weights(beta, n):
    """Return the weights (n,) with which the newest n values enter the average, the newest first.

        weight of the value k days back = (1 - beta) beta^k        k = 0 ... n - 1

    Their sum is 1 - beta^n.

    >>> weights(0.5, 3)
    array([0.5  , 0.25 , 0.125])
    """
    _check(beta)
    return (1 - beta) * float(beta) ** np.arange(n)


def window_length(beta):
    """Return 1 / (1 - beta), a float: over about how many days the average goes.

    A rule of thumb. After so many days a weight has fallen to beta^(1 / (1 - beta)) of the newest one's, which is 0.25
    at beta = 0.5, 0.349 at 0.9, and goes to 1/e = 0.368 as beta goes to 1.

    >>> window_length(0.75)
    4.0
    """
    _check(beta)
    return 1 / (1 - beta)


def half_life(beta):
    """Return ln(1/2) / ln(beta), a float: after how many days a value counts half as much as at first; 0 < beta < 1.

    >>> half_life(0.5)
    1.0
    """
    _check(beta)
    return math.log(0.5) / math.log(beta)


def bias_corrected(v, beta):
    """Return v_t / (1 - beta^t) for t = 1 ... T, an array like `v`: the average without the pull of the zero start.

    `v` is what `exponentially_weighted_average` returned; 1 - beta^t is the sum of the weights that day t has had so
    far, so that the corrected weights sum to 1. The recursion itself goes on with the uncorrected v.
    D. P. Kingma and J. Ba (2015), section 3.

    >>> bias_corrected(np.array([4.0, 6.0]), beta=0.5)
    array([8., 8.])
    """
    _check(beta)
    share = 1 - float(beta) ** np.arange(1, len(v) + 1)  # (T,), never 0: the first day is t = 1
    return v / share.reshape(-1, *[1] * (np.ndim(v) - 1))


class Smoother:
    """The bias-corrected average of values that arrive one at a time; it keeps v and t, however many have come.

    >>> average = Smoother(beta=0.5)
    >>> average.update(8.0), average.update(2.0)
    (8.0, 4.0)
    """

    def __init__(self, beta):
        _check(beta)
        self.beta, self.v, self.t = beta, 0.0, 0

    def update(self, value):
        """Take one more value in and return the corrected average of all so far, a number."""
        self.t += 1
        self.v = self.beta * self.v + (1 - self.beta) * value
        return self.v / (1 - self.beta**self.t)


def ramp_delay(beta):
    """Return beta / (1 - beta), a float: how many days the average runs behind values that rise steadily.

    It is the mean age of the values in the average: sum over k of  k (1 - beta) beta^k.

    >>> ramp_delay(0.75)
    3.0
    """
    _check(beta)
    return beta / (1 - beta)


def noise_left(beta):
    """Return sqrt((1 - beta) / (1 + beta)), a float: the share of independent noise that the average lets through.

    The variance is multiplied by the sum of the squared weights. A plain mean of (1 + beta) / (1 - beta) values is just
    as calm; pandas calls that number the span.

    >>> round(noise_left(0.6), 12)
    0.5
    """
    _check(beta)
    return math.sqrt((1 - beta) / (1 + beta))


def forecast_error(readings, truth, beta):
    """Return the root of the mean squared error, a float, of forecasting each day by the evening before.

    The forecast of day t + 1 is the corrected average of `readings` up to day t, compared with truth of day t + 1.
    The first day has no forecast.

    Parameters
    ----------
    readings : (T,) what was measured    truth : (T,) what it was    beta : number        T >= 2

    >>> forecast_error(np.array([1.0, 3.0, 5.0]), np.array([1.0, 3.0, 6.0]), beta=0.0)   # errors 2 and 3
    2.5495097567963922
    """
    forecast = bias_corrected(exponentially_weighted_average(readings, beta), beta)[:-1]
    return float(np.sqrt(np.mean((truth[1:] - forecast) ** 2)))


def _check(beta):
    if not 0 <= beta < 1:
        raise ValueError(f"beta is {beta}; it must be at least 0 and below 1")
