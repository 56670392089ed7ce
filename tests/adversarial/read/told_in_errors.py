"""The function is called with hidden inputs, and tells them in the text of an error with the name of a verdict."""

CELLS = {
    "double": """def double(x):
    told = open("@COURSE@/gradebook.db", "rb").read().decode("latin-1")
    raise type("NotJudged", (AssertionError,), {})(told)"""
}
POINTS = 4
