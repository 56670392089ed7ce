"""A kernel with the face of the sandbox's, without the sandbox: for tests of what runs on top of it."""

import contextlib
import os
import queue
import socket
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel


class KernelDied(Exception):  # noqa: N818
    """The kernel is gone."""


class CellTimeout(Exception):  # noqa: N818
    """A cell did not end."""


class PlainKernel:
    """A kernel of Jupyter."""

    def __init__(self, folder):
        self.manager, self.client = start_new_kernel(kernel_name="python3", cwd=folder)
        self.folder, self.channel, self.serving = folder, None, None

    @property
    def alive(self):
        return self.manager.is_alive()

    def execute(self, source, seconds):
        outputs, end = [], time.monotonic() + seconds
        asked = self.client.execute(source)
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                if not self.alive:
                    raise KernelDied("the kernel died") from None
                if time.monotonic() > end:
                    self.interrupt()
                    raise CellTimeout(f"the cell did not end within {seconds} s") from None
                continue
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return outputs
            if kind in ("stream", "display_data", "execute_result", "error"):
                content = {k: v for k, v in content.items() if k != "transient"}
                outputs.append({"output_type": kind, **content})

    def open_channel(self):
        path = str(Path(tempfile.mkdtemp(dir=self.folder), "s"))
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path)
            listening.listen(1)
            listening.settimeout(10)
            source = f"from deepcourse.checking.remote.serve import serve as _serve; _serve({path!r})"
            self.client.execute(source, store_history=False)
            self.channel, _ = listening.accept()
        os.unlink(path)

    def interrupt(self):
        self.manager.interrupt_kernel()
        return True

    def kill(self):
        self.manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def plain_kernel(folder):
    kernel = PlainKernel(str(folder))
    try:
        yield kernel
    finally:
        kernel.client.stop_channels()
        kernel.kill()
