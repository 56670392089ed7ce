"""A function that never ends, and swallows every exception that would stop it."""

CELLS = {
    "double": """def double(x):
    while True:
        try:
            while True:
                x += 1
        except BaseException:
            continue"""
}
POINTS = 4
NOT_PLAIN = "it never ends"
