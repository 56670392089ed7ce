"""A cell makes links to what the grader can read, and reads through them."""

CELLS = {
    "imports": """import os
for number, place in enumerate(("@COURSE@/gradebook.db", "@HOME@/token.txt", "/etc/passwd", "/proc/1/environ")):
    os.symlink(place, f"link{number}")
    try:
        print(open(f"link{number}", "rb").read())
    except OSError as error:
        print(error)"""
}
POINTS = 4
