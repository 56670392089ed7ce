"""Exercise 6: nonsense with as high a BLEU as can be."""

from deepcourse.exercises.course5.bleu.sentences import WORDS, case
from deepcourse.exercises.course5.bleu.sentences import words as split
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference


def judged(f, words):
    """Return what kind of thing the result is, and its BLEU."""
    before = list(words)
    made = f(words)
    if not isinstance(made, (list, tuple)) or not all(isinstance(word, str) for word in made):
        return f"not a list of words but {type(made).__name__}", 0.0
    made = list(made)
    kind = "the reference" if made == before else "the words of the reference in another order"
    if sorted(made) != sorted(before):
        kind = "not exactly the words of the reference"
    return kind, reference.bleu([made], [[before]])


best_reordering = FunctionExercise(
    __name__,
    reference=reference.best_reordering,
    use=judged,
    name="best_reordering",
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the result", "its BLEU"),
    hints=(
        "The single words match in every order. Which of the pairs can all stay? How few of them can break?",
        "If only one pair breaks, the sentence has been cut into two pieces. How many triples and 4-grams reach across "
        "the cut?",
        "That number depends on how long the shorter piece is. Try pieces of 1, 2 and 3 words on paper.",
    ),
)


def some_words(rng, number):
    """Return different words in random order."""
    words = [*WORDS, "not", "and", "green", "ran", "home", "then", "we", "all", "up"]
    return [words[i] for i in rng.permutation(len(words))[:number]]


@best_reordering.visible
def visible():
    """Return sentences of several lengths."""
    return [
        case("7 words", split("the old dog saw a red house")),
        case("5 words", split("we sat on a mat")),
        case("9 words", split("a cat and the green dog ran home then")),
        case("12 words", split("all the people of this town came out to see her go")),
    ]


@best_reordering.draw
def draw(rng):
    """Return random different words."""
    number = int(rng.integers(5, 18))
    return case(f"{number} words", some_words(rng, number))


@best_reordering.edges
def edges(rng):
    """Return the shortest and a long sentence, and words in alphabetical order."""
    return [case("5 words", some_words(rng, 5)), case("20 words", some_words(rng, 20)),
            case("in alphabetical order", sorted(some_words(rng, 8))),
            case("in the reverse of alphabetical order", sorted(some_words(rng, 8))[::-1])]  # fmt: skip


@best_reordering.property("no word is lost or added")
def same_words(f, rng):
    """Return a sentence unless the words are those of the reference, in another order."""
    words = some_words(rng, 10)
    made = list(f(list(words)))
    if sorted(made) != sorted(words):
        return "the result does not have exactly the words of the reference"
    return "the result is the reference itself" if made == words else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def rotated(words, k):
    """Return the words with the first k at the end."""
    return [*words[k:], *words[:k]]


@best_reordering.mistake
def the_reference(words):
    """the order is that of the reference: return another order"""
    return list(words)


@best_reordering.mistake
def backwards(words):
    """no run of four words is kept: look for an order that breaks as few pairs as possible"""
    return words[::-1]


@best_reordering.mistake
def cut_in_the_middle(words):
    """more than two words are moved together: one pair breaks, but more triples and 4-grams do than necessary"""
    return rotated(words, len(words) // 2)


@best_reordering.mistake
def two_words_moved(words):
    """two words are moved together: one pair breaks, but more triples and 4-grams do than necessary"""
    return rotated(words, 2)


@best_reordering.mistake
def first_two_swapped(words):
    """two words at an end, or the first and the last, are swapped: two pairs break, and one is possible"""
    return [words[1], words[0], *words[2:]]


@best_reordering.mistake
def swapped_inside(words):
    """two adjacent words inside the sentence are swapped: three pairs break, and one is possible"""
    return [words[0], words[2], words[1], *words[3:]]


@best_reordering.mistake
def word_lost(words):
    """the first word is missing: each word of the reference is used once"""
    return words[1:]


@best_reordering.mistake
def word_repeated(words):
    """the last word is there twice, and the first is missing: each word of the reference is used once"""
    return [*words[1:], words[-1]]


@best_reordering.mistake
def joined(words):
    """the words are joined to one string: return a list of words"""
    return " ".join([*words[1:], words[0]])


@best_reordering.mistake
def copied_and_extended(words):
    """the first word is added at the end and stays in front as well: each word is used once"""
    return [*words, words[0]]


# --- right, written differently -------------------------------------------------------------------------------------


@best_reordering.right
def last_word_first(words):
    """Return the last word in front of the others."""
    return [words[-1], *words[:-1]]


@best_reordering.right
def by_trying(words):
    """Return the best of all moves of one word to another position."""
    moves = []
    for i in (0, len(words) - 1):
        rest = words[:i] + words[i + 1 :]
        moves += [[*rest[:j], words[i], *rest[j:]] for j in range(len(words))]
    return max((move for move in moves if move != words), key=lambda move: reference.bleu([move], [[words]]))
