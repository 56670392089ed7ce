"""Exercise 7: draw a name, letter by letter."""

import numpy as np

from deepcourse.exercises.course5.character_language_model.letters import OTHER, SMALL, network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import language_model as reference


def several(f, parameters, char_to_ix, seed, number):
    """Return the ids of so many names that are drawn one after the other, by one generator."""
    rng = np.random.default_rng(seed)
    return [list(f(parameters, char_to_ix, rng)) for _ in range(number)]


sample = FunctionExercise(
    __name__,
    reference=reference.sample,
    use=several,
    name="sample",
    minutes=8,
    points_visible=5,
    points_hidden=8,
    returns=("the ids of the names",),
    any_number_type=True,
    hints=(
        "Two things go from step to step: the state, and the character that was drawn. What are both before the first "
        "step?",
        "Wax times a one-hot vector is a column of Wax. Wax[:, [i]] has shape (n_a, 1), Wax[:, i] has not, and then "
        "adding a column such as ba makes a matrix.",
        "softmax works on columns: use .ravel() for the p of rng.choice. When does the loop end, and is the last "
        "character part of the list?",
    ),
)


def drawing(rng, n_a, char_to_ix, scale=1.0, *, ends=0.0):
    """Return parameters; `ends` is added to the newline's bias: names are longer where it is negative."""
    parameters = network(rng, n_a, len(char_to_ix), scale)
    parameters["by"][char_to_ix["\n"]] += ends
    return parameters


@sample.visible
def visible():
    """Return networks of several sizes and two sets of letters; names that end soon, late, and not at all."""
    rng = np.random.default_rng(57)
    return [
        Case("3 units, 5 characters", (drawing(rng, 3, SMALL), SMALL, 1, 6)),
        Case("4 units, 6 characters", (drawing(rng, 4, OTHER, 1.5, ends=-1.5), OTHER, 2, 6)),
        Case("names that end soon", (drawing(rng, 2, SMALL, ends=2.5), SMALL, 3, 6)),
        Case("names that hardly ever end", (drawing(rng, 3, OTHER, ends=-6.0), OTHER, 4, 6)),
        Case("two characters", (drawing(rng, 3, {"a": 1, "\n": 0}, ends=-1.0), {"a": 1, "\n": 0}, 5, 7)),
    ]


@sample.draw
def draw(rng):
    """Return a random network."""
    letters, n_a = [SMALL, OTHER][int(rng.integers(2))], int(rng.integers(2, 8))
    parameters = drawing(rng, n_a, letters, float(rng.uniform(0.5, 2)), ends=float(rng.uniform(-2, 1)))
    return Case(f"{n_a} units, {len(letters)} characters", (parameters, letters, int(rng.integers(1000)), 6))


@sample.edges
def edges(rng):
    """Return one unit, names that never end, single precision, all letters."""
    single = {name: value.astype(np.float32) for name, value in drawing(rng, 3, OTHER, ends=-1.0).items()}
    return [
        Case("one unit", (drawing(rng, 1, SMALL, 2.0), SMALL, 11, 6)),
        Case("names that never end", (drawing(rng, 2, SMALL, ends=-50.0), SMALL, 12, 6)),
        Case("single precision", (single, OTHER, 13, 6)),
        Case("27 characters", (drawing(rng, 5, reference.CHAR_TO_IX), reference.CHAR_TO_IX, 14, 6)),
    ]


def many_names(rng):
    """Return a network whose first characters are counted in 300 names."""
    return Case("300 names", (drawing(rng, 2, SMALL, ends=1.0), SMALL, int(rng.integers(1000)), 300))


