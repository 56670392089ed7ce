"""Exercise 3: the merges of a corpus, in the order in which they are learned."""

from collections import Counter
from itertools import pairwise

from deepcourse.exercises.course5.subword_tokens.words import case, some_corpus
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import subwords as reference
from deepcourse.sequence.subwords import count_pairs, count_words, merge_pair, split_words

learn_merges = FunctionExercise(
    __name__,
    reference=reference.learn_merges,
    name="learn_merges",
    minutes=9,
    points_visible=7,
    points_hidden=11,
    returns=("the merges",),
    hints=(
        "First make the dictionary of words: `split_words` for every text, `as_bytes` for every word, and a count. "
        "Then comes the loop: count, choose, merge, remember.",
        "Choose the largest count and, among equal counts, the smallest pair. `min` can do both if its key returns "
        "a tuple. What must the first entry of the tuple be?",
        "Count the pairs again after each merge, in the merged words. What does your loop do when there are no pairs?",
    ),
)

SMALL = ["low low low lower", "newest newest wide", "widest, lowest"]
TIES = ["ba ca", "ab dc ba", "cab"]


@learn_merges.visible
def visible():
    """Return ties, several texts, capitals, other alphabets, more merges than there are, no merges."""
    return [
        case("one text, 3 merges", ["low low lower"], 3),
        case("three texts, 8 merges", list(SMALL), 8),
        case("ties, 4 merges", list(TIES), 4),
        case("a run of letters, 3 merges", ["aaaa aaa baaaa", "aaaa"], 3),
        case("letters of several bytes, 4 merges", ["né né café", "河边 河边"], 4),
        case("capitals and two spaces, 5 merges", ["The  the the", "he  The"], 5),
        case("a word often in one text, 4 merges", ["so so so so so", "it is so it is", "is it is"], 4),
        case("more merges than there are pairs", ["abc abd"], 50),
        case("no merge", ["low low"], 0),
        case("ties between a and ab, 3 merges", ["ab", "ab ab", "ab", "aba", "ac"], 3),
        case("a pair twice in one word, 2 merges", ["anan anan", "ob ob ob"], 2),
        case("texts that end and begin with letters, 6 merges", ["the hat", "hat the", "that", "heat the"], 6),
    ]


@learn_merges.draw
def draw(rng):
    """Return a random corpus."""
    texts, number = int(rng.integers(2, 5)), int(rng.integers(4, 14))
    return case(f"{texts} texts, {number} merges", some_corpus(rng, texts, 6), number)


@learn_merges.edges
def edges(rng):
    """Return no text, an empty one, words of one letter, more merges than there are, ties alone."""
    return [
        case("no text", [], 5),
        case("an empty text and words of one letter", ["", "a", "b"], 4),
        case("more merges than there are pairs", ["xyz zyx"], 40),
        case("every pair once", ["dcba"], 2),
        case("no merge", ["new new"], 0),
        case("letters of several bytes", ["éé éa", "é"], 5),
        case("ties between x and xy", ["xy", "xy", "xy", "xyx", "xz", "xz xyx"], 4),
        case("a pair twice in one word", ["tomomo tomomo", "tot tot tot"], 4),
        case("capitals", ["No no", "No No", "nO"], 3),
        case("texts that end and begin with letters", ["on no", "no on", "non", "noon no"], 6),
        case("two spaces, a comma", ["so,  so", "so  it, so", "it, it"], 6),
    ]


@learn_merges.property("a longer list begins with the shorter one")
def begins_alike(f, rng):
    """Return a sentence unless fewer merges are the first of more."""
    corpus = some_corpus(rng, 3, 6)
    few, many = (list(map(tuple, f(list(corpus), number))) for number in (4, 9))
    return None if many[:4] == few else "the first 4 of 9 merges are not the 4 merges of the same corpus"


# --- known mistakes -------------------------------------------------------------------------------------------------


def smallest(counts):
    """Return the pair that the page asks for."""
    return min(counts, key=lambda pair: (-counts[pair], pair))


def by_loop(words, n_merges, *, choose=smallest, count=count_pairs, merge=merge_pair, go_on=bool):
    """Return merges by the loop of the page, with one part of it exchanged."""
    merges = []
    for _ in range(n_merges):
        counts = count(words)
        if not counts or not go_on(counts):
            break
        merges.append(choose(counts))
        words = merge(words, merges[-1])
    return merges


