"""Exercise 1: how often each pair of neighbouring tokens occurs."""

from collections import Counter
from itertools import combinations, pairwise

from deepcourse.exercises.course5.subword_tokens.words import PAPER, case, counted, in_bytes, some_words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import subwords as reference


def with_its_size(f, words):
    """Return the counts and how many pairs there are."""
    return counted(f(words))


count_pairs = FunctionExercise(
    __name__,
    reference=reference.count_pairs,
    use=with_its_size,
    name="count_pairs",
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the counts", "the number of pairs"),
    hints=(
        "Write down the pairs of ('n', 'e', 'w'), and how often each occurs if the word occurs six times.",
        "Two loops: one over the words with their counts, one over the neighbours in a word. `zip(word, word[1:])` "
        "gives neighbours.",
        "A pair may occur in several words, and twice in one word: what do you add to its count each time?",
    ),
)

THE = {("th", "e"): 4, ("t", "he", "n"): 3, ("the", "n"): 2, ("t", "h", "e", "n"): 7}


@count_pairs.visible
def visible():
    """Return one word, several, a pair twice in a word, tokens of several letters, bytes, words of one token."""
    return [
        case("one word", {("l", "o", "w"): 5}),
        case("two words that share pairs", {("l", "o", "w"): 5, ("l", "o", "w", "e", "r"): 2}),
        case("the four words of the example", dict(PAPER)),
        case("a pair twice in one word", {("b", "a", "n", "a", "n", "a"): 3, ("a", "n"): 4}),
        case("pairs that overlap", {("a", "a", "a"): 2, ("b", "a", "a", "a", "a"): 3}),
        case("tokens of several letters", dict(THE)),
        case("tokens that are bytes", in_bytes(THE)),
        case("words of one token", {("a",): 9, ("ab",): 4, ("a", "b"): 2}),
        case("no words", {}),
    ]


@count_pairs.draw
def draw(rng):
    """Return random words, as str or as bytes."""
    words = some_words(rng, int(rng.integers(3, 12)))
    return case(f"{len(words)} random words", in_bytes(words) if rng.random() < 0.5 else words)


@count_pairs.edges
def edges(rng):
    """Return overlapping pairs, one token, no words, both orders of a pair."""
    return [
        case("pairs that overlap", {("x",) * 6: 2}),
        case("a word of one token", {("the",): 8}),
        case("no words", {}),
        case("both orders of a pair", {("a", "b", "a", "b"): 5, ("b", "a"): 1}),
        case("bytes that are no letters", {(b"\xe6", b"\xb2", b"\xb3"): 2, (b"\xe6", b"\xb2"): 5}),
    ]


@count_pairs.property("the counts add up")
def adds_up(f, rng):
    """Return a sentence unless all counts together are the number of neighbours."""
    words = some_words(rng, 8)
    expected = sum(number * (len(word) - 1) for word, number in words.items())
    total = sum(f(dict(words)).values())
    return None if total == expected else f"the words have {expected} pairs of neighbours, the counts add up to {total}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def by_pairs(words, pairs_of, weight=lambda number: number):
    """Return counts of the pairs that a function finds in a word."""
    counts = Counter()
    for word, number in words.items():
        for pair in pairs_of(word):
            counts[pair] += weight(number)
    return dict(counts)


@count_pairs.mistake
def counts_of_words_ignored(words):
    """each word counts once, however often it occurs: a pair occurs as often as its word"""
    return by_pairs(words, pairwise, lambda number: 1)


@count_pairs.mistake
def overwritten(words):
    """the count of a pair is overwritten by each new occurrence: add to it"""
    counts = {}
    for word, number in words.items():
        for pair in pairwise(word):
            counts[pair] = number
    return counts


@count_pairs.mistake
def once_a_word(words):
    """a pair that is twice in a word counts once: count every occurrence"""
    return by_pairs(words, lambda word: sorted(set(pairwise(word))))


@count_pairs.mistake
def once_a_word_and_unweighted(words):
    """the words that contain a pair are counted: count every occurrence in every word, as often as the word occurs"""
    return by_pairs(words, lambda word: sorted(set(pairwise(word))), lambda number: 1)


@count_pairs.mistake
def no_overlaps(words):
    """overlapping pairs are skipped: in a a a, the pair (a, a) occurs twice"""

    def pairs_of(word):
        i, found = 0, []
        while i < len(word) - 1:
            found.append((word[i], word[i + 1]))
            i += 2 if word[i : i + 3] == (word[i],) * 3 else 1
        return found

    return by_pairs(words, pairs_of)


