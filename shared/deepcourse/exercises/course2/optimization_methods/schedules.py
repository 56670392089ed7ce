"""Exercise 11: five ways to let the learning rate fall."""

import math

from deepcourse.exercises.course2.optimization_methods.schedule_slips import SLIPS
from deepcourse.exercises.declaration import Case, ClassExercise
from deepcourse.nn import learning_rates as reference


class Schedules:
    """The five functions of the package, under one name."""

    inverse_time = staticmethod(reference.inverse_time)
    exponential = staticmethod(reference.exponential)
    inverse_sqrt = staticmethod(reference.inverse_sqrt)
    staircase = staticmethod(reference.staircase)
    cosine = staticmethod(reference.cosine)


def rate_of(cls, name, arguments):
    """Return the rate that one of the functions gives."""
    return getattr(cls(), name)(*arguments)


schedules = ClassExercise(
    __name__,
    name="Schedules",
    reference=Schedules,
    use=rate_of,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    random_cases=8,
    returns=("the rate",),
    any_number_type=True,
    hints=(
        "Each is one line. Write one, run the check, and read the rows that bear its name.",
        "inverse_time: learning_rate / (1 + decay_rate * epoch). exponential: learning_rate * decay_rate**epoch. "
        "inverse_sqrt: learning_rate * k / np.sqrt(epoch + 1).",
        "staircase: the power is epoch // every. cosine: share = min(epoch / epochs, 1), then lowest + (learning_rate"
        " - lowest) * (1 + np.cos(np.pi * share)) / 2.",
    ),
)


def rows(name, *several):
    """Return a case for each tuple of arguments."""
    return [Case(f"{name}{arguments}", (name, arguments)) for arguments in several]


@schedules.visible
def visible():
    """Return a few epochs of each function, the first and the last ones among them."""
    return [
        *rows("inverse_time", (0.2, 0, 1.0), (0.2, 3, 1.0), (0.1, 7, 0.25)),
        *rows("exponential", (0.2, 0, 0.95), (0.2, 2, 0.95), (0.1, 30, 0.9)),
        *rows("inverse_sqrt", (0.2, 0, 1.0), (0.2, 3, 1.0), (0.1, 9, 2.0)),
        *rows("staircase", (0.2, 9, 0.5, 10), (0.2, 10, 0.5, 10), (0.1, 35, 0.1, 15), (0.3, 13, 0.5, 5)),
        *rows("cosine", (0.2, 0, 10, 0.0), (0.2, 3, 10, 0.01), (0.1, 8, 8, 0.02), (0.2, 25, 20, 0.01)),
    ]


@schedules.draw
def draw(rng):
    """Return a random epoch of a random function."""
    name = str(rng.choice(["inverse_time", "exponential", "inverse_sqrt", "staircase", "cosine"]))
    rate, epoch = float(rng.uniform(0.01, 1)), int(rng.integers(1, 50))
    decay, every = float(rng.uniform(0.3, 0.98)), int(rng.integers(2, 12))
    more = {"staircase": (decay, every), "cosine": (int(rng.integers(20, 60)), rate * float(rng.uniform(0, 0.5)))}
    return rows(name, (rate, epoch, *more.get(name, (decay,))))[0]


@schedules.edges
def edges(rng):
    """Return for each function a few epochs that tell it from its neighbours."""
    rate, decay = float(rng.uniform(0.05, 0.5)), float(rng.uniform(0.3, 0.9))
    return [
        *rows("inverse_time", (rate, 11, decay), (rate, 2, 0.0)),
        *rows("exponential", (rate, 5, decay), (rate, 4, 1.0)),
        *rows("inverse_sqrt", (rate, 0, decay), (rate, 24, decay)),
        *rows("staircase", (rate, 0, decay, 4), (rate, 3, decay, 4), (rate, 13, decay, 4), (rate, 6, decay, 1)),
        *rows("cosine", (rate, 4, 16, 0.01), (rate, 16, 16, 0.01), (rate, 30, 16, 0.01)),
    ]


SETTINGS = {
    "inverse_time": (0.5,),
    "exponential": (0.9,),
    "inverse_sqrt": (1.0,),
    "staircase": (0.5, 5),
    "cosine": (20, 0.001),
}


@schedules.property("the first rate first, and never a rise")
def rates_never_rise(cls, rng):
    """Return a sentence unless each function begins with the first rate and never rises."""
    made = cls()
    for name, settings in SETTINGS.items():
        rates = [getattr(made, name)(0.3, epoch, *settings) for epoch in range(25)]
        if abs(rates[0] - 0.3) > 1e-9:
            return f"{name} is {rates[0]:.4g} in epoch 0, whose rate should be the first one, 0.3"
        rise = next((epoch for epoch in range(1, 25) if rates[epoch] > rates[epoch - 1] + 1e-12), None)
        if rise:
            return f"{name} rises from epoch {rise - 1} to epoch {rise}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def instead_of(name):
    """Return a decorator: the class in which a wrong function takes the place of a right one is a mistake."""

    def declare(function):
        wrong = {name: staticmethod(function), "__doc__": function.__doc__}
        schedules.mistake(type(function.__name__, (Schedules,), wrong))
        return function

    return declare


