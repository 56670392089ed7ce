"""Exercise 8: how many tokens a word takes on average."""

import numpy as np

from deepcourse.exercises.course5.subword_tokens.words import case, learned, some_corpus, some_merges
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import subwords as reference
from deepcourse.sequence.subwords import split_words, tokenize
from deepcourse.sequence.vocabulary import tokenize as words_of

tokens_per_word = FunctionExercise(
    __name__,
    reference=reference.tokens_per_word,
    name="tokens_per_word",
    minutes=3,
    points_visible=3,
    points_hidden=4,
    returns=("the number of tokens per word",),
    hints=(
        "Count the tokens of all texts, and the words of all texts: two sums.",
        "Give `tokenize` the whole text, with its spaces. Which method of str returns the runs between white space?",
        "Divide once, at the end: a long text weighs more than a short one.",
    ),
)

NEW = ["low low low lower", "newest newest, wide"]


@tokens_per_word.visible
def visible():
    """Return short and long texts, punctuation, several spaces, other alphabets, no merges."""
    return [
        case("two texts, no merges", ["low low", "so"], []),
        case("a short and a long text", ["low", "the newest, lowest and widest"], learned(*NEW, number=8)),
        case("several spaces", ["low   low \n new", " so it is "], learned(*NEW, number=5)),
        case("punctuation", ["low, lower; lowest.", "new!"], learned(*NEW, number=9)),
        case("letters of several bytes", ["né café", "河边 走"], learned("né né", number=2)),
        case("words that come again", ["low low low low", "newest low"], learned(*NEW, number=12)),
        case("an empty text among others", ["", "low new"], learned(*NEW, number=3)),
        case("capitals", ["Low NEW low", "lower"], learned(*NEW, number=7)),
        case("a text of white space among others", ["low new low", " \n "], learned(*NEW, number=3)),
    ]


@tokens_per_word.draw
def draw(rng):
    """Return random texts and merges."""
    texts = [*some_corpus(rng, 2, 9), *some_corpus(rng, 1, 2)]
    return case(f"3 texts, {len(texts[0])} letters in the first", texts, some_merges(rng, int(rng.integers(3, 30))))


@tokens_per_word.edges
def edges(rng):
    """Return one word, one text, no merges, an empty text."""
    return [
        case("one word", ["lowest"], learned(*NEW, number=4)),
        case("one text", ["a b\tc\n\nd"], []),
        case("words that come again", ["low low", "new low new"], learned(*NEW, number=6)),
        case("no merges", ["né", "a, b"], []),
        case("an empty text", ["", "a b", ""], learned(*NEW, number=4)),
        case("capitals", ["LOW low", "Newest"], learned(*NEW, number=7)),
        case("white space alone", ["\n", "new low", "  "], learned(*NEW, number=4)),
        case("punctuation and white space at the ends", [" low, low.\n", "new!  low "], learned(*NEW, number=5)),
    ]


@tokens_per_word.property("a text twice changes nothing")
def twice(f, rng):
    """Return a sentence unless all texts twice give the same."""
    texts, merges = some_corpus(rng, 3, 5), some_merges(rng, 10)
    once, again = f(list(texts), list(merges)), f([*texts, *texts], list(merges))
    return None if abs(once - again) < 1e-9 else f"{once:.4g} tokens per word, and {again:.4g} with each text twice"


# --- known mistakes -------------------------------------------------------------------------------------------------


def ratio(texts, tokens_of, words_of):
    """Return the sum of a number over all texts, divided by the sum of another one."""
    return sum(map(tokens_of, texts)) / sum(map(words_of, texts))


def words_in(text):
    """Return the number of runs between white space."""
    return len(text.split())


@tokens_per_word.mistake
def mean_of_ratios(texts, merges):
    """the ratio is taken for each text and then averaged: divide the sum of all tokens by the sum of all words"""
    ratios = [len(tokenize(text, merges)) / max(1, words_in(text)) for text in texts]
    return float(np.mean(ratios))


@tokens_per_word.mistake
def words_of_the_split(texts, merges):
    """the pieces of `split_words` are counted as words: a word is a run between white space"""
    return ratio(texts, lambda text: len(tokenize(text, merges)), lambda text: len(split_words(text)))


@tokens_per_word.mistake
def spaces_counted(texts, merges):
    """the text is split at each single space: a word is a run between white space of any kind and length"""
    return ratio(texts, lambda text: len(tokenize(text, merges)), lambda text: len(text.split(" ")))


@tokens_per_word.mistake
def words_without_spaces(texts, merges):
    """the words are tokenised one by one, without their spaces: tokenize the whole text"""
    return ratio(texts, lambda text: sum(len(tokenize(word, merges)) for word in text.split()), words_in)