@count_pairs.mistake
def every_second_pair(words):
    """the pairs begin at every second token only: every token but the last begins a pair"""
    return by_pairs(words, lambda word: list(zip(word[::2], word[1::2], strict=False)))


@count_pairs.mistake
def pairs_of_letters(words):
    """the tokens are taken apart into single characters: a token stays whole"""

    def pairs_of(word):
        joined = (word[0][:0]).join(word)
        return pairwise([joined[i : i + 1] for i in range(len(joined))])

    return by_pairs(words, pairs_of)


@count_pairs.mistake
def joined_keys(words):
    """the keys are the joined tokens: the key is the pair (left, right)"""
    return by_pairs(words, lambda word: [left + right for left, right in pairwise(word)])


@count_pairs.mistake
def across_words(words):
    """the end of a word and the start of the next one count as a pair: pairs are inside words"""
    counts, last = by_pairs(words, pairwise), None
    for word, number in words.items():
        if last is not None:
            counts[last, word[0]] = counts.get((last, word[0]), 0) + number
        last = word[-1]
    return counts


@count_pairs.mistake
def last_pair_missing(words):
    """the last pair of each word is missing: a word of n tokens has n - 1 pairs"""
    return by_pairs(words, lambda word: list(pairwise(word))[:-1])


@count_pairs.mistake
def first_pair_missing(words):
    """the first pair of each word is missing: a word of n tokens has n - 1 pairs"""
    return by_pairs(words, lambda word: list(pairwise(word))[1:])


@count_pairs.mistake
def order_ignored(words):
    """(a, b) and (b, a) are counted together: the order of the two tokens matters"""
    return by_pairs(words, lambda word: [tuple(sorted(pair)) for pair in pairwise(word)])


@count_pairs.mistake
def swapped(words):
    """the pair is (right, left): the left token comes first"""
    return by_pairs(words, lambda word: [pair[::-1] for pair in pairwise(word)])


@count_pairs.mistake
def around_the_end(words):
    """the last token and the first token of a word count as a pair: they are not neighbours"""
    return by_pairs(words, lambda word: zip(word, (*word[1:], word[0]), strict=True))


@count_pairs.mistake
def at_any_distance(words):
    """any two tokens of a word count as a pair: only neighbours do"""
    return by_pairs(words, lambda word: combinations(word, 2))


@count_pairs.mistake
def two_apart(words):
    """the two tokens of a pair have another token between them: count neighbours"""
    return by_pairs(words, lambda word: zip(word, word[2:], strict=False))


@count_pairs.mistake
def tokens_counted(words):
    """single tokens are counted: count pairs of neighbours"""
    return by_pairs(words, lambda word: word)


@count_pairs.mistake
def rare_pairs_dropped(words):
    """pairs with a small count are left out: return every pair that occurs"""
    counts = by_pairs(words, pairwise)
    return {pair: count for pair, count in counts.items() if count > 2}


@count_pairs.mistake
def shares(words):
    """shares of all pairs are returned: return counts"""
    counts = by_pairs(words, pairwise)
    return {pair: count / sum(counts.values()) for pair, count in counts.items()}


@count_pairs.mistake
def last_word_only(words):
    """only the pairs of the last word come back: make the dictionary once, before the loop over the words"""
    counts = {}
    for word, number in words.items():
        counts = by_pairs({word: number}, pairwise)
    return counts


@count_pairs.mistake
def last_token_alone(words):
    """the last token of each word counts as a pair without a right token: a word of n tokens has n - 1 pairs"""
    return by_pairs(words, lambda word: [word[i : i + 2] for i in range(len(word))])


# --- right, written differently -------------------------------------------------------------------------------------


@count_pairs.right
def by_indices(words):
    """Return the same by a loop over positions."""
    counts = {}
    for word in words:
        for i in range(len(word) - 1):
            pair = (word[i], word[i + 1])
            counts[pair] = counts.get(pair, 0) + words[word]
    return counts


@count_pairs.right
def by_a_counter(words):
    """Return the same as a Counter."""
    counts = Counter()
    for word, number in words.items():
        counts.update({pair: number * found for pair, found in Counter(pairwise(word)).items()})
    return counts
