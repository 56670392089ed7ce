"""A process inside the sandbox that has imported everything, asked to fork a kernel for each submission.

Pool        that process
Forked      one kernel that it forked
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from deepcourse.grading.sandbox.bubblewrap import STUDENT, command
from deepcourse.grading.sandbox.limits import Limits

START_SECONDS = 60
SOCKET = "k"  # the beginning of the sockets' names: the whole path must stay under 108 bytes
PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}
SEEN_AS = "/deepcourse/kernel"  # the folder of the sockets, as the kernel sees it
Connection = dict[str, Any]  # what is in the connection file of a kernel


class Pool:
    """One warmed process inside the sandbox; use it in a `with`, or `close()` it.

    Processes that are forked once it is `ready` may use it too: each request is one packet, each answer has its socket.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dc-"))
        self.folder.chmod(0o711)  # whom root becomes inside passes through it
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.warm = False
        with theirs:
            arguments = [*command(self.folder), "serve"]
            self.process = subprocess.Popen(
                arguments, cwd="/", stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
        assert self.process.stderr is not None
        self.errors = self.process.stderr
        self.socket.settimeout(START_SECONDS)

    def ready(self) -> Pool:
        """Return the pool itself, once it is warm; raises OSError where the sandbox does not start."""
        if not self.warm and self._answer() != b"ready\n":
            text = self.errors.read().decode(errors="replace")
            said = text.strip().splitlines() or ["no reason given"]
            self.close()
            raise OSError(f"the sandbox did not start ({said[-1]}); `deepcourse doctor` says what is missing")
        self.warm = True
        return self

    def _answer(self) -> bytes:
        try:
            return self.socket.recv(64)
        except OSError:
            return b""

    def fork(self, files: Path, limits: Limits) -> Forked:
        """Return a `Forked` kernel, whose folder starts with a copy of `files`; raises OSError where that fails."""
        check_size(files, limits.folder_bytes)
        self.ready()
        name = uuid.uuid4().hex[:12]
        folder = self.folder / name
        connection = prepare(folder, files, SEEN_AS)
        control, theirs = socket.socketpair()
        channel, kernels = socket.socketpair()
        with theirs, kernels:
            request = json.dumps({"name": name, "limits": asdict(limits)}).encode()
            socket.send_fds(self.socket, [request], [theirs.fileno(), kernels.fileno()])
        forked = Forked(folder, connection, control, channel)
        said = forked.news(START_SECONDS)
        if "ready" not in said:
            forked.close()
            raise OSError(f"the sandbox could not start a kernel ({said.get('failed', 'it ended at once')})")
        return forked

    def close(self) -> None:
        """End the process, and with it every kernel that it forked."""
        self.socket.close()
        self.process.kill()
        self.process.wait()
        self.errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Pool:
        """Return the pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def check_size(folder: Path, most: int) -> None:
    """Raise OSError where the files of a folder are too many to be copied into the sandbox."""
    size = 0
    for here, _, names in os.walk(folder):
        size += sum(os.lstat(os.path.join(here, name)).st_size for name in names)
        if size > most:
            raise OSError(
                f"the files in {folder} take more than the {most:,} bytes that a submission may have; "
                "start its kernel in a folder of its own"
            )


def prepare(folder: Path, files: Path, seen_as: Path | str) -> Connection:
    """Return the connection of a kernel that is to run in `folder`, written there beside a copy of its files."""
    folder.mkdir(mode=0o700)
    shutil.copytree(files, folder / "files", ignore=_links)
    connection = {"transport": "ipc", "ip": f"{seen_as}/{SOCKET}", **PORTS}
    connection |= {"key": uuid.uuid4().hex, "signature_scheme": "hmac-sha256", "kernel_name": "python3"}
    (folder / "connection.json").write_text(json.dumps(connection))
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, STUDENT, STUDENT)
    return connection | {"ip": str(folder / SOCKET)}


def _links(folder: str, names: list[str]) -> set[str]:
    """Links, pipes and sockets are never followed: they would show the student what the grader may read."""
    paths = {name: Path(folder, name) for name in names}
    return {name for name, path in paths.items() if path.is_symlink() or not (path.is_file() or path.is_dir())}


class Forked:
    """A kernel forked by a `Pool`; `connection` is what a client needs, `channel` the judge's socket to it."""

    def __init__(self, folder: Path, connection: Connection, control: socket.socket, channel: socket.socket) -> None:
        self.folder, self.connection, self.control, self.channel = folder, connection, control, channel
        self.killed = False
        self.ended: int | None = None  # as subprocess.Popen.returncode, once it has ended

    def news(self, seconds: float) -> dict[str, Any]:
        """Return what process 1 of the sandbox says within some seconds, {} where it says nothing or has ended."""
        if not select.select([self.control], [], [], seconds)[0]:
            return {}
        try:
            text = self.control.recv(4096)
        except OSError:
            text = b""
        said: dict[str, Any] = json.loads(text.splitlines()[-1]) if text else {"ended": -signal.SIGKILL}
        if "ready" not in said and self.ended is None:
            self.ended = said.get("ended", 1)
        return said

    def alive(self) -> bool:
        """Return whether it still runs."""
        if self.ended is None and not self.killed:
            self.news(0)
        return self.ended is None and not self.killed

    def interrupt(self) -> None:
        """Ask it to stop what it does."""
        if self.alive():
            self.control.send(b"i")

    def kill(self) -> None:
        """End it and everything that it started: their namespace ends when its process 1 loses the grader."""
        if not self.killed:
            self.killed = True
            self.control.shutdown(socket.SHUT_WR)
            self.control.settimeout(10)
            while self._said():
                continue

    def _said(self) -> bytes:
        """Return what is still said: nothing once the other end is closed, which is when all has ended."""
        try:
            return self.control.recv(4096)
        except OSError:
            return b""

    def close(self) -> None:
        """Kill it and forget its folder."""
        self.kill()
        self.control.close()
        self.channel.close()
        shutil.rmtree(self.folder, ignore_errors=True)
