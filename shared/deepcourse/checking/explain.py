"""Say what a failed answer has done: by the names of known mistakes where these are true, else by what can be seen.

explain      which mistakes explain an answer, and what its failing cases have in common
Explanation  both

A name stands above all cases only where it cannot mislead. It may be true if the mistake is wrong only where the
answer is, agrees with it at a place always or never, at most of its places and in every case in which it is wrong, and
if one agreement is telling: zeros, nan and equal numbers come out of many mistakes. Names stand above all cases where
they explain, together, every wrong place of every case. All else is told at the places or cases where it is seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from deepcourse.checking.compare import WHOLE, in_words, is_number, is_plural, nodes_and_whole
from deepcourse.checking.key import CHANGED, RAISED, Effects, Key, effects, same_at
from deepcourse.checking.relations import (
    Sample,
    observe,
    observe_beginning,
    observe_cases,
    observe_constant,
    observe_draw,
    observe_places,
)
from deepcourse.checking.verdict import Verdict
from deepcourse.exercises.declaration import Exercise, Misconception

MOST_NAMES = 3  # that are true together: more of them would explain anything
MOST_PLACES = 20  # that are looked at for what they have in common
MOST_SENTENCES = 3
EVERYWHERE = "in every case that fails,"
FEW_ANSWERS = 6  # so many zeros and ones may agree by accident
Matches = dict[Misconception, list[set[str]]]  # a mistake: the places of each case at which it does the same


@dataclass(frozen=True)
class Explanation:
    """What may stand above all cases: mistakes that are true together, else sentences on what can be seen."""

    names: list[Misconception] = field(default_factory=list)
    observations: list[str] = field(default_factory=list)


def explain(key: Key, cases: Sequence[Verdict]) -> Explanation:
    """Return the names of the mistakes that explain all cases, or what is seen in all that fail.

    Into the verdict of each case are written the places that are wrong, and which mistake explains which of them.
    """
    mine = [effects(key.exercise, v.outcome, v.expected) if v.outcome else Effects() for v in cases]
    for verdict, wrong in zip(cases, mine, strict=True):
        verdict.wrong = set(wrong)
    if not any(mine):
        return Explanation()
    matches = {m: agreeing(key, m, mine) for m in key.exercise.misconceptions}
    evidence = [telling_places(key.exercise, v, wrong) for v, wrong in zip(cases, mine, strict=True)]
    possible = possible_names(key, mine, matches, evidence)
    names = together(key, mine, possible)
    if not names:
        tell_at_their_cases(key, cases, mine, matches, evidence)
        return Explanation(observations=[*observations(key.exercise, cases), *in_part(key, mine, possible)])
    for name, agreed in names.items():
        for verdict, places in zip(cases, agreed, strict=True):
            if places:
                verdict.explained[name] = places
    return Explanation(list(names))


def agreeing(key: Key, mistake: Misconception, mine: Sequence[Effects]) -> list[set[str]]:
    """Return the places of each case at which a mistake does the same as the answer."""
    pairs = zip(mine, key.effects_of(mistake), strict=True)
    return [{p for p in one.keys() & other.keys() if same_at(p, one, other, key.exercise)} for one, other in pairs]


# --- names ----------------------------------------------------------------------------------------------------------


def possible_names(key: Key, mine: Sequence[Effects], matches: Matches, evidence: Sequence[set[str]]) -> Matches:
    """Return the mistakes that nothing in the cases contradicts, each with the places that it explains."""
    possible = {}
    for mistake, agreed in matches.items():
        places = steady(key.effects_of(mistake), mine, agreed)
        if places is not None and (
            any(some & tells for some, tells in zip(places, evidence, strict=True))
            or the_very_same(mine, key.effects_of(mistake), agreed)
        ):
            possible[mistake] = places
    return possible


def the_very_same(mine: Sequence[Effects], theirs: Sequence[Effects], agreed: Sequence[set[str]]) -> bool:
    """Return True where a mistake does what the answer does in every case, right ones too: that is evidence as well.

    Where all cases are wrong and nothing but nan comes out, it is none.
    """
    exact = all(one.keys() == other.keys() == same for one, other, same in zip(mine, theirs, agreed, strict=True))
    numbers = [value for one in mine for value in one.values() if type(value) is np.ndarray or is_number(value)]
    known = any(np.asarray(value).dtype.kind in "iufb" and not np.isnan(value).all() for value in numbers)
    return exact and (known or not numbers or not all(mine))


def together(key: Key, mine: Sequence[Effects], possible: Matches) -> Matches:
    """Return the mistakes that explain all between them, each with its places; none where there is a rest."""
    chosen: Matches = {}
    left = [set(places) for places in mine]
    while any(left):
        mistake, new = most_explained(key, possible, left)
        if mistake is None or len(chosen) == MOST_NAMES:
            return {}
        chosen[mistake] = new
        left = [places - explained for places, explained in zip(left, new, strict=True)]
    return chosen


def steady(theirs: Sequence[Effects], mine: Sequence[Effects], agreed: Sequence[set[str]]) -> list[set[str]] | None:
    """Return the places of each case at which a mistake agrees wherever it is wrong; None if a case contradicts it."""
    if any(other.keys() - one.keys() for one, other in zip(mine, theirs, strict=True)):
        return None
    contradicted = set().union(*(other.keys() - same for other, same in zip(theirs, agreed, strict=True)))
    places = [same - contradicted for same in agreed]
    silent = any(other and not same for other, same in zip(theirs, places, strict=True))
    few = 2 * sum(map(len, places)) < sum(map(len, theirs))
    return None if silent or few else places


def most_explained(
    key: Key, candidates: Matches, left: Sequence[set[str]]
) -> tuple[Misconception | None, list[set[str]]]:
    """Return the candidate that explains most of what is left, the one that claims least besides first, and where."""
    best, most, where = None, (0, 0), []
    for mistake, places in candidates.items():
        new = [rest & explained for rest, explained in zip(left, places, strict=True)]
        besides = sum(map(len, key.effects_of(mistake))) - sum(map(len, places))
        count = sum(map(len, new)), -besides
        if count[0] and count > most:
            best, most, where = mistake, count, new
    return best, where


def telling_places(exercise: Exercise, verdict: Verdict, mine: Effects) -> set[str]:
    """Return the wrong places of a case that are evidence: what came back there is nothing that often comes."""
    expected = nodes_and_whole(verdict.expected, exercise.result_names) if mine else {}
    return {place for place, got in mine.items() if telling(place, got, expected.get(place))}


def telling(place: str, got: Any, expected: Any) -> bool:
    """Return True where a part of a result is evidence: no place holds nan, zeros or equal numbers only."""
    if place == RAISED or place.startswith(CHANGED) or (type(got) is not np.ndarray and not is_number(got)):
        return True
    if type(expected) is not np.ndarray and not is_number(expected):
        return True
    entries, wanted = np.asarray(got), np.asarray(expected)
    if entries.shape != wanted.shape or (type(got) is type(expected) and entries.dtype != wanted.dtype):
        return True
    if entries.dtype.kind not in "iufb" or not np.isfinite(entries).any():
        return entries.dtype.kind not in "iufb"
    finite = entries[np.isfinite(entries)].astype(float)
    usual = bool(np.isin(finite, (-1, 0, 1)).all())
    if finite.size == 1:  # of a position or a choice there are few: a wrong one is all the evidence there can be
        return not usual or type(expected) in (int, bool, np.int64, np.bool_)
    return bool(np.ptp(finite) > 0 and (not usual or finite.size >= FEW_ANSWERS))


def tell_at_their_cases(
    key: Key, cases: Sequence[Verdict], mine: Sequence[Effects], matches: Matches, evidence: Sequence[set[str]]
) -> None:
    """Write into each failed case the mistake that does all that is wrong there, and no more, on evidence.

    Of several, the one that does so in most cases. In at least half of the cases in which it is wrong itself it must:
    else the answer has only met it there by accident, and each case would tell another story.
    """
    explained = {}
    for mistake, agreed in matches.items():
        theirs = key.effects_of(mistake)
        where = {
            i
            for i, places in enumerate(agreed)
            if places == mine[i].keys() == theirs[i].keys() and places & evidence[i]
        }
        if 2 * len(where) >= sum(map(bool, theirs)):
            explained[mistake] = where
    for i, verdict in enumerate(cases):
        here = [mistake for mistake, where in explained.items() if i in where]
        if here:
            best = max(here, key=lambda mistake: len(explained[mistake]))
            verdict.explained[best] = set(matches[best][i])


def in_part(key: Key, mine: Sequence[Effects], possible: Matches) -> list[str]:
    """Return the sentence on the mistake that explains most of what is wrong, but not all of it."""
    mistake, where = most_explained(key, possible, [set(places) for places in mine])
    if mistake is None:
        return []
    places = in_words(set().union(*where))
    return [f"for {places} the same comes out when {mistake.sentence}; something else is wrong, too"]


# --- observations ---------------------------------------------------------------------------------------------------


def observations(exercise: Exercise, cases: Sequence[Verdict]) -> list[str]:
    """Return sentences on what is the same in all failing cases; none where a case gave no result to look at."""
    failing = [v for v in cases if v.wrong]
    if any(v.outcome is None or v.outcome.failed or any(p.startswith(CHANGED) for p in v.wrong) for v in failing):
        return []
    samples, wrong, right = samples_of(exercise, failing)
    said = {}
    for place in sorted(samples, key=lambda p: -len(samples[p]))[:MOST_PLACES]:
        if len(samples[place]) == len([v for v in failing if place in v.wrong]):
            said[place] = observed_at(place, samples[place], exercise.relative_tolerance)
    told = {place: sentence for place, sentence in said.items() if sentence}
    everywhere = [place for place in told if all(place in v.wrong for v in failing)]
    sentences = [f"{EVERYWHERE} {rest}" for rest in merged({place: told[place] for place in everywhere})]
    sentences += [f"where {p} {_is(p)} wrong, {s}" for p, s in told.items() if p not in everywhere]
    where = observe_places(wrong, right)
    which = observe_cases(
        *(arguments_of(exercise, [v for v in cases if bool(v.wrong) is bad]) for bad in (True, False))
    )
    sentences += [f"{EVERYWHERE} {sentence}" for sentence in (where, which) if sentence]
    return list(dict.fromkeys(sentences))[:MOST_SENTENCES]


def merged(said: Mapping[str, str]) -> list[str]:
    """Return the sentences on all places; those that say the same of several places are one."""
    places_of: dict[str, list[str]] = {}  # what follows "<place> is": of which places; a whole sentence: of none
    for place, sentence in said.items():
        rest = sentence.removeprefix(f"{place} is ")
        places_of.setdefault(rest, []).extend([place] if rest != sentence else [])
    return [f"{in_words(p)} {_is(*p)} {rest}" if p else rest for rest, p in places_of.items()]


def _is(*places: str) -> str:
    return "are" if len(places) > 1 or is_plural(places[0]) else "is"


def observed_at(place: str, samples: Sequence[Sample], relative: float) -> str | None:
    """Return the sentence on the relation that holds at a place in every failing case, or None."""
    return (
        observe_draw(samples)
        or observe(place, samples, relative)
        or observe_constant(place, samples)
        or observe_beginning(place, samples, relative)
    )


def arguments_of(exercise: Exercise, cases: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Return the arguments of cases, by name."""
    given = [verdict.case for verdict in cases if verdict.case is not None]
    return [case.by_name(exercise.parameters) for case in given]


def samples_of(
    exercise: Exercise, failing: Sequence[Verdict]
) -> tuple[dict[str, list[Sample]], list[set[str]], list[set[str]]]:
    """Return {place: its samples}, and for each failing case the wrong places and the right ones."""
    found: dict[str, list[Sample]] = {}
    wrong, right = [], []
    for verdict in failing:
        assert verdict.case is not None
        assert verdict.outcome is not None
        arguments = verdict.case.by_name(exercise.parameters)
        got = nodes_and_whole(verdict.outcome.value, exercise.result_names)
        expected = nodes_and_whole(verdict.expected, exercise.result_names)
        both = {place: (got[place], expected[place]) for place in expected if place in got}
        wrong.append(set(verdict.wrong))
        right.append(leaves_of(expected) - verdict.wrong)
        for place in sorted(verdict.wrong & both.keys()):
            others = {p: pair for p, pair in both.items() if p not in (place, WHOLE)}
            found.setdefault(place, []).append(Sample(*both[place], arguments, others))
    return found, wrong, right


def leaves_of(places: Iterable[str]) -> set[str]:
    """Return the places that have no parts of their own."""
    every = set(places)
    return {p for p in every if p != WHOLE and not any(q.startswith(f"{p}[") for q in every)}
