"""A task that needs a long memory: one of the first letters is marked, and has to be named many letters later.

LETTERS, T, EARLY   how many letters there are, how long a sequence is, among how many steps the mark falls
sequences           random sequences as columns, and the marked letter of each
written             a sequence in letters
batches             what `fit` draws its batches from
network             an untrained network of one recurrent layer, which reads a sequence and scores the letters
accuracy            how often a network names the marked letter
watched             a network trained, and its accuracy every few steps
inside              what a trained LSTM does with one sequence, and what happens if a gate is held
CLAMPS              ways to hold a gate
OwnCells            a layer that is made of two functions for one step, forward and back
record              what the notebook shows of long trainings, written to the data of this course

python -m deepcourse.experiments.course5.marked_letter    (records anew: some minutes)
"""

import json
import math

import numpy as np

from deepcourse.datasets.course5.marked_letter import FILE, WEIGHTS
from deepcourse.nn.activations import sigmoid
from deepcourse.sequence.layers import GRU, LSTM, RNN, Chain, Dense, Last, Layer
from deepcourse.sequence.training import fit

LETTERS, T, EARLY = 8, 50, 10
N_A, BATCH, RATE, SEEDS, EVERY = 32, 64, 0.005, (0, 1, 2), 50
STEPS = {"RNN": 6000, "GRU": 1500, "LSTM": 1500}
STARTS = {  # what is trained: the kind, and the bias that its gate of memory starts from
    "RNN": ("RNN", None),
    "GRU, bias 0": ("GRU", 0.0),
    "GRU, bias -ln 50": ("GRU", -math.log(T)),
    "LSTM, bias 1": ("LSTM", 1.0),
    "LSTM, bias ln 50": ("LSTM", math.log(T)),
}


def sequences(rng, m, length=T):
    """Return x, (9, m, length) float32, and the marked letters, (m,): row 8 of x is 1 at the mark, else 0.

    The letters are random; the mark is at one of the first ten steps.
    """
    letters, at, example = rng.integers(0, LETTERS, (m, length)), rng.integers(0, EARLY, m), np.arange(m)
    rows = np.eye(LETTERS + 1, dtype=np.float32)[letters]  # (m, length, 9)
    rows[example, at, LETTERS] = 1
    return rows.transpose(2, 0, 1), letters[example, at]


def written(x):
    """Return the letters of one sequence, (9, length), and the step of its mark.

    >>> x, y = sequences(np.random.default_rng(1), 1, 12)
    >>> written(x[:, 0])
    ('DEGHABGHBCGD', 2)
    """
    return "".join(chr(ord("A") + letter) for letter in x[:LETTERS].argmax(axis=0)), int(x[LETTERS].argmax())


def batches(length=T, m=BATCH):
    """Return a function of rng that draws m sequences of a length, for `fit`."""

    def batch(rng):
        return *sequences(rng, m, length), None

    return batch


def network(kind, seed, bias=None, n_a=N_A):
    """Return an untrained network: RNN, GRU or LSTM, then scores from its last state; the bias is that of its gate."""
    rng, n_x = np.random.default_rng(seed), LETTERS + 1
    layer = {
        "RNN": lambda: RNN(rng, n_x, n_a),
        "GRU": lambda: GRU(rng, n_x, n_a, update_bias=bias),
        "LSTM": lambda: LSTM(rng, n_x, n_a, forget_bias=bias),
    }[kind]()
    return Chain(layer, Last(), Dense(rng, n_a, LETTERS))


def accuracy(trained, m=1000, length=T):
    """Return how often a network names the marked letter of m sequences that it was not trained on."""
    x, y = sequences(np.random.default_rng(999), m, length)
    return float(np.mean(trained.forward(x)[0].argmax(axis=0) == y))


def watched(untrained, steps, seed, every=EVERY):
    """Return (costs, accuracies): those of the batches, and the accuracies before step 0, every, 2 every, ..."""
    reached, draw = [], batches()

    def batch(rng):
        if watched_step() % every == 0:
            reached.append(accuracy(untrained))
        return draw(rng)

    counter = iter(range(steps))

    def watched_step():
        return next(counter)

    costs = fit(untrained, batch, steps=steps, learning_rate=RATE, seed=seed)
    return costs, [*reached, accuracy(untrained)]


