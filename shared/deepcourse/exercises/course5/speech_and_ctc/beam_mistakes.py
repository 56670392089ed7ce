"""What goes wrong in a prefix beam.

MISTAKES        the known mistakes of exercise 7
search          a prefix beam with something changed
"""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.sequence import ctc as reference

MISTAKES = Shared()
NOTHING = -np.inf


def search(log_probs, width, *, start=(0.0, NOTHING), add=np.logaddexp, again=None, stays=True, keep=None,
           score=None, early=False, zeros=False):  # fmt: skip
    """Return the texts that a beam finds, with something changed.

    again : what a label is added to that equals the last one, from the pair of sums; None: the sum of blanks
    keep, score : how a beam is cut, by which score   early : before a step, not after it
    zeros : whether texts of probability 0 are kept
    """
    beam, score = {(): start}, score or (lambda both: np.logaddexp(*both))
    for t in range(log_probs.shape[1]):
        longer: dict = {}
        for text, both in list(beam.items())[: width if early else None]:
            every = np.logaddexp(*both)
            put(longer, text, 0, every + log_probs[0, t], add)
            if text and stays:
                put(longer, text, 1, both[1] + log_probs[text[-1], t], add)
            for k in range(1, len(log_probs)):
                equal = bool(text) and text[-1] == k
                before = (both[0] if again is None else again(both)) if equal else every
                put(longer, (*text, k), 1, before + log_probs[k, t], add)
        kept = sorted(longer, key=lambda text: (-score(longer[text]), text))
        possible = [text for text in kept if zeros or np.isfinite(np.logaddexp(*longer[text]))]
        beam = {text: longer[text] for text in possible[: None if early else (keep or width)]}
    pairs = [(list(text), float(np.logaddexp(*both))) for text, both in beam.items()]
    return pairs if early else pairs[:width]


def put(beam, text, which, log_p, add):
    """Add a path to one of the two sums of a prefix."""
    both = list(beam.get(text, (NOTHING, NOTHING)))
    both[which] = add(both[which], log_p)
    beam[text] = tuple(both)


@MISTAKES.add
def equal_label_always_counts(log_probs, width):
    """a label that equals the last one always counts again: only after a blank does it"""
    return search(log_probs, width, again=lambda both: np.logaddexp(*both))


@MISTAKES.add
def one_score_always_joined(log_probs, width):
    """a prefix has one sum, so a label that equals the last one never counts again: keep two sums"""
    beam = {(): 0.0}
    for t in range(log_probs.shape[1]):
        longer: dict = {}
        for text, log_p in beam.items():
            for k in range(len(log_probs)):
                new = text if k == 0 or (text and text[-1] == k) else (*text, k)
                longer[new] = np.logaddexp(longer.get(new, NOTHING), log_p + log_probs[k, t])
        beam = {text: longer[text] for text in sorted(longer, key=lambda text: (-longer[text], text))[:width]}
    return [(list(text), float(log_p)) for text, log_p in beam.items()]


@MISTAKES.add
def one_score_both_ways(log_probs, width):
    """a prefix has one sum, and a label that equals the last one counts both ways: each path counts once"""
    beam = {(): 0.0}
    for t in range(log_probs.shape[1]):
        longer: dict = {}
        for text, log_p in beam.items():
            ways = [(text, 0), *([(text, text[-1])] if text else [])]
            for new, k in [*ways, *(((*text, k), k) for k in range(1, len(log_probs)))]:
                longer[new] = np.logaddexp(longer.get(new, NOTHING), log_p + log_probs[k, t])
        beam = {text: longer[text] for text in sorted(longer, key=lambda text: (-longer[text], text))[:width]}
    return [(list(text), float(log_p)) for text, log_p in beam.items()]


@MISTAKES.add
def one_score_after_all(log_probs, width):
    """a prefix has one sum, and a label that equals the last one always makes it longer"""
    beam = {(): 0.0}
    for t in range(log_probs.shape[1]):
        longer: dict = {}
        for text, log_p in beam.items():
            for k in range(len(log_probs)):
                new = (*text, k) if k else text
                longer[new] = np.logaddexp(longer.get(new, NOTHING), log_p + log_probs[k, t])
        beam = {text: longer[text] for text in sorted(longer, key=lambda text: (-longer[text], text))[:width]}
    return [(list(text), float(log_p)) for text, log_p in beam.items()]


