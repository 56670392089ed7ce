"""Exercise 2: the likeliest word, again and again."""

import numpy as np

from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.tables import rare_end, some_table, tied, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference
from deepcourse.sequence.search import table_step


def found(f, P, max_len):
    """Return the ids and the log-probability that a search finds in a table."""
    ids, log_p = f(table_step(P), max_len)
    return [int(token) for token in ids], float(log_p)


greedy = FunctionExercise(
    __name__,
    reference=reference.greedy,
    use=found,
    name="greedy",
    minutes=4,
    points_visible=4,
    points_hidden=5,
    returns=("ids", "log_p"),
    hints=(
        "Which prefix does the model get for the first token, and which one for the second?",
        "log(p1 p2 p3) is a sum. Which entry of step(ids) belongs in it?",
        "Two things end the loop. Is the last token in the list, and in the sum?",
    ),
)


@greedy.visible
def visible():
    """Return sentences that end soon, late and not at all, and ties."""
    rng = np.random.default_rng(531)
    return [
        Case("a few words", (rare_end(rng, 4, 0.5), 8)),
        Case("5 tokens", (rare_end(rng, 5, 0.6), 9)),
        Case("it hardly ever ends", (rare_end(rng, 4, 1e-3), 6)),
        Case("equally likely tokens", (tied(rng, 4), 5)),
        Case("6 tokens, it ends soon", (some_table(rng, 6), 7)),
        Case("one step", (some_table(rng, 3), 1)),
    ]


@greedy.draw
def draw(rng):
    """Return a random table."""
    P, max_len = rare_end(rng, int(rng.integers(3, 9)), float(rng.uniform(0.1, 0.9))), int(rng.integers(4, 12))
    return Case(told(P, max_len), (P, max_len))


@greedy.edges
def edges(rng):
    """Return two tokens, an end at once, no end, ties, one step."""
    at_once = some_table(rng, 4)
    at_once[0, 0] = [0.7, 0.1, 0.1, 0.1]
    return [
        Case("it ends at once", (at_once, 6)),
        Case("it never ends", (rare_end(rng, 5, 1e-9), 12)),
        Case("equally likely tokens", (tied(rng, 5), 6)),
        Case("two tokens", (rare_end(rng, 2, 0.2), 5)),
        Case("one step", (rare_end(rng, 4, 0.2), 1)),
    ]


