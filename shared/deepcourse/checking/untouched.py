"""What the judge's own code hands to somebody else's function is afterwards as it was.

A property calls the function itself, often on a table or a picture that the exercise holds once and for all. An answer
that changes its argument must not change what the next answer is judged by.

kept         a block at whose end everything that was handed out inside it has its old contents again
handed_out   note lists, dictionaries, sets and arrays before somebody else's code may change them
noting       a function whose arguments are noted at each call
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

CONTAINERS = (list, dict, set)
_open: list[dict[int, tuple[Any, Any]]] = []  # of each open block {id: (the object, its contents)}


@contextmanager
def kept() -> Iterator[None]:
    """Give lists, dictionaries, sets and arrays that are handed out inside the block their contents back at its end."""
    _open.append({})
    try:
        yield
    finally:
        for thing, contents in _open.pop().values():
            _restore(thing, contents)


def handed_out(*values: Any) -> None:
    """Note the contents of values, and of the values in them; outside a block, nothing is noted."""
    for value in values if _open else ():
        noted = _open[-1]
        if isinstance(value, np.ndarray):
            noted.setdefault(id(value), (value, value.copy()))
        elif isinstance(value, CONTAINERS) and id(value) not in noted:
            noted[id(value)] = value, value.copy()
            handed_out(*(value.values() if isinstance(value, dict) else value))
        elif isinstance(value, tuple):
            handed_out(*value)


def noting(f: Any) -> Any:
    """Return a function that does what `f` does and notes its arguments first; a class is returned as it is."""
    if inspect.isclass(f) or not callable(f):
        return f

    @functools.wraps(f)
    def noted(*arguments: Any, **options: Any) -> Any:
        handed_out(*arguments, *options.values())
        return f(*arguments, **options)

    return noted


def constants_of(f: Callable[..., Any]) -> tuple[Any, ...]:
    """Return the lists, dictionaries, sets and arrays that stand by name in the module of a function."""
    names = getattr(inspect.unwrap(f), "__globals__", {})
    return tuple(
        value
        for name, value in names.items()
        if not name.startswith("__") and isinstance(value, (*CONTAINERS, np.ndarray, tuple))
    )


def _restore(thing: Any, contents: Any) -> None:
    if isinstance(thing, np.ndarray):
        if thing.flags.writeable:
            thing.shape = contents.shape
            thing[...] = contents
    elif isinstance(thing, list):
        thing[:] = contents
    else:
        thing.clear()
        thing.update(contents)
