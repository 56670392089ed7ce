"""What Python's and NumPy's commonest errors mean, in the words of this course."""

MEANINGS = (
    ("matmul: ", "`@` multiplies (n, k) by (k, m): the two inner sizes must be equal; print both shapes"),
    ("not aligned", "np.dot multiplies (n, k) by (k, m): the two inner sizes must be equal; print both shapes"),
    ("could not be broadcast", "along every axis the two sizes must be equal, or one of them 1; print both shapes"),
    (
        "truth value of an array",
        "`if`, `and`, `max` and `min` need one truth value, not an array of them; use NumPy's np.where, np.maximum ...",
    ),
    ("can be converted to", "float() and the functions of `math` take one number; NumPy's own take arrays"),
    ("must be real number", "the functions of `math` take one number; NumPy's own take arrays"),
    (
        "maximum recursion depth",
        "a function that calls itself goes about 1 000 levels deep; use a list and a loop instead",
    ),
    ("Cannot cast ufunc", "an array of integers cannot take fractions in place; start from an array of floats"),
)


def what_it_means(error: BaseException | None) -> str:
    """Return a sentence on a common error, or an empty text: the error's own words come before it."""
    if isinstance(error, NameError):
        return "is it spelled as in the signature, and has the cell that defines it been run?"
    return next((meaning for words, meaning in MEANINGS if words in str(error)), "")
