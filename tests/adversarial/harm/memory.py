"""All memory there is."""

CELLS = {"double": "def double(x):\n    kept = []\n    while True:\n        kept.append(bytearray(2**28))"}
POINTS = 4
NOT_PLAIN = "it takes all memory"
