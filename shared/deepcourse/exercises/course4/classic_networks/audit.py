"""Exercise 2: find the wrong rows in a table that someone states."""

import numpy as np

from deepcourse.cnn import summary as reference
from deepcourse.exercises.course4.classic_networks.networks import deep, flat, high, some_network, wide
from deepcourse.exercises.declaration import Case, FunctionExercise


def rows(f, architecture, stated):
    """Return the list that came back as text, so that a message shows it whole."""
    found = f(architecture, stated)
    if not isinstance(found, (list, tuple, np.ndarray)):
        return f"no list: {found!r}"
    return str([int(row) if isinstance(row, (int, np.integer)) and not isinstance(row, bool) else row for row in found])


audit = FunctionExercise(
    __name__,
    reference=reference.audit,
    use=rows,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the list of wrong rows",),
    hints=(
        "Comparing with the table of the whole network flags every row after a wrong shape. Which input does a "
        "layer need instead, so that its row is judged fairly?",
        "A network of two layers is enough to judge a row: an input of the shape stated in the row before, and the "
        "layer itself. ('input', *shape) is such an input, also for columns.",
        "Three entries of a row can be wrong. The name is not one of them.",
    ),
)


def stated(architecture, slips, names=()):
    """Return a table in which every row follows from the one before it, but for some slips.

    slips : {row: {entry: number to add}}, entries "n_H", "n_W", "n_C", "parameters", "multiply_adds"
    names : {row: what it is called}
    """
    rows, before = [], ()
    for number, layer in enumerate(architecture):
        shape, *costs = reference.layer_cost(layer, before)
        slip, shape = slips.get(number, {}), list(shape)
        for axis, side in enumerate(("n_H", "n_W", "n_C")):
            if side in slip:
                shape[axis if len(shape) == 3 else 0] += slip[side]
        costs = [cost + slip.get(entry, 0) for cost, entry in zip(costs, ("parameters", "multiply_adds"), strict=True)]
        before = tuple(shape)
        rows.append((dict(names).get(number, layer[0]), before, *costs))
    return rows


def case(name, architecture, slips, names=()):
    """Return one table to judge."""
    return Case(name, (architecture, stated(architecture, slips, names)))


@audit.visible
def visible():
    """Return tables with slips in every entry: none, one, two in a row, the last row, the input, other names."""
    return [
        case("nothing wrong", wide(), {}),
        case("a shape in the middle", high(), {2: {"n_W": 1}}),
        case("parameters, then multiply-adds", wide(), {1: {"parameters": 7}, 3: {"multiply_adds": -20}}),
        case("two rows, one after the other", deep(), {1: {"n_H": -1}, 2: {"n_C": 2}}),
        case("the last row", flat(), {3: {"parameters": -3}}),
        case("the input", flat(), {0: {"n_C": 1}}),
        case("other names, one wrong column", flat(), {1: {"n_C": 5}}, {2: "F6", 3: "output"}),
        case("channels", high(), {3: {"n_C": 3}, 5: {"multiply_adds": 11}}),
    ]


@audit.draw
def draw(rng):
    """Return a random table with up to three slips."""
    layers = some_network(rng)
    slips = {}
    for number in rng.choice(len(layers), size=int(rng.integers(1, 4)), replace=False):
        entry = str(rng.choice(["n_H", "parameters", "multiply_adds"] if number != 3 else ["n_W", "multiply_adds"]))
        slips[int(number)] = {entry: int(rng.integers(1, 9))}
    return case(f"{len(layers)} rows, slips in {len(slips)}", layers, slips)


@audit.edges
def edges(rng):
    """Return the input alone, all rows wrong, and a large network with a wrong stage."""
    every = {number: {"multiply_adds": 1 + number} for number in range(4)}
    return [
        case("channels, and other names", deep(), {1: {"n_C": 1}, 3: {"n_C": -2}}, {2: "C3", 3: "S4"}),
        case("the input alone", [("input", 3, 4, 5)], {}),
        case("the wrong input alone", [("input", 3, 4, 5)], {0: {"n_H": 2}}),
        case("all rows", flat(), every),
        case("a large network", list(reference.ALEXNET), {1: {"n_H": -7}, 10: {"parameters": 4096}}),
    ]


