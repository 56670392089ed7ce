"""What stands behind the figures of subword_tokens: texts cut in several ways, and tokenizers that go wrong."""

import pytest

from deepcourse.datasets import load_definitions
from deepcourse.experiments.course5 import broken_tokenizers as broken
from deepcourse.experiments.course5 import subword_lengths as lengths
from deepcourse.sequence.subwords import learn_merges, tokenize


def test_a_sentence_is_cut_in_three_ways():
    cut = lengths.three_ways("a red é", [(b" r", b"ed"), (b" ", b"r"), (b"e", b"d")], {"a": 3})
    assert cut["words"] == ["a", "<UNK>", "<UNK>"]
    assert cut["subwords"] == ["a", "·red", "·", "c3", "a9"]
    assert cut["characters"] == ["a", "·", "r", "e", "d", "·", "c3a9"]


def test_states_are_those_of_the_learning():
    found = lengths.states(lengths.EXAMPLE, 6)
    assert [state.merged for state in found][-1] == tuple(learn_merges([lengths.EXAMPLE], 6))
    assert [len(state.merged) for state in found] == list(range(7))
    assert found[0].pairs[0] == ((b"e", b"s"), 9)


def test_frequent_words_become_one_token_first():
    texts = load_definitions().train[:100]
    means = lengths.by_rank(texts, learn_merges(texts, 60), (0, 60), [(1, 5), (20, 200)])
    assert means[60][0] < means[60][1]
    assert all(after < before for before, after in zip(means[0], means[60], strict=True))


def test_merges_of_english_do_nothing_for_chinese():
    counts = lengths.by_language(load_definitions().train[:10], 60)
    assert counts["no merges"]["Chinese"] == counts["English"]["Chinese"] > counts["English and Chinese"]["Chinese"]
    assert counts["no merges"]["English"] > counts["English"]["English"]


@pytest.mark.parametrize("name", [*broken.BROKEN, *broken.MORE])
def test_each_tokenizer_is_broken_and_only_a_little(name):
    merges = broken.some_merges()
    assert broken.differs(name, "abcbcaaa  É ")
    assert list((broken.BROKEN | broken.MORE)[name]("bc", merges)) == tokenize("bc", merges)
