"""What the exercises of this notebook share: its name, and random arrays."""


def size(rng):
    """Return a random number of rows and another number of columns: no shape is square by chance."""
    rows, columns = rng.choice(range(2, 9), size=2, replace=False)
    return int(rows), int(columns)


def table(rng, rows, columns):
    """Return an array (rows, columns) of normal numbers with a spread of 2."""
    return rng.normal(scale=2.0, size=(rows, columns))
