"""Letters, names and tables for the cases of character_language_model.

SMALL       characters and ids, the newline not first
OTHER       others, in no order
some_names  random names of some letters
some_table  a random table of pairs
network     random parameters of a small network
pairs_of    the pairs of neighbouring ids of a name, with changes for mistakes
told        names in words
"""

SMALL = {"a": 0, "n": 1, "\n": 2, "i": 3, "l": 4}
OTHER = {"o": 3, "s": 0, "\n": 4, "e": 2, "r": 1, "t": 5}


def some_names(rng, number, char_to_ix, longest=6):
    """Return a list of random names of 1 to `longest` letters."""
    letters = sorted(set(char_to_ix) - {"\n"})
    return ["".join(rng.choice(letters, size=rng.integers(1, longest + 1))) for _ in range(number)]


def some_table(rng, V):
    """Return a table of probabilities, (V, V), whose rows add up to 1 and whose columns do not."""
    P = rng.uniform(0.05, 1, size=(V, V)) ** 2
    return P / P.sum(axis=1, keepdims=True)


def network(rng, n_a, n_y, scale=1.0):
    """Return the parameters of a plain recurrent network: normal numbers, biases too."""
    shapes = {"Wax": (n_a, n_y), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    return {name: scale * rng.normal(size=shape) for name, shape in shapes.items()}


def pairs_of(name, char_to_ix, start="\n", end="\n"):
    """Return (first, second): the ids of all neighbours in a name."""
    ids = [char_to_ix[character] for character in start + name + end]
    return ids[:-1], ids[1:]


def told(names):
    """Return a few names in words."""
    return ", ".join(names) if len(names) < 4 else f"{len(names)} names"
