"""Commands start quickly: what no notebook needs is not compiled."""

import subprocess
import sys


def test_reading_notebooks_compiles_no_grammar_of_addresses():
    program = """
import sys
import deepcourse.grading
import nbformat
nbformat.validate(nbformat.v4.new_notebook())
try:
    nbformat.validate({"cells": 3})
except nbformat.ValidationError:
    print("refused")
print("lark" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused", "False"]
