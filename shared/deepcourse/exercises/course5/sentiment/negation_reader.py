"""Exercise 5: a recurrent layer made by hand, which handles "not"."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import sentiment as reference

SENTENCES = ("good", "bad", "not good", "not bad", "very good", "very bad", "not very good", "not very bad",
             "very not bad", "very very good", "not very very very good", "not very very very bad")  # fmt: skip


def read(f, before, denied, between, last):
    """Return what the layer says of: some "very", perhaps "not", some "very", and an opinion."""
    words = ["very"] * before + ["not"] * denied + ["very"] * between + [last]
    return reference.read_signs(f(), words)


negation_reader = FunctionExercise(
    __name__,
    reference=reference.negation_reader,
    use=read,
    name="negation_reader",
    minutes=12,
    points_visible=7,
    points_hidden=11,
    returns=("the class",),
    any_number_type=True,
    random_cases=6,
    hints=(
        'Take one unit as a memory: near 0 until "not" comes, near 1 from then on, whatever follows. Look at '
        "tanh(w a + v x): what must w and v be so that 0 stays 0, and a state near 1 does not fade?",
        "At the last word, combine the memory of the step before with the sign of the opinion. Write down the four "
        "cases as a table. No single unit can tell them apart: give a unit to each case that is positive.",
        "A unit that is near 1 in one case of the table and near -1 in the three others: which weights and which bias? "
        "Its weight for the memory is in Waa, that for the opinion in Wax.",
    ),
)


def case(sentence):
    """Return a sentence as a case: the words before and after "not" are counted."""
    *front, last = sentence.split()
    denied = int("not" in front)
    before = front.index("not") if denied else len(front)
    return counted(sentence, before, denied, len(front) - before - denied, last)


def counted(name, *arguments):
    """Return a case with a name."""
    return Case(name, arguments)


@negation_reader.visible
def visible():
    """Return short sentences, and some with many words in between."""
    cases = [case(sentence) for sentence in SENTENCES]
    return [
        *cases,
        counted('"not", 60 times "very", "good"', 0, 1, 60, "good"),
        counted('"not", 60 times "very", "bad"', 0, 1, 60, "bad"),
        counted('60 times "very", "good"', 60, 0, 0, "good"),
        counted('60 times "very", "bad"', 60, 0, 0, "bad"),
    ]


@negation_reader.draw
def draw(rng):
    """Return a random sentence."""
    before, between = (int(n) for n in rng.integers(0, 9, size=2))
    denied, last = int(rng.integers(2)), str(rng.choice(["good", "bad"]))
    told = f'{before} "very", {"not, " if denied else ""}{between} "very", "{last}"'
    return counted(told, before, denied, between, last)


@negation_reader.edges
def edges(rng):
    """Return all four endings, short and after a long way."""
    cases = [case(sentence) for sentence in ("good", "bad", "not good", "not bad", "very bad", "not very good")]
    for denied in (0, 1):
        cases += [counted(f'{"not, " if denied else ""}60 times "very", "{last}"', 0, denied, 60, last)
                  for last in ("good", "bad")]  # fmt: skip
    return cases


@negation_reader.property("not reverses every opinion")
def turned(f, rng):
    """Return a sentence unless "not" changes the class, for both opinions and any number of "very"."""
    for last in ("good", "bad"):
        for between in range(4):
            if read(f, 0, 0, between, last) == read(f, 0, 1, between, last):
                return f'with {between} times "very" before "{last}", the class is the same with and without "not"'
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(**others):
    """Return the parameters of the reference, with some of them replaced."""
    return reference.negation_reader() | {name: np.array(value, float) for name, value in others.items()}


@negation_reader.mistake
def denial_ignored():
    """only the opinion decides: remember "not" in a unit, and combine both in more units, not in one weighted sum"""
    return changed(Waa=np.zeros((3, 3)), ba=[[0], [-4], [-12]])


@negation_reader.mistake
def memory_of_one_step():
    """the memory is lost after one "very": it needs a weight for itself in Waa, and "very" must not change it"""
    return changed(Waa=[[0, 0, 0], [-8, 0, 0], [8, 0, 0]])


@negation_reader.mistake
def memory_fades():
    """the memory fades within three times "very": its weight for itself must be clearly above 1"""
    return changed(Waa=[[0.9, 0, 0], [-8, 0, 0], [8, 0, 0]])


def fading(weight, *, good, bad):
    """Return the reference with a memory that fades, and is read as "not" above `good` and above `bad`."""
    return changed(Wax=[[4, 0, 0], [0, 80, 0], [0, -80, 0]], Waa=[[weight, 0, 0], [-80, 0, 0], [80, 0, 0]],
                   ba=[[0], [80 * good - 80], [-80 * bad - 80]])  # fmt: skip


@negation_reader.mistake
def memory_fades_slowly():
    """the memory has faded after 60 times "very", though not after three: its weight for itself must be larger"""
    return fading(1, good=0.3, bad=0.3)


@negation_reader.mistake
def memory_fades_sooner_before_bad():
    """the memory fades, and "bad" needs more of it than "good": its weight for itself must be clearly above 1"""
    return fading(1, good=0.3, bad=0.7)


@negation_reader.mistake
def memory_fades_sooner_before_good():
    """the memory fades, and "good" needs more of it than "bad": its weight for itself must be clearly above 1"""
    return fading(1, good=0.7, bad=0.3)


@negation_reader.mistake
def memory_too_weak_before_bad():
    """the memory becomes too weak to reverse "bad", though not "good": raise its weight for itself in Waa"""
    return fading(1.2, good=0.3, bad=0.7)


@negation_reader.mistake
def memory_too_weak_before_good():
    """the memory becomes too weak to reverse "good", though not "bad": raise its weight for itself in Waa"""
    return fading(1.2, good=0.7, bad=0.3)


@negation_reader.mistake
def very_is_not():
    """the memory is on after "very" as after "not": neither "very" nor a bias may switch it on"""
    return changed(Wax=[[4, 0, 4], [0, 8, 0], [0, -8, 0]])


@negation_reader.mistake
def added_up():
    """everything with "not" is negative: "not" reverses the opinion, so "not bad" is positive"""
    return changed(Wya=[[0, 0, 0], [0, 4, 0]], by=[[0], [0]])


@negation_reader.mistake
def subtracted_and_fading():
    """a memory that fades is subtracted from the opinion: it must not fade, and "not bad" must be positive"""
    return {
        "Wax": np.array([[3.0, 0, 0], [0, 3, 0]]),
        "Waa": np.array([[1.0, 0], [-6, 0]]),
        "ba": np.zeros((2, 1)),
        "Wya": np.array([[0.0, -1], [0, 1]]),
        "by": np.zeros((2, 1)),
    }


@negation_reader.mistake
def not_is_positive():
    """everything with "not" is positive: "not" reverses the opinion, so "not good" is negative"""
    return changed(Waa=[[4, 0, 0], [-8, 0, 0], [8, 0, 0]], Wax=[[4, 0, 0], [0, 8, 0], [0, 0, 0]], ba=[[0], [-4], [-4]])


@negation_reader.mistake
def classes_swapped():
    """the classes are swapped: row 1 of the scores is the positive one"""
    return changed(Wya=[[0, 4, 4], [0, 0, 0]], by=[[4], [0]])


@negation_reader.mistake
def positive_alone():
    """everything without "not" is positive: the opinion must decide as well"""
    return changed(Wax=[[4, 0, 0], [0, 0, 0], [0, -8, 0]], ba=[[0], [4], [-12]])


@negation_reader.mistake
def negative_always():
    """every sentence is negative: two of the four endings are positive"""
    return changed(Wya=[[0, 0, 0], [0, 0, 0]], by=[[0], [-1]])


@negation_reader.mistake
def positive_always():
    """every sentence is positive: two of the four endings are negative"""
    return changed(Wya=[[0, 0, 0], [0, 0, 0]], by=[[0], [1]])


@negation_reader.mistake
def no_answer():
    """both classes are equally probable for every sentence: Wya and by must tell them apart"""
    return changed(Wya=np.zeros((2, 3)), by=np.zeros((2, 1)))


# --- right, written differently -------------------------------------------------------------------------------------


@negation_reader.right
def two_scores():
    """Return a layer whose negative class has a score of its own, with larger weights."""
    Wax = [[9, 0, 0], [0, 20, 0], [0, -20, 0]]
    Waa = [[3, 0, 0], [-20, 0, 0], [20, 0, 0]]
    return changed(Wax=Wax, Waa=Waa, ba=[[0], [-10], [-30]], Wya=[[0, -3, -3], [0, 3, 3]], by=[[-3], [3]])


@negation_reader.right
def four_units():
    """Return a layer with a unit that nothing reads, and whole numbers."""
    return {"Wax": np.array([[4, 0, 0], [0, 8, 0], [0, -8, 0], [1, 1, 1]]),
            "Waa": np.array([[4, 0, 0, 0], [-8, 0, 0, 0], [8, 0, 0, 0], [0, 0, 0, 0]]),
            "ba": np.array([[0], [-4], [-12], [0]]), "Wya": np.array([[0, 0, 0, 0], [0, 4, 4, 0]]),
            "by": np.array([[0], [4]])}  # fmt: skip
