"""The program inside the sandbox: it has imported what notebooks need, and forks a kernel for each submission.

Usage, inside bubblewrap:  inside.py serve             asked over the socket that is its standard input
                           inside.py probe LIMITS      says by its exit status whether confining works here

Of the package it may use nothing: the folder that it comes from cannot be seen in here. Each submission gets

    init      process 1 of new namespaces; holds the control socket; all that lives in there ends when it ends
    kernel    ipykernel, without capabilities, with limits, in a folder of bounded size that is gone afterwards
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
from typing import Any

STUDENT = 65533
KERNELS, WORK, HERE = "/deepcourse/kernels", "/tmp/submission", "/deepcourse/kernel"
NEW_USER, NEW_PID, NEW_MOUNTS, NEW_IPC = 0x10000000, 0x20000000, 0x00020000, 0x08000000
READ_ONLY, NO_SUID, NO_DEVICES, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
SET_DUMPABLE, DROP_BOUNDING, NO_NEW_PRIVILEGES = 4, 24, 38
LATER = (  # what kernels of today's versions import only when they start, or at the first error
    "IPython.core.completerlib IPython.core.debugger IPython.core.logger IPython.core.oinspect IPython.utils.wildcard "
    "IPython.extensions.storemagic faulthandler pygments.formatters.terminal256 stack_data tornado.platform.asyncio"
)
libc = ctypes.CDLL(None, use_errno=True)


def call(function: str, *arguments: Any) -> int:
    """Return what a function of the C library returns; raises OSError where it fails."""
    result: int = getattr(libc, function)(*arguments)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")
    return result


def mount(kind: str, at: str, flags: int, options: str = "", source: str = "none") -> None:
    """Mount a file system at a folder."""
    call("mount", source.encode(), at.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())


def become_student() -> None:
    """Become an ordinary user where this is root: the number of root's processes is not limited."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(STUDENT, STUDENT, STUDENT)
        os.setresuid(STUDENT, STUDENT, STUDENT)


