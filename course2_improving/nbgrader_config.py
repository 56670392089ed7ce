"""nbgrader's configuration of this course: what all courses share, then what is special here."""

from deepcourse.grading.edition.config import configure

configure(get_config(), __file__)  # noqa: F821  nbgrader gives get_config to this file
