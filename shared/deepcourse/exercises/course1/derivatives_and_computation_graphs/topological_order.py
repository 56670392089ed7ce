"""Exercise 5: every node after all that use it."""

from deepcourse.exercises.course1.derivatives_and_computation_graphs.order_slips import SLIPS
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import autodiff as reference

NOTHING = "nothing"

BY_HAND = {"J": ("v",), "v": ("a", "u"), "u": ("b", "c"), "a": (), "b": (), "c": ()}

USED_LATE = {"J": ("x", "s"), "s": ("t",), "t": ("x",), "x": ("a",), "a": ()}  # x is used by J, and deep down by t

TWO_WAYS = {"J": ("p", "q"), "p": ("x",), "q": ("x",), "x": ()}

TWICE = {"J": ("u", "u"), "u": ("x", "x"), "x": ()}
TWICE_AND_LATER = {
    "J": ("u", "s"),
    "u": ("x", "x"),
    "s": ("t",),
    "t": ("x",),
    "x": ("a",),
    "a": (),
}  # twice by u
LATER_AND_TWICE = TWICE_AND_LATER | {"J": ("s", "u")}


def use(f, graph, last, *, whole=False, again=False):
    """Return what is wrong with the order of a graph's nodes, thing by thing; every right order gives the same.

    whole : return the names in the order in which they were given instead    again : of a second call
    """
    nodes = nodes_of(graph)
    given = f(nodes[last])
    if again:
        given = f(nodes[last])
    if given is None:
        return None
    names = [node.name for node in given]
    if whole:
        return names
    place = {name: i for i, name in reversed(list(enumerate(names)))}  # where a name stands first
    wanted = reference.topological_order(nodes[last])
    early = [(parent, node.name) for node in wanted for parent in graph[node.name]
             if parent in place and place[parent] < place.get(node.name, -1)]  # fmt: skip
    return {
        "the first": names[0] if names else NOTHING,
        "missing": next((node.name for node in wanted if node.name not in place), NOTHING),
        "more than once": next((name for i, name in enumerate(names) if place[name] != i), NOTHING),
        "too early": "{} stands before {}, which uses it".format(*early[0]) if early else NOTHING,
    }


topological_order = FunctionExercise(
    __name__,
    reference=reference.topological_order,
    use=use,
    minutes=10,
    points_visible=7,
    points_hidden=10,
    returns=("order",),
    hints=(
        "Two walks. The first finds all nodes and counts, for each, how often it is used. The second lists a node once "
        "all its uses are behind it.",
        "First walk: found = [last]; for node in found: for parent in node.parents: append a parent that is new to "
        "found, and add 1 to uses[parent]. (A list may grow while a `for` walks along it.)",
        "Second walk: ordered = [last]; for node in ordered: for parent in node.parents: take 1 away from "
        "uses[parent], and append the parent when that leaves 0.",
    ),
)


class Node:
    """What a graph is made of: a name, and `parents`, a tuple of nodes."""

    def __init__(self, name):
        self.name, self.parents = name, ()

    def __repr__(self):
        """Return the name."""
        return self.name


def nodes_of(graph):
    """Return {name: Node} of a graph given as {name: names of the parents}."""
    nodes = {name: Node(name) for name in graph}
    for name, parents in graph.items():
        nodes[name].parents = tuple(nodes[parent] for parent in parents)
    return nodes


def chain(length):
    """Return a graph whose nodes stand in a row."""
    return {f"n{i}": (f"n{i - 1}",) if i else () for i in range(length)}


def random_graph(rng, size):
    """Return (graph, last): each node but the first two uses one or two of those before it, near ones and far ones."""
    graph = {"n0": (), "n1": ()}
    for i in range(2, size):
        far = int(rng.integers(i))
        graph[f"n{i}"] = (f"n{i - 1}", f"n{far}") if rng.random() < 0.8 else (f"n{far}",)
    return graph, f"n{size - 1}"


def twice_and_later(rng, *, turned=False):
    """Return a graph in which x is used twice by u, and once more at the end of a chain of random length."""
    length = int(rng.integers(2, 9))
    row = {f"s{i}": (f"s{i - 1}",) if i else ("x",) for i in range(length)}
    users = f"s{length - 1}", "u"
    return {"J": users if turned else users[::-1], "u": ("x", "x"), **row, "x": ("a", "b"), "a": (), "b": ()}


@topological_order.visible
def visible():
    """Return the text's graph, a node that is used early and late, some used twice at once, and a long chain."""
    return [
        Case("the graph of the text, J = 3 (a + b c)", (BY_HAND, "J")),
        Case("x is used by J and, further back, by t", (USED_LATE, "J")),
        Case("two ways from J to x, by p and by q", (TWO_WAYS, "J")),
        Case("u = x * x, J = u * u", (TWICE, "J")),
        Case("x is used twice by u and, further back, by t", (TWICE_AND_LATER, "J")),
        Case("the same, the other way round", (LATER_AND_TWICE, "J")),
        Case("only what leads to u", (BY_HAND, "u")),
        Case("an input alone", (BY_HAND, "a")),
        Case("a chain of 5 000 nodes", (chain(5000), "n4999")),
    ]


@topological_order.draw
def draw(rng):
    """Return a random graph."""
    size = int(rng.integers(6, 14))
    return Case(f"{size} nodes", random_graph(rng, size))


