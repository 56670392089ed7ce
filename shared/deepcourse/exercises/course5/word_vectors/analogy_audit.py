"""Exercise 5: how much of the success is arithmetic?"""

import numpy as np

from deepcourse.exercises.course5.word_vectors.small_vectors import some_words
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

analogy_audit = FunctionExercise(
    __name__,
    reference=reference.analogy_audit,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    returns=("the share with three words excluded", "the share with no word excluded", "the share of c alone"),
    hints=(
        "Three experiments differ in two things only: the goal, and which words may win. Write a helper for both.",
        "The length of the goal does not change the order of its cosines, so it is enough to make the words unit "
        "vectors. Do that once, not in every question.",
        "A score of -np.inf keeps a word from winning. In which of the three must the words a, b, c be kept out?",
    ),
)


def audit_of(rng, n, V, count, helped=0.6):
    """Return random questions about random words; some of the right answers are what a method would say."""
    words, E = some_words(rng, n, V)
    questions = []
    for _ in range(count):
        a, b, c = (int(i) for i in rng.permutation(V)[:3])
        goal = E[:, b] - E[:, a] + E[:, c]
        ways = (
            (goal, (a, b, c)),
            (goal, ()),
            (E[:, c], (a, b, c)),
            (E[:, b], (a, b, c)),
            (goal, (c,)),
            (E[:, c], (c,)),
        )
        if rng.random() < helped:
            aim, without = ways[int(rng.integers(len(ways)))]
            scores = reference.cosines(E, aim)
            scores[list(without)] = -9
            right = int(scores.argmax())
        else:
            right = int(rng.integers(V))
        questions.append((words[a], words[b], words[c], words[right]))
    return questions, words, E


def negative(length):
    """Return two cases in which the best word has a negative similarity: to the goal, and to c."""
    far = {"up": (1, 0), "left": (3, 1), "right": (2, -1), "low": (-1, -0.5), "deep": (-1, 3)}
    E = length * np.array(list(far.values()), dtype=float).T
    goal = [("up", "left", "right", "deep"), ("up", "right", "left", "low")]
    return [
        Case("all similarities to the goal are negative", (goal, list(far), E)),
        Case("all similarities to c are negative", ([("up", "left", "right", "low")], list(far), E.copy())),
    ]


@analogy_audit.visible
def visible():
    """Return few and many questions, several sizes, a zero vector, negative similarities."""
    rng = np.random.default_rng(75)
    sizes = ((2, 6, 1), (3, 9, 12), (4, 11, 25), (5, 12, 40), (2, 8, 33))
    cases = [
        Case(f"{count} question{'s' * (count > 1)} about {V} words", audit_of(rng, n, V, count))
        for n, V, count in sizes
    ]
    questions, words, E = audit_of(rng, 3, 10, 30)
    E[:, 4] = 0
    return [*cases, Case("a word has the vector 0", (questions, words, E)), *negative(5)]


@analogy_audit.draw
def draw(rng):
    """Return random questions."""
    n, V, count = int(rng.integers(2, 6)), int(rng.integers(8, 13)), int(rng.integers(15, 40))
    return Case(f"{count} questions about {V} words", audit_of(rng, n, V, count))


@analogy_audit.edges
def edges(rng):
    """Return negative similarities, one question, single precision, an answer that is an input word."""
    questions, words, E = audit_of(rng, 4, 9, 20)
    others, known, with_zero = audit_of(rng, 3, 9, 25)
    with_zero[:, 2] = 0
    return [
        *negative(3),
        Case("one of the words has the vector 0", (others, known, with_zero)),
        Case("one question", audit_of(rng, 3, 7, 1, 1.0)),
        Case("single precision", (questions, words, E.astype(np.float32))),
        Case("the right answer is always c", ([(a, b, c, c) for a, b, c, _ in questions], words, E)),
    ]


@analogy_audit.property("a right answer that is an input word is found only if no word is excluded")
def excluded_words_never_win(f, rng):
    """Return a sentence if an excluded word wins."""
    questions, words, E = audit_of(rng, 3, 8, 20)
    said = f([(a, b, c, c) for a, b, c, _ in questions], list(words), E.copy())
    return None if said[0] == 0 and said[2] == 0 else f"with c as the right answer, the shares are {said}"


def shares(questions, words, E, ways, *, unit=True, divide=True, lowest=-np.inf, zero=1.0):
    """Return a share for each way, which is (weights of a, b, c; which of the three are excluded)."""
    place = {word: i for i, word in enumerate(words)}
    lengths = np.linalg.norm(E, axis=0)
    U, found = E / np.where(lengths > 0, lengths, zero) if unit else E, [0.0] * len(ways)
    for a, b, c, right in questions:
        ids = [place[a], place[b], place[c]]
        for i, (weights, without) in enumerate(ways):
            scores = (E[:, ids] @ np.array(weights, float)) @ U
            scores[[ids[j] for j in without]] = lowest
            found[i] += int(scores.argmax()) == place[right]
    return tuple(one / len(questions) for one in found) if divide else tuple(found)


