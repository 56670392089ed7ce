"""Exercise 7: what was overwritten in the caches?"""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import lstm_layer, some_sizes
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import gated as reference
from deepcourse.sequence.gated import PARTS


def in_words(f, x, a0, caches):
    """Return the pairs that came out as one text, or a sentence where they are not pairs."""
    found = f(x, a0, caches)
    try:
        pairs = [(int(t), str(name)) for t, name in found]
    except (TypeError, ValueError):
        return "return a list of pairs (step, name)"
    return "; ".join(f"step {t}: {name}" for t, name in pairs) or "nothing"


stale_caches = FunctionExercise(
    __name__,
    reference=reference.stale_caches,
    use=in_words,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("what was found",),
    hints=(
        "You know x, a0 and the parameters: that is all that a layer starts from. Do not rely on "
        "anything else in the caches.",
        "Run the steps again, and pass on your own states, not those in the caches. Each step gives you a fresh cache.",
        "Compare part by part, for all nine names, with np.allclose. The cache that you compare with must be the fresh "
        "one of the same step.",
    ),
)


def layer(rng, *sizes, spoil=()):
    """Return (x, a0, caches) of a layer in which some parts are overwritten: (step, part, by the part of which step).

    A part is replaced by what the part has at another step, as a shared array would be; "c" stands for the memory
    after a step, which a view into the results shows.
    """
    x, a0, parameters = lstm_layer(rng, *sizes)
    caches = reference.lstm_forward(x, a0, parameters)[3]
    fresh = [dict(zip(PARTS, cache, strict=False)) for cache in caches]
    for t, part, source, by in spoil:
        cache = list(caches[t])
        cache[PARTS.index(part)] = fresh[by][source].copy()
        caches[t] = tuple(cache)
    return x, a0, caches


def shared(part, T):
    """Return what happens if all caches share one array for a part: it holds the last one's numbers."""
    return [(t, part, part, T - 1) for t in range(T - 1)]


@stale_caches.visible
def visible():
    """Return sound layers, views, shared arrays, a single stale part of each kind, and several at one step."""
    rng = np.random.default_rng(67)
    view = [(0, "c_prev", "c_next", 0)]
    return [
        Case("a sound layer", layer(rng, 3, 4, 2, 5)),
        Case("the first memory is a view", layer(rng, 2, 4, 3, 4, spoil=view)),
        Case("the state shares one array", layer(rng, 3, 2, 4, 4, spoil=shared("a_prev", 4))),
        Case("a gate shares one array", layer(rng, 2, 3, 2, 3, spoil=shared("f", 3))),
        Case("the input shares one array", layer(rng, 4, 2, 3, 3, spoil=shared("xt", 3))),
        Case("the new memory of a step in the middle", layer(rng, 2, 3, 4, 5, spoil=[(2, "c_next", "c_next", 3)])),
        Case("two parts of one step, one of another",
             layer(rng, 3, 4, 2, 4, spoil=[(1, "o", "o", 2), (1, "i", "i", 3), (3, "a_prev", "a_prev", 1)])),
        Case("one step, its memory a view", layer(rng, 2, 3, 4, 1, spoil=view)),
        Case("the candidate of the last step", layer(rng, 2, 3, 4, 3, spoil=[(2, "cct", "cct", 0)])),
        Case("small differences", changed(rng, "a_prev", a_little)),
        Case("the last example alone", changed(rng, "i", last_example)),
        Case("the same numbers in other rows", changed(rng, "o", turned)),
        Case("one unit alone", changed(rng, "c_prev", one_unit)),
    ]  # fmt: skip


def changed(rng, part, change):
    """Return a layer in which one part of step 1 was changed."""
    x, a0, caches = layer(rng, 2, 3, 4, 4)
    cache, place = list(caches[1]), PARTS.index(part)
    cache[place] = change(cache[place].copy())
    return x, a0, [caches[0], tuple(cache), *caches[2:]]


def a_little(array):
    """Return slightly larger numbers."""
    return array + 0.02


def turned(array):
    """Return the same numbers in other rows: their sum stays."""
    return np.roll(array, 1, axis=0)


def one_unit(array):
    """Return other numbers for the first unit of all examples."""
    array[0] -= 0.2
    return array


