"""Every known answer to an exercise, judged once: what the tests of checks, of graders and of the wire all look at.

To judge is what they cost, so what comes of it is kept. The tests of one exercise run one after the other, in one
process (`conftest.py`).

right_answers, wrong_answers   the reference and its alternatives; the variants of the known mistakes
answer_judged                  the report on an answer: on the visible tests, or on the hidden ones of a seed
seed_of                        the seed with which an exercise's answers hear what their hidden tests say
is_wrong_somewhere             whether an answer fails: judging ends at the first test that does
"""

from functools import lru_cache, partial

from deepcourse.checking.judge import judge as judge_in_time
from deepcourse.checking.judge import judge_case, judge_properties
from deepcourse.checking.key import key_to
from deepcourse.checking.run import run
from deepcourse.checking.verdict import CORRECT, INCORRECT
from deepcourse.exercises.decision import DecisionExercise

SEEDS = (0, 1, 20263)
PATIENCE = 600.0  # seconds for a case: a busy machine must make no verdict
KEPT = 200  # reports: those on the answers to an exercise and to the one before it

judge = partial(judge_in_time, seconds=PATIENCE)


def right_answers(exercise):
    """Return the reference and the right solutions that are written differently."""
    return [exercise.reference, *exercise.alternatives]


def wrong_answers(exercise):
    """Return the variants of the known mistakes."""
    return [mistake.variant for mistake in exercise.misconceptions]


def seed_of(exercise):
    """Return one of the seeds: each is that of some exercises."""
    return SEEDS[len(exercise.name) % len(SEEDS)]


@lru_cache(maxsize=KEPT)
def answer_judged(exercise, f, seed=None):
    """Return the report on an answer, made once."""
    return judge(key_to(exercise, seed), f)


def is_wrong_somewhere(exercise, f, seed):
    """Return True where a hidden test fails: cases first, most of which are cheap, then properties."""
    key = key_to(exercise, seed)
    if isinstance(exercise, DecisionExercise):
        return judge(key, f).state == INCORRECT
    ready = False
    for case, expected in zip(key.cases, key.expected, strict=True):
        if judge_case(exercise, case, run(exercise, f, case, PATIENCE), expected, PATIENCE).state == INCORRECT:
            return True
        ready = True
    return any(verdict.state != CORRECT for verdict in judge_properties(key, f, PATIENCE, ready))