def own_namespaces() -> None:
    """Leave the namespaces shared with other submissions; the next fork is process 1 of the new one."""
    uid, gid = os.getuid(), os.getgid()
    call("prctl", SET_DUMPABLE, 1, 0, 0, 0)  # else /proc/self belongs to root, and the maps cannot be written
    call("unshare", NEW_USER | NEW_PID | NEW_MOUNTS | NEW_IPC)
    for name, text in (("setgroups", "deny"), ("uid_map", f"1000 {uid} 1"), ("gid_map", f"1000 {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    call("prctl", SET_DUMPABLE, 0, 0, 0, 0)


def own_files(name: str, folder_bytes: int) -> None:
    """Mount what one submission sees: its own folder and its own sockets, no other's, and no /proc."""
    mount("none", "/", RECURSIVE | PRIVATE)
    size = f"size={folder_bytes},nr_inodes=20000,mode=700"
    mount("none", HERE, BIND, source=f"{KERNELS}/{name}")
    own_tmp(size)
    for folder in (WORK, "/tmp/home", "/tmp/shm", "/tmp/matplotlib", "/tmp/ipython"):
        os.mkdir(folder)
    mount("none", "/dev/shm", BIND, source="/tmp/shm")
    fill(f"{HERE}/files")
    for closed in (KERNELS, "/proc"):  # a /proc of its own is not allowed in here: bubblewrap's is partly covered
        mount("tmpfs", closed, READ_ONLY | NO_SUID | NO_DEVICES, "size=4k,mode=555")


def own_tmp(options: str) -> None:
    """Mount an empty /tmp, and in it again what this Python needs, where it lives below /tmp."""
    mount("tmpfs", "/tmp", NO_SUID | NO_DEVICES, options)
    for folder in filter(None, os.environ["DEEPCOURSE_BELOW_TMP"].split(os.pathsep)):
        os.makedirs(folder, 0o755)
        mount("none", folder, BIND, source=f"/deepcourse{folder}")


def fill(files: str) -> None:
    """Copy the submission's files into its folder."""
    shutil.copytree(files, WORK, symlinks=True, dirs_exist_ok=True, copy_function=shutil.copyfile)


def close_sockets_folder() -> None:
    """Let no file be written beside the sockets: that folder is on the disk of the machine."""
    mount("none", HERE, REMOUNT | BIND | READ_ONLY | NO_SUID | NO_DEVICES)


def give_up_capabilities() -> None:
    """Drop every capability for good."""
    call("prctl", NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for capability in range(64):
        if libc.prctl(DROP_BOUNDING, capability, 0, 0, 0) < 0:
            break  # past the last one that this Linux knows, or already without the right to
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    call("capset", header, nothing)


def limit(limits: dict[str, int]) -> None:
    """Set the limits of this process and its children; none of them can be raised again."""
    wanted = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_NOFILE: limits["open_files"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for what, most in wanted.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def warm_up() -> None:
    """Import what notebooks need, before the first submission."""
    sys.path.insert(0, os.environ["DEEPCOURSE_PACKAGE"])
    import gc
    import importlib

    names = "ipykernel.kernelapp ipykernel.ipkernel ipykernel.zmqshell ipykernel.debugger IPython numpy numpy.random "
    names += "matplotlib.pyplot matplotlib_inline.backend_inline ipywidgets deepcourse deepcourse.checking "
    for name in (names + "deepcourse.explore.exploration deepcourse.figures.style").split():
        importlib.import_module(name)
    for name in LATER.split():
        with contextlib.suppress(ImportError):  # each is found anew where another version has none
            importlib.import_module(name)
    gc.freeze()  # the collector need not touch, and so copy, what all kernels share


def kernel_app(connection_file: str) -> Any:
    """Return ipykernel's application, its sockets bound."""
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    np.random.seed()  # noqa: NPY002  (the state of the global generator was forked: no two kernels share it)
    app = IPKernelApp.instance()
    quiet = ["--HistoryManager.enabled=False", "--Application.log_level=50", "--ipython-dir=/tmp/ipython"]
    app.initialize(["-f", connection_file, *quiet])
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline:  # it was imported when there was no shell yet, to which it could add how figures are shown
        inline.configure_inline_support(app.shell, os.environ["MPLBACKEND"])
    figures = sys.modules.get("deepcourse.figures.alternative")
    if figures:  # likewise, to which it could add the descriptions of figures
        figures.describe_in(app.shell)
    return app


def run_kernel(limits: dict[str, int], channel: int, bound: int) -> None:
    """Be the kernel of one submission; says through the pipe `bound` when its sockets are there."""
    os.setsid()
    os.environ["DEEPCOURSE_CHANNEL"] = str(channel)
    give_up_capabilities()
    limit(limits)
    os.chdir(WORK)
    app = kernel_app(f"{HERE}/connection.json")
    os.write(bound, b"1")
    if os.read(bound, 1) != b"1":
        os._exit(70)
    os.close(bound)
    app.start()


def init(request: dict[str, Any], control: socket.socket, channel: int) -> None:
    """Be process 1 of one submission: mount, start the kernel, interrupt it when asked, say how it ended."""
    own_files(request["name"], request["limits"]["folder_bytes"])
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        control.close()
        run_kernel(request["limits"], channel, theirs.detach())
        os._exit(0)
    theirs.close()
    os.close(channel)
    if ours.recv(1):
        close_sockets_folder()
        give_up_capabilities()
        ours.send(b"1")
        control.send(b'{"ready": true}\n')
    ours.close()
    watch(child, control)


def watch(child: int, control: socket.socket) -> None:
    """Pass interrupts on until the kernel ends, or the grader hangs up; then say how it ended."""
    handle = os.pidfd_open(child)
    while handle not in (ready := select.select([control.fileno(), handle], [], [])[0]):
        if control.fileno() in ready:
            if not (asked := control.recv(1)):
                os._exit(0)  # the grader has hung up: everything in this namespace ends with this process
            if asked == b"i":
                os.kill(child, signal.SIGINT)
    _, status = os.waitpid(child, 0)
    control.send(json.dumps({"ended": os.waitstatus_to_exitcode(status)}).encode() + b"\n")


def start(request: dict[str, Any], control: socket.socket, channel: int, asked: socket.socket) -> None:
    """Fork the processes of one submission, and forget them: bubblewrap's own process 1 buries them."""
    middle = os.fork()
    if middle:
        os.waitpid(middle, 0)
        return
    code = 1
    try:
        asked.close()  # no student's code holds the socket by which kernels are asked for
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        become_student()
        own_namespaces()
        if os.fork() == 0:
            init(request, control, channel)
        code = 0
    except Exception as error:
        control.send(json.dumps({"failed": str(error)[:500]}).encode() + b"\n")
    finally:
        os._exit(code)


def serve() -> None:
    """Fork a kernel for each request, until the grader hangs up."""
    warm_up()
    call("prctl", SET_DUMPABLE, 0, 0, 0, 0)
    asked = socket.socket(fileno=os.dup(0))  # each packet is a request
    asked.send(b"ready\n")
    os.dup2(os.open(os.devnull, os.O_RDWR), 2)  # nobody reads it from now on: what is written there would wait for ever
    while True:
        text, descriptors, _, _ = socket.recv_fds(asked, 65536, 2)
        if not text:
            return
        control, channel = socket.socket(fileno=descriptors[0]), descriptors[1]
        os.set_inheritable(channel, False)
        start(json.loads(text), control, channel, asked)
        control.close()
        os.close(channel)


def probe(limits: dict[str, int]) -> None:
    """Do all that confines a submission, without a kernel; raises OSError where it is not allowed."""
    become_student()
    own_namespaces()
    child = os.fork()
    if child == 0:
        try:
            mount("none", "/", RECURSIVE | PRIVATE)
            own_tmp(f"size={limits['folder_bytes']},mode=700")
            mount("tmpfs", "/proc", READ_ONLY | NO_SUID | NO_DEVICES, "size=4k,mode=555")
            give_up_capabilities()
            limit(limits)
        except OSError as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    arguments = sys.argv[2:]
    if sys.argv[1] == "serve":
        serve()
    else:
        probe(json.loads(arguments[0]))
