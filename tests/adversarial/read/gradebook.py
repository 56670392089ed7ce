"""Hidden tests and points are read from the gradebook's database."""

CELLS = {
    "double": """import sqlite3
try:
    book = sqlite3.connect("file:@COURSE@/gradebook.db?mode=ro", uri=True)
    print(book.execute("select source from source_cell join base_cell on base_cell.id = source_cell.id").fetchall())
except sqlite3.Error as error:
    print(error)
def double(x):
    return 0"""
}
POINTS = 4
