"""Exercise 8: how long a tagger has to wait, found out without reading its code."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.streaming_taggers import TAGGERS
from deepcourse.sequence import bidirectional as reference


def told_delay(f, which, x):
    """Return what `f` says of one of the `TAGGERS`; words in place of what is no whole number."""
    said = f(TAGGERS[which], x)
    if isinstance(said, (bool, np.bool_)) or not isinstance(said, (int, np.integer)):
        return f"no whole number but {type(said).__name__}"
    return int(said)


delay_needed = FunctionExercise(
    __name__,
    reference=reference.delay_needed,
    use=told_delay,
    name="delay_needed",
    minutes=7,
    points_visible=5,
    points_hidden=7,
    random_cases=2,
    returns=("the delay",),
    hints=(
        "What would a tagger say that gets only the first n words? You can run it on x[:, :, :n] for every n.",
        "Fix a delay d. For the answer at step t, which of these runs has seen exactly d words after it? Near the end, "
        "no more than all words can be seen.",
        "Try d = 0, 1, 2, ... and return the first one at which the answers at every t agree with those of the whole "
        "sentence: for all examples and all scores, up to a tolerance.",
    ),
)

TELLING = (  # each shows some of the known mistakes
    "forwards",
    "both directions, in blocks of 3 words",
    "forwards, and the share of the sentence that is read",
    "the first answer from word 3",
    "the third answer from word 4",
    "every example but the first one word ahead",
    "the last score two words ahead",
    "a causal filter by Fourier transform",
    "a thousandth of the next word",
    "both directions",
    "forwards, plus 1 if the number of words is odd",
)
SIZES = ((2, 3, 6), (3, 2, 7), (2, 4, 5))  # n_x, m, T


def case(rng, which, n_x, m, T):
    """Return a tagger and random sentences as a case."""
    return Case(f"{which}, x ({n_x}, {m}, {T})", (which, rng.normal(size=(n_x, m, T))))


@delay_needed.visible
def visible():
    """Return all taggers, some of them twice."""
    rng = np.random.default_rng(87)
    cases = [case(rng, which, *SIZES[place % 3]) for place, which in enumerate(TAGGERS)]
    again = ("both directions", "forwards, answers two words late")
    return [*cases, *(case(rng, which, 2, 1, 8) for which in again), case(rng, "both directions", 3, 2, 1)]


@delay_needed.draw
def draw(rng):
    """Return any tagger, for sentences of random size."""
    n_x, m, T = int(rng.integers(2, 5)), int(rng.integers(2, 4)), int(rng.integers(5, 9))
    return case(rng, str(rng.choice(list(TAGGERS))), n_x, m, T)


@delay_needed.edges
def edges(rng):
    """Return every second tagger in any order, for another size, and sentences of one and two words."""
    cases = [case(rng, str(which), 3, 2, 6) for which in rng.permutation(TELLING)]
    return [*cases, case(rng, "both directions", 2, 3, 1), case(rng, "forwards", 2, 1, 2)]


@delay_needed.property("the same number every time")
def same_every_time(f, rng):
    """Return a sentence unless five calls say 2 of a tagger that reads blocks of 3 words."""
    x = rng.normal(size=(2, 2, 7))
    said = [told_delay(f, "both directions, in blocks of 3 words", x.copy()) for _ in range(5)]
    return None if said == [2] * 5 else f"five calls with blocks of 3 words return {said}, expected 2 each time"


# --- known mistakes -------------------------------------------------------------------------------------------------


def same(a, b, tolerance=1e-8):
    """Return whether two arrays of answers agree."""
    return bool(np.all(np.abs(np.asarray(a) - np.asarray(b)) <= tolerance))


def tried(tagger, x, *, at=None, compared=lambda answers: answers, agree=same, known=None):
    """Return the smallest delay at which the answers agree, with something changed.

    at : the steps that are looked at    compared : what of the answers    known : `known(x, n)`, what the tagger gets
    if the first n words are known
    """
    known, T = known or (lambda x, n: x[:, :, :n]), x.shape[2]
    whole = tagger(x.copy())
    parts = [tagger(known(x, n).copy()) for n in range(1, T + 1)]
    for d in range(T):
        steps = range(T) if at is None else [t for t in at if t < T]
        if all(agree(compared(parts[min(t + d, T - 1)][:, :, t]), compared(whole[:, :, t])) for t in steps):
            return d
    return T - 1


@delay_needed.mistake
def last_answer_alone(tagger, x):
    """only the last answer is looked at, which has no future: look at every step"""
    return tried(tagger, x, at=[x.shape[2] - 1])


@delay_needed.mistake
def first_answer_alone(tagger, x):
    """only the first answer is looked at: others may have to wait, too"""
    return tried(tagger, x, at=[0])


@delay_needed.mistake
def answer_in_the_centre_alone(tagger, x):
    """only one answer in the middle is looked at: look at every step"""
    return tried(tagger, x, at=[x.shape[2] // 2])


@delay_needed.mistake
def first_example_alone(tagger, x):
    """only the first example is used: another may see further"""
    return tried(tagger, x, compared=lambda answers: answers[:, 0])


@delay_needed.mistake
def first_score_alone(tagger, x):
    """only the first score of each answer is compared: another may see further"""
    return tried(tagger, x, compared=lambda answers: answers[0])


@delay_needed.mistake
def tags_compared(tagger, x):
    """only the largest score is compared: the scores change before the tag does"""
    return tried(tagger, x, compared=lambda answers: answers.argmax(axis=0))


@delay_needed.mistake
def exact_comparison(tagger, x):
    """the answers are compared to the last digit: rounding changes them a little, so compare with a tolerance"""
    return tried(tagger, x, agree=lambda a, b: same(a, b, 0))


@delay_needed.mistake
def coarse_comparison(tagger, x):
    """the tolerance is so large that small changes are missed: rounding alone is less than 1e-9"""
    return tried(tagger, x, agree=lambda a, b: same(a, b, 0.02))


@delay_needed.mistake
def future_set_to_zero(tagger, x):
    """the future is replaced, by 0 or other words, and not cut off: the tagger still sees how long the sentence is"""
    return tried(tagger, x, known=lambda x, n: x * (np.arange(x.shape[2]) < n))


@delay_needed.mistake
def present_counted(tagger, x):
    """the present word is counted as one word of delay: return d, the words after it"""
    return tried(tagger, x) + 1


@delay_needed.mistake
def starts_from_one(tagger, x):
    """the search starts from 1: a tagger that reads forwards needs no delay, 0"""
    return max(1, tried(tagger, x))


@delay_needed.mistake
def largest_that_fails(tagger, x):
    """the last delay that is too small is returned: return the first one that is enough"""
    return max(0, tried(tagger, x) - 1)


@delay_needed.mistake
def yes_or_no(tagger, x):
    """the result is 1 for every tagger that has to wait: return how many words it waits for"""
    return min(1, tried(tagger, x))


@delay_needed.mistake
def true_or_false(tagger, x):
    """the result is True or False: return the number of words"""
    return tried(tagger, x) == 0


def waits(tagger, x):
    """Return the smallest delay for each step."""
    return [tried(tagger, x, at=[t]) for t in range(x.shape[2])]


@delay_needed.mistake
def first_agreement_of_each_step(tagger, x):
    """each step stops at its first delay that agrees, and the largest is returned: one delay must suit all steps"""
    return max(waits(tagger, x))


@delay_needed.mistake
def mean_of_all_steps(tagger, x):
    """the delays of all steps are averaged: the delay must be enough for every step"""
    return round(float(np.mean(waits(tagger, x))))


@delay_needed.mistake
def sum_of_all_steps(tagger, x):
    """the delays of all steps are added up: return the largest of them"""
    return int(np.sum(waits(tagger, x)))


@delay_needed.mistake
def steps_that_wait(tagger, x):
    """the answers that have to wait are counted: return how long they wait"""
    return int(np.count_nonzero(waits(tagger, x)))


@delay_needed.mistake
def all_answers_so_far(tagger, x):
    """all answers of the shorter run are compared, also those that wait for more words: compare the one at step t"""
    whole, T = tagger(x.copy()), x.shape[2]
    parts = [tagger(x[:, :, : n + 1].copy()) for n in range(T)]
    fine = [same(part, whole[:, :, : n + 1]) for n, part in enumerate(parts)]
    return next((d for d in range(T) if all(fine[d:])), T - 1)


@delay_needed.mistake
def last_of_the_shorter_run(tagger, x):
    """the last answer of each shorter run is compared with step t: it belongs to step t + d"""
    whole, T = tagger(x.copy()), x.shape[2]
    parts = [tagger(x[:, :, : n + 1].copy()) for n in range(T)]
    for d in range(T):
        if all(same(parts[min(t + d, T - 1)][:, :, -1], whole[:, :, t]) for t in range(T)):
            return d
    return T - 1


@delay_needed.mistake
def past_cut_off(tagger, x):
    """the past is cut off: keep the first t + d + 1 words"""
    whole, T = tagger(x.copy()), x.shape[2]
    for d in range(T):
        if all(same(tagger(x[:, :, max(0, t - d) :].copy())[:, :, min(t, d)], whole[:, :, t]) for t in range(T)):
            return d
    return T - 1


# --- right, written differently -------------------------------------------------------------------------------------


@delay_needed.right
def step_by_step(tagger, x):
    """Return the same: for each step the last of the shorter runs that disagrees, and of these the largest delay."""
    whole, T, needed = tagger(x), x.shape[2], 0
    for t in range(T):
        for n in range(t + 1, T):
            if not np.allclose(tagger(x[:, :, :n])[:, :, t], whole[:, :, t]):
                needed = max(needed, n - t)
    return needed


@delay_needed.right
def from_the_longest_down(tagger, x):
    """Return the same: the delay is made smaller until an answer changes."""
    whole, T = tagger(x.copy()), x.shape[2]
    d = T - 1
    while d > 0:
        short = [tagger(x[:, :, : min(t + d, T)].copy())[:, :, t] for t in range(T)]
        if max(np.abs(short[t] - whole[:, :, t]).max() for t in range(T)) > 1e-7:
            return np.int64(d)
        d -= 1
    return 0
