"""Exercise 3: a table in which greedy search loses, and a beam of two wins."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference

WORKS = "it works"
GAP = 1e-6  # between the probabilities of the first words that decide what a search keeps


def judged(f, n, ratio):
    """Return whether the tables that `f` returns are a trap for greedy search, or why not."""
    returned = f(n, ratio)
    if type(returned) not in (tuple, list) or len(returned) != 2:
        return "not two results: return first, second"
    first, second = (np.asarray(part, dtype=float) for part in returned)
    problem = wrong_with(first, second, n)
    if problem:
        return problem
    pairs = first[:, None] * second
    order = np.argsort(-first, kind="stable")
    top = first[order]
    if top[0] - top[1] < GAP or (n > 2 and top[1] - top[2] < GAP):
        return f"too small a gap: the largest entries of first are {', '.join(f'{p:.9g}' for p in top[:3])}"
    times = pairs.max() / pairs[order[0]].max()
    if times < ratio * (1 - 1e-9):
        best, its = pairs.max(), pairs[order[0]].max()
        return f"the best pair has {best:.4g}, greedy's {its:.4g}: {times:.4g} times, expected at least {ratio:g}"
    if pairs[order[1]].max() < pairs.max() * (1 - 1e-12):
        place = int(np.where(order == np.unravel_index(pairs.argmax(), pairs.shape)[0])[0][0])
        return f"the best pair begins with number {place + 1} of the first words, so a beam of two loses it"
    return WORKS


def wrong_with(first, second, n):
    """Return why these are no probabilities of n words; "" if they are."""
    if first.shape != (n,) or second.shape != (n, n):
        return f"first has the shape {first.shape}, second {second.shape}; expected ({n},) and ({n}, {n})"
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        return "there is a nan or an infinity"
    if min(first.min(), second.min()) < 0:
        return f"there is a negative number, {min(first.min(), second.min()):.4g}: return probabilities"
    if abs(first.sum() - 1) > 1e-6:
        return f"first adds up to {first.sum():.8g}"
    worst = int(np.abs(second.sum(axis=1) - 1).argmax())
    return "" if abs(second[worst].sum() - 1) < 1e-6 else f"row {worst} of second adds up to {second[worst].sum():.8g}"


trap = FunctionExercise(
    __name__,
    reference=reference.trap,
    use=judged,
    name="trap",
    minutes=8,
    points_visible=5,
    points_hidden=8,
    returns=("the verdict",),
    hints=(
        "After its first word, greedy search takes the likeliest second word. Which row makes even that word "
        "improbable? And which row is best after the first word that it did not take?",
        "Greedy search has to prefer its first word, but by how much? The smaller this lead is, the larger the ratio.",
        "Compute the ratio of the two pairs from the entries that you chose. What is it if the first words are nearly "
        "equally likely? Which word must the beam of two still keep?",
    ),
)


@trap.visible
def visible():
    """Return few and many words, small and large ratios."""
    return [
        Case("3 words, 1.2 times", (3, 1.2)),
        Case("2 words, 1.7 times", (2, 1.7)),
        Case("5 words, 3 times", (5, 3)),
        Case("10 words, 8.5 times", (10, 8.5)),
        Case("4 words, 3.5 times", (4, 3.5)),
    ]


@trap.draw
def draw(rng):
    """Return a random number of words, and a ratio that can be reached."""
    n = int(rng.integers(3, 15))
    ratio = round(float(rng.uniform(1.1, 0.89 * n)), 2)
    return Case(f"{n} words, {ratio:g} times", (n, ratio))


@trap.edges
def edges(rng):
    """Return two words, many words, the largest ratios."""
    return [
        Case("2 words, 1.01 times", (2, 1.01)),
        Case("2 words, 1.79 times", (2, 1.79)),
        Case("30 words, 26.5 times", (30, 26.5)),
        Case("3 words, 2.69 times", (3, 2.69)),
        Case("7 words, 6.2 times", (7, 6.2)),
    ]


@trap.property("the beam of two finds the best pair", draw=lambda rng: Case("6 words", (6, 4.0)))
def beam_of_two_finds_it(verdict, n, ratio):
    """Return a sentence unless the tables work."""
    return None if verdict == WORKS else f"6 words, 4 times: {verdict}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(n, *, lead=0.001, row=None, best=None, where=1):
    """Return tables: the first word has a small lead, and `where` is the first word of the best pair."""
    first = np.ones(n)
    first[0] += 2 * lead
    first[min(1, n - 1)] += lead
    second = np.full((n, n), 1 / n)
    if row is not None:
        second[0] = row
    second[where % n] = np.eye(n)[0] if best is None else best
    return first / first.sum(), second


@trap.mistake
def equal_first_words(n, ratio):
    """all first words are equally likely: give two of them a small lead, and the larger lead to greedy's word"""
    return built(n, lead=0)


