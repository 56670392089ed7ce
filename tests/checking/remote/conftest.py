"""What the tests of other processes share: patience, for a machine may be busy with other things."""

import pytest

from deepcourse.checking.remote import proxy

PATIENCE = 600.0  # seconds for what takes a moment: only a process that hangs waits so long


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """Give each request, and each conversation, so much time that no busy machine uses it up."""
    for limit in ("FOREVER", "GRACE", "ALTOGETHER"):
        monkeypatch.setattr(proxy, limit, PATIENCE)
