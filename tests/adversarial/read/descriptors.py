"""Every open descriptor is tried: is one of them a way to the process that forks the kernels?"""

CELLS = {
    "double": """import os, socket, stat
for number in range(256):
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            continue
        peer = socket.socket(fileno=os.dup(number))
        if peer.family == socket.AF_UNIX and not peer.getsockname() and number != int(os.environ["DEEPCOURSE_CHANNEL"]):
            peer.settimeout(0.05)
            peer.send(b'{"ready": true, "ended": 0}\\n')
            print("a way out:", number)
            peer.shutdown(socket.SHUT_RDWR)
    except (OSError, ValueError, KeyError):
        continue
def double(x):
    return 0"""
}
POINTS = 4
NOT_PLAIN = "there is no such process"
