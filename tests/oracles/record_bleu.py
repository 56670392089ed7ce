"""Record what sacrebleu and NLTK say about random corpora: `bleu.json`.

pip install sacrebleu nltk
python tests/oracles/record_bleu.py
"""

import json
from pathlib import Path

import numpy as np


def words(text):
    """Return the words of a sentence."""
    return text.split()


FIXTURE = Path(__file__).with_name("bleu.json")
WORDS = words("the a cat dog sat on mat saw old red of")
SEEDS = range(24)


def corpus(seed):
    """Return candidates and references: random sentences, copies with errors, short and empty ones."""
    rng = np.random.default_rng([2002, seed])
    sentences, number = int(rng.integers(1, 8)), int(rng.integers(1, 4))
    candidates, references = [], []
    for _ in range(sentences):
        of = [[str(w) for w in rng.choice(WORDS, size=rng.integers(1, 16))] for _ in range(number)]
        candidate = [w if rng.random() < 0.9 else str(rng.choice(WORDS)) for w in of[0]]
        kept = rng.integers(0, len(candidate) + 1) if rng.random() < 0.3 else len(candidate)
        candidates.append(candidate[:kept])
        references.append(of)
    return candidates, references


def by_sacrebleu(candidates, references, N):
    """Return BLEU from 0 to 1, the counts and the two lengths."""
    from sacrebleu.metrics import BLEU

    metric = BLEU(tokenize="none", smooth_method="none", max_ngram_order=N, force=True)
    streams = [[" ".join(of[k]) for of in references] for k in range(len(references[0]))]
    found = metric.corpus_score([" ".join(c) for c in candidates], streams)
    return {"bleu": found.score / 100, "matches": found.counts, "totals": found.totals, "c": found.sys_len,
            "r": found.ref_len}  # fmt: skip


def by_nltk(candidates, references):
    """Return NLTK's modified precisions of the first sentence, n = 1 to 4, where it has n-grams."""
    from nltk.translate.bleu_score import modified_precision

    n_grams = range(1, min(4, len(candidates[0])) + 1)
    return [float(modified_precision(references[0], candidates[0], n)) for n in n_grams]


def main():
    """Write the fixture."""
    import nltk
    import sacrebleu

    made = [corpus(seed) for seed in SEEDS]
    record = {"sacrebleu": sacrebleu.__version__, "nltk": nltk.__version__,
              "corpora": [{str(N): by_sacrebleu(*one, N) for N in (2, 4)} for one in made],
              "precisions": [by_nltk(*one) for one in made]}  # fmt: skip
    FIXTURE.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
