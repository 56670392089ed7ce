"""Subword tokens: byte-pair encoding, learned from a corpus and applied to any text.

split_words         a text cut into pieces, before any merge
as_bytes            a word as a tuple of single bytes
count_words         the words of a corpus, as tuples of bytes, and how often each occurs
count_pairs         how often each pair of neighboring tokens occurs
merge_word          one word with a pair merged in it
merge_pair          all words with a pair merged in them
learn_merges        the merges of a corpus, in the order in which they are learned
tokenize            a text as tokens: of all merges that apply, the one learned first
tokenize_in_order   ... by one pass through the list of merges
longest_match       ... by the longest token that the rest of the word begins with
detokenize          the text of some tokens
tokens_per_word     how many tokens a word of some texts takes on average
"""

import heapq
import re
from collections import Counter, defaultdict
from itertools import pairwise

WORD = re.compile(r" ?\w+| ?[^\w\s]+|\s+(?!\S)|\s+")


def split_words(text):
    """Return the words of a text, a list of str whose join is the text.

    A word is a run of letters and digits, or a run of punctuation, in both cases with one space before it; what is left
    of the white space makes words of its own.

    >>> split_words("new  ideas, newer ones")
    ['new', ' ', ' ideas', ',', ' newer', ' ones']
    """
    return WORD.findall(text)


def as_bytes(word):
    r"""Return the bytes of a word in UTF-8, a tuple of bytes of length 1.

    >>> as_bytes("né")
    (b'n', b'\xc3', b'\xa9')
    """
    return tuple(bytes([number]) for number in word.encode())


def count_words(corpus):
    """Return {word: how often it occurs in a list of texts}; a word is a tuple of single bytes.

    >>> count_words(["a b", "b b"])
    {(b'a',): 1, (b' ', b'b'): 2, (b'b',): 1}
    """
    counts = Counter(word for text in corpus for word in split_words(text))
    return {as_bytes(word): count for word, count in counts.items()}


def count_pairs(words):
    """Return {(left, right): how often the two tokens are neighbors}, every occurrence of every word counted.

    words : {tuple of tokens: how often the word occurs}    a token is a str, or bytes

    >>> count_pairs({("l", "o", "w"): 5, ("l", "o", "w", "e", "r"): 2})
    {('l', 'o'): 7, ('o', 'w'): 7, ('w', 'e'): 2, ('e', 'r'): 2}
    """
    counts = Counter()
    for word, number in words.items():
        for pair in pairwise(word):
            counts[pair] += number
    return dict(counts)


def merge_word(word, pair):
    """Return a word, a tuple of tokens, in which each occurrence of a pair is one token: from the left, no overlaps.

    >>> merge_word(("a", "a", "a", "b"), ("a", "a"))
    ('aa', 'a', 'b')
    """
    merged, i = [], 0
    while i < len(word):
        here = word[i : i + 2] == pair
        merged.append(pair[0] + pair[1] if here else word[i])
        i += 2 if here else 1
    return tuple(merged)


def merge_pair(words, pair):
    """Return the words with a pair merged in each, {tuple of tokens: count}; the counts of equal results are added.

    >>> merge_pair({("l", "o", "w"): 5, ("l", "o", "t"): 2}, ("l", "o"))
    {('lo', 'w'): 5, ('lo', 't'): 2}
    """
    merged = {}
    for word, number in words.items():
        new = merge_word(word, tuple(pair))
        merged[new] = merged.get(new, 0) + number
    return merged


def learn_merges(corpus, n_merges):
    """Return the merges of byte-pair encoding, a list of at most `n_merges` pairs of bytes, in the order of learning.

    corpus : a list of texts

    Each merge is the most frequent pair of neighbors inside the words; of equally frequent ones, the smallest pair in
    Python's order. There are fewer merges where no pair is left.

    >>> learn_merges(["low low lower"], 2)
    [(b'l', b'o'), (b'lo', b'w')]
    """
    pairs, merges = Pairs(count_words(corpus)), []
    while len(merges) < n_merges and (best := pairs.most_frequent()):
        merges.append(best)
        pairs.merge(best)
    return merges


