"""What students get.

config          nbgrader's settings, the same for all courses
preprocessors   steps of ours in nbgrader's conversions
harmless        a graded notebook without anything that runs in a browser
convert         nbgrader's converters, run from Python
locks           who may write to a course's gradebook right now
release         the student edition
workspace       a student's own copy of it
lab             JupyterLab on either
"""
