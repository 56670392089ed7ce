"""The figures of course 5, week 3: BLEU.

draw_matches        a candidate, its n-grams that match or not, and its references
draw_precisions     the precisions, the penalty and BLEU of some candidates
draw_penalty        the brevity penalty against the ratio of lengths
draw_rated          BLEU of several translations, with one reference and with more
draw_sentences      the scores of single sentences, their mean, and BLEU of the corpus
draw_differences    how far the difference of two systems varies with the sentences, for test sets of several sizes
draw_words          a sentence in lines, with some words marked
"""

import numpy as np
from matplotlib.ticker import MaxNLocator

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, new_figure, plain
from deepcourse.sequence.bleu import ngram_counts

LETTERS = 110  # letters in a line of a figure with sentences
STATES = {"counted": (GREEN, "-"), "clipped": (ORANGE, (0, (2, 1))), "in no reference": (RED, (0, (1, 1.5)))}
LOOKS = ((BLUE, "", "o"), (ORANGE, "///", "s"), (GREEN, "..", "^"))  # colour, hatch and marker change together


def starts_of(tokens):
    """Return where each token of a line begins, in letters."""
    return np.cumsum([0, *[len(token) + 1 for token in tokens[:-1]]]) if tokens else np.zeros(0, int)


def states(candidate, references, n):
    """Return what becomes of each n-gram of a candidate, in their order: a key of `STATES`."""
    known = [ngram_counts(reference, n) for reference in references]
    seen, found = {}, []
    for i in range(len(candidate) - n + 1):
        run = tuple(candidate[i : i + n])
        limit = max(counts.get(run, 0) for counts in known)
        seen[run] = seen.get(run, 0) + 1
        found.append("in no reference" if limit == 0 else "counted" if seen[run] <= limit else "clipped")
    return found


def draw_line(ax, tokens, row, marked=()):
    """Write a sentence in a row, tokens at the positions `marked` on blue."""
    for i, (token, start) in enumerate(zip(tokens, starts_of(tokens), strict=True)):
        box = {"facecolor": "#cfe3f3" if i in marked else "white", "edgecolor": "none", "pad": 1.0}
        ax.text(start, row, token, family="monospace", fontsize=9, va="center", color=INK, bbox=box)


def draw_matches(candidate, references, n, ax=None):
    """Draw a line under each n-gram of a candidate, and the references with what they confirm; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=1.5 + 0.26 * (n + 2 * len(references)))
    kinds, starts = states(candidate, references, n), starts_of(candidate)
    draw_line(ax, candidate, 0)
    for i, kind in enumerate(kinds):
        colour, line = STATES[kind]
        last, level = i + n - 1, 0.75 + 0.5 * (i % n)
        ax.plot(
            [starts[i], starts[last] + len(candidate[last])], [level] * 2, color=colour, linestyle=line, linewidth=3
        )
    known = set(ngram_counts(candidate, n))
    for row, reference in enumerate(references):
        runs = [i for i in range(len(reference) - n + 1) if tuple(reference[i : i + n]) in known]
        draw_line(ax, reference, 1.4 + 0.5 * n + row, {i + k for i in runs for k in range(n)})
    for kind, (colour, line) in STATES.items():
        ax.plot([], [], color=colour, linestyle=line, linewidth=3, label=f"{kind}: {kinds.count(kind)}")
    ax.set(xlim=(-1, LETTERS), ylim=(0.9 + 0.5 * n + len(references), -0.6), xticks=[], yticks=[])
    ax.set_title(f"the candidate with its {n}-grams, and the references")
    ax.spines[:].set_visible(False)
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3)
    told = ", ".join(f"{kinds.count(kind)} {kind}" for kind in STATES)
    describe(ax, f"Candidate: {' '.join(candidate)}. Of its {n}-grams, {told}")
    return ax


def draw_precisions(scores, ax=None):
    """Draw the precisions for n = 1, 2, ..., the penalty and BLEU as bars, side by side; return the Axes.

    scores : {name: (N + 2,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    N = len(next(iter(scores.values()))) - 2
    width = 0.8 / len(scores)
    for k, ((name, values), (colour, hatch, _)) in enumerate(zip(scores.items(), LOOKS, strict=False)):
        places = np.arange(N + 2) + (k - (len(scores) - 1) / 2) * width
        bars = ax.bar(places, values, width=0.92 * width, color=colour, hatch=hatch, edgecolor="white", label=name)
        ax.bar_label(bars, fmt="%.2f", padding=2, fontsize=9)
    ticks = [*[f"n = {n}" for n in range(1, N + 1)], "penalty", "BLEU"]
    plain(ax).set(xticks=range(N + 2), xticklabels=ticks, ylim=(0, 1.14), ylabel="value")
    ax.set_title("precisions, brevity penalty and BLEU")
    if len(scores) > 1:
        ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3)
    return ax


def draw_penalty(ratios, penalties, ax=None):
    """Draw the brevity penalty against the length of the candidates, in lengths of the references; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.0)
    ax.plot(ratios, penalties, color=BLUE)
    plain(ax).set(xlabel="c / r, length of the candidates by that of the references", ylabel="brevity penalty",
                  title="what short candidates lose", ylim=(-0.03, 1.08), xlim=(0, max(ratios)))  # fmt: skip
    ax.set_xticks(np.arange(0, max(ratios) + 0.01, 0.25))
    ax.grid(color="0.92")
    return ax


def draw_rated(scores, ax=None):
    """Draw BLEU of several translations as points, a row for each; return the Axes.

    scores : {translation: {references: BLEU}}
    """
    if ax is None:
        _, ax = new_figure(height=1.3 + 0.36 * len(scores))
    for size, kind, (colour, _, marker) in zip((13, 6), next(iter(scores.values())), LOOKS, strict=False):
        values = [of[kind] for of in scores.values()]  # the larger mark stays visible where both are equal
        ax.plot(values, range(len(values)), color=colour, marker=marker, markersize=size, linestyle="none", label=kind)
    plain(ax).set(yticks=range(len(scores)), yticklabels=scores, ylim=(len(scores) - 0.5, -0.5), xlim=(-0.03, 1.03))
    ax.set(xlabel="BLEU of the sentence", title="translations of one sentence", xticks=np.arange(0, 1.01, 0.1))
    ax.grid(color="0.9")
    ax.figure.legend(frameon=False, loc="outside lower center", ncols=2)
    told = {name: ", ".join(f"{kind} {score:.2f}" for kind, score in of.items()) for name, of in scores.items()}
    describe(ax, "; ".join(f"{name}: {numbers}" for name, numbers in told.items()))
    return ax


def draw_sentences(scores, corpus, ax=None):
    """Draw how many sentences have which score, their mean, and BLEU of the corpus; return the Axes.

    scores : (sentences,)
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    ax.hist(scores, bins=np.linspace(0, 1, 21), color="0.8", edgecolor="white", label="single sentences")
    ax.axvline(np.mean(scores), color=ORANGE, linestyle="--", linewidth=2, label=f"mean: {np.mean(scores):.3f}")
    ax.axvline(corpus, color=BLUE, linewidth=2, label=f"corpus: {corpus:.3f}")
    plain(ax).set(xlabel="BLEU", ylabel="sentences", title=f"{len(scores)} sentences, scored alone and together")
    ax.set_xlim(0, 1)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(0.07, 1.0))  # between the zeros and both lines
    return ax


