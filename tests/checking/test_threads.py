"""A notebook computes on one thread wherever it is opened, unless the user has said how many."""

import os
import subprocess
import sys

import pytest

from deepcourse.checking.threads import VARIABLES

BEGIN = """
import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits
threadpool_limits(3, user_api="blas")  # as on a machine of many processors
before = {found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"}
from deepcourse import checking
checking.begin(None)
print(before, {found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"})
"""


def begun(**variables):
    """Return (what a fresh process printed, what it wrote to stderr): threads of the BLAS before and after `begin`."""
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES} | variables
    done = subprocess.run([sys.executable, "-c", BEGIN], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip(), done.stderr


def test_a_notebook_computes_on_one_thread():
    assert begun() == ("{3} {1}", "")


@pytest.mark.parametrize("name", VARIABLES)
def test_what_the_user_has_said_stays(name):
    assert begun(**{name: "2"}) == ("{3} {3}", "")
