"""Exercise 5: costs that can be compared, whatever a text was cut into."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import decoder_only as reference

TEXTS = ("a small bird", "naïve café", "größer als", "2 × 3 €", "雨が降る")

bits_per_byte = FunctionExercise(
    __name__,
    reference=reference.bits_per_byte,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the bits per byte",),
    any_number_type=True,
    hints=(
        "What does the whole text cost? The number of tokens must not matter: another vocabulary cuts the same text "
        "into more or fewer of them.",
        "A cost in nats is -ln p, in bits -log2 p. By what do you divide one to get the other?",
        'An "é" is one character and two bytes. Which method of a string gives its bytes?',
    ),
)


def case(rng, text, tokens, name="", *, as_list=False):
    """Return costs of so many tokens and a text as a case."""
    costs = rng.uniform(0.2, 4.0, size=tokens).round(2)
    return Case(name or f'{tokens} tokens of "{text}"', (costs.tolist() if as_list else costs, text))


@bits_per_byte.visible
def visible():
    """Return texts of letters, of accents and of other scripts, cut into few tokens and into many."""
    rng = np.random.default_rng(5505)
    return [
        case(rng, TEXTS[0], 5),
        case(rng, TEXTS[0], 12, "the same text, a token for each character"),
        case(rng, TEXTS[1], 4),
        case(rng, TEXTS[4], 7),
        case(rng, "cat", 1, 'one token, "cat"'),
        case(rng, TEXTS[3], 3, "a list of costs", as_list=True),
    ]


@bits_per_byte.draw
def draw(rng):
    """Return a text and a random number of tokens."""
    return case(rng, TEXTS[int(rng.integers(len(TEXTS)))], int(rng.integers(2, 12)))


@bits_per_byte.edges
def edges(rng):
    """Return one token, one byte, a list, costs of 0, a long text."""
    return [
        case(rng, "ü", 1, "one character of two bytes"),
        case(rng, "x", 1, "one byte"),
        case(rng, TEXTS[2], 5, "a list of costs", as_list=True),
        Case("a text that costs nothing", (np.zeros(3), "sure")),
        case(rng, TEXTS[1] * 20, 90, "200 characters"),
    ]


@bits_per_byte.property("coins: one bit for every token of equal chances")
def coins(f, rng):
    """Return a sentence unless 6 choices between two, for 12 bytes, are half a bit per byte."""
    found = float(f(np.full(6, np.log(2)), "twelve bytes"))
    return None if np.isclose(found, 0.5) else f"six choices of 1 bit, for 12 bytes, give {found:.4g}, expected 0.5"


@bits_per_byte.mistake
def characters_counted(costs, text):
    """characters are counted: divide by the number of bytes"""
    return np.sum(costs) / np.log(2) / len(text)


@bits_per_byte.mistake
def bits_per_token(costs, text):
    """the mean over the tokens is returned: divide the cost of the whole text by its bytes"""
    return np.mean(costs) / np.log(2)


@bits_per_byte.mistake
def mean_over_bytes(costs, text):
    """the mean cost of a token is divided by the bytes: take the sum, the cost of the whole text"""
    return np.mean(costs) / np.log(2) / len(text.encode())


@bits_per_byte.mistake
def nats_per_byte(costs, text):
    """the result is in nats: divide by ln 2 to get bits"""
    return np.sum(costs) / len(text.encode())


@bits_per_byte.mistake
def times_ln_2(costs, text):
    """the nats are multiplied by ln 2: divide by it, because a nat is more than a bit"""
    return np.sum(costs) * np.log(2) / len(text.encode())


@bits_per_byte.mistake
def log_of_the_sum(costs, text):
    """a logarithm is taken of the cost: a cost is the logarithm of a probability already"""
    return np.log2(np.sum(costs)) / len(text.encode()) if np.sum(costs) > 0 else 0.0


@bits_per_byte.mistake
def bytes_per_bit(costs, text):
    """the fraction is upside down: bits above, bytes below"""
    bits = np.sum(costs) / np.log(2)
    return len(text.encode()) / bits if bits else 0.0


@bits_per_byte.mistake
def perplexity_per_byte(costs, text):
    """a perplexity is returned: leave out the power of 2"""
    return 2.0 ** (np.sum(costs) / np.log(2) / len(text.encode()))


@bits_per_byte.right
def token_by_token(costs, text):
    """Return the same from the bits of each token."""
    return sum(float(cost) / float(np.log(2)) for cost in costs) / len(bytes(text, "utf-8"))


@bits_per_byte.right
def through_the_probability(costs, text):
    """Return the same from a base-2 logarithm."""
    return float(np.sum(np.asarray(costs, float)) * np.log2(np.e)) / len(text.encode("utf-8"))
