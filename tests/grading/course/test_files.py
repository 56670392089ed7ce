"""One command at a time for each course: a lock that nothing leaves behind, and that is never silently absent."""

import subprocess
import sys

import pytest
from click import ClickException

from deepcourse.grading.course.files import only_one

HOLD = """
import pathlib, sys
from deepcourse.grading.course.files import only_one
with only_one(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process, which holds the course in `tmp_path`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_lock_ends_with_the_process_however_that_ends(tmp_path, holder):
    with (
        pytest.raises(ClickException, match=f"another command is working on {tmp_path.name} right now"),
        only_one(tmp_path),
    ):
        pass
    holder.kill()
    holder.wait()
    with only_one(tmp_path):
        pass


def test_the_lock_can_be_taken_again_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), only_one(tmp_path):
        raise ZeroDivisionError
    with only_one(tmp_path):
        pass


def test_a_system_without_unix_locks_has_one_too(tmp_path):
    again = "with only_one(pathlib.Path(sys.argv[1])): print('twice')"
    nested = "import sys; sys.modules['fcntl'] = None\n" + HOLD.replace("sys.stdin.read()", again)
    done = subprocess.run([sys.executable, "-c", nested, str(tmp_path)], capture_output=True, text=True)
    assert done.stdout == "held\n"
    assert "another command is working on" in done.stderr
