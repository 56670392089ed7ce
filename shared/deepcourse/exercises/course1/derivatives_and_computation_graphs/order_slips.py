"""More of what is easily got wrong in the order of a graph: walks that stop early, come late or call themselves."""

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import autodiff as reference

SLIPS = Shared()


@SLIPS.add
def straight_down_by_the_last_parent(last):
    """each node is listed when it is taken from a stack: a node must wait for *all* that use it"""
    found, stack = {}, [last]
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = True
            stack += node.parents
    return list(found)


@SLIPS.add
def last_use_never_done(last):
    """both uses in x * x are counted and one only is taken away, as with set(node.parents): the node is never listed,
    and nothing behind it
    """
    uses, found = {last: 0}, [last]
    for node in found:
        for parent in node.parents:
            if parent not in uses:
                uses[parent] = 0
                found.append(parent)
            uses[parent] += 1
    ordered = [last]
    for node in ordered:
        for parent in dict.fromkeys(node.parents):
            uses[parent] -= 1
            if uses[parent] == 0:
                ordered.append(parent)
    return ordered


@SLIPS.add
def last_alone(last):
    """`last` alone is listed, as where a return stands inside the loop: all nodes that lead to it belong in the list"""
    return [last]


@SLIPS.add
def parents_of_last_only(last):
    """`last` and its parents are listed, and nothing behind them: walk on, to the parents of the parents"""
    return [last, *dict.fromkeys(last.parents)]


@SLIPS.add
def nothing_listed(last):
    """the list stays empty: append `last` first, and each node when its last use is done"""
    return []


@SLIPS.add
def late_ones_at_the_end(last):
    """the nodes that are met again are moved to the end: those that they use must move behind them as well"""
    found, met, late = [last], {last}, {}
    for node in found:
        for parent in node.parents:
            if parent in met:
                late[parent] = True
            else:
                met.add(parent)
                found.append(parent)
    return [node for node in found if node not in late] + list(late)


@SLIPS.add
def parents_first(last):
    """each node comes after its parents, as where the list of a walk into the depth is not turned around: it must come
    before them
    """
    listed, stack = {}, [(last, False)]
    while stack:
        node, done = stack.pop()
        if done:
            listed[node] = True
        elif node not in listed:
            stack.append((node, True))
            stack += [(parent, False) for parent in reversed(node.parents)]
    return list(listed)


def calling_itself(name, ending):
    """Return the mistake of a function that calls itself for each parent, with an ending of Python's message."""

    def mistake(last):
        ordered = reference.topological_order(last)
        if len(ordered) > DEEPEST:
            raise RecursionError(f"maximum recursion depth exceeded{ending}")
        return ordered

    mistake.__name__ = name
    mistake.__doc__ = (
        "a function calls itself for every parent"
        + f" ({ending.strip()})" * bool(ending)
        + ": Python allows about 1 000 "
        "levels, and graphs can be deeper; keep a list of what is still to do"
    )
    return mistake


DEEPEST = 1000  # levels that Python allows
for name, ending in (
    ("calls_itself", ""),
    ("calls_itself_while_calling", " while calling a Python object"),
    ("calls_itself_in_comparison", " in comparison"),
):
    SLIPS.add(calling_itself(name, ending))
