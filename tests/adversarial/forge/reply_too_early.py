"""A forged reply says that the cell has ended, while it goes on and gives points later."""

CELLS = {
    "double": """import time
shell = get_ipython()
kernel = shell.kernel
for _ in range(3):
    kernel.session.send(shell.display_pub.pub_socket, "status", {"execution_state": "idle"}, kernel.get_parent())
time.sleep(0.2)
shell.displayhook(4.0)
def double(x):
    return 0"""
}
POINTS = 4
