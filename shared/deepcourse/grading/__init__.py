"""For instructors: release, execute, grade, report. A submission's way, room by room:

course      what a course is: its folders, its notebooks, its syllabus
sandbox     where students' code runs: shut in, within limits; nbgrader's own kernels, too
edition     what students get: nbgrader's settings, the student edition, JupyterLab on it
intake      what they hand in: collected, unpacked, named, read, repaired on the released notebook
judging     what it is worth: cells run, tests judged outside the sandbox, many submissions at once
book        what is kept and told: gradebook, scores, feedback pages, tables
machine     what this machine has and lacks; it uses course and sandbox alone
grade, demo     the commands that walk it

Each room may use those above it, and none below: `tests/house/test_rooms.py` holds this.
"""

import sys

# jsonschema, which reads notebooks for nbformat, compiles 38 grammars of web addresses when it is imported. That takes
# three seconds of computing, for a format that no notebook has. None lets that import fail; jsonschema is prepared.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
