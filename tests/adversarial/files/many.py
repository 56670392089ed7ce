"""A million small files."""

CELLS = {
    "imports": """try:
    for number in range(10**6):
        open(f"/tmp/{number}", "w").close()
except OSError as error:
    print(error)"""
}
POINTS = 4
NOT_PLAIN = "it fills the disk"
