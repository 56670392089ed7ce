"""Exercise 3: a split in which the opinion words of the test set are new."""

import numpy as np

from deepcourse.exercises.course5.sentiment.batches import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import sentiment as reference


def numbers(f, sentences, opinions, held_out):
    """Return both lists as tuples of whole numbers, if that is what they hold."""
    return tuple(tuple(int(i) if np.ndim(i) == 0 and not isinstance(i, str) else i for i in side)
                 for side in f(sentences, opinions, held_out))  # fmt: skip


split_by_word = FunctionExercise(
    __name__,
    reference=reference.split_by_word,
    use=numbers,
    name="split_by_word",
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("train", "test"),
    any_number_type=True,
    random_cases=8,
    hints=(
        "Collect the opinion words of one sentence. How many of them may be held out if the sentence is for training, "
        "and how many must be if it is for testing?",
        "There are four kinds of sentences: all opinion words held out, none of them, some of them, and no opinion "
        "word at all. Into which list does each go?",
        "Sets help: s & t holds what is in both, and s <= t says whether all of s is in t. Beware: the empty set is a "
        "subset of every set.",
    ),
)

OPINIONS = ("good", "fine", "kind", "warm", "bad", "sad", "dull", "cold")
OTHERS = ("the", "film", "was", "not", "but", "sadly", "kindly", "book", "very")


def sentence(rng, opinions):
    """Return a random sentence with some opinion words, in any order, and up to four other words."""
    others = [str(word) for word in rng.choice(OTHERS, size=rng.integers(1, 5))]
    return [str(word) for word in rng.permutation([*opinions, *others])]


def some_text(rng, m, held):
    """Return (sentences, opinions, held_out): m random sentences with 0 to 3 opinion words each."""
    order = [str(word) for word in rng.permutation(OPINIONS)]
    sentences = [sentence(rng, rng.choice(order, size=rng.integers(4), replace=False)) for _ in range(m)]
    return sentences, set(order), set(order[:held])


@split_by_word.visible
def visible():
    """Return short texts of all kinds, each word in a role."""
    rng = np.random.default_rng(523)
    opinions = {"good", "fine", "bad", "sad"}
    words = ["a good film", "a sad film", "not sad but bad", "not bad but good", "good or sad", "the book was here"]
    return [
        case("one opinion word each", [s.split() for s in words[:2]], set(opinions), {"sad"}),
        case("both held out, or one of them", [s.split() for s in words[1:4]], set(opinions), {"sad", "bad"}),
        case("new, known, mixed, none", [s.split() for s in words], set(opinions), {"sad", "bad"}),
        case("the held-out word is last", [["good", "or", "bad"], ["bad"]], set(opinions), {"bad"}),
        case("the held-out word is first", [["bad", "or", "good"], ["good"]], set(opinions), {"bad"}),
        case("a longer word that holds a shorter one", [["sadly", "good"], ["sad"]], set(opinions), {"sad"}),
        case("nothing is held out", [["good"], ["not", "bad"]], set(opinions), set()),
        case("a sentence without an opinion", [["a", "film"], ["sad"]], set(opinions), {"sad"}),
        case("9 random sentences", *some_text(rng, 9, 3)),
        case("14 random sentences", *some_text(rng, 14, 4)),
    ]


@split_by_word.draw
def draw(rng):
    """Return a random text."""
    m, held = int(rng.integers(10, 18)), int(rng.integers(2, 6))
    return case(f"{m} sentences, {held} words held out", *some_text(rng, m, held))


@split_by_word.edges
def edges(rng):
    """Return no sentence, all words held out, none, no opinion at all."""
    sentences, opinions, held = some_text(rng, 12, 3)
    return [
        case("no sentences", [], set(opinions), set(held)),
        case("all opinion words are held out", sentences, set(opinions), set(opinions)),
        case("nothing is held out", sentences, set(opinions), set()),
        case("no opinion in any sentence", [["the", "film"], ["kindly", "sadly"]], set(opinions), {"sad", "kind"}),
        case("20 sentences", *some_text(rng, 20, 4)),
    ]


@split_by_word.property("no held-out word is trained on, and no other opinion word is tested")
def nothing_leaks(f, rng):
    """Return a sentence if an opinion word is on the wrong side."""
    sentences, opinions, held = some_text(rng, 20, 4)
    train, test = f(sentences, opinions, held)
    for side, forbidden, name in ((train, held, "train"), (test, opinions - held, "test")):
        for i in side:
            found = sorted(set(sentences[i]) & forbidden)
            if found:
                return f"sentence {i} in {name} holds {found[0]!r}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def sorted_out(sentences, opinions, held_out, in_train, in_test):
    """Return both lists; the two functions are asked with the opinion words of a sentence, in its order."""
    found = [[word for word in words if word in opinions] for words in sentences]
    return (
        [i for i, words in enumerate(found) if in_train(words)],
        [i for i, words in enumerate(found) if in_test(words)],
    )


def is_new(words, held):
    """Return whether there are opinion words, and all of them are held out."""
    return bool(words) and set(words) <= set(held)


