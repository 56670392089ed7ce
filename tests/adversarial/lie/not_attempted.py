"""A wrong answer calls itself one that could not be judged, so that it is no zero."""

CELLS = {"double": "class NotJudged(Exception): ...\ndef double(x):\n    raise NotJudged('the grader failed')"}
POINTS = 4
