"""Exercise 5: beam search."""

import numpy as np

from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.beam_mistakes import MISTAKES
from deepcourse.exercises.course5.sequence_to_sequence_and_beam_search.tables import rare_end
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference
from deepcourse.sequence.search import score, table_step

SEEDS = (14, 8, 9, 1, 1, 1, 1, 16)  # of the visible tables: each known mistake shows in them


def found(f, P, B, max_len, alpha):
    """Return the sentences that a search finds in several tables, (k, V, V, V), and their scores, (k,)."""
    answers = [f(table_step(one), B, max_len, alpha) for one in P]
    return [[int(token) for token in ids] for ids, _ in answers], np.array([float(its) for _, its in answers])


beam_search = FunctionExercise(
    __name__,
    reference=reference.beam_search,
    use=found,
    name="beam_search",
    minutes=10,
    points_visible=7,
    points_hidden=11,
    returns=("sentences", "scores"),
    hints=(
        "Keep two lists: sentences that can still be extended, and sentences that are complete. What is in both before "
        "the first step?",
        "After each call of `extend`, every sentence that was kept goes into one of the two lists. Which two questions "
        "decide? When does the loop end?",
        "log_p is negative. By what do you divide it for each complete sentence? Compare all of them, including those "
        "that were found early.",
    ),
)


def tables(rng, k, V, factor=1.0, skew=0.7):
    """Return k random tables, (k, V, V, V), with an `EOS` that is less likely by a factor."""
    return np.array([rare_end(rng, V, factor, skew) for _ in range(k)])


@beam_search.visible
def visible():
    """Return several tables, widths, lengths and powers; a beam of one; a beam as wide as possible; no end."""
    return [
        Case("4 tokens, B = 3, alpha = 0.7", (tables(np.random.default_rng(SEEDS[0]), 4, 4, 0.6), 3, 5, 0.7)),
        Case("5 tokens, B = 2, alpha = 0", (tables(np.random.default_rng(SEEDS[1]), 4, 5), 2, 6, 0)),
        Case("3 tokens, B = 4, alpha = 1", (tables(np.random.default_rng(SEEDS[2]), 3, 3, 0.5), 4, 6, 1)),
        Case("6 tokens, B = 3, alpha = 0.4", (tables(np.random.default_rng(SEEDS[3]), 4, 6, skew=1.5), 3, 4, 0.4)),
        Case("a beam of one", (tables(np.random.default_rng(SEEDS[4]), 2, 4, 0.8), 1, 7, 0.6)),
        Case("they hardly ever end", (tables(np.random.default_rng(SEEDS[5]), 2, 4, 1e-3), 2, 5, 0.5)),
        Case(
            "every sentence fits into the beam", (tables(np.random.default_rng(SEEDS[6]), 2, 3, skew=2.0), 40, 4, 0.8)
        ),
        Case("5 tokens, B = 4, alpha = 1.4", (tables(np.random.default_rng(SEEDS[7]), 4, 5, 0.9), 4, 7, 1.4)),
    ]


@beam_search.draw
def draw(rng):
    """Return random tables, a width, a length and a power."""
    V, B, max_len = int(rng.integers(3, 7)), int(rng.integers(2, 6)), int(rng.integers(4, 9))
    alpha = float(rng.choice([0, 0.3, 0.6, 0.8, 1.0, 1.3]))
    P = tables(rng, 4, V, float(rng.uniform(0.3, 1)))
    return Case(f"{V} tokens, B = {B}, max_len {max_len}, alpha = {alpha}", (P, B, max_len, alpha))


@beam_search.edges
def edges(rng):
    """Return two tokens, one step, a beam of one, all sentences, no end, a high power, many models."""
    return [
        Case("two tokens", (tables(rng, 2, 2, 0.7), 2, 5, 0.5)),
        Case("one step", (tables(rng, 2, 4), 3, 1, 0.9)),
        Case("a beam of one", (tables(rng, 2, 5, 0.4), 1, 6, 0)),
        Case("every sentence fits into the beam", (tables(rng, 2, 4, skew=2.0), 200, 4, 0.5)),
        Case("they hardly ever end", (tables(rng, 2, 5, 1e-4), 3, 6, 0)),
        Case("long sentences, alpha = 2", (tables(rng, 2, 3, 0.4), 3, 9, 2)),
        Case("many models, B = 2", (tables(rng, 25, 4), 2, 5, 0.8)),
        Case("many models, B = 3", (tables(rng, 25, 5, 0.9), 3, 6, 1.2)),
    ]


def all_sentences(rng):
    """Return tables whose sentences all fit into a beam."""
    return Case("all sentences", (tables(rng, 2, 3, skew=1.5), 40, 4, float(rng.choice([0, 0.5, 1]))))


@beam_search.property("a beam that holds every sentence finds the best one", draw=all_sentences)
def finds_the_best(result, P, B, max_len, alpha):
    """Return a sentence unless the results are those of brute force."""
    for one, ids, its in zip(P, *result, strict=True):
        expected, best = reference.brute_force(table_step(one), max_len, alpha)
        if list(ids) != expected or abs(its - best) > 1e-6:
            return f"brute force finds {expected} with the score {best:.6g}, the beam {list(ids)} with {its:.6g}"
    return None


@beam_search.property(
    "the score belongs to the sentence", draw=lambda rng: Case("5 tokens", (tables(rng, 3, 5, 0.5), 3, 6, 0.7))
)
def belongs_to_the_sentence(result, P, B, max_len, alpha):
    """Return a sentence unless the second result is the score of the first."""
    for one, ids, its in zip(P, *result, strict=True):
        if not ids or min(ids) < 0 or max(ids) >= len(one):
            return f"the ids are {ids}; expected at least one, from 0 to {len(one) - 1}"
        right = score(reference.sentence_log_prob(table_step(one), ids), len(ids), alpha)
        if abs(its - right) > 1e-6:
            return f"the score of {ids} is {right:.6g}, not {its:.6g}"
    return None


for mistake in MISTAKES:
    beam_search.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@beam_search.right
def by_arrays(step, B, max_len, alpha):
    """Return the same, with its own extensions, and the best so far in place of a list."""
    live, best = [(0.0, ())], (-np.inf, ())
    for length in range(1, max_len + 1):
        every = [(total + new, (*ids, token)) for total, ids in live for token, new in enumerate(step(ids))]
        live = []
        for total, ids in sorted(every, reverse=True)[:B]:
            if ids[-1] == 0 or length == max_len:
                best = max(best, (total / length**alpha, ids))
            else:
                live.append((total, ids))
        if not live:
            break
    return list(best[1]), best[0]


@beam_search.right
def with_scores_in_the_beam(step, B, max_len, alpha):
    """Return the same, as a dictionary of tuples."""
    beams, complete = {(): 0.0}, {}
    for _ in range(max_len):
        grown = {(*ids, t): total + p for ids, total in beams.items() for t, p in enumerate(step(list(ids)))}
        kept = dict(sorted(grown.items(), key=lambda item: -item[1])[:B])
        complete |= {ids: total for ids, total in kept.items() if ids[-1] == 0}
        beams = {ids: total for ids, total in kept.items() if ids[-1] != 0}
    scores = {ids: total / len(ids) ** alpha for ids, total in (complete | beams).items()}
    best = max(scores, key=scores.get)
    return np.array(best), np.float64(scores[best])
