"""The JSON of a notebook's file: whole, with both sides of a merge, with rubbish behind it, or as much as is left.

parse       the data of a notebook's text, and a sentence for each thing that was put right
"""

import json
import re
from typing import Any

UPPER, LOWER, BOTH = re.compile("<{7}( |$)"), re.compile("={7}$"), re.compile(">{7}( |$)")
# quotes within a JSON string are escaped: what this finds is the beginning of a cell or of something within one
BEGINNING = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source)"\s*:')
MOST_FAILURES = 200  # beginnings that lead nowhere: each may have to be read to the end of the file


def parse(text: str, sentences: list[str]) -> Any:
    """Return the data in a notebook's text, and add to `sentences` a sentence for what had to be put right.

    Raises ValueError, with a sentence, where no cell can be saved.
    """
    text = text.lstrip("\ufeff")
    sides = _sides(text)
    return _both_sides(*sides, sentences) if sides else _parse(text, sentences)


def _sides(text: str) -> tuple[str, str] | None:
    """Return the upper and the lower side of a file that git could not merge, None where it is no such file."""
    if not all(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>")):
        return None
    upper: list[str] = []
    lower: list[str] = []
    within, merged = BOTH, False  # what the lines are in: what the last mark began
    for line in text.splitlines(keepends=True):
        mark = next((mark for mark in (UPPER, LOWER, BOTH) if mark.match(line.rstrip("\r\n"))), None)
        within, merged = mark or within, merged or mark is not None
        if mark is None:
            for side, not_in in ((upper, LOWER), (lower, UPPER)):
                side.extend([] if within is not_in else [line])
    return ("".join(upper), "".join(lower)) if merged else None


def _parse(text: str, sentences: list[str]) -> Any:
    try:
        data, end = _decoder(sentences).raw_decode(text.lstrip())
    except RecursionError:
        return _salvaged(text, "brackets are nested deeper than in any notebook", sentences)
    except json.JSONDecodeError as error:
        return _salvaged(text, _place(text.lstrip(), error), sentences)
    except ValueError:  # Python reads no number of more than 4300 digits
        return _salvaged(text, "the file holds a number that is longer than any notebook's", sentences)
    if text.lstrip()[end:].strip():
        sentences.append("something stood behind the end of the notebook; it was left out")
    return data


def _decoder(sentences: list[str]) -> json.JSONDecoder:
    """Return a decoder that tells of names that stand twice in an object, of which the last counts."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(pairs)
        if len(whole) < len(pairs):
            names = [name for name, _ in pairs]
            twice = sorted({name for name in names if names.count(name) > 1})[:3] if len(names) < 100 else ["..."]
            sentences.append(
                f"the file holds {', '.join(f'{name:.40}' for name in twice)} twice in one place; the last counts"
            )
        return whole

    return json.JSONDecoder(object_pairs_hook=once)


def _place(text: str, error: json.JSONDecodeError) -> str:
    place = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"the file was cut off: it ends inside a notebook, after {place}"
    return f"the file is damaged at {place}: {error.msg}"


def _salvaged(text: str, reason: str, sentences: list[str]) -> dict[str, Any]:
    """Return a notebook of the cells that are whole in a damaged file."""
    cells: list[dict[str, Any]] = []
    position, failures = 0, 0
    decoder = json.JSONDecoder()
    while failures < MOST_FAILURES and (begun := BEGINNING.search(text, position)):
        position = begun.end()
        try:
            data, end = decoder.raw_decode(text, begun.start())
        except (ValueError, RecursionError):
            data, end = {}, position
        if "cell_type" in data and "source" in data:
            cells.append(data)
            position = end
        else:
            failures += 1
    if not cells:
        raise ValueError(reason)
    sentences.append(f"{reason}; {len(cells)} whole cells could be saved, and were graded")
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def _both_sides(upper_text: str, lower_text: str, sentences: list[str]) -> Any:
    """Return the notebook of the upper side of a merge, with the cells that only the lower side has behind theirs."""
    upper, lower = _parse(upper_text, sentences), _parse(lower_text, sentences)
    sentences.append("the file holds both sides of a git merge (<<<<<<<, >>>>>>>); the cells of both were taken")
    if not all(isinstance(side, dict) and isinstance(side.get("cells"), list) for side in (upper, lower)):
        return upper
    cells = list(upper["cells"])
    known = {json.dumps([_id(cell), _source(cell)]) for cell in cells}
    for cell in lower["cells"]:
        if json.dumps([_id(cell), _source(cell)]) not in known:
            ids = [_id(other) for other in cells]
            place = ids.index(_id(cell)) + 1 if _id(cell) in ids else len(cells)
            cells.insert(place, cell)
    return upper | {"cells": cells}


def _id(cell: Any) -> Any:
    return cell.get("id") if isinstance(cell, dict) else None


def _source(cell: Any) -> Any:
    source = cell.get("source") if isinstance(cell, dict) else cell
    return "".join(map(str, source)) if isinstance(source, list) else source
