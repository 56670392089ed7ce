"""Networks that read dates: an encoder of two directions, then a decoder with attention or without.

CHARACTERS, SIGNS   what is read, and what is written
encoded         dates as ids, lengths and targets
network         an untrained network
batches         what `fit` draws its batches from
train           a network trained
answers         what a network writes
recorded_network    the network of the record, with its weights
OwnDecoder      a decoder that is made of functions for attention, forward and back
own_network     a small network with such a decoder
encoder_of      the encoder of a network as a function
by_kind, by_length  exact match in groups
watched         a network trained, and its exact match every few steps
record          what the notebook shows of long trainings, written to the data of this course

python -m deepcourse.experiments.course5.reading_dates    (records anew: some minutes)
"""

import json
import time

import numpy as np

from deepcourse.datasets.course5.dates import DAYS, KINDS, MONTHS, generated_dates
from deepcourse.datasets.course5.read_dates import FILE, WEIGHTS, load_read_dates
from deepcourse.sequence.attention import accuracies
from deepcourse.sequence.attention_layers import AttentionDecoder, PlainDecoder
from deepcourse.sequence.gated import lstm_cell_backward, lstm_cell_forward
from deepcourse.sequence.layers import GRU, Bidirectional, Chain, Embedding, Layer
from deepcourse.sequence.training import fit, step_cost

WORDS = "".join([*MONTHS.values(), *DAYS.values(), "abcdefghijklmnopqrstuvwxyz"])
CHARACTERS = "\0 '+,-./0123456789" + "".join(sorted(set(WORDS) - set(" -")))  # id 0 is padding, "+" anything else
SIGNS = "0123456789-"  # what is written
T_Y = 10
N_X, N_A, N_E, N_S = 16, 32, 32, 48  # embedding, units of one direction, of the attention, of the decoder
OWN = (16, 16, 32)  # units of the small network: one direction, attention, decoder
BATCH, RATE, STEPS, PLAIN_STEPS, TRAIN, TEST, SEEDS, EVERY = 64, 0.008, 600, 1500, 20_000, 2000, (0, 1, 2), 50
LENGTHS = {  # groups of texts, by their characters
    "up to 12 characters": (1, 12),
    "13 to 17 characters": (13, 17),
    "18 to 23 characters": (18, 23),
    "24 characters or more": (24, 999),
}


def encoded(dates):
    """Return ids (m, T_x), lengths (m,) and targets (m, 10) of dates.

    >>> encoded(generated_dates(3, 1))[2].shape
    (3, 10)
    """
    ids, lengths = ids_of([date.text for date in dates])
    return ids, lengths, np.array([[SIGNS.index(sign) for sign in date.iso] for date in dates])


def ids_of(texts):
    """Return ids (m, T_x), padded with 0, and lengths (m,) of texts; unknown characters are read as "+"."""
    lengths = np.array([len(text) for text in texts])
    ids = np.zeros((len(texts), lengths.max()), int)
    for row, text in zip(ids, texts, strict=True):
        row[: len(text)] = [CHARACTERS.find(letter) if letter in CHARACTERS[1:] else 3 for letter in text.lower()]
    return ids, lengths


def written(signs):
    """Return rows of numbers as texts: [[2, 0, 10], ...] is ["20-", ...]."""
    return ["".join(SIGNS[k] for k in row) for row in signs]


def network(seed, attention=True, n_s=N_S):
    """Return an untrained network: embedding, a GRU in both directions, a decoder of n_s units."""
    rng = np.random.default_rng(seed)
    encoder = [Embedding(rng, N_X, len(CHARACTERS)), Bidirectional(GRU(rng, N_X, N_A), GRU(rng, N_X, N_A))]
    if attention:
        return Chain(*encoder, AttentionDecoder(rng, 2 * N_A, n_s, N_E, len(SIGNS), T_Y))
    return Chain(*encoder, PlainDecoder(rng, 2 * N_A, n_s, len(SIGNS), T_Y))


def recorded_network():
    """Return the network whose weights are in the record."""
    made = network(SEEDS[0])
    for name, value in load_read_dates()[1].items():
        made.parameters[name][...] = value
    return made


class OwnDecoder(Layer):
    """A decoder made of `attention_weights`, `context` and `attention_backward`; its LSTM is the package's.

    It has the parameters of an `AttentionDecoder`, under the names of the textbook; they learn in place.
    """

    def __init__(self, parameters, weights, context, backward):
        self.parameters, self.functions = parameters, (weights, context, backward)

    def forward(self, x, training=False, lengths=None):
        """Return the scores, (n_y, m, T_y), and the caches."""
        weights, context, _ = self.functions
        mask = np.arange(x.shape[2]) < np.asarray(lengths)[:, None]
        s = c = np.zeros((self.parameters["Ws"].shape[1], x.shape[1]), x.dtype)
        scores, caches = [], []
        for _ in range(T_Y):
            alpha, looked = weights(s, x, mask, self.parameters)
            s, c, _, cache = lstm_cell_forward(context(alpha, x), s, c, self.parameters)
            scores.append(self.parameters["Wy"] @ s + self.parameters["by"])
            caches.append((looked, cache))
        return np.stack(scores, axis=2), caches

    def backward(self, d_out, cache):
        """Return the gradient of the encoder's states, and those of the parameters, summed over the outputs."""
        dx, ds, dc, p = 0, 0, 0, self.parameters
        summed = {f"d{name}": np.zeros_like(value) for name, value in p.items()}
        for t in reversed(range(T_Y)):
            looked, step = cache[t]
            dz = d_out[:, :, t]
            grads = lstm_cell_backward(ds + p["Wy"].T @ dz, dc, step)
            back = self.functions[2](grads["dxt"], looked)
            dx, ds, dc = dx + back["da"], back["ds_prev"] + grads["da_prev"], grads["dc_prev"]
            grads |= back | {"dWy": dz @ step[0].T, "dby": dz.sum(axis=1, keepdims=True)}
            for name, total in summed.items():
                total += grads[name]
        return dx, summed


