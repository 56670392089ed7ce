"""What must warn of nothing: a mark for the tests of computations and drawings."""

import pytest

# What an earlier test's kernel left to Python's garbage collector may be reported during any test: another matter.
SILENT = pytest.mark.filterwarnings(
    "error", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
