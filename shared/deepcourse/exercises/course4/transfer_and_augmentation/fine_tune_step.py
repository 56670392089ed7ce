"""Exercise 1: a step that leaves some layers as they are."""

import numpy as np

from deepcourse.cnn import fine_tuning as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def step(f, parameters, grads, frozen, learning_rate, factor):
    """Return what the layers' own arrays hold after a step: a new array in the dictionary would not change them."""
    arrays = {name: value.copy() for name, value in parameters.items()}
    f(dict(arrays), {name: value.copy() for name, value in grads.items()},
      frozen=frozen, learning_rate=learning_rate, factor=factor)  # fmt: skip
    return arrays


fine_tune_step = FunctionExercise(
    __name__,
    reference=reference.fine_tune_step,
    use=step,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the parameters afterwards",),
    hints=(
        'A name such as "12.W" holds two things. What does `name.split(".")` give you, and what type is the first '
        "part?",
        "Two questions for each parameter: is its place smaller than `frozen`? Is its place the largest of all?",
        "`parameters[name] = parameters[name] - ...` makes a new array, and the layer keeps the old one. Which "
        "operator changes the array itself?",
    ),
)


def case(rng, places, frozen, learning_rate, factor, names=("W", "b")):
    """Return a case for layers at some places, each with W and b."""
    parameters = {f"{place}.{name}": rng.normal(size=(2, 3) if name == "W" else (2, 1)) for place in places
                  for name in names}  # fmt: skip
    grads = {"d" + name: rng.normal(size=value.shape) for name, value in parameters.items()}
    at = ", ".join(str(place) for place in places)
    return Case(f"layers at {at}; frozen {frozen}, rate {learning_rate:g}, factor {factor:g}",
                (parameters, grads, frozen, learning_rate, factor))  # fmt: skip


@fine_tune_step.visible
def visible():
    """Return nothing frozen, some, all but the last, places of two digits, and names in another order."""
    rng = np.random.default_rng(1)
    return [
        case(rng, (0, 3, 7), 3, 0.5, 0.1),
        case(rng, (0, 2, 5), 0, 0.2, 0.25),
        case(rng, (0, 3, 6, 9, 11), 9, 0.1, 0.3),
        case(rng, (2, 10, 12, 3), 3, 0.4, 0.2),
        case(rng, (1, 10, 12), 10, 0.3, 0.4),
        case(rng, (1, 4), 4, 0.3, 0.5),
        case(rng, (5, 2, 0), 1, 0.6, 0.1, ("gamma", "beta")),
    ]


@fine_tune_step.draw
def draw(rng):
    """Return random layers."""
    places = sorted(int(n) for n in rng.choice(15, size=int(rng.integers(2, 6)), replace=False))
    rate, factor = (round(float(n), 2) for n in rng.uniform(0.05, 0.9, size=2))
    return case(rng, places, int(rng.integers(0, places[-1] + 1)), rate, factor)


@fine_tune_step.edges
def edges(rng):
    """Return a single layer, all frozen, a factor of 0, none frozen, the last layer first, two digits."""
    return [
        case(rng, (4,), 0, 0.5, 0.1),
        case(rng, (0, 2), 3, 0.5, 0.1),
        case(rng, (0, 2, 10), 2, 0.5, 0.0),
        case(rng, (3, 6, 7, 9), 0, 0.4, 0.3),
        case(rng, (11, 9, 2), 9, 0.5, 0.2),
        case(rng, (5, 12, 14), 11, 0.3, 0.6),
    ]


@fine_tune_step.property("frozen layers do not move", draw=lambda rng: case(rng, (0, 9, 10, 11), 10, 0.5, 0.2))
def frozen_stay(result, parameters, grads, frozen, learning_rate, factor):
    """Return a sentence unless the arrays below `frozen` are what they were, and the others are not."""
    for name, before in parameters.items():
        moved = not np.array_equal(result[name], before)
        if moved and int(name.split(".")[0]) < frozen:
            return f"with frozen = {frozen}, {name} moved"
        if not moved and int(name.split(".")[0]) >= frozen:
            return f"with frozen = {frozen}, {name} did not move"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def place_of(name):
    """Return the place of a parameter."""
    return int(name.split(".")[0])


def changed(parameters, grads, learning_rate, factor, *, stays, full=None, sign=-1):
    """Take a step with something changed: which names stay, and which learn at the full rate."""
    last = max(map(place_of, parameters))
    full = full or (lambda name: place_of(name) == last)
    for name, value in parameters.items():
        if not stays(name):
            value += sign * (learning_rate if full(name) else factor * learning_rate) * grads["d" + name]


@fine_tune_step.mistake
def places_compared_as_text(parameters, grads, *, frozen, learning_rate, factor):
    """places are compared as text, where "10" comes before "9": turn them into numbers with int"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: name.split(".")[0] < str(frozen),
            full=lambda name: name.split(".")[0] == max(n.split(".")[0] for n in parameters))  # fmt: skip


@fine_tune_step.mistake
def first_digit_alone(parameters, grads, *, frozen, learning_rate, factor):
    """only the first character of a name is read: the place in "12.W" is 12, everything before the point"""
    last = max(int(name[0]) for name in parameters)
    changed(parameters, grads, learning_rate, factor, stays=lambda name: int(name[0]) < frozen,
            full=lambda name: int(name[0]) == last)  # fmt: skip


@fine_tune_step.mistake
def last_place_found_as_text(parameters, grads, *, frozen, learning_rate, factor):
    """the largest place is searched for among texts, where "9" comes after "10": turn places into numbers first"""
    last = max(name.split(".")[0] for name in parameters)
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen,
            full=lambda name: name.split(".")[0] == last)  # fmt: skip


@fine_tune_step.mistake
def stops_at_a_frozen_layer(parameters, grads, *, frozen, learning_rate, factor):
    """the loop ends at the first frozen name: skip this name only (continue, not break or return)"""
    names = list(parameters)
    first = next((k for k, name in enumerate(names) if place_of(name) < frozen), len(names))
    changed(parameters, grads, learning_rate, factor, stays=lambda name: names.index(name) >= first)


@fine_tune_step.mistake
def one_layer_too_many(parameters, grads, *, frozen, learning_rate, factor):
    """the layer at place `frozen` is frozen, too: places count from 0, so it is the first one that learns"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) <= frozen)


