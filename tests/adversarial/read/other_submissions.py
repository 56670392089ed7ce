"""What others have handed in is read and shown."""

CELLS = {
    "double": """import glob
for path in glob.glob("@COURSE@/submitted/*/*/*") + glob.glob("../../*/*/*"):
    try:
        print(open(path).read())
    except (OSError, UnicodeDecodeError) as error:
        print(error)
def double(x):
    return 0"""
}
POINTS = 4
