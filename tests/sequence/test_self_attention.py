"""Attention against PyTorch, nudges, loops written out, and what must hold of masks, heads and positions."""

import json

import numpy as np
import pytest

from deepcourse.sequence import self_attention as sa
from oracles import record_transformer as recorded
from oracles.record_convolution import digest

SAID = json.loads(recorded.FIXTURE.read_text())["attentions"]
rng_of = np.random.default_rng


def with_heads(n, heads, m, T_q, T_k):
    """Return {name: array}, as `recorded.attention_by_torch`, of ours."""
    given = recorded.attention_inputs(n, heads, m, T_q, T_k)
    parameters = {name: value for name, value in given.items() if name[0] in "Wb"}
    out, cache = sa.multi_head_attention_forward(
        given["X_q"], given["X_kv"], parameters, num_heads=heads, mask=given["mask"]
    )
    dX_q, dX_kv, grads = sa.multi_head_attention_backward(given["d_out"], cache)
    return {"out": out, "weights": cache[3], "dX_q": dX_q, "dX_kv": dX_kv} | grads


@pytest.mark.parametrize(("sizes", "said"), [*zip(recorded.ATTENTIONS, SAID, strict=True)])
def test_attention_with_heads_is_what_pytorch_recorded(sizes, said):
    got = with_heads(*sizes)
    assert set(got) == set(said)
    for name, array in got.items():
        np.testing.assert_allclose(digest(array), said[name], rtol=1e-10, atol=1e-10, err_msg=name)


def test_attention_with_heads_is_what_pytorch_says_today():
    pytest.importorskip("torch")
    got, said = with_heads(6, 3, 2, 3, 4), recorded.attention_by_torch(6, 3, 2, 3, 4)
    for name, array in got.items():
        np.testing.assert_allclose(array, said[name], rtol=1e-10, atol=1e-10, err_msg=name)


def test_one_query_after_another_gives_the_same():
    rng = rng_of(1)
    Q, K, V = rng.normal(size=(3, 2, 4)), rng.normal(size=(3, 2, 5)), rng.normal(size=(2, 2, 5))
    out, (*_, weights) = sa.scaled_dot_product_attention(Q, K, V)
    for example in range(2):
        for t in range(4):
            scores = [Q[:, example, t] @ K[:, example, s] / 3**0.5 for s in range(5)]
            shares = np.exp(scores) / np.exp(scores).sum()
            np.testing.assert_allclose(weights[example, t], shares, rtol=1e-12)
            np.testing.assert_allclose(out[:, example, t], V[:, example] @ shares, rtol=1e-12)


def test_gradients_are_slopes():
    rng, h = rng_of(2), 1e-6
    given = [rng.normal(size=(3, 2, 4)), rng.normal(size=(3, 2, 5)), rng.normal(size=(2, 2, 5))]
    mask, d_out = rng.random((2, 4, 5)) < 0.5, rng.normal(size=(2, 2, 4))
    gradients = sa.attention_backward(d_out, sa.scaled_dot_product_attention(*given, mask=mask)[1])
    for array, gradient in zip(given, gradients, strict=True):
        for at in np.ndindex(array.shape):
            values = []
            for step in (h, -h):
                array[at] += step
                values.append((sa.scaled_dot_product_attention(*given, mask=mask)[0] * d_out).sum())
                array[at] -= step
            assert gradient[at] == pytest.approx((values[0] - values[1]) / (2 * h), abs=1e-7)


def test_a_query_that_may_look_at_nothing_gets_zeros_and_gives_none():
    rng = rng_of(3)
    Q, K, V = rng.normal(size=(2, 1, 3)), rng.normal(size=(2, 1, 3)), rng.normal(size=(4, 1, 3))
    mask = np.tri(3, dtype=bool)[None].copy()
    mask[0, 1] = False
    out, cache = sa.scaled_dot_product_attention(Q, K, V, mask=mask)
    assert (out[:, 0, 1] == 0).all()
    assert (cache[3][0, 1] == 0).all()
    dQ, dK, dV = sa.attention_backward(np.ones_like(out), cache)
    assert (dQ[:, :, 1] == 0).all()
    assert np.isfinite([dQ, dK]).all()
    assert np.isfinite(dV).all()


def test_what_a_mask_hides_changes_nothing():
    rng = rng_of(4)
    x, mask = rng.normal(size=(4, 2, 5)), sa.padding_mask([3, 5], 5) & sa.look_ahead_mask(5)
    parameters = sa.attention_parameters(rng, 4)
    before, _ = sa.multi_head_attention_forward(x, x, parameters, num_heads=2, mask=mask)
    x[:, 0, 3:] = 1e6
    x[:, 1, 4] = -1e6
    after, _ = sa.multi_head_attention_forward(x, x, parameters, num_heads=2, mask=mask)
    np.testing.assert_array_equal(before[:, 0, :3], after[:, 0, :3])
    np.testing.assert_array_equal(before[:, 1, :4], after[:, 1, :4])


