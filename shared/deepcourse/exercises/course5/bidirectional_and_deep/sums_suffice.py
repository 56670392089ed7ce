"""Exercise 6: what one layer of both directions can decide, since it adds what both sides say."""

import itertools

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import bidirectional as reference


def yes_or_no(f, tags):
    """Return True or False as it is said; words where something else is said."""
    said = f(tags)
    return bool(said) if isinstance(said, (bool, np.bool_)) else f"neither True nor False, but {type(said).__name__}"


sums_suffice = FunctionExercise(
    __name__,
    reference=reference.sums_suffice,
    use=yes_or_no,
    name="sums_suffice",
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the answer",),
    random_cases=12,
    hints=(
        "Take the reviews, two pasts and two futures. Write the four conditions on f and g under each other, and add "
        "up those for the 1s, and those for the 0s. What do you get?",
        "Which pairs of rows and pairs of columns of a larger table stop you in the same way? Is it enough if no such "
        "pairs exist? Think of the set of columns in which a row has a 1, and compare two rows.",
        "If there are no such pairs, of any two rows one has all the 1s of the other. Then the rows can be put in "
        "order; the number of 1s in a row can serve as f.",
    ),
)

TABLES = (
    ("the reviews", [[1, 0], [0, 1]]),
    ("the reviews, with the rows swapped", [[0, 1], [1, 0]]),
    ("only one past and one future together", [[0, 0], [0, 1]]),
    ("any of the two", [[0, 1], [1, 1]]),
    ("the past alone decides", [[1, 1, 1], [0, 0, 0]]),
    ("the future alone decides", [[0, 1, 0], [0, 1, 0]]),
    ("three pasts, four futures, a staircase", [[0, 0, 0, 1], [0, 1, 0, 1], [1, 1, 0, 1]]),
    ("a staircase with one step moved", [[0, 1, 0, 0], [0, 0, 1, 1], [0, 1, 1, 1]]),
    ("rows 0 and 2, columns 0 and 3", [[1, 0, 0, 0], [1, 0, 0, 1], [0, 0, 0, 1]]),
    ("equal numbers of 1s, the same columns", [[1, 0, 1], [1, 0, 1], [1, 0, 1], [0, 0, 1]]),
    ("three on the diagonal", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    ("all but the diagonal", [[0, 1, 1], [1, 0, 1], [1, 1, 0]]),
    ("nothing is 1", [[0, 0, 0], [0, 0, 0]]),
    ("one past", [[0, 1, 0, 1]]),
    ("two 1s in each row, moved by one", [[1, 1, 0], [0, 1, 1]]),
    ("three pasts, the first and the last conflict", [[1, 0], [1, 1], [0, 1]]),
    ("one pair of pasts is fine", [[1, 1, 0], [1, 0, 0], [0, 0, 1]]),
    ("a staircase from the right", [[1, 1, 1, 1], [1, 1, 0, 1], [1, 1, 0, 0], [0, 1, 0, 0]]),
    ("columns 1 and 3 in the last two rows", [[1, 1, 1, 1], [1, 1, 0, 0], [1, 0, 0, 1]]),
)


@sums_suffice.visible
def visible():
    """Return small tables of both kinds."""
    return [Case(f"{name}, {np.shape(table)}", (np.array(table),)) for name, table in TABLES]


def staircase(rng, rows, columns):
    """Return a table for which sums suffice, rows and columns in random order."""
    f, g = rng.permutation(rows * 4)[:rows], rng.permutation(columns * 4)[:columns]
    return (f[:, None] + 0.5 > g).astype(int)


def almost(rng, rows, columns):
    """Return such a table with one tag changed."""
    table = staircase(rng, rows, columns)
    table[rng.integers(rows), rng.integers(columns)] ^= 1
    return table


@sums_suffice.draw
def draw(rng):
    """Return a staircase, or one with a tag changed."""
    rows, columns = (int(n) for n in rng.permutation([3, 4, 5])[:2])
    kind = (staircase, almost)[int(rng.integers(2))]
    return Case(f"a table of {rows} pasts and {columns} futures", (kind(rng, rows, columns),))


@sums_suffice.edges
def edges(rng):
    """Return one past, one future, one of each, larger tables, and the visible ones with a future that is never 1."""
    tables = [[[1]], [[0], [1], [0]], [[1, 1], [1, 1]], np.eye(2, dtype=int)[::-1], staircase(rng, 7, 5)]
    tables += [almost(rng, 6, 6), np.array([[1, 0, 1], [0, 1, 0]])]
    tables += [np.pad(np.array(table), ((0, 0), (0, 1))) for _, table in TABLES]
    return [Case(f"a table {np.shape(table)}", (np.array(table),)) for table in tables]


@sums_suffice.property("the order of pasts and futures does not matter")
def order_does_not_matter(f, rng):
    """Return a sentence unless a table and its permutations get the same answer."""
    for table in (staircase(rng, 4, 3), np.array([[1, 0, 0, 0], [1, 0, 0, 1], [0, 0, 0, 1]])):
        said = bool(f(table.copy()))
        for _ in range(6):
            other = table[rng.permutation(len(table))][:, rng.permutation(table.shape[1])]
            if bool(f(other)) != said or bool(f(other.T.copy())) != said:
                return "a table and the same table in another order get different answers"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def blocked(tags, rows, columns, both=True):
    """Return whether some of these pairs of rows and columns hold 1, 0 and 0, 1 (or, with `both`, 0, 1 and 1, 0)."""
    tags = np.asarray(tags, int)
    for (i, k), (j, v) in itertools.product(rows, columns):
        block = (tags[i, j], tags[i, v], tags[k, j], tags[k, v])
        if block == (1, 0, 0, 1) or (both and block == (0, 1, 1, 0)):
            return True
    return False


def pairs(n):
    """Return all pairs of different indices."""
    return list(itertools.combinations(range(n), 2))


def neighbours(n):
    """Return pairs of neighbouring indices."""
    return [(i, i + 1) for i in range(n - 1)]


@sums_suffice.mistake
def neighbouring_columns(tags):
    """only neighbouring columns are compared: any two columns may conflict"""
    return not blocked(tags, pairs(len(tags)), neighbours(tags.shape[1]))


@sums_suffice.mistake
def neighbouring_rows(tags):
    """only neighbouring rows are compared: any two rows may conflict"""
    return not blocked(tags, neighbours(len(tags)), pairs(tags.shape[1]))


@sums_suffice.mistake
def neighbours_alone(tags):
    """only neighbouring rows and columns are compared: any two may conflict"""
    return not blocked(tags, neighbours(len(tags)), neighbours(tags.shape[1]))


@sums_suffice.mistake
def one_diagonal(tags):
    """only 1, 0 above 0, 1 is looked for: 0, 1 above 1, 0 is a conflict as well"""
    return not blocked(tags, pairs(len(tags)), pairs(tags.shape[1]), both=False)


@sums_suffice.mistake
def corner_alone(tags):
    """only the first two rows and columns are looked at: any two may conflict"""
    return not blocked(tags, [(0, 1)] if len(tags) > 1 else [], [(0, 1)] if tags.shape[1] > 1 else [])


@sums_suffice.mistake
def first_row_against_the_others(tags):
    """only the first row is compared with the others: any two rows may conflict"""
    return not blocked(tags, [(0, k) for k in range(1, len(tags))], pairs(tags.shape[1]))


@sums_suffice.mistake
def rank_of_the_table(tags):
    """the rank of the table is used: f and g need not give the tags themselves, only their sign"""
    return bool(np.linalg.matrix_rank(tags) <= 1)


@sums_suffice.mistake
def one_side_decides(tags):
    """the test asks whether the past alone or the future alone decides: they may also add up"""
    tags = np.asarray(tags)
    return bool(np.all(tags == tags[:1]) or np.all(tags == tags[:, :1]))


@sums_suffice.mistake
def different_numbers_of_ones(tags):
    """rows with equal numbers of 1s count as a conflict: they do no harm if their 1s are in the same columns"""
    return len(set(np.asarray(tags).sum(axis=1).tolist())) == len(tags)


@sums_suffice.mistake
def equal_numbers_of_ones(tags):
    """only rows with equal numbers of 1s are compared: rows with different numbers also disagree"""
    tags = np.asarray(tags, int)
    return not any(tags[i].sum() == tags[k].sum() and np.any(tags[i] != tags[k]) for i, k in pairs(len(tags)))


@sums_suffice.mistake
def ones_in_reading_order(tags):
    """the 1s of each row must come after its 0s: the futures may come in any order"""
    return bool(np.all(np.diff(np.asarray(tags, int), axis=1) >= 0))


@sums_suffice.mistake
def compared_with_the_fullest_row(tags):
    """all rows are compared only with the row that has most 1s: any two rows may conflict"""
    tags = np.asarray(tags, bool)
    most = tags[tags.sum(axis=1).argmax()]
    return not bool((tags & ~most).any())


@sums_suffice.mistake
def upside_down(tags):
    """True and False are swapped: return True if such numbers exist"""
    return not reference.sums_suffice(tags)


@sums_suffice.mistake
def one_square_is_clear(tags):
    """one pair of rows without a conflict is taken as enough: no pair may conflict"""
    columns = pairs(np.shape(tags)[1])
    return len(tags) == 1 or any(not blocked(tags, [pair], columns) for pair in pairs(len(tags)))


@sums_suffice.mistake
def returned_in_the_loop(tags):
    """the loop returns True at the first pair of rows that is fine: return True after the loop"""
    return not blocked(tags, pairs(len(tags))[:1], pairs(np.shape(tags)[1]))


# --- right, written differently -------------------------------------------------------------------------------------


@sums_suffice.right
def by_sets(tags):
    """Return the same: of any two rows, the 1s of one are among those of the other."""
    sets = [set(np.flatnonzero(row)) for row in tags]
    return all(a <= b or b <= a for a in sets for b in sets)


@sums_suffice.right
def by_numbers(tags):
    """Return the same: the numbers of 1s as f, and for g what each column needs."""
    tags = np.asarray(tags, bool)
    f = tags.sum(axis=1)
    for column in tags.T:
        if column.any() and not column.all() and f[column].min() <= f[~column].max():
            return np.False_
    return np.True_


@sums_suffice.right
def by_sorting(tags):
    """Return the same: with the rows sorted by their number of 1s, every column rises once."""
    tags = np.asarray(tags, int)
    rows = tags[np.argsort(tags.sum(axis=1), kind="stable")]
    return bool((np.diff(rows, axis=0) >= 0).all())
