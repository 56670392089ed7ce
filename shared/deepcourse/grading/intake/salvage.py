"""The JSON of a notebook's file: whole, with both sides of a merge, with rubbish behind it, or as much as is left.

parse       the data of a notebook's text, and a sentence for each thing that was put right
"""

import json
import re

UPPER, LOWER, BOTH = re.compile("<{7}( |$)"), re.compile("={7}$"), re.compile(">{7}( |$)")
# quotes within a JSON string are escaped: what this finds is the beginning of a cell or of something within one
BEGINNING = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source)"\s*:')
MOST_FAILURES = 200  # beginnings that lead nowhere: each may have to be read to the end of the file


def parse(text, told):
    """Return the data in a notebook's text, and add to `told` a sentence for what had to be put right.

    Raises ValueError, with a sentence, where no cell can be saved.
    """
    text = text.lstrip("\ufeff")
    sides = _sides(text)
    return _both_sides(*sides, told) if sides else _parse(text, told)


def _sides(text):
    """Return the upper and the lower side of a file that git could not merge, None where it is no such file."""
    if not all(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>")):
        return None
    upper, lower, within, merged = [], [], BOTH, False
    for line in text.splitlines(keepends=True):
        mark = next((one for one in (UPPER, LOWER, BOTH) if one.match(line.rstrip("\r\n"))), None)
        within, merged = mark or within, merged or mark is not None
        if mark is None:
            for side, not_in in ((upper, LOWER), (lower, UPPER)):
                side.extend([] if within is not_in else [line])
    return ("".join(upper), "".join(lower)) if merged else None


def _parse(text, told):
    try:
        data, end = _decoder(told).raw_decode(text.lstrip())
    except RecursionError:
        return _salvaged(text, "brackets are nested deeper than in any notebook", told)
    except json.JSONDecodeError as error:
        return _salvaged(text, _place(text.lstrip(), error), told)
    except ValueError:  # Python reads no number of more than 4300 digits
        return _salvaged(text, "the file holds a number that is longer than any notebook's", told)
    if text.lstrip()[end:].strip():
        told.append("something stood behind the end of the notebook; it was left out")
    return data


def _decoder(told):
    """Return a decoder that tells of names that stand twice in an object, of which the last counts."""

    def once(pairs):
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = sorted({name for name in names if names.count(name) > 1})[:3] if len(names) < 100 else ["..."]
            told.append(
                f"the file holds {', '.join(f'{name:.40}' for name in twice)} twice in one place; the last counts"
            )
        return found

    return json.JSONDecoder(object_pairs_hook=once)


def _place(text, error):
    place = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"the file was cut off: it ends inside a notebook, after {place}"
    return f"the file is damaged at {place}: {error.msg}"


def _salvaged(text, reason, told):
    """Return a notebook of the cells that are whole in a damaged file."""
    cells, position, failures = [], 0, 0
    decoder = json.JSONDecoder()
    while failures < MOST_FAILURES and (found := BEGINNING.search(text, position)):
        position = found.end()
        try:
            data, end = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            data, end = {}, position
        if "cell_type" in data and "source" in data:
            cells.append(data)
            position = end
        else:
            failures += 1
    if not cells:
        raise ValueError(reason)
    told.append(f"{reason}; {len(cells)} whole cells could be saved, and were graded")
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def _both_sides(upper, lower, told):
    """Return the notebook of the upper side of a merge, with the cells that only the lower side has behind theirs."""
    upper, lower = _parse(upper, told), _parse(lower, told)
    told.append("the file holds both sides of a git merge (<<<<<<<, >>>>>>>); the cells of both were taken")
    if not all(isinstance(side, dict) and isinstance(side.get("cells"), list) for side in (upper, lower)):
        return upper
    cells = list(upper["cells"])
    known = {json.dumps([_id(cell), _source(cell)]) for cell in cells}
    for cell in lower["cells"]:
        if json.dumps([_id(cell), _source(cell)]) not in known:
            ids = [_id(one) for one in cells]
            place = ids.index(_id(cell)) + 1 if _id(cell) in ids else len(cells)
            cells.insert(place, cell)
    return upper | {"cells": cells}


def _id(cell):
    return cell.get("id") if isinstance(cell, dict) else None


def _source(cell):
    source = cell.get("source") if isinstance(cell, dict) else cell
    return "".join(map(str, source)) if isinstance(source, list) else source
