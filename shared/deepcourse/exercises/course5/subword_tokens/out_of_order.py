"""Exercise 6: a list of merges for which one pass is not enough."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence.subwords import tokenize, tokenize_in_order

MOST_MERGES, MOST_LETTERS = 4, 8
KINDS = (
    f"at most {MOST_MERGES} pairs of bytes, and a text of at most {MOST_LETTERS} letters",
    "no two merges make the same token",
    "every token of several bytes is made by a merge of the list",
    "one pass gives other tokens",
)


def judged(f, what):
    """Return whether the list and the text that `f` returns have a property, in words."""
    returned = f()
    if type(returned) not in (tuple, list) or len(returned) != 2:
        return "not two results: return merges, text"
    merges, text = returned
    problem = wrong_with(merges, text)
    if problem:
        return problem
    merges = [tuple(pair) for pair in merges]
    best, once = tokenize(text, merges), tokenize_in_order(text, merges)
    made = [left + right for left, right in merges]
    twice = [token for token in made if made.count(token) > 1]
    missing = [token for pair in merges for token in pair if len(token) > 1 and token not in made]
    answers = {
        KINDS[0]: "yes",
        KINDS[1]: f"no: two merges make {twice[0]!r}" if twice else "yes",
        KINDS[2]: f"no merge makes {missing[0]!r}" if missing else "yes",
        KINDS[3]: f"no: with {merges}, both ways cut {text!r} into {best}" if best == once else "yes",
    }
    return answers[what]


def wrong_with(merges, text):
    """Return why this is no list of merges with a text, or too long a one; "" if it is one."""
    if type(merges) not in (list, tuple):
        return f"merges must be a list, not {type(merges).__name__}"
    if not isinstance(text, str):
        return f"the text must be a str, not {type(text).__name__}"
    if not all(type(pair) in (tuple, list) and len(pair) == 2 for pair in merges):
        return "each merge must be a pair (left, right)"
    if not all(type(token) is bytes and token for pair in merges for token in pair):
        return "the tokens must be bytes, none of them empty"
    if len(merges) > MOST_MERGES or len(text) > MOST_LETTERS:
        return f"{len(merges)} merges and {len(text)} letters; at most {MOST_MERGES} and {MOST_LETTERS} are allowed"
    return ""


def reference():
    """Return merges and a text."""
    return [(b"ab", b"c"), (b"a", b"b")], "abc"


out_of_order = FunctionExercise(
    __name__,
    reference=reference,
    use=judged,
    name="out_of_order",
    minutes=6,
    points_visible=3,
    points_hidden=4,
    returns=("the verdict",),
    hints=(
        "Where did your proof use that the list was learned? Break only that.",
        "In a learned list, a merge can only use tokens that exist when it is learned. What if it comes before the "
        "merge that makes one of its tokens?",
        "Two merges are enough if one of them needs the token of the other. In which order does one pass reach a "
        "merge too early?",
    ),
)


@out_of_order.visible
def visible():
    """Return what must hold of the list and the text."""
    return [Case(kind, (kind,)) for kind in KINDS]


@out_of_order.edges
def edges(rng):
    """Return all that must hold."""
    return [Case(str(kind), (str(kind),)) for kind in rng.permutation(KINDS)]


@out_of_order.property("the same answer every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    return None if repr(f()) == repr(f()) else "two calls return different answers"


# --- known mistakes -------------------------------------------------------------------------------------------------


@out_of_order.mistake
def in_order():
    """the merges are in an order in which they could be learned: then one pass is enough"""
    return [(b"a", b"b"), (b"ab", b"c")], "abc"


@out_of_order.mistake
def another_text():
    """the text does not contain the token of the merge that comes too early: choose a text in which it is made"""
    return [(b"ab", b"c"), (b"a", b"b")], "abd"


@out_of_order.mistake
def a_clash_only():
    """the merges share a letter, but none needs the token of another: both ways merge them in the same order"""
    return [(b"b", b"c"), (b"a", b"b")], "abc"


@out_of_order.mistake
def never_made():
    """a merge needs a token that no merge makes: every token of several bytes must be made by a merge of the list"""
    return [(b"ab", b"c"), (b"c", b"d")], "abcd"


@out_of_order.mistake
def texts_as_tokens():
    """a token is not bytes, or it is empty: write tokens as bytes, with a b before the quotes"""
    return [("ab", "c"), ("a", "b")], "abc"


@out_of_order.mistake
def too_many():
    """the list or the text is too long: two merges and three letters are enough"""
    return [(b"ab", b"c"), (b"a", b"b"), (b"d", b"e"), (b"e", b"f"), (b"f", b"g")], "abc"


@out_of_order.mistake
def twice_the_same_token():
    """two merges make the same token: each merge must make a different one"""
    return [(b"ab", b"c"), (b"b", b"c"), (b"a", b"b"), (b"a", b"bc")], "abc"


@out_of_order.mistake
def text_as_bytes():
    """the text is bytes: return a str"""
    return [(b"ab", b"c"), (b"a", b"b")], b"abc"


@out_of_order.mistake
def joined_tokens():
    """an entry of the list is not a pair: each merge is (left, right)"""
    return [b"abc", b"ab"], "abc"


@out_of_order.mistake
def merges_alone():
    """there are not two results: return merges and a text"""
    return [(b"ab", b"c"), (b"a", b"b"), (b"c", b"d")]


# --- right, written differently -------------------------------------------------------------------------------------


@out_of_order.right
def a_run():
    """Return another such list."""
    return [(b"aa", b"aa"), (b"a", b"a")], "aaaa"


@out_of_order.right
def three_merges():
    """Return another such list, of lists."""
    return [[b"l", b"o"], [b"lo", b"we"], [b"w", b"e"]], "lower"
