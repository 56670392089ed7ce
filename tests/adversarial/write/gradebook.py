"""Points are written into the gradebook."""

CELLS = {
    "double": """import sqlite3
try:
    book = sqlite3.connect("@COURSE@/gradebook.db")
    book.execute("update grade set manual_score = 100")
    book.commit()
except sqlite3.Error as error:
    print(error)
def double(x):
    return 0"""
}
POINTS = 4