@sample.property("first characters are as frequent as their probabilities", draw=many_names)
def as_frequent(names, parameters, char_to_ix, seed, number):
    """Return a sentence unless first characters are drawn with the probabilities of the network."""
    a = np.tanh(parameters["Wax"][:, [char_to_ix["\n"]]] + parameters["ba"])
    p = softmax(parameters["Wya"] @ a + parameters["by"]).ravel()
    counts = np.bincount([name[0] for name in names if 0 <= name[0] < len(p)], minlength=len(p))
    if reference.could_come_from(counts, p):
        return None
    worst = int(np.argmax(np.abs(counts / number - p)))
    return f"of {number} first characters, {counts[worst]} have the id {worst}, whose probability is {p[worst]:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def drawn(parameters, char_to_ix, rng, *, next_id=None, seen=lambda ids: ids[-1], carried=True, first=None, start=0.0,
          limit=20, temperature=1.0, activation=np.tanh, biases=("ba", "by"), Waa=None, skip=0):  # fmt: skip
    """Return the ids of a name, the newline in front included, with something changed.

    next_id : (p, rng) -> id    seen : which id the network sees next    carried : is the state kept
    first : the id before the first character, -1 for none    start : all entries of the first state
    skip : draws that are thrown away before each character
    """
    wax, waa = parameters["Wax"], parameters["Waa"] if Waa is None else Waa
    ba, by = (parameters[name] if name in biases else 0 for name in ("ba", "by"))
    end, zero = char_to_ix["\n"], np.full((len(wax), 1), start)
    a, ids = zero, [end if first is None else first]
    while len(ids) <= limit:
        i = seen(ids)
        a = activation((wax[:, [i]] if i >= 0 else 0) + waa @ (a if carried else zero) + ba)
        p = softmax((parameters["Wya"] @ a + by) / temperature).ravel()
        rng.random(skip)
        ids.append(int(rng.choice(len(p), p=p)) if next_id is None else int(next_id(p, rng)))
        if ids[-1] == end:
            break
    return ids


@sample.mistake
def likeliest(parameters, char_to_ix, rng):
    """the likeliest character is taken every time: draw one with its probability"""
    return drawn(parameters, char_to_ix, rng, next_id=lambda p, rng: p.argmax())[1:]


@sample.mistake
def uniform(parameters, char_to_ix, rng):
    """every character is drawn with the same probability: hand p to rng.choice"""
    return drawn(parameters, char_to_ix, rng, next_id=lambda p, rng: rng.choice(len(p)))[1:]


@sample.mistake
def newline_seen_always(parameters, char_to_ix, rng):
    """the network sees a newline at every step: it has to see the character that was drawn last"""
    return drawn(parameters, char_to_ix, rng, seen=lambda ids: ids[0])[1:]


@sample.mistake
def seen_one_late(parameters, char_to_ix, rng):
    """the network sees the character before the last one: it has to see the one that was drawn last"""
    return drawn(parameters, char_to_ix, rng, seen=lambda ids: ids[max(0, len(ids) - 2)])[1:]


def argmax_seen_of(parameters, char_to_ix, rng):
    """Return a name whose network sees its own favourite, whatever was drawn."""
    favourite = [char_to_ix["\n"]]

    def next_id(p, rng):
        favourite[0] = int(p.argmax())
        return rng.choice(len(p), p=p)

    return drawn(parameters, char_to_ix, rng, next_id=next_id, seen=lambda ids: favourite[0])


@sample.mistake
def favourite_seen(parameters, char_to_ix, rng):
    """the network sees the likeliest character, while another was drawn: it has to see the one that was drawn"""
    return argmax_seen_of(parameters, char_to_ix, rng)[1:]


@sample.mistake
def state_forgotten(parameters, char_to_ix, rng):
    """the state is 0 at every step: carry it from step to step"""
    return drawn(parameters, char_to_ix, rng, carried=False)[1:]


@sample.mistake
def zeros_seen_first(parameters, char_to_ix, rng):
    """the first input is a vector of zeros: start with the newline"""
    return drawn(parameters, char_to_ix, rng, first=-1)[1:]


@sample.mistake
def id_zero_first(parameters, char_to_ix, rng):
    """the first input is the character with the id 0: start with the newline, whose id is in char_to_ix"""
    return drawn(parameters, char_to_ix, rng, first=0)[1:]


@sample.mistake
def state_of_ones(parameters, char_to_ix, rng):
    """the state starts at 1: it starts at 0"""
    return drawn(parameters, char_to_ix, rng, start=1.0)[1:]


@sample.mistake
def newline_in_front(parameters, char_to_ix, rng):
    """the newline that starts the network is in the list: return what was drawn"""
    return drawn(parameters, char_to_ix, rng)


@sample.mistake
def newline_left_out(parameters, char_to_ix, rng):
    """the newline at the end is missing: it was drawn, so it is in the list"""
    ids = drawn(parameters, char_to_ix, rng)[1:]
    return ids[:-1] if ids[-1] == char_to_ix["\n"] else ids


@sample.mistake
def newline_always_at_the_end(parameters, char_to_ix, rng):
    """a newline is put behind names that reach 20 characters: it was not drawn, so it is not in the list"""
    ids = drawn(parameters, char_to_ix, rng)[1:]
    return ids if ids[-1] == char_to_ix["\n"] else [*ids, char_to_ix["\n"]]


