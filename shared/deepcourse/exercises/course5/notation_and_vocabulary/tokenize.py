"""Exercise 1: a text as a list of tokens."""

import re

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case, some_words
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference

tokenize = FunctionExercise(
    __name__,
    reference=reference.tokenize,
    name="tokenize",
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the tokens",),
    hints=(
        "Say first what a token is, not where to cut: either a run of certain characters, or one other character.",
        "`re.findall(pattern, text)` returns all matches from left to right, and skips what matches nothing. In a "
        "pattern, `|` is 'or', and `+` is 'one or more of these'.",
        r"In square brackets, `\w` is a letter or digit of any language, `\s` is white space, and a `^` in front turns "
        "the set around. Put a hyphen last.",
    ),
)


@tokenize.visible
def visible():
    """Return texts with punctuation, apostrophes, hyphens, tabs, accents, numbers, and none of these."""
    return [
        case("words and a number", "the cat saw 12 Birds and the dog"),
        case("punctuation", "Stop, look: listen (twice)!"),
        case("apostrophes and hyphens", "Don't pull a well-known cat's tail; it's not-so-nice"),
        case("tabs, newlines and several spaces", "One\ttwo\nthree   four\t\n"),
        case("signs in a row", "What?! No..."),
        case("letters with accents", "Café, GRÖSSE naïve"),
        case("a decimal point", "3.5 litres cost $4"),
        case("a hyphen on its own", "east - west"),
        case("runs that begin or end with ' or -", "rock 'n' roll -- the dogs' pre- and post-war bowls"),
        case("white space alone", " \t \n"),
        case("an empty text", ""),
    ]


def some_text(rng):
    """Return random words with capitals, signs and white space between."""
    text = ""
    for word in some_words(rng, int(rng.integers(3, 9))):
        written = word.upper() if rng.random() < 0.2 else word.capitalize() if rng.random() < 0.3 else word
        text += written + str(rng.choice([" ", ", ", "\t", "-", "'s ", "; ", "! ", "...\n", " (7) ", "  "]))
    return text


@tokenize.draw
def draw(rng):
    """Return a random text."""
    return case("random words and signs", some_text(rng))


@tokenize.edges
def edges(rng):
    """Return one letter, one sign, white space of other kinds, another alphabet, an empty text."""
    return [
        case("one letter", "A"),
        case("one sign", "?"),
        case("white space of other kinds", "left\r\nright\x0bbelow\u00a0beyond"),
        case("another alphabet", "Ἐν ἀρχῇ, ΛΌΓΟΣ!"),
        case("quotes and percent", '"90%" of them'),
        case("a hyphen on its own", "1 - 2"),
        case("apostrophes", "'Tis the boys' own 'n' isn't dead"),
        case("decimal points", "0.25 or 12.5?!"),
        case("accents and capitals", "Élan, ÜBER and naïveté"),
        case("lines and words that come again", "the end\nof the\tend..."),
        case("hyphens", "Mother-in-law's half-open door"),
        case("an empty text", ""),
    ]


@tokenize.property("no letter is lost")
def nothing_is_lost(f, rng):
    """Return a sentence unless the joined tokens are the text without white space, in lower case."""
    text = some_text(rng)
    tokens = f(text)
    if not isinstance(tokens, (list, tuple)) or not all(isinstance(token, str) for token in tokens):
        return "the result is not a list of strings"
    kept = "".join(text.lower().split())
    return None if "".join(tokens) == kept else "the joined tokens are not the text in lower case without white space"


# --- known mistakes -------------------------------------------------------------------------------------------------


@tokenize.mistake
def cut_at_spaces(text):
    """the text is cut at spaces only: cut at tabs and newlines, too, and make each sign a token of its own"""
    return text.lower().split(" ")


@tokenize.mistake
def cut_at_white_space(text):
    """signs stay attached to words: a comma or a bracket is a token of its own"""
    return text.lower().split()


@tokenize.mistake
def capitals_kept(text):
    """capital letters are kept: the tokens are in lower case"""
    return re.findall(r"[\w'-]+|[^\w\s'-]", text)


@tokenize.mistake
def signs_dropped(text):
    """signs such as commas are dropped: each is a token of its own"""
    return re.findall(r"[\w'-]+", text.lower())


