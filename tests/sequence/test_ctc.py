"""The loss over all paths against PyTorch, against every path one by one, and nudges; decoders against every path."""

import itertools
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepcourse.sequence import ctc
from oracles import record_ctc as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["said"]


def log_softmax(Z):
    return Z - np.log(np.exp(Z).sum(axis=0))


def probabilities_of_texts(log_p):
    """Return {text: its probability}, from every path there is."""
    K, T = log_p.shape
    found = {}
    for path in itertools.product(range(K), repeat=T):
        text = tuple(ctc.collapse(path))
        found[text] = found.get(text, 0) + math.exp(sum(log_p[k, t] for t, k in enumerate(path)))
    return found


@pytest.mark.parametrize(("text", "said"), [*zip(recorded.TEXTS, SAID, strict=True)])
def test_loss_and_gradient_are_what_pytorch_recorded(text, said):
    loss, gradient = ctc.ctc_loss(log_softmax(recorded.scores(*text)), text[2])
    assert loss == pytest.approx(said["loss"], rel=1e-11)
    np.testing.assert_allclose(gradient, said["gradient"], rtol=1e-10, atol=1e-12)


def test_loss_and_gradient_are_what_pytorch_says_today():
    pytest.importorskip("torch")
    text = (4, 9, (3, 3, 1, 2))
    loss, gradient = recorded.by_torch(*text)
    mine = ctc.ctc_loss(log_softmax(recorded.scores(*text)), text[2])
    assert mine[0] == pytest.approx(loss, rel=1e-11)
    np.testing.assert_allclose(mine[1], gradient, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("blank", [0, 2])
def test_the_losses_are_those_of_all_paths(blank):
    log_p = log_softmax(np.random.default_rng(1).normal(size=(3, 5)))
    order = [k for k in range(3) if k != blank]
    renamed = log_p[[blank, *order]]
    for text, probability in probabilities_of_texts(renamed).items():
        labels = [order[k - 1] for k in text]
        loss, _ = ctc.ctc_loss(log_p, labels, blank=blank)
        assert math.exp(-loss) == pytest.approx(probability, rel=1e-12)


@pytest.mark.parametrize("labels", [[], [2], [1, 1], [2, 1, 2]])
def test_forward_sums_are_those_of_all_beginnings_and_backward_sums_those_of_all_ends(labels):
    K, T = 3, 4
    log_p = log_softmax(np.random.default_rng(7).normal(size=(K, T)))
    alpha, beta = np.exp(ctc.forward_sums(log_p, labels)), np.exp(ctc.backward_sums(log_p, labels))
    places = walks(ctc.with_blanks(labels).tolist(), T)
    p = np.exp(log_p)
    for t in range(T):
        for s in range(2 * len(labels) + 1):
            heads = {walk[: t + 1] for walk in places if walk[t] == s and walk[0] <= 1}
            tails = {walk[t:] for walk in places if walk[t] == s and walk[-1] >= 2 * len(labels) - 1}
            own = ctc.with_blanks(labels)
            begun = sum(np.prod([p[own[place], at] for at, place in enumerate(walk)]) for walk in heads)
            ended = sum(np.prod([p[own[place], t + at] for at, place in enumerate(walk)]) for walk in tails)
            assert alpha[s, t] == pytest.approx(begun, rel=1e-12)
            assert beta[s, t] == pytest.approx(ended, rel=1e-12)


def walks(extended, T):
    """Return all walks of T places that go on as a path may, whatever they begin and end with."""
    found = []
    for walk in itertools.product(range(len(extended)), repeat=T):
        steps = [(a, b) for a, b in itertools.pairwise(walk)]
        if all(b - a in (0, 1) or (b - a == 2 and extended[b] not in (0, extended[a])) for a, b in steps):
            found.append(walk)
    return found


def test_a_probability_of_zero_is_no_trouble():
    with np.errstate(divide="ignore"):
        log_p = np.log([[0.5, 0.0, 1.0], [0.5, 0.4, 0.0], [0.0, 0.6, 0.0]])
    loss, gradient = ctc.ctc_loss(log_p, [1, 2])
    assert loss == pytest.approx(-math.log(0.3), rel=1e-12)
    assert np.isfinite(gradient).all()
    assert ctc.ctc_loss(log_p, [2, 2])[0] == math.inf
    texts, logs = zip(*ctc.prefix_beam(log_p, 9), strict=True)
    assert texts == ([1], [1, 2], [2])
    np.testing.assert_allclose(np.exp(logs), [0.4, 0.3, 0.3], rtol=1e-12)


def test_the_gradient_is_the_slope():
    rng, h = np.random.default_rng(2), 1e-6
    Z = rng.normal(size=(4, 6))
    _, gradient = ctc.ctc_loss(log_softmax(Z), [2, 2, 1])
    for at in np.ndindex(Z.shape):
        losses = []
        for step in (h, -h):
            Z[at] += step
            losses.append(ctc.ctc_loss(log_softmax(Z), [2, 2, 1])[0])
            Z[at] -= step
        assert gradient[at] == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-8)


