"""Exercise 5: BLEU of a corpus."""

import math

import numpy as np

from deepcourse.exercises.course5.bleu.sentences import case, some_sentence, words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference
from deepcourse.sequence.bleu import brevity_penalty, corpus_statistics, ngram_counts, score, sentence_scores

bleu = FunctionExercise(
    __name__,
    reference=reference.bleu,
    name="bleu",
    minutes=11,
    points_visible=7,
    points_hidden=11,
    returns=("BLEU",),
    any_number_type=True,
    hints=(
        "Write down all that has to be summed over the sentences before anything is divided: for N = 4, these are ten "
        "numbers.",
        "For each n, one division follows the loop over the sentences. Before you take a logarithm, think of a "
        "precision of 0, and of an n for which there is no n-gram at all.",
        "The references' length r is a sum, too: which length does each sentence contribute? The penalty is computed "
        "once, from the two sums.",
    ),
)


def some_corpus(rng, sentences, *, references=2, least=5, errors=2):
    """Return candidates and their references, of different lengths."""
    made = [some_sentence(rng, [int(n) for n in rng.integers(least, 16, size=references)], errors)
            for _ in range(sentences)]  # fmt: skip
    return [candidate for candidate, _ in made], [of for _, of in made]


def cut(candidates, references, last):
    """Return the corpus with all candidates shorter by some tokens."""
    return [candidate[:-last] for candidate in candidates], references


def corpus_case(name, corpus, N):
    """Return a corpus as a case."""
    return case(f"{name}, N = {N}", *corpus, N)


@bleu.visible
def visible():
    """Return one and several sentences, several and single references, short, long and empty candidates, zeros."""
    rng = np.random.default_rng(565)
    tie = [["a", "cat", "saw", "the", "red", "dog"]], [[words("a cat saw the"), words("a cat saw the red dog by it")]]
    uneven = [["a", "cat", "sat"], words("the old dog saw the red house by the mat")]
    people = [[words("a cat sat down")], [words("the old dog saw the red house on the mat")]]
    empty = [[], words("the old dog saw")], [[["a", "dog"]], [words("the old dog saw it")]]
    return [
        corpus_case("one sentence, 3 references", some_corpus(rng, 1, references=3), 2),
        corpus_case("5 sentences, 2 references", some_corpus(rng, 5), 4),
        corpus_case("4 sentences, 3 references, shorter", cut(*some_corpus(rng, 4, references=3, least=9), 3), 3),
        corpus_case("3 sentences, 1 reference, shorter", cut(*some_corpus(rng, 3, references=1, least=8), 2), 4),
        corpus_case("6 sentences, single tokens", cut(*some_corpus(rng, 6, least=8), 2), 1),
        corpus_case("a tie of lengths", tie, 2),
        corpus_case("one sentence has no 4-gram", (uneven, people), 4),
        corpus_case("no 4-gram matches", ([words("a cat on the old mat")], [[words("a cat on a mat")]]), 4),
        corpus_case("no candidate has 4 tokens", ([["a", "cat"], ["by", "the"]], [[["a", "cat"]], [["by", "it"]]]), 4),
        corpus_case("much shorter candidates", ([["a", "cat"], ["the", "old", "house"]], people), 2),
        corpus_case("one candidate is empty", empty, 3),
        corpus_case("longer candidates", ([[*of[0], "sat", "by"] for of in people], people), 2),
        corpus_case("all candidates are empty", ([[], []], [[["a"]], [["a", "cat"]]]), 4),
    ]  # fmt: skip


@bleu.draw
def draw(rng):
    """Return a corpus near its references, sometimes shorter."""
    sentences, references, N = int(rng.integers(2, 7)), int(rng.integers(1, 4)), int(rng.integers(1, 5))
    corpus = some_corpus(rng, sentences, references=references, least=8, errors=1)
    if rng.random() < 0.6:
        corpus = cut(*corpus, int(rng.integers(1, 4)))
    return corpus_case(f"{sentences} sentences, {references} references", corpus, N)