@MISTAKES.add
def likeliest_path_alone(log_probs, width):
    """of the paths that say the same, only the likeliest counts: add them up"""
    return search(log_probs, width, add=max)


@MISTAKES.add
def overwritten(log_probs, width):
    """what is in the new dictionary is overwritten: several prefixes lead to the same one, so add"""
    return search(log_probs, width, add=lambda old, new: new)


@MISTAKES.add
def never_stays(log_probs, width):
    """a prefix is not reached by its own last label: a label may last for several steps"""
    return search(log_probs, width, stays=False)


@MISTAKES.add
def starts_twice(log_probs, width):
    """the empty prefix starts with 0 in both sums: that is a probability of 2, so one of them has to be -inf"""
    return search(log_probs, width, start=(0.0, 0.0))


@MISTAKES.add
def starts_with_a_label(log_probs, width):
    """the empty prefix starts with -inf for the blank and 0 for a label: a path without labels ends with no label"""
    return search(log_probs, width, start=(NOTHING, 0.0), again=lambda both: both[1])


@MISTAKES.add
def cut_by_the_blank(log_probs, width):
    """the beam is cut by the paths that end with the blank alone: the sum of both counts"""
    return search(log_probs, width, score=lambda both: both[0])


@MISTAKES.add
def cut_by_the_larger(log_probs, width):
    """the beam is cut by the larger of the two sums: both together count"""
    return search(log_probs, width, score=max)


@MISTAKES.add
def never_cut(log_probs, width):
    """nothing is left out until the end: keep `width` prefixes in every step"""
    return search(log_probs, width, keep=max(width, 60))


@MISTAKES.add
def least_likely_first(log_probs, width):
    """the least likely text comes first"""
    return reference.prefix_beam(log_probs, width)[::-1]


@MISTAKES.add
def probabilities(log_probs, width):
    """probabilities are returned: return their logarithms"""
    return [(text, float(np.exp(log_p))) for text, log_p in reference.prefix_beam(log_probs, width)]


@MISTAKES.add
def one_text(log_probs, width):
    """the likeliest text alone is returned: return a list of all that are left"""
    return reference.prefix_beam(log_probs, width)[:1]


@MISTAKES.add
def beam_of_paths(log_probs, width):
    """a beam of paths is kept, and paths that say the same are added up at the end: add them up in every step"""
    beam = [((), 0.0)]
    for t in range(log_probs.shape[1]):
        longer = [((*path, k), log_p + log_probs[k, t]) for path, log_p in beam for k in range(len(log_probs))]
        beam = sorted(longer, key=lambda pair: -pair[1])[:width]
    texts: dict = {}
    for path, log_p in beam:
        text = tuple(reference.collapse(path))
        texts[text] = np.logaddexp(texts.get(text, NOTHING), log_p)
    return [(list(text), float(texts[text])) for text in sorted(texts, key=lambda text: -texts[text])]


@MISTAKES.add
def pair_replaced(log_probs, width):
    """a pair of sums replaces the one that is in the new dictionary already: several prefixes lead to one, so add"""
    beam = {(): (0.0, NOTHING)}
    for t in range(log_probs.shape[1]):
        longer: dict = {}
        for text, both in beam.items():
            every = np.logaddexp(*both)
            again = both[1] + log_probs[text[-1], t] if text else NOTHING
            longer[text] = (every + log_probs[0, t], again)
            for k in range(1, len(log_probs)):
                before = both[0] if text and text[-1] == k else every
                longer[(*text, k)] = (NOTHING, before + log_probs[k, t])
        kept = sorted(longer, key=lambda text: (-np.logaddexp(*longer[text]), text))[:width]
        beam = {text: longer[text] for text in kept if np.isfinite(np.logaddexp(*longer[text]))}
    return [(list(text), float(np.logaddexp(*both))) for text, both in beam.items()]


@MISTAKES.add
def cut_by_the_larger_and_sorted_by_both(log_probs, width):
    """the beam is cut by the larger of the two sums, and sorted by both at the end: both count in every step"""
    return sorted(search(log_probs, width, score=max), key=lambda pair: -pair[1])


@MISTAKES.add
def cut_too_early(log_probs, width):
    """the beam is cut before a step, and not after it: at the end, more than `width` texts are left"""
    return search(log_probs, width, early=True)


@MISTAKES.add
def impossible_texts(log_probs, width):
    """texts of probability 0 are returned, with -inf: drop them in every step"""
    return search(log_probs, width, zeros=True)
