"""Exercise 2: J = 3 (a + b c), step by step."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import autodiff as reference

forward_graph = FunctionExercise(
    __name__,
    reference=reference.forward_graph,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("J", "cache"),
    hints=(
        "Three lines for three boxes of the graph, from left to right: u, v, J.",
        "u = b * c, then v = a + u, then J = 3 * v.",
        'Return J and the dictionary {"a": a, "b": b, "c": c, "u": u, "v": v}, separated by a comma.',
    ),
)


def three(rng):
    """Return three random numbers."""
    return tuple(float(number) for number in rng.uniform(-4, 4, size=3))


@forward_graph.visible
def visible():
    """Return the text's example, one with fractions, one with signs, and zeros."""
    return [
        Case("the numbers of the text: a = 5, b = 3, c = 2", (5.0, 3.0, 2.0)),
        Case("fractions", (0.5, 1.5, -2.5)),
        Case("negative numbers", (-1.0, -4.0, 0.25)),
        Case("whole numbers, a = 0", (0, -3, 2)),
        Case("b = 0", (1.5, 0.0, -2.5)),
    ]


@forward_graph.draw
def draw(rng):
    """Return three random numbers."""
    return Case("three numbers", three(rng))


@forward_graph.edges
def edges(rng):
    """Return zeros and whole numbers."""
    a, b, c = three(rng)
    return [Case("a = 0", (0.0, b, c)), Case("b = 0", (a, 0.0, c)), Case("whole numbers", (5, -3, 2))]


@forward_graph.property("a nudge of a reaches J three times as large")
def nudge_travels(f, rng):
    """Return a sentence unless a nudge of a reaches J three times as large."""
    a, b, c = three(rng)
    change = f(a + 0.5, b, c)[0] - f(a, b, c)[0]
    return None if abs(change - 1.5) < 1e-9 else f"a was nudged by 0.5, and J moved by {change:.6g} instead of 1.5"


def _with(J, a, b, c, u, v):
    return J, {"a": a, "b": b, "c": c, "u": u, "v": v}


# --- known mistakes -------------------------------------------------------------------------------------------------


@forward_graph.mistake
def three_times_a_only(a, b, c):
    """only a is multiplied by 3: J = 3 (a + b c) has brackets, so all of v is"""
    u = b * c
    return _with(3 * a + u, a, b, c, u, a + u)


@forward_graph.mistake
def sum_before_product(a, b, c):
    """v is (a + b) c: the product u = b c comes first, then a is added"""
    v = (a + b) * c
    return _with(3 * v, a, b, c, b * c, v)


@forward_graph.mistake
def sum_instead_of_product(a, b, c):
    """u is b + c: the first step is a product, u = b c"""
    u = b + c
    return _with(3 * (a + u), a, b, c, u, a + u)


@forward_graph.mistake
def product_instead_of_sum(a, b, c):
    """v is a u: the second step is a sum, v = a + u"""
    u = b * c
    return _with(3 * a * u, a, b, c, u, a * u)


@forward_graph.mistake
def last_step_forgotten(a, b, c):
    """J is v: the last step, times 3, is missing"""
    u = b * c
    return _with(a + u, a, b, c, u, a + u)


@forward_graph.mistake
def j_kept_under_the_name_v(a, b, c):
    """the cache holds J under the name of v: v is the sum before it is multiplied by 3"""
    u = b * c
    J = 3 * (a + u)
    return _with(J, a, b, c, u, J)


@forward_graph.mistake
def inputs_not_kept(a, b, c):
    """the cache holds u and v only: the way back needs b and c as well, so keep a, b and c too"""
    u = b * c
    return 3 * (a + u), {"u": u, "v": a + u}


def other(name, sentence, walk):
    """Return the mistake of another walk from (a, b, c)."""

    def mistake(a, b, c):
        return walk(a, b, c)

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


def right_but(a, b, c, **kept):
    """Return what is right, but for some entries of the cache."""
    u = b * c
    return 3 * (a + u), {"a": a, "b": b, "c": c, "u": u, "v": a + u} | kept


def without(a, b, c, *names):
    """Return what is right, with some entries of the cache missing."""
    J, cache = right_but(a, b, c)
    return J, {name: number for name, number in cache.items() if name not in names}


