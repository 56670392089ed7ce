"""Exercise 4: the best accuracy of anything that sees only the average of the vectors."""

from collections import Counter

import numpy as np

from deepcourse.exercises.course5.sentiment.batches import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import sentiment as reference

average_ceiling = FunctionExercise(
    __name__,
    reference=reference.average_ceiling,
    name="average_ceiling",
    minutes=8,
    points_visible=6,
    points_hidden=9,
    returns=("the accuracy",),
    any_number_type=True,
    random_cases=8,
    hints=(
        "Sort the sentences into groups, so that two of them are in one group if their averages are the same. If a "
        "group has labels of both kinds, how many of its sentences can be right?",
        "Do 'good' and 'good good' have the same average? And 'good bad bad' and 'bad good bad good bad bad'? Which "
        "numbers decide?",
        "collections.Counter counts the words of a sentence. The share of a word is its count divided by the length "
        "of the sentence. What can be a key of a dictionary: a list, a tuple, a frozenset?",
    ),
)


def text(lines):
    """Return (sentences, labels) of lines such as "1 not bad"."""
    rows = [line.split() for line in lines.split(" / ")]
    return [row[1:] for row in rows], [int(row[0]) for row in rows]


FEW = ("good", "bad", "not")
TEXTS = {
    "two orders": "1 good not bad / 0 bad not good",
    "two orders, and a third sentence": "1 good not bad / 0 bad not good / 1 fine",
    "the same word, once and twice": "1 good / 0 good good / 1 warm",
    "doubled": "0 not good bad / 1 bad good not good not bad / 1 bad not good / 0 bad bad",
    "the same words, other shares": "1 good good bad / 0 good bad bad / 1 bad good good",
    "similar shares": "1 good good good bad bad bad bad / 0 good good good good bad bad bad bad bad / 1 bad",
    "2 to 3, and 1 to 1": "1 good good bad bad bad / 0 good bad / 1 bad",
    "3 to 1": "1 a good film / 1 good a film / 1 film a good / 0 a film good / 0 bad",
    "a word twice, not in a row": "1 good bad good / 0 good bad / 1 fine",
    "all alike": "0 so so / 0 so so so / 1 so",
    "three labels": "2 not bad / 0 bad not / 1 bad not / 2 not bad / 1 good / 0 bad",
    "equal sentences": "1 good / 1 good / 0 good / 0 bad / 0 bad / 0 good good",
    "same length, other words": "0 not good / 1 not bad / 0 never good / 1 good not",
}


@average_ceiling.visible
def visible():
    """Return short texts."""
    return [case(name, *text(lines)) for name, lines in TEXTS.items()]


@average_ceiling.draw
def draw(rng):
    """Return a random text of few words, in which averages coincide often."""
    m = int(rng.integers(12, 25))
    sentences = [[str(word) for word in rng.choice(FEW, size=rng.integers(1, 5))] for _ in range(m)]
    sentences += [[*words, *words[::-1]] for words in sentences[::3]]
    return case(
        f"{len(sentences)} sentences of few words", sentences, [int(y) for y in rng.integers(2, size=len(sentences))]
    )


@average_ceiling.edges
def edges(rng):
    """Return one sentence, one label, three labels, a word repeated, shares that differ little."""
    m = 15
    sentences = [[str(word) for word in rng.choice(FEW, size=rng.integers(1, 4))] for _ in range(m)]
    return [
        case("one sentence", [["not", "good"]], [0]),
        case("one label", sentences, [1] * m),
        case("three labels", sentences, [int(y) for y in rng.integers(3, size=m)]),
        case("one word, repeated", [["so"] * n for n in range(1, 7)], [0, 1, 1, 0, 1, 1]),
        case("similar shares", [["a"] * k + ["b"] * n for k, n in ((4, 3), (5, 4), (3, 2), (1, 1))], [1, 0, 1, 0]),
        case("two words, 2 to 1", [["a", "b", "a"], ["b", "a", "a", "a", "a", "b"], ["a", "b"]], [0, 1, 1]),
    ]


@average_ceiling.property("the order of the words does not matter")
def any_order(f, rng):
    """Return a sentence unless sentences read backwards have the same ceiling."""
    sentences, labels = text(TEXTS["doubled"])
    one, other = f(sentences, labels), f([words[::-1] for words in sentences], labels)
    return None if np.isclose(one, other) else f"read backwards, the ceiling is {other:.3g} in place of {one:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def grouped(sentences, labels, key):
    """Return the counts of labels of each group of sentences with one key."""
    groups = {}
    for words, label in zip(sentences, labels, strict=True):
        groups.setdefault(key(words), Counter())[label] += 1
    return list(groups.values())


def best(groups):
    """Return the share of sentences with the most frequent label of their group."""
    return sum(max(group.values()) for group in groups) / sum(sum(group.values()) for group in groups)


def shares(words):
    """Return the share of each word, which can be a key."""
    return frozenset((word, count / len(words)) for word, count in Counter(words).items())


@average_ceiling.mistake
def in_order(sentences, labels):
    """averages count as equal only if the words are in the same order: an average does not depend on the order"""
    return best(grouped(sentences, labels, tuple))


@average_ceiling.mistake
def sets(sentences, labels):
    """averages count as equal if the sets of words are equal, however often each word occurs: the shares decide"""
    return best(grouped(sentences, labels, frozenset))


