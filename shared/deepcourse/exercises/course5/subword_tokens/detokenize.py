"""Exercise 5: the text of some tokens."""

from deepcourse.exercises.course5.subword_tokens.words import case, some_merges, some_text
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import subwords as reference

detokenize = FunctionExercise(
    __name__,
    reference=reference.detokenize,
    name="detokenize",
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the text",),
    hints=(
        "A letter may be spread over two or three tokens. What do you have to do before you turn bytes into text?",
        "`decode` turns bytes into a str. Look at its second argument, `errors`: help(bytes.decode).",
        "`errors` takes the name of a rule: one raises, one leaves bytes out, and one replaces them with U+FFFD.",
    ),
)

CUT = "né 河边".encode()


def pieces(data, *places):
    """Return bytes, cut at some places."""
    return [data[i:j] for i, j in zip((0, *places), (*places, len(data)), strict=True)]


@detokenize.visible
def visible():
    """Return whole words, single bytes, letters that are cut, broken letters, white space, no token."""
    return [
        case("two words", [b"low", b" new", b"er"]),
        case("single bytes", [b"a", b" ", b"b"]),
        case("letters that are cut", pieces(CUT, 2, 5, 8)),
        case("a letter that is cut in the middle of the text", [b"caf", b"\xc3", b"\xa9", b"s"]),
        case("a letter that is cut off", ["é".encode()[:1], b"t", "河".encode()[:2]]),
        case("a letter that is cut, and a stray byte", [b"caf", b"\xc3", b"\xa9", b"s", b"\xff"]),
        case("white space at both ends", [b"\n ", b"x", b"  ", b"Y", b" "]),
        case("no token", []),
    ]


@detokenize.draw
def draw(rng):
    """Return tokens of a random text."""
    text = some_text(rng, 7)
    return case(f"the tokens of {text[:12]!r}...", reference.tokenize(text, some_merges(rng, int(rng.integers(0, 30)))))


@detokenize.edges
def edges(rng):
    """Return one token, no token, a letter cut off at the end, stray bytes, white space."""
    return [
        case("one token", [b"lowest"]),
        case("no token", []),
        case("a letter cut off at the end", [b"a", *pieces("边".encode(), 1)[:1]]),
        case("stray bytes", [b"\xff", b"a", b"\x80", b"b"]),
        case("white space", [b" ", b"\n", b"\t"]),
        case("a cut letter after a stray byte", [b"\x80", *pieces("河".encode(), 1), b"\xe6\xb2"]),
        case("letters in single bytes", [bytes([number]) for number in "naïve 河".encode()]),
    ]


@detokenize.property("every text comes back")
def comes_back(f, rng):
    """Return a sentence unless a text is what its tokens give."""
    text = some_text(rng, 9)
    back = f(reference.tokenize(text, some_merges(rng, 15)))
    return None if back == text else f"{text!r} comes back as {back!r}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@detokenize.mistake
def one_by_one(tokens):
    """each token is decoded on its own: join the bytes first, because a letter may be spread over several tokens"""
    return "".join(token.decode(errors="replace") for token in tokens)


@detokenize.mistake
def one_by_one_and_left_out(tokens):
    """each token is decoded on its own, and bytes that are not UTF-8 are left out: join the bytes first"""
    return "".join(token.decode(errors="ignore") for token in tokens)


@detokenize.mistake
def left_out(tokens):
    """bytes that are not UTF-8 are left out: they become U+FFFD"""
    return b"".join(tokens).decode(errors="ignore")


@detokenize.mistake
def backslashes(tokens):
    r"""bytes that are not UTF-8 become texts such as \xc3: they become U+FFFD"""
    return b"".join(tokens).decode(errors="backslashreplace")


@detokenize.mistake
def surrogates(tokens):
    """bytes that are not UTF-8 become surrogates: they become U+FFFD"""
    return b"".join(tokens).decode(errors="surrogateescape")


@detokenize.mistake
def question_marks(tokens):
    """bytes that are not UTF-8 become question marks: they become U+FFFD"""
    return b"".join(tokens).decode(errors="replace").replace("\ufffd", "?")


@detokenize.mistake
def latin(tokens):
    """each byte becomes a letter: the bytes are UTF-8, in which a letter may have several"""
    return b"".join(tokens).decode("latin-1")


@detokenize.mistake
def ascii_only(tokens):
    """the bytes are decoded as ASCII: they are UTF-8"""
    return b"".join(tokens).decode("ascii", errors="replace")


@detokenize.mistake
def with_spaces(tokens):
    """there is a space between tokens: the tokens contain their own spaces"""
    return b" ".join(tokens).decode(errors="replace")


@detokenize.mistake
def stripped(tokens):
    """white space at the ends is lost: return the whole text"""
    return b"".join(tokens).decode(errors="replace").strip()


@detokenize.mistake
def still_bytes(tokens):
    """the result is bytes: decode them to a str"""
    return b"".join(tokens)


@detokenize.mistake
def shown(tokens):
    """the tokens are shown as Python shows bytes, b'...': decode them"""
    return "".join(map(str, tokens))


@detokenize.mistake
def a_list(tokens):
    """the result is a list of texts: return one text"""
    return [token.decode(errors="replace") for token in tokens]


@detokenize.mistake
def one_for_a_token(tokens):
    """each token is decoded on its own, and a token that fails becomes one U+FFFD: join the bytes first"""

    def text_of(token):
        try:
            return token.decode()
        except UnicodeDecodeError:
            return "\ufffd"

    return "".join(map(text_of, tokens))


@detokenize.mistake
def one_by_one_after_an_error(tokens):
    """each token is decoded on its own after an error: decode the joined bytes, and let `errors` handle stray bytes"""
    try:
        return b"".join(tokens).decode()
    except UnicodeDecodeError:
        return one_by_one(tokens)


@detokenize.mistake
def one_for_all(tokens):
    """a text with a stray byte becomes a single U+FFFD: only bytes that are not UTF-8 are replaced"""
    try:
        return b"".join(tokens).decode()
    except UnicodeDecodeError:
        return "\ufffd"


@detokenize.mistake
def one_for_each_byte(tokens):
    """every byte that is not UTF-8 becomes a U+FFFD of its own: let `decode` decide how many there are"""
    rest, text = b"".join(tokens), ""
    while True:
        try:
            return text + rest.decode()
        except UnicodeDecodeError as error:
            text += rest[: error.start].decode() + "\ufffd"
            rest = rest[error.start + 1 :]


@detokenize.mistake
def joined_and_shown(tokens):
    """the joined bytes are shown as Python shows bytes, b'...': decode them"""
    return str(b"".join(tokens))


# --- right, written differently -------------------------------------------------------------------------------------


@detokenize.right
def by_a_loop(tokens):
    """Return the same by adding up bytes, and `str`."""
    whole = b""
    for token in tokens:
        whole += token
    return str(whole, "utf8", "replace")


@detokenize.right
def by_an_array(tokens):
    """Return the same by a bytearray."""
    whole = bytearray()
    for token in tokens:
        whole.extend(token)
    return whole.decode(errors="replace")
