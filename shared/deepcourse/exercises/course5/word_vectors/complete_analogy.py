"""Exercise 4: a is to b as c is to which word?"""

import numpy as np

from deepcourse.exercises.course5.word_vectors.small_vectors import as_vectors, some_words
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

complete_analogy = FunctionExercise(
    __name__,
    reference=reference.complete_analogy,
    minutes=7,
    points_visible=5,
    points_hidden=8,
    random_cases=8,
    returns=("the word",),
    hints=(
        "From man to woman there is a step. Which point do you reach if you take the same step from king?",
        "Compare every allowed word with that point, by your cosine_similarity.",
        "Keep the best word so far and its similarity. Where must the best similarity start, so that a word with a "
        "negative one can win? When does a later word replace an equal one?",
    ),
)


def picked(place):
    """Return a random case whose analogy has a clear answer; `place` seeds it."""
    rng = np.random.default_rng(place)
    words, E = some_words(rng, int(rng.integers(2, 6)), int(rng.integers(7, 12)))
    a, b, c = (words[i] for i in rng.permutation(len(words))[:3])
    return (a, b, c, as_vectors(words, E))


@complete_analogy.visible
def visible():
    """Return the queen, an input word nearest of all, negative similarities, ties, a zero vector, random words."""
    royal = {"man": [1, 0, 2], "king": [1, 3, 2], "water": [-2, 1, 1], "woman": [2, 0.5, -1], "queen": [2, 3, -1.5]}
    far = {"up": [1, 0], "left": [3, 1], "right": [2, -1], "low": [-1, -0.5], "deep": [-1, 3]}
    tied = {"one": [1, 0], "two": [2, 1], "six": [0.5, 2], "ten": [3, 6], "ape": [6, 12], "bee": [1, -2]}
    sorted_tie = {"one": [1, 0], "two": [2, 1], "six": [0.5, 2], "bee": [3, 6], "elk": [6, 12], "ape": [1, -2]}
    capital = {"Turkey": [1, 2], "Rice": [3, 2], "China": [1, 4], "turkey": [2, 5.5], "rice": [5, -1], "china": [-3, 1]}
    capital["bread"] = [-1, 3]
    twin = {"one": [1, 0], "two": [2, 1], "six": [0.5, 2], "seven": [0.5, 2], "ten": [3, 2], "bee": [1, -2]}
    nothing = {"a": [1, 0], "b": [-1, 2], "c": [-3, 0], "none": [0, 0], "far": [2, -1], "away": [4, 0]}
    named = (
        ("man is to king", ("man", "king", "woman"), royal),
        ("all similarities are negative", ("up", "left", "right"), far),
    )
    ties = (
        ("two words of equal direction", ("one", "two", "six"), tied),
        ("two words of equal direction, in order of the alphabet", ("one", "two", "six"), sorted_tie),
        ("the vector 0 is best", ("a", "b", "c"), nothing),
        ("Turkey and turkey are two words", ("Turkey", "Rice", "China"), capital),
        ("a word with the vector of another", ("one", "two", "six"), twin),
        ("the third word is the second", ("one", "two", "two"), twin),
    )
    cases = [
        Case(name, (*three, {w: np.array(v, float) for w, v in vectors.items()}))
        for name, three, vectors in named + ties
    ]
    return [*cases, *(Case(f"random words {i}", picked(700 + i)) for i in range(14))]


@complete_analogy.draw
def draw(rng):
    """Return random words."""
    return Case("random words", picked(int(rng.integers(1_000_000))))


