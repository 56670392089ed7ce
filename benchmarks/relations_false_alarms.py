"""What the engine of observations says about the declared mistakes of all exercises, as though none had a name.

    .venv/bin/python benchmarks/relations_false_alarms.py            # every observation, for a person to read
    .venv/bin/python benchmarks/relations_false_alarms.py --doubtful # those that do not hold in the hidden cases

A mistake is judged on the visible cases, and each place of the result that is wrong there is observed. A relation that
does not hold in the hidden cases as well is an accident of the visible ones, or lies: those are marked with `!`.
"""

import argparse
import time
from collections import Counter

from deepcourse.checking.explain import observed_at, samples_of
from deepcourse.checking.judge import judge
from deepcourse.checking.key import CHANGED, RAISED, Key
from deepcourse.checking.relations import observe_places
from deepcourse.checking.verdict import CORRECT
from deepcourse.exercises import exercises_of, notebooks
from deepcourse.exercises.decision import DecisionExercise

SEED = 20


def failing(report):
    """Return the verdicts of the cases that gave a result, and a wrong one."""
    return [v for v in report.verdicts if v.wrong and v.outcome is not None and not v.outcome.failed]


def observations(report):
    """Return {place: observation} of a report, and {"": the one on which places are wrong}."""
    found, wrong, right = samples_of(report.exercise, failing(report))
    tolerance = report.exercise.relative_tolerance
    said = {place: observed_at(place, samples, tolerance) for place, samples in found.items()}
    said[""] = observe_places(wrong, right)
    return {place: sentence for place, sentence in said.items() if sentence}


def failed_otherwise(report):
    """Return True where a case raised, ran out of time or changed an argument: no observation is asked for."""
    errors = any(place == RAISED or place.startswith(CHANGED) for v in report.verdicts for place in v.wrong)
    return errors or not failing(report)


def show(report, said, again, doubtful):
    """Print the observations on a mistake, with a mark at those that are others in the hidden cases."""
    shown = {place: again.get(place) for place in said if not (doubtful and again.get(place) == said[place])}
    if shown:
        print(report)
    for place, hidden in shown.items():
        print(f"  {' ' if hidden == said[place] else '!'} {said[place]}")
        if hidden != said[place]:
            print(f"      hidden: {hidden}")


def try_mistakes(exercise, counts, times, doubtful):
    """Observe each declared mistake of an exercise, in the visible cases and in hidden ones."""
    visible, hidden = Key(exercise), Key(exercise, SEED)
    for mistake in exercise.misconceptions:
        report = judge(visible, mistake.variant)
        start = time.process_time()
        said = observations(report)
        times.append((1000 * (time.process_time() - start), f"{exercise.name}, {mistake.name}"))
        again = observations(judge(hidden, mistake.variant)) if said else {}
        counts["mistakes"] += 1
        counts["without a result"] += failed_otherwise(report)
        counts["observed"] += bool(said)
        counts["observations"] += len(said)
        counts["not the same in the hidden cases"] += sum(again.get(place) != said[place] for place in said)
        show(f"{exercise.notebook}, {exercise.name}: {mistake.sentence}", said, again, doubtful)


def try_right_answers(exercise, counts):
    """Observe the reference of an exercise and all other right answers: nothing is to be seen."""
    for answer in (exercise.reference, *exercise.alternatives):
        report = judge(Key(exercise), answer)
        counts["right answers"] += 1
        counts["right answers observed"] += bool(observations(report))
        if report.state != CORRECT:
            print(f"{exercise.name}: {answer.__name__} is right, but {[v.problems for v in report.failures]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doubtful", action="store_true", help="only what does not hold in the hidden cases")
    parser.add_argument("--notebook", action="append", help="only this one; may be given several times")
    arguments = parser.parse_args()
    counts, times = Counter(), []
    for notebook in arguments.notebook or notebooks():
        for exercise in exercises_of(notebook):
            if not isinstance(exercise, DecisionExercise):
                try_mistakes(exercise, counts, times, arguments.doubtful)
                try_right_answers(exercise, counts)
    times.sort()
    middle, most = times[len(times) // 2][0], times[len(times) * 99 // 100][0]
    print(*(f"{count:6d} {what}" for what, count in counts.items()), sep="\n")
    slowest, name = times[-1]
    print(f"computing time of a report: median {middle:.1f} ms, 99 % {most:.0f} ms, slowest {slowest:.0f} ms ({name})")


if __name__ == "__main__":
    main()
