"""Exercise 4: one step of a beam search."""

import numpy as np

from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.tables import rare_end, some_table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference
from deepcourse.sequence.search import table_step


def extended(f, sentences, log_ps, P, B):
    """Return the kept sentences, as lists, and their log-probabilities, (number kept,)."""
    kept = f([(list(ids), log_p) for ids, log_p in zip(sentences, log_ps, strict=True)], table_step(P), B)
    return [[int(token) for token in ids] for ids, _ in kept], np.array([float(log_p) for _, log_p in kept])


extend = FunctionExercise(
    __name__,
    reference=reference.extend,
    use=extended,
    name="extend",
    minutes=6,
    points_visible=5,
    points_hidden=8,
    returns=("sentences", "log_p"),
    hints=(
        "How many extensions do 3 sentences have if there are 5 tokens? Make a list of all of them first.",
        "Each extension is a new list of ids, and the sum of two log-probabilities. Which two?",
        "Sort the list of all extensions once, no matter which sentence they came from; `sorted` takes a `key`.",
    ),
)


def beams_of(rng, number, length, V):
    """Return different unfinished sentences of one length, and their log-probabilities."""
    seen = set()
    while len(seen) < number:
        seen.add(tuple(int(token) for token in rng.integers(1, V, size=length)))
    return [list(ids) for ids in sorted(seen)], [float(x) for x in -rng.uniform(0.5, 2.5, size=number)]


@extend.visible
def visible():
    """Return several beams and widths, the first step, sentences whose extensions all win, few extensions."""
    rng = np.random.default_rng(541)
    return [
        Case("2 sentences, 4 tokens, B = 3", (*beams_of(rng, 2, 2, 4), some_table(rng, 4), 3)),
        Case("the first step, B = 2", ([[]], [0.0], some_table(rng, 5), 2)),
        Case("3 sentences, 5 tokens, B = 4", (*beams_of(rng, 3, 3, 5), some_table(rng, 5, 0.4), 4)),
        Case("one sentence is far better", ([[1, 2], [2, 2], [3, 1]], [-6.0, -0.2, -7.0], some_table(rng, 4, 3.0), 3)),
        Case("fewer extensions than B", ([[2], [1]], [-0.4, -1.1], some_table(rng, 3), 10)),
        Case("B = 1", (*beams_of(rng, 3, 2, 4), some_table(rng, 4), 1)),
    ]


@extend.draw
def draw(rng):
    """Return random sentences and a random table."""
    V, B = int(rng.integers(4, 9)), int(rng.integers(2, 7))
    number, length = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    return Case(f"{number} sentences, {V} tokens, B = {B}", (*beams_of(rng, number, length, V), some_table(rng, V), B))


@extend.edges
def edges(rng):
    """Return two tokens, a beam of one, a beam wider than everything, the first step."""
    return [
        Case("two tokens", ([[1, 1]], [-0.7], some_table(rng, 2), 2)),
        Case("the first step", ([[]], [0.0], rare_end(rng, 6), 3)),
        Case("B = 1", (*beams_of(rng, 4, 3, 5), some_table(rng, 5), 1)),
        Case("fewer extensions than B", (*beams_of(rng, 2, 2, 4), some_table(rng, 4), 50)),
        Case("one sentence is far better", ([[1, 2, 1], [3, 2, 2]], [-9.0, -0.1], some_table(rng, 4, 3.0), 4)),
    ]


@extend.property(
    "log-probabilities never rise",
    draw=lambda rng: Case("3 sentences", (*beams_of(rng, 3, 2, 5), some_table(rng, 5), 4)),
)
def never_rise(result, sentences, log_ps, P, B):
    """Return a sentence unless each kept sentence has the right log-probability."""
    for ids, log_p in zip(*result, strict=True):
        if ids[:-1] not in sentences:
            return f"{ids} is no extension of one of the sentences {sentences} by one token"
        right = log_ps[sentences.index(ids[:-1])] + float(table_step(P)(ids[:-1])[ids[-1]])
        if abs(right - log_p) > 1e-6:
            return f"the log-probability of {ids} is {right:.6g}, not {log_p:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def candidates(beams, step, *, add=lambda total, new, ids: total + new, seen=lambda ids: ids, tokens=None,
               join=lambda ids, token: [*ids, token]):  # fmt: skip
    """Return one list of all extensions for each sentence, with something changed."""
    lists = []
    for ids, total in beams:
        log_p = step(list(seen(ids)))
        which = range(len(log_p)) if tokens is None else tokens(log_p)
        lists.append([(join(ids, token), float(add(total, log_p[token], ids))) for token in which])
    return lists


