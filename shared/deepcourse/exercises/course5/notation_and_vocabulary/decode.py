"""Exercise 5: ids as tokens."""

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case, some_vocabulary, vocabulary_of
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference
from deepcourse.sequence.vocabulary import EOS, PAD, UNK

decode = FunctionExercise(
    __name__,
    reference=reference.decode,
    name="decode",
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the tokens",),
    hints=(
        "The vocabulary maps tokens to ids. Invert it first: a dictionary from ids to tokens.",
        "Go through the ids one by one. Which id ends the loop, which one is skipped, and which do you look up?",
        "`break` leaves a loop; put it before the line that adds a token. <UNK> is a token like any other.",
    ),
)

SMALL = vocabulary_of(["the", "river", "a", "old", "tree"])
SHUFFLED = {"sea": 4, "<EOS>": 2, "blue": 6, "<PAD>": 0, "light": 3, "<UNK>": 1, "the": 5}


@decode.visible
def visible():
    """Return ids with and without end, unknown tokens, pads, and what comes after the end."""
    return [
        case("with its end", [3, 4, 6, 7, 2], SMALL),
        case("with pads after the end", [5, 7, 5, 2, 0, 0, 0], SMALL),
        case("without an end, as an array", np.array([6, 3, 4]), SMALL),
        case("unknown tokens", [1, 7, 1, 4, 2], SMALL),
        case("ids after the end", [3, 6, 2, 4, 2, 5], SMALL),
        case("a dictionary in another order", np.array([6, 3, 1, 4, 2, 0]), SHUFFLED),
        case("pads without an end, as after a cut", [7, 4, 0, 0], SMALL),
        case("the end alone", [2, 0, 0], SMALL),
        case("pads in front, as some libraries put them", [0, 0, 5, 1, 4, 2], SMALL),
    ]


@decode.draw
def draw(rng):
    """Return random ids of words, an end, and pads or other ids after it."""
    number = int(rng.integers(5, 12))
    words, after = rng.integers(3, number + 3, size=rng.integers(3, 9)), rng.integers(3, number + 3, size=2)
    words[rng.random(len(words)) < 0.2] = 1
    ids = [*words, 2, *(after if rng.random() < 0.4 else [0, 0])]
    return case(f"{len(words)} words and an end", [int(i) for i in ids], some_vocabulary(rng, number))


@decode.edges
def edges(rng):
    """Return no ids, only pads, one word without an end, an end at once."""
    return [
        case("no ids", [], SMALL),
        case("only pads", np.zeros(3, int), SMALL),
        case("one word without an end", [4], SHUFFLED),
        case("an end at once, words after it", [2, 3, 3], SMALL),
        case("two ends", [4, 1, 2, 2, 0], SMALL),
        case("a pad between words", np.array([6, 0, 3, 2, 4]), SHUFFLED),
    ]


@decode.property("unknown words stay visible")
def unknown_stays(f, rng):
    """Return a sentence unless <UNK> is there as often as its id."""
    tokens = f([1, 3, 1, 1, 2, 0], SMALL)
    if not isinstance(tokens, (list, tuple)):
        return "the result is not a list of tokens"
    found = sum(token == UNK for token in tokens)
    return None if found == 3 else f"the id of <UNK> is there three times, the token {found} times"


# --- known mistakes -------------------------------------------------------------------------------------------------


def read(ids, vocabulary, *, stop=(EOS,), leave_out=(PAD,), keep_end=False):
    """Return the tokens with something changed: where reading stops, and what is left out."""
    token_of, tokens = {i: token for token, i in vocabulary.items()}, []
    for i in ids:
        token = token_of[int(i)]
        if token in stop:
            return [*tokens, token] if keep_end else tokens
        tokens += [] if token in leave_out else [token]
    return tokens


@decode.mistake
def end_kept(ids, vocabulary):
    """<EOS> is kept: stop there, and leave it out"""
    return read(ids, vocabulary, keep_end=True)


@decode.mistake
def everything_kept(ids, vocabulary):
    """<EOS> and <PAD> are kept: stop at the first <EOS>, and leave out <PAD>"""
    return read(ids, vocabulary, stop=(), leave_out=())


@decode.mistake
def only_the_end_left_out(ids, vocabulary):
    """<EOS> is left out, but everything after it is read, <PAD> too: stop at the first <EOS>, and leave out <PAD>"""
    return read(ids, vocabulary, stop=(), leave_out=(EOS,))