@instead_of("staircase")
def without_floor(learning_rate, epoch, decay_rate, every):
    """staircase divides without rounding down, which makes a smooth slope of it: // rounds down, / does not"""
    return learning_rate * decay_rate ** (epoch / every)


@instead_of("staircase")
def rounded_to_the_nearest(learning_rate, epoch, decay_rate, every):
    """staircase rounds to the nearest whole number: it steps down half a stair too early; // rounds down"""
    return learning_rate * decay_rate ** math.floor(epoch / every + 0.5)


@instead_of("staircase")
def dropped_once(learning_rate, epoch, decay_rate, every):
    """staircase steps down once and then stays: every `every` epochs it steps again, decay_rate ** (number of steps)"""
    return learning_rate * (decay_rate if epoch >= every else 1)


@instead_of("inverse_time")
def decay_is_not_multiplied(learning_rate, epoch, decay_rate):
    """inverse_time divides by 1 + epoch and does not use decay_rate: it is 1 + decay_rate * epoch"""
    return learning_rate / (1 + epoch)


@instead_of("inverse_time")
def the_1_is_missing(learning_rate, epoch, decay_rate):
    """inverse_time divides by decay_rate * epoch without the 1: infinite in epoch 0"""
    return learning_rate / (decay_rate * epoch)


@instead_of("exponential")
def power_of_e(learning_rate, epoch, decay_rate):
    """exponential takes a power of e, exp(-decay_rate * epoch): another convention; here decay_rate is itself the
    factor of one epoch, a little below 1
    """
    return learning_rate * math.exp(-decay_rate * epoch)


@instead_of("exponential")
def times_the_epoch(learning_rate, epoch, decay_rate):
    """exponential multiplies with the epoch instead of raising to its power: ** is the power"""
    return learning_rate * decay_rate * epoch


@instead_of("inverse_sqrt")
def epochs_from_one(learning_rate, epoch, k):
    """inverse_sqrt divides by the root of the epoch, which is 0 in epoch 0: epochs count from 0 here, so add 1"""
    return learning_rate * k / math.sqrt(epoch)


@instead_of("inverse_sqrt")
def root_forgotten(learning_rate, epoch, k):
    """inverse_sqrt takes no root: that is inverse_time, which falls much faster"""
    return learning_rate * k / (epoch + 1)


@instead_of("cosine")
def not_halved(learning_rate, epoch, epochs, lowest):
    """cosine is not halved: 1 + cos goes from 2 to 0, so half of it goes from 1 to 0"""
    return lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * min(epoch / epochs, 1)))


@instead_of("cosine")
def rises_again(learning_rate, epoch, epochs, lowest):
    """cosine rises again after the last epoch: from there on it stays at the lowest rate; min(epoch / epochs, 1)"""
    return lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * epoch / epochs)) / 2


@instead_of("cosine")
def lowest_added_on_top(learning_rate, epoch, epochs, lowest):
    """cosine adds the lowest rate on top of the whole wave: the wave has the height learning_rate - lowest"""
    return lowest + learning_rate * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2


@instead_of("cosine")
def lowest_forgotten(learning_rate, epoch, epochs, lowest):
    """cosine goes down to 0 and not to the lowest rate"""
    return learning_rate * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2


for name, function in SLIPS:
    instead_of(name)(function)


# --- right, written differently -------------------------------------------------------------------------------------


@schedules.right
class StepByStep:
    """The same, by other formulas: products in loops, and half a wave as a squared cosine."""

    def inverse_time(self, learning_rate, epoch, decay_rate):
        """Return the same, written differently."""
        return (1 + epoch * decay_rate) ** -1 * learning_rate

    def exponential(self, learning_rate, epoch, decay_rate):
        """Return the same, written differently."""
        for _ in range(epoch):
            learning_rate = learning_rate * decay_rate
        return learning_rate

    def inverse_sqrt(self, learning_rate, epoch, k):
        """Return the same, written differently."""
        return k * learning_rate * (1 + epoch) ** -0.5

    def staircase(self, learning_rate, epoch, decay_rate, every):
        """Return the same, written differently."""
        while epoch >= every:
            learning_rate, epoch = learning_rate * decay_rate, epoch - every
        return learning_rate

    def cosine(self, learning_rate, epoch, epochs, lowest):
        """Return the same, written differently."""
        if epoch >= epochs:
            return lowest
        high = math.cos(math.pi * epoch / (2 * epochs)) ** 2
        return high * learning_rate + (1 - high) * lowest
