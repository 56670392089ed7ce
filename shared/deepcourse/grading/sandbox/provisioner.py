"""The sandbox for Jupyter's own programs: plain nbgrader, formgrader's button and papermill run kernels in it, too.

SandboxProvisioner  starts a kernel of the kernelspec `deepcourse-sandbox` shut in
KERNEL, offer       the kernelspec's name; let Jupyter find it
"""

import os
import signal
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import KernelProvisionerBase

from deepcourse.grading.sandbox import warm
from deepcourse.grading.sandbox.limits import Limits
from deepcourse.grading.sandbox.pool import Connection, Forked

KERNEL = "deepcourse-sandbox"
FOLDER = str(Path(__file__).with_name("jupyter"))


def offer() -> None:
    """Let Jupyter, in this process and in those that it starts, find the kernelspec."""
    path = [part for part in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if part]
    if FOLDER not in path:
        os.environ["JUPYTER_PATH"] = os.pathsep.join([FOLDER, *path])


class SandboxProvisioner(KernelProvisionerBase):
    """Forks each kernel inside bubblewrap; the folder that it starts in is copied into it, and nothing comes back."""

    forked: Forked | None = None

    @property
    def has_process(self) -> bool:
        """Return whether a kernel has been started, and not been forgotten."""
        return self.forked is not None

    async def pre_launch(self, **options: Any) -> dict[str, Any]:
        """Return the options of `launch_kernel`: no command, for the kernel is forked."""
        return await super().pre_launch(cmd=[], **options)

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Connection:
        """Return the connection of a new kernel, which sees a copy of the folder `cwd`; `cmd` is not used."""
        self.forked = warm.pool().fork(Path(options.get("cwd") or os.getcwd()), Limits())
        connection = self.forked.connection
        self.connection_info = connection | {"key": connection["key"].encode()}
        return self.connection_info

    async def poll(self) -> int | None:
        """Return None while the kernel runs, else how it ended."""
        if self.forked is None:
            return 0
        return None if self.forked.alive() else self.forked.ended or 0

    async def wait(self) -> int:
        """Return how the kernel ended, once all that it started has."""
        if self.forked is None:
            return 0
        self.forked.close()
        ended, self.forked = self.forked.ended or 0, None
        return ended

    async def send_signal(self, signum: int) -> None:
        """Interrupt the kernel, or end it; other signals are for programs that are not shut in."""
        if self.forked is None or signum == 0:
            return
        if signum == signal.SIGINT:
            self.forked.interrupt()
        else:
            self.forked.kill()

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it started."""
        if self.forked:
            self.forked.kill()

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel and all that it started: nothing in there is worth waiting for."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Forget the kernel and its folder."""
        if self.forked:
            self.forked.close()
            self.forked = None