@decode.mistake
def pads_left_out_only(ids, vocabulary):
    """<PAD> is left out, but reading goes on at <EOS>, which is kept: stop there"""
    return read(ids, vocabulary, stop=())


@decode.mistake
def reads_on(ids, vocabulary):
    """<EOS> is left out, but reading goes on after it: stop at the first one"""
    return read(ids, vocabulary, stop=(), leave_out=(PAD, EOS))


@decode.mistake
def stops_at_unknown(ids, vocabulary):
    """reading stops at <UNK>: it stops at <EOS>, and <UNK> is a token like any other"""
    return read(ids, vocabulary, stop=(EOS, UNK))


@decode.mistake
def stops_at_a_pad(ids, vocabulary):
    """reading stops at the first <PAD>: leave it out, and read on until <EOS>"""
    return read(ids, vocabulary, stop=(EOS, PAD))


@decode.mistake
def unknown_left_out(ids, vocabulary):
    """<UNK> is left out: keep it, so that a reader sees that a word is missing"""
    return read(ids, vocabulary, leave_out=(PAD, UNK))


@decode.mistake
def all_specials_left_out(ids, vocabulary):
    """all special tokens are left out and reading never stops: stop at <EOS>, keep <UNK>"""
    return read(ids, vocabulary, stop=(), leave_out=(PAD, UNK, EOS))


@decode.mistake
def pads_kept(ids, vocabulary):
    """<PAD> is kept where no <EOS> comes before it: leave out every <PAD>"""
    return read(ids, vocabulary, leave_out=())


@decode.mistake
def last_end(ids, vocabulary):
    """reading stops at the last <EOS>: it stops at the first one"""
    ids = [int(i) for i in ids]
    end = len(ids) - 1 - ids[::-1].index(2) if 2 in ids else len(ids)
    return read(ids[:end], vocabulary, stop=())


@decode.mistake
def last_dropped(ids, vocabulary):
    """the last entry is dropped, whatever it is: find the first <EOS>"""
    return read(ids[:-1], vocabulary, stop=())


@decode.mistake
def order_of_the_dictionary(ids, vocabulary):
    """the id is used as a position in the order of the dictionary: find the token whose value is the id"""
    return read(ids, {token: i for i, token in enumerate(vocabulary)})


@decode.mistake
def one_before(ids, vocabulary):
    """each token is that of the id before: the ids begin with 0"""
    tokens = read(ids, vocabulary)
    token_of = {i + 1: token for token, i in vocabulary.items()}
    return [token_of[vocabulary[token]] for token in tokens]


@decode.mistake
def joined(ids, vocabulary):
    """the tokens are joined to one string: return a list of tokens"""
    return " ".join(read(ids, vocabulary))


@decode.mistake
def word_before_the_end_lost(ids, vocabulary):
    """the word before <EOS> is lost: cut at the position of <EOS>, not one before it"""
    ended = any(int(i) == 2 for i in ids)
    tokens = read(ids, vocabulary)
    return tokens[:-1] if ended else tokens


@decode.mistake
def each_once(ids, vocabulary):
    """repeated tokens are dropped: return a token for every occurrence of its id"""
    return list(dict.fromkeys(read(ids, vocabulary)))


@decode.mistake
def backwards(ids, vocabulary):
    """the tokens run backwards: keep the order of the ids"""
    return read(ids, vocabulary)[::-1]


@decode.mistake
def nothing_without_an_end(ids, vocabulary):
    """without <EOS> nothing is returned: in that case, read to the end"""
    return read(ids, vocabulary) if any(int(i) == 2 for i in ids) else []


# --- right, written differently -------------------------------------------------------------------------------------


@decode.right
def by_a_cut(ids, vocabulary):
    """Return the same by a cut at the first <EOS>."""
    ids = [int(i) for i in ids]
    ids = ids[: ids.index(2)] if 2 in ids else ids
    ordered = sorted(vocabulary, key=vocabulary.get)
    return [ordered[i] for i in ids if i != 0]


@decode.right
def by_a_search(ids, vocabulary):
    """Return the same by a search through the vocabulary for each id."""
    tokens = []
    for i in ids:
        (token,) = [token for token, value in vocabulary.items() if value == i]
        if token == "<EOS>":
            break
        if token != "<PAD>":
            tokens.append(token)
    return tokens
