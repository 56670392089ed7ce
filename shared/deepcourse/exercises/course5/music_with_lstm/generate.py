"""Exercise 4: let the network compose, note by note."""

import numpy as np

from deepcourse.exercises.course5.music_with_lstm.melodies import lstm, step_of
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import music as reference


def several(f, parameters, start, end, temperature, longest, seed, number):
    """Return so many melodies, as ids, that are drawn one after the other by one generator."""
    rng, step = np.random.default_rng(seed), step_of(parameters)
    return [list(f(step, start, end, temperature=temperature, longest=longest, rng=rng)) for _ in range(number)]


generate = FunctionExercise(
    __name__,
    reference=reference.generate,
    use=several,
    minutes=8,
    points_visible=7,
    points_hidden=11,
    returns=("the ids of the melodies",),
    any_number_type=True,
    hints=(
        "Two things go from one step to the next: the state, and one id. What are both before the first step?",
        "The id that the network reads next has to be the one that was drawn. Where do you store it?",
        "Divide the scores first, then apply the softmax; scores may be large, so subtract the largest first. When "
        "does the loop end, and is end part of the melody?",
    ),
)


def arguments(rng, n_a, V, *, start=0, end=1, temperature=1.0, longest=12, scale=1.0, ends=-1.0, seed=1, number=4):
    """Return the arguments of `several` for a random network."""
    return (lstm(rng, n_a, V, scale=scale, end=end, ends=ends), start, end, temperature, longest, seed, number)


@generate.visible
def visible():
    """Return networks of several sizes, ids and temperatures; melodies that end soon, late and not at all."""
    rng = np.random.default_rng(61)
    return [
        Case("3 units, 6 ids", arguments(rng, 3, 6, seed=2)),
        Case("start 4, end 2, temperature 0.6", arguments(rng, 4, 7, start=4, end=2, temperature=0.6, seed=3)),
        Case("temperature 2.5", arguments(rng, 3, 5, start=3, end=0, temperature=2.5, longest=9, scale=2.0, seed=4)),
        Case("melodies that end soon", arguments(rng, 2, 6, ends=2.0, start=5, end=3, seed=5, number=7)),
        Case("melodies that reach 8 ids", arguments(rng, 3, 6, ends=-9.0, start=2, longest=8, seed=6)),
        Case("scores of thousands", arguments(rng, 3, 5, scale=700.0, start=2, end=4, seed=7, ends=-900.0)),
    ]


@generate.draw
def draw(rng):
    """Return a random network."""
    n_a, V, t = int(rng.integers(2, 6)), int(rng.integers(4, 9)), float(rng.uniform(0.4, 2))
    start, end = (int(i) for i in rng.permutation(V)[:2])
    options = {"ends": float(rng.uniform(-3, 1)), "longest": int(rng.integers(5, 14)), "seed": int(rng.integers(999))}
    drawn = arguments(rng, n_a, V, start=start, end=end, temperature=t, scale=1.5, **options)
    return Case(f"{n_a} units, {V} ids, temperature {t:.2f}", drawn)


@generate.edges
def edges(rng):
    """Return one unit, one id at most, a low temperature, single precision."""
    parameters, *others = arguments(rng, 3, 6, end=2, start=3, seed=9)
    single = {name: value.astype(np.float32) for name, value in parameters.items()}
    return [
        Case("one unit", arguments(rng, 1, 5, scale=2.0, start=2, seed=11)),
        Case("at most one id", arguments(rng, 2, 5, longest=1, seed=12, number=8)),
        Case("temperature 0.02", arguments(rng, 4, 7, temperature=0.02, start=5, end=6, seed=13)),
        Case("single precision", (single, *others)),
    ]


def many(rng):
    """Return a network whose first ids are counted in 300 melodies of one id."""
    options = {"temperature": 1.5, "longest": 1, "ends": -50.0, "seed": int(rng.integers(99)), "number": 300}
    return Case("300 first ids", arguments(rng, 2, 5, **options))


@generate.property("first ids are as frequent as their probabilities", draw=many)
def as_frequent(melodies, parameters, start, end, temperature, longest, seed, number):
    """Return a sentence unless first ids are drawn with the probabilities of the network at that temperature."""
    scores, _ = step_of(parameters)(start, None)
    p = softmax(scores[:, None] / temperature).ravel()
    counts = np.bincount([ids[0] for ids in melodies if ids and 0 <= ids[0] < len(p)], minlength=len(p))
    worst = int(np.argmax(np.abs(counts / number - p)))
    if abs(counts[worst] / number - p[worst]) <= 5 * np.sqrt(p[worst] * (1 - p[worst]) / number) + 1e-9:
        return None
    return f"of {number} first ids, {counts[worst]} are {worst}, whose probability is {p[worst]:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def composed(step, start, end, *, temperature, longest, rng, pick=None, read=lambda ids: ids[-1], carried=True,
             tempered=lambda z, t: softmax(z[:, None] / t).ravel(), stop=True, extra=0, skip=0):  # fmt: skip
    """Return drawn ids, `start` in front and `end` last if it was drawn, with something changed.

    pick : (p, rng) -> id    read : which id the network reads next    carried : is the state kept
    """
    ids, state = [start], None
    while len(ids) <= longest + extra:
        scores, state = step(read(ids), state if carried else None)
        p = tempered(np.asarray(scores, float), temperature)
        rng.random(skip)
        ids.append(int(rng.choice(len(p), p=p)) if pick is None else int(pick(p, rng)))
        if stop and ids[-1] == end:
            break
    return ids


