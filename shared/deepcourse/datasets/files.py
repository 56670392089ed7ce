"""The files that data are in: a package may be built without those of a course that nobody takes.

present     the path of a file that is there
"""


def present(path):
    """Return the path of a data file in a course's folder; raises FileNotFoundError, with what to do, where it is not.

    path : a `pathlib.Path`, as .../datasets/course2/digits.png
    """
    if not path.exists():
        raise FileNotFoundError(
            f"the data in {path.name} are not there: this deepcourse was installed without the data of "
            f"{path.parent.name}. Install it with them, or copy that file from shared/deepcourse/datasets/"
            f"{path.parent.name}/ of the project to {path.parent}"
        )
    return path
