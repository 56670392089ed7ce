"""A recurrent network that adds two binary numbers, bit by bit, and says each bit of the sum two steps late.

DELAY           steps between a pair of bits and the bit of their sum
problems        sums of random numbers: inputs, one-hot targets, bits
train           train a network on such sums, with a forward and a backward function, or with few arrows back
backward_over   a backward pass that stops after some arrows
add             let a network add two whole numbers
share_right     how many sums of random numbers are right in all bits
gradient_sizes  how large the parts of the gradient of Waa are before training
"""

import numpy as np

from deepcourse.experiments.course5.broken_recurrences import steps_back, together
from deepcourse.nn.optimizers import initialize_adam, update_parameters_with_adam
from deepcourse.sequence import recurrent

DELAY, UNITS = 2, 12
RATE, BATCH, BITS = 0.02, 32, 8


def problems(rng, m, bits):
    """Return x (2, m, T), y (2, m, T) one-hot, s (m, T): random numbers and their sums, the lowest bit first.

    T = bits + DELAY; the highest bit of both numbers is 0, so that the sum fits. Inputs are -1 and 1. While the first
    DELAY answers are due, no sum is known yet: they are 0.
    """
    numbers = rng.integers(2, size=(2, m, bits))
    numbers[:, :, -1] = 0
    return steps_of(numbers)


def steps_of(numbers):
    """Return x, y and s for the bits (2, m, bits) of two numbers."""
    _, m, bits = numbers.shape
    s, carry = np.zeros((m, bits + DELAY), int), np.zeros(m, int)
    for t in range(bits):
        total = numbers[0, :, t] + numbers[1, :, t] + carry
        s[:, t + DELAY], carry = total % 2, total // 2
    x = np.full((2, m, bits + DELAY), -1.0)
    x[:, :, :bits] = 2 * numbers - 1
    return x, np.stack([1.0 - s, s]), s


def backward_over(arrows):
    """Return a backward pass whose gradients cross at most so many arrows between states."""
    return lambda da, caches: together(steps_back(da, caches, arrows=arrows))


def train(forward, backward, *, steps, seed=1):
    """Return (parameters, costs) of a network trained with Adam on new sums of 8 bits at every step.

    forward, backward : as rnn_forward and rnn_backward
    """
    rng = np.random.default_rng(seed)
    parameters = recurrent.random_parameters(rng, UNITS, 2, 2)
    (v, s), costs, a0 = initialize_adam(parameters), [], np.zeros((UNITS, BATCH))
    for step in range(1, steps + 1):
        x, y, _ = problems(rng, BATCH, BITS)
        a, y_pred, caches = forward(x, a0, parameters)
        costs.append(float(-np.mean(np.log(np.sum(y_pred * y, axis=0) + 1e-300))))
        da, dWya, dby = recurrent.output_backward(y_pred, y, a, parameters)
        grads = backward(da, caches) | {"dWya": dWya, "dby": dby}
        parameters, v, s = update_parameters_with_adam(
            parameters, {f"d{name}": grads[f"d{name}"] for name in parameters}, v, s, step, RATE
        )
    return parameters, costs


def add(forward, parameters, one, other):
    """Return the sum of two whole numbers, 0 or more, as a network says it, of any length."""
    bits = max(one.bit_length(), other.bit_length()) + 1
    numbers = np.array([[[number >> t & 1 for t in range(bits)]] for number in (one, other)])
    x, _, _ = steps_of(numbers)
    _, y_pred, _ = forward(x, np.zeros((len(parameters["Waa"]), 1)), parameters)
    said = y_pred.argmax(axis=0)[0, DELAY:]
    return sum(int(bit) << t for t, bit in enumerate(said))


def share_right(forward, parameters, bits, m=400):
    """Return which share of m sums of random numbers is right in every bit."""
    x, _, s = problems(np.random.default_rng(99), m, bits)
    _, y_pred, _ = forward(x, np.zeros((len(parameters["Waa"]), m)), parameters)
    return float(np.mean(np.all(y_pred.argmax(axis=0) == s, axis=1)))


def gradient_sizes(parts_by_distance, scale, *, bits=10, seed=0):
    """Return the norms of the parts of dWaa, (T,), for an untrained network whose Waa is `scale` times orthogonal."""
    rng = np.random.default_rng(seed)
    parameters = recurrent.random_parameters(rng, UNITS, 2, 2)
    parameters["Waa"] = scale * np.linalg.qr(parameters["Waa"])[0]
    x, y, _ = problems(rng, BATCH, bits)
    a, y_pred, caches = recurrent.rnn_forward(x, np.zeros((UNITS, BATCH)), parameters)
    da, _, _ = recurrent.output_backward(y_pred, y, a, parameters)
    return np.linalg.norm(parts_by_distance(da, caches), axis=(1, 2))
