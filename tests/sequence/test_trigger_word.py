"""Scenes with a trigger word against brute force, and what must hold of alarms against SciPy and scikit-learn."""

import numpy as np
import pytest

from deepcourse.sequence import detection, trigger_word

GEOMETRIES = [(256, 128, 15, 4), (10, 5, 3, 2), (9, 4, 6, 3), (8, 8, 4, 1), (5, 1, 2, 2)]


def samples_heard(u, size, hop, width, stride):
    """Return the set of samples that an output hears, written out."""
    steps = range(u * stride, u * stride + width)
    return {sample for t in steps for sample in range(t * hop, t * hop + size)}


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
def test_the_output_step_is_the_first_whose_samples_hold_the_one_asked_for(geometry):
    for sample in [*range(40), 100, 101, 1_000]:
        u = trigger_word.output_step(sample, *geometry)
        assert sample in samples_heard(u, *geometry)
        assert u == 0 or sample not in samples_heard(u - 1, *geometry)


@pytest.mark.parametrize("seed", range(3))
def test_overlapping_is_sharing_a_sample(seed):
    rng = np.random.default_rng(seed)
    for _ in range(200):
        segments = [(int(a), int(a + b)) for a, b in zip(rng.integers(0, 30, 4), rng.integers(0, 8, 4), strict=True)]
        mine = set(range(segments[0][0], segments[0][1] + 1))
        shared = any(mine & set(range(a, b + 1)) for a, b in segments[1:])
        assert trigger_word.is_overlapping(segments[0], segments[1:]) == shared


def test_clips_lie_anywhere_and_equally_often():
    starts = []
    for seed in range(3_000):
        _, (start, end) = trigger_word.insert_clip(np.zeros(9), np.ones(4), [], np.random.default_rng(seed))
        assert end == start + 3
        starts.append(start)
    counts = np.bincount(starts)
    stats = pytest.importorskip("scipy.stats")
    assert len(counts) == 6
    assert stats.chisquare(counts).pvalue > 0.001


def test_a_full_background_is_left_alone():
    background, used = np.arange(6.0), [(2, 4)]
    sound, segment = trigger_word.insert_clip(background, np.ones(3), used, np.random.default_rng(1), 50)
    assert segment is None
    assert used == [(2, 4)]
    np.testing.assert_array_equal(sound, background)
    assert sound is not background


def test_a_clip_that_is_too_long_is_told():
    with pytest.raises(ValueError, match="a clip of 5 samples does not fit into a background of 4"):
        trigger_word.insert_clip(np.zeros(4), np.ones(5), [], np.random.default_rng(1))


def test_labels_are_ones_after_the_end_as_far_as_there_are_steps():
    for end in range(9):
        y = trigger_word.label_after(np.zeros(7), end, 3)
        assert [step for step in range(7) if y[step]] == [step for step in range(end + 1, end + 4) if step < 7]


def test_scenes_that_are_put_together_as_the_page_says_have_no_fault():
    def to_step(sample):
        return trigger_word.output_step(sample, *GEOMETRIES[1])

    rng, sound, segments, y = np.random.default_rng(2), np.zeros(200), [], np.zeros(21)
    for _ in range(6):
        sound, segment = trigger_word.insert_clip(sound, np.ones(20), segments, rng)
        y = trigger_word.label_after(y, to_step(segment[1]), 2) if segment else y
    scene = (200, segments, [True] * len(segments))
    assert trigger_word.scene_faults(*scene, y, 2, to_step) == []
    assert trigger_word.scene_faults(*scene, 1 - y, 2, to_step) == ["labels"]
    assert trigger_word.scene_faults(max(end for _, end in segments), *scene[1:], y, 2, to_step) == ["outside"]


@pytest.mark.parametrize("seed", range(4))
def test_pairs_are_as_many_as_scipy_finds(seed):
    graph = pytest.importorskip("scipy.sparse.csgraph")
    sparse = pytest.importorskip("scipy.sparse")
    rng = np.random.default_rng(seed)
    for _ in range(60):
        found, ends = (rng.integers(0, 30, size=int(rng.integers(1, 9))) for _ in range(2))
        tolerance = int(rng.integers(0, 5))
        near = sparse.csr_matrix(np.abs(found[:, None] - ends) <= tolerance)
        matched = (graph.maximum_bipartite_matching(near, perm_type="column") >= 0).sum()
        assert detection.hits(found, ends, tolerance) == matched


def test_without_neighbors_precision_recall_and_f1_are_those_of_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(5)
    said, true = rng.random((6, 40)) < 0.3, rng.random((6, 40)) < 0.25
    mine = detection.precision_recall(*([np.flatnonzero(row) for row in each] for each in (said, true)), 0)
    theirs = metrics.precision_recall_fscore_support(true.ravel(), said.ravel(), average="binary")
    np.testing.assert_allclose([*mine, detection.f1(*mine)], theirs[:3])


def test_scenes_without_alarms_or_words():
    assert detection.precision_recall([[], []], [[3], []], 2) == (1.0, 0.0)
    assert detection.precision_recall([[4]], [[]], 2) == (0.0, 1.0)
    assert detection.f1(0.0, 0.0) == 0.0
    with pytest.raises(ValueError, match="alarms of 1 scenes cannot be compared with the words of 2 scenes"):
        detection.precision_recall([[1]], [[1], [2]], 2)


@pytest.mark.parametrize("quiet", [0, 1, 4])
def test_alarms_follow_the_two_rules_at_every_step(quiet):
    p = np.random.default_rng(8).random(300)
    found = detection.detections(p, 0.6, quiet)
    for step in range(300):
        silent = any(alarm < step <= alarm + quiet for alarm in found)
        assert (step in found) == (p[step] >= 0.6 and not silent)


def test_the_best_threshold_is_the_best_of_all_and_the_largest_of_equals():
    rng = np.random.default_rng(3)
    p, ends = list(rng.random((5, 20))), [[3, 12], [7], [], [1, 9, 17], [5]]
    thresholds = [0.9, 0.3, 0.6, 0.75]

    def score(threshold):
        return detection.f1(*detection.precision_recall([detection.detections(q, threshold, 2) for q in p], ends, 2))

    best = detection.best_threshold(p, ends, thresholds, 2, 2)
    assert score(best) == max(map(score, thresholds))
    assert detection.best_threshold([np.array([0.1, 0.9, 0.2])], [[1]], [0.5, 0.8, 0.3], 0, 0) == 0.8
