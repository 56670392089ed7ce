"""The answers are an object whose values never end; each of them comes at once."""

CELLS = {
    "answers": """class Endless:
    def values(self):
        while True:
            yield ...
answers = Endless()"""
}
HONEST = {"answers": "from collections import OrderedDict\nanswers = dict(OrderedDict(first='a', second='b'))"}
POINTS, HONEST_POINTS = 0, 4
NOT_PLAIN = "it never ends"
