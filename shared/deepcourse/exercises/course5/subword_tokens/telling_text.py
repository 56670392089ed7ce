"""Exercise 7: one short text that finds broken tokenisers."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.broken_tokenizers import BROKEN, MORE, differs

MOST = 14  # bytes
FOUND, MISSED = "found: the tokens differ", "missed: the tokens are the same"


def found(f, which):
    """Return whether the text that `f` returns tells one broken tokeniser from the right one, or why it is no text."""
    text = f()
    if not isinstance(text, str):
        return f"the result is not a text, but {type(text).__name__}"
    size = len(text.encode(errors="replace"))
    if size > MOST:
        return f"the text has {size} bytes; at most {MOST} are allowed"
    return FOUND if differs(which, str(text)) else MISSED


def reference():
    """Return a text of 13 bytes."""
    return "abcbcaaa  É "


telling_text = FunctionExercise(
    __name__,
    reference=reference,
    use=found,
    name="telling_text",
    minutes=9,
    points_visible=5,
    points_hidden=5,
    returns=("the verdict",),
    hints=(
        "Take the tokenisers one by one: for each, find the shortest text that it cuts differently. Write the right "
        "tokens beside it.",
        "The first three choose a different pair where two known pairs share a letter. Which three letters show that?",
        "One part of the text may serve several tokenisers. Try three letters whose pairs clash, one of the pairs "
        "again, and a run; then white space and an unusual letter.",
    ),
)


@telling_text.visible
def visible():
    """Return the nine tokenisers of the page."""
    return [Case(name, (name,)) for name in BROKEN]


@telling_text.edges
def edges(rng):
    """Return the nine again, and two more, in any order."""
    return [Case(str(name), (str(name),)) for name in rng.permutation([*BROKEN, *MORE])]


@telling_text.property("the same text every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    return None if f() == f() else "two calls return different texts"


# --- known mistakes -------------------------------------------------------------------------------------------------


@telling_text.mistake
def no_clash():
    """no two pairs of the list compete for a letter: then the order of the merges makes no difference"""
    return "bcbcaaa  É "


@telling_text.mistake
def no_second_occurrence():
    """no pair is merged twice in one word: then it makes no difference to merge each pair once"""
    return "abcaaa  É "


@telling_text.mistake
def no_run():
    """no run of an odd number of letters is merged: then it makes no difference at which end merging starts"""
    return "abcbcaa  É "


@telling_text.mistake
def no_letter_of_two_bytes():
    """all letters have one byte: then it makes no difference whether letters are cut"""
    return "abcbcaaa  E "


@telling_text.mistake
def no_space():
    """there is no space: then it makes no difference what happens to white space"""
    return "abcbcaaaÉ"


@telling_text.mistake
def no_two_spaces():
    """no two spaces are neighbours: then it makes no difference that several spaces become one"""
    return "abcbcaaa É "


@telling_text.mistake
def no_capital():
    """there is no capital letter: then lower case makes no difference"""
    return "abcbcaaa  é "


@telling_text.mistake
def too_long():
    """the text is too long: at most 14 bytes, and a letter such as É takes two"""
    return "abcd bcbc aaa  É "


@telling_text.mistake
def a_list_of_tokens():
    """the result is not a text: return a str"""
    return [b"abc", b"bc"]


# --- right, written differently -------------------------------------------------------------------------------------


@telling_text.right
def the_run_first():
    """Return another such text."""
    return "aaabcbc  É "


@telling_text.right
def two_words():
    """Return another such text."""
    return "abcbc aaa  É "