@average_ceiling.mistake
def raw_counts(sentences, labels):
    """averages count as equal only if each word occurs equally often: 'good' and 'good good' have the same average"""
    return best(grouped(sentences, labels, lambda words: tuple(sorted(words))))


@average_ceiling.mistake
def whole_multiples(sentences, labels):
    """the counts are divided by the smallest one and rounded down, so 3 to 4 becomes 1 to 1: compare exact shares"""

    def key(words):
        counts = Counter(words)
        return frozenset((word, count // min(counts.values())) for word, count in counts.items())

    return best(grouped(sentences, labels, key))


@average_ceiling.mistake
def rounded_shares(sentences, labels):
    """the shares are rounded to one decimal: different shares then look equal, so compare exact ones"""
    return best(grouped(sentences, labels, lambda words: frozenset((w, round(s, 1)) for w, s in shares(words))))


@average_ceiling.mistake
def two_labels_only(sentences, labels):
    """labels are added up as if all of them were 0 or 1: count how often each label occurs"""
    sums = [(sum(label * n for label, n in group.items()), sum(group.values()))
            for group in grouped(sentences, labels, shares)]  # fmt: skip
    return sum(max(ones, m - ones) for ones, m in sums) / len(labels)


@average_ceiling.mistake
def neighbouring_doubles(sentences, labels):
    """equal words in a row are merged and the rest is sorted: compare the shares of the words instead"""
    return best(
        grouped(sentences, labels, lambda w: tuple(sorted(x for i, x in enumerate(w) if not i or w[i - 1] != x)))
    )


@average_ceiling.mistake
def lengths_alone(sentences, labels):
    """averages of sentences of equal length count as equal: the words decide"""
    return best(grouped(sentences, labels, len))


@average_ceiling.mistake
def one_group(sentences, labels):
    """all sentences are in one group, so only the labels count: sentences with different averages can be told apart"""
    return best(grouped(sentences, labels, lambda words: None))


@average_ceiling.mistake
def mixed_groups_lost(sentences, labels):
    """a group with several labels counts as all wrong: the most frequent of its labels is still right"""
    groups = grouped(sentences, labels, shares)
    return sum(sum(group.values()) for group in groups if len(group) == 1) / len(labels)


@average_ceiling.mistake
def half_of_mixed_groups(sentences, labels):
    """a group with several labels counts as half right: its most frequent label may be right more often"""
    groups = grouped(sentences, labels, shares)
    return sum(sum(group.values()) * (1 if len(group) == 1 else 0.5) for group in groups) / len(labels)


@average_ceiling.mistake
def random_guess(sentences, labels):
    """the labels of a group are guessed at random, in proportion to their counts: always take the most frequent one"""
    groups = grouped(sentences, labels, shares)
    return sum(sum(n * n for n in group.values()) / sum(group.values()) for group in groups) / len(labels)


@average_ceiling.mistake
def mean_of_groups(sentences, labels):
    """the accuracies of the groups are averaged without weights: weight each group by its number of sentences"""
    return float(np.mean([max(group.values()) / sum(group.values()) for group in grouped(sentences, labels, shares)]))


@average_ceiling.mistake
def share_of_groups(sentences, labels):
    """the number of groups is divided by the number of sentences: count the sentences that can be right"""
    return len(grouped(sentences, labels, shares)) / len(labels)


@average_ceiling.mistake
def first_label(sentences, labels):
    """a group gets the label that is seen first: take the most frequent one"""
    groups = grouped(sentences, labels, shares)
    return sum(next(iter(group.values())) for group in groups) / len(labels)


@average_ceiling.mistake
def last_label(sentences, labels):
    """a group gets the label that is seen last, since each overwrites the one before: take the most frequent one"""
    seen = {shares(words): label for words, label in zip(sentences, labels, strict=True)}
    return float(np.mean([seen[shares(words)] == label for words, label in zip(sentences, labels, strict=True)]))


@average_ceiling.mistake
def a_number_of_sentences(sentences, labels):
    """the number of sentences is returned: divide it by the number of all sentences"""
    return best(grouped(sentences, labels, shares)) * len(labels)


@average_ceiling.mistake
def errors(sentences, labels):
    """the share of errors is returned: return the share of correct ones"""
    return 1 - best(grouped(sentences, labels, shares))


@average_ceiling.mistake
def each_sentence_once(sentences, labels):
    """repeated sentences with the same label count once: each of them counts"""
    rows = {(tuple(words), label): None for words, label in zip(sentences, labels, strict=True)}
    return best(grouped([words for words, _ in rows], [label for _, label in rows], shares))


# --- right, written differently -------------------------------------------------------------------------------------


@average_ceiling.right
def by_shares(sentences, labels):
    """Return the same from the shares as floats."""
    return best(grouped(sentences, labels, shares))


@average_ceiling.right
def by_vectors(sentences, labels):
    """Return the same from averages of random vectors."""
    rng, vectors, groups = np.random.default_rng(0), {}, []
    for words, label in zip(sentences, labels, strict=True):
        for word in words:
            vectors.setdefault(word, rng.normal(size=8))
        average = np.mean([vectors[word] for word in words], axis=0)
        for other, found in groups:
            if np.allclose(other, average):
                found.append(label)
                break
        else:
            groups.append((average, [label]))
    return sum(max(found.count(label) for label in found) for _, found in groups) / len(labels)
