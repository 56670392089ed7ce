"""What all tests of figures share: no test leaves a figure open."""

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def closed_figures():
    """Close what a test has drawn."""
    yield
    plt.close("all")