def draw_differences(differences, ax=None):
    """Draw the mean and the central 95 % of the resampled differences, a row for each test set; return the Axes.

    differences : {number of sentences: (R,)}, BLEU of A minus BLEU of B
    """
    if ax is None:
        _, ax = new_figure(height=1.4 + 0.4 * len(differences))
    for row, values in enumerate(differences.values()):
        low, high = np.quantile(values, (0.025, 0.975))
        ax.plot([low, high], [row, row], color=BLUE, linewidth=2.5, marker="|", markersize=11,
                label="central 95 % of the resamples" if row == 0 else f"_95 % {row}")  # fmt: skip
        ax.plot([np.mean(values)], [row], color=ORANGE, marker="o", markersize=8, linestyle="none",
                label="mean of the resamples" if row == 0 else f"_mean {row}")  # fmt: skip
    ax.axvline(0, color=GREY, linestyle=":", label="no difference")
    plain(ax).set(yticks=range(len(differences)), yticklabels=[f"{size} sentences" for size in differences],
                  ylim=(len(differences) - 0.5, -0.5), xlabel="BLEU of A minus BLEU of B",
                  title="two systems, compared on resampled test sets")  # fmt: skip
    ax.grid(axis="x", color="0.92")
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=3)
    told = [f"{size} sentences: mean {np.mean(v):+.4f}, 95 % from {np.quantile(v, 0.025):+.4f} to "
            f"{np.quantile(v, 0.975):+.4f}" for size, v in differences.items()]  # fmt: skip
    words = "mean of the resamples and central 95 % of the resamples, beside a line at 0, no difference"
    describe(ax, f"{words}: {'; '.join(told)}")
    return ax


def draw_words(tokens, changed, ax, title, width=97):
    """Write a sentence in lines of at most `width` letters, positions `changed` underlined; return the Axes."""
    at = line = 0
    for i, token in enumerate(tokens):
        if at and at + len(token) > width:
            at, line = 0, line + 1
        ax.text(at, line, token, family="monospace", fontsize=10, va="center", color=INK)
        colour, width_of_line = (RED, 2.5) if i in changed else ("0.85", 0.8)
        ax.plot([at, at + len(token)], [line + 0.42] * 2, color=colour, linewidth=width_of_line)
        at += len(token) + 1
    ax.set(xlim=(-1, width + 1), ylim=(2.7, -0.6), xticks=[], yticks=[], title=title)
    ax.spines[:].set_visible(False)
    describe(ax, f"The candidate: {' '.join(tokens)}")
    return ax
