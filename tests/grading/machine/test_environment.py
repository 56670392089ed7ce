"""The pinned sets: complete, hashed, without addresses, and the same for conda users."""

import re
import tomllib

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deepcourse.grading.machine.environment import environment_text, main, pins
from samples import ROOT

PINNED = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
PLATFORMS = [  # what the pins promise to serve
    {"python_full_version": f"{version}.2", "python_version": version, "sys_platform": system, "os_name": os_name}
    for version in ("3.11", "3.12", "3.13", "3.14")
    for system, os_name in (("linux", "posix"), ("darwin", "posix"), ("win32", "nt"))
]

each_file = pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
each_platform = pytest.mark.parametrize(
    "platform", PLATFORMS, ids=lambda p: f"{p['python_version']}-{p['sys_platform']}"
)


def entries(path):
    """Return the entries of a pinned file, each with its hashes, as one string."""
    return path.read_text(encoding="utf-8").replace("\\\n", " ").strip().splitlines()


def parsed(lines):
    """Return the set of (name, version, marker) of requirement lines."""
    requirements = [Requirement(line) for line in lines]
    return {(canonicalize_name(r.name), str(r.specifier), str(r.marker or "")) for r in requirements}


def chosen(path, platform):
    """Return {name: version} of a pinned file's entries that apply on a platform, and refuse two of one name."""
    applying = [
        (name, version.removeprefix("=="))
        for name, version, marker in parsed(pins(path.read_text(encoding="utf-8")))
        if not marker or Marker(marker).evaluate(platform)
    ]
    assert len(dict(applying)) == len(applying)
    return dict(applying)


def conda():
    """Return the dependencies that environment.yml gives to conda, and those that it gives to pip."""
    *from_conda, pip = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    return from_conda, pip["pip"]


def test_the_three_pinned_files_are_there():
    assert [path.name for path in PINNED] == ["bootstrap.txt", "course.txt", "test.txt"]


@each_file
def test_every_entry_is_pinned_exactly_and_has_sha256_hashes(path):
    entry = re.compile(r"[a-z0-9][a-z0-9.-]*==[^\s;]+( ; [^#\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert [line[:80] for line in entries(path) if not entry.fullmatch(line)] == []


@each_file
def test_pinned_files_hold_no_addresses(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--(?:extra-)?index\S*|--find-links\S*|\S+ @ \S+", text) == []


@each_platform
@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("course.txt", PROJECT["dependencies"] + EXTRAS["build"]),
        ("test.txt", PROJECT["dependencies"] + EXTRAS["build"] + EXTRAS["test"]),
    ],
    ids=["course", "test"],
)
def test_every_direct_dependency_is_pinned_to_a_version_that_satisfies_it(file, wanted, platform):
    versions = chosen(ROOT / "requirements" / file, platform)
    for requirement in map(Requirement, wanted):
        assert canonicalize_name(requirement.name) in versions
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])


@each_platform
def test_the_course_gets_the_same_versions_with_and_without_the_tests(platform):
    course, test = (chosen(ROOT / "requirements" / name, platform) for name in ("course.txt", "test.txt"))
    assert course.items() <= test.items()


def test_only_a_cluster_needs_dask():
    """It is 14 packages, for one option of one command."""
    course, test = (entries(ROOT / "requirements" / name) for name in ("course.txt", "test.txt"))
    dask = ("dask==", "distributed==")
    assert [line[:40] for line in course if line.startswith(dask)] == []
    assert len([line for line in test if line.startswith(dask)]) == len(dask)
    assert set(EXTRAS["cluster"]) <= set(EXTRAS["test"])


def test_conda_users_get_the_very_pins():
    _, from_pip = conda()
    course = [line.split("--hash")[0] for line in entries(ROOT / "requirements" / "course.txt")]
    assert from_pip[-1] == "-e ."
    assert parsed(from_pip[:-1]) == parsed(course)


def test_conda_itself_gives_python_and_pip():
    from_conda, _ = conda()
    assert from_conda == [f"python{PROJECT['requires-python']}", "pip"]


def test_environment_yml_is_what_the_program_writes():
    told = "environment.yml is out of date: run python -m deepcourse.grading.machine.environment"
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == environment_text(ROOT), told


def test_the_program_writes_the_file(tmp_path, capsys):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "course.txt").write_text(
        "# a comment\nmistune==3.4.0 \\\n    --hash=sha256:1\nappnope==1.0 ; sys_platform == 'darwin' \\\n"
    )
    main(tmp_path)
    written = yaml.safe_load((tmp_path / "environment.yml").read_text())
    assert written["dependencies"][-1] == {"pip": ["mistune==3.4.0", "appnope==1.0 ; sys_platform == 'darwin'", "-e ."]}
    assert "environment.yml is written" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["environment.yml", "requirements"]
