"""Instead of an answer, questions without end."""

CELLS = {
    "double": """import gc
from deepcourse.checking.remote.wire import pack
def double(x):
    [server] = [s for s in gc.get_objects() if type(s).__name__ == "Server"][-1:]
    question = pack(("?", ("call", 1, (), {})))
    while True:
        server.socket.sendall(question)"""
}
POINTS = 4