for wrong in (
    ("v_missing", "v is missing in the cache: it holds a, b, c, u and v", lambda a, b, c: without(a, b, c, "v")),
    ("u_missing", "u is missing in the cache: it holds a, b, c, u and v", lambda a, b, c: without(a, b, c, "u")),
    (
        "u_and_v_missing",
        "u and v are missing in the cache: it holds a, b, c, u and v",
        lambda a, b, c: without(a, b, c, "u", "v"),
    ),
    ("a_missing", "a is missing in the cache: it holds a, b, c, u and v", lambda a, b, c: without(a, b, c, "a")),
    ("cache_first", "the cache is returned first: the order is J, cache", lambda a, b, c: right_but(a, b, c)[::-1]),
    (
        "cache_as_tuple",
        "the cache is a tuple, or a list: it is a dictionary, with a name for each number",
        lambda a, b, c: (3 * (a + b * c), (a, b, c, b * c, a + b * c)),
    ),
    (
        "cache_as_tuple_of_two",
        "the cache is a tuple of u and v: it is a dictionary with a, b, c, u and v",
        lambda a, b, c: (3 * (a + b * c), (b * c, a + b * c)),
    ),
    (
        "b_and_c_exchanged",
        "b and c are exchanged in the cache: each stands under its own name",
        lambda a, b, c: right_but(a, b, c, b=c, c=b),
    ),
    (
        "b_and_c_exchanged_in_whole_numbers",
        "b and c are exchanged in the cache, and u is cut to a whole number: each stands "
        "under its own name, and u is b c",
        lambda a, b, c: _with(3 * (a + int(b * c)), a, c, b, int(b * c), a + int(b * c)),
    ),
    (
        "whole_product",
        "u is cut to a whole number: u is b c as it is",
        lambda a, b, c: _with(3 * (a + int(b * c)), a, b, c, int(b * c), a + int(b * c)),
    ),
    (
        "whole_numbers",
        "J is cut to a whole number: keep the fractions",
        lambda a, b, c: (int(3 * (a + b * c)), right_but(a, b, c)[1]),
    ),
    (
        "u_and_v_exchanged",
        "u and v are exchanged in the cache: u is b c, v is a + u",
        lambda a, b, c: right_but(a, b, c, u=a + b * c, v=b * c),
    ),
    (
        "a_in_the_product",
        "u is a b, and c is added: the product is b c, and a is added",
        lambda a, b, c: _with(3 * (c + a * b), a, b, c, a * b, c + a * b),
    ),
    (
        "a_and_c_multiplied",
        "u is a c, and b is added: the product is b c, and a is added",
        lambda a, b, c: _with(3 * (b + a * c), a, b, c, a * c, b + a * c),
    ),
    (
        "difference",
        "v is a - u: the second step is a sum, v = a + u",
        lambda a, b, c: _with(3 * (a - b * c), a, b, c, b * c, a - b * c),
    ),
    (
        "three_times_u_only",
        "only u is multiplied by 3: J = 3 (a + b c) has brackets, so all of v is",
        lambda a, b, c: _with(a + 3 * b * c, a, b, c, b * c, a + b * c),
    ),
    (
        "three_added",
        "3 is added in the last step: v is multiplied by it",
        lambda a, b, c: _with(3 + a + b * c, a, b, c, b * c, a + b * c),
    ),
    (
        "cubed",
        "v is taken to the power 3: it is multiplied by 3",
        lambda a, b, c: _with((a + b * c) ** 3, a, b, c, b * c, a + b * c),
    ),
    (
        "power_for_product",
        "u is b to the power c: the first step is a product, u = b c",
        lambda a, b, c: _with(3 * (a + b**c), a, b, c, b**c, a + b**c),
    ),
    (
        "quotient",
        "u is b / c: the first step is a product, u = b c",
        lambda a, b, c: _with(3 * (a + b / c), a, b, c, b / c, a + b / c),
    ),
    (
        "v_times_three_in_u",
        "u is 3 b c already: the 3 comes last, J = 3 v",
        lambda a, b, c: _with(a + 3 * b * c, a, b, c, 3 * b * c, a + 3 * b * c),
    ),
    (
        "v_returned",
        "v is returned in the place of J, and J is kept as v: J = 3 v",
        lambda a, b, c: (a + b * c, right_but(a, b, c, v=3 * (a + b * c))[1]),
    ),
):
    forward_graph.mistake(other(*wrong))


# --- right, written differently -------------------------------------------------------------------------------------


@forward_graph.right
def in_one_go(a, b, c):
    """Return J from the formula, and a cache from keyword arguments."""
    return 3 * (a + b * c), dict(a=a, b=b, c=c, u=b * c, v=a + b * c)


@forward_graph.right
def one_name_at_a_time(a, b, c):
    """Return J from a cache that grows."""
    cache = {"a": a, "b": b, "c": c}
    cache["u"] = cache["b"] * cache["c"]
    cache["v"] = cache["a"] + cache["u"]
    return 3 * cache["v"], cache
