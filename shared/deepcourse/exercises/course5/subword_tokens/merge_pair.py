"""Exercise 2: one pair merged in all words."""

from itertools import pairwise

from deepcourse.exercises.course5.subword_tokens.words import PAPER, case, counted, in_bytes, some_words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import subwords as reference


def with_its_size(f, words, pair):
    """Return the words and how many there are."""
    return counted(f(words, pair))


merge_pair = FunctionExercise(
    __name__,
    reference=reference.merge_pair,
    use=with_its_size,
    name="merge_pair",
    minutes=7,
    points_visible=5,
    points_hidden=9,
    returns=("the words", "the number of words"),
    hints=(
        "Write a loop for one word first. Its position moves on by one token or by two. When does it move by two?",
        "Collect the new tokens in a list, compare two tokens with the pair at each position, and think of the last "
        "position, which has no right neighbour.",
        "A dictionary needs a tuple as its key. What happens to the count if this key is already there?",
    ),
)

TWIN = {("a", "b", "c"): 2, ("ab", "c"): 3, ("a", "bc"): 4, ("c",): 1}
RUNS = {("a", "a", "a"): 2, ("b", "a", "a", "a", "a", "a"): 7, ("a", "a", "b", "a"): 3}


@merge_pair.visible
def visible():
    """Return a merge at the start, inside and at the end, several in a word, overlaps, equal results, bytes."""
    return [
        case("e and s, in the four words of the example", dict(PAPER), ("e", "s")),
        case("a pair at the end of a word", {("l", "o", "w"): 5, ("o", "w"): 2, ("w", "o"): 3}, ("o", "w")),
        case("a pair twice in a word", {("b", "a", "n", "a", "n", "a"): 3, ("n", "o"): 1}, ("a", "n")),
        case("a a, in runs of a", dict(RUNS), ("a", "a")),
        case("two words become equal", dict(TWIN), ("a", "b")),
        case("lo and w, beside l and ow", {("lo", "w"): 2, ("l", "ow"): 3, ("l", "o", "w"): 4}, ("lo", "w")),
        case("tokens that are bytes", in_bytes(TWIN), (b"a", b"bc")),
        case("both orders of the pair", {("a", "b", "a"): 2, ("b", "a", "b", "b"): 5}, ("b", "a")),
        case("a pair that occurs nowhere", {("x", "y", "z"): 2, ("z",): 1}, ("x", "z")),
    ]


@merge_pair.draw
def draw(rng):
    """Return random words and one of their pairs."""
    words = some_words(rng, int(rng.integers(6, 14)), letters="abc")
    pairs = sorted(reference.count_pairs(words))
    pair = pairs[rng.integers(len(pairs))]
    if rng.random() < 0.5:
        return case(f"{len(words)} random words, {pair}, as bytes", in_bytes(words), tuple(t.encode() for t in pair))
    return case(f"{len(words)} random words, {pair}", words, pair)


@merge_pair.edges
def edges(rng):
    """Return runs, words that become equal, no words, a word that is the pair."""
    return [
        case("runs of x", {("x",) * n: n for n in range(1, 8)}, ("x", "x")),
        case("three words become equal", {("a", "b"): 2, ("ab",): 3, ("b", "a"): 1}, ("a", "b")),
        case("the whole word", {("th", "e"): 6}, ("th", "e")),
        case("longer tokens that hold the pair", {("xa", "bc"): 2, ("a", "bc", "a", "b"): 3}, ("a", "b")),
        case("no words", {}, ("a", "b")),
        case("bytes of a letter", in_bytes({("é",): 1, ("é", "s"): 3, ("s", "é", "s"): 2}), ("é".encode(), b"s")),
        case("both orders of the pair", {("a", "b", "a", "b", "b", "a"): 2}, ("a", "b")),
        case("th and e, beside t and he", {("th", "e"): 5, ("t", "he", "n"): 2, ("t", "h", "e"): 3}, ("th", "e")),
        case("at both ends", {("n", "o", "n", "o"): 4, ("o", "n", "o"): 6, ("n", "n"): 1, ("o", "o"): 2}, ("n", "o")),
    ]


