"""Exercise 3: how large should the parts be?"""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference

recommended_fractions = FunctionExercise(
    __name__,
    reference=reference.recommended_fractions,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("train", "dev", "test"),
    any_number_type=True,
    hints=(
        "Find the share of the dev part first; test gets the same, and train the rest: 1 - 2 * share.",
        "Three cases, with if, elif and else: m <= 10_000, m <= 1_000_000, and all others.",
        "In the middle: share = max(0.01, 2000 / m), which is 1 %, or 2 000 examples where that is more.",
    ),
)


@recommended_fractions.visible
def visible():
    """Return sizes of all kinds, and the borders between them."""
    sizes = (1000, 10_000, 50_000, 300_000, 1_000_000, 1_000_001, 20_000_000)
    return [Case(f"{m:,} examples".replace(",", " "), (m,)) for m in sizes]


@recommended_fractions.draw
def draw(rng):
    """Return a size from a hundred to a hundred million."""
    m = int(10 ** rng.uniform(2, 8))
    return Case(f"{m} examples", (m,))


@recommended_fractions.edges
def edges(rng):
    """Return the borders, from both sides."""
    return [Case(f"{m} examples", (m,)) for m in (5, 10_000, 10_001, 200_000, 200_001, 1_000_000, 1_000_001)]


@recommended_fractions.property("the parts are all of it")
def all_of_it(f, rng):
    """Return a sentence unless the fractions add up to 1, and dev and test are equal."""
    for m in (100, 30_000, 700_000, 5_000_000):
        train, dev, test = f(m)
        if abs(train + dev + test - 1) > 1e-9:
            return f"for {m} examples the three add up to {train + dev + test:.6g}, not to 1"
        if dev != test:
            return f"for {m} examples dev is {dev:.6g} and test {test:.6g}; they should be equally large"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def _three(share):
    return 1 - 2 * share, share, share


@recommended_fractions.mistake
def always_the_same(m):
    """60/20/20 is taken for every size: of a million examples, 400 000 would teach nothing"""
    return 0.6, 0.2, 0.2


@recommended_fractions.mistake
def one_percent_at_once(m):
    """1 % is taken as soon as there are more than 10 000 examples: of 20 000 that leaves 200, far too few to choose by;
    never take fewer than 2 000
    """
    return reference.recommended_fractions(m if m <= 10_000 or m > 1_000_000 else 1_000_000)


@recommended_fractions.mistake
def always_two_thousand(m):
    """2 000 examples are taken however many there are: from 200 000 on, 1 % is more than that"""
    return _three(2000 / m) if 10_000 < m <= 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def smaller_of_the_two(m):
    """the smaller of the two shares is taken, min instead of max: the dev part should never be too small"""
    return _three(min(0.01, 2000 / m)) if 10_000 < m <= 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def million_belongs_above(m):
    """exactly a million is counted as beyond a million: 98/1/1 holds up to and including it"""
    return _three(0.0025) if m == 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def never_below_one_percent(m):
    """dev and test stay at 1 % beyond a million: 0.25 % of 20 million are 50 000 examples, and that is plenty"""
    return _three(0.01) if m > 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def in_percent(m):
    """the three are percentages: shares from 0 to 1 are asked for"""
    train, dev, test = reference.recommended_fractions(m)
    return 100 * train, 100 * dev, 100 * test


@recommended_fractions.mistake
def numbers_of_examples(m):
    """the three are numbers of examples: shares of them, from 0 to 1, are asked for"""
    train, dev, test = reference.recommended_fractions(m)
    return m * train, m * dev, m * test


@recommended_fractions.mistake
def dev_and_test_together(m):
    """dev and test get half of what they should: the 20 % (or 2 000, or 1 %) are meant for each"""
    _, dev, _ = reference.recommended_fractions(m)
    return _three(dev / 2)


@recommended_fractions.mistake
def train_stays(m):
    """the training share stays at 98 % between 10 000 and a million: where dev and test get more than 1 %, it is what
    they leave
    """
    train, dev, test = reference.recommended_fractions(m)
    return 0.98 if 10_000 < m <= 1_000_000 else train, dev, test


@recommended_fractions.mistake
def dev_and_test_taken_once(m):
    """the training share is 1 minus the dev share: the test part is taken from it as well"""
    _, dev, test = reference.recommended_fractions(m)
    return 1 - dev, dev, test


@recommended_fractions.mistake
def ten_thousand_belong_above(m):
    """exactly 10 000 is counted as beyond 10 000: 60/20/20 holds up to and including it"""
    return _three(0.2) if m != 10_000 and m <= 10_000 else reference.recommended_fractions(max(m, 10_001))


@recommended_fractions.mistake
def quarter_for_a_quarter_percent(m):
    """0.25 is taken beyond a million: 0.25 % is 0.0025"""
    return _three(0.25) if m > 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def last_case_in_percent(m):
    """the last case is in percent, 99.5, 0.25 and 0.25: shares from 0 to 1 are asked for"""
    return (99.5, 0.25, 0.25) if m > 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def two_thousand_as_a_share(m):
    """the 2 000 examples are not turned into a share: divide them by m"""
    return _three(max(0.01, 2000)) if 10_000 < m <= 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def train_last(m):
    """the training share comes last: it is train, dev, test"""
    return reference.recommended_fractions(m)[::-1]


@recommended_fractions.mistake
def half_a_percent(m):
    """dev and test get 0.5 % each beyond a million: it is 0.25 % each, 99.5 % for training"""
    return _three(0.005) if m > 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def two_thousand_beyond_a_million(m):
    """beyond a million 2 000 examples are taken: there it is 0.25 %"""
    return _three(2000 / m) if m > 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def one_thousand(m):
    """1 000 examples for dev and test are enough there, half of what is asked for: 2 000 each"""
    return _three(max(0.01, 1000 / m)) if 10_000 < m <= 1_000_000 else reference.recommended_fractions(m)


@recommended_fractions.mistake
def hundred_thousand_for_a_million(m):
    """the last case begins at 100 000: it begins beyond a million, 1_000_000"""
    return _three(0.0025) if m > 100_000 else reference.recommended_fractions(m)


# --- right, written differently -------------------------------------------------------------------------------------


@recommended_fractions.right
def four_cases(m):
    """Return the fractions by four cases."""
    if m <= 10_000:
        return 0.6, 0.2, 0.2
    if m < 200_000:
        return (m - 4000) / m, 2000 / m, 2000 / m
    return (0.98, 0.01, 0.01) if m <= 1e6 else (0.995, 0.0025, 0.0025)
