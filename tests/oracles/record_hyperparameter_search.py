"""Record what 20 seeds say of the searches of hyperparameter_search: `hyperparameter_search.json`, told in its text.

OPENBLAS_NUM_THREADS=1 python tests/oracles/record_hyperparameter_search.py    (a minute)
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("hyperparameter_search.json")
SEEDS = range(4, 24)  # the notebook itself shows 1, 2 and 3
END = 13  # epochs of a finished training


def space(scale, high):
    """Return the space of the notebook's networks, with a learning rate on some scale up to `high`."""
    return {"learning_rate": (scale, 1e-4, high), "hidden_units": ("whole", 4, 64)}


def searched(parts, seed, high):
    """Return the dev scores of the best of 18 trials: linear, logarithmic, coarse to fine."""
    from deepcourse.experiments.course2.search_trainings import Trainings
    from deepcourse.nn import hyperparameter_search as nn

    networks, ways = Trainings(parts, seed), (("linear", 18, 1), ("log", 18, 1), ("log", 6, 3))
    return [
        nn.coarse_to_fine(networks.objective(4), space(scale, high), trials, rounds, 0.4, np.random.default_rng(seed))[
            1
        ]
        for scale, trials, rounds in ways
    ]


def budgeted(parts, seed):
    """Return dev and test scores for 81 epochs in all: a few to the end, one nursed (dev only), halving, all 27."""
    from deepcourse.experiments.course2.search_trainings import Trainings, nurse
    from deepcourse.nn import hyperparameter_search as nn

    networks, rng = Trainings(parts, seed), np.random.default_rng(seed)
    settings = [nn.sample_setting(space("log", 100.0), rng) for _ in range(27)]
    winner = nn.successive_halving(networks, settings, 81, 3)[0]
    scores = [networks(setting, END) for setting in settings]
    few = settings[int(np.argmax(scores[:6]))]
    return {
        "few": scores[settings.index(few)],
        "nursed": nurse(parts, {"learning_rate": 0.01, "hidden_units": 32}, 81, seed)[0][-1],
        "halving": networks(winner, END),
        "all": max(scores),
        "test": [networks.accuracy("test", setting, END) for setting in (few, winner)],
    }


def main():
    """Write the scores of all seeds."""
    from deepcourse.datasets import load_digits
    from deepcourse.experiments.course2.search_trainings import split_digits

    parts = split_digits(load_digits())
    told = {
        "up to 100": [searched(parts, seed, 100.0) for seed in SEEDS],
        "up to 10": [searched(parts, seed, 10.0) for seed in SEEDS],
        "81 epochs": [budgeted(parts, seed) for seed in SEEDS],
    }
    FIXTURE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
