"""Data to split, and what can be said of a split: its parts may come in any order, so the order is not compared."""

from collections import Counter
from itertools import chain

import numpy as np

NAMES = ("train", "dev", "test")
ENOUGH = 12  # examples: with fewer, two random orders may well be the same


def data(rng, n_x, m, classes=2):
    """Return (X, Y): m random examples, no two alike, of 0, 1, ... in uneven numbers."""
    shares = np.arange(classes, 0, -1.0) / np.arange(classes, 0, -1.0).sum()
    labels = np.sort(rng.choice(classes, size=m, p=shares))  # as a file sorted by class
    return rng.normal(size=(n_x, m)).round(3) + np.arange(m), labels.reshape(1, m)


def of_classes(rng, n_x, *counts):
    """Return (X, Y): as many examples of class 0, 1, ... as counted, shuffled."""
    m = sum(counts)
    labels = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    return rng.normal(size=(n_x, m)).round(3) + np.arange(m), labels.reshape(1, m)


def parts_of(split, X, Y, fractions, seed):
    """Return the three pairs that a split returns; raise ValueError, with a sentence, where these are none."""
    parts = split(X, Y, fractions, seed)
    if not isinstance(parts, (tuple, list)) or len(parts) != 3:
        many = f"{len(parts)} things" if isinstance(parts, (tuple, list)) else "a single thing"
        raise ValueError(f"the split returns {many}; return three pairs: (X_train, Y_train), (X_dev, Y_dev), ...")
    for name, pair in zip(NAMES, parts, strict=True):
        if not isinstance(pair, (tuple, list)) or len(pair) != 2 or any(np.ndim(part) != 2 for part in pair):
            raise ValueError(f"the {name} part is no pair (X, Y) of arrays with two axes")
    return [(np.asarray(part), np.asarray(labels)) for part, labels in parts]


def columns_of(X, parts):
    """Return for each column of each of the parts where it stands in X; -1 for a column that is not in X."""
    places = {tuple(column): i for i, column in enumerate(X.T.round(6).tolist())}
    return [[places.get(tuple(column), -1) for column in part.T.round(6).tolist()] for part, _ in parts]


def shares_told(got, asked):
    """Return "3 of them" if a number is within one of what was asked, else both numbers."""
    return "as asked, within one" if abs(got - asked) <= 1 + 1e-9 else f"{got}, but {asked:g} are asked for"


def looked_at(X, Y, parts):
    """Return what holds for every right split: nothing is lost, nothing twice, labels stay with their columns."""
    columns = columns_of(X, parts)
    counts = Counter(column for place in columns for column in place)
    wrong_labels = 0
    for place, (_, labels) in zip(columns, parts, strict=True):
        pairs = zip(place, labels.T.tolist(), strict=False)
        wrong_labels += sum(place_in_x >= 0 and Y[:, place_in_x].tolist() != label for place_in_x, label in pairs)
        wrong_labels += abs(len(place) - labels.shape[1])
    return {
        "columns that are in no part": sum(counts[i] == 0 for i in range(X.shape[1])),
        "columns that are in two places": sum(counts[i] > 1 for i in range(X.shape[1])),
        "columns that are not in X": counts[-1],
        "columns without their own label": wrong_labels,
    }


def looked_at_twice(split, X, Y, fractions, seed, classes):
    """Return whether the order is random, the same for the same seed, and another for another.

    classes : (m,), within each of which the columns should be mixed before they are cut
    """
    splits = [parts_of(split, X, Y, fractions, s) for s in (seed, seed, seed + 1)]
    first, again, other = (columns_of(X, parts) for parts in splits)
    order = [list(chain(*columns)) for columns in (first, again, other)]
    return {
        "mixed before it is cut": not all(cut_in_order(first, classes == label) for label in np.unique(classes)),
        "the same seed splits in the same way": order[0] == order[1],
        "another seed splits in another way": order[0] != order[2],
    }


def cut_in_order(columns, among):
    """Return whether of some columns the first ones are in train, the next ones in dev, and the last ones in test."""
    chosen = set(np.flatnonzero(among).tolist())
    places = [chosen.intersection(part) for part in columns]
    order = [place for part in places for place in sorted(part)]
    return order == sorted(order)
