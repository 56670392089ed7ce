"""The sentences in Chinese and English are pairs, none stands twice, and each language keeps to its own signs."""

from deepcourse.datasets import load_sentence_pairs


def test_each_sentence_has_its_twin_and_stands_once():
    train, test = load_sentence_pairs()
    assert [len(part) for pairs in (train, test) for part in pairs] == [36, 36, 12, 12]
    for language in zip(train, test, strict=True):
        sentences = [sentence for part in language for sentence in part]
        assert len(set(sentences)) == 48
        assert all(sentence == sentence.strip() and sentence for sentence in sentences)


def test_the_languages_are_not_mixed():
    for pairs in load_sentence_pairs():
        assert all(sentence.isascii() for sentence in pairs.english)
        assert not any(letter.isascii() for sentence in pairs.chinese for letter in sentence)
