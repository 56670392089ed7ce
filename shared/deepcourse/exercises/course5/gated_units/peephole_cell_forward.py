"""Exercise 5: gates that see the memory."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import CELLS, lstm_cell, some_sizes, told, with_type
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.activations import sigmoid
from deepcourse.sequence import gated as reference

peephole_cell_forward = FunctionExercise(
    __name__,
    reference=reference.peephole_cell_forward,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("a_next", "c_next"),
    hints=(
        "A peephole adds one more term inside the sigmoid of a gate; the candidate has none.",
        "Pf is (n_a, 1) and the memory (n_a, m): which product gives every unit its own memory alone?",
        "By the time the output gate is needed, there is a newer memory.",
    ),
)


def peeping(rng, *sizes):
    """Return (xt, a_prev, c_prev, parameters) with peepholes, and without an output layer."""
    xt, a_prev, c_prev, parameters = lstm_cell(rng, *sizes)
    parameters = {name: value for name, value in parameters.items() if name[1] != "y"}
    return xt, a_prev, c_prev, parameters | {f"P{gate}": rng.normal(size=(len(a_prev), 1)) for gate in "fio"}


def case(arguments, name=""):
    """Return a step as a case."""
    xt, a_prev, _, _ = arguments
    return Case(name or told(len(xt), *a_prev.shape), arguments)


@peephole_cell_forward.visible
def visible():
    """Return steps of several sizes, one example, one unit, float32."""
    rng = np.random.default_rng(65)
    cells = [case(peeping(rng, *sizes)) for sizes in (*CELLS, (3, 2, 1), (2, 1, 3))]
    return [*cells, case(with_type(peeping(rng, 2, 3, 4)), "float32")]


@peephole_cell_forward.draw
def draw(rng):
    """Return a step of random size."""
    return case(peeping(rng, *some_sizes(rng, 3)))


@peephole_cell_forward.edges
def edges(rng):
    """Return single numbers, one example, one unit, as many units as examples, float32."""
    cells = [case(peeping(rng, *sizes)) for sizes in ((1, 1, 1), (4, 3, 1), (3, 1, 2), (2, 3, 3))]
    return [*cells, case(with_type(peeping(rng, 3, 4, 2)), "float32")]


@peephole_cell_forward.property("no unit sees the memory of another")
def own_memory_alone(f, rng):
    """Return a sentence unless changing one unit's memory changes this unit alone."""
    xt, a_prev, c_prev, parameters = peeping(rng, 3, 4, 2)
    other = c_prev.copy()
    other[1] += 1.5
    pairs = list(zip(f(xt, a_prev, c_prev, parameters), f(xt, a_prev, other, parameters), strict=True))
    if any(np.shape(one) != c_prev.shape for pair in pairs for one in pair):
        return "a_next and c_next must have the shape of c_prev"
    moved = {unit for one, two in pairs for unit in np.flatnonzero(np.abs(one - two).max(axis=1) > 1e-12)}
    return None if moved == {1} else f"the memory of unit 1 was changed, and units {sorted(map(int, moved))} changed"


# --- known mistakes -------------------------------------------------------------------------------------------------


def step(xt, a_prev, c_prev, p, *, look=lambda P, c: P * c, early=None, late=True, keys="fio", outside=0, candidate=0,
         shown=np.tanh):  # fmt: skip
    """Return (a_next, c_next) with something changed: how the gates look, what o sees, which gates have peepholes."""
    stack = np.concatenate([a_prev, xt])

    def made(name, memory):
        seen = look(p[f"P{keys['fio'.index(name)]}"], memory) if keys["fio".index(name)] != "-" else 0
        Z = p[f"W{name}"] @ stack + p[f"b{name}"]
        return sigmoid(Z) + seen if outside else sigmoid(Z + seen)

    f, i = (made(name, c_prev if early is None else early) for name in "fi")
    c_next = f * c_prev + i * np.tanh(p["Wc"] @ stack + p["bc"] + candidate * p["Pi"] * c_prev)
    return made("o", c_next if late else c_prev) * shown(c_next), c_next


@peephole_cell_forward.mistake
def output_gate_sees_the_old_memory(xt, a_prev, c_prev, parameters):
    """the output gate sees c_prev: it is computed last, when c_next exists, so it sees c_next"""
    return step(xt, a_prev, c_prev, parameters, late=False)