def best(found, B):
    """Return the B of the highest log-probability, highest first."""
    return sorted(found, key=lambda one: one[1], reverse=True)[:B]


def together(lists):
    """Return one list of many."""
    return [one for its in lists for one in its]


def kept(beams, step, B, **changes):
    """Return the B best of all extensions, with something changed."""
    return best(together(candidates(beams, step, **changes)), B)


@extend.mistake
def best_of_each(beams, step, B):
    """B extensions of each sentence are kept: keep B in all"""
    return best(together(best(its, B) for its in candidates(beams, step)), 10**6)


@extend.mistake
def one_of_each(beams, step, B):
    """each sentence is extended by its likeliest token alone: a sentence may have several extensions, or none"""
    return best(together(best(its, 1) for its in candidates(beams, step)), B)


@extend.mistake
def equal_shares(beams, step, B):
    """every sentence gets an equal share of the B extensions: all of them may come from one sentence"""
    share = -(-B // len(beams))
    return best(together(best(its, share) for its in candidates(beams, step)), B)


@extend.mistake
def first_sentence_alone(beams, step, B):
    """the first sentence alone is extended: extend all of them"""
    return kept(beams[:1], step, B)


@extend.mistake
def last_sentence_alone(beams, step, B):
    """the last sentence alone is extended: collect the extensions of all sentences before you sort"""
    return kept(beams[-1:], step, B)


@extend.mistake
def new_token_alone(beams, step, B):
    """the log-probability of the new token alone is compared and stored: add that of the sentence before it"""
    return kept(beams, step, B, add=lambda total, new, ids: new)


@extend.mistake
def ranked_by_the_new_token(beams, step, B):
    """the right sums are stored, but sorted by the new token's log-probability alone: sort by the sums"""
    found = [(log_p - total, (ids, log_p)) for (_, total), its in zip(beams, candidates(beams, step), strict=True)
             for ids, log_p in its]  # fmt: skip
    return [pair for _, pair in sorted(found, key=lambda one: -one[0])[:B]]


@extend.mistake
def old_sum_kept(beams, step, B):
    """the old log-probability is stored with the extension: add that of the new token"""
    found = together([(one, one[1] - total) for one in its]
                     for its, (_, total) in zip(candidates(beams, step), beams, strict=True))  # fmt: skip
    ranked = sorted(found, key=lambda pair: pair[0][1], reverse=True)[:B]
    return [(ids, log_p - new) for (ids, log_p), new in ranked]


@extend.mistake
def multiplied(beams, step, B):
    """log-probabilities are multiplied: add them"""
    return kept(beams, step, B, add=lambda total, new, ids: total * new)


@extend.mistake
def subtracted(beams, step, B):
    """the log-probability of the new token is subtracted: add it"""
    return kept(beams, step, B, add=lambda total, new, ids: total - new)


@extend.mistake
def probabilities_added(beams, step, B):
    """the probability of the new token is added to a logarithm: add what `step` returns, a logarithm"""
    return kept(beams, step, B, add=lambda total, new, ids: total + np.exp(new))


@extend.mistake
def mean_kept(beams, step, B):
    """the sum is divided by the number of tokens: keep the sum, all sentences here have the same length"""
    return kept(beams, step, B, add=lambda total, new, ids: (total + new) / (len(ids) + 1))


@extend.mistake
def probabilities_returned(beams, step, B):
    """probabilities are returned: return their logarithms"""
    return [(ids, float(np.exp(log_p))) for ids, log_p in kept(beams, step, B)]


@extend.mistake
def last_token_seen(beams, step, B):
    """the model gets the last token alone: give it the whole sentence so far"""
    return kept(beams, step, B, seen=lambda ids: ids[-1:])


@extend.mistake
def nothing_seen(beams, step, B):
    """the model gets an empty prefix: give it the sentence that is extended"""
    return kept(beams, step, B, seen=lambda ids: [])


@extend.mistake
def least_probable(beams, step, B):
    """the least probable extensions are kept: sorting puts the lowest first unless you reverse it"""
    return sorted(together(candidates(beams, step)), key=lambda one: one[1])[:B]


@extend.mistake
def worst_first(beams, step, B):
    """the right extensions are in ascending order: the most probable one comes first"""
    return kept(beams, step, B)[::-1]


@extend.mistake
def not_sorted(beams, step, B):
    """the right extensions are in the order of the sentences: sort all of them together"""
    right = kept(beams, step, B)
    return [one for one in together(candidates(beams, step)) if one in right]


@extend.mistake
def worst_replaced(beams, step, B):
    """the right extensions are kept, each in the place of one that it replaced: sort them at the end"""
    found = []
    for one in together(candidates(beams, step)):
        worst = min(range(len(found)), key=lambda i: found[i][1], default=None)
        if len(found) < B:
            found.append(one)
        elif one[1] > found[worst][1]:
            found[worst] = one
    return found


@extend.mistake
def sorted_as_ids(beams, step, B):
    """the extensions are sorted by their ids: sort them by their log-probabilities"""
    return sorted(together(candidates(beams, step)), reverse=True)[:B]


@extend.mistake
def end_left_out(beams, step, B):
    """EOS is not among the new tokens: a sentence may end at every step"""
    return kept(beams, step, B, tokens=lambda log_p: range(1, len(log_p)))


@extend.mistake
def last_token_left_out(beams, step, B):
    """the token with the highest id is left out: tokens are counted from 0 to V - 1"""
    return kept(beams, step, B, tokens=lambda log_p: range(len(log_p) - 1))


@extend.mistake
def put_in_front(beams, step, B):
    """the new token is put in front: it comes last"""
    return kept(beams, step, B, join=lambda ids, token: [token, *ids])


@extend.mistake
def new_token_returned(beams, step, B):
    """the ids are the new token alone: return the whole sentence"""
    return kept(beams, step, B, join=lambda ids, token: [token])


@extend.mistake
def one_list_for_all(beams, step, B):
    """all extensions of a sentence share one list, which grows: make a new list for each, as [*ids, token] does"""
    found = []
    for ids, total in beams:
        shared, log_p = list(ids), step(list(ids))
        for token in range(len(log_p)):
            shared.append(token)
            found.append((shared, float(total + log_p[token])))
    return best(found, B)


@extend.mistake
def old_ids_kept(beams, step, B):
    """the new token is missing from the ids: store a new list for each extension, as [*ids, token] does"""
    return kept(beams, step, B, join=lambda ids, token: list(ids))


@extend.mistake
def sentence_and_token_swapped(beams, step, B):
    """from a position in the flattened table, sentence and token are swapped: the position is sentence * V + token"""
    table = np.array([[log_p for _, log_p in its] for its in candidates(beams, step)])
    number, V = table.shape
    places = np.argsort(-table.ravel(), kind="stable")[:B]
    return [([*beams[place % number][0], int(place // number) % V], float(table.ravel()[place])) for place in places]


@extend.mistake
def place_in_the_table_as_token(beams, step, B):
    """the position among all extensions is used as the token: take it modulo V"""
    table = np.array([[log_p for _, log_p in its] for its in candidates(beams, step)])
    places = np.argsort(-table.ravel(), kind="stable")[:B]
    return [([*beams[place // table.shape[1]][0], int(place)], float(table.ravel()[place])) for place in places]


# --- right, written differently -------------------------------------------------------------------------------------


@extend.right
def by_one_table(beams, step, B):
    """Return the same, from one table of all extensions."""
    table = np.array([total + step(ids) for ids, total in beams])
    places = np.argsort(table, axis=None)[::-1][:B]
    return [(beams[i][0] + [int(token)], table[i, token]) for i, token in np.argwhere(table > -np.inf)[places]]


@extend.right
def by_tuples(beams, step, B):
    """Return the same, with tuples for lists, and a heap."""
    import heapq

    found = []
    for ids, total in beams:
        for token, new in enumerate(step(tuple(ids))):
            found.append((total + new, (*ids, token)))
    return [(ids, log_p) for log_p, ids in heapq.nlargest(B, found)]
