"""The command line: quick, helpful, and wired to what does the work."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from deepcourse.cli import main
from deepcourse.grading.course.files import replace_file, replace_folder
from deepcourse.grading.course.places import find_courses, repository
from samples import COURSE, ROOT, WEEK, change

COMMANDS = sorted(main.commands)


def test_all_commands_are_there():
    assert COMMANDS == ["collect", "demo", "doctor", "execute", "grade", "lab", "release", "syllabus", "tidy"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(command):
    assert len(main.commands[command].help) > 40
    options = [one for one in main.commands[command].params if one.param_type_name == "option"]
    assert [one.name for one in options if not one.help] == []


def test_help_does_not_load_what_it_does_not_need():
    told = "import sys, deepcourse.cli; print({'nbgrader', 'jupyterlab', 'numpy', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_help_is_given(deepcourse):
    assert "Usage: deepcourse" in deepcourse("--help", folder=ROOT).stdout


def test_the_repository_is_found_from_within_it(course):
    assert repository(course.path / "source" / WEEK) == course.root


def test_elsewhere_the_error_says_what_to_do(tmp_path):
    from click import ClickException

    with pytest.raises(ClickException, match="Change into the folder that you cloned"):
        repository(tmp_path)


def test_without_a_course_around_the_one_of_the_package_is_used(tmp_path, deepcourse):
    done = deepcourse("syllabus", "--json", folder=tmp_path)
    assert COURSE in done.stdout


@pytest.mark.parametrize("name", ["course1_nn", "course1_nn/", "course1", "1"])
def test_a_course_has_a_short_name(name):
    assert [course.name for course in find_courses(ROOT, [name])] == [COURSE]


def test_an_error_goes_to_stderr_in_one_line(course, deepcourse):
    done = deepcourse("release", "course9", folder=course.root)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("Error: there is no course 'course9'")


def test_nothing_to_grade_is_no_error_and_says_where_to_put_it(course, monkeypatch):
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(main, ["grade"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "<course>/submitted/<student>/<week>/" in done.stdout
    assert not (course.root / "grades").exists()


def test_without_dask_a_cluster_is_refused_with_what_to_install(course, hand_in, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(course.root)
    hand_in("ada")
    done = CliRunner().invoke(main, ["grade", "--scheduler", "tcp://127.0.0.1:9"])
    assert done.exit_code == 1
    assert 'Dask, which is not installed; say: pip install "deepcourse[cluster]"' in done.stderr


def test_a_root_is_for_instructors(course, monkeypatch):
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(main, ["lab", "--root", str(course.root)])
    assert done.exit_code == 2
    assert "--root goes with --instructor" in done.stderr


def test_tidy_checks_and_repairs(course, monkeypatch):
    monkeypatch.chdir(course.root)
    [source] = course.sources()
    change(source, double="x = [ 1,2 ]")
    checked = CliRunner().invoke(main, ["tidy", "--check"])
    assert checked.exit_code == 1
    assert f"{source}: it is not tidy; say: deepcourse tidy" in checked.stderr
    assert CliRunner().invoke(main, ["tidy"]).exit_code == 0
    assert CliRunner().invoke(main, ["tidy", "--check"]).exit_code == 0


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "new" / "scores.csv"
    replace_file(path, "old")
    path.chmod(0o600)
    replace_file(path, "new")
    assert path.read_text() == "new"
    with pytest.raises(AttributeError):
        replace_file(path, None)
    assert [one.name for one in path.parent.iterdir()] == ["scores.csv"]
    assert path.read_text() == "new"


def test_a_folder_is_replaced_whole(tmp_path):
    for name in ("place", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    replace_folder(tmp_path / "new", tmp_path / "place")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["place", "place/new"]