@tokenize.mistake
def signs_joined(text):
    """several signs in a row become one token: each sign is a token of its own"""
    return re.findall(r"[\w'-]+|[^\w\s'-]+", text.lower())


@tokenize.mistake
def cut_at_apostrophes_and_hyphens(text):
    """words are cut at apostrophes and hyphens: both belong to the word, as letters do"""
    return re.findall(r"\w+|[^\w\s]", text.lower())


@tokenize.mistake
def cut_at_hyphens(text):
    """words are cut at hyphens: a hyphen belongs to the word, as letters do"""
    return re.findall(r"[\w']+|[^\w\s']", text.lower())


@tokenize.mistake
def cut_at_apostrophes(text):
    """words are cut at apostrophes: an apostrophe belongs to the word, as letters do"""
    return re.findall(r"[\w-]+|[^\w\s-]", text.lower())


@tokenize.mistake
def inside_words_only(text):
    """apostrophes and hyphens at the ends of a run are cut off: they belong to the run, as letters do"""
    return re.findall(r"\w+(?:['-]\w+)*|[^\w\s]", text.lower())


@tokenize.mistake
def last_run_lost(text):
    """a word at the end of the text is lost: no separator follows it, so save the last run after the loop"""
    tokens, run = [], ""
    for letter in text.lower():
        if letter.isalnum() or letter in "'-":
            run += letter
            continue
        tokens += [run] if run else []
        tokens += [] if letter.isspace() else [letter]
        run = ""
    return tokens


@tokenize.mistake
def letters_from_a_to_z(text):
    """only a to z count as letters: é and ö are letters, too"""
    return re.findall(r"[a-z0-9'-]+|[^a-z0-9\s'-]", text.lower())


@tokenize.mistake
def other_letters_dropped(text):
    """only a to z are found, and letters such as é and all signs are dropped: é is a letter, a sign is a token"""
    return re.findall(r"[a-z0-9'-]+", text.lower())


@tokenize.mistake
def numbers_dropped(text):
    """digits are not counted as parts of words, and each becomes a token: a run of digits is one token"""
    return re.findall(r"[^\W\d]+(?:['-][^\W\d]+)*|[^\s]", text.lower())


@tokenize.mistake
def decimals_joined(text):
    """a decimal number stays one token: the point is a sign like any other"""
    return re.findall(r"\d+\.\d+|[\w'-]+|[^\w\s'-]", text.lower())


@tokenize.mistake
def single_characters(text):
    """every character becomes a token: a run of letters and digits is one token"""
    return [letter for letter in text.lower() if not letter.isspace()]


@tokenize.mistake
def white_space_kept(text):
    """white space becomes tokens, too: it only separates them"""
    return re.findall(r"[\w'-]+|[^\w'-]", text.lower())


@tokenize.mistake
def each_once(text):
    """repeated tokens are dropped: keep every occurrence, in the order of the text"""
    return list(dict.fromkeys(reference.tokenize(text)))


@tokenize.mistake
def first_line(text):
    """only the first line is read: a newline is white space like a space"""
    return reference.tokenize(text.split("\n")[0])


@tokenize.mistake
def signs_at_the_ends_stripped(text):
    """signs at the ends of words are thrown away: each is a token of its own"""
    return [word.strip(".,:;!?()$") for word in text.lower().split() if word.strip(".,:;!?()$")]


@tokenize.mistake
def empty_tokens(text):
    """empty strings are left in the list: re.split returns one between two adjacent cuts, so leave them out"""
    return [part.strip() for part in re.split(r"([^\w'-])", text.lower())]


# --- right, written differently -------------------------------------------------------------------------------------


@tokenize.right
def by_a_walk(text):
    """Return the same by a walk through the characters."""
    tokens, run = [], ""
    for letter in text.lower() + " ":
        if letter.isalnum() or letter in "'-":
            run += letter
            continue
        if run:
            tokens.append(run)
        if not letter.isspace():
            tokens.append(letter)
        run = ""
    return tokens


@tokenize.right
def spaces_around_signs(text):
    """Return the same by spaces around every sign, and a cut at white space."""
    return re.sub(r"([^\w\s'-])", r" \1 ", text.lower()).split()
