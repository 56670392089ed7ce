"""Exercise 4: a text, cut by learned merges."""

from functools import reduce
from itertools import pairwise

from deepcourse.exercises.course5.subword_tokens.words import case, learned, some_merges, some_text
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import subwords as reference
from deepcourse.sequence.subwords import as_bytes, merge_word, split_words


def with_bars(f, text, merges):
    """Return the tokens, and a text in which bars stand between them: it shows at a glance where the cuts are."""
    tokens = f(text, merges)
    whole = isinstance(tokens, (list, tuple)) and all(isinstance(token, bytes) for token in tokens)
    return tokens, "|".join(token.decode(errors="backslashreplace") for token in tokens) if whole else ""


tokenize = FunctionExercise(
    __name__,
    reference=reference.tokenize,
    use=with_bars,
    name="tokenize",
    minutes=8,
    points_visible=7,
    points_hidden=11,
    returns=("the tokens", "the text with its cuts"),
    hints=(
        "Handle one word first. Start from a tuple of single bytes, and merge pairs until no pair is in the list.",
        "Which of the pairs in the word comes first in `merges`? A dictionary {pair: position} answers this quickly.",
        "You have merged that pair everywhere in the word: now the word has other pairs. When does the loop end?",
    ),
)

TRAP = learned(*["bc"] * 6, *["ab"] * 5, *["cd"] * 4, *["bce"] * 3, number=4)
NEST = learned(*["cd"] * 6, *["bcd"] * 5, *["bc"] * 2, number=3)
GAPS = learned("a   b", "a   c", "x   b", number=3)
ENGLISH = ("low low low lower lower", "newest newest wide", " widest, lowest  of all")


def english(number):
    """Return merges of a few English words."""
    return learned(*ENGLISH, number=number)


@tokenize.visible
def visible():
    """Return no merges, few and many, traps for other rules, runs, spaces, capitals, other alphabets."""
    return [
        case("no merges", "low", []),
        case("one word, 6 merges", "lowest", english(6)),
        case("several words, 12 merges", "newer lowest, widest", english(12)),
        case("merges whose tokens overlap", "abcd abce\nbcd", list(TRAP)),
        case("merges inside each other", "bcd abcd bcbcd", list(NEST)),
        case("two spaces between words", "a  b  c", list(GAPS)),
        case("a run of one letter", "aaaaa baaa", learned("aaaa aaaa aaa ba", number=3)),
        case("several spaces and a line break", "low   low\n\nnewest ", learned("a   b   c", "low\n\nlow", number=9)),
        case("capitals, and letters never seen", "The Low zoo", english(10)),
        case("letters of several bytes", "né 河边走", learned("né café né", "河边 河边", number=5)),
        case("an empty text", "", english(3)),
        case("a run, and a merge of two and one", "aaaaaaa", learned("aaa", number=2)),
        case("a word that is one token", "newest", learned("newest newest", number=30)),
    ]


@tokenize.draw
def draw(rng):
    """Return a random text and learned merges."""
    number = int(rng.integers(5, 40))
    return case(f"9 random words, {number} merges", some_text(rng, 9), some_merges(rng, number))


@tokenize.edges
def edges(rng):
    """Return one letter, an empty text, white space alone, runs, overlapping merges, no merges."""
    return [
        case("one letter", "l", english(5)),
        case("an empty text", "", english(5)),
        case("white space alone", " \n  ", learned("a   b", number=4)),
        case("a run of one letter", "a" * 11, learned("aaaa aaaa aaa", number=4)),
        case("merges whose tokens overlap", "cdabcdbcee bcd", list(TRAP)),
        case("no merges", "né, 河", []),
        case("merges inside each other", "dbcdbcc bcd", list(NEST)),
        case("two spaces between words", "x  b, c  b", list(GAPS)),
        case("several occurrences, white space at the end", "lowlow newestest low ", english(30)),
        case("unknown letters, and a letter of several bytes", "zoé é", learned("né né", number=2)),
        case("capitals", "LOW Low low", english(8)),
        case("a run, and a merge of two and one", "b" * 10, learned("bbb", number=2)),
        case("words that come again", "low new low\n\nlow", english(6)),
    ]


@tokenize.property("the tokens are the text")
def nothing_lost(f, rng):
    """Return a sentence unless the tokens, joined, are the bytes of the text."""
    text = some_text(rng, 8)
    joined = b"".join(f(text, some_merges(rng, 20)))
    return None if joined == text.encode() else f"the tokens of {text!r} join to {joined!r}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def by_word(text, cut, split=split_words):
    """Return the tokens of a text, each word of which is cut by a function."""
    return [token for word in split(text) for token in cut(as_bytes(word))]