@audit.property("every entry is checked")
def every_entry(f, rng):
    """Return a sentence unless a slip in any entry of a row is found."""
    for entry in ("n_H", "n_W", "n_C", "parameters", "multiply_adds"):
        found = list(f(deep(), stated(deep(), {2: {entry: 1}})))
        if found != [2]:
            return f"row 2 has a wrong {entry}, but the answer is {found}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def judged(architecture, stated, *, same=None, first=0, before_of=None):
    """Return the rows that are not right, by rules.

    same : (right row, stated row), both without names    first : the first row that is judged
    before_of : (stated shapes, right shapes so far, row) to the shape in front of it
    """
    wrong, right = [], []
    same = same or (lambda a, b: a == b)
    for number, (layer, (_, shape, *costs)) in enumerate(zip(architecture, stated, strict=True)):
        before = before_of(stated, right, number) if before_of else stated[number - 1][1]
        should = (*reference.layer_cost(layer, before),)
        right.append(should)
        if number >= first and not same(should, (tuple(shape), *costs)):
            wrong.append(number)
    return wrong


def true_shape(stated, right, number):
    """Return the shape that the row before has in the right table."""
    return right[number - 1][0] if number else ()


@audit.mistake
def against_the_whole_table(architecture, stated):
    """each row is compared with the correct table of the whole network: judge it by the shape stated before it"""
    return judged(architecture, stated, before_of=true_shape)


@audit.mistake
def first_alone(architecture, stated):
    """the search stops at the first wrong row: return all of them"""
    return judged(architecture, stated)[:1]


@audit.mistake
def last_alone(architecture, stated):
    """only the last wrong row is returned: return all of them"""
    return judged(architecture, stated)[-1:]


@audit.mistake
def shapes_alone(architecture, stated):
    """only shapes are compared: parameters and multiply-adds can be wrong, too"""
    return judged(architecture, stated, same=lambda a, b: a[0] == b[0])


@audit.mistake
def costs_alone(architecture, stated):
    """shapes are not compared: a shape can be wrong, too"""
    return judged(architecture, stated, same=lambda a, b: a[1:] == b[1:])


@audit.mistake
def parameters_ignored(architecture, stated):
    """the parameters are not compared: they can be wrong, too"""
    return judged(architecture, stated, same=lambda a, b: a[0] == b[0] and a[2] == b[2])


@audit.mistake
def multiply_adds_ignored(architecture, stated):
    """the multiply-adds are not compared: they can be wrong, too"""
    return judged(architecture, stated, same=lambda a, b: a[:2] == b[:2])


@audit.mistake
def channels_ignored(architecture, stated):
    """only the height and width of a shape are compared: the channels can be wrong, too"""
    return judged(architecture, stated, same=lambda a, b: a[0][:2] == b[0][:2] and a[1:] == b[1:])


@audit.mistake
def all_must_be_wrong(architecture, stated):
    """a row is reported only if all its entries are wrong: one wrong entry is enough"""
    return judged(architecture, stated, same=lambda a, b: any(x == y for x, y in zip(a, b, strict=True)))


@audit.mistake
def names_compared(architecture, stated):
    """names are compared, too: a row may have any name"""
    blamed = {
        number for number, (layer, row) in enumerate(zip(architecture, stated, strict=True)) if layer[0] != row[0]
    }
    return sorted(blamed | set(judged(architecture, stated)))


@audit.mistake
def input_not_judged(architecture, stated):
    """the input is not judged: its row can be wrong, too"""
    return judged(architecture, stated, first=1)


@audit.mistake
def counted_from_one(architecture, stated):
    """rows are numbered from 1: number them from 0"""
    return [number + 1 for number in judged(architecture, stated)]


@audit.mistake
def input_not_counted(architecture, stated):
    """the layers after the input are numbered from 0: the input is row 0"""
    return [number - 1 for number in judged(architecture, stated)]


@audit.mistake
def right_rows(architecture, stated):
    """the correct rows are returned: return the wrong ones"""
    wrong = judged(architecture, stated)
    return [number for number in range(len(stated)) if number not in wrong]


@audit.mistake
def how_many(architecture, stated):
    """the number of wrong rows is returned: return a list of their indices"""
    return len(judged(architecture, stated))


@audit.mistake
def their_names(architecture, stated):
    """the names of the rows are returned: return their indices"""
    return [stated[number][0] for number in judged(architecture, stated)]


@audit.mistake
def true_or_false(architecture, stated):
    """there is a True or False for each row: return the indices of the wrong rows"""
    wrong = judged(architecture, stated)
    return [number in wrong for number in range(len(stated))]


# --- right, written differently -------------------------------------------------------------------------------------


@audit.right
def by_small_networks(architecture, stated):
    """Return the same, from networks of an input and one layer."""
    wrong = [] if stated[0][1:] == reference.summarize(architecture[:1])[0][1:] else [0]
    for number in range(1, len(stated)):
        row = reference.summarize([("input", *stated[number - 1][1]), architecture[number]])[1]
        if row[1:] != stated[number][1:]:
            wrong += [number]
    return wrong
