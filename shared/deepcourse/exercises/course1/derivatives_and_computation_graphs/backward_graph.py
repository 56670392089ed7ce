"""Exercise 3: the slopes of J = 3 (a + b c), from right to left."""

from deepcourse.exercises.course1.derivatives_and_computation_graphs.forward_graph import three
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import autodiff as reference

backward_graph = FunctionExercise(
    __name__,
    reference=reference.backward_graph,
    minutes=5,
    points_visible=5,
    points_hidden=8,
    returns=("da", "db", "dc"),
    hints=(
        "Walk from right to left: dv first, then da and du, then db and dc. Each is the slope of its box times what "
        "arrives from the right.",
        "dv = 3 * dJ. A sum passes on what it gets: da = dv and du = dv.",
        'A product hands each factor the other one: db = du * cache["c"], and dc = du * cache["b"].',
    ),
)


def cache_of(a, b, c):
    """Return the cache of the forward walk."""
    return reference.forward_graph(a, b, c)[1]


@backward_graph.visible
def visible():
    """Return the text's example, one whose J is not the end, one with signs, and zeros."""
    return [
        Case("the numbers of the text: a = 5, b = 3, c = 2", (1.0, cache_of(5.0, 3.0, 2.0))),
        Case("J feeds something else: dJ = 0.5", (0.5, cache_of(1.0, 4.0, -2.5))),
        Case("negative numbers, dJ = -2", (-2.0, cache_of(-1.0, -3.0, 0.25))),
        Case("whole numbers, dJ = 2 and b = 0", (2, cache_of(5, 0, -3))),
        Case("dJ = 0", (0.0, cache_of(1.5, -2.0, 4.0))),
    ]


@backward_graph.draw
def draw(rng):
    """Return random numbers and a random dJ."""
    return Case("three numbers and a dJ", (float(rng.normal()), cache_of(*three(rng))))


@backward_graph.edges
def edges(rng):
    """Return a gradient of zero, a factor of zero, and whole numbers."""
    a, b, c = three(rng)
    return [
        Case("dJ = 0", (0.0, cache_of(a, b, c))),
        Case("b = 0", (1.0, cache_of(a, 0.0, c))),
        Case("whole numbers", (1, cache_of(5, -3, 2))),
    ]


@backward_graph.property("the slopes are those that nudges measure")
def slopes_that_nudges_measure(f, rng):
    """Return a sentence unless the three slopes are those that nudges measure."""
    numbers, eps = three(rng), 1e-4
    claimed = f(1.0, cache_of(*numbers))
    for i, name in enumerate("abc"):
        ahead, behind = (
            reference.forward_graph(*(n + s * (i == k) for k, n in enumerate(numbers)))[0] for s in (eps, -eps)
        )
        measured = (ahead - behind) / (2 * eps)
        if not abs(claimed[i] - measured) <= 1e-6 * max(1.0, abs(measured)):
            return f"nudging {name} moves J at a rate of {measured:.6g}, but d{name} says {claimed[i]:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@backward_graph.mistake
def b_and_c_exchanged(dJ, cache):
    """db and dc are exchanged: the slope of u = b c with respect to b is c, the *other* factor"""
    da, db, dc = reference.backward_graph(dJ, cache)
    return da, dc, db


@backward_graph.mistake
def three_forgotten(dJ, cache):
    """the factor 3 of the last step is missing: dv = 3 dJ"""
    da, db, dc = reference.backward_graph(dJ, cache)
    return da / 3, db / 3, dc / 3


@backward_graph.mistake
def dJ_ignored(dJ, cache):
    """dJ is taken to be 1: J may feed something else, so the walk starts with the dJ that is given"""
    return reference.backward_graph(1.0, cache)


@backward_graph.mistake
def three_at_a_only(dJ, cache):
    """the 3 reaches a only: both a and u are part of v, so du = dv as well"""
    return 3 * dJ, dJ * cache["c"], dJ * cache["b"]


@backward_graph.mistake
def local_slope_of_a(dJ, cache):
    """da is 1, the slope of v with respect to a: J is what counts, so multiply by dv"""
    _, db, dc = reference.backward_graph(dJ, cache)
    return 1.0, db, dc


@backward_graph.mistake
def times_the_value(dJ, cache):
    """da is dv times a: the slope of a sum with respect to each of its terms is 1, not the term"""
    da, db, dc = reference.backward_graph(dJ, cache)
    return da * cache["a"], db, dc


@backward_graph.mistake
def slopes_added(dJ, cache):
    """slopes are added along the way: nudges are passed on by multiplying, one step after the other"""
    dv = 3 + dJ
    return dv, dv + cache["c"], dv + cache["b"]


