"""The words of debiasing, and that its page says what a run shows."""

import numpy as np
import pytest

from deepcourse.datasets import load_glove
from deepcourse.experiments.course5 import gendered_words as experiment
from deepcourse.sequence import debiasing, word_vectors

VECTORS = experiment.word_vectors()
G = debiasing.bias_direction(experiment.PAIRS, VECTORS)


def along(word, direction=G, vectors=VECTORS):
    return float(debiasing.bias_along([word], direction, vectors)[0])


def test_every_word_has_a_vector_and_stands_once():
    topics = [word for sets in experiment.TOPICS.values() for words in sets for word in words]
    pairs = [word for pair in experiment.PAIRS + experiment.MORE_PAIRS for word in pair]
    for words in (experiment.JOBS, experiment.FEMALE, experiment.MALE, topics, pairs):
        assert set(words) <= set(VECTORS)
        assert len(set(words)) == len(words)
    assert [len(X) == len(Y) == 7 for X, Y in experiment.TOPICS.values()] == [True, True]


def test_the_words_that_lean_are_ordinary_words_of_both_sides():
    words, sides = experiment.leaning_words(G, VECTORS, 200)
    assert not set(words) & (experiment.LEFT_OUT | set(experiment.FEMALE) | set(experiment.MALE))
    cosines = debiasing.bias_along(words, G, VECTORS)
    assert (np.sign(cosines) == sides).all()
    assert (np.diff(cosines[::2]) <= 0).all()  # the most leaning first
    assert (np.diff(cosines[1::2]) >= 0).all()


def test_halves_have_no_word_in_common_and_keep_sides_beside_words():
    words, sides = experiment.leaning_words(G, VECTORS, 30)
    side_of = dict(zip(words, sides, strict=True))
    known, given, new, right = experiment.halved(words, sides, 1)
    assert sorted(known + new) == sorted(words)
    assert [side_of[word] for word in known + new] == [*given, *right]
    _, shuffled, _, same = experiment.halved(words, sides, 1, shuffled=True)
    assert sorted(shuffled) == sorted(given)
    assert shuffled.tolist() != given.tolist()
    assert same.tolist() == right.tolist()


def test_similarities_and_neighbors_are_those_of_word_vectors():
    words, E = load_glove()
    assert experiment.nearest_words(VECTORS["paris"], VECTORS, 4, without=("paris",)) == word_vectors.nearest(
        "paris", words, E, 4
    )
    pairs, cosines = experiment.pair_similarities(experiment.JOBS[:4], VECTORS)
    assert cosines == pytest.approx([word_vectors.cosine_similarity(VECTORS[a], VECTORS[b]) for a, b in pairs])
    assert len(pairs) == 6


def test_single_pairs_disagree_and_ten_pairs_share_a_direction():
    steps = {a: VECTORS[a] - VECTORS[b] for a, b in experiment.PAIRS}
    assert along("captain", steps["she"]) < -0.3
    assert along("captain", steps["female"]) > 0.1
    assert along("president", steps["female"]) > 0.3
    assert debiasing.component_shares(experiment.PAIRS, VECTORS)[0] == pytest.approx(0.75, abs=0.02)
    random = [debiasing.component_shares(experiment.random_pairs(VECTORS, seed), VECTORS)[0] for seed in range(20)]
    assert 0.15 < min(random) < max(random) < 0.3


def test_the_decision_about_pairs_can_be_read():
    lowest = {number: experiment.agreement(number, VECTORS, 1).min() for number in (1, 2, 3, 5, 10)}
    assert max(lowest[n] for n in (1, 2, 3, 5)) < 0.76
    assert lowest[10] > 0.85
    assert np.median(experiment.agreement(10, VECTORS, 1)) > np.median(experiment.agreement(1, VECTORS, 1)) + 0.05


def test_neutralizing_removes_what_is_measured_along_g_and_no_more():
    neutral, step = experiment.neutralized(experiment.JOBS, G, VECTORS), VECTORS["she"] - VECTORS["he"]

    def mean_size(direction, vectors):
        return np.abs(debiasing.bias_along(experiment.JOBS, direction, vectors)).mean()

    assert mean_size(G, VECTORS) == pytest.approx(0.17, abs=0.01)
    assert mean_size(G, neutral) < 1e-12
    assert mean_size(step, neutral) == pytest.approx(0.08, abs=0.01)
    assert (debiasing.bias_along(experiment.JOBS, step, neutral) > 0).mean() > 0.9
    assert neutral["she"] is VECTORS["she"]
    before, after = (experiment.pair_similarities(experiment.JOBS, v)[1] for v in (VECTORS, neutral))
    assert np.abs(after - before).mean() < 0.03 < 0.2 < np.abs(after - before).max()
    assert word_vectors.cosine_similarity(neutral["nurse"], neutral["colonel"]) > 0.55
    assert neutral["doctor"] @ VECTORS["boy"] > neutral["doctor"] @ VECTORS["girl"]


def test_equalizing_makes_boy_a_mirror_image_and_turns_female_and_male_around():
    girl, boy = debiasing.equalize(("girl", "boy"), G, VECTORS)
    assert min(along("girl"), along("boy")) > 0.05
    assert girl @ G == pytest.approx(-boy @ G)
    female, male = debiasing.equalize(("female", "male"), G, VECTORS)
    assert 0 < along("male") - along("female") < 0.02
    assert female @ G < -0.2 < 0.2 < male @ G


def test_analogies_depend_on_the_rule():
    changed = experiment.neutralized(experiment.JOBS, G, VECTORS)
    changed["woman"], changed["man"] = debiasing.equalize(("woman", "man"), G, VECTORS)
    for some, first in ((VECTORS, "nurse"), (changed, "pregnant")):
        goal = some["doctor"] - some["man"] + some["woman"]
        ruled = experiment.nearest_words(goal, some, 3, without=("man", "doctor", "woman"))
        assert ruled[0] == first
        assert ("nurse" in ruled) == (some is VECTORS)
        assert experiment.nearest_words(goal, some, 1) == ["doctor"]


def test_one_association_with_names_stays_and_one_goes():
    p = {}
    for topic, (X, Y) in experiment.TOPICS.items():
        for name, some in (("before", VECTORS), ("after", experiment.neutralized(X + Y, G, VECTORS))):
            p[topic, name] = debiasing.association_test(X, Y, experiment.FEMALE, experiment.MALE, some)[1]
    assert max(p["family / career", "before"], p["arts / science", "before"]) < 0.005
    assert p["family / career", "after"] < 0.01
    assert p["arts / science", "after"] > 0.3


def test_neighbors_still_tell_the_side():
    words, sides = experiment.leaning_words(G, VECTORS, 200)
    neutral = experiment.neutralized(words, G, VECTORS)

    def shares(vectors, *, shuffled):
        found = []
        for seed in range(20):
            known, given, new, right = experiment.halved(words, sides, seed, shuffled=shuffled)
            found.append((debiasing.guess_sides(known, given, new, vectors) == right).mean())
        return np.array(found)

    assert shares(VECTORS, shuffled=False).min() > 0.98
    assert shares(neutral, shuffled=False).min() > 0.9
    assert 0.4 < np.median(shares(neutral, shuffled=True)) < 0.6