def is_known(words, held):
    """Return whether no opinion word is held out."""
    return not set(words) & set(held)


@split_by_word.mistake
def mixed_in_test(sentences, opinions, held_out):
    """sentences with held-out and other opinion words are in test: they belong in neither list"""
    return sorted_out(
        sentences, opinions, held_out, lambda w: is_known(w, held_out), lambda w: not is_known(w, held_out)
    )


@split_by_word.mistake
def mixed_in_train(sentences, opinions, held_out):
    """sentences with held-out and other opinion words are in train, so held-out words leak: they belong in neither"""
    return sorted_out(sentences, opinions, held_out, lambda w: not is_new(w, held_out), lambda w: is_new(w, held_out))


@split_by_word.mistake
def mixed_in_both(sentences, opinions, held_out):
    """sentences with held-out and other opinion words are in both lists: they belong in neither"""
    return sorted_out(
        sentences, opinions, held_out, lambda w: not is_new(w, held_out), lambda w: not is_known(w, held_out)
    )


@split_by_word.mistake
def no_opinion_in_test(sentences, opinions, held_out):
    """sentences without an opinion word are in test as well: they belong in train only"""
    return sorted_out(sentences, opinions, held_out, lambda w: is_known(w, held_out), lambda w: set(w) <= set(held_out))


@split_by_word.mistake
def no_opinion_moved(sentences, opinions, held_out):
    """sentences without an opinion word are in test: none of their opinion words is held out, so train on them"""
    return sorted_out(sentences, opinions, held_out, lambda w: bool(w) and is_known(w, held_out),
                      lambda w: set(w) <= set(held_out))  # fmt: skip


@split_by_word.mistake
def no_opinion_dropped(sentences, opinions, held_out):
    """sentences without an opinion word are in neither list: nothing in them is held out, so train on them"""
    return sorted_out(
        sentences, opinions, held_out, lambda w: bool(w) and is_known(w, held_out), lambda w: is_new(w, held_out)
    )


@split_by_word.mistake
def swapped(sentences, opinions, held_out):
    """the two lists are swapped: return the sentences to train on first"""
    return reference.split_by_word(sentences, opinions, held_out)[::-1]


@split_by_word.mistake
def first_word_decides(sentences, opinions, held_out):
    """only the first opinion word of a sentence decides: look at all of them"""
    return sorted_out(
        sentences, opinions, held_out, lambda w: is_known(w[:1], held_out), lambda w: is_new(w[:1], held_out)
    )


@split_by_word.mistake
def last_word_decides(sentences, opinions, held_out):
    """only the last opinion word of a sentence decides: look at all of them"""
    return sorted_out(
        sentences, opinions, held_out, lambda w: is_known(w[-1:], held_out), lambda w: is_new(w[-1:], held_out)
    )


@split_by_word.mistake
def all_words_held_out(sentences, opinions, held_out):
    """test takes only sentences in which every word is held out: only the opinion words must be"""
    train, _ = reference.split_by_word(sentences, opinions, held_out)
    return train, [i for i, words in enumerate(sentences) if words and set(words) <= set(held_out)]


@split_by_word.mistake
def parts_of_words(sentences, opinions, held_out):
    """parts of words count, such as 'sad' in 'sadly': compare whole words"""
    found = [[word for word in opinions if word in " ".join(words)] for words in sentences]
    return ([i for i, words in enumerate(found) if is_known(words, held_out)],
            [i for i, words in enumerate(found) if is_new(words, held_out)])  # fmt: skip


@split_by_word.mistake
def counted_from_1(sentences, opinions, held_out):
    """the sentences are counted from 1: the first one is number 0"""
    return tuple([i + 1 for i in side] for side in reference.split_by_word(sentences, opinions, held_out))


@split_by_word.mistake
def as_sets(sentences, opinions, held_out):
    """train and test are sets, which keep no order: return lists, in increasing order"""
    return tuple(set(side) for side in reference.split_by_word(sentences, opinions, held_out))


@split_by_word.mistake
def the_sentences(sentences, opinions, held_out):
    """the sentences themselves are returned: return their numbers"""
    return tuple([sentences[i] for i in side] for side in reference.split_by_word(sentences, opinions, held_out))


# --- right, written differently -------------------------------------------------------------------------------------


@split_by_word.right
def by_flags(sentences, opinions, held_out):
    """Return the same by flags for each sentence."""
    train, test = [], []
    for i, words in enumerate(sentences):
        flags = [word in held_out for word in words if word in opinions]
        if not any(flags):
            train.append(i)
        if flags and all(flags):
            test.append(i)
    return train, test


@split_by_word.right
def by_arrays(sentences, opinions, held_out):
    """Return the same as arrays, from counts."""
    of = np.array([sum(word in opinions for word in words) for words in sentences], int)
    new = np.array([sum(word in held_out for word in words) for words in sentences], int)
    return np.flatnonzero(new == 0), np.flatnonzero((new == of) & (of > 0))
