"""The notebook handed in is a link to the instructor's own."""

LINK, PROBLEM, POINTS = "@COURSE@/source/week1_numbers/tiny.ipynb", "link", 0