@topological_order.edges
def edges(rng):
    """Return diamonds upon diamonds (a million million ways through them), and a long chain with short cuts."""
    doubling = {"n0": ()} | {f"n{i}": (f"n{i - 1}", f"n{i - 1}") for i in range(1, 41)}
    short_cuts = chain(5000) | {f"n{i}": (f"n{i - 1}", f"n{int(rng.integers(i))}") for i in range(10, 5000, 7)}
    return [
        Case("40 nodes, each of which uses the one before it twice", (doubling, "n40")),
        Case("a chain of 5 000 nodes with short cuts", (short_cuts, "n4999")),
        Case("a node that is used early and late", (USED_LATE, "J")),
        Case("two ways to an input", (TWO_WAYS, "J")),
        Case("a node that is used twice, and later once more", (twice_and_later(rng), "J")),
        Case("the same, the other way round", (twice_and_later(rng, turned=True), "J")),
        Case("an input alone", (TWICE, "x")),
    ]


def twelve_nodes(rng):
    """Return a random graph, whose whole order is asked for."""
    return Case("12 nodes", random_graph(rng, 12), {"whole": True})


@topological_order.property("messages in this order count all the ways", draw=twelve_nodes)
def all_ways_are_counted(names, graph, last):
    """Return a sentence unless messages passed along in this order count all the ways through a graph."""
    ways = dict.fromkeys(graph, 0) | {last: 1}
    for name in names or ():
        for parent in graph[name]:
            ways[parent] += ways[name]
    wanted = ways_by_recursion(graph, last)
    wrong = next((name for name in graph if ways[name] != wanted[name]), None)
    return wrong and f"{wrong} received {ways[wrong]} messages in this order, but {wanted[wrong]} ways lead to it"


def a_second_call(rng):
    """Return a case in which the same nodes are put in order twice."""
    graph, last = random_graph(rng, 8)
    return Case("8 nodes, twice", (graph, last), {"whole": True, "again": True})


@topological_order.property("a second call gives the same nodes", draw=a_second_call)
def nodes_are_found_again(names, graph, last):
    """Return a sentence unless a second call finds the nodes that lead to `last` again."""
    lost = next(
        (name for name, ways in ways_by_recursion(graph, last).items() if ways and name not in (names or ())), None
    )
    return lost and f"a second call on the same nodes leaves out {lost}; does the first one leave marks on them?"


def ways_by_recursion(graph, last):
    """Return {name: number of ways from `last` to it}: slow, and too plain to be wrong."""
    ways = dict.fromkeys(graph, 0)

    def walk(name):
        ways[name] += 1
        for parent in graph[name]:
            walk(parent)

    walk(last)
    return ways


# --- known mistakes -------------------------------------------------------------------------------------------------


@topological_order.mistake
def in_the_order_found(last):
    """nodes stand in the order in which they are found, layer by layer: a node must wait for *all* that use it"""
    found = [last]
    for node in found:
        found += [parent for parent in dict.fromkeys(node.parents) if parent not in found]
    return found


@topological_order.mistake
def straight_down(last):
    """each node is listed when it is first reached, going deep at once: a node must wait for *all* that use it"""
    found, stack = {}, [last]
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = True
            stack += reversed(node.parents)
    return list(found)


@topological_order.mistake
def once_for_every_use(last):
    """a node stands in the list once for every use of it: count the uses, and list it when the last one is done"""
    listed, count = [last], {}
    for node in reference.topological_order(last):
        for parent in node.parents:
            count[parent] = count.get(parent, 0) + 1
        listed += [node] * (count.get(node, 1) - (node is last))
    return listed


@topological_order.mistake
def inputs_first(last):
    """the order is turned around: inputs first and `last` at the end; the walk back starts at `last`"""
    return reference.topological_order(last)[::-1]


@topological_order.mistake
def last_left_out(last):
    """`last` itself is missing: it leads to itself, and it is the first to send a message"""
    return reference.topological_order(last)[1:]


@topological_order.mistake
def inputs_left_out(last):
    """the nodes without parents are missing: these are the inputs, whose slopes are wanted most"""
    return [node for node in reference.topological_order(last) if node.parents or node is last]


@topological_order.mistake
def double_use_counted_once(last):
    """a node that is used twice by another counts as used once, as with set(node.parents), and two uses are taken away
    again: then it no longer waits for its later users
    """
    uses, found = {last: 0}, [last]
    for node in found:
        for parent in dict.fromkeys(node.parents):
            if parent not in uses:
                uses[parent] = 0
                found.append(parent)
            uses[parent] += 1
    ordered = [last]
    for node in ordered:
        for parent in node.parents:
            uses[parent] -= 1
            if uses[parent] == 0:
                ordered.append(parent)
    return ordered


for mistake in SLIPS:
    topological_order.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@topological_order.right
def by_depth_first_search(last):
    """Return the nodes in the order in which a walk is finished with them, turned around; with a stack of its own."""
    finished, seen, stack = [], set(), [(last, False)]
    while stack:
        node, parents_done = stack.pop()
        if parents_done:
            finished.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(parent, False) for parent in node.parents]
    return finished[::-1]


@topological_order.right
def by_counting_users(last):
    """Return the nodes whose users are all done, one after the other, from counts made beforehand."""
    users, todo = {last: 0}, [last]
    while todo:
        for parent in todo.pop().parents:
            if parent not in users:
                users[parent] = 0
                todo.append(parent)
            users[parent] += 1
    ready, ordered = [last], []
    while ready:
        node = ready.pop()
        ordered.append(node)
        for parent in node.parents:
            users[parent] -= 1
            ready += [parent] * (users[parent] == 0)
    return ordered