@merge_pair.property("no letter is lost, and no count")
def nothing_lost(f, rng):
    """Return a sentence unless the texts of the words and their counts are what they were."""
    words = some_words(rng, 12, letters="ab")
    pair = sorted(reference.count_pairs(words))[0]

    def texts(made):
        totals = {}
        for word, number in made.items():
            totals["".join(word)] = totals.get("".join(word), 0) + number
        return totals

    before, after = texts(words), texts(f(dict(words), pair))
    lost = sorted(text for text in before if after.get(text) != before[text])
    return f"{lost[0]!r} occurred {before[lost[0]]} times, and now {after.get(lost[0], 0)} times" if lost else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def by_word(words, merged, add=True):
    """Return the words after a function has merged each of them; with `add`, counts of equal results are added."""
    made = {}
    for word, number in words.items():
        new = tuple(merged(list(word)))
        made[new] = (made.get(new, 0) if add else 0) + number
    return made


def scan(word, matches, joined, step=2, keep=False):
    """Return a word in which two tokens that match are one, and the reading goes on `step` tokens later."""
    done, i = [], 0
    while i < len(word):
        if i + 1 < len(word) and matches(word[i], word[i + 1]):
            done += [joined(word[i], word[i + 1]), word[i + 1]] if keep else [joined(word[i], word[i + 1])]
            i += step
        else:
            done.append(word[i])
            i += 1
    return done


def plus(left, right):
    """Return two tokens joined."""
    return left + right


def is_pair(pair):
    """Return a function that tells whether two tokens are the pair."""
    return lambda left, right: (left, right) == tuple(pair)


@merge_pair.mistake
def counts_lost(words, pair):
    """only the count of the last of several equal words is kept: add the counts"""
    return by_word(words, lambda word: scan(word, is_pair(pair), plus), add=False)


@merge_pair.mistake
def first_count_kept(words, pair):
    """only the count of the first of several equal words is kept: add the counts"""
    made = {}
    for word, number in words.items():
        made.setdefault(tuple(scan(list(word), is_pair(pair), plus)), number)
    return made


@merge_pair.mistake
def overlapping(words, pair):
    """a token is used twice in overlapping pairs: after a merge, go on after both tokens"""
    return by_word(words, lambda word: scan(word, is_pair(pair), plus, step=1))


@merge_pair.mistake
def right_token_kept(words, pair):
    """the right token stays in the word after it has been merged: the new token replaces both"""
    return by_word(words, lambda word: scan(word, is_pair(pair), plus, step=2, keep=True))


@merge_pair.mistake
def from_the_right(words, pair):
    """runs are merged from the right: start on the left, so that a a a becomes aa a"""

    def merged(word):
        return scan(word[::-1], lambda right, left: (left, right) == pair, lambda right, left: left + right)[::-1]

    return by_word(words, merged)


@merge_pair.mistake
def first_only(words, pair):
    """only the first occurrence in each word is merged: merge all of them"""

    def merged(word):
        for i in range(len(word) - 1):
            if (word[i], word[i + 1]) == pair:
                return [*word[:i], word[i] + word[i + 1], *word[i + 2 :]]
        return word

    return by_word(words, merged)


@merge_pair.mistake
def by_the_text(words, pair):
    """two tokens are merged wherever their joined text is that of the pair: both tokens must be those of the pair"""
    whole = pair[0] + pair[1]
    return by_word(words, lambda word: scan(word, lambda left, right: left + right == whole, plus))


@merge_pair.mistake
def replaced_in_the_text(words, pair):
    """the pair is replaced in a joined text, where parts of longer tokens match as well: compare whole tokens"""

    def merged(word):
        space = b" " if isinstance(word[0], bytes) else " "
        return space.join(word).replace(space.join(pair), pair[0] + pair[1]).split(space)

    return by_word(words, merged)


@merge_pair.mistake
def left_token_only(words, pair):
    """only the left token is compared: the right one must also be that of the pair"""
    return by_word(words, lambda word: scan(word, lambda left, right: left == pair[0], plus))