@fine_tune_step.mistake
def one_layer_too_few(parameters, grads, *, frozen, learning_rate, factor):
    """one layer too few is frozen: all places below `frozen` stay, including frozen - 1"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen - 1)


@fine_tune_step.mistake
def nothing_frozen(parameters, grads, *, frozen, learning_rate, factor):
    """`frozen` is ignored, and every layer learns: leave out the layers at smaller places"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: False)


@fine_tune_step.mistake
def the_others_frozen(parameters, grads, *, frozen, learning_rate, factor):
    """the layers at `frozen` and above stay, and those below learn: it is the other way round"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) >= frozen)


@fine_tune_step.mistake
def layers_with_weights_counted(parameters, grads, *, frozen, learning_rate, factor):
    """layers are counted by the names in the dictionary: compare `frozen` with the place in the name"""
    order = sorted({place_of(name) for name in parameters})
    changed(parameters, grads, learning_rate, factor, stays=lambda name: order.index(place_of(name)) < frozen)


@fine_tune_step.mistake
def biases_still_learn(parameters, grads, *, frozen, learning_rate, factor):
    """only the weights of frozen layers stay, and their other parameters learn: all of a frozen layer stays"""
    changed(parameters, grads, learning_rate, factor,
            stays=lambda name: place_of(name) < frozen and name.endswith(("W", "gamma")))  # fmt: skip


@fine_tune_step.mistake
def one_rate_for_all(parameters, grads, *, frozen, learning_rate, factor):
    """all layers learn at the full rate: below the last one, the rate is factor * learning_rate"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen, full=lambda n: True)


@fine_tune_step.mistake
def factor_everywhere(parameters, grads, *, frozen, learning_rate, factor):
    """the last layer learns at factor * learning_rate as well: it is new, and learns at the full rate"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen, full=lambda n: False)


@fine_tune_step.mistake
def rates_exchanged(parameters, grads, *, frozen, learning_rate, factor):
    """the last layer gets the small rate and the others the full one: exchange them"""
    last = max(map(place_of, parameters))
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen,
            full=lambda name: place_of(name) != last)  # fmt: skip


@fine_tune_step.mistake
def last_name_alone(parameters, grads, *, frozen, learning_rate, factor):
    """only the last name in the dictionary learns at the full rate: all parameters of the largest place do"""
    final = list(parameters)[-1]
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen,
            full=lambda name: name == final)  # fmt: skip


@fine_tune_step.mistake
def first_name_of_the_last_layer(parameters, grads, *, frozen, learning_rate, factor):
    """only one parameter of the last layer learns at the full rate: all of its parameters do"""
    final = max(parameters, key=place_of)
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen,
            full=lambda name: name == final)  # fmt: skip


@fine_tune_step.mistake
def last_in_the_dictionary(parameters, grads, *, frozen, learning_rate, factor):
    """the layer that comes last in the dictionary learns at the full rate: take the one with the largest place"""
    final = place_of(list(parameters)[-1])
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen,
            full=lambda name: place_of(name) == final)  # fmt: skip


@fine_tune_step.mistake
def divided_by_the_factor(parameters, grads, *, frozen, learning_rate, factor):
    """the rate is divided by the factor: the old layers learn more slowly, at factor * learning_rate"""
    changed(parameters, grads, learning_rate, 1 / factor if factor else 0.0, stays=lambda n: place_of(n) < frozen)


@fine_tune_step.mistake
def factor_once_for_each_layer_above(parameters, grads, *, frozen, learning_rate, factor):
    """the rate is multiplied by `factor` once for each layer above: all layers below the last have the same rate"""
    order = sorted({place_of(name) for name in parameters})
    for name, value in parameters.items():
        if place_of(name) >= frozen:
            above = len(order) - 1 - order.index(place_of(name))
            value -= learning_rate * factor**above * grads["d" + name]


@fine_tune_step.mistake
def factor_in_place_of_the_rate(parameters, grads, *, frozen, learning_rate, factor):
    """the old layers learn at the rate `factor`: multiply it by the learning rate"""
    changed(parameters, grads, learning_rate, factor / learning_rate, stays=lambda name: place_of(name) < frozen)


@fine_tune_step.mistake
def uphill(parameters, grads, *, frozen, learning_rate, factor):
    """the gradient is added: subtract it, or the cost rises"""
    changed(parameters, grads, learning_rate, factor, stays=lambda name: place_of(name) < frozen, sign=1)


@fine_tune_step.mistake
def new_arrays(parameters, grads, *, frozen, learning_rate, factor):
    """new arrays are put into the dictionary, but the layers keep the old ones: change those in place, with -="""


# --- right, written differently -------------------------------------------------------------------------------------


@fine_tune_step.right
def with_a_loop_over_places(parameters, grads, *, frozen, learning_rate, factor):
    """Do the same, place by place."""
    places = sorted({int(name.partition(".")[0]) for name in parameters})
    for place in places:
        if place < frozen:
            continue
        rate = learning_rate * (1 if place == places[-1] else factor)
        for name in parameters:
            if name.startswith(f"{place}."):
                parameters[name][...] = parameters[name] - rate * grads[f"d{name}"]
