"""Generated scenes: the same from the same generator, boxes tight around what is seen, nearer objects in front."""

import numpy as np
import pytest

from deepcourse.datasets.course4 import scenes as module
from deepcourse.datasets.course4.scene_objects import CLASSES, draw_object
from deepcourse.datasets.course4.scenes import PIXELS, TRAIN_SHARE, traffic_scenes


@pytest.fixture(scope="module")
def many():
    return traffic_scenes(np.random.default_rng(3), 60)


def test_the_same_generator_gives_the_same_scenes(many):
    again, other = (traffic_scenes(np.random.default_rng(seed), 60) for seed in (3, 4))
    np.testing.assert_array_equal(many.images, again.images)
    np.testing.assert_array_equal(many.objects, again.objects)
    for one, two in zip(many.boxes, again.boxes, strict=True):
        np.testing.assert_array_equal(one, two)
    assert np.abs(many.images - other.images).max() > 0.1


def test_shapes_types_and_ranges(many):
    assert many.images.shape == (60, 64, 64, 3)
    assert many.images.dtype == np.float32
    assert 0 <= many.images.min() < many.images.max() <= 1
    assert many.masks.shape == many.objects.shape == (60, 64, 64)
    counts = [len(boxes) for boxes in many.boxes]
    assert [len(classes) for classes in many.classes] == [len(points) for points in many.landmarks] == counts
    assert set(counts) == {1, 2, 3, 4}
    assert set(np.unique(many.masks)) == set(range(len(PIXELS)))


def test_boxes_are_tight_around_what_is_seen_of_each_object(many):
    for boxes, which in zip(many.boxes, many.objects, strict=True):
        for place, (x1, y1, x2, y2) in enumerate(boxes.astype(int), start=1):
            mine = which == place
            inside = mine[y1:y2, x1:x2]
            assert inside.sum() == mine.sum() > 0
            assert all(edge.any() for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1]))


def test_masks_and_objects_tell_the_same_classes(many):
    for classes, which, mask in zip(many.classes, many.objects, many.masks, strict=True):
        assert (mask[which == 0] < 2).all()
        for place, number in enumerate(classes, start=1):
            assert (mask[which == place] == PIXELS.index(CLASSES[number])).all()


def test_the_nearer_object_stands_in_front():
    rng = np.random.default_rng(0)
    placed, hidden = [], 0
    for _ in range(60):
        placed = module.with_one_more(rng, 64, CLASSES, placed if len(placed) < 4 else [])
        ends = [top + drawn.covers.shape[0] for top, _, _, drawn in placed]
        assert ends == sorted(ends)
        which = module.seen(placed, 64)
        for place, one in enumerate(placed, start=1):
            alone = module.seen([one], 64) > 0
            assert (which[alone] >= place).all()  # hidden by those behind it in the list only
            assert (which[alone] == place).mean() >= module.LEAST_VISIBLE
            hidden += (which[alone] != place).sum()
    assert hidden > 0


def test_a_picture_shows_its_objects(many):
    plain = [traffic_scenes(np.random.default_rng(seed), 1, empty=1.0) for seed in range(30)]
    full = [traffic_scenes(np.random.default_rng(seed), 1, objects=(1, 1)) for seed in range(30)]
    for one, two in zip(plain, full, strict=True):  # the same draws up to the background
        there = two.objects[0] > 0
        assert np.abs(one.images - two.images)[0][there].mean() > 2 * np.abs(one.images - two.images)[0][~there].mean()


def test_one_object_or_none():
    single = traffic_scenes(np.random.default_rng(1), 200, objects=(1, 1), empty=0.3)
    counts = np.array([len(boxes) for boxes in single.boxes])
    assert set(counts) == {0, 1}
    assert 0.2 < np.mean(counts == 0) < 0.4
    assert single.boxes[int(np.argmin(counts))].shape == (0, 4)
    assert single.landmarks[int(np.argmin(counts))].shape == (0, 5, 2)
    assert not single.objects[counts == 0].any()


def test_landmarks_are_on_the_pedestrian_and_in_order():
    alone = traffic_scenes(np.random.default_rng(2), 80, objects=(1, 1), kinds=("pedestrian",))
    for (points,), which in zip(alone.landmarks, alone.objects, strict=True):
        for x, y in points:
            near = which[max(0, int(y) - 1) : int(y) + 2, max(0, int(x) - 1) : int(x) + 2]
            assert near.any()
        head, left_hand, right_hand, left_foot, right_foot = points
        assert left_hand[0] < head[0] < right_hand[0]
        assert left_foot[0] < right_foot[0]
        assert head[1] < min(left_foot[1], right_foot[1])


def test_cars_and_signs_have_no_landmarks():
    others = traffic_scenes(np.random.default_rng(2), 20, kinds=("car", "sign"))
    assert np.isnan(np.concatenate(others.landmarks)).all()


@pytest.mark.parametrize("kind", CLASSES)
def test_a_drawn_object_has_no_empty_border(kind):
    for seed in range(20):
        covers = draw_object(kind, 64, np.random.default_rng(seed)).covers
        assert all(edge.any() for edge in (covers[0], covers[-1], covers[:, 0], covers[:, -1]))


def test_train_and_test_backgrounds_share_no_pixel():
    for train, test in zip(module.backgrounds("train"), module.backgrounds("test"), strict=True):
        assert train.shape[1] == int(TRAIN_SHARE * (train.shape[1] + test.shape[1]))  # cut in two at one column
        assert not train.flags.writeable
    assert not np.array_equal(
        *(traffic_scenes(np.random.default_rng(0), 1, part=part).images for part in ("train", "test"))
    )


@pytest.mark.parametrize("side", [24, 48, 72])
def test_other_sizes(side):
    some = traffic_scenes(np.random.default_rng(0), 30, side=side, part="test")
    assert some.images.shape == (30, side, side, 3)
    assert max(boxes.max() for boxes in some.boxes) <= side


@pytest.mark.parametrize(
    "options",
    [{"part": "dev"}, {"kinds": ("bus",)}, {"kinds": ()}, {"objects": (0, 2)}, {"objects": (3, 2)}, {"side": 100}],
    ids=str,
)
def test_what_cannot_be_made_is_refused(options):
    with pytest.raises(ValueError, match=r"part|there are no|a scene needs|side is"):
        traffic_scenes(np.random.default_rng(0), 2, **options)
