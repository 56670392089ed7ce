"""The doctor: what is missing is named, with what to do about it, and only what is needed fails."""

import importlib.metadata

import pytest

from deepcourse.grading.machine import doctor
from samples import ROOT


def test_this_machine_has_all_that_is_needed():
    findings = doctor.examine(ROOT)
    assert [one for one in findings if one.missing and one.needed] == []
    assert len({one.what for one in findings}) == len(findings)


def test_a_missing_and_another_version_are_told_apart():
    rich = importlib.metadata.version("rich")
    pinned = ["no-such-package==1.0", "rich==0.1", f"click=={importlib.metadata.version('click')}"]
    pinned.append("no-such-package-on-windows==1 ; python_version < '3'")
    assert doctor.compare(pinned) == (["no-such-package"], [f"rich {rich} (==0.1)"])


def test_a_missing_package_is_needed_and_says_how_to_get_it(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "course.txt").write_text("no-such-package==1.0 \\\n    --hash=sha256:00\n")
    found = doctor.packages(tmp_path)
    assert (found.missing, found.needed) == (True, True)
    assert found.remedy == "pip install --require-hashes -r requirements/course.txt"


def test_another_version_is_worth_knowing_and_does_not_fail(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "course.txt").write_text("rich==0.1\n")
    found = doctor.packages(tmp_path)
    assert (found.missing, found.needed) == (True, False)


@pytest.mark.parametrize("examine", [doctor.sandbox, doctor.chromium], ids=["bubblewrap", "chromium"])
def test_what_is_not_installed_says_how_to_get_it(monkeypatch, examine):
    monkeypatch.setenv("PATH", "")
    assert "install" in examine().remedy
    assert not examine().needed


def test_a_sandbox_that_does_not_confine_says_why(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor, "why_not", lambda: "ask your administrator")
    assert doctor.sandbox().remedy == "ask your administrator"
    assert not doctor.sandbox().needed


def test_alembic_must_be_found(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert doctor.alembic().missing


def test_a_kernel_of_another_python_is_noticed(monkeypatch, tmp_path):
    import json

    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps({"argv": ["/usr/bin/python3"], "display_name": "other"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert "/usr/bin/python3" in doctor.kernel().state
    assert doctor.kernel().missing


def test_a_server_without_nbgrader_is_noticed(monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", list)
    assert "validate_assignment" in doctor.server_extensions().remedy


def test_the_command_shows_a_table(deepcourse):
    done = deepcourse("doctor", folder=ROOT)
    assert done.returncode == 0
    assert "bubblewrap" in done.stdout