def counted_as(corpus, cut):
    """Return {word: count} of a corpus, each text cut by a function into tuples of tokens."""
    return dict(Counter(word for text in corpus for word in cut(text)))


@learn_merges.mistake
def ties_by_occurrence(corpus, n_merges):
    """ties are settled by which pair was counted first: take the smallest pair"""
    return by_loop(count_words(corpus), n_merges, choose=lambda counts: max(counts, key=counts.get))


@learn_merges.mistake
def ties_largest(corpus, n_merges):
    """ties are settled by the largest pair: take the smallest"""
    choose = lambda counts: max(counts, key=lambda pair: (counts[pair], pair))  # noqa: E731
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def ties_by_the_joined_token(corpus, n_merges):
    """ties are settled by the joined tokens: compare the pairs, first their left tokens, then their right ones"""
    choose = lambda counts: min(counts, key=lambda pair: (-counts[pair], pair[0] + pair[1]))  # noqa: E731
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def ties_by_length(corpus, n_merges):
    """ties are settled by the longest token: take the smallest pair, whatever its length"""
    choose = lambda counts: min(  # noqa: E731
        counts, key=lambda pair: (-counts[pair], -len(pair[0] + pair[1]), pair)
    )
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def ties_by_the_right_token(corpus, n_merges):
    """ties are settled by the right token: compare the left tokens first"""
    choose = lambda counts: min(counts, key=lambda pair: (-counts[pair], pair[::-1]))  # noqa: E731
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def frequencies_lost(corpus, n_merges):
    """each different word counts once: a word counts as often as it occurs in the corpus"""
    return by_loop(dict.fromkeys(count_words(corpus), 1), n_merges)


@learn_merges.mistake
def once_a_text(corpus, n_merges):
    """a word counts once for each text: count every occurrence"""
    words = Counter(reference.as_bytes(word) for text in corpus for word in dict.fromkeys(split_words(text)))
    return by_loop(dict(words), n_merges)


@learn_merges.mistake
def rarest_first(corpus, n_merges):
    """the rarest pair is merged: merge the most frequent"""
    choose = lambda counts: min(counts, key=lambda pair: (counts[pair], pair))  # noqa: E731
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def alphabetical(corpus, n_merges):
    """the smallest pair is merged, whatever its count: only ties are settled by order"""
    return by_loop(count_words(corpus), n_merges, choose=min)


@learn_merges.mistake
def one_too_many(corpus, n_merges):
    """there is one merge too many: return at most n_merges"""
    return by_loop(count_words(corpus), n_merges + 1)


@learn_merges.mistake
def one_too_few(corpus, n_merges):
    """there is one merge too few: return n_merges of them, unless no pair is left"""
    return by_loop(count_words(corpus), n_merges - 1)


@learn_merges.mistake
def counted_once(corpus, n_merges):
    """the pairs are counted only before the first merge: count again in the merged words"""
    counts = count_pairs(count_words(corpus))
    return sorted(counts, key=lambda pair: (-counts[pair], pair))[:n_merges]


@learn_merges.mistake
def single_pairs_skipped(corpus, n_merges):
    """learning stops when no pair occurs twice: go on while there is any pair"""
    return by_loop(count_words(corpus), n_merges, go_on=lambda counts: max(counts.values()) > 1)


@learn_merges.mistake
def letters_as_str(corpus, n_merges):
    """the tokens are str: use `as_bytes` to turn a word into tokens"""
    return by_loop(counted_as(corpus, lambda text: map(tuple, split_words(text))), n_merges)


@learn_merges.mistake
def letters_in_bytes(corpus, n_merges):
    """a letter of several bytes is one token from the start: the first tokens are single bytes"""
    return by_loop(
        counted_as(corpus, lambda text: [tuple(c.encode() for c in word) for word in split_words(text)]), n_merges
    )


@learn_merges.mistake
def spaces_lost(corpus, n_merges):
    """the texts are split at white space, which is lost: use `split_words`, which keeps it"""
    return by_loop(counted_as(corpus, lambda text: map(reference.as_bytes, text.split())), n_merges)


@learn_merges.mistake
def whole_texts(corpus, n_merges):
    """the texts are not split, so pairs reach across words: use `split_words` first"""
    return by_loop(counted_as(corpus, lambda text: [reference.as_bytes(text)]), n_merges)


