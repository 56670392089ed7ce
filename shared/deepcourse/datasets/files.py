"""The files that data are in: a package may be built without those of a course that nobody takes.

present     the path of a file that is there
"""


def present(path):
    """Return the path of a data file in a course's folder; raises FileNotFoundError, with what to do, where it is not.

    path : a `pathlib.Path`, as .../datasets/course2/digits.png
    """
    if not path.exists():
        parents = list(path.parents)
        course = next((folder for folder in parents if folder.name.startswith("course")), path.parent)
        place = path.relative_to(course.parent).as_posix()  # course2/digits.png
        raise FileNotFoundError(
            f"the data in {path.name} are not there: this deepcourse was installed without the data of {course.name}. "
            f"Install it with them, or copy that file from shared/deepcourse/datasets/{place} of the project to "
            f"{path.parent}"
        )
    return path
