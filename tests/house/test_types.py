"""Types: what checks and what grades says what goes in and what comes out, and mypy finds nothing wrong with it."""

import subprocess
import sys

from samples import ROOT


def test_mypy_finds_nothing(tmp_path):
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
