"""A text holds half a character, which no file can be written with."""

CELLS = {"double": "def double(x):\n    return 0"}
POINTS = 4


def content(text):
    return (
        text.replace("A small notebook", "A \\ud800 notebook").replace("def double", "# \\udfff\\ndef double").encode()
    )
