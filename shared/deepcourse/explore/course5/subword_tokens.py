"""The explorations of course 5, week 4: text cut into subwords.

explore_merges      the merges of a text, one by one
explore_cuts        sentences, cut by more and more merges, in two ways
"""

import functools

from deepcourse.datasets import load_definitions
from deepcourse.experiments.course5.subword_lengths import EXAMPLE, shown, states
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import subword_tokens as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.subwords import learn_merges, longest_match, tokenize

MOST = 15  # merges of the example: then each of its words is one token
OWN = " to be or not to be, that is the question: is it better to be better or not"


def explore_merges(own=OWN):
    """Return an exploration: the pairs and words of a text, after 0, 1, 2, ... merges.

    own : a text of the reader's, beside the example of four words
    """
    texts = {"the four words": EXAMPLE, "your own text": own}
    walks = {name: states(text, MOST) for name, text in texts.items()}

    def draw(text, step):
        walk = walks[text]
        state = walk[min(step, len(walk) - 1)]
        pairs = [(" + ".join(map(shown, pair)), count) for pair, count in state.pairs]
        ordered = sorted(state.words.items(), key=lambda entry: (-entry[1], entry[0]))[: figures.SHOWN]
        words = [([shown(token) for token in word], count) for word, count in ordered]
        margins = {"left": 0.13, "right": 0.98, "bottom": 0.17, "top": 0.9, "wspace": 0.08}
        figure, axes = new_figure(1, 2, height=3.3, pyplot=False, margins=margins, width_ratios=(1, 1.6))
        figures.draw_merges(axes, pairs, words)
        total = sum(len(word) * count for word, count in state.words.items())
        done = f"after {len(state.merged)} merges: {total} tokens"
        last = f", the last one made {shown(b''.join(state.merged[-1]))}" if state.merged else ""
        coming = f"; next {pairs[0][0]}, {pairs[0][1]} times" if pairs else "; no pair is left"
        return figure, f"{text} {done}{last}{coming}"

    return Exploration(draw, still={"step": 5}, text=choice("text", texts), step=slider("merges", 0, 0, MOST, 1))


SENTENCES = {
    "a definition": "a large natural stream of water that flows towards the sea",
    "with spelling mistakes": "a lagre naturel straem of watter that flowes twoards the see",
    "numbers and names": "in 1987 about 65536 people lived in Novosibirsk, 12345 of them students",
    "Chinese": "这条河从北方的山里流到南方的大海。",
}
RULES = {"lowest rank first": tokenize, "longest token from the left": longest_match}
STOPS = (0, 30, 100, 300, 1000, 3000)


@functools.cache
def merges_of_definitions(texts=2000):
    """Return the merges of the first training definitions, as many as the largest stop asks for."""
    return learn_merges(load_definitions().train[:texts], STOPS[-1])


def explore_cuts():
    """Return an exploration: sentences as tokens, by the number of merges and by the rule that applies them."""
    merges = merges_of_definitions()

    def draw(sentence, rule, number):
        text = SENTENCES[sentence]
        cut = [shown(token) for token in RULES[rule](text, merges[:number])]
        margins = {"left": 0.02, "right": 0.99, "bottom": 0.02, "top": 0.99}
        figure, ax = new_figure(height=1.6, pyplot=False, margins=margins)
        figures.draw_cuts({f"{number:,} merges, {rule}": cut}, ax)
        ax.set_ylim(2.7, -0.6)
        told = f"{len(text)} characters, {len(text.encode())} bytes, {len(cut)} tokens"
        return figure, f"{sentence}, {number:,} merges, {rule}: {told}"

    return Exploration(draw, sentence=choice("sentence", SENTENCES), rule=choice("rule", RULES),
                       number=stops_slider("merges", STOPS, 300))  # fmt: skip
