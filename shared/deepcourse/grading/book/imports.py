"""Which files of the package lie behind a module: its imports followed as they are written, and nothing executed.

Followed        the files that are reached
imports_of      the imports in a source
"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2]
FILE_NAME = re.compile(r"[\w-]+\.\w+")


class Import(NamedTuple):
    """One import: `import module`, or `from module import name as called`."""

    module: str
    name: str = ""
    called: str = ""

    @property
    def path(self) -> str:
        """Return the dotted path of what is imported."""
        return f"{self.module}.{self.name}" if self.name else self.module


class Module(NamedTuple):
    """What a module's source says: its imports, wherever they stand, and the names of files that are texts in it."""

    imports: tuple[Import, ...]
    names_of_files: frozenset[str]
    has_code: bool  # False where it is a docstring and nothing else


class Followed:
    """The files that are reached by following imports of `deepcourse` from one to the next.

    Passing through a package on the way to a module counts for nothing: of a package's `__init__` only what somebody
    takes from it does, and what it has from elsewhere is looked for there. So a new data set in `deepcourse.datasets`
    is nothing to a module that takes another.
    """

    def __init__(self, package: Path) -> None:
        self.package = package
        self.files: set[Path] = set()
        self.met: set[str] = set()

    def follow(self, wanted: Import) -> None:
        """Add the files that an import leads to."""
        if wanted.path in self.met or wanted.module.split(".")[0] != "deepcourse":
            return
        self.met.add(wanted.path)
        submodule = self.file_of(wanted.path)
        file = submodule or self.file_of(wanted.module)
        if file is None:
            return
        if not submodule and (elsewhere := _taken_from_elsewhere(file, wanted.name)):
            self.follow(elsewhere)
        elif file not in self.files and _read(file).has_code:
            self.files.update([file, *_data_beside(file)])
            for further in _read(file).imports:
                self.follow(further)

    def file_of(self, module: str) -> Path | None:
        """Return the file of a module or package; None where the package has none of that name."""
        place = self.package.joinpath(*module.split(".")[1:])
        return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()), None)


def imports_of(source: str) -> list[Import]:
    """Return the imports in a source, wherever they stand; none where it is no Python."""
    try:
        return list(_imports(ast.parse(source)))
    except SyntaxError:
        return []


@cache
def _read(file: Path) -> Module:
    tree = ast.parse(file.read_bytes())
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return Module(
        imports=tuple(_imports(tree)),
        names_of_files=frozenset(text for text in texts if FILE_NAME.fullmatch(text)),
        has_code=len(tree.body) > (ast.get_docstring(tree, clean=False) is not None),
    )


def _imports(tree: ast.Module) -> list[Import]:
    imports = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports += [Import(alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imports += [Import(node.module or "", alias.name, alias.asname or alias.name) for alias in node.names]
    return imports


def _taken_from_elsewhere(file: Path, name: str) -> Import | None:
    """Return the import by which a package's `__init__` has a name; None where it is no package, or has it itself."""
    if file.name != "__init__.py" or not name:
        return None
    return next((taken for taken in _read(file).imports if taken.called == name), None)


def _data_beside(file: Path) -> list[Path]:
    """Return the data files beside a module: those of its own name, and those that it names."""
    beside = [path for path in file.parent.iterdir() if path.suffix not in (".py", ".md") and path.is_file()]
    return [path for path in beside if path.stem == file.stem or path.name in _read(file).names_of_files]