@bleu.edges
def edges(rng):
    """Return perfect, empty, short, long and foreign candidates, a tie of lengths, and an n without a match."""
    candidates, references = some_corpus(rng, 3, least=6, errors=0)
    nothing = [["we", "were", "here", "now"]] * 3
    threes = [one[:3] for one in candidates[:2]] + [[*candidates[2][:2], "we"]]
    spoilt = [[word if i % 4 < 3 else "we" for i, word in enumerate(one)] for one in candidates]
    tie = [[[*one, "by", "it"], one[:-2]] for one in candidates]
    return [
        corpus_case("the candidates are references", (candidates, references), 4),
        corpus_case("all candidates are empty", ([[]] * 3, references), 2),
        corpus_case("nothing in common", (nothing, references), 3),
        corpus_case("no candidate has N tokens", (threes, references), 4),
        corpus_case("no 4-gram matches", (spoilt, references), 4),
        corpus_case("ties of lengths", (candidates, tie), 2),
        corpus_case("candidates of two tokens", ([one[:2] for one in candidates], references), 2),
        corpus_case("candidates twice as long", ([one * 2 for one in candidates], references), 2),
        corpus_case("one candidate is empty", ([[], *candidates[1:]], references), 4),
        corpus_case("one candidate matches nothing", ([nothing[0], *candidates[1:]], references), 3),
    ]


@bleu.property("the corpus twice over gets the same BLEU")
def twice(f, rng):
    """Return a sentence unless a doubled corpus, and one in another order, keep their score, and copies get 1."""
    candidates, references = cut(*some_corpus(rng, 4, least=9, errors=1), 2)
    first = f(candidates, references, 3)
    if abs(f(candidates * 2, references * 2, 3) - first) > 1e-9:
        return "a corpus and the same corpus twice over get different scores"
    if abs(f(candidates[::-1], references[::-1], 3) - first) > 1e-9:
        return "the sentences in another order get another score"
    copies = f([list(of[-1]) for of in references], references, 4)
    return None if abs(copies - 1) < 1e-9 else f"copies of a reference get {copies:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(candidates, references, N):
    """Return the summed matches, totals, and the two lengths."""
    sums = corpus_statistics(candidates, references, N).sum(axis=0)
    return sums[:N], sums[N : 2 * N], int(sums[-2]), int(sums[-1])


def geometric(values):
    """Return the geometric mean, 0 where a value is 0 or there is none."""
    return float(np.exp(np.mean(np.log(values)))) if len(values) and np.min(values) > 0 else 0.0


def shares(matches, totals):
    """Return matches / totals, 0 where a total is 0."""
    return np.asarray(matches) / np.maximum(1, totals)


@bleu.mistake
def mean_of_sentences(candidates, references, N=4):
    """the scores of the sentences are averaged: sum the counts and lengths of all sentences first"""
    return float(sentence_scores(candidates, references, N).mean())


@bleu.mistake
def mean_of_precisions_of_sentences(candidates, references, N=4):
    """the precisions of the sentences are averaged: sum matches and totals first, then divide"""
    rows = corpus_statistics(candidates, references, N)
    precisions = shares(rows[:, :N], rows[:, N : 2 * N]).mean(axis=0)
    return brevity_penalty(*rows[:, -2:].sum(axis=0)) * geometric(precisions)


@bleu.mistake
def mean_of_penalties(candidates, references, N=4):
    """the brevity penalty is averaged over the sentences: compute it once, from the sums of both lengths"""
    matches, totals, _, _ = parts(candidates, references, N)
    penalties = [brevity_penalty(*row[-2:]) for row in corpus_statistics(candidates, references, N)]
    return float(np.mean(penalties)) * geometric(shares(matches, totals))


@bleu.mistake
def missing_orders_dropped(candidates, references, N=4):
    """an n without any n-gram is left out of the mean: its precision is 0, and so is BLEU"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * geometric(matches[totals > 0] / totals[totals > 0])


@bleu.mistake
def missing_orders_count_as_one(candidates, references, N=4):
    """an n without any n-gram gets the precision 1: its precision is 0, and so is BLEU"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * geometric(np.where(totals > 0, shares(matches, totals), 1))