def last_example(array):
    """Return other numbers for the last example alone."""
    array[:, -1] += 0.3
    return array


@stale_caches.draw
def draw(rng):
    """Return a layer in which some parts hold the numbers of other steps."""
    T = int(rng.integers(3, 6))
    spoil = []
    for _ in range(int(rng.integers(0, 4))):
        t, by = (int(n) for n in rng.permutation(T)[:2])
        part = str(rng.choice(PARTS))
        spoil.append((t, part, part, by))
    return Case(f"{T} steps", layer(rng, *some_sizes(rng, 3), T, spoil=spoil))


@stale_caches.edges
def edges(rng):
    """Return single steps, single numbers, everything shared, a view, small differences."""
    every = [one for part in PARTS for one in shared(part, 3)]
    return [
        Case("one sound step", layer(rng, 1, 1, 1, 1)),
        Case("everything shares one array", layer(rng, 2, 3, 4, 3, spoil=every)),
        Case("the first memory is a view", layer(rng, 4, 3, 2, 5, spoil=[(0, "c_prev", "c_next", 0)])),
        Case("small differences", changed(rng, "f", a_little)),
        Case("one example", changed(rng, "xt", last_example)),
        Case("the same numbers in other rows", changed(rng, "c_prev", turned)),
        Case("one unit alone", changed(rng, "cct", one_unit)),
        Case("one step, its state wrong", layer(rng, 2, 3, 2, 1, spoil=[(0, "a_prev", "a_next", 0)])),
    ]


@stale_caches.property("a sound layer has nothing to report")
def nothing_in_a_sound_layer(f, rng):
    """Return a sentence unless a sound layer of six steps gives an empty list."""
    said = in_words(f, *layer(rng, 3, 4, 2, 6))
    return None if said == "nothing" else f"in a sound layer it finds: {said}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def found_by(x, a0, caches, *, names=PARTS, same=np.allclose, believed=False, memory=None, begin=0, end=None):
    """Return what is found with something changed: the parts compared, the comparison, the states that are believed."""
    found, a_now, c_now = [], a0, np.zeros_like(a0) if memory is None else memory
    for t, cache in enumerate(caches):
        if believed:
            a_now, c_now = cache[2], cache[3]
        a_now, c_now, _, right = reference.lstm_cell_forward(x[:, :, t], a_now, c_now, cache[-1])
        if begin <= t < (len(caches) if end is None else len(caches) + end):
            pairs = zip(PARTS, cache, right, strict=False)
            found += [(t, name) for name, one, other in pairs if name in names and not same(one, other)]
    return found


@stale_caches.mistake
def states_in_the_caches_believed(x, a0, caches):
    """each step is run again from the a_prev and c_prev of its own cache: those may be stale, so pass on your own
    states
    """
    return found_by(x, a0, caches, believed=True)


@stale_caches.mistake
def states_of_the_cache_before_believed(x, a0, caches):
    """each step is run again from the a_next and c_next of the cache before: those may be stale, so pass on your own
    states
    """
    starts = [(a0, np.zeros_like(a0)), *(cache[:2] for cache in caches[:-1])]
    found = []
    for t, (cache, start) in enumerate(zip(caches, starts, strict=True)):
        right = reference.lstm_cell_forward(x[:, :, t], *start, cache[-1])[3]
        pairs = zip(PARTS, cache, right, strict=False)
        found += [(t, name) for name, one, other in pairs if not np.allclose(one, other)]
    return found


@stale_caches.mistake
def inputs_in_the_caches_believed(x, a0, caches):
    """each step is run again with the xt of its cache: that may be stale, so use x[:, :, t]"""
    seen = np.stack([cache[8] for cache in caches], axis=2)
    return found_by(seen, a0, caches)


@stale_caches.mistake
def memory_started_from_a0(x, a0, caches):
    """the memory of the first step is taken as a0: it is 0"""
    return found_by(x, a0, caches, memory=a0)


@stale_caches.mistake
def start_taken_as_zeros(x, a0, caches):
    """the state before the first step is taken as 0: it is a0"""
    return found_by(x, np.zeros_like(a0), caches)


