"""Small language models of definitions, character by character: trained, and beside models that count.

SYMBOLS             the characters, the newline first: it ends each definition
ids_of, text_of     definitions as one row of ids, and back
transformer, lstm   untrained networks of about the same size
batches             what `fit` draws its batches from
cost_of             the mean cost of a character
trained             a network trained, and its cost on other definitions every few steps
counted             perplexities of Kneser-Ney models
texts               the row of training ids, and windows of dev definitions
definition          one definition, written character by character
writing_times       how long a network writes, with keys and values kept and without
recorded_network    the transformer of the record, with its weights
record              what the notebook shows of long trainings, written to the data of this course

python -m deepcourse.experiments.course5.definition_models    (records anew: about ten minutes)
"""

import functools
import json
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from deepcourse.datasets.course5.definition_models import FILE, WEIGHTS, load_definition_models
from deepcourse.datasets.course5.definitions import load_definitions
from deepcourse.sequence import decoder_only, layers, subwords, training
from deepcourse.sequence.ngrams import KneserNey
from deepcourse.sequence.sampling import sample_next

SYMBOLS = "\n '(),-.0123456789:;abcdefghijklmnopqrstuvwxyz"
T, BATCH, RATE = 64, 8, 0.008
N, BLOCKS, UNITS = 64, 3, 160  # of the transformer; of the LSTM
STEPS, FAST_STEPS, EVERY = 1_500, 10, 100  # in the notebook
LONG, LONG_SEEDS = 2_800, (0, 1)  # steps of the recorded runs
SIZES, SIZE_STEPS, SEEDS = ((16, 1), (24, 2), (32, 2), (48, 3), (64, 3)), 1_000, (0, 1, 2)
ORDERS = (1, 2, 3, 4, 5)
MERGES = 300  # of the text in subwords


def ids_of(lines):
    r"""Return one row of ids, (n,): the definitions in lower case, one after the other, each with a newline behind it.

    >>> text_of(ids_of(("A cat", "to run")))
    'a cat\nto run\n'
    """
    places = {symbol: place for place, symbol in enumerate(SYMBOLS)}
    return np.array([places[symbol] for line in lines for symbol in line.lower() + "\n"])


def text_of(ids):
    """Return ids as a text."""
    return "".join(SYMBOLS[k] for k in ids)


def transformer(seed, n=N, blocks=BLOCKS):
    """Return an untrained decoder."""
    return decoder_only.decoder(np.random.default_rng(seed), len(SYMBOLS), n, blocks)


def lstm(seed):
    """Return an untrained LSTM with an embedding and scores, of about as many parameters."""
    rng = np.random.default_rng(seed)
    read = layers.Embedding(rng, N, len(SYMBOLS)), layers.LSTM(rng, N, UNITS)
    return layers.Chain(*read, layers.Dense(rng, UNITS, len(SYMBOLS)))


def size_of(network):
    """Return the number of parameters."""
    return sum(value.size for value in network.parameters.values())


def batches(ids):
    """Return a function of rng that draws 8 pieces of 64 characters, at any place, and the characters after each."""
    steps = np.arange(T)

    def batch(rng):
        places = rng.integers(0, len(ids) - T, size=(BATCH, 1)) + steps
        return ids[places], ids[places + 1], None

    return batch


def cost_of(network, X, Y, at_once=40):
    """Return the mean cost, in nats, of the characters Y after X, both (m, T)."""
    parts = [slice(first, first + at_once) for first in range(0, len(X), at_once)]
    costs = [training.step_cost(network.forward(X[part])[0], Y[part])[0] * len(X[part]) for part in parts]
    return sum(costs) / len(X)


def trained(network, ids, windows, *, steps, seed, every=EVERY):
    """Train a network in place on a row of ids; return [(steps, seconds of training, cost of the windows), ...]."""
    reached, clock, draw = [], {"left": 0.0, "started": time.process_time()}, batches(ids)
    count = iter(range(steps))

    def look(step):
        used = time.process_time() - clock["started"] - clock["left"]
        begun = time.process_time()
        reached.append((step, round(used, 2), round(cost_of(network, *windows), 4)))
        clock["left"] += time.process_time() - begun

    def batch(rng):
        step = next(count)
        if step % every == 0:
            look(step)
        return draw(rng)

    training.fit(network, batch, steps=steps, learning_rate=RATE, seed=seed)
    look(steps)
    return reached