def test_at_every_step_the_gradient_sums_to_zero():
    _, gradient = ctc.ctc_loss(log_softmax(np.random.default_rng(3).normal(size=(5, 40))), [1, 4, 4, 2])
    np.testing.assert_allclose(gradient.sum(axis=0), 0, atol=1e-12)


@given(st.lists(st.integers(1, 2), max_size=3), st.integers(1, 6))
def test_the_number_of_paths_is_counted(labels, T):
    paths = [path for path in itertools.product(range(3), repeat=T) if ctc.collapse(path) == labels]
    assert ctc.number_of_paths(labels, T) == len(paths)
    assert (len(paths) > 0) == (ctc.least_steps(labels) <= T)


def test_a_text_that_is_too_long_costs_infinitely_much_and_pulls_nowhere():
    loss, gradient = ctc.ctc_loss(np.log(np.full((3, 2), 1 / 3)), [1, 1])
    assert loss == math.inf
    assert (gradient == 0).all()


def test_a_thousand_steps_do_not_underflow():
    log_p = np.log(np.full((4, 1000), 0.25))
    loss, _ = ctc.ctc_loss(log_p, [1, 2, 3])
    assert loss == pytest.approx(1000 * math.log(4) - math.log(ctc.number_of_paths([1, 2, 3], 1000)), rel=1e-12)


def test_the_cost_of_a_batch_is_the_mean_and_leaves_padding_alone():
    rng = np.random.default_rng(4)
    Z, texts, lengths = rng.normal(size=(4, 3, 8)), [[1, 1], [3], []], [5, 8, 2]
    cost, dZ = ctc.ctc_cost(Z, texts, lengths)
    each = [ctc.ctc_loss(log_softmax(Z[:, i, : lengths[i]]), text) for i, text in enumerate(texts)]
    assert cost == pytest.approx(sum(loss for loss, _ in each) / 3, rel=1e-12)
    for i, (_, gradient) in enumerate(each):
        np.testing.assert_allclose(dZ[:, i, : lengths[i]], gradient / 3, rtol=1e-12)
        assert (dZ[:, i, lengths[i] :] == 0).all()


def test_a_wide_beam_finds_all_texts_with_their_probabilities():
    log_p = log_softmax(np.random.default_rng(5).normal(size=(3, 5)))
    found = dict((tuple(text), log) for text, log in ctc.prefix_beam(log_p, 10_000))
    wanted = probabilities_of_texts(log_p)
    assert {text for text, log in found.items() if np.isfinite(log)} == set(wanted)
    for text, probability in wanted.items():
        assert math.exp(found[text]) == pytest.approx(probability, rel=1e-12)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_the_likeliest_path_need_not_say_the_likeliest_text():
    log_p = np.log([[0.6, 0.6], [0.4, 0.4]])
    assert ctc.greedy_decode(log_p) == []
    assert ctc.prefix_beam(log_p, 4)[0][0] == [1]
    assert max(probabilities_of_texts(log_p).items(), key=lambda pair: pair[1])[0] == (1,)


@pytest.mark.parametrize("width", [1, 2, 5])
def test_a_narrow_beam_never_claims_more_than_is_true(width):
    log_p = log_softmax(np.random.default_rng(6).normal(size=(3, 6)))
    wanted, found = probabilities_of_texts(log_p), ctc.prefix_beam(log_p, width)
    assert len(found) <= width
    assert all(math.exp(log) <= wanted[tuple(text)] * (1 + 1e-12) for text, log in found)


def test_what_cannot_be_is_said():
    with pytest.raises(ValueError, match=r"labels are 0 \.\.\. 2 without the blank, 0; there is 3"):
        ctc.ctc_loss(np.zeros((3, 4)), [1, 3])
    with pytest.raises(ValueError, match="example 1 has 2 steps, and its text needs 3"):
        ctc.ctc_cost(np.zeros((3, 2, 4)), [[1], [2, 2]], [4, 2])
