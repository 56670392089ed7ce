"""Exercise 4: how many random settings are enough."""

import math

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import hyperparameter_search as reference

trials_needed = FunctionExercise(
    __name__,
    reference=reference.trials_needed,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the number of trials",),
    hints=(
        "One trial misses the best share with the probability 1 - share; n of them all miss with its n-th power.",
        "You want (1 - share)**n <= 1 - probability. Take logarithms; both are negative.",
        "math.ceil(math.log(1 - probability) / math.log(1 - share)).",
    ),
)


def case(share, probability):
    """Return a case; its name says the question."""
    return Case(f"one of the best {100 * share:g} %, with {100 * probability:g} %", (share, probability))


@trials_needed.visible
def visible():
    """Return the example of the text and others: rare settings, and two trials exactly."""
    return [
        case(0.05, 0.95),
        case(0.5, 0.9),
        case(0.1, 0.9),
        case(0.01, 0.6),
        case(0.8, 0.3),
        case(0.002, 0.9),
        case(0.5, 0.75),
    ]


def clear(share, probability):
    """Return True where the number of trials is not so near a whole one that rounding decides."""
    n = math.log(1 - probability) / math.log(1 - share)
    return 0.02 < n % 1 < 0.98


@trials_needed.draw
def draw(rng):
    """Return a random question whose answer does not hang on rounding."""
    while True:
        share, probability = round(float(10 ** rng.uniform(-2.3, -0.3)), 3), round(float(rng.uniform(0.3, 0.99)), 2)
        if clear(share, probability):
            return case(share, probability)


@trials_needed.edges
def edges(rng):
    """Return a question that one trial answers, rare settings, near certainty, and two trials exactly."""
    rare = round(float(rng.uniform(0.0011, 0.0019)), 5)
    return [case(0.9, 0.5), case(rare, 0.9), case(0.05, 0.9999), case(0.5, 0.75)]


@trials_needed.property("enough, and one less is not")
def enough_and_not_too_many(f, rng):
    """Return a sentence unless the number is enough and one less is not."""
    share, probability = draw(rng).arguments
    n = f(share, probability)
    with_n, with_less = 1 - (1 - share) ** n, 1 - (1 - share) ** (n - 1)
    if with_n < probability:
        return f"share {share}, probability {probability}: {n} trials succeed with {with_n:.4f} only"
    return f"share {share}, probability {probability}: {n - 1} trials are enough" if with_less >= probability else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@trials_needed.mistake
def rounded_down(share, probability):
    """the number is rounded down: then the probability is not quite reached; round up, math.ceil"""
    return math.floor(math.log(1 - probability) / math.log(1 - share))


@trials_needed.mistake
def rounded(share, probability):
    """the number is rounded to the nearest one, down as often as up: round up, math.ceil"""
    return round(math.log(1 - probability) / math.log(1 - share))


@trials_needed.mistake
def not_rounded(share, probability):
    """the number has decimals: nobody makes half a trial; round up, math.ceil"""
    return math.log(1 - probability) / math.log(1 - share)


@trials_needed.mistake
def one_over_share(share, probability):
    """it is 1 / share: so many trials hit the best share once on average, and miss it altogether in 37 of 100 cases"""
    return math.ceil(1 / share)


@trials_needed.mistake
def chances_added(share, probability):
    """the chances of the trials are added up, probability / share: two trials may hit both, so they are not disjoint"""
    return math.ceil(round(probability / share, 9))


@trials_needed.mistake
def share_and_probability_swapped(share, probability):
    """share and probability have changed places: log(1 - share) belongs below the line"""
    return math.ceil(math.log(1 - share) / math.log(1 - probability))


@trials_needed.mistake
def logs_of_the_shares(share, probability):
    """the logarithms are those of probability and share: all trials miss with (1 - share)**n, so take 1 - each"""
    return math.ceil(math.log(probability) / math.log(share))


@trials_needed.mistake
def all_must_hit(share, probability):
    """it is log(probability) / log(1 - share): all n trials may miss with 1 - probability, not with probability"""
    return math.ceil(math.log(probability) / math.log(1 - share))


@trials_needed.mistake
def always_one_more(share, probability):
    """1 is added to the whole part, also where the number is whole already: exactly two trials become three; round up
    with math.ceil
    """
    return int(math.log(1 - probability) / math.log(1 - share)) + 1


@trials_needed.mistake
def approximated(share, probability):
    """below the line stands share instead of -log(1 - share): that is close for small shares only"""
    return math.ceil(-math.log(1 - probability) / share)


@trials_needed.mistake
def without_logarithms(share, probability):
    """it is (1 - probability) / (1 - share): n stands in the power, so both sides need a logarithm"""
    return math.ceil((1 - probability) / (1 - share))


@trials_needed.mistake
def logarithm_of_the_quotient(share, probability):
    """it is one logarithm, that of a quotient: a quotient of logarithms is not the logarithm of a quotient"""
    return math.ceil(abs(math.log((1 - probability) / (1 - share))))


@trials_needed.mistake
def one_more_trial(share, probability):
    """one trial is added after rounding up: math.ceil has made it enough"""
    return math.ceil(math.log(1 - probability) / math.log(1 - share)) + 1


@trials_needed.mistake
def share_not_taken_from_one(share, probability):
    """below the line stands log(share): a trial misses with 1 - share"""
    return math.ceil(math.log(1 - probability) / math.log(share))


@trials_needed.mistake
def both_swapped_and_not_taken_from_one(share, probability):
    """it is log(share) / log(probability): all n trials miss with (1 - share)**n, so it is log(1 - probability) over
    log(1 - share)
    """
    return math.ceil(math.log(share) / math.log(probability))


@trials_needed.mistake
def misses_added(share, probability):
    """it is (1 - probability) / share: the chance that all miss is (1 - share)**n, and n comes out by logarithms"""
    return math.ceil((1 - probability) / share)


# --- right, written differently -------------------------------------------------------------------------------------


@trials_needed.right
def by_counting(share, probability):
    """Return the first number that is enough."""
    n, all_miss = 0, 1.0
    while 1 - all_miss < probability:
        n, all_miss = n + 1, all_miss * (1 - share)
    return n


@trials_needed.right
def with_base_two(share, probability):
    """Return the same with other logarithms."""
    return math.ceil(math.log2(1 - probability) / math.log2(1 - share))
