"""Which declared mistakes of an exercise coincide: in one visible case, and in all of them.

    .venv/bin/python benchmarks/coinciding_mistakes.py                  # every exercise and every visible case
    .venv/bin/python benchmarks/coinciding_mistakes.py propagate        # the exercises with that in their name
    .venv/bin/python benchmarks/coinciding_mistakes.py --everywhere     # only what no visible case tells apart

Mistakes coincide in a case where they are wrong in the same places and do the same in each. Such a case names neither
of them: it often has one example, one unit, one class, two equal sizes, t = 1, or numbers such as 0 and 1. For every
pair another visible case must tell the two apart, and `tests/exercises/test_told_apart.py` holds all exercises to it.
"""

import argparse
from itertools import combinations
from typing import Any

import numpy as np

from deepcourse.checking.compare import close, is_number, nodes_and_whole
from deepcourse.checking.key import Effects, Key, same_at
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise
from deepcourse.exercises.declaration import Exercise, Misconception

Pair = tuple[Misconception, Misconception]


def coincide(exercise: Exercise, one: Effects, other: Effects) -> bool:
    """Return True where two mistakes are wrong in the same places, at least one, and do the same in each.

    It is asked both ways: a vector may pass for a list of numbers, while a list never passes for a vector.
    """
    both = (one, other), (other, one)
    same = one.keys() == other.keys() and all(same_at(place, *pair, exercise) for place in one for pair in both)
    return bool(one) and same


def told_apart(exercise: Exercise, one: Effects, other: Effects) -> bool:
    """Return True where a case tells two mistakes apart: other places are wrong, or one differs."""
    return bool(one or other) and not coincide(exercise, one, other)


def pairs_that_coincide_everywhere(key: Key) -> list[Pair]:
    """Return the pairs of mistakes that no case of the key tells apart."""
    exercise = key.exercise
    return [
        pair
        for pair in combinations(exercise.misconceptions, 2)
        if not any(told_apart(exercise, *both) for both in zip(*map(key.effects_of, pair), strict=True))
    ]


def degenerate(got: Any, expected: Any, relative: float = 1e-6) -> bool:
    """Return True where a wrong part of a result is no evidence for one mistake rather than another.

    That is so where each wrong number in it is nan; where an array or a list has one entry, so that anything else would
    show as well; and where an array of several numbers, not all of them equal, is expected and all those that came are
    equal: all 0, as after a factor 0, whatever else was done; all 1, of a sigmoid far out. A number that is no array is
    degenerate only where it is nan, another shape or type never: it shows itself.
    """
    if not (numbers(got) and numbers(expected)):
        return False
    here, wanted = np.asarray(got, float), np.asarray(expected, float)
    if here.shape != wanted.shape or not here.size:
        return False
    wrong = here[~close(here, wanted, relative)]
    if wrong.size and np.isnan(wrong).all():
        return True
    if here.size == 1:
        return here.ndim > 0
    return bool(np.all(here == here.flat[0]) and not np.all(wanted == wanted.flat[0]))


def numbers(value: Any) -> bool:
    """Return True for a number, a numeric array, and a list of numbers."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iufb"
    return is_number(value) or (isinstance(value, (list, tuple)) and all(map(is_number, value)))


def has_evidence(key: Key, misconception: Misconception) -> bool:
    """Return True where some case has a wrong place that is not degenerate: a result, an error, a change."""
    exercise = key.exercise
    for effects, outcome in zip(key.effects_of(misconception), key.expected, strict=True):
        expected = nodes_and_whole(outcome.value, exercise.result_names)
        if any(not degenerate(got, expected.get(place), exercise.relative_tolerance) for place, got in effects.items()):
            return True
    return False


def groups_in(key: Key, case: int) -> list[list[Misconception]]:
    """Return the groups of mistakes that coincide in one case, the largest first."""
    groups: list[list[Misconception]] = []
    for misconception in key.exercise.misconceptions:
        mine = key.effects_of(misconception)[case]
        for group in groups:
            if coincide(key.exercise, mine, key.effects_of(group[0])[case]):
                group.append(misconception)
                break
        else:
            groups.append([misconception])
    return sorted((group for group in groups if len(group) > 1), key=len, reverse=True)


def names(mistakes) -> str:
    """Return the names of mistakes as readers see them."""
    return " = ".join(mistake.name.replace("_", " ") for mistake in mistakes)


def main() -> None:
    """Print the listing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", default="", help="part of notebook.exercise")
    parser.add_argument("--everywhere", action="store_true", help="only what no visible case tells apart")
    arguments = parser.parse_args()
    pairs, bare = 0, 0
    for notebook in notebooks():
        for exercise in exercises_of(notebook):
            name = f"{notebook}.{exercise.name}"
            if arguments.part not in name or isinstance(exercise, DecisionExercise):
                continue
            key = Key(exercise)
            lines = [f"    everywhere: {names(pair)}" for pair in pairs_that_coincide_everywhere(key)]
            pairs += len(lines)
            without = [m.name for m in exercise.misconceptions if not has_evidence(key, m)]
            bare += len(without)
            lines += [f"    degenerate everywhere: {mistake}" for mistake in without]
            if not arguments.everywhere:
                for number, case in enumerate(key.cases):
                    lines += [f"    {case.name}: {names(group)}" for group in groups_in(key, number)]
                    idle = [m.name for m in exercise.misconceptions if not key.effects_of(m)[number]]
                    lines += [f"    {case.name}: right with {', '.join(idle)}"] if idle else []
            if lines or not arguments.everywhere:
                print(name, *lines, sep="\n")
    print(f"{pairs} pairs coincide in every visible case, {bare} mistakes have only degenerate evidence")


if __name__ == "__main__":
    main()