def without_end(ids, end):
    """Return drawn ids without `start` in front and `end` at the end."""
    return ids[1:-1] if len(ids) > 1 and ids[-1] == end else ids[1:]


@generate.mistake
def likeliest(step, start, end, **options):
    """the likeliest id is taken every time, so that all melodies are the same: draw it with its probability"""
    return without_end(composed(step, start, end, **options, pick=lambda p, rng: p.argmax()), end)


@generate.mistake
def uniform(step, start, end, **options):
    """every id is drawn with the same probability: pass the softmax to rng.choice as p"""
    return without_end(composed(step, start, end, **options, pick=lambda p, rng: rng.choice(len(p))), end)


@generate.mistake
def start_read_always(step, start, end, **options):
    """the network reads start at every step: it has to read the id that was drawn last"""
    return without_end(composed(step, start, end, **options, read=lambda ids: ids[0]), end)


@generate.mistake
def one_late(step, start, end, **options):
    """the network reads the id before the last one: it has to read the one that was drawn last"""
    return without_end(composed(step, start, end, **options, read=lambda ids: ids[max(0, len(ids) - 2)]), end)


@generate.mistake
def favourite_read(step, start, end, **options):
    """the network reads its likeliest id, while another one was drawn: it has to read the one that was drawn"""
    favourite = [start]

    def pick(p, rng):
        favourite[0] = int(p.argmax())
        return rng.choice(len(p), p=p)

    return without_end(composed(step, start, end, **options, pick=pick, read=lambda ids: favourite[0]), end)


@generate.mistake
def state_reset(step, start, end, **options):
    """the state is None at every step, so that the network knows one id only: pass on the state that step returned"""
    return without_end(composed(step, start, end, **options, carried=False), end)


@generate.mistake
def temperature_ignored(step, start, end, **options):
    """the temperature has no effect: divide the scores by it before the softmax"""
    return without_end(composed(step, start, end, **options, tempered=lambda z, t: softmax(z[:, None]).ravel()), end)


@generate.mistake
def temperature_multiplied(step, start, end, **options):
    """the scores are multiplied by the temperature: divide them by it"""
    tempered = lambda z, t: softmax(z[:, None] * t).ravel()  # noqa: E731
    return without_end(composed(step, start, end, **options, tempered=tempered), end)


@generate.mistake
def softmax_twice(step, start, end, **options):
    """a softmax is taken of probabilities: apply it once, to the scores divided by the temperature"""
    twice = lambda z, t: softmax(softmax(z[:, None] / t)).ravel()  # noqa: E731
    return without_end(composed(step, start, end, **options, tempered=twice), end)


@generate.mistake
def start_left_out(step, start, end, **options):
    """a drawn start is left out of the melody: it counts like any other id"""
    return [i for i in without_end(composed(step, start, end, **options), end) if i != start]


@generate.mistake
def start_not_counted(step, start, end, *, temperature, longest, rng):
    """a drawn start is left out and another id is drawn instead: start counts like any other id"""
    ids, state, last = [], None, start
    for _ in range(9 * longest):
        scores, state = step(last, state)
        p = softmax(np.asarray(scores, float)[:, None] / temperature).ravel()
        last = int(rng.choice(len(p), p=p))
        ids += [last] * (last not in (start, end))
        if last == end or len(ids) == longest:
            break
    return ids


@generate.mistake
def start_in_front(step, start, end, **options):
    """the list begins with the start that the network reads first: that start was not drawn"""
    ids = composed(step, start, end, **options)
    return [ids[0], *without_end(ids, end)]


@generate.mistake
def end_kept(step, start, end, **options):
    """end is in the list: it only ends the melody, so leave it out"""
    return composed(step, start, end, **options)[1:]


@generate.mistake
def goes_on_after_end(step, start, end, **options):
    """the melody goes on after end until it has `longest` ids: stop as soon as end is drawn"""
    return composed(step, start, end, **options, stop=False)[1:]


@generate.mistake
def end_skipped(step, start, end, **options):
    """end is left out, but the melody goes on: stop as soon as it is drawn"""
    return [i for i in composed(step, start, end, **options, stop=False)[1:] if i != end]


@generate.mistake
def last_note_lost(step, start, end, **options):
    """the last id is missing: a melody of `longest` ids has no end to leave out"""
    return composed(step, start, end, **options)[1:-1]


@generate.mistake
def one_too_many(step, start, end, **options):
    """the melody may get one id too long: it has at most `longest` ids"""
    return without_end(composed(step, start, end, **options, extra=1), end)


@generate.mistake
def one_too_few(step, start, end, **options):
    """the melody stops one id too early: it may have `longest` ids"""
    return without_end(composed(step, start, end, **options, extra=-1), end)


@generate.mistake
def own_generator(step, start, end, **options):
    """a new generator is made in every call, so that all melodies are the same: draw with rng"""
    return without_end(composed(step, start, end, **options | {"rng": np.random.default_rng(0)}), end)


@generate.mistake
def drawn_twice(step, start, end, **options):
    """two ids are drawn at each step: call rng.choice once"""
    return without_end(composed(step, start, end, **options, skip=1), end)


@generate.right
def in_a_for_loop(step, start, end, *, temperature, longest, rng):
    """Return the same, with a for loop and the softmax written out."""
    ids, state = [start], None
    for _ in range(longest):
        scores, state = step(ids[-1], state)
        z = np.array(scores, dtype=float) / temperature
        weights = np.exp(z - max(z))
        drawn = rng.choice(np.arange(len(z)), p=weights / weights.sum())
        if drawn == end:
            break
        ids.append(drawn)
    return ids[1:]
