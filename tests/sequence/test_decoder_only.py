"""The language model's parts: windows in a loop, a network that reads as it writes, bits of coins."""

import numpy as np
import pytest

from deepcourse.sequence import decoder_only, training
from deepcourse.sequence.sampling import sample_next


@pytest.mark.parametrize(("number", "T"), [(13, 4), (12, 4), (6, 5), (9, 1), (100, 7)])
def test_windows_are_those_of_a_loop(number, T):
    ids = list(range(50, 50 + number))
    X, Y = decoder_only.windows(ids, T)
    wanted = [(ids[s : s + T], ids[s + 1 : s + T + 1]) for s in range(0, number, T) if s + T + 1 <= number]
    assert list(zip(X.tolist(), Y.tolist(), strict=True)) == wanted


def test_too_few_ids_are_said():
    with pytest.raises(ValueError, match="a window of 5 steps and its targets need 6 ids, not 5"):
        decoder_only.windows(np.arange(5), 5)


def small(seed=0):
    return decoder_only.decoder(np.random.default_rng(seed), 7, 8, 2, num_heads=2, dtype=np.float64)


def test_what_it_writes_is_what_the_whole_network_would_choose():
    network = small()
    written = decoder_only.write(network, [3, 1], 9, np.random.default_rng(0), choose=lambda z, rng: z.argmax())
    ids = [3, 1]
    for _ in range(9):
        ids.append(int(network.forward(np.array([ids]))[0][:, 0, -1].argmax()))
    assert written == ids[2:]


def test_options_reach_the_choice():
    network = small()
    one, other = (
        decoder_only.write(network, [0], 5, np.random.default_rng(seed), choose=sample_next, top_k=1) for seed in (1, 2)
    )
    assert one == other


def test_a_decoder_learns_a_text_that_repeats():
    network = decoder_only.decoder(np.random.default_rng(1), 5, 16, 1)
    text = np.tile([0, 1, 2, 0, 3, 4, 1], 40)

    def batch(rng):
        places = rng.integers(0, len(text) - 14, size=(16, 1)) + np.arange(14)
        return text[places], text[places + 1], None

    costs = training.fit(network, batch, steps=150, learning_rate=0.01, seed=1)
    assert costs[-5:].mean() < 0.3 < 1.4 < costs[0]


def test_bits_per_byte_do_not_depend_on_how_a_text_is_cut():
    costs = np.random.default_rng(2).uniform(0, 3, size=12)
    text = "zwölf Zeichen"
    whole = decoder_only.bits_per_byte(costs, text)
    assert whole == pytest.approx(decoder_only.bits_per_byte(costs.reshape(4, 3).sum(axis=1), text))
    assert whole == pytest.approx(-np.log2(np.exp(-costs).prod()) / 14)