@tokens_per_word.mistake
def turned_around(texts, merges):
    """the words are divided by the tokens: divide the tokens by the words"""
    return ratio(texts, words_in, lambda text: len(tokenize(text, merges)))


@tokens_per_word.mistake
def bytes_per_word(texts, merges):
    """the bytes are counted: count the tokens"""
    return ratio(texts, lambda text: len(text.encode()), words_in)


@tokens_per_word.mistake
def letters_per_word(texts, merges):
    """the characters are counted: count the tokens"""
    return ratio(texts, len, words_in)


@tokens_per_word.mistake
def different_tokens(texts, merges):
    """each different token of a text counts once: count every token"""
    return ratio(texts, lambda text: len(set(tokenize(text, merges))), words_in)


@tokens_per_word.mistake
def different_words(texts, merges):
    """each different word of a text counts once: count every word"""
    return ratio(texts, lambda text: len(tokenize(text, merges)), lambda text: len(set(text.split())))


@tokens_per_word.mistake
def first_text_only(texts, merges):
    """only the first text that has words is read: read all texts"""
    return ratio([text for text in texts if text.split()][:1], lambda text: len(tokenize(text, merges)), words_in)


@tokens_per_word.mistake
def tokens_per_text(texts, merges):
    """the tokens are divided by the number of texts: divide by the number of words"""
    return ratio(texts, lambda text: len(tokenize(text, merges)), lambda text: 1)


@tokens_per_word.mistake
def per_token_of_bytes(texts, merges):
    """bytes per token are returned: return tokens per word"""
    return ratio(texts, lambda text: len(text.encode()), lambda text: len(tokenize(text, merges)))


@tokens_per_word.mistake
def texts_joined(texts, merges):
    """the texts are joined before they are cut: the last word of one and the first of the next must stay apart"""
    return len(tokenize("".join(texts), merges)) / len("".join(texts).split())


@tokens_per_word.mistake
def lower_case(texts, merges):
    """the texts are changed to lower case: tokenize them as they are"""
    return ratio(texts, lambda text: len(tokenize(text.lower(), merges)), words_in)


@tokens_per_word.mistake
def wordless_texts_left_out(texts, merges):
    """a text without words is left out, with the tokens of its white space: count the tokens of every text"""
    return ratio(texts, lambda text: len(tokenize(text, merges)) if text.split() else 0, words_in)


@tokens_per_word.mistake
def mean_where_there_are_words(texts, merges):
    """the ratios of the texts that have words are averaged: divide the sum of all tokens by the sum of all words"""
    return float(np.mean([len(tokenize(text, merges)) / words_in(text) for text in texts if text.split()]))


@tokens_per_word.mistake
def joined_by_spaces(texts, merges):
    """the texts are joined by spaces, which change the tokens: tokenize each text on its own"""
    return len(tokenize(" ".join(texts), merges)) / len(" ".join(texts).split())


@tokens_per_word.mistake
def punctuation_counted(texts, merges):
    """punctuation counts as words of its own: a word is a run between white space"""
    return ratio(texts, lambda text: len(tokenize(text, merges)), lambda text: len(words_of(text)))


@tokens_per_word.mistake
def different_words_of_all(texts, merges):
    """each different word of all texts counts once: count every word"""
    return len([token for text in texts for token in tokenize(text, merges)]) / len(set(" ".join(texts).split()))


@tokens_per_word.mistake
def stripped(texts, merges):
    """white space at the ends of a text is removed: tokenize the whole text"""
    return ratio(texts, lambda text: len(tokenize(text.strip(), merges)), words_in)


@tokens_per_word.mistake
def single_spaces(texts, merges):
    """white space is reduced to single spaces: tokenize the text as it is"""
    return ratio(texts, lambda text: len(tokenize(" ".join(text.split()), merges)), words_in)


@tokens_per_word.mistake
def rounded_down(texts, merges):
    """the quotient is rounded down: divide with /, not with //"""
    return float(ratio(texts, lambda text: len(tokenize(text, merges)), words_in) // 1)


@tokens_per_word.mistake
def last_text_only(texts, merges):
    """only the last text that has words is read: read all texts"""
    return ratio([text for text in texts if text.split()][-1:], lambda text: len(tokenize(text, merges)), words_in)


# --- right, written differently -------------------------------------------------------------------------------------


@tokens_per_word.right
def by_lists(texts, merges):
    """Return the same by two lists."""
    tokens, words = [], []
    for text in texts:
        tokens += tokenize(text, merges)
        words += text.split()
    return len(tokens) / len(words)


@tokens_per_word.right
def by_numpy(texts, merges):
    """Return the same by arrays."""
    counts = np.array([[len(tokenize(text, merges)), len(text.split())] for text in texts]).sum(axis=0)
    return counts[0] / counts[1]
