"""Exercise 4: one walk back through a graph of tensors."""

import numpy as np

from deepcourse.exercises.course2.what_a_framework_does.programs import computed, random_program, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import tensor as reference
from deepcourse.nn.autodiff import topological_order

TWICE_AND_LATER = "t = a * b; u = t * t; w = t * 0.5; v = w.tanh() * a; J = {}"  # u is done with t long before w is
CHAIN = "J = a\nfor _ in range(1500):\n    J = J * 0.999 + a"


def walked(f, program, arrays, walks):
    """Return the value of a program and the gradients after so many walks of f from J.

    f : the function backward    program : text that computes J    arrays : {name: array}    walks : int
    """

    def walk(J):
        for _ in range(walks):
            f(J)

    return computed(reference.Tensor, program, arrays, walks > 0, walk)


backward = FunctionExercise(
    __name__,
    reference=reference.backward,
    use=walked,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("result",),
    hints=(
        "Keep what arrives in a dictionary of this walk: arrived = {last: np.ones(last.data.shape)}. Then go through "
        "reference.topological_order(last), in which everybody who sends to a tensor stands before it.",
        "For each node: its gradient is arrived[node], complete by now; add it to node.grad.",
        "Then for parent, pull in zip(node.parents, node.pulls): message = reference.unbroadcast(pull(gradient), "
        "parent.data.shape); if the parent is in arrived already, add to what is there, else put it there.",
    ),
)


@backward.visible
def visible():
    """Return a product, a stretched column, values used twice, early and late, two walks, and several entries."""
    rng = np.random.default_rng(4)
    two = {"a": np.array(2.0), "b": np.array(-3.0)}
    layer = {"W": table(rng, 2, 3), "X": table(rng, 3, 4), "b": table(rng, 2, 1)}
    return [
        Case("two numbers: J = a * b", ("J = a * b", two, 1)),
        Case("x is used twice: J = x * x + x", ("J = x * x + x", {"x": np.array([1.0, 2.0, 3.0])}, 1)),
        Case("b is stretched: J = (X + b).sum()", ("J = (X + b).sum()", {"X": layer["X"], "b": table(rng, 3, 1)}, 1)),
        Case("one layer: J = (W @ X + b).tanh().mean()", ("J = (W @ X + b).tanh().mean()", layer, 1)),
        Case("used early and late: t must wait", ("t = a * b; u = t.tanh(); v = u * u; J = t + v", two, 1)),
        Case("two walks from the same J add up", ("u = a * b; J = u * u", two, 2)),
        Case("a result with several entries", ("J = x * x * x", {"x": np.array([1.0, -2.0])}, 1)),
        Case("used twice by one and once by another", (TWICE_AND_LATER.format("u + v"), two, 1)),
        Case("the same, added in the other order", (TWICE_AND_LATER.format("v + u"), two, 1)),
    ]


@backward.draw
def draw(rng):
    """Return a random expression."""
    return Case("8 steps", (*random_program(rng), 1))


@backward.edges
def edges(rng):
    """Return deep chains, doublings, uses at several times, three walks, stretched numbers, and an idle input."""
    A, c, a = table(rng, 3, 4), table(rng, 3, 1), np.array(rng.uniform(0.5, 1))
    doubling = "J = a\nfor _ in range(40):\n    J = (J + J) * 0.5"
    late = "t = A * c; u = t.sum(0); v = u.tanh() * t; J = t.mean() + v.sum()"
    return [
        Case("a chain of 3 000 steps", (CHAIN, {"a": a}, 1)),
        Case("40 values, each used twice by the next", (doubling, {"a": a}, 1)),
        Case("used early and late", (late, {"A": A, "c": c}, 1)),
        Case("used twice by one and later by another", (TWICE_AND_LATER.format("(u + v).sum()"), {"a": A, "b": c}, 1)),
        Case("the same in the other order", (TWICE_AND_LATER.format("(v + u).sum()"), {"a": A, "b": c}, 1)),
        Case("a number stretched twice", ("J = (A * a + a).sum()", {"A": A, "a": a}, 1)),
        Case("three walks", ("u = A * c; J = (u * u).mean()", {"A": A, "c": c}, 3)),
        Case("a sum of a sum", ("u = A * c; v = A.tanh(); w = u + v; J = w + u", {"A": A, "c": c}, 1)),
        Case("an input that plays no part", ("J = (a * 2).sum()", {"a": a, "c": c}, 1)),
        Case("the input itself", ("J = A", {"A": A}, 1)),
    ]


