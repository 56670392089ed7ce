"""Exercise 2: the most frequent tokens, and an id for each."""

from collections import Counter

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case, some_sentences
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference
from deepcourse.sequence.vocabulary import SPECIALS, count_tokens


def with_its_size(f, corpus, size):
    """Return a vocabulary and how many entries it has: in a dictionary, entries too many would pass."""
    made = f(corpus, size)
    return made, len(made) if isinstance(made, dict) else 0


build_vocabulary = FunctionExercise(
    __name__,
    reference=reference.build_vocabulary,
    use=with_its_size,
    name="build_vocabulary",
    minutes=7,
    points_visible=5,
    points_hidden=9,
    returns=("the vocabulary", "its number of entries"),
    hints=(
        "Count all tokens of all sentences in one dictionary, then put the tokens in order, then number them.",
        "`sorted` takes a `key`; a key that is a tuple compares its first entry, and the second one where the first "
        "entries are equal. Which two entries give 'frequent first, then alphabetical'?",
        "A minus sign in front of a number reverses its order. The special tokens take up part of `size`: how "
        "many words does that leave?",
    ),
)

RHYME = [["the", "cat", "and", "the", "dog"], ["a", "dog", "and", "a", "Cat"], ["the", "end"]]


@build_vocabulary.visible
def visible():
    """Return corpora with ties, capitals, more and fewer words than there is room for."""
    rng = np.random.default_rng(51)
    return [
        case("a sentence, room for two words", [["to", "be", "or", "not", "to", "be"]], 5),
        case("three sentences, room for all", RHYME, 20),
        case("three sentences, room for four words", RHYME, 7),
        case("ties in another order", [["pear", "fig", "plum", "fig"], ["plum", "apple", "pear", "kiwi"]], 6),
        case("a word often in one sentence", [["so", "so", "so", "so"], ["it", "is"], ["is", "it"], ["is"]], 5),
        case("one word", [["yes"]], 4),
        case("20 random sentences, size 12", some_sentences(rng, 20, 7), 12),
        case("9 random sentences, size 15", some_sentences(rng, 9, 5), 15),
        case("room for the special tokens alone", RHYME, 3),
    ]


@build_vocabulary.draw
def draw(rng):
    """Return random sentences and a size."""
    m, size = int(rng.integers(5, 25)), int(rng.integers(4, 18))
    return case(f"{m} random sentences, size {size}", some_sentences(rng, m, 6), size)


@build_vocabulary.edges
def edges(rng):
    """Return empty sentences, no sentence, exactly enough room, and one word too many."""
    return [
        case("an empty sentence", [["b", "a"], [], ["b"]], 5),
        case("no sentence", [], 9),
        case("exactly enough room", RHYME, 10),
        case("room for one word less", RHYME, 9),
        case("all words equally frequent", [list("hgfedcba")], 7),
        case("room for the special tokens alone", [["x", "y"]], 3),
    ]


@build_vocabulary.property("no two tokens share an id")
def own_ids(f, rng):
    """Return a sentence unless the ids are 0, 1, 2, ..., each once."""
    made = f(some_sentences(rng, 12, 6), 11)
    if not isinstance(made, dict):
        return "the result is not a dictionary"
    if len(made) > 11:
        return f"size is 11, and the vocabulary has {len(made)} entries; the special tokens count"
    return None if sorted(made.values()) == list(range(len(made))) else "the ids are not 0, 1, 2, ..., each once"


# --- known mistakes -------------------------------------------------------------------------------------------------


def by_count(counts):
    """Return the tokens, frequent ones first, ties in the order of strings."""
    return sorted(counts, key=lambda token: (-counts[token], token))


def numbered(tokens, first=0):
    """Return {token: id}."""
    return {token: i for i, token in enumerate(tokens, first)}


def with_order(corpus, size, order, specials=SPECIALS):
    """Return a vocabulary whose words come in another order."""
    return numbered([*specials, *order(count_tokens(corpus))[: max(0, size - 3)]])


@build_vocabulary.mistake
def specials_not_counted(corpus, size):
    """`size` words are taken in addition to the special tokens: the special tokens count, too"""
    return numbered([*SPECIALS, *by_count(count_tokens(corpus))[:size]])


@build_vocabulary.mistake
def specials_last(corpus, size):
    """the special tokens come last: they have the ids 0, 1 and 2"""
    return numbered([*by_count(count_tokens(corpus))[: size - 3], *SPECIALS])


@build_vocabulary.mistake
def words_begin_at_zero(corpus, size):
    """the words are numbered from 0, so that <PAD> shares its id with a word: they begin after the special tokens"""
    return numbered(SPECIALS) | numbered(by_count(count_tokens(corpus))[: size - 3])


@build_vocabulary.mistake
def begins_at_one(corpus, size):
    """the ids begin with 1: <PAD> has the id 0"""
    return numbered([*SPECIALS, *by_count(count_tokens(corpus))[: size - 3]], 1)


@build_vocabulary.mistake
def unknown_first(corpus, size):
    """<UNK> and <PAD> are swapped: <PAD> is 0 and <UNK> is 1"""
    return with_order(corpus, size, by_count, ("<UNK>", "<PAD>", "<EOS>"))


