"""The signature of a function as plain data, and a signature made of it that reads the same."""

import inspect
from collections.abc import Callable
from typing import Any

EMPTY = inspect.Parameter.empty
KINDS = tuple(inspect._ParameterKind)
SHOWN = 200  # characters kept of a default or an annotation


class Shown:
    """Stands for a default or an annotation of the other process, and is written as that is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def as_data(f: Any) -> list[Any] | None:
    """Return the signature of a function as lists and texts, or None where it tells none."""
    try:
        signature = inspect.signature(f)
    except Exception:
        return None
    parameters = [
        [p.name, int(p.kind), _text_of(p.default, repr), _text_of(p.annotation, inspect.formatannotation)]
        for p in signature.parameters.values()
    ]
    return [parameters, _text_of(signature.return_annotation, inspect.formatannotation)]


def _text_of(value: Any, write: Callable[[Any], str]) -> str | None:
    if value is EMPTY:
        return None
    try:
        return str(write(value))[:SHOWN]
    except Exception:
        return "..."


def from_data(data: Any) -> inspect.Signature | None:
    """Return the `inspect.Signature` of which `as_data` made data; None where there is none, or what came is none."""
    try:
        parameters, returned = data
        made = [
            inspect.Parameter(name, KINDS[kind], default=_shown(default), annotation=_shown(annotation))
            for name, kind, default, annotation in parameters
        ]
        return inspect.Signature(made, return_annotation=_shown(returned))
    except (TypeError, ValueError, IndexError):
        return None


def _shown(text: Any) -> Any:
    return EMPTY if text is None else Shown(str(text)[:SHOWN])
