"""The explorations of course 5, week 3: BLEU.

explore_ngrams      a candidate, and which of its n-grams its references confirm
explore_edits       a sentence changed in more and more places, and its BLEU
"""

from deepcourse.experiments.course5 import simulated_translations as sentences
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import bleu as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence import bleu

KINDS = {1: "single words", 2: "pairs", 3: "triples", 4: "4-grams"}


def explore_ngrams():
    """Return an exploration: the n-grams of a candidate that match."""

    def draw(which, n, references):
        candidate, people = sentences.example(which, references)
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.14, "top": 0.9}
        figure, ax = new_figure(height=3.4, pyplot=False, margins=margins)
        figures.draw_matches(candidate, people, n, ax)
        matches, total = bleu.clipped_counts(candidate, people, n)
        told = f"{which}, {references} {'reference' if references == 1 else 'references'}"
        return figure, f"{told}: {matches} of {total} {KINDS[n]} count, a precision of {matches / total:.3f}"

    return Exploration(draw, which=choice("candidate", sentences.EXAMPLES), n=slider("n", 1, 1, 4, 1),
                       references=slider("references", 3, 1, 3, 1))  # fmt: skip


def explore_edits():
    """Return an exploration: a copy of a sentence with more and more changes."""
    reference = sentences.words(sentences.SENTENCE)

    def draw(edit, k):
        candidate = sentences.EDITS[edit](reference, k)
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.1, "top": 0.92, "hspace": 0.5}
        figure, (above, below) = new_figure(2, 1, height=4.6, pyplot=False, margins=margins, height_ratios=(1, 2.6))
        changed = {i for i, token in enumerate(candidate) if i >= len(reference) or token != reference[i]}
        what = "changed ones have a thick red line" if changed else "the last ones are gone" if k else "none is changed"
        title = f"{len(candidate)} words: {what}"
        figures.draw_words(candidate, changed, above, title)
        counts = bleu.sentence_statistics(candidate, [reference])
        penalty, score = bleu.brevity_penalty(*counts[-2:]), bleu.score(counts)
        figures.draw_precisions({"candidate": [*(counts[:4] / counts[4:8]), penalty, score]}, below)
        told = f"{edit}, {k} of them" if k else f"{edit}, none yet"
        return figure, f"{told}: penalty {penalty:.3f}, BLEU {score:.3f}"

    return Exploration(draw, still={"k": 4}, edit=choice("edit", sentences.EDITS), k=slider("how many", 0, 0, 9, 1))
