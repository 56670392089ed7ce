"""BLEU: how much a translation has in common with translations made by people (Papineni et al. 2002).

ngram_counts            how often each run of n tokens occurs
clipped_counts          how many n-grams of a candidate its references confirm, and how many it has
modified_precision      the share of them
closest_length          the reference length that a candidate is measured against
brevity_penalty         what a corpus loses by being shorter than its references
sentence_statistics     all that BLEU counts in one sentence
score                   BLEU from sums of such counts
bleu                    BLEU of a corpus
sentence_scores         BLEU of each of its sentences
best_reordering         the words of a reference in another order, with the highest BLEU
disagree                two systems that BLEU of a corpus and the mean of sentences rank differently
bootstrap_differences   the difference of two systems on resampled corpora
"""

from collections import Counter

import numpy as np

ORDERS = 4  # n-grams of 1 to 4 tokens count, unless told otherwise


def ngram_counts(tokens, n):
    """Return {n-gram: how often it occurs}; an n-gram is a tuple of n neighbouring tokens.

    >>> ngram_counts(["to", "be", "or", "to", "be"], 2)
    {('to', 'be'): 2, ('be', 'or'): 1, ('or', 'to'): 1}
    """
    return dict(Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)))


def clipped_counts(candidate, references, n):
    """Return (matches, total): the n-grams of a candidate that its references confirm, and all that it has.

    candidate : a list of tokens    references : a list of such lists

    An n-gram matches as often as it occurs in the candidate, but at most as often as in the reference with most of it.

    >>> clipped_counts(["the", "the", "the"], [["the", "cat"], ["the", "cat", "saw", "the", "dog"]], 1)
    (2, 3)
    """
    counts = ngram_counts(candidate, n)
    known = [ngram_counts(reference, n) for reference in references]
    matches = sum(min(count, max(of.get(ngram, 0) for of in known)) for ngram, count in counts.items())
    return matches, sum(counts.values())


def modified_precision(candidate, references, n):
    """Return the share of a candidate's n-grams that its references confirm; 0 where it has no n-gram.

    >>> modified_precision(["the"] * 7, ["the cat is on the mat".split()], 1) == 2 / 7
    True
    """
    matches, total = clipped_counts(candidate, references, n)
    return matches / total if total else 0.0


def closest_length(c, lengths):
    """Return the entry of `lengths` closest to c, the shorter one of two equally close.

    >>> closest_length(10, [15, 12, 8])
    8
    """
    return min(lengths, key=lambda length: (abs(length - c), length))


def brevity_penalty(c, r):
    """Return 1 where the candidates, of c tokens, are at least as long as r, else exp(1 - r / c); 0 where c is 0.

    >>> round(brevity_penalty(8, 10), 4), brevity_penalty(12, 10)
    (0.7788, 1.0)
    """
    if c == 0:
        return 0.0
    return float(np.exp(min(0.0, 1 - r / c)))


def sentence_statistics(candidate, references, N=ORDERS):
    """Return (2 N + 2,) int: the matches for n = 1 ... N, the totals, the candidate's length, the closest length.

    >>> sentence_statistics(["a", "cat", "sat"], [["a", "cat", "lay", "down"]], N=2)
    array([2, 1, 3, 2, 3, 4])
    """
    pairs = [clipped_counts(candidate, references, n) for n in range(1, N + 1)]
    matches, totals = zip(*pairs, strict=True)
    c = len(candidate)
    return np.array([*matches, *totals, c, closest_length(c, [len(reference) for reference in references])])


def score(statistics):
    """Return BLEU, from 0 to 1, of summed statistics (2 N + 2,); 0 where any precision is 0: no smoothing.

    >>> round(score([3, 2, 3, 2, 3, 4]), 4)
    0.7165
    """
    shape = np.shape(statistics)
    if len(shape) != 1 or shape[0] < 4 or shape[0] % 2:
        raise ValueError(f"score takes the sums of one corpus, an array of shape (2 N + 2,), not {shape}")
    N = len(statistics) // 2 - 1
    matches, totals = np.asarray(statistics[:N], float), np.asarray(statistics[N : 2 * N], float)
    if matches.min() == 0:
        return 0.0
    c, r = statistics[2 * N :]
    return float(brevity_penalty(c, r) * np.exp(np.mean(np.log(matches / totals))))


def corpus_statistics(candidates, references, N=ORDERS):
    """Return the statistics of each sentence, (sentences, 2 N + 2)."""
    pairs = zip(candidates, references, strict=True)
    return np.array([sentence_statistics(candidate, of, N) for candidate, of in pairs])


def bleu(candidates, references, N=ORDERS):
    """Return BLEU, from 0 to 1, of a corpus: counts and lengths are summed over its sentences first.

    candidates : a list of sentences, each a list of tokens    references : for each of them, a list of sentences

    >>> guide = "it is a guide to action that ensures that the military will forever heed party commands".split()
    >>> round(bleu([guide[:10] + ["forces"]], [[guide]]), 4)
    0.5669
    """
    return score(corpus_statistics(candidates, references, N).sum(axis=0))


def sentence_scores(candidates, references, N=ORDERS):
    """Return BLEU of each sentence alone, (sentences,).

    >>> sentence_scores([["a", "b"], ["a", "c"]], [[["a", "b"]], [["a", "b"]]], N=2)
    array([1., 0.])
    """
    return np.array([score(row) for row in corpus_statistics(candidates, references, N)])


def best_reordering(reference):
    """Return the words of a reference, all different and at least 5, in another order, with the highest BLEU.

    >>> best_reordering(["a", "b", "c", "d", "e"])
    ['b', 'c', 'd', 'e', 'a']
    """
    return [*reference[1:], reference[0]]


def disagree(short, long):
    """Return (A, B), each a list of two candidates, for references `short` and `long`.

    BLEU of the corpus is higher for A, the mean of the two sentence scores is higher for B, and no score is 0 but that
    of A's short sentence.

    >>> disagree(list("abcd"), list("efghijklmnop"))[1][1]
    ['e', 'f', 'g', 'h', 'i', 'j', '?', '?', '?', '?', '?', '?']
    """
    half = len(long) // 2
    worse = [*long[:half], *["?"] * (len(long) - half)]
    return [["?"] * len(short), list(long)], [list(short), worse]


def bootstrap_differences(a, b, picks):
    """Return BLEU of system a minus BLEU of system b, on the same sentences, for each resampled corpus: (R,).

    a, b : (sentences, 2 N + 2) statistics    picks : (R, sentences) int, the sentences of each resampled corpus

    >>> statistics = np.array([[2, 1, 2, 1, 2, 2], [2, 1, 2, 1, 2, 4]])
    >>> bootstrap_differences(statistics, statistics[::-1], np.array([[0, 0], [0, 1]])).round(4)
    array([0.6321, 0.    ])
    """
    return np.array([score(a[row].sum(axis=0)) - score(b[row].sum(axis=0)) for row in picks])
