"""A result is published as if the test cell had ended in a number, by the kernel's own display publisher."""

CELLS = {
    "double": """def double(x):
    shell = get_ipython()
    shell.display_pub.session.send(shell.display_pub.pub_socket, "execute_result",
        {"data": {"text/plain": "4.0"}, "metadata": {}, "execution_count": 1}, parent=shell.display_pub.parent_header)
    return 0"""
}
POINTS = 4