GOAL, ALL = (-1, 1, 1), (0, 1, 2)
RIGHT = ((GOAL, ALL), (GOAL, ()), ((0, 0, 1), ALL))


@analogy_audit.mistake
def counts(questions, words, E):
    """the numbers of correct answers are returned: divide by the number of questions"""
    return shares(questions, words, E, RIGHT, divide=False)


@analogy_audit.mistake
def percent(questions, words, E):
    """the shares are in percent: they are from 0 to 1"""
    return tuple(100 * share for share in shares(questions, words, E, RIGHT))


@analogy_audit.mistake
def excluded_words_win(questions, words, E):
    """in the first and the third share, an excluded word still wins if all others score lower: give it -np.inf"""
    return shares(questions, words, E, RIGHT, lowest=-2)


@analogy_audit.mistake
def excluded_word_wins(questions, words, E):
    """in the first share, an excluded word still wins if all others score lower: give it -np.inf"""
    return shares(questions, words, E, RIGHT, lowest=-2)[0], *shares(questions, words, E, RIGHT)[1:]


@analogy_audit.mistake
def excluded_word_wins_for_c(questions, words, E):
    """for c alone, an excluded word still wins if all others score lower: give it -np.inf"""
    return *shares(questions, words, E, RIGHT)[:2], shares(questions, words, E, RIGHT, lowest=-2)[2]


@analogy_audit.mistake
def first_two_swapped(questions, words, E):
    """the first two shares are swapped: first with the words excluded, then with all words allowed"""
    one, two, three = shares(questions, words, E, RIGHT)
    return two, one, three


@analogy_audit.mistake
def always_excluded(questions, words, E):
    """the three words are excluded in the second share, too: there, all words may win"""
    return shares(questions, words, E, (RIGHT[0], RIGHT[0], RIGHT[2]))


@analogy_audit.mistake
def never_excluded_for_c(questions, words, E):
    """no word is excluded for c alone, where c itself then wins: exclude a, b and c"""
    return shares(questions, words, E, (*RIGHT[:2], ((0, 0, 1), ())))


@analogy_audit.mistake
def only_c_excluded_for_c(questions, words, E):
    """for c alone, only c is excluded: exclude a and b, too, so that the shares can be compared"""
    return shares(questions, words, E, (*RIGHT[:2], ((0, 0, 1), (2,))))


@analogy_audit.mistake
def b_for_c(questions, words, E):
    """the third share looks for the neighbours of b: it should be those of c"""
    return shares(questions, words, E, (*RIGHT[:2], ((0, 1, 0), ALL)))


@analogy_audit.mistake
def only_c_excluded(questions, words, E):
    """the first share excludes c only: exclude a and b, too"""
    return shares(questions, words, E, ((GOAL, (2,)), *RIGHT[1:]))


@analogy_audit.mistake
def only_b_and_c_excluded(questions, words, E):
    """the first share lets a win: exclude a, b and c"""
    return shares(questions, words, E, ((GOAL, (1, 2)), *RIGHT[1:]))


@analogy_audit.mistake
def step_backwards(questions, words, E):
    """the goal is a - b + c: it is b - a + c"""
    return shares(questions, words, E, (((1, -1, 1), ALL), ((1, -1, 1), ()), RIGHT[2]))


@analogy_audit.mistake
def inner_products(questions, words, E):
    """inner products are compared: long vectors win; use cosine similarities"""
    return shares(questions, words, E, RIGHT, unit=False)


@analogy_audit.mistake
def zero_is_nan(questions, words, E):
    """the vector 0 gives nan, which argmax takes for the largest: its similarity is 0"""
    with np.errstate(all="ignore"):
        return shares(questions, words, E, RIGHT, zero=0.0)


@analogy_audit.mistake
def unit_vectors_added(questions, words, E):
    """a, b and c are made unit vectors before they are added: take the vectors of E as they are"""
    lengths = np.linalg.norm(E, axis=0)
    return shares(questions, words, E / np.where(lengths > 0, lengths, 1), RIGHT)


@analogy_audit.right
def by_the_exercise_before(questions, words, E):
    """Return the same, by functions from before."""
    vectors = dict(zip(words, E.T, strict=True))
    found = np.zeros(3)
    for a, b, c, right in questions:
        goal = vectors[b] - vectors[a] + vectors[c]
        found[0] += reference.complete_analogy(a, b, c, vectors) == right
        found[1] += max(words, key=lambda word: reference.cosine_similarity(vectors[word], goal)) == right
        others = [word for word in reference.nearest(c, words, E, len(words)) if word not in (a, b)]
        found[2] += others[0] == right
    return list(found / len(questions))
