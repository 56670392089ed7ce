"""Names in definitions: the tags, the classifier's gradients, and models that read pads."""

import itertools

import numpy as np
import pytest

from deepcourse.datasets import load_definitions
from deepcourse.experiments.course5 import name_tagging, vocabularies
from deepcourse.experiments.course5.padded_models import FOUR, MODELS
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import vocabulary as reference

DATA = load_definitions()


def a_batch():
    """Return ids, tags, mask and the size of a small vocabulary."""
    sentences = name_tagging.tagged(DATA.dev[:60])
    made = reference.build_vocabulary([tokens for tokens, _ in sentences], 40)
    return *name_tagging.batch(sentences, made), len(made)


def test_the_tags_belong_to_the_tokens():
    for text in DATA.dev[:200]:
        for tokens, tags in name_tagging.tagged([text]):
            assert tokens == reference.tokenize(text)
            assert len(tags) == len(tokens)
            assert any(tags)
            assert tags[0] != 2
            assert all(tag != 2 or before > 0 for before, tag in itertools.pairwise(tags))


@pytest.mark.parametrize("by", [-2, -1, 0, 1, 4, 5, 7])
def test_moved_along_time(by):
    values = np.random.default_rng(1).normal(size=(2, 3, 5))
    out = name_tagging.moved(values, by)
    for t in range(5):
        expected = values[:, :, t + by] if 0 <= t + by < 5 else 0
        np.testing.assert_array_equal(out[:, :, t], np.broadcast_to(expected, (2, 3)))


@pytest.mark.parametrize("reach", [0, 1, 2])
def test_gradients_are_the_slopes_of_the_cost(reach):
    ids, tags, mask, n_x = a_batch()
    x, rng, step = reference.one_hot_sequence(ids[:5], n_x), np.random.default_rng(2), 1e-5
    parameters = {name: rng.normal(size=value.shape) for name, value in name_tagging.start(n_x, 3, reach).items()}

    def cost(moved):
        return reference.masked_cost(softmax(name_tagging.scores(x, moved)), tags[:5], mask[:5])

    found = name_tagging.gradients(cost(parameters)[1], x, parameters)
    assert set(found) == {f"d{name}" for name in parameters}
    for name, value in parameters.items():
        direction = rng.normal(size=value.shape)
        above, below = (cost(parameters | {name: value + h * direction})[0] for h in (step, -step))
        assert np.sum(found[f"d{name}"] * direction) == pytest.approx((above - below) / (2 * step), rel=1e-5)


def test_a_few_steps_of_training_lower_the_cost():
    ids, tags, mask, n_x = a_batch()
    parameters, costs = name_tagging.train(ids, tags, mask, n_x, reach=1, steps=20)
    assert costs[0] == pytest.approx(np.log(3))
    assert costs[-5:].mean() < 0.7 * costs[0]
    assert name_tagging.predicted(ids, parameters).shape == ids.shape


def test_which_models_read_pads():
    ids, mask = reference.pad([[4, 9, 2], [5, 2], [7, 3, 3, 8, 6, 2]])
    clean = {name for name, model in MODELS.items() if reference.padding_error(model, ids, mask) < 1e-9}
    assert clean == {"mean of the real steps", "largest of the real steps", "state at the last real step"}
    assert set(FOUR) <= set(MODELS)


def test_a_vocabulary_that_saw_the_dev_set_knows_more_of_it():
    honest, other = vocabularies.unknown_shares((500,), 10_000).values()
    assert honest[0] > 0.2 > other[0]


def test_the_loss_of_a_frequent_token_is_small():
    ((tokens, losses),) = vocabularies.surprises(["a river of the zyx"])
    assert tokens == ["a", "river", "of", "the", "<UNK>", "<EOS>"]
    assert losses[0] < losses[1]
