"""A pickle is sent in the place of plain data, which would run when it is read."""

CELLS = {
    "double": """import pickle, struct
from deepcourse.checking.remote import peer, wire
class Evil:
    def __reduce__(self):
        return (open, ("@COURSE@/pickled", "w"))
def packed(value, books=None):
    data = pickle.dumps(Evil())
    return wire.HEADER.pack(len(data), 0) + data
def double(x):
    peer.pack = packed
    return 0"""
}
POINTS = 4
