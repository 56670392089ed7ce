"""Byte-pair encoding against the code of its authors, a library, slow twins, and strings that nobody foresaw."""

import json
import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepcourse.datasets import load_definitions
from deepcourse.sequence import subwords
from oracles.record_subwords import END, FIXTURE

SAID = json.loads(FIXTURE.read_text())
PAPER = {"l o w </w>": 5, "l o w e r </w>": 2, "n e w e s t </w>": 6, "w i d e s t </w>": 3}


def learned_slowly(words, n_merges):
    """Return merges as the page says it: count everything again before each merge."""
    merges = []
    for _ in range(n_merges):
        counts = subwords.count_pairs(words)
        if not counts:
            break
        merges.append(min(counts, key=lambda pair: (-counts[pair], pair)))
        words = subwords.merge_pair(words, merges[-1])
    return merges


def by_the_index(words, n_merges):
    """Return the merges of words whose tokens are str, learned in the fast way."""
    pairs, merges = subwords.Pairs(words), []
    while len(merges) < n_merges and (best := pairs.most_frequent()):
        merges.append(best)
        pairs.merge(best)
    return merges


def merged_in_text(words, pair):
    """Return the words with a pair merged, as the paper does it: by a regular expression on tokens with spaces."""
    pattern = re.compile(r"(?<!\S)" + re.escape(" ".join(pair)) + r"(?!\S)")
    return {pattern.sub("".join(pair), word): count for word, count in words.items()}


def random_text(rng, length, letters="abc  "):
    """Return a random text of few letters."""
    return "".join(rng.choice(list(letters), size=length))


@pytest.mark.parametrize("place", range(len(SAID["learned"])))
def test_merges_are_those_of_the_authors_until_the_first_tie(place):
    said = SAID["learned"][place]
    words = {(*word[:-1], word[-1] + END): count for word, count in said["words"].items()}
    assert by_the_index(words, len(said["merges"])) == [tuple(pair) for pair in said["merges"]]
    assert len(said["merges"]) >= 10


def test_the_example_of_the_paper():
    words = {tuple(word.split()): count for word, count in PAPER.items()}
    first = [("e", "s"), ("es", "t"), ("est", "</w>"), ("l", "o"), ("lo", "w")]
    assert by_the_index(words, 5) == learned_slowly(words, 5) == first
    text = PAPER
    for pair in first:
        counts = Counter()
        for word, count in text.items():
            tokens = word.split()
            for neighbours in pairwise(tokens):
                counts[neighbours] += count
        assert dict(counts) == subwords.count_pairs(words)
        text, words = merged_in_text(text, pair), subwords.merge_pair(words, pair)
        assert {tuple(word.split()): count for word, count in text.items()} == words


@pytest.mark.parametrize("said", SAID["cut"], ids=["one list", "another list"])
def test_words_are_cut_as_by_tokenizers(said):
    merges = [tuple(part.encode() for part in pair) for pair in said["merges"]]
    for word, tokens in zip(said["words"], said["tokens"], strict=True):
        assert subwords.tokenize(word, merges) == [token.encode() for token in tokens]


@pytest.mark.parametrize("seed", range(8))
def test_the_fast_way_learns_what_the_slow_way_learns(seed):
    corpus = [random_text(np.random.default_rng(seed), 120)]
    assert subwords.learn_merges(corpus, 1000) == learned_slowly(subwords.count_words(corpus), 1000)


def test_both_ways_agree_on_definitions():
    corpus = load_definitions().train[:40]
    assert subwords.learn_merges(corpus, 60) == learned_slowly(subwords.count_words(corpus), 60)


def test_learning_ends_where_every_word_is_one_token():
    assert len(subwords.learn_merges(["abc abc"], 99)) == 3  # abc, and the space before it
    assert subwords.learn_merges([], 5) == subwords.learn_merges(["a", ""], 5) == []


def test_overlapping_pairs_are_counted_and_merged_from_the_left():
    assert subwords.count_pairs({("a",) * 5: 3}) == {("a", "a"): 12}
    assert subwords.merge_pair({("a",) * 5: 3}, ("a", "a")) == {("aa", "aa", "a"): 3}


def test_words_that_become_equal_are_counted_together():
    assert subwords.merge_pair({("a", "b"): 2, ("ab",): 3}, ("a", "b")) == {("ab",): 5}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(alphabet="ab é中\n", max_size=60))
def test_every_text_comes_back(text, corpus):
    assert "".join(subwords.split_words(text)) == text
    merges = subwords.learn_merges([corpus, text[:20]], 30)
    for way in (subwords.tokenize, subwords.tokenize_in_order, subwords.longest_match):
        assert subwords.detokenize(way(text, merges)) == text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab c", max_size=80), st.text(alphabet="ab c", max_size=40), st.integers(0, 40))
def test_one_pass_through_learned_merges_is_enough(corpus, text, n_merges):
    merges = subwords.learn_merges([corpus], n_merges)
    assert subwords.tokenize(text, merges) == subwords.tokenize_in_order(text, merges)
    assert len({left + right for left, right in merges}) == len(merges)  # no token is made twice


def test_the_order_of_the_list_matters_to_one_pass():
    merges = [(b"ab", b"c"), (b"a", b"b")]
    assert subwords.tokenize("abc", merges) == [b"abc"]
    assert subwords.tokenize_in_order("abc", merges) == [b"ab", b"c"]


def test_longest_match_may_need_fewer_tokens_or_more():
    merges = [(b"b", b"c"), (b"a", b"b"), (b"c", b"d"), (b"bc", b"e")]
    assert [len(subwords.longest_match(word, merges)) for word in ("abcd", "abce")] == [2, 3]
    assert [len(subwords.tokenize(word, merges)) for word in ("abcd", "abce")] == [3, 2]


def test_a_broken_letter_does_not_raise():
    assert subwords.detokenize(["é".encode()[:1], b"a"]) == "\ufffda"
    assert subwords.detokenize([]) == ""


def test_tokens_per_word_are_of_all_texts_together():
    assert subwords.tokens_per_word(["ab", "a b\ta"], []) == 7 / 4
