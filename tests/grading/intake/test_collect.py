"""Collecting: what a learning platform exports gets to the right student, and nothing gets out of its folder."""

import io
import tarfile
import zipfile

import pytest
from click import ClickException

from deepcourse.grading.intake import collect as work
from deepcourse.grading.intake.names import released_name
from deepcourse.grading.intake.roster import read_roster
from samples import TINY, WEEK

HEADER = "\ufeffFirst name;Last name;Email address;ID number;Username\n"
ROSTER = HEADER + "Jörg;Müller;jm@x.org;77;jmueller\nAda;King;a@x.org;78;ada\n"
CONTENT = TINY.read_bytes()


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return read_roster(path)


def archive(path, files):
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def done(collected):
    return {one.file: (one.student, one.done) for one in collected}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Jörg Müller_1234567_assignsubmission_file_/tiny.ipynb", "jmueller"),
        ("Jo\u0308rg Mu\u0308ller_1234567_assignsubmission_file_/Tiny (1).ipynb", "jmueller"),
        ("muellerjoerg_12345_67890_tiny.ipynb", "jmueller"),
        ("mullerjorg_LATE_12345_67890_tiny-1.ipynb", "jmueller"),
        ("kingada_1_2_tiny copy.ipynb", "ada"),
        ("ada/tiny.ipynb", "ada"),
        ("export/78/tiny.ipynb", "ada"),
    ],
)
def test_names_of_platforms_lead_to_the_student(course, roster, tmp_path, name, student):
    [one] = work.collect(archive(tmp_path / "a.zip", {name: CONTENT}), roster, course)
    assert (one.student, one.done, one.known) == (student, work.NEW, True)
    assert (course.submitted / student / WEEK / "tiny.ipynb").read_bytes() == CONTENT


def test_nobody_is_dropped(course, roster, tmp_path):
    [one] = work.collect(
        archive(tmp_path / "a.zip", {"Eve Who_9_assignsubmission_file_/tiny.ipynb": CONTENT}), roster, course
    )
    assert (one.known, one.student) == (False, "Eve Who")
    assert "not in the roster" in one.note
    assert (course.submitted / "Eve Who" / WEEK / "tiny.ipynb").exists()


def test_the_latest_attempt_counts(course, roster, tmp_path):
    files = {"kingada_1_3_tiny-2.ipynb": b"2", "kingada_1_2_tiny.ipynb": b"0", "kingada_1_3_tiny-10.ipynb": b"10"}
    found = work.collect(archive(tmp_path / "a.zip", files), roster, course)
    assert sorted(one.done for one in found) == ["earlier attempt", "earlier attempt", "new"]
    assert (course.submitted / "ada" / WEEK / "tiny.ipynb").read_bytes() == b"10"


def test_another_submission_is_replaced_only_by_force_and_kept(course, roster, tmp_path, hand_in):
    before = hand_in("ada").read_bytes()
    made = archive(tmp_path / "a.zip", {"ada/tiny.ipynb": CONTENT})
    assert done(work.collect(made, roster, course)) == {"ada/tiny.ipynb": ("ada", work.REFUSED)}
    assert done(work.collect(made, roster, course, force=True)) == {"ada/tiny.ipynb": ("ada", work.REPLACED)}
    assert done(work.collect(made, roster, course)) == {"ada/tiny.ipynb": ("ada", work.SAME)}
    assert [path.read_bytes() for path in course.submitted.rglob(".earlier/*")] == [before]


def test_a_dry_run_changes_nothing(course, roster, tmp_path):
    [one] = work.collect(archive(tmp_path / "a.zip", {"ada/tiny.ipynb": CONTENT}), roster, course, dry_run=True)
    assert one.done == work.NEW
    assert not course.submitted.exists()


@pytest.mark.parametrize("name", ["../ada/tiny.ipynb", "/ada/tiny.ipynb", "ada/../../tiny.ipynb", "..\\tiny.ipynb"])
def test_a_path_that_leads_out_is_refused(course, roster, tmp_path, name):
    [one] = work.collect(archive(tmp_path / "a.zip", {name: CONTENT}), roster, course)
    assert (one.done, one.note) == (work.REFUSED, "its path leads out of the archive")
    assert not course.submitted.exists()


def test_links_in_an_archive_and_in_a_folder_are_refused(course, roster, tmp_path):
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as made:
        link = tarfile.TarInfo("ada/tiny.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, str(TINY)
        made.addfile(link)
        info = tarfile.TarInfo("jmueller/tiny.ipynb")
        info.size = len(CONTENT)
        made.addfile(info, io.BytesIO(CONTENT))
    found = done(work.collect(tmp_path / "a.tar.gz", roster, course))
    assert found == {"ada/tiny.ipynb": ("", work.REFUSED), "jmueller/tiny.ipynb": ("jmueller", work.NEW)}
    (tmp_path / "files" / "ada").mkdir(parents=True)
    (tmp_path / "files" / "ada" / "tiny.ipynb").symlink_to(TINY)
    assert done(work.collect(tmp_path / "files", roster, course)) == {"ada/tiny.ipynb": ("", work.REFUSED)}


def test_what_is_too_large_is_refused(course, roster, tmp_path, monkeypatch):
    monkeypatch.setattr("deepcourse.grading.intake.unpack.LARGEST_FILE", 10)
    [one] = work.collect(archive(tmp_path / "a.zip", {"ada/tiny.ipynb": CONTENT}), roster, course)
    assert one.done == work.REFUSED
    monkeypatch.setattr("deepcourse.grading.intake.unpack.MOST_FILES", 1)
    with pytest.raises(ClickException):
        work.collect(archive(tmp_path / "b.zip", {"a/tiny.ipynb": b"", "b/tiny.ipynb": b""}), roster, course)


def test_a_file_of_another_name_is_told(course, roster, tmp_path):
    [one] = work.collect(archive(tmp_path / "a.zip", {"ada/essay.ipynb": CONTENT}), roster, course)
    assert one.done == work.REFUSED
    assert "known are: tiny" in one.note


def test_a_roster_without_names_says_which_columns_it_has(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("colour,size\nred,1\n")
    with pytest.raises(ClickException, match="colour,size"):
        read_roster(path)


@pytest.mark.parametrize("name", ["tiny", "Tiny", "tiny (1)", "tiny copy", "tiny-copy1", "tiny-2", "tiny copy (3)"])
def test_a_browser_may_have_changed_the_name(name):
    assert released_name(name, ["tiny"]) == "tiny"


def test_the_command_shows_a_table(course, tmp_path, deepcourse):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    made = archive(tmp_path / "a.zip", {"ada/tiny.ipynb": CONTENT})
    ended = deepcourse("collect", made, "--roster", tmp_path / "roster.csv", "--course", "1", folder=course.root)
    assert (ended.returncode, "1 new" in ended.stdout) == (0, True)
