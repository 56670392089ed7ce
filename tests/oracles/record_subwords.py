"""Record what the paper's authors and a widely used library make of words: `subwords.json`.

pip install subword-nmt==0.3.8 tokenizers==0.23.3
python tests/oracles/record_subwords.py

`subword-nmt` is the code of Sennrich, Haddow and Birch (2016). It settles ties in another way than we do, so only the
merges before the first tie are recorded. `tokenizers` cuts words by given merges.
"""

import io
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("subwords.json")
END = "</w>"


def some_words(seed, letters="abcd", number=40, longest=9):
    """Return {word: count}, random words with random counts, the same every time."""
    rng = np.random.default_rng(seed)
    words = ("".join(rng.choice(list(letters), size=rng.integers(1, longest + 1))) for _ in range(number))
    return {word: int(rng.integers(1, 10**6)) for word in words}


def learned(words, most):
    """Return the merges that subword-nmt learns, a list of pairs of str."""
    from subword_nmt.learn_bpe import learn_bpe

    out = io.StringIO()
    learn_bpe([f"{word} {count}" for word, count in words.items()], out, most, 1, is_dict=True)
    return [line.split() for line in out.getvalue().splitlines()[1:]]


def untied(words, merges):
    """Return how many of the merges were the only most frequent pair when they were learned."""
    words = {(*word[:-1], word[-1] + END): count for word, count in words.items()}
    for place, (left, right) in enumerate(merges):
        counts = Counter()
        for word, count in words.items():
            for pair in pairwise(word):
                counts[pair] += count
        if sum(count == max(counts.values()) for count in counts.values()) > 1:
            return place
        words = {tuple(merged(word, left, right)): count for word, count in words.items()}
    return len(merges)


def merged(word, left, right):
    """Return a word with one pair merged, a list."""
    done = []
    for token in word:
        if done and not isinstance(done[-1], tuple) and (done[-1], token) == (left, right):
            done[-1] = (left + right,)  # a tuple is closed: it takes no part in a further merge
        else:
            done.append(token)
    return [token[0] if isinstance(token, tuple) else token for token in done]


def cut(words, merges):
    """Return the tokens that tokenizers cuts each word into."""
    from tokenizers import Tokenizer
    from tokenizers.models import BPE

    letters = sorted({letter for word in words for letter in word} | set("".join(map("".join, merges))))
    tokens = [*letters, *dict.fromkeys(left + right for left, right in merges)]
    made = Tokenizer(BPE({token: i for i, token in enumerate(tokens)}, [tuple(pair) for pair in merges]))
    return [made.encode(word).tokens for word in words]


def main():
    """Write the fixture."""
    record = {"versions": {"subword-nmt": "0.3.8", "tokenizers": "0.23.3"}, "learned": [], "cut": []}
    for words in map(some_words, (1, 2, 3)):
        merges = learned(words, 60)
        record["learned"].append({"words": words, "merges": merges[: untied(words, merges)]})
    for seed in (4, 5):
        merges = [pair for pair in learned(some_words(seed), 80) if END not in "".join(pair)]
        words = list(some_words(seed + 10, number=60, longest=14))
        record["cut"].append({"merges": merges, "words": words, "tokens": cut(words, merges)})
    FIXTURE.write_text(json.dumps(record, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