def counted(ids, dev, orders=ORDERS):
    """Return {characters of an n-gram: perplexity per character} of Kneser-Ney models."""
    return {N: float(np.exp(KneserNey(ids, len(SYMBOLS), N).costs(dev).mean())) for N in orders}


def definition(network, rng, *, choose=sample_next, longest=T - 1, **options):
    """Return a definition that a network writes, a str, without its newline; cut where its training never reached."""
    state, last, written = None, 0, []
    while len(written) < longest:
        scores, state = network.step(np.array([last]), state)
        last = int(choose(scores[:, 0], rng=rng, **options))
        if last == 0:
            break
        written.append(last)
    return text_of(written)


def writing_times(network, length, tries=3):
    """Return the seconds for writing so many likeliest characters: with keys and values kept, and all computed anew.

    CPU seconds, the least of some tries, in turn: what else the machine does hardly counts.
    """
    ids, times = np.zeros((1, length + 1), int), []
    for _ in range(tries):
        state, started = None, time.process_time()
        for t in range(length):
            scores, state = network.step(ids[:, t], state)
            ids[:, t + 1] = scores.argmax(axis=0)
        half = time.process_time()
        for t in range(length):
            ids[:, t + 1] = network.forward(ids[:, : t + 1])[0][:, :, -1].argmax(axis=0)
        times.append((half - started, time.process_time() - half))
    return tuple(map(min, zip(*times, strict=True)))


def recorded_network():
    """Return the transformer whose weights are in the record."""
    made = transformer(SEEDS[0])
    for name, value in load_definition_models()[1].items():
        made.parameters[name][...] = value
    return made


def cuts(train, dev):
    """Return {name: (tokens, nats per token)} of one text, cut into characters and into subwords, for counted models.

    Both models count three tokens in a row.
    """
    ranks = subwords.ranks_of(subwords.learn_merges([line.lower() for line in train[:5_000]], MERGES))
    known = functools.cache(lambda word: subwords.tokens_of(word, ranks))
    ways = {"characters": list, "subwords": lambda text: [t for w in subwords.split_words(text) for t in known(w)]}
    whole = {}
    for name, cut in ways.items():
        rows = [cut("\n".join(part).lower() + "\n") for part in (train, dev)]
        places = {token: place for place, token in enumerate(sorted({*rows[0], *rows[1]}))}
        ids, other = (np.array([places[token] for token in row]) for row in rows)
        costs = KneserNey(ids, len(places), 3).costs(other)
        whole[name] = len(other), round(float(costs.mean()), 4)
    return whole


def long_run(kind, seed):
    """Return a long training as it is recorded; keep the weights of the first transformer."""
    made = (transformer if kind == "transformer" else lstm)(seed)
    reached = trained(made, *texts(), steps=LONG, seed=seed)
    if (kind, seed) == ("transformer", LONG_SEEDS[0]):
        np.savez_compressed(WEIGHTS, **{name: v.astype(np.float16) for name, v in made.parameters.items()})
    print(kind, seed, reached[-1], flush=True)
    return {"kind": kind, "parameters": size_of(made), "seed": seed, "reached": reached}


def sized_run(size, seed):
    """Return the number of parameters of a transformer, and its cost after a short training."""
    made = transformer(seed, *size)
    nats = trained(made, *texts(), steps=SIZE_STEPS, seed=seed, every=SIZE_STEPS)[-1][2]
    print(size, seed, size_of(made), nats, flush=True)
    return size_of(made), nats


def texts(number=400):
    """Return the training definitions as a row of ids, and `number` windows of the dev definitions."""
    data = load_definitions()
    return ids_of(data.train), tuple(part[:number] for part in decoder_only.windows(ids_of(data.dev), T))


def record():
    """Write what long trainings reached to `definition_models.json`, and the weights of one network beside it."""
    data = load_definitions()
    told = {"counted": counted(*map(ids_of, data[:2])), "cuts": cuts(*data[:2])}
    print(told, flush=True)
    with ProcessPoolExecutor(2) as pool:
        runs = [pool.submit(long_run, kind, seed) for kind in ("transformer", "LSTM") for seed in LONG_SEEDS]
        sized = [[pool.submit(sized_run, size, seed) for seed in SEEDS] for size in SIZES]
    told["runs"] = [one.result() for one in runs]
    for place, name in enumerate(("sizes", "nats")):
        told[name] = [[one.result()[place] for one in row] for row in sized]
    FILE.write_text(json.dumps(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
