"""Numbers, formulas and lists as a person reads them aloud.

number      0.25, 12,000, 3.2 times 10 to the minus 9
span        from one number to another
place       a point of a plane
readable    text without mathtext: `$w^T x$` becomes "w transposed x"
listed      "a, b and c"
finished    a sentence with its full stop
counted     "coat (3 times), dress"
"""

import math
import re
from functools import lru_cache

MINUS = "\N{MINUS SIGN}"  # a screen reader says "minus"; at a hyphen it says nothing
SPOKEN = {
    **{f"\\{name}": f" {name} " for name in (
        "alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "nu", "pi", "rho", "tau", "phi",
        "omega", "eta", "log", "ln", "exp", "max", "min", "tanh", "sin", "cos", "sigma", "Sigma", "Delta", "Theta",
        "to",
    )},
    "\\varepsilon": " epsilon ", "\\partial": " partial ", "\\cdot": " times ", "\\times": " times ",
    "\\odot": " times ", "\\leq": " at most ", "\\geq": " at least ", "\\le": " at most ", "\\ge": " at least ",
    "\\neq": " is not ", "\\approx": " about ", "\\pm": " plus or minus ", "\\infty": " infinity ", "\\sum": " sum of ",
    "\\rightarrow": " to ", "\\ldots": " ... ", "\\dots": " ... ", "\\quad": " ", "\\%": "%", "\\,": " ", "\\;": " ",
    "\\!": "", "\\ ": " ", "\\|": "|", "\\{": "(", "\\}": ")",
}  # fmt: skip
POWERS = {"T": " transposed", "2": " squared", "3": " cubed", "'": " prime", "*": " star"}
INNER = r"\{((?:[^{}]|\{[^{}]*\})*)\}"  # braces, and braces in them


def number(value, digits=3):
    """Return a number in `digits` figures, very large and very small ones as powers of ten.

    >>> [number(x) for x in (0.25, 1234567, 12000.4, -0.5, 3.2e-9, 1e-7, 7, float("nan"))]
    ['0.25', '1,230,000', '12,000', '−0.5', '3.2 times 10 to the −9', '10 to the −7', '7', 'not a number']
    """
    value = float(value)
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else f"{MINUS if value < 0 else ''}infinity"
    sign, value = MINUS if value < 0 else "", abs(value)
    exponent = math.floor(math.log10(value)) if value else 0
    if value and not -4 <= exponent < 7:
        return sign + power_of_ten(value, exponent, digits)
    rounded = round(value, digits - 1 - exponent)
    if not rounded:
        return "0"
    return sign + (f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:.{digits + 4}f}".rstrip("0"))


def power_of_ten(value, exponent, digits):
    """Return a positive number as a factor and a power of ten, the factor 1 left out."""
    factor = f"{value / 10.0**exponent:.{digits}g}"
    power = f"10 to the {MINUS if exponent < 0 else ''}{abs(exponent)}"
    return power if factor == "1" else f"{factor} times {power}"


def span(low, high, digits=3):
    """Return "a to b", or "a" where both are written alike."""
    first, last = number(low, digits), number(high, digits)
    return first if first == last else f"{first} to {last}"


def place(x, y):
    """Return a point as "(x, y)"."""
    return f"({number(x)}, {number(y)})"


@lru_cache(maxsize=1000)
def readable(text):
    r"""Return a text on one line, its mathtext in words.

    >>> readable(r"cost after $\theta_1$ and $w^T x$" + "\n" + r"$\sqrt{m}$, $10^{-7}$, $A^{[1]}$")
    'cost after theta 1 and w transposed x: square root of m, 10 to the −7, A [1]'
    """
    lines = [line.strip() for line in str(text).strip().splitlines()]
    text = ": ".join(line.rstrip(":") for line in lines if line)
    parts = re.split(r"(?<!\\)\$", text)
    if len(parts) % 2 == 0:  # a dollar sign that begins no formula
        parts = [text]
    parts[1::2] = map(spoken, parts[1::2])
    text = re.sub(r"\s+", " ", "".join(parts).replace("\\$", "$"))
    text = re.sub(r"(?<![\w.)\]])-(?=[\d.])", MINUS, text)
    return re.sub(r" ([,;:)\]])", r"\1", re.sub(r"([(\[]) ", r"\1", text)).strip()


def spoken(formula):
    """Return a formula of mathtext in words."""
    formula = re.sub(r"(?<=[\w)\]}])\s*-\s*", f" {MINUS} ", formula)
    for _ in range(4):  # from the inside out
        formula = re.sub(rf"\\frac\s*{INNER}\s*{INNER}", r" \1 over \2 ", formula)
        formula = re.sub(rf"\\sqrt\s*{INNER}", r" square root of \1 ", formula)
        formula = re.sub(rf"\\(?:hat|widehat)\s*(?:{INNER}|(\w))", r"\1\2 hat ", formula)
        formula = re.sub(rf"\\(?:bar|overline)\s*(?:{INNER}|(\w))", r"\1\2 bar ", formula)
        formula = re.sub(rf"\\(?:mathrm|mathbf|mathit|mathcal|text|operatorname|left|right)\s*{INNER}", r"\1", formula)
    for sign in sorted(SPOKEN, key=len, reverse=True):
        formula = re.sub(re.escape(sign) + (r"(?![A-Za-z])" if sign[-1].isalpha() else ""), SPOKEN[sign], formula)
    formula = re.sub(rf"_\s*(?:{INNER}|(\w))", lambda found: f" {found[1] or found[2]} ", formula)
    formula = re.sub(rf"\s*\^\s*(?:{INNER}|(\S))", lambda found: raised(found[1] or found[2]), formula)
    formula = re.sub(r"\\[A-Za-z]+", lambda found: f" {found[0][1:]} ", formula)
    return re.sub(r"[{}\\$]", "", formula).replace("-", MINUS).replace("'", " prime ")


def raised(exponent):
    """Return how an exponent is read: a layer in brackets stays as it is."""
    exponent = exponent.strip()
    if exponent in POWERS:
        return f"{POWERS[exponent]} "
    return f" {exponent}" if exponent[:1] in "[(" else f" to the {exponent} "


def listed(words, most=12):
    """Return words as "a, b and c"; of more than `most` the first ones and how many there are.

    >>> listed(["a", "b", "c"]), listed("abcde", most=3)
    ('a, b and c', 'a, b, c and 2 more')
    """
    words = [str(word) for word in words]
    if len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(words):
    """Return words without repetition, with how often each occurs.

    >>> counted(["coat", "dress", "coat"])
    ['coat (2 times)', 'dress']
    """
    return [f"{word} ({words.count(word)} times)" if words.count(word) > 1 else word for word in dict.fromkeys(words)]


def capital(sentence):
    """Return a sentence with a capital first letter; a symbol of one letter stays as it is.

    >>> capital("a line"), capital("a = tanh(z)"), capital("f(a) = 3a")
    ('A line', 'a = tanh(z)', 'f(a) = 3a')
    """
    symbol = len(sentence) < 2 or not sentence[1].isalpha()
    return sentence if symbol and not re.match("a [a-z]", sentence) else sentence[0].upper() + sentence[1:]


def finished(text):
    """Return a text with a full stop at its end, "" for none."""
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text.rstrip(':,;')}."