@bleu.mistake
def zeros_dropped(candidates, references, N=4):
    """precisions of 0 are left out of the mean: a single 0 makes BLEU 0"""
    matches, totals, c, r = parts(candidates, references, N)
    found = shares(matches, totals)
    return brevity_penalty(c, r) * geometric(found[found > 0])


@bleu.mistake
def zero_of_a_sentence(candidates, references, N=4):
    """one sentence without a match for some n makes BLEU 0: only a sum of 0 over the corpus does"""
    rows = corpus_statistics(candidates, references, N)
    return score(rows.sum(axis=0)) if rows[:, :N].all() else 0.0


@bleu.mistake
def zero_of_a_short_sentence(candidates, references, N=4):
    """one sentence without an n-gram for some n makes BLEU 0: only a sum of 0 over the corpus does"""
    rows = corpus_statistics(candidates, references, N)
    return score(rows.sum(axis=0)) if rows[:, N : 2 * N].all() else 0.0


@bleu.mistake
def empty_ones_skipped(candidates, references, N=4):
    """empty candidates are skipped together with their references: the lengths of these belong to r"""
    rows = corpus_statistics(candidates, references, N)
    return score(rows[rows[:, -2] > 0].sum(axis=0))


@bleu.mistake
def one_added(candidates, references, N=4):
    """1 is added to the counts: this page does not smooth"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * geometric((matches + 1) / (totals + 1))


@bleu.mistake
def arithmetic_mean(candidates, references, N=4):
    """the precisions are averaged: take the exponential of the mean of their logarithms"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * float(shares(matches, totals).mean())


@bleu.mistake
def product_without_root(candidates, references, N=4):
    """the precisions are multiplied, without the N-th root: the logarithms are divided by N"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * float(np.prod(shares(matches, totals)))


@bleu.mistake
def always_divided_by_four(candidates, references, N=4):
    """the logarithms are divided by 4 whatever N is: divide by N"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * float(np.prod(shares(matches, totals)) ** 0.25)


@bleu.mistake
def always_four(candidates, references, N=4):
    """n runs to 4 whatever N is: it runs from 1 to N"""
    return reference.bleu(candidates, references, 4)


@bleu.mistake
def longest_missing(candidates, references, N=4):
    """n runs to N - 1 only: it runs from 1 to N"""
    return reference.bleu(candidates, references, max(1, N - 1))


@bleu.mistake
def longest_only(candidates, references, N=4):
    """only the precision for n = N is used: all n from 1 to N count"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) * float(shares(matches, totals)[-1])


@bleu.mistake
def no_penalty(candidates, references, N=4):
    """the brevity penalty is missing: multiply by it at the end"""
    matches, totals, _, _ = parts(candidates, references, N)
    return geometric(shares(matches, totals))


@bleu.mistake
def penalty_in_the_root(candidates, references, N=4):
    """the penalty is under the N-th root: multiply the geometric mean by it"""
    matches, totals, c, r = parts(candidates, references, N)
    return brevity_penalty(c, r) ** (1 / N) * geometric(shares(matches, totals))


@bleu.mistake
def long_ones_rewarded(candidates, references, N=4):
    """candidates longer than their references gain by the penalty: it is never more than 1"""
    matches, totals, c, r = parts(candidates, references, N)
    return math.exp(1 - r / c) * geometric(shares(matches, totals)) if c else 0.0


def with_length(candidates, references, N, choose):
    """Return BLEU where `choose(c, lengths)` gives the length of each sentence's reference."""
    matches, totals, c, _ = parts(candidates, references, N)
    r = sum(choose(len(one), [len(other) for other in of]) for one, of in zip(candidates, references, strict=True))
    return brevity_penalty(c, r) * geometric(shares(matches, totals))


@bleu.mistake
def shortest_length(candidates, references, N=4):
    """r adds up the shortest references: each sentence contributes the closest length"""
    return with_length(candidates, references, N, lambda c, lengths: min(lengths))


@bleu.mistake
def longest_length(candidates, references, N=4):
    """r adds up the longest references: each sentence contributes the closest length"""
    return with_length(candidates, references, N, lambda c, lengths: max(lengths))


