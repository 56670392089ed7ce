"""The sandbox: what it keeps from students' code is proved by trying from inside; the grader goes on."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from deepcourse.grading import sandbox
from deepcourse.grading.sandbox import CellTimeout, KernelDied, Limits, sandboxed_kernel

needs_bubblewrap = pytest.mark.skipif(bool(sandbox.why_not()), reason=sandbox.why_not())
pytestmark = needs_bubblewrap
LIMITS = Limits(memory=2**30, cell_seconds=20, folder_bytes=16 * 2**20, file_bytes=8 * 2**20)

FILES = "import glob, os, sys; files = lambda top: filter(os.path.isfile, glob.iglob(top + '/**/*', recursive=True));"


@pytest.fixture(scope="module")
def pool():
    with sandbox.Pool() as one:
        yield one


@pytest.fixture
def kernel(pool, tmp_path):
    (tmp_path / "data.txt").write_text("declared")
    with sandboxed_kernel(tmp_path, LIMITS, pool) as one:
        yield one


def said(outputs):
    """Return what the outputs say, as one text."""
    return "".join(o.get("text", "") + o.get("evalue", "") + o.get("data", {}).get("text/plain", "") for o in outputs)


def test_a_normal_notebook_runs(kernel):
    source = "import numpy as np, matplotlib.pyplot as plt, ipywidgets\nfrom deepcourse.checking import check\n"
    outputs = kernel.execute(source + "plt.plot(np.arange(3)); plt.show(); print(open('data.txt').read())")
    assert "declared" in said(outputs)
    (html,) = [one["data"]["text/html"] for one in outputs if "text/html" in one.get("data", {})]
    assert html.startswith('<img alt="Across: 0 to 2. Up: 0 to 2. A line rises from 0 at 0 to 2 at 2."')


CLOSED = {
    "the network": "import socket; socket.create_connection(('1.1.1.1', 53), 1)",
    "the repository": f"open({os.path.abspath(__file__)!r})",
    "the grader's part of the package": "import deepcourse.grading.sandbox",
    "the user's files": f"{FILES} assert [f for f in files('/home') if not f.startswith(sys.prefix + '/')]",
    "the other kernels": "import os; assert os.listdir('/deepcourse/kernels')",
    "other processes in /proc": "import os; assert os.listdir('/proc')",
    "the disk beside the sockets": "open('/deepcourse/kernel/x', 'w')",
    "the system": "open('/usr/x', 'w')",
    "the root folder": "open('/x', 'w')",
    "devices": "open('/dev/x', 'w')",
    "its process 1": "import os; os.kill(1, 9); import time; time.sleep(.2); os.kill(1, 0); raise RuntimeError",
    "more memory": "bytearray(3 * 2**30)",
    "more disk": "[open(f'f{i}', 'wb').write(bytes(2**20)) for i in range(40)]",
    "large files": "open('f', 'wb').write(bytes(9 * 2**20))",
    "more processes": "import os, time\nfor i in range(200):\n    if os.fork() == 0: time.sleep(30)",
    "input": "input()",
}


@pytest.mark.parametrize("attempt", CLOSED.values(), ids=CLOSED.keys())
def test_students_code_has_no_way_to(kernel, attempt):
    outputs = kernel.execute(attempt)
    assert [one.output_type for one in outputs] == ["error"]
    assert "3" in said(kernel.execute("1 + 2"))


def test_the_grader_s_environment_is_not_seen(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_GRADER", "1")
    with sandboxed_kernel(tmp_path, LIMITS) as kernel:
        assert "SECRET" not in said(kernel.execute("import os; print(list(os.environ))"))


def test_an_endless_loop_is_interrupted_and_the_kernel_lives(kernel):
    with pytest.raises(CellTimeout, match="longer than 1 seconds"):
        kernel.execute("while True: pass", 1)
    assert said(kernel.execute("1 + 2")) == "3"


def test_a_loop_that_ignores_the_interrupt_is_killed(kernel):
    ignoring = "while True:\n    try:\n        sum(range(10**5))\n    except BaseException: print('on')"
    with pytest.raises(CellTimeout, match="did not stop"):
        kernel.execute(ignoring, 1)
    assert not kernel.alive


FLOODS = {
    "many": "for i in range(100): print('x' * 10**6, flush=True)",
    "one": "print('x' * 30_000_000)",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_too_much_output_is_cut_with_a_note(kernel, flood):
    outputs = kernel.execute(flood)
    assert len(said(outputs)) < 1.1 * LIMITS.output_bytes_per_cell
    assert "left out" in said(outputs)
    assert said(kernel.execute("1 + 2")) == "3"


def test_an_exit_is_told(kernel):
    with pytest.raises(KernelDied, match="exit status 3"):
        kernel.execute("import os; os._exit(3)")


def test_a_process_that_has_used_up_its_computing_time_ends(pool, tmp_path):
    with sandboxed_kernel(tmp_path, replace(LIMITS, cpu_seconds=2), pool) as kernel:
        with pytest.raises(KernelDied) as died:
            kernel.execute("while True: pass")
        assert str(died.value)
        assert not kernel.alive


def test_nothing_of_a_submission_outlives_it(pool, tmp_path):
    with sandboxed_kernel(tmp_path, LIMITS, pool) as kernel:
        kernel.execute("import subprocess; subprocess.Popen(['sleep', '54321'], start_new_session=True)")
    running = [p.read_bytes() for p in Path("/proc").glob("[0-9]*/cmdline") if p.exists()]
    assert b"sleep\x0054321\x00" not in running


def test_the_judge_s_channel_leads_to_the_kernel(kernel):
    say = "import os, socket; here = socket.socket(fileno=os.dup(int(os.environ['DEEPCOURSE_CHANNEL']))); here.sendall"
    kernel.execute(f"{say}(b'said before anybody asked')")
    with kernel.conversation(f"{say}(b'hello')") as channel:
        assert channel.recv(100) == b"hello"