@merge_pair.mistake
def right_token_only(words, pair):
    """only the right token is compared: the left one must also be that of the pair"""
    return by_word(words, lambda word: scan(word, lambda left, right: right == pair[1], plus))


@merge_pair.mistake
def both_orders(words, pair):
    """the tokens are merged in either order: (b, a) is not the pair (a, b)"""
    return by_word(words, lambda word: scan(word, lambda left, right: {left, right} == set(pair), plus))


@merge_pair.mistake
def other_order_only(words, pair):
    """the pair is read from right to left: its first token is the left one"""
    return by_word(words, lambda word: scan(word, is_pair(pair[::-1]), plus))


@merge_pair.mistake
def joined_backwards(words, pair):
    """the new token is right + left: join the tokens in the order of the pair"""
    return by_word(words, lambda word: scan(word, is_pair(pair), lambda left, right: right + left))


@merge_pair.mistake
def a_tuple_inside(words, pair):
    """the new token is the tuple (left, right): join the two into one token"""
    return by_word(words, lambda word: scan(word, is_pair(pair), lambda left, right: (left, right)))


@merge_pair.mistake
def words_without_it_dropped(words, pair):
    """words without the pair are missing: they stay as they are"""
    holding = {word: number for word, number in words.items() if pair in pairwise(word)}
    return by_word(holding, lambda word: scan(word, is_pair(pair), plus))


@merge_pair.mistake
def counts_become_one(words, pair):
    """every word has the count 1: keep the counts"""
    return dict.fromkeys(by_word(words, lambda word: scan(word, is_pair(pair), plus)), 1)


@merge_pair.mistake
def last_token_lost(words, pair):
    """the last token of a word is lost unless it is merged: the loop ends one token too early"""

    def merged(word):
        done, i = [], 0
        while i < len(word) - 1:
            here = (word[i], word[i + 1]) == pair
            done.append(word[i] + word[i + 1] if here else word[i])
            i += 2 if here else 1
        return done

    return by_word(words, merged)


@merge_pair.mistake
def not_at_the_end(words, pair):
    """a pair at the end of a word is not merged: the last pair begins at the second-to-last token"""
    return by_word(words, lambda word: [*scan(word[:-1], is_pair(pair), plus), *word[-1:]])


@merge_pair.mistake
def not_at_the_start(words, pair):
    """a pair at the start of a word is not merged: the first pair begins at token 0"""
    return by_word(words, lambda word: [*word[:1], *scan(word[1:], is_pair(pair), plus)])


@merge_pair.mistake
def words_as_texts(words, pair):
    """the keys are texts: the key of a word is the tuple of its tokens"""
    made = {}
    for word, number in words.items():
        new = word[0][:0].join(scan(list(word), is_pair(pair), plus))
        made[new] = made.get(new, 0) + number
    return made


@merge_pair.mistake
def every_start_merged(words, pair):
    """every occurrence in a run is merged, overlaps too, so that a a a becomes aa aa: a token can be used once"""

    def merged(word):
        starts = [(left, right) == tuple(pair) for left, right in pairwise(word)]
        kept = zip(word, [*starts, False], [False, *starts], strict=True)
        return [pair[0] + pair[1] if start else token for token, start, end in kept if start or not end]

    return by_word(words, merged)


# --- right, written differently -------------------------------------------------------------------------------------


@merge_pair.right
def by_a_stack(words, pair):
    """Return the same by a list whose last token may still be merged, unless it is new."""
    made = {}
    for word, number in words.items():
        done, new = [], False
        for token in word:
            if done and not new and done[-1] == pair[0] and token == pair[1]:
                done[-1], new = done[-1] + token, True
            else:
                done.append(token)
                new = False
        made[tuple(done)] = made.get(tuple(done), 0) + number
    return made


@merge_pair.right
def by_replacement(words, pair):
    """Return the same by slices that are replaced in a list."""
    made = {}
    for word, number in words.items():
        tokens, i = list(word), 0
        while i < len(tokens) - 1:
            if tuple(tokens[i : i + 2]) == tuple(pair):
                tokens[i : i + 2] = [pair[0] + pair[1]]
            i += 1
        made[tuple(tokens)] = made.get(tuple(tokens), 0) + number
    return made