@complete_analogy.edges
def edges(rng):
    """Return one allowed word, capital letters, b equal to c."""
    words, E = some_words(rng, 4, 9)
    vectors = as_vectors(words, E)
    tied = {"one": [1, 0], "two": [2, 1], "six": [0.5, 2], "oak": [2, 4], "ash": [1, 2], "elm": [4, 8]}
    both = {"Polish": [1, 1], "Work": [2, 3], "March": [0, 4], "polish": [-1, 6], "work": [3, 1], "march": [-2, -5]}
    both["north"] = [4, 1]
    copied = {"oak": [1, 0], "elm": [1.5, 1], "ash": [0.5, 2], "copy": [0.5, 2], "fir": [-1, 1], "yew": [3, 1]}
    below = {"east": [1, 0], "north": [4, 1], "south": [2, -0.5], "west": [-1, -0.5], "cold": [-2, 0.1]}
    return [
        *(Case(f"other words {i}", picked(900 + i)) for i in range(30)),
        Case("all similarities are negative", ("east", "north", "south", {w: np.array(v) for w, v in below.items()})),
        Case("words of equal direction", ("one", "two", "six", {w: np.array(v, float) for w, v in tied.items()})),
        Case("one word is left", (*words[:3], as_vectors(words[:4], E))),
        Case(
            "words with capital letters", (*(w.upper() for w in words[4:7]), {w.upper(): v for w, v in vectors.items()})
        ),
        Case("the third word is the second", (words[0], words[5], words[5], vectors)),
        Case("a word with the vector of the third", ("oak", "elm", "ash", {w: np.array(v) for w, v in copied.items()})),
        Case("small and capital letters", ("Polish", "Work", "March", {w: np.array(v) for w, v in both.items()})),
    ]


@complete_analogy.property("the answer is none of the three words")
def no_input_word(f, rng):
    """Return a sentence if one of the three words comes back."""
    for _ in range(5):
        words, E = some_words(rng, 3, 8)
        said = f(*words[:3], as_vectors(words, E))
        if said in words[:3]:
            return f"for {words[0]}, {words[1]} and {words[2]}, the answer is {said}"
    return None


def best(goal, vectors, without=(), similarity=reference.cosine_similarity, last=False):
    """Return the word with the largest similarity to a goal."""
    allowed = [word for word in vectors if word not in without]
    return max(allowed[::-1] if last else allowed, key=lambda word: similarity(vectors[word], goal))


@complete_analogy.mistake
def nothing_excluded(word_a, word_b, word_c, vectors):
    """the three words are not left out: one of them is often nearest, and it is no answer"""
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors)


@complete_analogy.mistake
def only_c_excluded(word_a, word_b, word_c, vectors):
    """only word_c is left out: leave out word_a and word_b, too"""
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors, (word_c,))


@complete_analogy.mistake
def b_allowed(word_a, word_b, word_c, vectors):
    """word_b is allowed as an answer: leave out all three words"""
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors, (word_a, word_c))


@complete_analogy.mistake
def a_allowed(word_a, word_b, word_c, vectors):
    """word_a is allowed as an answer: leave out all three words"""
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors, (word_b, word_c))


@complete_analogy.mistake
def step_backwards(word_a, word_b, word_c, vectors):
    """the step goes from b to a: add b - a to c, not a - b"""
    return best(vectors[word_a] - vectors[word_b] + vectors[word_c], vectors, (word_a, word_b, word_c))


@complete_analogy.mistake
def step_from_c(word_a, word_b, word_c, vectors):
    """the goal is b + a - c: take the step from a to b, and start at c"""
    return best(vectors[word_b] + vectors[word_a] - vectors[word_c], vectors, (word_a, word_b, word_c))


@complete_analogy.mistake
def all_added(word_a, word_b, word_c, vectors):
    """all three vectors are added: subtract that of word_a"""
    return best(vectors[word_b] + vectors[word_a] + vectors[word_c], vectors, (word_a, word_b, word_c))


@complete_analogy.mistake
def start_left_out(word_a, word_b, word_c, vectors):
    """the words are compared with b - a alone: add c"""
    return best(vectors[word_b] - vectors[word_a], vectors, (word_a, word_b, word_c))