@learn_merges.mistake
def texts_glued(corpus, n_merges):
    """the texts are joined, so that the last word of a text and the first of the next are one word: split each text"""
    return by_loop(count_words(["".join(corpus)]), n_merges)


@learn_merges.mistake
def texts_joined_by_spaces(corpus, n_merges):
    """the texts are joined by spaces, so that first words get a space that they do not have: split each text"""
    return by_loop(count_words([" ".join(corpus)]), n_merges)


@learn_merges.mistake
def first_text_only(corpus, n_merges):
    """only the first text is read: read all texts"""
    return by_loop(count_words(corpus[:1]), n_merges)


@learn_merges.mistake
def last_text_only(corpus, n_merges):
    """only the last text is read: make the dictionary of words once, before the loop over the texts"""
    return by_loop(count_words(corpus[-1:]), n_merges)


@learn_merges.mistake
def joined_tokens(corpus, n_merges):
    """the joined tokens are returned: return the pairs (left, right)"""
    return [left + right for left, right in by_loop(count_words(corpus), n_merges)]


@learn_merges.mistake
def sorted_at_the_end(corpus, n_merges):
    """the merges are sorted: return them in the order in which they are learned"""
    return sorted(by_loop(count_words(corpus), n_merges))


@learn_merges.mistake
def lower_case(corpus, n_merges):
    """the texts are changed to lower case: take them as they are"""
    return by_loop(count_words([text.lower() for text in corpus]), n_merges)


@learn_merges.mistake
def pairs_once_a_word(corpus, n_merges):
    """a pair that is twice in a word counts once: count every occurrence"""

    def count(words):
        counts = Counter()
        for word, number in words.items():
            for pair in dict.fromkeys(pairwise(word)):
                counts[pair] += number
        return counts

    return by_loop(count_words(corpus), n_merges, count=count)


@learn_merges.mistake
def ties_by_shortness(corpus, n_merges):
    """ties are settled by the shortest token: take the smallest pair, whatever its length"""
    choose = lambda counts: min(  # noqa: E731
        counts, key=lambda pair: (-counts[pair], len(pair[0] + pair[1]), pair)
    )
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def ties_by_the_left_token(corpus, n_merges):
    """ties are settled by the left token alone: if the left tokens are equal, compare the right ones"""
    choose = lambda counts: min(counts, key=lambda pair: (-counts[pair], pair[0]))  # noqa: E731
    return by_loop(count_words(corpus), n_merges, choose=choose)


@learn_merges.mistake
def words_not_replaced(corpus, n_merges):
    """the merged words are not kept, so that each round takes the same pair: assign what `merge_pair` returns"""
    return by_loop(count_words(corpus), n_merges, merge=lambda words, pair: words)


@learn_merges.mistake
def count_of_the_last_text(corpus, n_merges):
    """the count of a word is that of the last text that has it: add the counts of all texts"""
    words = {}
    for text in corpus:
        words |= count_words([text])
    return by_loop(words, n_merges)


@learn_merges.mistake
def text_by_text(corpus, n_merges):
    """the merges are learned from one text after the other: count the words of all texts first"""
    merges = []
    for text in corpus:
        merges += by_loop(count_words([text]), n_merges - len(merges))
    return merges


# --- right, written differently -------------------------------------------------------------------------------------


@learn_merges.right
def by_sorting(corpus, n_merges):
    """Return the same with lists of tokens, and the pairs sorted each time."""
    words = [(list(word), number) for word, number in count_words(corpus).items()]
    merges = []
    while len(merges) < n_merges:
        counts = Counter()
        for tokens, number in words:
            for pair in pairwise(tokens):
                counts[pair] += number
        ordered = sorted(sorted(counts), key=counts.get, reverse=True)
        if not ordered:
            return merges
        merges.append(ordered[0])
        words = [(list(reference.merge_word(tuple(tokens), ordered[0])), number) for tokens, number in words]
    return merges


@learn_merges.right
def without_counting_words(corpus, n_merges):
    """Return the same from all running words, each with the count 1, kept apart by a number."""
    words = [reference.as_bytes(word) for text in corpus for word in split_words(text)]
    merges = []
    for _ in range(n_merges):
        pairs = Counter(pair for word in words for pair in pairwise(word))
        if len(pairs) == 0:
            break
        most = max(pairs.values())
        merges.append(min(pair for pair in pairs if pairs[pair] == most))
        words = [reference.merge_word(word, merges[-1]) for word in words]
    return merges