def other(name, sentence, walk):
    """Return the mistake of another walk back; `walk` gets dJ, then a, b, c, u and v."""

    def mistake(dJ, cache):
        return walk(dJ, **cache)

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for wrong in (
    (
        "value_of_v",
        "dv is dJ times v: the slope of J = 3 v is 3",
        lambda dJ, a, b, c, u, v: (dJ * v, dJ * v * c, dJ * v * b),
    ),
    (
        "three_times_v",
        "dv is 3 v dJ: the slope of J = 3 v is 3, without v",
        lambda dJ, a, b, c, u, v: (3 * dJ * v, 3 * dJ * v * c, 3 * dJ * v * b),
    ),
    (
        "sum_like_a_product",
        "the sum hands each term the other one, as a product does: it passes on what it gets",
        lambda dJ, a, b, c, u, v: (3 * dJ * u, 3 * dJ * a * c, 3 * dJ * a * b),
    ),
    (
        "u_like_a_factor",
        "du is dv times u: a sum passes on what it gets, du = dv",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ * u * c, 3 * dJ * u * b),
    ),
    (
        "u_over_the_factor",
        "u is divided by a factor to find the other one: that fails where it is 0; the cache holds both",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ * u / b, 3 * dJ * u / c),
    ),
    (
        "dc_from_db",
        "dc is made of db: it is du times the other factor, b",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ * c, 3 * dJ * c * b),
    ),
    (
        "db_from_dc",
        "db is made of dc: it is du times the other factor, c",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ * b * c, 3 * dJ * b),
    ),
    (
        "three_twice",
        "du is multiplied by 3 once more: dv has the 3 already, and du = dv",
        lambda dJ, a, b, c, u, v: (3 * dJ, 9 * dJ * c, 9 * dJ * b),
    ),
    (
        "three_forgotten_at_a",
        "da is dJ, without the 3: da = dv = 3 dJ",
        lambda dJ, a, b, c, u, v: (dJ, 3 * dJ * c, 3 * dJ * b),
    ),
    (
        "three_added",
        "dv is dJ + 3: slopes are multiplied, dv = 3 dJ",
        lambda dJ, a, b, c, u, v: (dJ + 3, (dJ + 3) * c, (dJ + 3) * b),
    ),
    (
        "three_added_and_turned",
        "dv is dJ + 3, and the slopes come in the order dc, db, da: dv = 3 dJ, and the order is da, db, dc",
        lambda dJ, a, b, c, u, v: ((dJ + 3) * b, (dJ + 3) * c, dJ + 3),
    ),
    (
        "turned_round",
        "the slopes come in the order dc, db, da: it is da, db, dc",
        lambda dJ, a, b, c, u, v: (3 * dJ * b, 3 * dJ * c, 3 * dJ),
    ),
    (
        "factors_left_out",
        "db and dc are du: a product hands each factor the *other* one",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ, 3 * dJ),
    ),
    (
        "dJ_left_out_at_a",
        "da is 3, without dJ: the walk starts with the dJ that is given",
        lambda dJ, a, b, c, u, v: (3, 3 * dJ * c, 3 * dJ * b),
    ),
    (
        "dJ_left_out_in_the_product",
        "db and dc are without dJ: the walk starts with the dJ that is given",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * c, 3 * b),
    ),
    (
        "local_slopes",
        "the slopes of the single steps are returned, 1, c and b: they are multiplied along the way, from dJ on",
        lambda dJ, a, b, c, u, v: (1.0, c, b),
    ),
    (
        "a_in_the_product",
        "the slopes of b and c are multiplied by a: a is no factor, it is added",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ * a * c, 3 * dJ * a * b),
    ),
    (
        "product_of_both",
        "db and dc are du times u: a product hands each factor the *other* one alone",
        lambda dJ, a, b, c, u, v: (3 * dJ, 3 * dJ * u, 3 * dJ * u),
    ),
    (
        "third_part",
        "dv is dJ / 3: the slope of J = 3 v is 3, so dv = 3 dJ",
        lambda dJ, a, b, c, u, v: (dJ / 3, dJ / 3 * c, dJ / 3 * b),
    ),
    (
        "wrong_sign",
        "the signs are turned around: all three slopes are dv times something, without a minus",
        lambda dJ, a, b, c, u, v: (-3 * dJ, -3 * dJ * c, -3 * dJ * b),
    ),
    (
        "changes_divided",
        "each slope is J over the number: a slope says how J moves when the number is nudged",
        lambda dJ, a, b, c, u, v: (3 * v * dJ / a, 3 * v * dJ / b, 3 * v * dJ / c),
    ),
    (
        "da_from_u",
        "da is dv times u: a sum passes on what it gets, da = dv",
        lambda dJ, a, b, c, u, v: (3 * dJ * u, 3 * dJ * c, 3 * dJ * b),
    ),
):
    backward_graph.mistake(other(*wrong))


def asked_for(name):
    """Return the mistake of asking the cache for a slope."""
    sentence = f"the cache is asked for {name}: it holds the numbers of the way forward, and the slopes are made here"
    return other(f"{name}_in_the_cache", sentence, lambda dJ, **numbers: numbers[name])


for slope in ("dv", "du", "J"):
    backward_graph.mistake(asked_for(slope))


# --- right, written differently -------------------------------------------------------------------------------------


@backward_graph.right
def from_the_formula(dJ, cache):
    """Return the three slopes, each in one product."""
    return 3 * dJ, 3 * dJ * cache["c"], 3 * dJ * cache["b"]


@backward_graph.right
def with_every_name(dJ, cache):
    """Return the slopes, a line for each arrow of the graph."""
    dJ_dv, dv_da, dv_du = 3, 1, 1
    dv = dJ * dJ_dv
    da, du = dv * dv_da, dv * dv_du
    return da, du * cache["c"], du * cache["b"]
