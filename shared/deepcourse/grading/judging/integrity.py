"""What reading a solution tells: whether it calls the package's own answer instead of being one.

uses_of_reference   sentences on the places of a solution that lead to its exercise's reference
"""

import ast
import importlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from deepcourse.checking.legible import legible
from deepcourse.exercises import Exercise

DECLARATIONS = "deepcourse.exercises"


def uses_of_reference(exercise: Exercise, solution: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return a sentence for each place of a solution cell that names the exercise's own reference.

    `others` are the sources of the student's cells before it: their imports and assignments say what names mean.
    """
    reader = Reader(exercise)
    try:
        for source in others:
            reader.learn(parsed(source), only=exercise.name)
        tree = parsed(solution)
        reader.learn(tree, only=exercise.name)
        reader.read(tree)
    except (RecursionError, ValueError):  # names inside names without end, or such as no module can have
        reader.sentences.append(f"the solution of {exercise.name} could not be read to its end; look at it")
    return tuple(map(legible, dict.fromkeys(reader.sentences)))


@lru_cache(maxsize=200)  # each exercise of a notebook asks for all of its cells
def parsed(source: str) -> ast.Module:
    """Return the syntax tree of a cell, not to be changed; an empty one where the cell is no Python, without magics."""
    lines = [line if not line.lstrip().startswith(("%", "!")) else "" for line in source.split("\n")]
    try:
        return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


class Reader:
    """Follows names through imports, assignments, getattr and importlib to what they stand for in the package."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.names: dict[str, str] = {}  # what names of the student's stand for
        self.sentences: list[str] = []

    def learn(self, tree: ast.AST, only: str) -> None:
        """Remember what imports and assignments make names stand for; an answer that *is* the reference is told."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self.names[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    self.names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                    if (alias.asname or alias.name) == only:
                        self.tell(node, f"{node.module}.{alias.name}")
            elif isinstance(node, ast.Assign):
                self.assigned(node, only)

    def assigned(self, node: ast.Assign, only: str) -> None:
        """Remember what an assignment makes its names stand for."""
        path = self.path(node.value)
        for target in (t for t in node.targets if isinstance(t, ast.Name) and path):
            self.names[target.id] = path
            if target.id == only:
                self.tell(node, path)

    def read(self, tree: ast.AST) -> None:
        """Tell all places of a solution that name the reference or the exercises' declarations."""
        for node in ast.walk(tree):
            if isinstance(node, (ast.Attribute, ast.Call, ast.Name)) and not isinstance(
                getattr(node, "ctx", None), ast.Store
            ):
                path = self.path(node)
                if path:
                    self.tell(node, path)

    def path(self, node: ast.AST) -> str:
        """Return the dotted path that an expression stands for, "" where it is none that can be read."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute):
            before = self.path(node.value)
            return f"{before}.{node.attr}" if before else ""
        if isinstance(node, ast.Call) and node.args:
            called = ast.unparse(node.func)
            if called in ("getattr", "builtins.getattr") and len(node.args) > 1:
                before, name = self.path(node.args[0]), text_of(node.args[1])
                return f"{before}.{name}" if before and name else ""
            if called.split(".")[-1] in ("import_module", "__import__"):
                return text_of(node.args[0])
        return ""

    def tell(self, node: ast.AST, path: str) -> None:
        """Add a sentence where a path is the reference's, or one of the declarations'."""
        if path.startswith(DECLARATIONS) or stands_for(path, self.exercise.reference):
            line = ast.unparse(node).split("\n")[0][:200]
            self.sentences.append(
                f"the solution of {self.exercise.name} uses the package's own answer: `{line}` is {path}"
            )


def text_of(node: ast.AST) -> str:
    """Return the text that an expression of constants gives, "" where it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = text_of(node.left), text_of(node.right)
        return left + right if left and right else ""
    return ""


def stands_for(path: str, reference: Any) -> bool:
    """Return True where a dotted path of the package leads to the reference."""
    parts = path.split(".")
    if parts[0] != "deepcourse":
        return False
    for count in range(len(parts), 0, -1):
        try:
            thing: Any = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for name in parts[count:]:
            thing = getattr(thing, name, None)
        return thing is reference
    return False
