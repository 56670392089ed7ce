"""The explorations of course 5, week 1: the future uncovered word by word, and what an answer can see.

explore_future      how likely it is that a name is a person, while the words after it are uncovered
explore_reach       layers, unrolled: which words the answer at one step depends on
"""

from deepcourse.experiments.course5.ambiguous_words import ambiguous_sentences
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import bidirectional_and_deep as figures
from deepcourse.figures.style import new_figure

SHOWN = (  # each has at least five words after the ambiguous one
    "he said teddy bears of course are on sale",
    "he said teddy roosevelt of course was president",
    "he said bill as you know was on sale",
    "he said bill as you know was president",
)
PLACE, MOST = 2, 5


def explore_future():
    """Return an exploration: four sentences, of which the words after an ambiguous one are uncovered."""
    found = ambiguous_sentences()

    def draw(sentence, ahead):
        words = SHOWN[int(sentence.split()[-1]) - 1].split()
        known = PLACE + 1 + ahead
        chances = found.matching(words[:known])
        margins = {"left": 0.1, "right": 0.97, "bottom": 0.17, "top": 0.9, "hspace": 0.7}
        figure, axes = new_figure(2, 1, height=3.6, pyplot=False, margins=margins, height_ratios=(1, 1.5))
        figures.draw_chances(axes, words, known, PLACE, chances)
        told = ", ".join(f"{tag} {100 * share:.0f} %" for tag, share in chances.items())
        return figure, f'"{" ".join(words[:known])} ...": {told}'

    names = [f"sentence {number}" for number in range(1, len(SHOWN) + 1)]
    return Exploration(draw, still={"ahead": MOST}, sentence=choice("sentence", names),
                       ahead=slider("words uncovered", 0, 0, MOST, 1))  # fmt: skip


WIRINGS = {  # the rows of one layer: the shift in time of its own state, and the steps of the layer below that it reads
    "forwards": {"→": (-1, (0,))},
    "backwards": {"←": (1, (0,))},
    "both directions": {"→": (-1, (0,)), "←": (1, (0,))},
    "forwards, and one word ahead": {"→": (-1, (0, 1))},
}
STEPS, DEPTH = 8, 3


def unrolled(wiring, layers):
    """Return (names of the rows, edges): the words, the states of each layer, and the answers."""
    names, edges, below = ["words"], [], [0]
    for layer in range(1, layers + 1):
        own = []
        for arrow, (shift, steps) in WIRINGS[wiring].items():
            row = len(names)
            names.append(f"layer {layer} {arrow}")
            own.append(row)
            for t in range(STEPS):
                edges += [((low, t + step), (row, t)) for low in below for step in steps if t + step < STEPS]
                edges += [((row, t + shift), (row, t))] if 0 <= t + shift < STEPS else []
        below = own
    top = len(names)
    return [*names, "answers"], edges + [((row, t), (top, t)) for row in below for t in range(STEPS)]


def reached_from(edges, node):
    """Return all nodes that a node depends on, itself included."""
    before = {}
    for low, high in edges:
        before.setdefault(high, []).append(low)
    found, open_nodes = {node}, [node]
    while open_nodes:
        for low in before.get(open_nodes.pop(), ()):
            if low not in found:
                found.add(low)
                open_nodes.append(low)
    return found


def explore_reach():
    """Return an exploration: layers of one kind on top of each other, and what the answer at one step depends on."""

    def draw(wiring, layers, output):
        names, edges = unrolled(wiring, layers)
        reached = reached_from(edges, (len(names) - 1, output))
        words = [t for row, t in reached if row == 0]
        margins = {"left": 0.12, "right": 0.98, "bottom": 0.13, "top": 0.91}
        figure, ax = new_figure(height=4.4, pyplot=False, margins=margins)
        figures.draw_reach(ax, names, STEPS, edges, reached, output)
        plural = "layer" if layers == 1 else "layers"
        return figure, (f"{layers} {plural}, {wiring}: the answer at step {output} depends on {len(words)} of {STEPS} "
                        f"words, the last of them is word {max(words)}")  # fmt: skip

    return Exploration(draw, wiring=choice("each layer reads", WIRINGS), layers=slider("layers", 1, 1, DEPTH, 1),
                       output=slider("answer at step", 3, 0, STEPS - 1, 1))  # fmt: skip
