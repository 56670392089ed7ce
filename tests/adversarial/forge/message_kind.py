"""Forged messages on the kernel's own sockets: kinds that are lists, headers that are none, contents too deep."""

CELLS = {
    "double": """import json
shell = get_ipython()
session, socket, parent = shell.display_pub.session, shell.display_pub.pub_socket, shell.display_pub.parent_header
deep = "[" * 5000 + "]" * 5000
for kind, content in (("[]", "{}"), ("{}", "{}"), ('"stream"', '{"name": "stdout", "text": [1]}'),
                      ('"stream"', '{"name": "stdout", "text": "\\\\ud800"}'), ('"error"', '{"traceback": 5}'),
                      ('"display_data"', '{"data": ' + deep + '}'), ('"execute_result"', '{"data": {"a": NaN}}')):
    header = '{"msg_id": "a", "msg_type": %s, "date": "2026-01-01T00:00:00Z", "version": "5.3"}' % kind
    parts = [part.encode() for part in (header, json.dumps(parent, default=str), "{}", content)]
    socket.send_multipart([b"stream", b"<IDS|MSG>", session.sign(parts), *parts])
def double(x):
    return 0"""
}
POINTS = 4
