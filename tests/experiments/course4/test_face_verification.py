"""What stands behind face_verification: faces of nobody, trainings on triplets, doors."""

import numpy as np
import pytest

from deepcourse.cnn import faces
from deepcourse.datasets import generated_faces
from deepcourse.experiments.course4 import broken_losses as broken
from deepcourse.experiments.course4 import face_trainings as trainings


@pytest.fixture(scope="module")
def people():
    return generated_faces(24, 4, np.random.default_rng(1))


def corners(count, pictures):
    """Encodings of people who stand at corners of their own, each picture a little beside it."""
    E = np.repeat(np.eye(count), pictures, axis=1) + 0.01 * np.random.default_rng(0).normal(
        size=(count, count * pictures)
    )
    return E / np.linalg.norm(E, axis=0)


def test_faces_are_drawn_from_the_generator_alone(people):
    assert (people.shape, people.dtype) == ((24, 4, 32, 32, 3), np.float32)
    assert 0 <= people.min() < 0.05 < 0.95 < people.max() <= 1
    np.testing.assert_array_equal(people[:2], generated_faces(24, 4, np.random.default_rng(1))[:2])
    others = generated_faces(24, 4, np.random.default_rng(2))
    assert np.abs(people - others).mean(axis=(1, 2, 3, 4)).min() > 0.05


def test_pictures_of_a_person_differ(people):
    assert np.abs(people[:, :1] - people[:, 1:]).mean(axis=(2, 3, 4)).min() > 0.05


def test_pixels_do_not_tell_people_apart():
    X = generated_faces(60, 4, np.random.default_rng(2))
    rate, _ = faces.equal_error(*trainings.pairs(X.reshape(240, -1).T.astype(float), 4))
    assert 0.35 < rate < 0.47


def test_pairs_are_all_pairs():
    same, different = trainings.pairs(corners(5, 3), 3)
    assert (same.size, different.size) == (5 * 3, 15 * 14 // 2 - 15)
    assert same.max() < 0.1 < 1.5 < different.min()


def test_some_pairs_are_of_one_person_and_of_two():
    i, j, same = trainings.some_pairs(7, 4, 200, np.random.default_rng(1))
    assert (same[:200].all(), same[200:].any()) == (True, False)
    np.testing.assert_array_equal(i // 4 == j // 4, same)
    assert (i != j).all()
    assert set(j) == set(range(28))


def test_nobody_errs_at_a_door_where_all_are_far_apart():
    E = corners(30, 3)
    assert trainings.crowd_errors(E, 3, 20, 0.5, np.random.default_rng(1), draws=3) == (0.0, 0.0)
    wrong, let_in = trainings.crowd_errors(E, 3, 20, 5.0, np.random.default_rng(1), draws=3)
    assert (wrong, let_in) == (0.0, 1.0)


@pytest.mark.parametrize("form", faces.FORMS)
def test_a_trained_head_tells_pairs_apart(form):
    H = faces.positive_parts(corners(12, 4))
    i, j, same = trainings.some_pairs(12, 4, 150, np.random.default_rng(1))
    W, b = trainings.train_head(H[:, i], H[:, j], same, form, steps=60)
    assert np.mean((faces.siamese_head(H[:, i], H[:, j], W, b, form=form)[0] > 0.5) == same) == 1


def test_a_training_moves_people_apart_and_changes_the_network_alone(people):
    network, kept = trainings.encoder(0), people.copy()
    E = trainings.encode(network, people)
    assert E.shape == (32, 96)
    np.testing.assert_allclose(np.linalg.norm(E, axis=0), 1, rtol=1e-5)
    measured = trainings.train(network, people, steps=8, alpha=0.4, seed=0,
                               triplets=lambda E, labels: faces.hard_triplets(E, labels, farther=True))  # fmt: skip
    assert measured.apart[-1] > measured.apart[0]
    np.testing.assert_array_equal(people, kept)


def test_the_nearest_negatives_make_the_network_collapse(people):
    measured = trainings.train(trainings.encoder(0), people, steps=25, alpha=0.0, seed=0)
    assert measured.apart[-1] < 0.1 * measured.apart[0]
    assert measured.losses[-1] < 0.1 * measured.losses[0]


def test_every_broken_loss_says_what_is_wrong_with_it():
    assert all(loss.__doc__ and ":" in loss.__doc__ for loss in (broken.BROKEN | broken.MORE).values())