def four_walks(rng):
    """Return a random expression that is walked four times."""
    return Case("four walks", (*random_program(rng, steps=5), 4))


@backward.property("four walks leave four times the gradient", draw=four_walks)
def two_answers(result, program, arrays, walks):
    """Return a sentence unless `walks` walks leave `walks` times the gradient of one."""
    once = walked(reference.backward, program, arrays, 1)
    for name in arrays:
        if not np.allclose(result[f"d{name}"], walks * once[f"d{name}"]):
            return f"after {walks} walks the gradient of {name} is not {walks} times that of one walk"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def pass_on(last, ordered, *, start=1.0, add=True, home=reference.unbroadcast):
    """Walk in a given order; the options make the mistakes."""
    arrived = {last: np.full(last.data.shape, start)}
    for node in ordered:
        gradient = arrived.get(node, np.zeros(node.data.shape))
        node.grad = node.grad + gradient
        for parent, pull in zip(node.parents, node.pulls, strict=True):
            message = home(pull(gradient), parent.data.shape)
            arrived[parent] = arrived[parent] + message if add and parent in arrived else message


def in_the_order_found(last):
    """Return the nodes layer by layer, whether or not all that use them stand before them."""
    found = {last: True}
    todo = [last]
    for node in todo:
        new = [parent for parent in dict.fromkeys(node.parents) if parent not in found]
        found |= dict.fromkeys(new, True)
        todo += new
    return todo


@backward.mistake
def last_message_only(last):
    """a message replaces the one before it: where a tensor is used twice, its messages add up"""
    pass_on(last, topological_order(last), add=False)


@backward.mistake
def without_unbroadcast(last):
    """a gradient keeps the shape of what was stretched: bring every message home with reference.unbroadcast"""
    pass_on(last, topological_order(last), home=lambda message, shape: message)


@backward.mistake
def passed_on_too_early(last):
    """a tensor passes its gradient on before all that use it have sent theirs: take reference.topological_order"""
    pass_on(last, in_the_order_found(last))


def ready_by_count(last):
    """Return the nodes in the order in which all that use them are done, each of these counted once."""
    users, todo = {last: 0}, [last]
    for node in todo:
        for parent in set(node.parents):
            todo += [] if parent in users else [parent]
            users[parent] = users.get(parent, 0) + 1
    ready, ordered = [last], []
    while ready:
        ordered.append(ready.pop(0))
        for parent in ordered[-1].parents:
            users[parent] -= 1
            ready += [parent] if users[parent] == 0 else []
    return ordered


@backward.mistake
def double_use_counted_once_in_the_order(last):
    """the order is one of your own that counts a double use, as in t * t, once when it looks who uses t, and twice when
    it crosses uses off, so that t does not wait for its other users: take reference.topological_order
    """
    pass_on(last, ready_by_count(last))


@backward.mistake
def double_use_sent_once(last):
    """a tensor that is used twice by one operation, as in x * x, gets one message: go through all pairs of parents and
    pulls, and not through a set or a dictionary of parents
    """
    arrived = {last: np.ones(last.data.shape)}
    for node in topological_order(last):
        node.grad = node.grad + arrived[node]
        for parent, pull in dict(zip(node.parents, node.pulls, strict=True)).items():
            message = reference.unbroadcast(pull(arrived[node]), parent.data.shape)
            arrived[parent] = arrived[parent] + message if parent in arrived else message


@backward.mistake
def starts_with_zeros(last):
    """every gradient is 0: begin at the result, with ones, and add to node.grad on the way to the inputs"""
    pass_on(last, topological_order(last), start=0.0)


@backward.mistake
def parents_only(last):
    """only the parents of the result get a gradient: walk on, to the parents of the parents, back to the inputs"""
    pass_on(last, [last])
    for parent in dict.fromkeys(last.parents):
        pulled = zip(last.parents, last.pulls, strict=True)
        messages = [pull(np.ones(last.data.shape)) for one, pull in pulled if one is parent]
        parent.grad = parent.grad + reference.unbroadcast(sum(messages), parent.data.shape)