@greedy.property(
    "the log-probability belongs to the sentence", draw=lambda rng: Case("6 tokens", (rare_end(rng, 6), 7))
)
def belongs_to_the_sentence(result, P, max_len):
    """Return a sentence unless the second result is the log-probability of the first."""
    ids, log_p = result
    if not ids or min(ids) < 0 or max(ids) >= len(P):
        return f"the ids are {ids}; expected at least one, from 0 to {len(P) - 1}"
    right = reference.sentence_log_prob(table_step(P), ids)
    return (
        None
        if abs(log_p - right) < 1e-6
        else f"the sentence {ids} has the log-probability {right:.6g}, not {log_p:.6g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def searched(step, max_len, *, pick=np.argmax, seen=lambda ids: ids, ends=True, total=sum):
    """Return a sentence, with something changed.

    pick : which token is taken    seen : which prefix the model gets    ends : does it stop at EOS
    total : what is made of the log-probabilities of all tokens
    """
    ids, parts = [], []
    while len(ids) < max_len:
        log_p = step(list(seen(ids)))
        ids.append(int(pick(log_p)))
        parts.append(float(log_p[ids[-1]]))
        if ends and ids[-1] == 0:
            break
    return ids, float(total(parts))


@greedy.mistake
def end_left_out(step, max_len):
    """the EOS at the end is not in the list: it belongs to the sentence"""
    ids, log_p = searched(step, max_len)
    return [token for token in ids if token], log_p


@greedy.mistake
def end_not_counted(step, max_len):
    """the log-probability of EOS is not added: the end of the sentence has a probability, too"""
    ids, log_p = searched(step, max_len)
    return ids, log_p if ids[-1] else log_p - float(step(ids[:-1])[0])


@greedy.mistake
def end_left_out_and_not_counted(step, max_len):
    """the loop stops before EOS is added to the list and to the sum: it belongs to both"""
    ids, log_p = end_not_counted(step, max_len)
    return [token for token in ids if token], log_p


@greedy.mistake
def goes_on_after_the_end(step, max_len):
    """the sentence goes on after EOS: stop there"""
    return searched(step, max_len, ends=False)


@greedy.mistake
def product_of_probabilities(step, max_len):
    """the probability of the sentence is returned: return its logarithm"""
    return searched(step, max_len, total=lambda parts: np.exp(sum(parts)))


@greedy.mistake
def mean_of_logarithms(step, max_len):
    """the mean of the log-probabilities is returned: return their sum"""
    return searched(step, max_len, total=np.mean)


@greedy.mistake
def sum_of_probabilities(step, max_len):
    """the probabilities are added: add their logarithms, which is what `step` returns"""
    return searched(step, max_len, total=lambda parts: np.sum(np.exp(parts)))


@greedy.mistake
def product_of_logarithms(step, max_len):
    """the log-probabilities are multiplied: add them"""
    return searched(step, max_len, total=np.prod)


@greedy.mistake
def last_alone(step, max_len):
    """the log-probability of the last token alone is returned: add up those of all tokens"""
    return searched(step, max_len, total=lambda parts: parts[-1])


@greedy.mistake
def sign_turned(step, max_len):
    """the sign is inverted, as in a cost: return the log-probability itself, which is below 0"""
    return searched(step, max_len, total=lambda parts: -sum(parts))


@greedy.mistake
def last_token_seen(step, max_len):
    """the model gets the last token alone: give it all tokens so far"""
    return searched(step, max_len, seen=lambda ids: ids[-1:])


@greedy.mistake
def nothing_seen(step, max_len):
    """the model gets an empty prefix at every step: give it all tokens so far"""
    return searched(step, max_len, seen=lambda ids: [])


@greedy.mistake
def prefix_reversed(step, max_len):
    """the model gets the tokens in reverse order: the first token comes first"""
    return searched(step, max_len, seen=lambda ids: ids[::-1])


@greedy.mistake
def least_likely(step, max_len):
    """the least likely token is taken: take the likeliest one"""
    return searched(step, max_len, pick=np.argmin)


@greedy.mistake
def last_of_the_likeliest(step, max_len):
    """of equally likely tokens, the one with the highest id is taken: take the lowest id"""
    return searched(step, max_len, pick=lambda log_p: len(log_p) - 1 - np.argmax(log_p[::-1]))


@greedy.mistake
def one_token_too_many(step, max_len):
    """a sentence may get max_len + 1 tokens: stop at max_len"""
    return searched(step, max_len + 1)


@greedy.mistake
def end_forced(step, max_len):
    """an EOS is added to a sentence that reaches max_len: leave it as it is"""
    ids, log_p = searched(step, max_len)
    return (ids, log_p) if ids[-1] == 0 else ([*ids, 0], log_p)


@greedy.mistake
def room_for_the_end(step, max_len):
    """the last of the max_len tokens is always EOS: a sentence may reach max_len without it"""
    ids, log_p = searched(step, max_len - 1)
    return (ids, log_p) if ids[-1:] == [0] else ([*ids, 0], log_p + float(step(list(ids))[0]))


@greedy.mistake
def end_never_taken(step, max_len):
    """EOS is never chosen: it is a token like the others"""
    return searched(step, max_len, pick=lambda log_p: 1 + np.argmax(log_p[1:]))


@greedy.mistake
def drawn_at_random(step, max_len):
    """tokens are drawn with their probabilities: take the likeliest one"""
    rng = np.random.default_rng(0)
    return searched(step, max_len, pick=lambda log_p: rng.choice(len(log_p), p=np.exp(log_p) / np.exp(log_p).sum()))


# --- right, written differently -------------------------------------------------------------------------------------


@greedy.right
def with_for(step, max_len):
    """Return the same, with a for loop and Python's max."""
    ids, total = (), 0
    for _ in range(max_len):
        log_p = step(ids)
        best = max(range(len(log_p)), key=lambda token: log_p[token])
        ids, total = (*ids, best), total + log_p[best]
        if not best:
            return list(ids), total
    return list(ids), total


@greedy.right
def as_a_beam_of_one(step, max_len):
    """Return the same, by a beam search of width 1."""
    return reference.beam_search(step, 1, max_len, 0)
