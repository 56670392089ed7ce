"""An answer is asked for over the network."""

CELLS = {
    "double": """import socket
def double(x):
    with socket.create_connection(("127.0.0.1", 9), 1) as there:
        there.send(str(x).encode())
        return float(there.recv(100))"""
}
POINTS = 4