def ranks_of(merges):
    """Return {pair: rank}."""
    return {tuple(pair): rank for rank, pair in enumerate(merges)}


def repeated(word, merges, choose, merge=merge_word):
    """Return a word in which the pair that `choose(known, ranks)` names is merged until none is known."""
    ranks = ranks_of(merges)
    while known := [pair for pair in pairwise(word) if pair in ranks]:
        word = tuple(merge(word, choose(known, ranks)))
    return word


def lowest(known, ranks):
    """Return the pair that was learned first."""
    return min(known, key=ranks.get)


@tokenize.mistake
def longest_first(text, merges):
    """the longest known token is taken from the left: apply the merges in the order in which they were learned"""
    return reference.longest_match(text, merges)


@tokenize.mistake
def leftmost_first(text, merges):
    """the first pair in the word that is in the list is merged: merge the one that was learned first"""
    return by_word(text, lambda word: repeated(word, merges, lambda known, ranks: known[0]))


@tokenize.mistake
def rightmost_first(text, merges):
    """the last pair in the word that is in the list is merged: merge the one that was learned first"""
    return by_word(text, lambda word: repeated(word, merges, lambda known, ranks: known[-1]))


@tokenize.mistake
def last_learned_first(text, merges):
    """the pair that was learned last is merged: merge the one that was learned first"""
    return by_word(text, lambda word: repeated(word, merges, lambda known, ranks: max(known, key=ranks.get)))


@tokenize.mistake
def smallest_first(text, merges):
    """the smallest of the known pairs is merged: merge the one that was learned first"""
    return by_word(text, lambda word: repeated(word, merges, lambda known, ranks: min(known)))


@tokenize.mistake
def backwards_through_the_list(text, merges):
    """the list of merges is read from its end: begin with the merge that was learned first"""

    def cut(word):
        for pair in reversed(merges):
            word = merge_word(word, tuple(pair))
        return word

    return by_word(text, cut)


def with_first_occurrences(word, merges):
    """Return a word in which the first occurrence of each merge is one token."""
    for pair in merges:
        place = next((i for i in range(len(word) - 1) if word[i : i + 2] == tuple(pair)), None)
        if place is not None:
            word = (*word[:place], pair[0] + pair[1], *word[place + 2 :])
    return word


@tokenize.mistake
def first_occurrences(text, merges):
    """each merge is applied once in a word: apply it to all its occurrences"""
    return by_word(text, lambda word: with_first_occurrences(word, merges))


@tokenize.mistake
def one_merge_a_word(text, merges):
    """only one pair is merged in each word: go on until no pair of the word is in the list"""

    def cut(word):
        ranks = ranks_of(merges)
        known = [pair for pair in pairwise(word) if pair in ranks]
        return merge_word(word, lowest(known, ranks)) if known else word

    return by_word(text, cut)


@tokenize.mistake
def bytes_only(text, merges):
    """only pairs of single bytes are merged: a merged token takes part in further merges"""

    def cut(word):
        for pair in merges:
            word = merge_word(word, tuple(pair)) if len(pair[0] + pair[1]) == 2 else word
        return word

    return by_word(text, cut)


@tokenize.mistake
def pairs_used_twice(text, merges):
    """a token is used in two overlapping pairs: after a merge, go on after both tokens"""

    def merge(word, pair):
        done, i = [], 0
        while i < len(word):
            here = word[i : i + 2] == pair
            done.append(pair[0] + pair[1] if here else word[i])
            i += 1 if not here or word[i + 1 : i + 3] == pair else 2
        return done

    return by_word(text, lambda word: repeated(word, merges, lowest, merge))


@tokenize.mistake
def runs_from_the_right(text, merges):
    """runs are merged from the right: start on the left, so that a a a becomes aa a"""

    def merge(word, pair):
        done, i = [], len(word) - 1
        while i >= 0:
            here = i > 0 and word[i - 1 : i + 1] == pair
            done.append(pair[0] + pair[1] if here else word[i])
            i -= 2 if here else 1
        return done[::-1]

    return by_word(text, lambda word: repeated(word, merges, lowest, merge))


@tokenize.mistake
def last_merge_left_out(text, merges):
    """the last merge of the list is never used: use all of them"""
    return reference.tokenize(text, merges[:-1])


@tokenize.mistake
def no_merges(text, merges):
    """the single bytes are returned: apply the merges"""
    return by_word(text, lambda word: word)


@tokenize.mistake
def letters_whole(text, merges):
    """a letter of several bytes is one token from the start: the first tokens are single bytes"""
    return [
        token
        for word in split_words(text)
        for token in repeated(tuple(letter.encode() for letter in word), merges, lowest)
    ]


