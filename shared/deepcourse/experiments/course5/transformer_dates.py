"""Transformers that read dates: the task of `reading_dates`, with blocks of attention in place of recurrent layers.

network         an untrained transformer: two blocks read, one writes
batches         what a step of training is given: texts, what was written before, what comes next
train           a network trained, with a rate and a cost of one's own
answers         what a network writes
recorded_network    the network of the record, with its weights
cross_weights   where the decoder looks as it writes one date
watched         a network trained, and its exact match every few steps
record          what the notebook shows of trainings, of both kinds, on one machine

python -m deepcourse.experiments.course5.transformer_dates    (records anew: some minutes)
"""

import json
import time

import numpy as np

from deepcourse.datasets.course5.dates import generated_dates
from deepcourse.datasets.course5.dates_by_transformer import FILE, WEIGHTS, load_dates_by_transformer
from deepcourse.experiments.course5 import reading_dates as dates
from deepcourse.nn.adam_in_place import Adam
from deepcourse.sequence.attention import accuracies
from deepcourse.sequence.training import clipped
from deepcourse.sequence.transformer import smoothed_cost, warm_up_rate
from deepcourse.sequence.transformer_network import Transformer

START = len(dates.SIGNS)  # stands before the first output
N, HEADS, N_FF, LAYERS, LONGEST = 48, 4, 96, (2, 1), 48
BATCH, STEPS, WARM_UP, SMOOTHING, CLIP, BETA2 = 64, 1000, 200, 0.1, 1.0, 0.98
COOLED = 0.4  # the share of the steps in which the rate falls to 0
SEEDS, EVERY = (0, 1, 2), 100


def network(seed):
    """Return an untrained transformer of 74 748 numbers."""
    rng = np.random.default_rng(seed)
    sizes = {"n": N, "num_heads": HEADS, "n_ff": N_FF, "layers": LAYERS, "longest": LONGEST}
    return Transformer(rng, len(dates.CHARACTERS), START + 1, **sizes)


def batches(data):
    """Return a function of rng that draws (x, targets), x being what `Transformer.forward` reads."""
    ids, lengths, targets = data
    written = np.concatenate([np.full((len(targets), 1), START), targets[:, :-1]], axis=1)

    def batch(rng):
        chosen = rng.integers(0, len(ids), BATCH)
        real = lengths[chosen]
        return (ids[chosen, : real.max()], written[chosen], real), targets[chosen]

    return batch


def train(untrained, data, *, steps=STEPS, rate=warm_up_rate, cost=smoothed_cost, seed=0, after=None):
    """Train a network in place on (ids, lengths, targets); return the costs, (steps,).

    rate : `rate(step, n, warm_up=...)`, steps counted from 1; in the last steps, it is lowered to 0
    cost : `cost(Z, targets, smoothing=...)`, and its gradient    after : called with the number of steps, after each
    """
    rng, adam, draw, costs = np.random.default_rng(seed), Adam(beta2=BETA2), batches(data), np.empty(steps)
    for step in range(1, steps + 1):
        x, targets = draw(rng)
        out, cache = untrained.forward(x, True)
        costs[step - 1], d_out = cost(out, targets, smoothing=SMOOTHING)
        cool = min(1.0, (steps + 1 - step) / (COOLED * steps))
        adam.learning_rate = cool * float(rate(step, N, warm_up=WARM_UP))
        grads = untrained.backward(np.asarray(d_out, np.float32), cache)[1]
        adam.step(untrained.parameters, clipped(grads, CLIP))
        if after:
            after(step)
    return costs


def answers(trained, ids, lengths):
    """Return what a network writes, (m, 10) int: at each step the likeliest sign, after those before it."""
    parts = [slice(first, first + 500) for first in range(0, len(ids), 500)]
    cut = [(ids[part, : lengths[part].max()], lengths[part]) for part in parts]
    return np.concatenate([trained.write(some, START, dates.T_Y, real) for some, real in cut])


def recorded_network():
    """Return the network whose weights are in the record."""
    made = network(SEEDS[0])
    for name, value in load_dates_by_transformer()[1].items():
        made.parameters[name][...] = value
    return made


def cross_weights(trained, text):
    """Return the date that a network writes, a string, and the weights (heads, 10, T_x) of its looks at the text."""
    ids, lengths = dates.ids_of([text])
    said = trained.write(ids, START, dates.T_Y, lengths)
    before = np.concatenate([np.full((1, 1), START), said[:, :-1]], axis=1)
    caches = trained.forward((ids, before, lengths))[1][2]
    weights = caches[-1][2][4]  # the cache of the last decoder's cross-attention: (Y, Q, K, V, weights, said)
    return dates.written(said)[0], weights[:, 0].astype(float)


def watched(untrained, data, test, *, steps, seed, every=EVERY):
    """Return [(steps, CPU seconds of training, exact match), ...] of a transformer that is trained in place."""
    reached, clock = [], {"left": time.process_time()}

    def look(step):
        if step % every:
            return
        begun = time.process_time()
        exact = accuracies(answers(untrained, *test[:2]), test[2])[1]
        reached.append((step, round(begun - clock["left"], 2), exact))
        clock["left"] += time.process_time() - begun

    look(0)
    train(untrained, data, steps=steps, seed=seed, after=look)
    return reached


def record(steps=STEPS, recurrent_steps=dates.STEPS, seeds=SEEDS):
    """Write exact matches of transformers and of recurrent networks, and the weights of one transformer."""
    data, runs = dates.encoded(generated_dates(dates.TRAIN, 0)), []
    test = dates.encoded(generated_dates(dates.TEST, 1, held_out=True))
    for seed in seeds:
        made = network(seed)
        transformer = watched(made, data, test, steps=steps, seed=seed)
        recurrent = dates.watched(dates.network(seed), data, test, steps=recurrent_steps, seed=seed)
        if seed == seeds[0]:
            np.savez_compressed(WEIGHTS, **{name: v.astype(np.float16) for name, v in made.parameters.items()})
        for kind, reached in (("transformer", transformer), ("recurrent", recurrent)):
            runs.append({"kind": kind, "seed": seed, "reached": reached})
            print(kind, seed, reached[-1], flush=True)
    FILE.write_text(json.dumps(runs) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
