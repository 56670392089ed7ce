"""The signature of a function as plain data, and a signature made of it that reads the same."""

import inspect

EMPTY = inspect.Parameter.empty
KINDS = tuple(inspect._ParameterKind)
SHOWN = 200  # characters kept of a default or an annotation


class Shown:
    """Stands for a default or an annotation of the other process, and is written as that is."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def as_data(f):
    """Return the signature of a function as lists and texts, or None where it tells none."""
    try:
        found = inspect.signature(f)
    except Exception:
        return None
    parameters = [
        [p.name, int(p.kind), _told(p.default, repr), _told(p.annotation, inspect.formatannotation)]
        for p in found.parameters.values()
    ]
    return [parameters, _told(found.return_annotation, inspect.formatannotation)]


def _told(value, write):
    if value is EMPTY:
        return None
    try:
        return str(write(value))[:SHOWN]
    except Exception:
        return "..."


def from_data(told):
    """Return the `inspect.Signature` that `as_data` told; None where there is none, or what came is none."""
    try:
        parameters, returned = told
        made = [
            inspect.Parameter(name, KINDS[kind], default=_shown(default), annotation=_shown(annotation))
            for name, kind, default, annotation in parameters
        ]
        return inspect.Signature(made, return_annotation=_shown(returned))
    except (TypeError, ValueError, IndexError):
        return None


def _shown(text):
    return EMPTY if text is None else Shown(str(text)[:SHOWN])