@complete_analogy.mistake
def steps_compared(word_a, word_b, word_c, vectors):
    """the cosine is that of the steps b - a and d - c: compare d with b - a + c"""
    step, start = vectors[word_b] - vectors[word_a], vectors[word_c]
    return best(step, vectors, (word_a, word_b, word_c), lambda v, goal: reference.cosine_similarity(v - start, goal))


@complete_analogy.mistake
def inner_product(word_a, word_b, word_c, vectors):
    """inner products are compared: long vectors win; use the cosine similarity"""
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    return best(goal, vectors, (word_a, word_b, word_c), lambda v, goal: float(v @ goal))


@complete_analogy.mistake
def euclidean(word_a, word_b, word_c, vectors):
    """Euclidean distances are compared: use the cosine similarity"""
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    return best(goal, vectors, (word_a, word_b, word_c), lambda v, goal: -float(np.linalg.norm(v - goal)))


@complete_analogy.mistake
def least_similar(word_a, word_b, word_c, vectors):
    """the least similar word is returned: look for the largest cosine"""
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    return best(goal, vectors, (word_a, word_b, word_c), lambda v, goal: -reference.cosine_similarity(v, goal))


@complete_analogy.mistake
def sign_ignored(word_a, word_b, word_c, vectors):
    """the absolute value of the cosine is compared: -0.9 means nearly opposite"""
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    return best(goal, vectors, (word_a, word_b, word_c), lambda v, goal: abs(reference.cosine_similarity(v, goal)))


@complete_analogy.mistake
def later_word_wins(word_a, word_b, word_c, vectors):
    """of two equal similarities, the later word wins: replace the best word only by a better one"""
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    return best(goal, vectors, (word_a, word_b, word_c), last=True)


@complete_analogy.mistake
def alphabetical(word_a, word_b, word_c, vectors):
    """of two equal similarities, the first in the alphabet wins: the first in the dictionary should"""
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    return best(goal, dict(sorted(vectors.items())), (word_a, word_b, word_c))


@complete_analogy.mistake
def lower_case(word_a, word_b, word_c, vectors):
    """the three words are made lower-case: Turkey and turkey are two words"""
    word_a, word_b, word_c = word_a.lower(), word_b.lower(), word_c.lower()
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors, (word_a, word_b, word_c))


@complete_analogy.mistake
def capitals_ignored(word_a, word_b, word_c, vectors):
    """a word is left out that differs from one of the three by a capital letter: compare the words as they are"""
    without = [word for word in vectors if word.lower() in (word_a.lower(), word_b.lower(), word_c.lower())]
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors, without)


@complete_analogy.mistake
def equal_vectors_left_out(word_a, word_b, word_c, vectors):
    """every word is left out that has the vector of one of the three: compare words, not vectors"""
    given = [vectors[word] for word in (word_a, word_b, word_c)]
    without = [word for word, vector in vectors.items() if any(np.array_equal(vector, one) for one in given)]
    return best(vectors[word_b] - vectors[word_a] + vectors[word_c], vectors, without)


@complete_analogy.mistake
def starts_at_zero(word_a, word_b, word_c, vectors):
    """the search starts at similarity 0, so that no word with a negative one can win: start below -1"""
    goal, found, highest = vectors[word_b] - vectors[word_a] + vectors[word_c], None, 0.0
    for word, vector in vectors.items():
        cosine = reference.cosine_similarity(vector, goal)
        if word not in (word_a, word_b, word_c) and cosine > highest:
            found, highest = word, cosine
    return found


@complete_analogy.right
def by_loop(word_a, word_b, word_c, vectors):
    """Return the same, by a loop."""
    goal, found, highest = vectors[word_b] + vectors[word_c] - vectors[word_a], None, -2.0
    for word, vector in vectors.items():
        if word in {word_a, word_b, word_c}:
            continue
        cosine = round(reference.cosine_similarity(goal, vector), 12)
        if cosine > highest:
            found, highest = word, cosine
    return found
