"""Exercise 3: how many paths say a text."""

import math
from itertools import pairwise

from deepcourse.exercises.course5.speech_and_ctc.columns import all_texts, said, some_text
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import ctc as reference

number_of_paths = FunctionExercise(
    __name__,
    reference=reference.number_of_paths,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    any_number_type=True,
    returns=("the number of paths",),
    hints=(
        "A path is settled once you know how many steps each label lasts, and how many each blank lasts. How many such "
        "numbers are there, and which of them may be 0?",
        "Give every number its least value first: that takes `least_steps` steps. In how many ways can the other steps "
        "be handed out among all 2 L + 1 numbers?",
        "n equal things are shared among k boxes in comb(n + k - 1, k - 1) ways. What are n and k here, and what if n "
        "is less than 0?",
    ),
)


def case(labels, T):
    """Return a text and a number of steps as a case."""
    return Case(f"{said(labels)} in {T} steps", (labels, T))


@number_of_paths.visible
def visible():
    """Return texts without and with equal neighbours, exactly enough steps, too few, many, and the empty text."""
    pairs = [([1, 2], 4), ([1, 1], 5), ([2, 1, 3], 6), ([1, 1, 2, 2], 9), ([3], 7), ([1, 2, 1], 3), ([2, 2, 2], 5),
             ([2, 2], 2), ([1, 1, 3], 2), ([], 6), ([4, 4, 1, 2, 2], 40)]  # fmt: skip
    return [case(*pair) for pair in pairs]


@number_of_paths.draw
def draw(rng):
    """Return a random text, and steps enough for it."""
    labels = some_text(rng, 4, int(rng.integers(2, 6)))
    return case(labels, reference.least_steps(labels) + int(rng.integers(1, 12)))


@number_of_paths.edges
def edges(rng):
    """Return exactly enough steps, one too few, far too few, one step, no labels, sixty steps."""
    labels = some_text(rng, 3, 5, 0.5)
    least = reference.least_steps(labels)
    return [
        case(labels, least),
        case(labels, least - 1),
        case([1, 1, 1, 1], 2),
        case([2], 1),
        case([], 1),
        case([1, 2, 2, 3], 60),
    ]


@number_of_paths.property("the paths of all texts together are all paths")
def all_of_them(f, rng):
    """Return a sentence unless the numbers of all texts add up to K to the power of T."""
    for K, T in ((2, 5), (3, 4), (4, 3)):
        total = sum(f(list(text), T) for text in all_texts(K, T))
        if total != K**T:
            return f"of {K} symbols, {T} steps make {K**T} paths, but the numbers of all texts add up to {total}"
    return None


@number_of_paths.property("the number is exact, for long paths as well")
def exact(f, rng):
    """Return a sentence unless large numbers are right to the last digit."""
    for labels, T in (([1, 2, 2, 3], 90), (some_text(rng, 5, 12), 70)):
        found, expected = f(labels, T), reference.number_of_paths(labels, T)
        if found != expected:
            why = ", so it is rounded, as floats are" if abs(found - expected) < 1e-6 * expected else ""
            return f"{said(labels)} in {T} steps: the number of paths is {found}, expected {expected}{why}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def shared(spare, places):
    """Return in how many ways spare steps can be shared among so many places; 0 where there are too few."""
    if spare < 0 or places < 1:
        return int(spare == 0)
    return math.comb(spare + places - 1, places - 1)


def spare_and_repeats(labels, T):
    """Return the steps that are left over, and the number of equal neighbours."""
    repeats = sum(one == other for one, other in pairwise(labels))
    return T - len(labels) - repeats, repeats


@number_of_paths.mistake
def repeats_forgotten(labels, T):
    """the blank between equal neighbours is forgotten: it lasts for at least one step"""
    return shared(T - len(labels), 2 * len(labels) + 1)


@number_of_paths.mistake
def all_blanks_needed(labels, T):
    """every blank lasts for at least one step: most of them may be left out"""
    return shared(T - 2 * len(labels) - 1, 2 * len(labels) + 1)


@number_of_paths.mistake
def inner_blanks_needed(labels, T):
    """there is a blank between all labels: only equal neighbours need one"""
    return shared(T - max(2 * len(labels) - 1, 0), 2 * len(labels) + 1)


@number_of_paths.mistake
def to_labels_alone(labels, T):
    """only the labels last longer: spare steps can be given to the blanks as well"""
    return shared(spare_and_repeats(labels, T)[0], len(labels))


@number_of_paths.mistake
def to_blanks_alone(labels, T):
    """only the blanks last longer: spare steps can be given to the labels as well"""
    return shared(spare_and_repeats(labels, T)[0], len(labels) + 1)


@number_of_paths.mistake
def no_outer_blanks(labels, T):
    """there is no blank before the text and after it: 2 L - 1 things last for some steps, not 2 L + 1"""
    return shared(spare_and_repeats(labels, T)[0], 2 * len(labels) - 1)


@number_of_paths.mistake
def needed_blanks_are_fixed(labels, T):
    """the blank between equal neighbours lasts for exactly one step: it may last longer, too"""
    spare, repeats = spare_and_repeats(labels, T)
    return shared(spare, 2 * len(labels) + 1 - repeats)


@number_of_paths.mistake
def one_box_more(labels, T):
    """one box too many: the second number in comb is one less than the number of boxes"""
    return shared(spare_and_repeats(labels, T)[0], 2 * len(labels) + 2)


@number_of_paths.mistake
def in_order(labels, T):
    """the spare steps are told apart, (2 L + 1) to their power: only how many each gets makes a difference"""
    spare, _ = spare_and_repeats(labels, T)
    return (2 * len(labels) + 1) ** spare if spare >= 0 else 0


@number_of_paths.mistake
def chosen_from_all(labels, T):
    """2 L of the T steps are chosen: count the ways to share the spare steps"""
    return math.comb(T, 2 * len(labels))


@number_of_paths.mistake
def one_box_too_few(labels, T):
    """one box too few: 2 L + 1 things last for some steps, L labels and L + 1 blanks"""
    return shared(spare_and_repeats(labels, T)[0], 2 * len(labels)) if labels else 1


# --- right, written differently -------------------------------------------------------------------------------------


@number_of_paths.right
def step_by_step(labels, T):
    """Return the same from counts of beginnings, place by place and step by step."""
    extended = reference.with_blanks(labels).tolist()
    counts = [1] + [1] * (len(extended) > 1) + [0] * (len(extended) - 2)
    for _ in range(1, T):
        counts = [
            counts[s]
            + (counts[s - 1] if s > 0 else 0)
            + (counts[s - 2] if s > 1 and extended[s] not in (0, extended[s - 2]) else 0)
            for s in range(len(extended))
        ]
    return sum(counts[-2:])


@number_of_paths.right
def as_a_product(labels, T):
    """Return the same from factorials."""
    spare, L = spare_and_repeats(labels, T)[0], len(labels)
    if spare < 0:
        return 0
    return math.factorial(spare + 2 * L) // (math.factorial(spare) * math.factorial(2 * L))
