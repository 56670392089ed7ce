"""What is kept and told.

database    nbgrader's gradebook, wherever it is
store       enter judged notebooks in it
score       what is known of submissions
feedback    the pages for students
report      the summary for instructors
export      CSV files
"""