@stale_caches.mistake
def states_alone(x, a0, caches):
    """only a_prev and c_prev are compared: all nine parts may be stale"""
    return found_by(x, a0, caches, names=("a_prev", "c_prev"))


@stale_caches.mistake
def all_four_states_alone(x, a0, caches):
    """the gates, the candidate and the input are not compared: all nine parts may be stale"""
    return found_by(x, a0, caches, names=PARTS[:4])


@stale_caches.mistake
def gates_alone(x, a0, caches):
    """the states are not compared: all nine parts may be stale"""
    return found_by(x, a0, caches, names=PARTS[4:])


@stale_caches.mistake
def input_not_compared(x, a0, caches):
    """the input is not compared: all nine parts may be stale, xt too"""
    return found_by(x, a0, caches, names=PARTS[:8])


@stale_caches.mistake
def outputs_not_compared(x, a0, caches):
    """a_next and c_next are not compared: the backward pass needs c_next, too"""
    return found_by(x, a0, caches, names=PARTS[2:])


@stale_caches.mistake
def first_step_skipped(x, a0, caches):
    """the first step is not compared: start at step 0"""
    return found_by(x, a0, caches, begin=1)


@stale_caches.mistake
def last_step_skipped(x, a0, caches):
    """the last step is not compared: there are len(caches) steps"""
    return found_by(x, a0, caches, end=-1)


@stale_caches.mistake
def sums_compared(x, a0, caches):
    """only the sums of the arrays are compared: errors may cancel"""
    return found_by(x, a0, caches, same=lambda one, other: np.isclose(one.sum(), other.sum()))


@stale_caches.mistake
def first_example_compared(x, a0, caches):
    """only the first example is compared: the others may be stale"""
    return found_by(x, a0, caches, same=lambda one, other: np.allclose(one[:, 0], other[:, 0]))


@stale_caches.mistake
def shapes_compared(x, a0, caches):
    """only the shapes are compared: overwriting changes the numbers, not the shape"""
    return found_by(x, a0, caches, same=lambda one, other: one.shape == other.shape)


@stale_caches.mistake
def generous(x, a0, caches):
    """small differences are let through: the same computation gives the same numbers, so 0.02 is too much"""
    return found_by(x, a0, caches, same=lambda one, other: np.allclose(one, other, atol=0.05))


@stale_caches.mistake
def one_equal_number_is_enough(x, a0, caches):
    """a part is reported only if all its numbers are wrong: one wrong number is enough"""
    return found_by(x, a0, caches, same=lambda one, other: bool(np.isclose(one, other).any()))


@stale_caches.mistake
def counted_from_one(x, a0, caches):
    """the steps are counted from 1: the first step is 0"""
    return [(t + 1, name) for t, name in reference.stale_caches(x, a0, caches)]


@stale_caches.mistake
def by_part(x, a0, caches):
    """the list is sorted by the names: sort it by the steps, and within a step in the order of PARTS"""
    return sorted(reference.stale_caches(x, a0, caches), key=lambda pair: (pair[1], pair[0]))


@stale_caches.mistake
def first_one_alone(x, a0, caches):
    """only the first stale part is reported: go on to the end"""
    return reference.stale_caches(x, a0, caches)[:1]


@stale_caches.mistake
def one_part_a_step(x, a0, caches):
    """only one part is reported for each step: compare the others as well"""
    pairs = reference.stale_caches(x, a0, caches)
    return [pair for place, pair in enumerate(pairs) if pair[0] not in {t for t, _ in pairs[:place]}]


@stale_caches.mistake
def sound_parts(x, a0, caches):
    """the sound parts are reported: report those that are stale"""
    stale = reference.stale_caches(x, a0, caches)
    return [(t, name) for t in range(len(caches)) for name in PARTS if (t, name) not in stale]


# --- right, written differently -------------------------------------------------------------------------------------


@stale_caches.right
def with_a_whole_layer(x, a0, caches):
    """Return the same: the layer is run once more as a whole, and lists stand for the pairs."""
    fresh = reference.lstm_forward(x, a0, caches[0][-1])[3]
    return [
        [t, name]
        for t, (cache, right) in enumerate(zip(caches, fresh, strict=True))
        for place, name in enumerate(PARTS)
        if np.abs(cache[place] - right[place]).max() > 1e-9
    ]
