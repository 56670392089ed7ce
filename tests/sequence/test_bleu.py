"""BLEU against sacrebleu and NLTK (recorded), the examples of its paper, and plain search."""

import itertools
import json

import numpy as np
import pytest

from deepcourse.sequence import bleu as b
from oracles.record_bleu import FIXTURE, SEEDS, corpus


def words(text):
    """Return the words of a sentence."""
    return text.split()


RECORD = json.loads(FIXTURE.read_text())
GOOD = words("it is a guide to action which ensures that the military always obeys the commands of the party")
BAD = words("it is to insure the troops forever hearing the activity guidebook that party direct")
PEOPLE = [
    words("it is a guide to action that ensures that the military will forever heed party commands"),
    words(
        "it is the guiding principle which guarantees the military forces always being under the command of the party"
    ),
    words("it is the practical guide for the army always to heed the directions of the party"),
]


@pytest.mark.parametrize("N", [2, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_corpus_gets_the_score_of_sacrebleu(seed, N):
    candidates, references = corpus(seed)
    theirs = RECORD["corpora"][seed][str(N)]
    counts = b.corpus_statistics(candidates, references, N).sum(axis=0)
    assert counts.tolist() == [*theirs["matches"], *theirs["totals"], theirs["c"], theirs["r"]]
    assert b.bleu(candidates, references, N) == pytest.approx(theirs["bleu"], abs=1e-9)


def test_the_record_holds_scores_of_both_kinds():
    scores = [of["4"]["bleu"] for of in RECORD["corpora"]]
    assert 0 in scores
    assert sum(score > 0.1 for score in scores) > 8


@pytest.mark.parametrize("seed", SEEDS)
def test_precisions_are_those_of_nltk(seed):
    candidates, references = corpus(seed)
    ours = [b.modified_precision(candidates[0], references[0], n) for n in range(1, 5)]
    theirs = RECORD["precisions"][seed]
    assert ours == pytest.approx(theirs + [0] * (4 - len(theirs)))


def test_the_examples_of_the_paper():
    cats = [words("the cat is on the mat"), words("there is a cat on the mat")]
    assert b.clipped_counts(["the"] * 7, cats, 1) == (2, 7)
    assert b.clipped_counts(["the"] * 7, cats, 2) == (0, 6)
    assert [b.clipped_counts(one, PEOPLE, 1) for one in (GOOD, BAD)] == [(17, 18), (8, 14)]
    assert [b.clipped_counts(one, PEOPLE, 2) for one in (GOOD, BAD)] == [(10, 17), (1, 13)]
    assert b.clipped_counts(["of", "the"], PEOPLE, 1) == (2, 2)


def test_no_ngram_and_no_token_score_zero():
    assert b.ngram_counts(["a", "b"], 3) == {}
    assert b.modified_precision(["a", "b"], [["a", "b", "c"]], 3) == 0
    assert b.bleu([[]], [[["a"]]]) == 0
    assert b.brevity_penalty(0, 5) == 0
    assert b.bleu([list("abc")], [[list("abc")]]) == 0  # no 4-gram


def test_ties_go_to_the_shorter_length():
    assert [b.closest_length(10, lengths) for lengths in ([12, 8], [8, 12], [11, 8], [7, 14, 30])] == [8, 8, 11, 7]


def test_the_best_reordering_is_the_best_of_all():
    words = list("abcdefg")
    best = b.bleu([b.best_reordering(words)], [[words]])
    others = (list(order) for order in itertools.permutations(words))
    assert max(b.bleu([other], [[words]]) for other in others if other != words) == pytest.approx(best)


@pytest.mark.parametrize(("short", "long"), [(4, 12), (5, 18), (8, 16)])
def test_the_two_systems_are_ranked_differently(short, long):
    of = [[f"s{i}" for i in range(short)], [f"l{i}" for i in range(long)]]
    references = [[one] for one in of]
    first, second = b.disagree(*of)
    assert b.bleu(first, references) > b.bleu(second, references)
    assert b.sentence_scores(first, references).mean() < b.sentence_scores(second, references).mean()


def test_resampling_everything_once_gives_the_difference():
    rng = np.random.default_rng(1)
    references = [[[str(w) for w in rng.integers(0, 30, size=12)]] for _ in range(9)]
    systems = [[[w if rng.random() < p else "?" for w in of[0]] for of in references] for p in (0.95, 0.9)]
    a, c = (b.corpus_statistics(system, references) for system in systems)
    assert np.array_equal(b.bootstrap_differences(a, a, rng.integers(9, size=(5, 9))), np.zeros(5))
    (difference,) = b.bootstrap_differences(a, c, rng.permutation(9)[None])
    assert difference == pytest.approx(b.bleu(systems[0], references) - b.bleu(systems[1], references))
