"""Exercise 3: which layers need the most parameters, multiply-adds, memory."""

import math

from deepcourse.cnn import summary as reference
from deepcourse.exercises.course4.classic_networks.networks import deep, flat, high, some_network
from deepcourse.exercises.declaration import Case, FunctionExercise

leaders = FunctionExercise(
    __name__,
    reference=reference.leaders,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("most parameters", "most multiply-adds", "most numbers to keep"),
    hints=(
        "Two of the three columns are in the table. Compute the third from the shapes.",
        "The number of outputs of a layer is the product of the entries of its shape, which has three entries or one.",
        "Row 0 may hold more numbers than any layer. How do you leave it out, and still number the rows from 0?",
    ),
)

SPREAD = (  # in one row the product is largest, in others the sum, the channels, the places, the first entry
    ("input", (40, 40, 1), 0, 0), ("a", (21, 1, 1), 3, 9), ("b", (20, 3, 1), 8, 4), ("c", (9, 9, 1), 4, 6),
    ("d", (3, 2, 12), 5, 3), ("e", (4, 6, 5), 2, 8), ("f", (15,), 1, 5),
)  # fmt: skip
LONG = (("input", (3, 3, 1), 0, 0), ("a", (18, 8, 1), 2, 2), ("b", (20, 1, 1), 3, 5), ("c", (6, 6, 6), 4, 1))
TIES = (("input", (9, 9, 9), 0, 0), ("a", (2, 2, 2), 5, 7), ("b", (8,), 5, 7), ("c", (1, 3, 2), 1, 1))


@leaders.visible
def visible():
    """Return tables in which other rows lead in each column, one with equal rows, one with a large input."""
    return [
        Case("LeNet", (reference.summarize(reference.LENET_5),)),
        Case("pictures 23 by 12", (reference.summarize(high()),)),
        Case("a large input", (reference.summarize(deep()),)),
        Case("equal rows", (list(TIES),)),
        Case("shapes of all kinds", (list(SPREAD),)),
        Case("long shapes", (list(LONG),)),
        Case("no convolution", (reference.summarize(flat()),)),
        Case("VGG with 2 stages", (reference.summarize(reference.vgg((1, 2), size=16, width=4, classes=7)),)),
    ]


@leaders.draw
def draw(rng):
    """Return the table of random layers."""
    layers = some_network(rng)
    return Case(f"pictures {layers[0][1]} by {layers[0][2]}, {len(layers)} layers", (reference.summarize(layers),))


@leaders.edges
def edges(rng):
    """Return large networks, and one layer."""
    one = [("input", 6, 5, 2), ("conv", 3, 3, 1, 0)]
    return [
        Case("AlexNet", (reference.summarize(reference.ALEXNET),)),
        Case("VGG-16", (reference.summarize(reference.NETWORKS["VGG-16"]),)),
        Case("shapes of all kinds, in another order", ([SPREAD[0], *SPREAD[:0:-1]],)),
        Case("long shapes, in another order", ([LONG[0], *LONG[:0:-1]],)),
        Case("one layer", (reference.summarize(one),)),
    ]


@leaders.property("a row that leads in everything")
def leads_in_everything(f, rng):
    """Return a sentence unless a row with the most of everything is found three times, wherever it stands."""
    for place in (1, 2, 3):
        table = [("input", (4, 4, 1), 0, 0), *[("conv", (4, 4, 2), 20, 160)] * 3]
        table[place] = ("conv", (5, 5, 9), 900, 9000)
        if tuple(f(table)) != (place,) * 3:
            return f"row {place} has the most of everything, but the answer is {tuple(f(table))}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def led(table, *, keep=None, best=max, first=1, last=False, order=(0, 1, 2), shift=0):
    """Return the leaders by rules; `keep` makes the numbers to keep from a shape."""
    rows, numbers = table[first:], []
    for column in ([row[2] for row in rows], [row[3] for row in rows], [(keep or math.prod)(row[1]) for row in rows]):
        most = best(column)
        places = [place for place, value in enumerate(column) if value == most]
        numbers.append(places[-1 if last else 0] + first + shift)
    return tuple(numbers[place] for place in order)


def declare(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(table):
        return led(table, **rules)

    mistake.__name__, mistake.__doc__ = name, sentence
    leaders.mistake(mistake)


declare("input_counts", "the input is included: row 0 is not a layer", first=0)
declare("numbered_without_the_input", "the layers after the input are numbered from 0: the input is row 0", shift=-1)
declare("numbered_from_one", "rows are numbered from 1: number them from 0", shift=1)
declare("the_least", "the smallest of each column is found: find the largest", best=min)
declare("last_of_equals", "of equal rows, the last is returned: return the first", last=True)
declare("columns_exchanged", "parameters and multiply-adds are swapped: the parameters come first", order=(1, 0, 2))
declare("memory_first", "the numbers to keep come first: they come last", order=(2, 0, 1))
declare("places_alone", "the numbers to keep are those of one channel: all channels are kept",
        keep=lambda shape: math.prod(shape[:2]))  # fmt: skip
declare("channels_alone", "only the channels are counted as numbers to keep: each has n_H n_W numbers",
        keep=lambda shape: shape[-1])  # fmt: skip
declare("added", "the entries of the shape are added: multiply them", keep=sum)


@leaders.mistake
def shape_is_the_largest(table):
    """shapes are compared as tuples, entry by entry: compare their products"""
    shapes = [row[1] for row in table[1:]]
    return *led(table)[:2], 1 + shapes.index(max(shapes))


@leaders.mistake
def memory_of_weights(table):
    """the parameters are used as the numbers to keep: those are the outputs of a layer"""
    return *led(table)[:2], led(table)[0]


@leaders.mistake
def names(table):
    """the names of the rows are returned: return their indices"""
    return tuple(table[row][0] for row in led(table))


@leaders.mistake
def the_values(table):
    """the largest numbers themselves are returned: return the indices of their rows"""
    a, b, c = led(table)
    return table[a][2], table[b][3], math.prod(table[c][1])


@leaders.mistake
def what_comes_in(table):
    """the inputs of the layers are compared: compare their outputs"""
    numbers = [math.prod(row[1]) for row in table[:-1]]
    return *led(table)[:2], 1 + numbers.index(max(numbers))


# --- right, written differently -------------------------------------------------------------------------------------


@leaders.right
def by_max(table):
    """Return the same in a list, by max with a key."""
    rows = range(1, len(table))

    def kept(row):
        count = 1
        for side in table[row][1]:
            count *= side
        return count

    return [max(rows, key=lambda row: table[row][2]), max(rows, key=lambda row: table[row][3]), max(rows, key=kept)]
