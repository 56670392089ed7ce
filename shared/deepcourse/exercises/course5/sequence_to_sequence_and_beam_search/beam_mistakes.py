"""Known mistakes of beam_search: what people do to length, to ended sentences, and to the beam."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.sequence.search import brute_force, extend
from deepcourse.sequence.search import greedy as greedy_search

MISTAKES = Shared()


def score(log_p, length, alpha):
    """Return the score of the page."""
    return log_p / max(length, 1) ** alpha


def searched(step, B, max_len, alpha, *, rank=score, told=None, grow=extend, ends=True, enough=None, cut=True,
             copies=1):  # fmt: skip
    """Return a sentence and its score, with something changed.

    rank, told : by which score sentences are compared, and which score is returned    grow : in place of `extend`
    ends : does EOS complete a sentence    enough : stop after so many complete sentences
    cut : do sentences of max_len tokens count as complete    copies : how many empty sentences there are at first
    """
    beams, complete = [([], 0.0)] * copies, []
    while beams and (enough is None or len(complete) < enough):
        kept = grow(beams, step, B)
        done = [(ends and ids[-1] == 0) or len(ids) >= max_len for ids, _ in kept]
        complete += [one for one, its in zip(kept, done, strict=True) if its and (cut or one[0][-1] == 0)]
        beams = [one for one, its in zip(kept, done, strict=True) if not its]
    if not complete:
        complete = [([0], float(step([])[0]))]
    ids, log_p = max(complete, key=lambda one: rank(one[1], len(one[0]), alpha))
    return ids, (told or rank)(log_p, len(ids), alpha)


@MISTAKES.add
def penalty_multiplied(step, B, max_len, alpha):
    """log_p is multiplied by length**alpha: divide by it, since log_p is negative"""
    return searched(step, B, max_len, alpha, rank=lambda log_p, n, alpha: log_p * n**alpha)


@MISTAKES.add
def end_not_counted(step, B, max_len, alpha):
    """EOS is not counted in the length: it is a token of the sentence"""
    return counted(step, B, max_len, alpha, lambda ids: len(ids) - (ids[-1] == 0))


@MISTAKES.add
def end_not_counted_in_the_result(step, B, max_len, alpha):
    """the right sentence is returned, with a score that does not count EOS in the length: it is one of the tokens"""
    ids, its = searched(step, B, max_len, alpha)
    return ids, score(its * len(ids) ** alpha, len(ids) - (ids[-1] == 0), alpha)


@MISTAKES.add
def end_counted_always(step, B, max_len, alpha):
    """one is added to every length, as for a start token: the length counts what was generated"""
    return counted(step, B, max_len, alpha, lambda ids: len(ids) + 1)


@MISTAKES.add
def divided_by_max_len(step, B, max_len, alpha):
    """all sentences are divided by the same length, max_len: each has a length of its own"""
    return counted(step, B, max_len, alpha, lambda ids: max_len)


def counted(step, B, max_len, alpha, length):
    """Return a sentence and its score, where lengths are counted in another way."""
    complete = all_complete(step, B, max_len)
    ids, log_p = max(complete, key=lambda one: score(one[1], length(one[0]), alpha))
    return ids, score(log_p, length(ids), alpha)


def all_complete(step, B, max_len):
    """Return all complete sentences that a beam finds, with their log-probabilities, in the order of finding."""
    beams, complete = [([], 0.0)], []
    while beams:
        kept = extend(beams, step, B)
        complete += [one for one in kept if one[0][-1] == 0 or len(one[0]) == max_len]
        beams = [one for one in kept if one[0][-1] != 0 and len(one[0]) < max_len]
    return complete


@MISTAKES.add
def alpha_ignored(step, B, max_len, alpha):
    """alpha is ignored: the sum of the log-probabilities is divided by length**alpha"""
    return searched(step, B, max_len, 0)


@MISTAKES.add
def always_the_mean(step, B, max_len, alpha):
    """the sum is divided by the length itself, whatever alpha is: divide by length**alpha"""
    return searched(step, B, max_len, 1)


@MISTAKES.add
def length_times_alpha(step, B, max_len, alpha):
    """the sum is divided by alpha times the length: alpha is a power"""
    return searched(step, B, max_len, alpha, rank=lambda log_p, n, alpha: log_p / max(alpha * n, 1e-3))


@MISTAKES.add
def another_penalty(step, B, max_len, alpha):
    """the length penalty is ((5 + length) / 6)**alpha, as in some systems: this page divides by length**alpha"""
    return searched(step, B, max_len, alpha, rank=lambda log_p, n, alpha: log_p / ((5 + n) / 6) ** alpha)


@MISTAKES.add
def sum_returned(step, B, max_len, alpha):
    """the right sentence is returned with the sum of its log-probabilities: return its score"""
    return searched(step, B, max_len, alpha, told=lambda log_p, n, alpha: log_p)


@MISTAKES.add
def chosen_by_the_sum(step, B, max_len, alpha):
    """the most probable sentence is chosen, and only its score is divided: compare the scores"""
    return searched(step, B, max_len, alpha, rank=lambda log_p, n, alpha: log_p, told=score)


@MISTAKES.add
def probability_returned(step, B, max_len, alpha):
    """e to the score is returned: return the score"""
    ids, its = searched(step, B, max_len, alpha)
    return ids, float(np.exp(its))


@MISTAKES.add
def first_complete(step, B, max_len, alpha):
    """the search stops at the first complete sentence: a later one may have a higher score"""
    return searched(step, B, max_len, alpha, enough=1)


@MISTAKES.add
def enough_complete(step, B, max_len, alpha):
    """the search stops as soon as B sentences are complete: go on until no sentence is left in the beam"""
    return searched(step, B, max_len, alpha, enough=B)


@MISTAKES.add
def best_is_complete(step, B, max_len, alpha):
    """the search stops as soon as a complete sentence leads: others in the beam may still win"""
    beams, complete = [([], 0.0)], []
    while beams:
        kept = extend(beams, step, B)
        complete += [one for one in kept if one[0][-1] == 0 or len(one[0]) == max_len]
        beams = [one for one in kept if one[0][-1] != 0 and len(one[0]) < max_len]
        if kept[0][0][-1] == 0:
            break
    ids, log_p = max(complete, key=lambda one: score(one[1], len(one[0]), alpha))
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def most_probable_b_remembered(step, B, max_len, alpha):
    """of the complete sentences, only the B most probable are remembered: compare the scores of all of them"""
    complete = sorted(all_complete(step, B, max_len), key=lambda one: -one[1])[:B]
    ids, log_p = max(complete, key=lambda one: score(one[1], len(one[0]), alpha))
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def largest_ids(step, B, max_len, alpha):
    """the sentence with the largest ids wins, since max compares pairs by their first part: compare the scores"""
    ids, log_p = max(all_complete(step, B, max_len))
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def best_starts_at_zero(step, B, max_len, alpha):
    """the best score so far starts at 0, and no score is higher: start at minus infinity"""
    return [], 0.0


@MISTAKES.add
def divided_at_every_step(step, B, max_len, alpha):
    """the divided scores stay in the beam and are divided again: keep the sums there, and divide at the end"""
    beams, complete = [([], 0.0)], []
    while beams:
        kept = [(ids, score(log_p, len(ids), alpha)) for ids, log_p in extend(beams, step, B)]
        complete += [one for one in kept if one[0][-1] == 0 or len(one[0]) == max_len]
        beams = [one for one in kept if one[0][-1] != 0 and len(one[0]) < max_len]
    return max(complete, key=lambda one: one[1])


@MISTAKES.add
def lowest_score(step, B, max_len, alpha):
    """the sentence with the lowest score wins: scores are negative, and the highest one is nearest to 0"""
    ids, log_p = min(all_complete(step, B, max_len), key=lambda one: score(one[1], len(one[0]), alpha))
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def last_step_alone(step, B, max_len, alpha):
    """only sentences that are complete at the last step are compared: keep those that ended earlier, too"""
    complete = all_complete(step, B, max_len)
    longest = max(len(ids) for ids, _ in complete)
    ids, log_p = max((one for one in complete if len(one[0]) == longest), key=lambda one: one[1])
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def cut_sentences_lost(step, B, max_len, alpha):
    """sentences that reach max_len without EOS are thrown away: they are complete, too"""
    return searched(step, B, max_len, alpha, cut=False)


@MISTAKES.add
def one_token_too_many(step, B, max_len, alpha):
    """sentences may get max_len + 1 tokens: stop at max_len"""
    return searched(step, B, max_len + 1, alpha)


@MISTAKES.add
def one_token_too_few(step, B, max_len, alpha):
    """sentences get at most max_len - 1 tokens: stop at max_len"""
    return searched(step, B, max(1, max_len - 1), alpha)


@MISTAKES.add
def extended_after_the_end(step, B, max_len, alpha):
    """sentences that ended with EOS are extended: put them aside"""
    return searched(step, B, max_len, alpha, ends=False)


def best_of_each(beams, step, B):
    """Return B extensions of each sentence."""
    return [one for beam in beams for one in extend([beam], step, B)]


@MISTAKES.add
def b_of_each(step, B, max_len, alpha):
    """B extensions of each sentence are kept: keep B in all"""
    return searched(step, min(B, 3), min(max_len, 5), alpha, grow=best_of_each)


@MISTAKES.add
def places_refilled(step, B, max_len, alpha):
    """a sentence that ends is replaced by another extension, so that B go on: it is one of the B that are kept"""

    def grow(beams, step, B):
        every = extend(beams, step, 10**6)
        ended = [one for one in extend(beams, step, B) if one[0][-1] == 0]
        return ended + [one for one in every if one[0][-1] != 0][:B]

    return searched(step, min(B, 40), max_len, alpha, grow=grow)


@MISTAKES.add
def beam_narrows(step, B, max_len, alpha):
    """the beam gets narrower by one with every sentence that ends: B extensions are kept at every step"""
    beams, complete, width = [([], 0.0)], [], B
    while beams and width:
        kept = extend(beams, step, width)
        done = [one for one in kept if one[0][-1] == 0 or len(one[0]) == max_len]
        complete, width = complete + done, width - len(done)
        beams = [one for one in kept if one not in done]
    ids, log_p = max(complete, key=lambda one: score(one[1], len(one[0]), alpha))
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def ended_stay(step, B, max_len, alpha):
    """sentences that ended stay in the beam and push others out: put them aside"""
    beams = [([], 0.0)]
    while True:
        live = [one for one in beams if not one[0] or (one[0][-1] != 0 and len(one[0]) < max_len)]
        if not live:
            break
        done = [one for one in beams if one not in live]
        beams = sorted(done + extend(live, step, 10**6), key=lambda one: one[1], reverse=True)[:B]
    ids, log_p = max(beams, key=lambda one: score(one[1], len(one[0]), alpha))
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def ended_stay_by_score(step, B, max_len, alpha):
    """sentences that ended stay in the beam, where they compete with the others by score: put them aside"""
    beams, length = [([], 0.0)], 0
    while length < max_len and any(not ids or ids[-1] != 0 for ids, _ in beams):
        length += 1
        done = [one for one in beams if one[0] and one[0][-1] == 0]
        every = done + extend([one for one in beams if one not in done], step, 10**6)
        beams = sorted(every, key=lambda one: score(one[1], len(one[0]), alpha), reverse=True)[:B]
    return beams[0][0], score(beams[0][1], len(beams[0][0]), alpha)


@MISTAKES.add
def greedy_instead(step, B, max_len, alpha):
    """the search is greedy, as with B = 1; a beam that begins with B copies of one sentence does the same"""
    ids, log_p = greedy_search(step, max_len)
    return ids, score(log_p, len(ids), alpha)


@MISTAKES.add
def everything_searched(step, B, max_len, alpha):
    """all sentences are searched, whatever B is: keep B at every step"""
    many = len(step([])) ** max_len > 1500
    return searched(step, 40, max_len, alpha) if many else brute_force(step, max_len, alpha)


@MISTAKES.add
def one_too_wide(step, B, max_len, alpha):
    """one sentence more than B is kept: keep B"""
    return searched(step, B + 1, max_len, alpha)


@MISTAKES.add
def end_left_out(step, B, max_len, alpha):
    """the EOS at the end is not in the list: it belongs to the sentence"""
    ids, its = searched(step, B, max_len, alpha)
    return [token for token in ids if token], its
