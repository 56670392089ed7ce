"""The engine behind check() and grade(): try an answer, compare, explain, and name the mistake.

session     what a notebook calls: begin, check, hint, grade, last_failure
key         what is right in each test, and what each known mistake does there: the same for all students
judge       every case and property, and the misconception that explains what went wrong
verdict     the states, the verdict of a test, the report on an answer
run         somebody else's function, once, survived
time_limits how long it may take, on a quiet machine and on a busy one
untouched   what is handed out is afterwards as it was
compare     what came back against what was expected
relations   in which simple relation a wrong result stands to the expected one
present     the table in the notebook, the text elsewhere
stand_in    the package's function in the place of a reader's that is not right yet
threads     one thread for matrix products, unless the user wants more
legible     what strangers had a hand in, made fit to be shown
"""

from deepcourse.checking.session import Incorrect, NotAttempted, begin, check, grade, hint, last_failure

__all__ = ["Incorrect", "NotAttempted", "begin", "check", "grade", "hint", "last_failure"]
