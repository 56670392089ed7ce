"""A file as large as the disk."""

CELLS = {
    "imports": """try:
    with open("huge", "wb") as file:
        while True:
            file.write(bytes(2**20))
except OSError as error:
    print(error)"""
}
POINTS = 4
NOT_PLAIN = "it fills the disk"