@peephole_cell_forward.mistake
def forget_and_input_gates_see_the_state(xt, a_prev, c_prev, parameters):
    """the forget and input gates see a_prev: they see the memory, c_prev"""
    return step(xt, a_prev, c_prev, parameters, early=a_prev)


@peephole_cell_forward.mistake
def no_peepholes(xt, a_prev, c_prev, parameters):
    """the peepholes are left out: each gate gets one more term inside its sigmoid"""
    return step(xt, a_prev, c_prev, parameters, keys="---")


@peephole_cell_forward.mistake
def output_gate_without(xt, a_prev, c_prev, parameters):
    """the output gate has no peephole: all three gates have one"""
    return step(xt, a_prev, c_prev, parameters, keys="fi-")


@peephole_cell_forward.mistake
def output_gate_alone(xt, a_prev, c_prev, parameters):
    """only the output gate has a peephole: all three gates have one"""
    return step(xt, a_prev, c_prev, parameters, keys="--o")


@peephole_cell_forward.mistake
def peepholes_swapped(xt, a_prev, c_prev, parameters):
    """Pf and Pi are swapped: the forget gate has Pf, the input gate Pi"""
    return step(xt, a_prev, c_prev, parameters, keys="ifo")


@peephole_cell_forward.mistake
def memory_squashed_first(xt, a_prev, c_prev, parameters):
    """the gates see tanh of the memory: they see the memory as it is"""
    return step(xt, a_prev, c_prev, parameters, look=lambda P, c: P * np.tanh(c))


@peephole_cell_forward.mistake
def bias_for_peephole(xt, a_prev, c_prev, parameters):
    """the peepholes are added like biases: multiply each by the memory"""
    return step(xt, a_prev, c_prev, parameters, look=lambda P, c: P)


@peephole_cell_forward.mistake
def all_memories_seen(xt, a_prev, c_prev, parameters):
    """every gate sees all memories, as a sum: multiply entry by entry, so that a unit sees its own alone"""
    return step(xt, a_prev, c_prev, parameters, look=lambda P, c: P.T @ c)


@peephole_cell_forward.mistake
def added_after_the_sigmoid(xt, a_prev, c_prev, parameters):
    """the peepholes are added to the gates: they belong inside the sigmoid"""
    return step(xt, a_prev, c_prev, parameters, outside=1)


@peephole_cell_forward.mistake
def candidate_peeps_too(xt, a_prev, c_prev, parameters):
    """the candidate has a peephole as well: only the gates have one"""
    return step(xt, a_prev, c_prev, parameters, candidate=1)


@peephole_cell_forward.mistake
def subtracted(xt, a_prev, c_prev, parameters):
    """the peepholes are subtracted: add them"""
    return step(xt, a_prev, c_prev, parameters, look=lambda P, c: -P * c)


@peephole_cell_forward.mistake
def memory_shown_without_tanh(xt, a_prev, c_prev, parameters):
    """a_next is o * c_next: the cell shows o * tanh(c_next)"""
    return step(xt, a_prev, c_prev, parameters, shown=lambda c: c)


@peephole_cell_forward.mistake
def states_returned_in_the_other_order(xt, a_prev, c_prev, parameters):
    """c_next is returned before a_next: the order is a_next, c_next"""
    return step(xt, a_prev, c_prev, parameters)[::-1]


# --- right, written differently -------------------------------------------------------------------------------------


@peephole_cell_forward.right
def with_diagonal_matrices(xt, a_prev, c_prev, parameters):
    """Return the same: a peephole is a product with a diagonal matrix; the results are in a list."""
    n_a, p = len(a_prev), parameters

    def sums(name):
        return p[f"W{name}"][:, :n_a] @ a_prev + p[f"W{name}"][:, n_a:] @ xt + p[f"b{name}"]

    f, i = (1 / (1 + np.exp(-sums(name) - np.diag(p[f"P{name}"][:, 0]) @ c_prev)) for name in "fi")
    c_next = f * c_prev + i * np.tanh(sums("c"))
    return [np.tanh(c_next) / (1 + np.exp(-sums("o") - np.diag(p["Po"][:, 0]) @ c_next)), c_next]