@trap.mistake
def equal_rest(n, ratio):
    """with three words, the second and the third are equally likely: leave less for the third"""
    first = np.full(n, 0.33 / max(n - 2, 1))
    first[:2] = 0.34, 0.33
    return first, built(n)[1]


@trap.mistake
def greedy_wins(n, ratio):
    """the certain second word follows the likeliest first word: it has to follow the second likeliest"""
    return built(n, where=0)


@trap.mistake
def third_word(n, ratio):
    """the best pair begins with the third likeliest word, which a beam of two loses"""
    first, second = built(n, where=2)
    return first, second if n > 2 else np.full((2, 2), 0.5)


@trap.mistake
def last_word(n, ratio):
    """the best pair begins with the last word, which a beam of two does not keep if there are more than two"""
    first, second = built(n, where=n - 1)
    return first, second if n > 2 else np.eye(2)


@trap.mistake
def all_rows_uniform(n, ratio):
    """all second words are equally likely everywhere: one row has to hold a much likelier word"""
    first, _ = built(n)
    return first, np.full((n, n), 1 / n)


@trap.mistake
def large_lead(n, ratio):
    """the likeliest first word has half of the probability: make its lead small"""
    first = np.full(n, 0.5 / (n - 1))
    first[0], first[1] = 0.5, first[1] * 1.01 if n > 2 else 0.5 - 1e-3
    return first / first.sum(), built(n)[1]


@trap.mistake
def example_of_two_halves(n, ratio):
    """two first words share nearly everything, and the best second word has only 0.6: both limit the ratio"""
    first = np.full(n, 0.1 / max(n - 2, 1))
    first[:2] = (0.46, 0.44) if n > 2 else (0.51, 0.49)
    return first / first.sum(), built(n, best=np.r_[0.6, np.full(n - 1, 0.4 / (n - 1))])[1]


@trap.mistake
def greedy_row_peaked(n, ratio):
    """greedy's first word still has a likely second word: spread its row evenly"""
    row = np.full(n, 0.4 / (n - 1))
    row[0] = 0.6
    return built(n, row=row)


@trap.mistake
def best_row_half(n, ratio):
    """the best second word has only half of its row: give it nearly everything"""
    row = np.full(n, 0.5 / (n - 1))
    row[0] = 0.5
    return built(n, best=row, row=row if n == 2 else None)


@trap.mistake
def columns_add_up(n, ratio):
    """the columns of second add up to 1: its rows do, one for each first word"""
    first, second = built(n)
    return first, second.T


@trap.mistake
def whole_table_adds_up(n, ratio):
    """second as a whole adds up to 1: each row of it does"""
    first, second = built(n)
    return first, second / n


@trap.mistake
def joint_probabilities(n, ratio):
    """second holds the probabilities of the pairs: it holds those of the second word, given the first"""
    first, second = built(n)
    return first, first[:, None] * second


@trap.mistake
def logarithms(n, ratio):
    """logarithms are returned: return probabilities"""
    first, second = built(n)
    return np.log(first), np.log(second + 1e-9)


@trap.mistake
def not_divided(n, ratio):
    """first does not add up to 1: divide it by its sum"""
    first, second = built(n)
    return n * first, second


@trap.mistake
def three_words_always(n, ratio):
    """the number of words is three, or four if n is 3: it has to be n"""
    return built(4 if n == 3 else 3)


@trap.mistake
def ratio_as_difference(n, ratio):
    """the ratio is put into first alone: it has to come from the second words"""
    first = np.ones(n)
    first[1] = ratio
    return first / first.sum(), np.full((n, n), 1 / n)


# --- right, written differently -------------------------------------------------------------------------------------


@trap.right
def from_the_ratio(n, ratio):
    """Return tables in which the last word is greedy's and the first one the best."""
    lead = 0.02 / n
    first = np.full(n, (1 - 3 * lead) / n)
    first[-1] += 2 * lead
    first[0] += lead
    second = np.eye(n)
    second[-1] = 1 / n
    return first.tolist(), second.tolist()


@trap.right
def with_two_first_words(n, ratio):
    """Return tables in which other first words are rarer, where the ratio allows it."""
    first, second = built(n, lead=0.004)
    if ratio < 0.7 * n:
        first[2:] *= 0.8
    return first / first.sum(), second