@tokenize.mistake
def unknown_left_out(text, merges):
    """bytes that are in none of the merges are left out: they stay as tokens of their own"""
    known = {bytes([number]) for pair in merges for number in pair[0] + pair[1]}
    return [token for token in reference.tokenize(text, merges) if token in known or len(token) > 1]


@tokenize.mistake
def spaces_lost(text, merges):
    """the text is split at white space, which is lost: use `split_words`, which keeps it"""
    return by_word(text, lambda word: repeated(word, merges, lowest), str.split)


@tokenize.mistake
def not_split(text, merges):
    """the text is not split into words: no token reaches across two words"""
    return by_word(text, lambda word: repeated(word, merges, lowest), lambda whole: [whole] if whole else [])


@tokenize.mistake
def lower_case(text, merges):
    """the text is changed to lower case: take it as it is"""
    return reference.tokenize(text.lower(), merges)


@tokenize.mistake
def stripped(text, merges):
    """white space at the ends of the text is lost: the tokens must join to the whole text"""
    return reference.tokenize(text.strip(), merges)


@tokenize.mistake
def lists_of_words(text, merges):
    """there is a list for each word: return one list of all tokens"""
    return [reference.tokenize(word, merges) for word in split_words(text)]


@tokenize.mistake
def as_texts(text, merges):
    """the tokens are str: return bytes"""
    return [token.decode(errors="replace") for token in reference.tokenize(text, merges)]


@tokenize.mistake
def one_reading(text, merges):
    """each word is read only once, and known pairs are merged on the way: merge the pair that was learned first"""

    def cut(word):
        parts, i, known = list(word), 0, ranks_of(merges)
        while i < len(parts) - 1:
            if (parts[i], parts[i + 1]) in known:
                parts[i : i + 2] = [parts[i] + parts[i + 1]]
            else:
                i += 1
        return parts

    return by_word(text, cut)


@tokenize.mistake
def leftmost_alone(text, merges):
    """the first known pair in the word is merged, one occurrence at a time: merge the one that was learned first"""
    merge = lambda word, pair: with_first_occurrences(word, [pair])  # noqa: E731
    return by_word(text, lambda word: repeated(word, merges, lambda known, ranks: known[0], merge))


@tokenize.mistake
def first_occurrences_again_and_again(text, merges):
    """each reading of the list merges only the first occurrence of a pair: merge all of them before the next pair"""

    def cut(word):
        before = None
        while word != before:
            before, word = word, with_first_occurrences(word, merges)
        return word

    return by_word(text, cut)


@tokenize.mistake
def list_sorted(text, merges):
    """the list of merges is sorted before it is used: keep the order in which they were learned"""
    return reference.tokenize_in_order(text, sorted(merges))


@tokenize.mistake
def first_word_only(text, merges):
    """only the first word is cut, because the function returns inside the loop: return after it"""
    for word in split_words(text):
        return reference.tokenize(word, merges)
    return None


@tokenize.mistake
def equal_words_once(text, merges):
    """a word that comes again is lost, because the words are keys of a dictionary: cut one word after the other"""
    words = dict.fromkeys(split_words(text))
    return [token for word in words for token in reference.tokenize(word, merges)]


@tokenize.mistake
def white_words_dropped(text, merges):
    """words of white space alone are dropped: the tokens must join to the whole text"""
    return by_word(text, lambda word: repeated(word, merges, lowest), lambda t: filter(str.strip, split_words(t)))


# --- right, written differently -------------------------------------------------------------------------------------


@tokenize.right
def in_one_pass(text, merges):
    """Return the same by one pass through the list, which is enough where it was learned."""
    return reference.tokenize_in_order(text, merges)


@tokenize.right
def by_ranks_of_tokens(text, merges):
    """Return the same by the ranks of joined tokens, as some libraries do it: the same for learned merges."""
    ranks = {left + right: rank for rank, (left, right) in enumerate(merges)}
    tokens = []
    for word in split_words(text):
        parts = list(as_bytes(word))
        while len(parts) > 1:
            found = [(ranks.get(a + b, len(ranks)), i) for i, (a, b) in enumerate(pairwise(parts))]
            rank, place = min(found)
            if rank == len(ranks):
                break
            parts[place : place + 2] = [parts[place] + parts[place + 1]]
        tokens.extend(parts)
    return tokens


@tokenize.right
def by_merge_pair(text, merges):
    """Return the same by `merge_pair` on a dictionary of one word."""
    merged = lambda word: next(iter(reduce(reference.merge_pair, merges, {word: 1})))  # noqa: E731
    return by_word(text, merged)
