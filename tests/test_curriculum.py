"""The plan is complete, consistent, and told the same way wherever it is told."""

import dataclasses
import json
import re

import pytest

import deepcourse
from deepcourse import curriculum
from samples import ROOT

COURSES = curriculum.load().courses
LESSONS_PER_WEEK = {1: [6, 18, 11, 8], 2: [14, 10, 11], 3: [12, 10], 4: [11, 11, 10, 11], 5: [12, 10, 11, 0]}
WITHOUT_LESSONS = {
    "case_study_one",
    "case_study_two",
    "semantic_segmentation",
    "music_with_lstm",
    "subword_tokens",
    "self_attention",
    "transformer",
}

each_course = pytest.mark.parametrize("course", COURSES, ids=lambda course: course.folder)


def test_every_week_has_the_known_number_of_lessons():
    assert {c.number: [len(week.lessons) for week in c.weeks] for c in COURSES} == LESSONS_PER_WEEK


@each_course
def test_lessons_are_numbered_by_their_place(course):
    for number, week in enumerate(course.weeks, 1):
        expected = [f"{course.number}.{number}.{i}" for i in range(1, len(week.lessons) + 1)]
        assert week.number == number
        assert [lesson.number for lesson in week.lessons] == expected


def test_topics_are_short_and_no_two_are_the_same():
    topics = [lesson.topic for lesson in curriculum.load().lessons]
    assert [topic for topic in topics if not 2 <= len(topic.split()) <= 8] == []
    assert len(set(topics)) == len(topics)


def test_every_lesson_has_a_home():
    taught = {number for notebook in curriculum.load().notebooks for number in notebook.lessons}
    assert {lesson.number for lesson in curriculum.load().lessons} - taught == set()


def test_every_lesson_that_a_planned_notebook_claims_exists():
    claimed = [number for notebook in curriculum.load().notebooks for number in notebook.lessons]
    assert [curriculum.lesson(number).number for number in claimed] == claimed


def test_only_the_known_notebooks_teach_no_lesson():
    assert {notebook.name for notebook in curriculum.load().notebooks if not notebook.lessons} == WITHOUT_LESSONS


def test_no_two_notebooks_share_a_name():
    """Exercises are found by the notebook's name alone, in all courses."""
    names = [notebook.name for notebook in curriculum.load().notebooks]
    assert len(set(names)) == len(names)


@each_course
def test_folders_are_named_by_one_rule(course):
    assert re.fullmatch(rf"course{course.number}_[a-z]+", course.folder)
    for week in course.weeks:
        assert re.fullmatch(rf"week{week.number}_[a-z_]+", week.folder)
    for notebook in course.notebooks:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", notebook.name)


def test_source_folders_are_weeks_of_the_plan():
    planned = {(week.folder, course.folder) for course in COURSES for week in course.weeks}
    there = {(folder.name, folder.parts[-3]) for folder in ROOT.glob("course*/source/*") if folder.is_dir()}
    assert there <= planned


def test_a_lesson_is_found_by_its_number():
    assert curriculum.lesson("1.2.18") == curriculum.Lesson("1.2.18", "log loss derived from maximum likelihood")


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("1.2.19", "1.2.18"), ("1.5.1", "1.4.1"), ("9.9.9", "5.3.9"), ("3.2.0", "3.2.1"), ("2.1", "2.1.1"), ("", "1.1.1")],
)
def test_an_unknown_lesson_is_answered_with_the_nearest(wrong, nearest):
    with pytest.raises(LookupError, match=f"no lesson {wrong!r}.* the nearest is {nearest} "):
        curriculum.lesson(wrong)


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        ("1.2.9-1.2.11", ["1.2.9", "1.2.10", "1.2.11"]),
        ("1.2.18", ["1.2.18"]),
        ("4.1.4-4.1.4", ["4.1.4"]),
    ],
)
def test_a_span_stands_for_all_its_lessons(span, numbers):
    assert curriculum.expand(span) == numbers


@pytest.mark.parametrize("span", ["1.2.3-1.2.1", "1.2.1-1.3.1"])
def test_a_span_that_runs_backwards_or_over_weeks_is_refused(span):
    with pytest.raises(ValueError, match="no span of lessons"):
        curriculum.expand(span)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (["1.2.3", "1.2.1", "1.2.2", "1.2.10"], "1.2.1-1.2.3, 1.2.10"),
        (["1.1.6", "1.2.7"], "1.1.6, 1.2.7"),
        (["2.1.11", "1.3.11"], "1.3.11, 2.1.11"),
        ([], ""),
    ],
)
def test_lesson_numbers_are_written_as_spans(numbers, text):
    assert curriculum.compact(numbers) == text


def test_the_plan_is_read_once_and_cannot_be_changed():
    assert curriculum.load() is curriculum.load()
    with pytest.raises(dataclasses.FrozenInstanceError):
        curriculum.load().courses[0].title = "another"


@each_course
def test_the_readme_of_a_course_states_title_and_outcomes(course):
    text = (ROOT / course.folder / "README.md").read_text(encoding="utf-8")
    assert text.splitlines()[0].lower() == f"# course {course.number}: {course.title.lower()}"
    assert [outcome for outcome in course.outcomes if f"\n- {outcome}\n" not in text] == []


def test_the_notation_is_written_once_and_shown_in_the_readme_of_course_1():
    stated = [line for line in deepcourse.__doc__.splitlines() if line.startswith("| ")]
    assert len(stated) > 10
    assert "\n".join(stated) in (ROOT / "course1_nn" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("course", COURSES[1:], ids=lambda course: course.folder)
def test_the_other_courses_link_to_the_notation(course):
    text = (ROOT / course.folder / "README.md").read_text(encoding="utf-8")
    assert "(../course1_nn/README.md#notation)" in text


WRITTEN = [course for course in COURSES if course.number == 1]  # courses that are complete, and must stay so


@pytest.mark.parametrize("course", WRITTEN, ids=lambda course: course.folder)
def test_every_lesson_of_a_complete_course_is_at_home_in_the_metadata_of_a_notebook(course):
    paths = sorted((ROOT / course.folder / "source").glob("*/*.ipynb"))
    metadata = {path.stem: json.loads(path.read_text(encoding="utf-8"))["metadata"] for path in paths}
    claimed = {
        number for told in metadata.values() for lesson in told["lessons"] for number in curriculum.expand(lesson)
    }
    assert set(metadata) == {notebook.name for notebook in course.notebooks}
    assert [lesson.number for week in course.weeks for lesson in week.lessons if lesson.number not in claimed] == []
