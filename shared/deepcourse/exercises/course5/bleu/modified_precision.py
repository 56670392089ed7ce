"""Exercise 2: the share of n-grams that some reference confirms."""

from collections import Counter

import numpy as np

from deepcourse.exercises.course5.bleu.sentences import case, some_sentence, words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference
from deepcourse.sequence.bleu import clipped_counts, ngram_counts

modified_precision = FunctionExercise(
    __name__,
    reference=reference.modified_precision,
    name="modified_precision",
    minutes=7,
    points_visible=6,
    points_hidden=10,
    returns=("the precision",),
    any_number_type=True,
    hints=(
        "Fill a table by hand for 'the the the' and two references of your own: a row for each n-gram of the "
        "candidate, a column for each reference. Which number of a row limits its count?",
        "The limit of an n-gram is its largest count in a single reference, 0 if no reference has it. It may not be "
        "larger than the candidate's own count.",
        "The sum runs over the different n-grams of the candidate; what is divided by counts every occurrence. Settle "
        "first what to return if there is none.",
    ),
)

CATS = [words("the cat is on the mat"), words("there is a cat on the mat")]
LONG = words("a dog by the house saw the cat and the mat and the old house")


@modified_precision.visible
def visible():
    """Return the paper's example, clipping by each of the references, all orders, and candidates too short."""
    rng = np.random.default_rng(561)
    return [
        case("'the' seven times, single tokens", ["the"] * 7, [list(one) for one in CATS], 1),
        case("'the' seven times, pairs", ["the"] * 7, [list(one) for one in CATS], 2),
        case(
            "clipped by the second reference",
            words("the the old the dog the"),
            [words("the dog sat"), words("the old dog by the house")],
            1,
        ),
        case(
            "each reference knows a part",
            words("a cat saw the dog"),
            [words("a cat saw"), words("it saw the dog on it"), words("cat dog")],
            2,
        ),
        case("one reference, longer", words("the cat and the cat"), [list(LONG)], 1),
        case(
            "a pair three times",
            words("the mat the mat the mat by the mat"),
            [words("the mat by the mat"), words("on the mat")],
            2,
        ),
        case("candidate of 9 tokens, 3 references, n = 1", *some_sentence(rng, (9, 12, 7), 3), 1),
        case("candidate of 14 tokens, 2 references, n = 2", *some_sentence(rng, (14, 10), 4), 2),
        case("candidate of 12 tokens, 2 references, n = 3", *some_sentence(rng, (12, 16), 2), 3),
        case("candidate of 13 tokens, 3 references, n = 4", *some_sentence(rng, (13, 9, 15), 2), 4),
        case("nothing in common", words("we were here"), [list(one) for one in CATS], 1),
        case("shorter than n", ["a", "cat"], [list(one) for one in CATS], 3),
    ]


@modified_precision.draw
def draw(rng):
    """Return a candidate, some references, and an order."""
    lengths = [int(length) for length in rng.permutation(np.arange(7, 18))[: rng.integers(1, 4)]]
    n = int(rng.integers(1, 5))
    name = f"candidate of {lengths[0]} tokens, {len(lengths)} references, n = {n}"
    return case(name, *some_sentence(rng, lengths, 3), n)


@modified_precision.edges
def edges(rng):
    """Return an empty candidate, a short one, a perfect one, an empty reference, one word many times."""
    candidate, references = some_sentence(rng, (11, 8), 0)
    return [
        case("an empty candidate", [], [["a", "cat"]], 1),
        case("one token, pairs", ["a"], [["a", "cat"]], 2),
        case("the candidate is a reference", candidate, references, 3),
        case("an empty reference among others", ["a", "a", "cat"], [[], ["a", "dog"]], 1),
        case("one word many times", ["a"] * 9, [["a"] * 4, ["a"] * 6, ["b", "a"]], 2),
        case("each reference knows one half", [*candidate, *references[1]], references, 2),
        case("begun in the centre of a reference", [*candidate[5:], *candidate[:5]], references, 2),
        case("a reference says it twice", candidate[:6], [references[1], candidate[:6] * 2], 2),
    ]


@modified_precision.property("the order of the references does not matter")
def any_order(f, rng):
    """Return a sentence unless references in another order, or one of them twice, give the same."""
    candidate, references = some_sentence(rng, (12, 9, 14), 3)
    first = f(list(candidate), [list(one) for one in references], 1)
    for others in (references[::-1], [*references, references[1]]):
        if abs(f(list(candidate), [list(one) for one in others], 1) - first) > 1e-9:
            return "the same references in another order, or one of them twice, give another precision"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def by_rule(candidate, references, n, limit):
    """Return the matches, with `limit(counts of one n-gram in the references)`, over all n-grams."""
    counts, known = ngram_counts(candidate, n), [ngram_counts(one, n) for one in references]
    total = sum(counts.values())
    matches = sum(min(count, limit([of.get(key, 0) for of in known])) for key, count in counts.items())
    return matches / total if total else 0.0


@modified_precision.mistake
def not_clipped(candidate, references, n):
    """the counts are not clipped: an n-gram matches at most as often as it occurs in a reference"""
    return by_rule(candidate, references, n, lambda found: np.inf if any(found) else 0)


