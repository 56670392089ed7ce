"""PostgreSQL by URL: several graders at once on a real server, and sentences where something is missing."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click import ClickException
from nbgrader.api import Gradebook

from deepcourse.grading import sandbox
from deepcourse.grading.book import database
from deepcourse.grading.course.files import only_one
from deepcourse.grading.edition import config, locks
from samples import COURSE, RIGHT, WEEK

SECRET = "not-to-be-shown"


def program(name):
    """Return the path of one of PostgreSQL's programs, which Debian does not put on the PATH; None where it is not."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


with_server = pytest.mark.skipif(not program("initdb"), reason="PostgreSQL's server is not installed")
with_driver = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("psycopg"), reason="psycopg is not installed"
)
in_sandbox = pytest.mark.skipif(bool(sandbox.why_not()), reason=sandbox.why_not())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address, as user:password@host:port, of a server that this test has started."""
    folder = Path(tmp_path_factory.mktemp("postgresql"))
    data, word = folder / "data", folder / "word"
    word.write_text(SECRET)
    user = {"user": "postgres"} if os.getuid() == 0 else {}  # the server refuses to be run by root
    if user:
        for one in (folder, word):
            shutil.chown(one, "postgres")
        for above in list(folder.parents)[: len(folder.parents) - len(Path("/tmp").parents) - 1]:
            above.chmod(above.stat().st_mode | 0o011)

    def run(name, *arguments, check=True):
        quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
        subprocess.run([program(name), "-D", str(data), *arguments], cwd="/", check=check, **user, **quiet)

    run("initdb", "-U", "grader", "-A", "scram-sha-256", f"--pwfile={word}", "-E", "UTF8", "--no-sync")
    port = started(run, folder / "log")
    try:
        yield f"grader:{SECRET}@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "-t", "300", "stop", check=False)  # the tests are over, however it ends


def started(run, log, tries=5):
    """Start the server; return its port. A port that was free a moment ago may be somebody else's: then another one."""
    for _ in range(tries):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        with contextlib.suppress(subprocess.CalledProcessError):
            run("pg_ctl", "-w", "-t", "300", "-o", options, "-l", str(log), "start")
            return port
    raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()[-2000:] if log.exists() else 'it wrote no log'}")


@pytest.fixture
def url(server, request):
    """The URL of a new database on that server, one that names no driver."""
    import psycopg

    name = f"grades_{abs(hash(request.node.name))}"
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://{server}/{name}"


@with_server
@with_driver
@in_sandbox
@pytest.mark.slow
def test_two_graders_work_at_once_on_different_students(course, hand_in, deepcourse, url):
    names = ("ada", "bob")
    for name in names:
        hand_in(name, **RIGHT | {"double": f"{RIGHT['double']}\nimport time; time.sleep(4)"})
    released = deepcourse("release", "1", "--db", url, folder=course.root)
    assert released.returncode == 0, released.stderr
    begun = [begin("grade", "1", "--student", name, folder=course.root, url=url) for name in names]
    ended = [one.communicate() for one in begun]
    assert [one.returncode for one in begun] == [0, 0], ended
    with Gradebook(config.driven(url), course.name) as book:
        assert {one.student.id: one.score for one in book.assignment_submissions(WEEK)} == dict.fromkeys(names, 10)
    assert SECRET not in str(ended) + released.stdout + released.stderr
    with Gradebook(f"sqlite:///{course.path / 'gradebook.db'}", course.name) as book:
        assert book.assignment_submissions(WEEK) == []


def begin(*arguments, folder, url):
    command = [str(Path(sys.executable).with_name("deepcourse")), *arguments]
    pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, cwd=folder, env=os.environ | {"DEEPCOURSE_DB": url}, text=True, **pipes)


@with_server
@with_driver
def test_graders_share_a_database_and_a_release_has_it_alone(course, url, monkeypatch):
    monkeypatch.setenv(config.DATABASE, url)
    with locks.held(course), locks.held(course):
        refused(course, alone=True)
    with locks.held(course, alone=True):
        refused(course, alone=False)


def refused(course, alone):
    with contextlib.ExitStack() as stack, pytest.raises(ClickException, match="another command is working"):
        stack.enter_context(locks.held(course, alone=alone))


@with_server
@with_driver
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda url: url.replace(SECRET, "wrong-word"), "refused the user or the password"),
        (lambda url: url.rpartition("/")[0] + "/other", "no such database"),
        (lambda url: f"postgresql://grader:{SECRET}@127.0.0.1:9/grades", "does not answer"),
    ],
    ids=["password", "database", "server"],
)
def test_a_database_that_cannot_be_had_is_told_without_the_password(course, url, monkeypatch, wrong, told):
    monkeypatch.setenv(config.DATABASE, wrong(url))
    with pytest.raises(ClickException, match=told) as raised:
        database.opened(course)
    assert SECRET not in str(raised.value)
    assert "wrong-word" not in str(raised.value)


def test_a_missing_driver_is_told(course, monkeypatch):
    monkeypatch.setenv(config.DATABASE, f"postgresql://ada:{SECRET}@host/grades")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ClickException, match=r"pip install .*psycopg"):
        database.opened(course)


def test_what_is_no_url_is_told(course, monkeypatch):
    monkeypatch.setenv(config.DATABASE, f"nonsense {SECRET}")
    with pytest.raises(ClickException, match="write postgresql://") as raised:
        database.opened(course)
    assert SECRET not in str(raised.value)


def test_courses_do_not_share_a_database(course, monkeypatch):
    monkeypatch.setenv(config.DATABASE, "")
    with pytest.raises(ClickException, match="a database of its own") as raised:
        database.choose(f"postgresql://ada:{SECRET}@host/grades", [course, course])
    assert SECRET not in str(raised.value)
    database.choose("sqlite:////tmp/{course}.db", [course, course])
    assert locks.url_of(course) == f"sqlite:////tmp/{COURSE}.db"


def test_one_command_at_a_time_writes_to_a_file(course):
    with only_one(course.path), contextlib.ExitStack() as stack, pytest.raises(ClickException, match="another command"):
        stack.enter_context(locks.held(course))
