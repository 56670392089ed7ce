"""A kernel that is not shut in, with the same face as a forked one.

Plain       its process
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from deepcourse.grading.sandbox import pool


class Plain:
    """A kernel started the usual way in a copy of `files`, as a process of the grader's own user."""

    def __init__(self, files: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dc-"))
        place = self.folder / "kernel"
        self.connection = pool.prepare(place, files, place)
        self.killed = False
        self.ended: int | None = None
        self.channel, theirs = socket.socketpair()
        with theirs:
            os.set_inheritable(theirs.fileno(), True)
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(place / "connection.json")]
            command += ["--HistoryManager.enabled=False"]
            environment = os.environ | {"DEEPCOURSE_CHANNEL": str(theirs.fileno())}
            environment |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
            self.process = subprocess.Popen(
                command,
                cwd=place / "files",
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def alive(self) -> bool:
        """Return whether it still runs."""
        self.ended = self.process.poll() if self.ended is None else self.ended
        return self.ended is None and not self.killed

    def interrupt(self) -> None:
        """Ask it to stop what it does."""
        if self.alive():
            self.process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """End it, and what it started unless that went away from its process group."""
        self.alive()
        self.killed = True
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            self.ended = self.process.poll()
        self.process.wait()

    def close(self) -> None:
        """Kill it and forget its folder."""
        self.kill()
        self.channel.close()
        shutil.rmtree(self.folder, ignore_errors=True)