def own_network(seed, weights, context, backward, n_a=OWN[0], n_e=OWN[1], n_s=OWN[2]):
    """Return a small untrained network whose decoder is made of three functions."""
    rng = np.random.default_rng(seed)
    encoder = [Embedding(rng, N_X, len(CHARACTERS)), Bidirectional(GRU(rng, N_X, n_a), GRU(rng, N_X, n_a))]
    fast = AttentionDecoder(rng, 2 * n_a, n_s, n_e, len(SIGNS), T_Y)
    return Chain(*encoder, OwnDecoder(fast.textbook(), weights, context, backward))


def batches(data):
    """Return a function of rng that draws some examples of (ids, lengths, targets), cut at the longest of them."""
    ids, lengths, targets = data

    def batch(rng):
        chosen = rng.integers(0, len(ids), BATCH)
        return ids[chosen, : lengths[chosen].max()], targets[chosen], lengths[chosen]

    return batch


def cost(out, targets, lengths):
    """Return the mean cross-entropy of all outputs, and its gradient; the lengths are those of the inputs."""
    return step_cost(out, targets)


def train(untrained, data, *, steps=STEPS, learning_rate=RATE, seed=0):
    """Train a network in place on (ids, lengths, targets); return the costs."""
    return fit(untrained, batches(data), steps=steps, learning_rate=learning_rate, seed=seed, cost=cost)


def answers(trained, ids, lengths):
    """Return what a network writes, (m, 10) int."""
    parts = [slice(first, first + 500) for first in range(0, len(ids), 500)]
    outs = [trained.forward(ids[part, : lengths[part].max()], lengths=lengths[part])[0] for part in parts]
    return np.concatenate([out.argmax(axis=0) for out in outs])


def encoder_of(trained):
    """Return a function of texts: states a (n_a, m, T_x) and mask (m, T_x) of the encoder of a network, float64."""

    def encode(texts):
        ids, lengths = ids_of(texts)
        a = Chain(*trained.layers[:2]).forward(ids, lengths=lengths)[0]
        return a.astype(float), np.arange(ids.shape[1]) < lengths[:, None]

    return encode


def by_kind(dates, Y_pred, Y):
    """Return {kind: exact match} of some answers, in the order of `KINDS`."""
    right, kinds = np.all(Y_pred == Y, axis=1), np.array([date.kind for date in dates])
    return {kind: float(right[kinds == kind].mean()) for kind in KINDS if np.any(kinds == kind)}


def by_length(lengths, Y_pred, Y):
    """Return the exact match of each group of `LENGTHS`; a group without examples is nan."""
    right = np.all(Y_pred == Y, axis=1)
    groups = [(lengths >= low) & (lengths <= high) for low, high in LENGTHS.values()]
    return [float(right[group].mean()) if group.any() else float("nan") for group in groups]


def watched(untrained, data, test, *, steps, seed, every=EVERY):
    """Return [(steps, seconds of training, exact match), ...] of a network that is trained in place."""
    ids, lengths, targets = test
    reached, clock, draw = [], {"left": 0.0, "started": time.process_time()}, batches(data)
    count = iter(range(steps))

    def look(step):
        used = time.process_time() - clock["started"] - clock["left"]
        begun = time.process_time()
        reached.append((step, round(used, 2), accuracies(answers(untrained, ids, lengths), targets)[1]))
        clock["left"] += time.process_time() - begun

    def batch(rng):
        step = next(count)
        if step % every == 0:
            look(step)
        return draw(rng)

    fit(untrained, batch, steps=steps, learning_rate=RATE, seed=seed, cost=cost)
    look(steps)
    return reached


def record(steps=None, seeds=SEEDS):
    """Write exact matches with attention and without to `read_dates.json`, and the weights of one network beside it."""
    data = encoded(generated_dates(TRAIN, 0))
    dates = generated_dates(TEST, 1, held_out=True)
    test, runs, longest = encoded(dates), [], steps or {True: STEPS, False: PLAIN_STEPS}
    for attention in (True, False):
        for seed in seeds:
            made = network(seed, attention)
            reached = watched(made, data, test, steps=longest[attention], seed=seed)
            said = answers(made, *test[:2])
            runs.append({
                "attention": attention, "seed": seed, "reached": reached,
                "by_length": by_length(test[1], said, test[2]), "by_kind": by_kind(dates, said, test[2]),
                "characters": accuracies(said, test[2])[0],
            })  # fmt: skip
            print(attention, seed, reached[-1], runs[-1]["by_length"], flush=True)
            if attention and seed == seeds[0]:
                np.savez_compressed(WEIGHTS, **{name: v.astype(np.float16) for name, v in made.parameters.items()})
    FILE.write_text(json.dumps(runs) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