@backward.mistake
def cleared_first(last):
    """what was in grad before is forgotten: as in PyTorch a walk *adds* to it, and clearing is the optimiser's task"""
    ordered = topological_order(last)
    for node in ordered:
        node.grad = np.zeros(node.data.shape)
    pass_on(last, ordered)


@backward.mistake
def carried_by_grad(last):
    """grad itself carries the messages, so that what an earlier walk left there is sent once more: collect what arrives
    in a dictionary of this walk
    """
    last.grad = np.ones(last.data.shape)
    for node in topological_order(last):
        for parent, pull in zip(node.parents, node.pulls, strict=True):
            parent.grad = parent.grad + reference.unbroadcast(pull(node.grad), parent.data.shape)


@backward.mistake
def old_gradients_passed_on(last):
    """what an earlier walk left in grad is passed on again: send only what has arrived in this walk"""
    last.grad = last.grad + np.ones(last.data.shape)
    for node in topological_order(last):
        for parent, pull in zip(node.parents, node.pulls, strict=True):
            parent.grad = parent.grad + reference.unbroadcast(pull(node.grad), parent.data.shape)


@backward.mistake
def begins_with_its_data(last):
    """the walk begins with the data of the result: it begins with ones, the slope of the result by itself"""
    pass_on(last, topological_order(last), start=last.data)


@backward.mistake
def begins_with_its_data_without_unbroadcast(last):
    """the walk begins with the data of the result, and messages keep the shape of what was stretched: begin
    with ones, and bring every message home with reference.unbroadcast
    """
    pass_on(last, topological_order(last), start=last.data, home=lambda message, shape: message)


@backward.mistake
def added_in_place(last):
    """messages are added by +=, which changes an array that another tensor has too, since an addition sends one and the
    same to both parents: make a new array, old + message
    """
    arrived = {last: np.ones(last.data.shape)}
    for node in topological_order(last):
        gradient = arrived[node]
        node.grad += gradient
        for parent, pull in zip(node.parents, node.pulls, strict=True):
            message = reference.unbroadcast(pull(gradient), parent.data.shape)
            if parent in arrived:
                arrived[parent] += message
            else:
                arrived[parent] = message


@backward.mistake
def from_the_inputs(last):
    """the order is turned round, from the inputs to the result, and nothing has arrived at the first one: the
    walk begins at the result
    """
    arrived = {last: np.ones(last.data.shape)}
    for node in topological_order(last)[::-1]:
        node.grad = node.grad + arrived[node]


@backward.mistake
def first_parent_only(last):
    """only the first parent of each tensor gets a message, by a break or a return in the loop: each parent gets one"""
    arrived = {last: np.ones(last.data.shape)}
    for node in topological_order(last):
        if node in arrived:
            node.grad = node.grad + arrived[node]
            for parent, pull in list(zip(node.parents, node.pulls, strict=True))[:1]:
                message = reference.unbroadcast(pull(arrived[node]), parent.data.shape)
                arrived[parent] = arrived.get(parent, 0.0) + message


# --- right, written differently -------------------------------------------------------------------------------------


@backward.right
def with_a_list_of_messages(last):
    """Add up the messages of each tensor when its turn has come."""
    messages = {last: [np.ones_like(last.data)]}
    for node in reference.topological_order(last):
        gradient = sum(messages[node])
        node.grad = node.grad + gradient
        for i, parent in enumerate(node.parents):
            message = reference.unbroadcast(node.pulls[i](gradient), parent.data.shape)
            messages.setdefault(parent, []).append(message)


@backward.right
def with_a_second_walk(last):
    """Keep what was there aside, walk with zeros, and add what was there at the end."""
    ordered = topological_order(last)
    before = {node: node.grad for node in ordered}
    for node in ordered:
        node.grad = np.zeros(node.data.shape)
    last.grad = np.ones(last.data.shape)
    for node in ordered:
        for parent, pull in zip(node.parents, node.pulls, strict=True):
            parent.grad = parent.grad + reference.unbroadcast(pull(node.grad), parent.data.shape)
    for node in ordered:
        node.grad = node.grad + before[node]