@build_vocabulary.mistake
def end_before_unknown(corpus, size):
    """<EOS> and <UNK> are swapped: <UNK> is 1 and <EOS> is 2"""
    return with_order(corpus, size, by_count, ("<PAD>", "<EOS>", "<UNK>"))


@build_vocabulary.mistake
def no_end(corpus, size):
    """<EOS> is missing: the special tokens are <PAD>, <UNK> and <EOS>"""
    return numbered([*SPECIALS[:2], *by_count(count_tokens(corpus))[: size - 2]])


@build_vocabulary.mistake
def ties_by_first_occurrence(corpus, size):
    """ties stay in the order in which the words occur first, as Counter.most_common has them: ties are alphabetical"""
    return with_order(corpus, size, lambda counts: [token for token, _ in Counter(counts).most_common()])


@build_vocabulary.mistake
def ties_backwards(corpus, size):
    """ties run from z to a: reverse=True reverses both parts of the key, but only the counts are descending"""
    return with_order(
        corpus, size, lambda counts: sorted(counts, key=lambda token: (counts[token], token), reverse=True)
    )


@build_vocabulary.mistake
def rare_first(corpus, size):
    """the rarest words come first: put the most frequent first"""
    return with_order(corpus, size, lambda counts: sorted(counts, key=lambda token: (counts[token], token)))


@build_vocabulary.mistake
def alphabetical(corpus, size):
    """the words are taken in alphabetical order: the most frequent are taken, and only ties are alphabetical"""
    return with_order(corpus, size, sorted)


@build_vocabulary.mistake
def chosen_then_sorted(corpus, size):
    """the right words are chosen but numbered in alphabetical order: the most frequent word has the id 3"""
    return numbered([*SPECIALS, *sorted(by_count(count_tokens(corpus))[: max(0, size - 3)])])


@build_vocabulary.mistake
def first_occurrence(corpus, size):
    """the words are taken in the order in which they first occur: the most frequent come first"""
    return with_order(corpus, size, list)


@build_vocabulary.mistake
def sentences_counted(corpus, size):
    """a word counts once for each sentence: count every occurrence"""
    return with_order([sorted(set(tokens)) for tokens in corpus], size, by_count)


@build_vocabulary.mistake
def first_sentence_only(corpus, size):
    """only the first sentence is counted: count the tokens of all sentences"""
    return with_order(corpus[:1], size, by_count)


@build_vocabulary.mistake
def last_sentence_only(corpus, size):
    """only the last sentence is counted: is the dictionary of counts made anew for every sentence?"""
    return with_order(corpus[-1:], size, by_count)


@build_vocabulary.mistake
def rare_words_dropped(corpus, size):
    """words that occur only once are dropped: take as many words as there is room for"""
    return with_order(corpus, size, lambda counts: [token for token in by_count(counts) if counts[token] > 1])


@build_vocabulary.mistake
def one_too_few(corpus, size):
    """there is one entry too few: a vocabulary of `size` entries has the ids 0 to size - 1"""
    return with_order(corpus, max(3, size - 1), by_count)


@build_vocabulary.mistake
def one_too_many(corpus, size):
    """there is one entry too many: a vocabulary of `size` entries has the ids 0 to size - 1"""
    return with_order(corpus, size + 1, by_count)


@build_vocabulary.mistake
def all_words(corpus, size):
    """`size` is ignored and every word gets in: keep at most `size` entries"""
    return numbered([*SPECIALS, *by_count(count_tokens(corpus))])


@build_vocabulary.mistake
def lower_case(corpus, size):
    """the tokens are changed to lower case: take the tokens as they are"""
    return with_order([[token.lower() for token in tokens] for tokens in corpus], size, by_count)


@build_vocabulary.mistake
def counts_as_ids(corpus, size):
    """the value of a word is its count: its value is its id, a position in the order"""
    counts = count_tokens(corpus)
    return numbered(SPECIALS) | {token: counts[token] for token in by_count(counts)[: max(0, size - 3)]}


@build_vocabulary.mistake
def turned_around(corpus, size):
    """the dictionary maps ids to tokens: the tokens are the keys"""
    return dict(enumerate([*SPECIALS, *by_count(count_tokens(corpus))[: max(0, size - 3)]]))


@build_vocabulary.mistake
def letters_counted(corpus, size):
    """letters are counted: each sentence is a list of tokens, so two loops reach the tokens"""
    return with_order([list("".join(tokens)) for tokens in corpus], size, by_count)


# --- right, written differently -------------------------------------------------------------------------------------


@build_vocabulary.right
def by_a_counter(corpus, size):
    """Return the same by a Counter, sorted twice: a stable sort keeps the order of ties."""
    counts = Counter(token for tokens in corpus for token in tokens)
    ordered = sorted(sorted(counts), key=counts.get, reverse=True)
    made = {"<PAD>": 0, "<UNK>": 1, "<EOS>": 2}
    for token in ordered:
        if len(made) < size:
            made[token] = len(made)
    return made


@build_vocabulary.right
def by_numpy(corpus, size):
    """Return the same by NumPy's unique, whose tokens are in alphabetical order."""
    words = [token for tokens in corpus for token in tokens]
    tokens, counts = np.unique(np.array(words, dtype=str), return_counts=True)
    order = np.argsort(-counts, kind="stable")[: size - 3]
    return {str(token): i for i, token in enumerate(["<PAD>", "<UNK>", "<EOS>", *tokens[order]])}