def test_large_scores_do_not_overflow():
    Q = np.full((1, 1, 1), 1e4)
    out, _ = sa.scaled_dot_product_attention(Q, np.array([[[1e4, -1e4, 0]]]), np.array([[[1.0, 2, 3]]]))
    assert out == 1


def test_without_positions_the_order_of_the_steps_does_not_matter():
    """Permutation equivariance: steps in another order give the same columns, in that order."""
    rng = rng_of(5)
    x, order = rng.normal(size=(6, 2, 7)), rng.permutation(7)
    parameters = sa.attention_parameters(rng, 6, biases=1.0)

    def attended(x):
        return sa.multi_head_attention_forward(x, x, parameters, num_heads=3)[0]

    np.testing.assert_allclose(attended(x[:, :, order]), attended(x)[:, :, order], rtol=1e-12)
    placed = x + sa.positional_encoding(7, 6)[:, None]
    moved = x[:, :, order] + sa.positional_encoding(7, 6)[:, None]
    assert abs(attended(moved) - attended(placed)[:, :, order]).max() > 0.01


def test_heads_are_rows_one_under_the_other_and_come_back():
    x = rng_of(6).normal(size=(6, 2, 3))
    heads = sa.split_heads(x, 3)
    np.testing.assert_array_equal(heads[1], x[2:4])
    np.testing.assert_array_equal(sa.join_heads(heads), x)
    with pytest.raises(ValueError, match="6 rows cannot be shared equally by 4 heads"):
        sa.split_heads(x, 4)


def test_each_entry_of_the_positional_encoding_is_the_formula():
    P = sa.positional_encoding(9, 5)
    for t in range(9):
        for i in range(5):
            angle = t / 10_000 ** ((i - i % 2) / 5)
            assert P[i, t] == pytest.approx(np.cos(angle) if i % 2 else np.sin(angle), abs=1e-15)


def test_a_shift_of_the_encoding_is_a_rotation_of_its_pairs():
    """Why sines and cosines: position t + k is a linear function of position t, the same for every t."""
    P = sa.positional_encoding(12, 8)
    for pair in range(4):
        angle = 3 / 10_000 ** (2 * pair / 8)
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        np.testing.assert_allclose(turn @ P[2 * pair : 2 * pair + 2, :-3], P[2 * pair : 2 * pair + 2, 3:], atol=1e-12)


def test_products_of_rotated_columns_depend_on_the_distance_alone():
    rng = rng_of(7)
    q, k = rng.normal(size=(6, 1, 1)), rng.normal(size=(6, 1, 1))

    def product(t, s):
        return float((sa.rotated(q, [t]) * sa.rotated(k, [s])).sum())

    assert product(2, 5) == pytest.approx(product(40, 43), abs=1e-12)
    assert product(2, 5) != pytest.approx(product(2, 6), abs=1e-3)
    np.testing.assert_allclose((sa.rotated(q, [9]) ** 2).sum(), (q**2).sum(), rtol=1e-12)


def test_rotated_pairs_are_complex_numbers_times_a_phase():
    """The paper's other form, equation 13: neighbours are real and imaginary part."""
    x = rng_of(8).normal(size=(2, 4, 3, 5))
    numbers = x[:, 0::2] + 1j * x[:, 1::2]
    phases = np.exp(1j * 10_000.0 ** (-np.arange(0, 4, 2) / 4)[:, None, None] * np.arange(5))
    turned = sa.rotated(x)
    np.testing.assert_allclose(turned[:, 0::2] + 1j * turned[:, 1::2], numbers * phases, rtol=1e-12)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: sa.scaled_dot_product_attention(*[np.ones((2, 1, 3))] * 2, np.ones((2, 1, 4))), r"values \(2, 1, 4\)"),
        (lambda: sa.scaled_dot_product_attention(np.ones((3, 1, 3)), *[np.ones((2, 1, 3))] * 2), r"\(3, 1, 3\), keys"),
        (lambda: sa.scaled_dot_product_attention(*[np.ones((2, 1, 3))] * 3, mask=np.ones((3, 3))), "mask is boolean"),
        (lambda: sa.padding_mask([4], 3), "between 0 and T = 3"),
        (lambda: sa.rotated(np.ones((3, 1, 2))), "3 rows leave one over"),
    ],
)
def test_what_does_not_fit_is_said(call, told):
    with pytest.raises(ValueError, match=told):
        call()
