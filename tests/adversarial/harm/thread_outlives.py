"""A thread goes on after its cell and answers for the function, on the judge's own channel, for ever."""

CELLS = {
    "double": """import os, socket, threading, time
def answer():
    there = socket.socket(fileno=os.dup(int(os.environ.get("DEEPCOURSE_CHANNEL", 0))))
    while True:
        try:
            there.send(b"\\0" * 4 + b"\\0" * 4)
        except OSError:
            return
        time.sleep(0.001)
if "DEEPCOURSE_CHANNEL" in os.environ:
    threading.Thread(target=answer).start()
def double(x):
    return 0"""
}
POINTS = 0  # the other exercise is asked over the same channel, that this student has spoiled
