"""What is kept and told.

database        nbgrader's gradebook, wherever it is
store           enter judged notebooks in it
imports         which files of the package lie behind a module
fingerprint     what a grade depends on
record          what is remembered of a graded submission
scores          the points, exercise by exercise
feedback        the pages for students
report          the summary for instructors
export          CSV files
"""