@bleu.mistake
def first_length(candidates, references, N=4):
    """r adds up the first references: each sentence contributes the closest length"""
    return with_length(candidates, references, N, lambda c, lengths: lengths[0])


@bleu.mistake
def summed_before_compared(candidates, references, N=4):
    """lengths are summed first and the closest sum is r: find the closest length for each sentence, then sum"""
    matches, totals, c, _ = parts(candidates, references, N)
    sums = [sum(map(len, people)) for people in zip(*references, strict=False)]
    return brevity_penalty(c, reference.closest_length(c, sums)) * geometric(shares(matches, totals))


@bleu.mistake
def differences_summed(candidates, references, N=4):
    """r adds up the differences of the lengths: it adds up the closest lengths themselves"""
    return with_length(candidates, references, N, lambda c, lengths: min(abs(length - c) for length in lengths))


@bleu.mistake
def ties_to_the_longer(candidates, references, N=4):
    """ties of the closest length go to the longer reference: they go to the shorter one"""
    return with_length(candidates, references, N, lambda c, lengths: min(lengths, key=lambda n: (abs(n - c), -n)))


def with_limit(candidates, references, N, limit):
    """Return BLEU where `limit(counts of an n-gram in the references)` clips."""
    sums = corpus_statistics(candidates, references, N).sum(axis=0)
    for n in range(1, N + 1):
        sums[n - 1] = 0
        for candidate, of in zip(candidates, references, strict=True):
            known = [ngram_counts(one, n) for one in of]
            for key, count in ngram_counts(candidate, n).items():
                sums[n - 1] += min(count, limit([counts.get(key, 0) for counts in known]))
    return score(sums)


@bleu.mistake
def clipped_at_the_sum(candidates, references, N=4):
    """the counts of all references are added for the limit: the limit is the largest count in a single one"""
    return with_limit(candidates, references, N, sum)


@bleu.mistake
def not_clipped(candidates, references, N=4):
    """the counts are not clipped: use the clipped matches"""
    return with_limit(candidates, references, N, lambda found: 10**6 * any(found))


@bleu.mistake
def first_reference_only(candidates, references, N=4):
    """only the first reference of each sentence is used: use all of them"""
    return reference.bleu(candidates, [of[:1] for of in references], N)


@bleu.mistake
def first_sentence_only(candidates, references, N=4):
    """only the first sentence is scored: is the return inside the loop?"""
    return reference.bleu(candidates[:1], references[:1], N)


@bleu.mistake
def last_sentence_only(candidates, references, N=4):
    """only the last sentence is scored: are the sums reset for every sentence?"""
    return reference.bleu(candidates[-1:], references[-1:], N)


@bleu.mistake
def in_percent(candidates, references, N=4):
    """the score is in percent: return a number from 0 to 1"""
    return 100 * reference.bleu(candidates, references, N)


# --- right, written differently -------------------------------------------------------------------------------------


@bleu.right
def by_roots(candidates, references, N=4):
    """Return the same by powers of the single precisions, in plain loops."""
    pairs = list(zip(candidates, references, strict=True))
    result = 1.0
    for n in range(1, N + 1):
        matches = total = 0
        for candidate, of in pairs:
            more, all_of_them = reference.clipped_counts(candidate, of, n)
            matches, total = matches + more, total + all_of_them
        if not matches:
            return 0
        result *= (matches / total) ** (1 / N)
    c = sum(map(len, candidates))
    r = sum(reference.closest_length(len(one), [len(other) for other in of]) for one, of in pairs)
    return result * min(1.0, math.exp(1 - r / c))


@bleu.right
def by_infinite_logarithms(candidates, references, N=4):
    """Return the same in NumPy: the logarithm of 0 is minus infinity, and its exponential 0."""
    matches, totals, c, r = parts(candidates, references, N)
    with np.errstate(divide="ignore"):
        logs = np.log(np.divide(matches, totals, where=totals > 0, out=np.zeros(N)))
    return np.exp(logs.mean() + min(0, 1 - r / max(1, c)))
