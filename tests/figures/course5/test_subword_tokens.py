"""The figures of subword_tokens: what each shows."""

from deepcourse.experiments.course5.subword_lengths import EXAMPLE, shown, states
from deepcourse.figures.course5 import subword_tokens as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

CUTS = {
    "words": ["the", "<UNK>", "gardener"],
    "characters": list("the·unluckiest·gardener·replanted·her·strawberries,·gently"),
}
COUNTS = {"no merges": {"English": 470, "Chinese": 480}, "English": {"English": 230, "Chinese": 474}}


def merges(step=5):
    state = states(EXAMPLE, step)[-1]
    pairs = [(" + ".join(map(shown, pair)), count) for pair, count in state.pairs]
    words = [([shown(token) for token in word], count) for word, count in state.words.items()]
    _, axes = new_figure(1, 2, height=3.3, width_ratios=(1, 1.6))
    return figures.draw_merges(axes, pairs, words)


DRAWINGS = {  # figure: how the notebook draws it
    "cuts": lambda: figures.draw_cuts(CUTS),
    "merges": merges,
    "merges, none left": lambda: merges(15),
    "lengths": lambda: figures.draw_lengths([256, 356, 2256], {"new": [5.8, 3.3, 1.8], "capitals": [5.8, 5.8, 4.9]}),
    "ranks": lambda: figures.draw_by_rank([(1, 10), (11, 100)], {0: [3.0, 6.0], 100: [1.2, 3.0], 2000: [1.0, 1.1]}),
    "languages": lambda: figures.draw_languages(COUNTS),
}

EXCUSED = {  # what the boxes and the ticks say already
    "cuts": {"title", "xlabel", "ylabel"},
    "merges": {"xlabel", "ylabel"},
    "merges, none left": {"xlabel", "ylabel"},
}


def test_long_lines_are_broken_and_no_token_is_lost():
    lines = figures.lines_of(["abcd"] * 50, letters=100)
    assert len(lines) == 3
    assert sum(map(len, lines)) == 50
    assert max(place + len(token) for line in lines for place, token in line) <= 100


def test_the_number_of_tokens_is_told():
    text = description(figures.draw_cuts(CUTS).figure)
    assert "words: 3 tokens, the <UNK> gardener. characters: 58 tokens" in text


def test_the_next_merge_comes_first():
    text = description(merges()[0].figure)
    assert "counts: · + n 6, e + w 6" in text
    assert "no pair is left" in [word.get_text() for word in merges(15)[0].texts]


def test_bars_carry_their_numbers():
    written = [text.get_text() for text in figures.draw_languages(COUNTS).texts]
    assert written == ["470", "230", "480", "474"]
