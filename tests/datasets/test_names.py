"""The names: how many, of which letters, and none in both lists."""

from deepcourse.datasets import load_names
from deepcourse.datasets.course5 import make_names


def test_names_are_lower_case_and_different():
    names = load_names()
    assert (len(names.train), len(names.test)) == (4763, 400)
    assert len({*names.train, *names.test}) == 5163
    assert set("".join([*names.train, *names.test])) == set("abcdefghijklmnopqrstuvwxyz")
    assert {min(map(len, part)) for part in names} | {max(map(len, part)) for part in names} <= set(range(2, 12))
    assert all(part == sorted(part) for part in names)


def test_the_file_is_made_of_the_two_lists(tmp_path, monkeypatch):
    """A name in both lists counts once; names to test with stand at the end."""
    monkeypatch.setattr(make_names, "FILE", tmp_path / "names.txt")
    monkeypatch.setattr(make_names, "HELD_OUT", 2)
    (tmp_path / "dist.male.first").write_text("JAMES          3.318  3.318      1\nROBIN          0.1  3.4      2\n")
    (tmp_path / "dist.female.first").write_text("MARY           2.629  2.629      1\nROBIN          0.1  2.7      2\n")
    make_names.main(tmp_path)
    made = (tmp_path / "names.txt").read_text().split()
    assert sorted(made) == ["james", "mary", "robin"]
    assert made[1:] == sorted(made[1:])
