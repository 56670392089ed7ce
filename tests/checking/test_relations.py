"""The engine of observations: each relation is seen where it holds, and nothing is said where none does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from deepcourse.checking.relations import Sample, observe, observe_draw, observe_places
from deepcourse.checking.relations.observing import observed
from deepcourse.checking.relations.sample import LARGEST, array_of, facts_of
from deepcourse.checking.relations.shapes import unit

SHAPES = ((3, 4), (5, 7), (4, 6))
NUMBERS = (0.731, 0.24142, 0.50377)


def normal(seed, shape):
    return np.random.default_rng(seed).normal(size=shape)


def cases(got, shapes=SHAPES, arguments=None, parts=None, make=normal):
    """One sample a shape: `got(expected, arguments)` is what came back."""
    made = []
    for seed, shape in enumerate(shapes):
        expected = make(seed, shape)
        given = {"X": normal(seed + 10, (3, *shape[-1:])), "rate": NUMBERS[seed]} if arguments is None else arguments
        given = given(seed, shape) if callable(given) else given
        made.append(Sample(got(expected, given), expected, given, parts(seed, shape) if parts else {}))
    return made


def numbers(got, arguments=lambda seed: {}):
    """One sample a number."""
    return [Sample(got(n, arguments(i)), n, arguments(i), {}) for i, n in enumerate(NUMBERS)]


def with_array(seed, shape):
    return {
        "A_prev": normal(seed + 20, shape),
        "b": normal(seed + 30, (shape[0], 1)),
        "p": {"W1": normal(seed, (9, 9))},
    }


def changed(array, where, by=1.0):
    array = array.copy()
    array[where] += by
    return array


BY_ENTRY = {  # what came back: the sentence after the place
    "times -1 in every case": lambda e, a: -e,
    "times 2 in every case": lambda e, a: 2 * e,
    "times 1/2 in every case": lambda e, a: e / 2,
    "times ln 2 (0.693) in every case": lambda e, a: e * np.log(2),
    "divided by ln 10 (2.303) in every case": lambda e, a: e / np.log(10),
    "the expected value times the length of axis 1 of X in every case": lambda e, a: e * a["X"].shape[1],
    "the expected value divided by the length of axis 1 of X": lambda e, a: e / a["X"].shape[1],
    "the expected value times the number of entries of X": lambda e, a: e * a["X"].size,
    "divided by the square root of the length of axis 1 of X": lambda e, a: e / np.sqrt(a["X"].shape[1]),
    "times rate in every case": lambda e, a: e * a["rate"],
    "divided by rate in every case": lambda e, a: e / a["rate"],
    "times 1 - rate in every case": lambda e, a: e * (1 - a["rate"]),
    "divided by 1 - rate in every case": lambda e, a: e / (1 - a["rate"]),
    "the expected value plus 1 in every case": lambda e, a: e + 1,
    "the expected value minus 1/2 in every case": lambda e, a: e - 0.5,
    "the expected value plus rate in every case": lambda e, a: e + a["rate"],
    "the expected value minus the length of axis 1 of X in every case": lambda e, a: e - a["X"].shape[1],
}
BY_ORDER = {
    "is what is expected, transposed": lambda e, a: e.T,
    "has the expected rows in reverse order": lambda e, a: e[::-1],
    "has the expected columns in reverse order": lambda e, a: e[:, ::-1],
    "is what is expected, with all axes in reverse order": lambda e, a: e[::-1, ::-1],
    "is what is expected, one row later, rolled around the end": lambda e, a: np.roll(e, 1, axis=0),
    "is what is expected, one column earlier": lambda e, a: np.pad(e[:, 1:], ((0, 0), (0, 1))),
    "has one row too many, its last; all others are right": lambda e, a: np.vstack([e, np.ones((1, e.shape[1]))]),
    "has one column too many, its first; all others are right": lambda e, a: np.hstack([np.ones((len(e), 1)), e]),
    "lacks one row, the first; all others are right": lambda e, a: e[1:],
    "lacks one column, the last; all others are right": lambda e, a: e[:, :-1],
    "has the right entries, but all in one axis": lambda e, a: e.ravel(),
    "has the right entries, but an axis of length 1 is too many": lambda e, a: e[:, None],
    "has the right entries, but in another shape": lambda e, a: e.reshape(1, -1),
    "filled in column by column where it is row by row": lambda e, a: e.ravel(order="F").reshape(e.shape),
    "is the sum over axis 0 of what is expected": lambda e, a: e.sum(axis=0),
    "is the mean over axis 1 of what is expected": lambda e, a: e.mean(axis=1, keepdims=True),
    "is the sum over all entries of what is expected": lambda e, a: e.sum(),
    "is the last row of what is expected": lambda e, a: e[-1],
    "is the first column of what is expected": lambda e, a: e[:, :1],
    "has the expected columns in another order": lambda e, a: e[:, [1, 3, 0, 2, *range(4, e.shape[1])]],
    "has the expected entries in another order": (
        lambda e, a: np.random.default_rng(0).permutation(e.ravel()).reshape(e.shape)
    ),
}
BY_PLACE = {
    "is right but for its first row": lambda e, a: changed(e, 0),
    "is right but for its last column": lambda e, a: changed(e, (slice(None), -1)),
    "is right but for the sign of some entries": lambda e, a: e * np.where(np.arange(e.shape[1]) % 2, -1, 1),
}
OF_VALUES = {
    "is the absolute value of what is expected": lambda e, a: np.abs(e),
    "is 1 minus what is expected": lambda e, a: 1 - e,
    "is 1 divided by what is expected": lambda e, a: 1 / e,
    "is the square of what is expected": lambda e, a: e**2,
    "is the exponential of what is expected": lambda e, a: np.exp(e),
    "is what is expected, rounded to whole numbers, downwards": lambda e, a: np.floor(e),
    "is what is expected, rounded to whole numbers, towards zero": lambda e, a: np.trunc(e),
    "is what is expected, rounded to whole numbers, to the nearest one": lambda e, a: np.rint(e),
    "is what is expected, rounded to two decimals": lambda e, a: np.round(e, 2),
    "agrees with what is expected to about five digits, no further": lambda e, a: e * (1 + 5e-6 * np.sin(100 * e)),
}
ALL = BY_ENTRY | BY_ORDER | BY_PLACE | OF_VALUES


@pytest.mark.parametrize("sentence", ALL)
def test_a_relation_is_seen(sentence):
    said = observed("dw", cases(ALL[sentence]), 1e-6)
    assert said is not None
    assert said.startswith("dw ")
    assert sentence in said


@pytest.mark.parametrize("sentence", ALL)
def test_a_relation_that_one_case_does_not_have_is_not_said(sentence):
    samples = cases(ALL[sentence])
    odd = Sample(
        samples[-1].got + np.cos(np.arange(samples[-1].got.size)).reshape(samples[-1].got.shape), *others(samples[-1])
    )
    assert observe("dw", [*samples[:-1], odd]) is None


def others(sample):
    return sample.expected, sample.arguments, sample.parts


@pytest.mark.parametrize("sentence", ALL)
def test_entries_that_are_all_alike_tell_nothing(sentence):
    made = cases(ALL[sentence], make=lambda seed, shape: np.full(shape, NUMBERS[seed]))
    assert observe("dw", made) is None


@pytest.mark.parametrize(
    ("function", "sentence"),
    [(np.sqrt, "is the square root of what is expected"), (np.log, "is the logarithm of what is expected")],
)
def test_functions_of_positive_numbers(function, sentence):
    def positive(seed, shape):
        return np.abs(normal(seed, shape)) + 0.1

    assert observe("s", cases(lambda e, a: function(e), make=positive)) == f"s {sentence}"
    assert observe("s", cases(lambda e, a: function(np.abs(e)))) is None


def test_numbers_that_went_through_float32_are_told_by_their_digits():
    said = observe("db", cases(lambda e, a: (e * (1 + 3e-6 * np.sin(99 * e))).astype(np.float32)))
    digits = "db agrees with what is expected to about five digits, no further"
    assert said == f"{digits}: its numbers are those that float32 can hold"


def test_agreement_is_not_said_where_an_argument_agrees_as_well():
    """After a small step of training, all agrees to some digits."""
    samples = cases(lambda e, a: e * (1 + 5e-6 * np.sin(100 * e)))
    stepped = [Sample(s.got, s.expected, {"W": s.expected + 1e-5 * normal(99, s.expected.shape)}, {}) for s in samples]
    assert observe("W", stepped) is None


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (lambda e, a: a["A_prev"], "A is the argument A_prev as it came in"),
        (lambda e, a: a["p"]["W1"], 'A is p["W1"] as it came in'),
        (lambda e, a: e + a["A_prev"], "A is what is expected plus the argument A_prev"),
        (lambda e, a: e - a["b"], "A is what is expected minus the argument b"),
        (lambda e, a: e * a["A_prev"], "A is what is expected times the argument A_prev, entry by entry"),
        (lambda e, a: e / a["b"], "A times the argument b, entry by entry, is what is expected"),
        (lambda e, a: e + 2 * a["b"], None),
        (lambda e, a: a["A_prev"] + a["b"], None),
    ],
)
def test_relations_to_an_argument(got, sentence):
    assert observe("A", cases(got, arguments=with_array)) == sentence


def test_parts_that_are_exchanged():
    pairs = [(normal(seed, shape), normal(seed + 9, shape)) for seed, shape in enumerate(SHAPES)]
    exchanged = [Sample(b, a, {}, {"db": (a, b)}) for a, b in pairs]
    twice = [Sample(b, a, {}, {"db": (b, b)}) for a, b in pairs]
    odd = [*exchanged[:2], Sample(pairs[0][0], pairs[2][0], {}, {"db": pairs[2]})]
    assert observe("dW", exchanged) == "dW and db are exchanged"
    assert observe("dW", twice) == "dW is what is expected as db"
    assert observe("dW", odd) is None


def test_in_two_cases_some_entry_of_a_long_list_fits_by_accident():
    def sample(seed):
        entries = {f"history[{i}]": (0.0, normal(seed + i, ())) for i in range(1, 6)}
        return Sample(entries["history[4]"][1], normal(seed, ()), {}, entries)

    several = [sample(seed) for seed in (0, 50, 100, 150)]
    assert observe("history[0]", several[:2]) is None
    assert observe("history[0]", several) == "history[0] is what is expected as history[4]"


def test_what_is_expected_is_a_sum_or_a_row_of_what_came_back():
    grown = [
        Sample(large, large.sum(axis=1, keepdims=True), {}, {}) for large in (normal(0, (3, 4)), normal(1, (5, 6)))
    ]
    rows = [Sample(large, large[-1], {}, {}) for large in (normal(0, (3, 4)), normal(1, (5, 6)))]
    assert observe("db", grown) == "db has too many entries: the sum over axis 1 of it is what is expected"
    assert observe("db", rows) == "db has too many entries: the last row of it is what is expected"


def test_axes_of_larger_arrays():
    shapes = ((2, 3, 4), (3, 5, 2))
    assert observe("A", cases(lambda e, a: e.transpose(1, 0, 2), shapes)) == (
        "A is what is expected, transposed to the order (1, 0, 2) of its axes"
    )
    assert (
        observe("A", cases(lambda e, a: e[:, ::-1], shapes))
        == "A has the expected slices along axis 1 in reverse order"
    )
    border = cases(lambda e, a: np.pad(e[1:-1, 1:-1], 1), ((6, 7), (5, 5)))
    assert observe("A", border) == "A is right inside, and wrong only at its border"


def test_numbers_alone():
    assert observe("cost", numbers(lambda n, a: -n)) == "cost is the expected value times -1 in every case"
    ms = ({"m": 3}, {"m": 5}, {"m": 8})
    assert (
        observe("cost", numbers(lambda n, a: n * a["m"], ms.__getitem__))
        == "cost is the expected value times m in every case"
    )
    assert observe("cost", numbers(lambda n, a: -n)[:1]) is None
    assert observe("cost", [numbers(lambda n, a: -n)[0]] * 3) is None
    assert observe("cost", [Sample(-n, n, {}, {}) for n in (1, 2, 3)]) is None


def test_lists_of_numbers_are_looked_at():
    lists = [Sample([*e, 0.5], list(e), {}, {}) for e in (normal(0, 4), normal(1, 6))]
    assert observe("costs", lists) == "costs has one entry too many, its last; all others are right"


def test_a_quantity_must_vary_unless_nothing_else_is_two():
    def always(m):
        return lambda seed, shape: {"X": normal(seed, (9, m)), "k": 7}

    assert observe("dw", cases(lambda e, a: 5 * e, arguments=always(5))) is None
    assert observe("dw", cases(lambda e, a: 7 * e, arguments=always(5))) is None
    assert observe("dw", cases(lambda e, a: 2 * e, arguments=always(2))) is None
    assert (
        observe("dw", cases(lambda e, a: 2 * e, arguments=always(5)))
        == "dw is the expected value times 2 in every case"
    )


def test_the_numbers_of_a_short_list_are_quantities():
    def layers(seed, shape):
        return {"layer_dims": [9, shape[0] * 3, 2], "X": normal(seed, (9, 9))}

    said = observe("W2", cases(lambda e, a: e * np.sqrt(a["layer_dims"][1]), arguments=layers))
    assert said == "W2 is the expected value times the square root of layer_dims[1] in every case"


def test_one_case_is_enough_only_with_varied_entries():
    one = cases(lambda e, a: e.T)[:1]
    assert observe("dw", one) == "dw is what is expected, transposed"
    assert observe("dw", cases(lambda e, a: -e)[:1]) == "dw is the expected value times -1"
    assert observe("dw", cases(lambda e, a: 2 * e)[:1]) is None
    assert observe("dw", cases(lambda e, a: changed(e, 0))[:1]) is None
    assert observe("dw", [Sample(-e, e, {}, {}) for e in [normal(0, (5,))]]) is None


def test_cases_that_tell_nothing_may_be_left_out_but_not_contradict():
    good, unfinished = cases(lambda e, a: -e), Sample(np.full((2, 2), np.nan), normal(0, (2, 2)), {}, {})
    assert observe("dw", [*good, unfinished]) == "dw is the expected value times -1"
    assert observe("dw", [*good, Sample(np.zeros((3, 1)), normal(0, (3, 1)), {}, {})]) is None


def test_a_right_result_has_no_relation():
    assert observe("dw", cases(lambda e, a: e)) is None
    assert observe("dw", cases(lambda e, a: e * (1 + 1e-9))) is None
    assert observe("dw", [*cases(lambda e, a: -e)[:2], *cases(lambda e, a: e)[2:]]) is None


def test_zeros_tell_nothing():
    assert observe("dw", cases(lambda e, a: 0 * e)) is None
    assert observe("dw", [Sample(s.expected, 0 * s.expected, {}, {}) for s in cases(lambda e, a: e)]) is None
    assert observe("db", numbers(lambda n, a: 0.0)) is None


def test_small_whole_numbers_tell_too_little():
    assert observe("y", [Sample(np.array([2, 4]), np.array([1, 2]), {}, {}), Sample(4, 2, {}, {})]) is None


def test_names_of_what_stands_along_an_axis():
    assert [unit(0, (4,)), unit(1, (4, 2)), unit(0, (4, 1), many=True)] == ["entry", "column", "entries"]


class Hostile:
    """An object that does harm when it is asked anything."""

    def __getattribute__(self, name):
        raise SystemExit

    __eq__ = __len__ = __iter__ = __float__ = __array__ = __bool__ = __hash__ = lambda *_: Hostile.harm()

    @staticmethod
    def harm():
        raise SystemExit


class Loud(np.ndarray):
    """An array that does harm when it is computed with."""

    def __array_ufunc__(self, *arguments, **options):
        raise SystemExit


class Number(float):
    def __float__(self):
        raise SystemExit


HOSTILE = [
    None, "text", b"bytes", 1 + 2j, object(), Hostile(), Number(2), 10**5000, -(10**400), float("nan"), np.inf, [], {},
    [Hostile()], [[1.0], 2.0], np.zeros(3).view(Loud), np.array([object(), None]), np.array(["a"]),
    np.zeros((0, 3)), np.array([1j]), np.zeros(LARGEST + 1), np.zeros(2, dtype=[("a", float)]), np.recarray(2, float),
    np.datetime64("2020-01-01"), np.ma.masked_array([1.0], [True]), {"a": Hostile()}, (1, 10**400), 1e300, ...,
]  # fmt: skip


@pytest.mark.parametrize("which", range(len(HOSTILE)))
def test_hostile_values_give_nothing(which):
    value = HOSTILE[which]  # pytest asks its parameters for their class
    plain = cases(lambda e, a: -e)
    for bad in (
        Sample(value, plain[0].expected, {}, {}),
        Sample(plain[0].got, value, {}, {}),
        Sample(value, value, {"a": value}, {"b": (value, value)}),
    ):
        assert observed("dw", [bad, bad], 1e-6) is None
        observed("dw", [bad, *plain], 1e-6)
        assert observe_draw([bad, bad]) is None
    around = [Sample(s.got, s.expected, {"h": value, "list": [value]}, {"b": (value, value)}) for s in plain]
    assert observed("dw", around, 1e-6) == "dw is the expected value times -1 in every case"


def test_containers_that_hold_themselves():
    loop = []
    loop.append(loop)
    ring = {}
    ring["ring"] = ring
    around = [Sample(s.got, s.expected, {"loop": loop, "ring": ring}, {}) for s in cases(lambda e, a: -e)]
    assert observed("dw", around, 1e-6) == "dw is the expected value times -1 in every case"


def test_only_plain_numbers_and_arrays_are_looked_at():
    assert array_of(True) == 1.0
    assert array_of(np.float32(0.5)) == 0.5
    assert array_of([1, 2.5]).tolist() == [1.0, 2.5]
    assert array_of(np.zeros(2, dtype=bool)).dtype == float
    assert facts_of([Sample("text", 1.0, {}, {})], 1e-6) is None


def test_nothing_at_all():
    assert observe("dw", []) is None
    assert observe_draw([]) is None
    assert observe_places([], []) is None
    assert observe("dw", None) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=6,
)
any_array = arrays.arrays(
    st.sampled_from(["f8", "f4", "i8", "u1", "?", "f2", "c16", "U2"]),
    arrays.array_shapes(min_dims=0, max_dims=4, max_side=4, min_side=0),
)
leaf = anything | any_array
one_sample = st.builds(
    Sample,
    leaf,
    leaf,
    st.dictionaries(st.text(max_size=3), leaf, max_size=3),
    st.just({}) | st.builds(lambda a, b: {"b": (a, b)}, leaf, leaf),
)


@given(st.lists(one_sample, max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_values_make_it_raise(samples):
    said = observed("dw", samples, 1e-6)
    assert said is None or said.startswith("dw ")


@given(any_array, st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_no_array_makes_it_raise(array, times):
    observed("dw", [Sample(array, array.T, {"X": array}, {"b": (array, array)})] * times, 1e-6)


@given(
    st.integers(0, 10**6),
    st.lists(st.sampled_from([(), (3,), (2, 3), (4, 1), (3, 3), (2, 3, 2)]), min_size=2, max_size=4),
)
@settings(max_examples=150, deadline=None)
def test_unrelated_arrays_have_no_relation(seed, shapes):
    rng = np.random.default_rng(seed)

    def draw(shape):
        return rng.normal(size=shape)

    samples = [
        Sample(draw(s), draw(s), {"X": draw((3, 5)), "A": draw(s), "n": 3, "rate": 0.1}, {"b": (draw(s), draw(s))})
        for s in shapes
    ]
    assert observed("dw", samples, 1e-6) is None


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ([{"p['x']"}], [{"W1"}], None),
        ([{'p["W3"]', 'p["b3"]'}], [{'p["W1"]', 'p["b1"]'}], "only the last layer (W3, b3) is wrong"),
        ([{'p["W1"]', 'p["b1"]'}], [{'p["W2"]', 'p["b2"]', "cost"}], "only the first layer (W1, b1) is wrong"),
        ([{'p["W2"]'}], [{'p["W1"]', 'p["b1"]', 'p["b2"]'}], "only W2 is wrong"),
        ([{'p["b1"]', 'p["b2"]'}], [{'p["W1"]', 'p["W2"]'}], "all b's are wrong, all W's right"),
        ([{'p["b1"]', 'p["b2"]'}], [{'p["W1"]', 'p["b3"]'}], None),
        ([{"caches[2]"}], [{"caches[0]", "caches[1]"}], "only the last entry of caches is wrong"),
        ([{"caches[0]"}], [{"caches[1]"}], "only the first entry of caches is wrong"),
        ([{"caches[1]"}], [{"caches[0]", "caches[2]"}], None),
        ([{"the error"}], [{'p["W1"]'}], None),
        ([{"dw"}], [{"db"}], None),
        ([{'p["W2"]'}, {'p["W3"]'}], [{'p["W1"]'}, {'p["W1"]', 'p["W2"]'}], "only the last W is wrong, in every case"),
        ([{'p["W2"]'}, {'p["W1"]'}], [{'p["W1"]'}, {'p["W2"]'}], None),
        ([{'p["W1"]'}], [set()], None),
    ],
)
def test_which_places_are_wrong(wrong, right, sentence):
    assert observe_places(wrong, right) == sentence


@given(
    st.lists(st.sets(st.text(max_size=6) | st.sampled_from(['p["W1"]', "c[1]", 'p["b2"]', "c[99999999999]"]))),
    st.data(),
)
@settings(max_examples=100, deadline=None)
def test_no_places_make_it_raise(wrong, data):
    right = data.draw(
        st.lists(st.sets(st.sampled_from(['p["W1"]', 'p["b1"]', "c[0]"])), min_size=len(wrong), max_size=len(wrong))
    )
    said = observe_places(wrong, right)
    assert said is None or said.startswith(("only the ", "all ", "only "))


def drawn(got, arguments, sizes=(40, 60)):
    made = []
    for seed, size in enumerate(sizes):
        expected = np.random.default_rng(seed).random(size) < 0.7
        made.append(Sample(got(seed, expected), expected * 1.25, arguments, {}))
    return made


def other_mask(seed, expected):
    return (np.random.default_rng(seed + 9).random(expected.shape) < 0.7) * 1.25


def test_a_valid_draw_with_other_numbers():
    said = "a valid draw by the look of it, but other numbers than the page's generator gives"
    for arguments in ({"seed": 3}, {"rng": None}, {"random_state": 1}, {"g": np.random.default_rng(0)}):
        assert observe_draw(drawn(other_mask, arguments)) == said
    assert observe_draw(drawn(other_mask, {"X": 3})) is None
    reordered = [Sample(np.flip(e), e, {"seed": 1}, {}) for e in (normal(0, (3, 4)), normal(1, (4, 2)))]
    assert observe_draw(reordered) == said


def test_one_mask_for_all_columns_is_no_valid_draw():
    expected = (np.random.default_rng(0).random((6, 5)) < 0.5) * 2.0
    assert observe_draw([Sample(np.repeat(expected[:, :1], 5, axis=1), expected, {"seed": 1}, {})] * 2) is None
    assert observe_draw([Sample(np.roll(expected, 1), expected, {"seed": 1}, {})] * 2) is not None


def test_no_valid_draw():
    seeded = {"seed": 3}
    assert observe_draw(drawn(lambda seed, e: np.zeros(e.shape), seeded)) is None
    assert observe_draw(drawn(lambda seed, e: np.full(e.shape, 1.25), seeded)) is None
    assert observe_draw(drawn(lambda seed, e: ~e * 1.25, seeded)) is None  # the share is the other one
    assert observe_draw(drawn(lambda seed, e: 0.8 * other_mask(seed, e), seeded)) is None
    assert observe_draw(drawn(lambda seed, e: e * 1.25, seeded)) is None
    assert observe_draw([Sample(normal(9, (3, 4)), normal(0, (3, 4)), seeded, {})] * 2) is None