@modified_precision.mistake
def clipped_at_the_sum(candidate, references, n):
    """the counts of all references are added for the limit: the limit is the largest count in a single one"""
    return by_rule(candidate, references, n, sum)


@modified_precision.mistake
def clipped_at_the_smallest(candidate, references, n):
    """the limit is the smallest count among the references: take the largest"""
    return by_rule(candidate, references, n, min)


@modified_precision.mistake
def mean_of_references(candidate, references, n):
    """the limit is the mean count of the references: take the largest count"""
    return by_rule(candidate, references, n, np.mean)


@modified_precision.mistake
def mean_over_references(candidate, references, n):
    """the precisions with single references are averaged: each n-gram has its largest count in any of them"""
    return float(np.mean([reference.modified_precision(candidate, [one], n) for one in references]))


@modified_precision.mistake
def first_reference_only(candidate, references, n):
    """only the first reference is used: take the largest count over all references"""
    return by_rule(candidate, references, n, lambda found: found[0])


@modified_precision.mistake
def last_reference_only(candidate, references, n):
    """only the last reference is used: is the limit overwritten in the loop?"""
    return by_rule(candidate, references, n, lambda found: found[-1])


@modified_precision.mistake
def clipped_at_one(candidate, references, n):
    """every n-gram matches at most once: it may match as often as a single reference has it"""
    return by_rule(candidate, references, n, lambda found: int(any(found)))


@modified_precision.mistake
def not_limited_by_the_candidate(candidate, references, n):
    """the references' counts are added up as they are: take the smaller of the candidate's count and the limit"""
    counts, known = ngram_counts(candidate, n), [ngram_counts(one, n) for one in references]
    total = sum(counts.values())
    return sum(max(of.get(key, 0) for of in known) for key in counts) / total if total else 0.0


@modified_precision.mistake
def best_reference_as_a_whole(candidate, references, n):
    """the precision of the best single reference is returned: each n-gram may be confirmed by another reference"""
    return max(reference.modified_precision(candidate, [one], n) for one in references)


@modified_precision.mistake
def types_in_the_denominator(candidate, references, n):
    """the matches are divided by the number of different n-grams: divide by the number of all"""
    different = len(ngram_counts(candidate, n))
    return clipped_counts(candidate, references, n)[0] / different if different else 0.0


@modified_precision.mistake
def types_counted(candidate, references, n):
    """only different n-grams are counted, above and below: every occurrence counts"""
    counts, known = ngram_counts(candidate, n), [ngram_counts(one, n) for one in references]
    return sum(any(key in of for of in known) for key in counts) / len(counts) if counts else 0.0


@modified_precision.mistake
def tokens_in_the_denominator(candidate, references, n):
    """the matches are divided by the number of tokens: T tokens have T - n + 1 n-grams"""
    return clipped_counts(candidate, references, n)[0] / len(candidate) if candidate else 0.0


@modified_precision.mistake
def recall(candidate, references, n):
    """the matches are divided by the n-grams of the first reference: divide by those of the candidate"""
    total = max(0, len(references[0]) - n + 1)
    return clipped_counts(candidate, references, n)[0] / total if total else 0.0


@modified_precision.mistake
def single_tokens_always(candidate, references, n):
    """n is ignored and single tokens are counted: count runs of n tokens"""
    return reference.modified_precision(candidate, references, 1)


@modified_precision.mistake
def clipped_in_total(candidate, references, n):
    """only the sum of the matches is limited: every n-gram has a limit of its own"""
    unclipped = not_clipped(candidate, references, n) * max(0, len(candidate) - n + 1)
    return min(round(unclipped), max(len(one) - n + 1 for one in references)) / max(1, len(candidate) - n + 1)


@modified_precision.mistake
def position_by_position(candidate, references, n):
    """an n-gram matches only at the same position of a reference: it may be anywhere in it"""
    total = len(candidate) - n + 1
    same = [any(candidate[i : i + n] == one[i : i + n] for one in references) for i in range(total)]
    return sum(same) / total if total > 0 else 0.0


@modified_precision.mistake
def one_without_ngrams(candidate, references, n):
    """a candidate without any n-gram gets 1: it gets 0"""
    return reference.modified_precision(candidate, references, n) if len(candidate) >= n else 1.0


@modified_precision.mistake
def matches_returned(candidate, references, n):
    """the number of matches is returned: divide by the number of n-grams of the candidate"""
    return clipped_counts(candidate, references, n)[0]


# --- right, written differently -------------------------------------------------------------------------------------


@modified_precision.right
def by_counters(candidate, references, n):
    """Return the same by unions and intersections of Counters."""
    counts, limit = Counter(ngram_counts(candidate, n)), Counter()
    for one in references:
        limit |= Counter(ngram_counts(one, n))
    return sum((counts & limit).values()) / max(1, sum(counts.values()))


@modified_precision.right
def by_crossing_out(candidate, references, n):
    """Return the same by walking through the candidate and using up what is allowed."""
    runs = [tuple(candidate[i : i + n]) for i in range(len(candidate) - n + 1)]
    used, matches = {}, 0
    for run in runs:
        used[run] = used.get(run, 0) + 1
        matches += any(ngram_counts(one, n).get(run, 0) >= used[run] for one in references)
    return np.float64(matches / len(runs)) if runs else 0