class Pairs:
    """The pairs of some words, counted once and then kept up to date: a merge touches only the words that hold it."""

    def __init__(self, words):
        self.words, self.numbers = list(words), list(words.values())
        self.counts, self.where = Counter(), defaultdict(set)
        for i in range(len(self.words)):
            self.add(i, +1)
        self.queue = [(-count, pair) for pair, count in self.counts.items()]
        heapq.heapify(self.queue)

    def add(self, i, sign):
        """Add the pairs of word i to the counts, or with sign -1 take them away; returns nothing."""
        for pair in pairwise(self.words[i]):
            self.counts[pair] += sign * self.numbers[i]
            self.where[pair].add(i) if sign > 0 else self.where[pair].discard(i)

    def most_frequent(self):
        """Return the most frequent pair, the smallest of equals; None where no pair is left."""
        while self.queue:
            count, pair = heapq.heappop(self.queue)
            now = self.counts[pair]
            if now == -count:
                return pair
            if 0 < now < -count:  # it was more frequent when it was queued
                heapq.heappush(self.queue, (-now, pair))
        return None

    def merge(self, pair):
        """Merge a pair in all words that hold it; returns nothing."""
        joined, grown = pair[0] + pair[1], set()
        for i in list(self.where[pair]):
            self.add(i, -1)
            self.words[i] = merge_word(self.words[i], pair)
            self.add(i, +1)
            grown |= {new for new in pairwise(self.words[i]) if joined in new}
        for new in grown:
            heapq.heappush(self.queue, (-self.counts[new], new))


def ranks_of(merges):
    """Return {pair: its place in the list of merges}, the first one where a pair is in it twice."""
    return {pair: rank for rank, pair in reversed(list(enumerate(merges)))}


def tokens_of(word, ranks):
    """Return the tokens of one word, a tuple of bytes: the merge of lowest rank is applied until none applies.

    word : a str, or a tuple of tokens    ranks : {pair: rank}
    """
    tokens = as_bytes(word) if isinstance(word, str) else tuple(word)
    while known := [(ranks[pair], pair) for pair in pairwise(tokens) if pair in ranks]:
        tokens = merge_word(tokens, min(known)[1])
    return tokens


def tokenize(text, merges):
    """Return the tokens of a text, a list of bytes whose join is the text in UTF-8.

    merges : a list of pairs of bytes. In each word, the pair that is first in this list is merged, until none is left.

    >>> tokenize("lower low", [(b"l", b"o"), (b"lo", b"w"), (b"e", b"r")])
    [b'low', b'er', b' ', b'low']
    """
    ranks = ranks_of(merges)
    return [token for word in split_words(text) for token in tokens_of(word, ranks)]


def tokenize_in_order(text, merges):
    """Return the tokens of a text, made by one pass through the merges: each is applied once, in the order of the list.

    >>> tokenize_in_order("lower", [(b"e", b"r"), (b"l", b"o"), (b"lo", b"w")])
    [b'low', b'er']
    """
    tokens = []
    for word in map(as_bytes, split_words(text)):
        for pair in merges:
            word = merge_word(word, tuple(pair))
        tokens += word
    return tokens


def longest_match(text, merges):
    """Return tokens of a text: from the left of each word, always the longest token that the rest begins with.

    >>> longest_match("abc", [(b"b", b"c"), (b"a", b"b")]), tokenize("abc", [(b"b", b"c"), (b"a", b"b")])
    ([b'ab', b'c'], [b'a', b'bc'])
    """
    known = {left + right for left, right in merges}
    tokens = []
    for word in split_words(text):
        rest = word.encode()
        while rest:
            length = next((n for n in range(len(rest), 1, -1) if rest[:n] in known), 1)
            tokens.append(rest[:length])
            rest = rest[length:]
    return tokens


def detokenize(tokens):
    r"""Return the text of some tokens, a str; bytes that are no UTF-8 become U+FFFD, the replacement character.

    tokens : a list of bytes

    >>> detokenize([b"caf", b"\xc3", b"\xa9"])
    'café'
    """
    return b"".join(tokens).decode("utf-8", errors="replace")


def tokens_per_word(texts, merges):
    """Return the number of tokens of all texts divided by their number of words, the runs between white space.

    >>> tokens_per_word(["low low", "so lower"], [(b"l", b"o"), (b"lo", b"w")])
    2.25
    """
    words = sum(len(text.split()) for text in texts)
    return sum(len(tokenize(text, merges)) for text in texts) / words
