"""What Python's and NumPy's commonest errors mean, in the words of this course: one table of patterns."""

import re

MEANINGS: tuple[tuple[str, str], ...] = (  # a pattern of an error's words; what it means, or what is likely behind it
    (r"matmul: ", "@ multiplies (n, k) by (k, m): the two inner sizes must be equal; print both shapes"),
    (r"not aligned", "np.dot multiplies (n, k) by (k, m): the two inner sizes must be equal; print both shapes"),
    (
        r"could not (be )?broadcast.*[(,]0[,)]",
        "one of the arrays is empty, with a size of 0: did a slice start below 0? That counts from the end",
    ),
    (r"could not be broadcast", "along every axis the two sizes must be equal, or one of them 1; print both shapes"),
    (
        r"truth value of an array",
        "if, and, max and min need one truth value, not an array of them; use NumPy's np.where, np.maximum ...",
    ),
    (r"can be converted to", "float() and the functions of math take one number; NumPy's own take arrays"),
    (
        r"must be real number",
        "the functions of math take one number; NumPy's own take arrays and graphs of objects do not",
    ),
    (
        r"maximum recursion depth",
        "a function that calls itself goes about 1 000 levels deep; use a list and a loop instead",
    ),
    (r"Cannot cast ufunc", "an array of integers cannot take fractions in place; start from an array of floats"),
    (
        r"referenced before assignment|cannot access local variable",
        "the line that gives it a value was not run: it stands in an if or a loop that was skipped, or below this line",
    ),
    (
        r"inhomogeneous shape",
        "np.array needs rows of one length: parts of different shapes stay in a list or a dictionary",
    ),
    (
        r"Cannot interpret '\d+' as a data type",
        "the sizes belong in one pair of brackets, as in np.zeros((2, 3)): a second argument is the dtype",
    ),
    (
        r"not enough values to unpack|too many values to unpack",
        "left of the = stand more or fewer names than there are values; print what stands on the right, or its len()",
    ),
    (
        r"(?<!<locals>)\.\w+\(\) takes (from \d+ to )?\d+ positional arguments? but \d+ (was|were) given",
        "a method of a class gets the object itself first: is self missing in its brackets, or @staticmethod above it?",
    ),
    (
        r"takes (from \d+ to )?\d+ positional arguments? but \d+ (was|were) given",
        "the call gives more arguments by position than the function takes: give the others by name, as in stride=2",
    ),
    (r"missing \d+ required positional argument", "the call hands over fewer arguments than the def line names"),
    (
        r"'(Value|Tensor)' object|unsupported operand type\(s\).*'(Value|Tensor)'|'(Value|Tensor)' and",
        "an object of the graph stands where a plain number or array belongs, or the other way round; take .data",
    ),
    (r"object has no attribute 'T'|'float' object is not subscriptable", "this is one number here, and no array"),
    (
        r"'NoneType' object",
        "something here is None: an argument left out, a function without return, or a method that changes in place",
    ),
    (
        r"with size 0|zero-size array|empty sequence|iterable argument is empty",
        "the array or list is empty here: nothing was put into it or selected; print it",
    ),
    (r"index \d+ is out of bounds|list index out of range", "places are counted from 0: the last of n is n - 1"),
    (r"division by zero", "a number that is divided by is 0 here; which one, and may it be?"),
    (
        r"object is not callable",
        "what stands before the round brackets is no function: other brackets, or a name that was overwritten?",
    ),
    (r"assignment destination is read-only|WRITEABLE", "this array must not be changed; work on a copy"),
)


PRODUCT = re.compile(r"@|matmul|dot|einsum|inner")  # a line of code that multiplies matrices
OF_PRODUCTS = ("matmul: ", "not aligned")


def what_it_means(error: BaseException | None, line: str = "") -> str:
    """Return a sentence on a common error, or an empty text: the error's own words come before it.

    line : the reader's line that led to it; what stands deeper, in the package, is not explained by the reader's code
    """
    text = str(error)
    if line and any(words in text for words in OF_PRODUCTS) and not PRODUCT.search(line):
        return "the sizes of what this line hands over do not fit; print the shapes of its arguments"
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return "is it spelled as in the signature, and has the cell that defines it been run?"
    if isinstance(error, KeyError):
        return "there is no such key; print the keys with list(...)"
    return next((meaning for words, meaning in MEANINGS if re.search(words, text)), "")
