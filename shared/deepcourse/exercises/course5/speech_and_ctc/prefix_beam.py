"""Exercise 7: the likeliest texts."""

import numpy as np

from deepcourse.exercises.course5.speech_and_ctc.beam_mistakes import MISTAKES
from deepcourse.exercises.course5.speech_and_ctc.columns import as_text, columns
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import ctc as reference


def found(f, log_probs, width):
    """Return the texts and the logarithms of their probabilities."""
    pairs = list(f(log_probs, width))
    return [as_text(text) for text, _ in pairs], np.array([float(log_p) for _, log_p in pairs])


prefix_beam = FunctionExercise(
    __name__,
    reference=reference.prefix_beam,
    use=found,
    minutes=10,
    points_visible=7,
    points_hidden=9,
    returns=("the texts", "the log-probabilities"),
    hints=(
        "Let the beam be a dictionary from tuples of labels to pairs: the log-sum of the paths that end with the "
        "blank, and of the others. At first it holds the empty tuple, with 0 and -inf. Why not 0 and 0?",
        "In each step, make a new dictionary. Each prefix is reached again by the blank, from both sums, and by its "
        "own last label, from one of them. Every label makes a longer one. When is it made from one sum alone?",
        "Several prefixes lead to the same one: np.logaddexp adds to what is there already. Only when all have been "
        "extended, sort by the sum of both and keep `width` of them.",
    ),
)


def case(rng, K, T, width, name="", sharp=1.0):
    """Return random log-probabilities and a width as a case."""
    return Case(name or f"{K} symbols, {T} steps, width {width}", (columns(rng, K, T, sharp), width))


@prefix_beam.visible
def visible():
    """Return few and many symbols, narrow and wide beams, the case in which the likeliest path misleads, one step."""
    rng = np.random.default_rng(544)
    return [
        Case("the blank 0.6 and a label 0.4, twice", (np.log([[0.6, 0.6], [0.4, 0.4]]), 3)),
        case(rng, 3, 5, 4),
        case(rng, 4, 6, 3, sharp=1.5),
        case(rng, 2, 7, 5),
        case(rng, 3, 4, 100, "a beam that keeps everything"),
        case(rng, 5, 6, 1, "a width of 1"),
        case(rng, 4, 1, 9, "one step, a beam that keeps everything"),
        case(rng, 3, 40, 2, "40 steps", sharp=2.0),
    ]


@prefix_beam.draw
def draw(rng):
    """Return random columns and a width."""
    K, T = int(rng.integers(2, 5)), int(rng.integers(4, 9))
    return case(rng, K, T, int(rng.integers(2, 8)), sharp=float(rng.choice([0.7, 1.5])))


@prefix_beam.edges
def edges(rng):
    """Return a width of 1, everything, one label, one step, 50 steps."""
    return [
        case(rng, 4, 7, 1, "a width of 1"),
        case(rng, 3, 5, 300, "a beam that keeps everything"),
        case(rng, 2, 8, 6, "one label"),
        case(rng, 5, 1, 2, "one step"),
        case(rng, 3, 50, 3, "50 steps", sharp=2.0),
    ]


@prefix_beam.property("a beam that keeps everything finds all texts, and their probabilities add up to 1")
def everything(f, rng):
    """Return a sentence unless the probabilities of all texts add up to 1, the likeliest first."""
    texts, logs = found(f, columns(rng, 3, 4), 1000)
    if abs(np.exp(logs).sum() - 1) > 1e-9:
        return f"3 symbols, 4 steps: the probabilities of all {len(texts)} texts add up to {np.exp(logs).sum():.6g}"
    return None if (logs[1:] <= logs[:-1]).all() else "a text comes before one that is likelier"


for mistake in MISTAKES:
    prefix_beam.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@prefix_beam.right
def by_children(log_probs, width):
    """Return the same: for each beginning that may come next, what leads to it."""
    T, beam = log_probs.shape[1], {(): (0.0, -np.inf)}
    for t in range(T):
        column, best = log_probs[:, t], {}
        candidates = set(beam) | {(*text, k) for text in beam for k in range(1, len(log_probs))}
        for text in candidates:
            here = beam.get(text, (-np.inf, -np.inf))
            blank_last, label_last = np.logaddexp(*here) + column[0], -np.inf
            if text:
                parent = beam.get(text[:-1], (-np.inf, -np.inf))
                repeated = len(text) > 1 and text[-2] == text[-1]
                came = parent[0] if repeated else np.logaddexp(*parent)
                label_last = np.logaddexp(here[1], came) + column[text[-1]]
            best[text] = (blank_last, label_last)
        totals = {text: np.logaddexp(*both) for text, both in best.items()}
        order = sorted((text for text in totals if totals[text] > -np.inf), key=lambda text: (-totals[text], text))
        beam = {text: best[text] for text in order[:width]}
    return [(list(text), np.logaddexp(*both)) for text, both in beam.items()]


@prefix_beam.right
def as_tuples(log_probs, width):
    """Return the same texts as tuples, in a tuple."""
    return tuple((tuple(text), np.float64(log_p)) for text, log_p in reference.prefix_beam(log_probs, width))
