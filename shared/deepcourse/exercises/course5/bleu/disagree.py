"""Exercise 7: two systems that two ways of averaging rank differently."""

import numpy as np

from deepcourse.exercises.course5.bleu.sentences import case, words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference


def winner(a, b):
    """Return which of two scores is higher, in a word."""
    return "equal" if abs(a - b) < 1e-9 else "A" if a > b else "B"


def words_in(candidate):
    """Return a candidate as a list; raise TypeError where it is no list of words."""
    if isinstance(candidate, str) or not all(isinstance(word, str) for word in candidate):
        raise TypeError("a candidate is a list of words")
    return list(candidate)


def ranked(f, short, long):
    """Return the winner by BLEU of the corpus and by the mean of sentences; words where there are no two systems."""
    made = f(list(short), list(long))
    try:
        a, b = ([words_in(candidate) for candidate in system] for system in made)
        fit = len(a) == len(b) == 2
    except (TypeError, ValueError):
        fit = False
    if not fit:
        return ("not two systems of two lists of words each", "")
    references = [[short], [long]]
    return (winner(*(reference.bleu(system, references) for system in (a, b))),
            winner(*(reference.sentence_scores(system, references).mean() for system in (a, b))))  # fmt: skip


disagree = FunctionExercise(
    __name__,
    reference=reference.disagree,
    use=ranked,
    name="disagree",
    minutes=8,
    points_visible=4,
    points_hidden=6,
    returns=("the system with the higher BLEU of the corpus", "the system with the higher mean of sentence scores"),
    hints=(
        "In the mean, both sentences weigh the same. Which of the two weighs more in the sums of the counts?",
        "Let each system be good at one of the two sentences. Which one should be A's?",
        "If each translates one sentence perfectly and nothing of the other, both means are 1/2. Which system may now "
        "get a little better without catching up in the corpus?",
    ),
)


def of_lengths(short, long):
    """Return two references without a common word, as a case."""
    return case(f"references of {short} and {long} tokens", [f"s{i}" for i in range(short)],
                [f"l{i}" for i in range(long)])  # fmt: skip


@disagree.visible
def visible():
    """Return references of several lengths, some of them with repeated words."""
    return [
        of_lengths(4, 8),
        of_lengths(4, 12),
        of_lengths(6, 13),
        of_lengths(5, 20),
        case("two sentences", words("the old dog sleeps"),
             words("every morning the old dog walks to the mill and waits there")),
    ]  # fmt: skip


@disagree.draw
def draw(rng):
    """Return references, the longer one at least twice as long."""
    short = int(rng.integers(4, 9))
    return of_lengths(short, int(rng.integers(2 * short, 3 * short + 6)))


@disagree.edges
def edges(rng):
    """Return just twice as long, and much longer."""
    return [of_lengths(5, 10), of_lengths(9, 18), of_lengths(4, 40)]


@disagree.property("the references are left as they are")
def unchanged(f, rng):
    """Return a sentence if a reference is changed in place."""
    short, long = list("abcde"), list("fghijklmnopqr")
    f(short, long)
    kept = short == list("abcde") and long == list("fghijklmnopqr")
    return None if kept else "a reference has changed: work on copies"


# --- known mistakes -------------------------------------------------------------------------------------------------


def nothing(tokens):
    """Return as many foreign tokens."""
    return ["?"] * len(tokens)


@disagree.mistake
def systems_swapped(short, long):
    """A and B are swapped: A wins by BLEU of the corpus, B by the mean"""
    return reference.disagree(short, long)[::-1]


@disagree.mistake
def all_or_nothing(short, long):
    """each system translates one sentence perfectly and nothing of the other: then both means are 1/2"""
    return [nothing(short), list(long)], [list(short), nothing(long)]


@disagree.mistake
def wrong_sentence(short, long):
    """A is perfect in the short sentence and B in the long one: then B has more matches in the corpus"""
    return [list(short), nothing(long)], [nothing(short), list(long)]


@disagree.mistake
def the_same_twice(short, long):
    """both systems get equal scores: they have to differ"""
    return [list(short), list(long)], [list(short), list(long)]


@disagree.mistake
def better_in_both(short, long):
    """A is at least as good as B in each sentence: then it wins by both numbers"""
    return [list(short), list(long)], [list(short), nothing(long)]


@disagree.mistake
def worse_in_both(short, long):
    """B is at least as good as A in each sentence: then it wins by both numbers"""
    return [list(short), nothing(long)], [list(short), list(long)]


@disagree.mistake
def one_sentence_each(short, long):
    """a system is not a list of two candidates, each a list of words: it has one for each of the two references"""
    return [list(long)], [list(short)]


# --- right, written differently -------------------------------------------------------------------------------------


@disagree.right
def by_an_empty_candidate(short, long):
    """Return the same ranks: A translates the long sentence alone, B spoils a piece of it."""
    return ([[], long[:]], [short[:], [*long[:4], *["x"] * (len(long) - 4)]])


@disagree.right
def by_search(short, long):
    """Return the longest piece of the long sentence with which B still loses in the corpus."""
    references, first = [[short], [long]], [nothing(short), list(long)]
    best = reference.bleu(first, references)
    for kept in np.arange(len(long) - 1, 3, -1):
        second = [list(short), [*long[:kept], *nothing(long[kept:])]]
        if reference.bleu(second, references) < best:
            return first, second
    return first, second