@sample.mistake
def one_character_too_many(parameters, char_to_ix, rng):
    """a name may get 21 characters: stop after 20"""
    return drawn(parameters, char_to_ix, rng, limit=21)[1:]


@sample.mistake
def one_character_too_few(parameters, char_to_ix, rng):
    """a name gets at most 19 characters: stop after 20"""
    return drawn(parameters, char_to_ix, rng, limit=19)[1:]


@sample.mistake
def fifty_characters(parameters, char_to_ix, rng):
    """a name goes on far beyond 20 characters: stop there"""
    return drawn(parameters, char_to_ix, rng, limit=50)[1:]


@sample.mistake
def goes_on_after_the_newline(parameters, char_to_ix, rng):
    """the name goes on after the newline, always to 20 characters: stop when a newline is drawn"""
    return drawn(parameters, {"\n": char_to_ix["\n"] + 1000}, rng, first=char_to_ix["\n"])[1:]


@sample.mistake
def stops_at_id_zero(parameters, char_to_ix, rng):
    """the name ends with the id 0: it ends with the newline, whose id is in char_to_ix"""
    return drawn(parameters, {"\n": 0}, rng, first=char_to_ix["\n"])[1:]


@sample.mistake
def generator_of_its_own(parameters, char_to_ix, rng):
    """a new generator is made in every call, so that all names are the same: draw with the rng that you are given"""
    return drawn(parameters, char_to_ix, np.random.default_rng(0))[1:]


@sample.mistake
def drawn_twice(parameters, char_to_ix, rng):
    """two characters are drawn at each step, and the second one is used: call rng.choice once"""
    return drawn(parameters, char_to_ix, rng, skip=1)[1:]


@sample.mistake
def without_ba(parameters, char_to_ix, rng):
    """ba is left out of the state"""
    return drawn(parameters, char_to_ix, rng, biases=("by",))[1:]


@sample.mistake
def without_by(parameters, char_to_ix, rng):
    """by is left out of the scores"""
    return drawn(parameters, char_to_ix, rng, biases=("ba",))[1:]


@sample.mistake
def without_tanh(parameters, char_to_ix, rng):
    """tanh is left out: the state would grow without limit"""
    return drawn(parameters, char_to_ix, rng, activation=lambda z: np.clip(z, -1e6, 1e6))[1:]


@sample.mistake
def waa_turned(parameters, char_to_ix, rng):
    """Waa is transposed: the new state takes Waa @ a"""
    return drawn(parameters, char_to_ix, rng, Waa=parameters["Waa"].T)[1:]


@sample.mistake
def flat_and_column(parameters, char_to_ix, rng):
    """a flat vector and a column are added, which makes a matrix of the state, and too many p: keep shape (n_a, 1)"""
    a, last = np.zeros(len(parameters["ba"])), char_to_ix["\n"]
    a = np.tanh(parameters["Wax"][:, last] + parameters["Waa"] @ a + parameters["ba"])  # (n_a, n_a)
    p = softmax(parameters["Wya"] @ a + parameters["by"]).ravel()
    return [int(rng.choice(len(char_to_ix), p=p))]  # raises ValueError


# --- right, written differently -------------------------------------------------------------------------------------


@sample.right
def by_one_hot(parameters, char_to_ix, rng):
    """Return the same, with one-hot columns and a for loop."""
    end, n_y = char_to_ix["\n"], len(char_to_ix)
    a, ids = np.zeros((parameters["Waa"].shape[0], 1)), []
    x = np.eye(n_y)[:, [end]]
    for _ in range(20):
        a = np.tanh(parameters["Wax"] @ x + parameters["Waa"] @ a + parameters["ba"])
        z = (parameters["Wya"] @ a + parameters["by"])[:, 0]
        p = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
        i = rng.choice(range(n_y), p=p)
        ids.append(i)
        x = np.eye(n_y)[:, [i]]
        if i == end:
            break
    return ids


def in_cumulative_sum(p, rng):
    """Return where a random number falls among the cumulative sums of p."""
    return np.searchsorted(p.cumsum() / p.sum(), rng.random(), side="right")


@sample.right
def by_cumulative_sum(parameters, char_to_ix, rng):
    """Return the same, from the cumulative sum of the probabilities, which is what rng.choice does."""
    return drawn(parameters, char_to_ix, rng, next_id=in_cumulative_sum)[1:]