class OwnCells(Layer):
    """A gated recurrent layer made of `forward(xt, c_prev, parameters) -> c_next, cache` and `backward(dc, cache)`.

    Its parameters are those of the textbook, Wu, bu, Wr, br, Wc and bc; they learn in place.
    """

    def __init__(self, parameters, forward, backward):
        self.parameters, self.cell, self.cell_backward = parameters, forward, backward

    def forward(self, x, training=False, lengths=None):
        """Return the states, (n_a, m, T), and the caches."""
        state, states, caches = np.zeros((len(self.parameters["bc"]), x.shape[1]), x.dtype), [], []
        for t in range(x.shape[2]):
            state, cache = self.cell(x[:, :, t], state, self.parameters)
            states.append(state)
            caches.append(cache)
        return np.stack(states, axis=2), caches

    def backward(self, d_out, cache):
        """Return dx and the gradients of the parameters, summed over the steps."""
        dx, later, summed = [], 0, {f"d{name}": np.zeros_like(value) for name, value in self.parameters.items()}
        for t in reversed(range(len(cache))):
            grads = self.cell_backward(d_out[:, :, t] + later, cache[t])
            later = grads["dc_prev"]
            dx.append(grads["dxt"])
            for name, total in summed.items():
                total += grads[name]
        return np.stack(dx[::-1], axis=2), summed


def own_network(seed, bias, forward, backward, n_a=N_A):
    """Return an untrained network whose recurrent layer is made of two functions, as `network` makes a GRU."""
    made = network("GRU", seed, bias, n_a)
    return Chain(OwnCells(made.layers[0].textbook(), forward, backward), *made.layers[1:])


CLAMPS = {  # name: (gate, from which step on, to which, value); "mark" is the step of the mark
    "nothing": None,
    "i = 0 at the mark": ("i", "mark", "mark", 0.0),
    "i = 1 at steps 20 to 22": ("i", 20, 22, 1.0),
    "f = 0 at step 30": ("f", 30, 30, 0.0),
    "f = 1 throughout": ("f", 0, T - 1, 1.0),
}


def inside(parameters, x, clamp=None):
    """Return ({"f", "i", "o", "c": (n_a, length)}, scores (8,)) of a trained LSTM that reads one sequence, (9, length).

    clamp : one of `CLAMPS`' values; the gate is held at the value at these steps
    """
    p, length = parameters, x.shape[1]
    n_a = len(p["bf"])
    a, c, seen = np.zeros((n_a, 1)), np.zeros((n_a, 1)), {name: np.empty((n_a, length)) for name in "fioc"}
    for t in range(length):
        stack = np.concatenate([a, x[:, [t]]])
        gates = {name: sigmoid(p[f"W{name}"] @ stack + p[f"b{name}"]) for name in "fio"}
        if clamp:
            gate, first, last, value = clamp
            first, last = (int(x[LETTERS].argmax()) if at == "mark" else at for at in (first, last))
            if first <= t <= last:
                gates[gate] = np.full((n_a, 1), value)
        c = gates["f"] * c + gates["i"] * np.tanh(p["Wc"] @ stack + p["bc"])
        a = gates["o"] * np.tanh(c)
        for name, value in (gates | {"c": c}).items():
            seen[name][:, t] = value[:, 0]
    return seen, (p["Wy"] @ a + p["by"])[:, 0]


def record(steps=None, seeds=SEEDS):
    """Write the accuracies of all `STARTS` to `marked_letter.json`, and the weights of two networks beside it."""
    runs, kept = [], {}
    for name, (kind, bias) in STARTS.items():
        for seed in seeds:
            trained, count = network(kind, seed, bias), (steps or STEPS)[kind]
            _, reached = watched(trained, count, seed)
            runs.append({"name": name, "seed": seed, "steps": count, "accuracies": reached})
            print(name, seed, reached[-1], flush=True)
            if seed == seeds[0] and name.endswith("ln 50"):
                kept |= {f"{kind}.{key}": value for key, value in trained.layers[0].textbook().items()}
                kept |= {f"{kind}.{key}y": value for key, value in trained.layers[2].parameters.items()}
    FILE.write_text(json.dumps({"every": EVERY, "runs": runs}) + "\n", encoding="utf-8")
    np.savez_compressed(WEIGHTS, **kept)


if __name__ == "__main__":
    record()
