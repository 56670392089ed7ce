"""Exercise 5: a decoder's block examined from outside."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.broken_blocks import FAULTS, made_block
from deepcourse.sequence import block_faults as reference

FUTURE, READS_Y, LEFT_OUT, SWAPPED, POSITIONS, NORMS, NEXT = FAULTS
SOUND = "no fault"


def examined(f, seed, n, num_heads, faults):
    """Return what `f` finds in a block with some faults, as a text: the names in their order."""
    return ", ".join(list(f(made_block(seed, n, num_heads, faults=faults), n))) or SOUND


find_faults = FunctionExercise(
    __name__,
    reference=reference.find_faults,
    use=examined,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    returns=("the list",),
    hints=(
        "Draw a random y and a random memory with at least 2 examples and 3 steps, and keep what comes out. Each fault "
        "needs one more call, with one thing changed.",
        "For each change, ask which outputs may differ in a sound block. Only the others are evidence. For the future: "
        "which outputs come before the step that you changed?",
        "A set has no order: in a sound block, keys and values that trade places together leave every output as it is. "
        'For "memory", you look for outputs that did not change.',
    ),
)


def case(seed, n, num_heads, *faults, name=""):
    """Return a block with some faults as a case; its sizes and its weights come from the numbers."""
    told = name or ("; ".join(faults) if faults else "a sound block")
    return Case(f"{told} (n = {n})", (seed, n, num_heads, list(faults)))


@find_faults.visible
def visible():
    """Return a sound block, each fault alone, and two at once."""
    return [
        case(1, 6, 2),
        case(2, 6, 3, FUTURE),
        case(3, 4, 2, READS_Y),
        case(4, 8, 2, LEFT_OUT),
        case(5, 6, 2, SWAPPED),
        case(6, 4, 2, POSITIONS),
        case(7, 6, 3, NORMS),
        case(8, 6, 2, LEFT_OUT, NORMS),
        case(9, 5, 1, FUTURE, POSITIONS),
        case(10, 4, 2, NEXT),
    ]


@find_faults.draw
def draw(rng):
    """Return a random block with no fault, with one, or with two."""
    num_heads, rows = (int(k) for k in rng.integers(1, 4, size=2))
    names = list(FAULTS)
    count = int(rng.choice([0, 1, 1, 2]))
    chosen = [names[i] for i in sorted(rng.choice([0, 3, 4, 5, 6], size=count, replace=False))]
    return case(int(rng.integers(100, 10_000)), num_heads * rows + num_heads, num_heads, *chosen)


@find_faults.edges
def edges(rng):
    """Return sound blocks, each fault alone, and several at once, of other sizes."""
    seeds = (int(k) for k in rng.integers(10_000, 99_999, size=10))
    two = [(FUTURE, LEFT_OUT), (SWAPPED, NORMS)]
    given = [(), (), (FUTURE,), (READS_Y,), (LEFT_OUT,), (SWAPPED,), (NORMS,), (NEXT,), *two]
    return [
        case(seed, n, 2, *faults) for seed, n, faults in zip(seeds, (4, 10, 6, 8, 4, 8, 6, 4, 8, 6), given, strict=True)
    ]


@find_faults.property("a sound block stays sound, whatever its weights")
def sound(f, rng):
    """Return a sentence if a sound block is accused."""
    for _ in range(3):
        found = examined(f, int(rng.integers(1_000_000)), 6, 2, [])
        if found != SOUND:
            return f"a block without any fault is said to have: {found}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def hunted(block, n, *, m=2, T=4, names=reference.NAMES, **others):
    """Return the list of faults, with the test of some of them replaced: functions of (block, y, memory, other)."""
    y, memory, other = np.random.default_rng(1).normal(size=(3, n, m, T))
    tests = {"future": future, "memory": memory_ignored, "order": order, "examples": examples} | others
    return [name for name in names if tests[name](block, y, memory, other)]


def moved(one, other):
    """Return whether two outputs differ."""
    return bool(np.abs(one - other).max(initial=0) > reference.ROUNDING)


def with_other(y, other, place):
    """Return y with the entries at `place` taken from another array."""
    made = y.copy()
    made[place] = other[place]
    return made


LAST, SECOND = np.s_[:, :, -1], np.s_[:, 1]


def future(block, y, memory, other):
    """Return whether an output moves with a later step."""
    return moved(block(with_other(y, other, LAST), memory)[:, :, :-1], block(y, memory)[:, :, :-1])


def memory_ignored(block, y, memory, other):
    """Return whether no output moves with the memory."""
    return not moved(block(y, other), block(y, memory))


def order(block, y, memory, other):
    """Return whether outputs move where the memory's steps trade places."""
    return moved(block(y, memory[:, :, ::-1]), block(y, memory))


def examples(block, y, memory, other):
    """Return whether an output moves with another example."""
    beside = block(with_other(y, other, SECOND), with_other(memory, other[::-1], SECOND))
    return moved(beside[:, 0], block(y, memory)[:, 0])


@find_faults.mistake
def first_step_changed(block, n):
    """outputs from the changed step on count as evidence of the future: only the outputs before it do"""
    return hunted(
        block,
        n,
        future=lambda b, y, memory, other: moved(b(with_other(y, other, np.s_[:, :, 0]), memory), b(y, memory)),
    )


@find_faults.mistake
def future_of_the_memory(block, n):
    """later steps of the memory count as the future: the whole memory may be looked at"""
    return hunted(
        block,
        n,
        future=lambda b, y, memory, other: moved(
            b(y, with_other(memory, other, LAST))[:, :, :-1], b(y, memory)[:, :, :-1]
        ),
    )


@find_faults.mistake
def memory_turned_round(block, n):
    """the name "memory" is reported where the outputs do depend on the memory: they should"""
    return hunted(block, n, memory=lambda *given: not memory_ignored(*given))


@find_faults.mistake
def outputs_reordered(block, n):
    """the outputs are expected to trade places with the memory's steps: they should stay as they are"""
    return hunted(block, n, order=lambda b, y, memory, other: moved(b(y, memory[:, :, ::-1]), b(y, memory)[:, :, ::-1]))


@find_faults.mistake
def one_example(block, n):
    """the block is called with one example: no other one is there that could matter"""
    return hunted(block, n, m=1, examples=lambda *given: False)


@find_faults.mistake
def own_example_counted(block, n):
    """the outputs of the changed example itself count as evidence for "examples": only the others do"""
    return hunted(
        block, n, examples=lambda b, y, memory, other: moved(b(with_other(y, other, SECOND), memory), b(y, memory))
    )


@find_faults.mistake
def examples_of_y_alone(block, n):
    """it goes unnoticed if an output depends on another example of the memory: change that in y and in the memory"""
    return hunted(
        block,
        n,
        examples=lambda b, y, memory, other: moved(b(with_other(y, other, SECOND), memory)[:, 0], b(y, memory)[:, 0]),
    )


@find_faults.mistake
def order_wherever_memory_counts(block, n):
    """the fault "order" is found wherever the memory is used: move its steps alone, axis 2, and allow for rounding"""
    return hunted(block, n, order=lambda *given: not memory_ignored(*given))


@find_faults.mistake
def only_the_first(block, n):
    """the search stops at the first fault: return all of them"""
    return hunted(block, n)[:1]


@find_faults.mistake
def other_order(block, n):
    """the names are in another order than on the page: future, memory, order, examples"""
    return hunted(block, n, names=tuple(sorted(reference.NAMES)))


@find_faults.mistake
def never_order(block, n):
    """the fault "order" is never found"""
    return hunted(block, n, names=("future", "memory", "examples"))


@find_faults.mistake
def never_future(block, n):
    """the fault "future" is never found"""
    return hunted(block, n, names=reference.NAMES[1:])


@find_faults.mistake
def order_from_the_future(block, n):
    """the fault "order" is concluded from "future": each needs a test of its own"""
    return hunted(block, n, order=future)


# --- right, written differently -------------------------------------------------------------------------------------


@find_faults.right
def step_by_step(block, n):
    """Return the same with more examples and steps, one step changed after the other."""
    rng, found = np.random.default_rng(7), []
    y, memory = rng.normal(size=(2, n, 3, 5))
    base = block(y, memory)
    for t in range(1, 5):
        changed = y.copy()
        changed[:, :, t] += rng.normal(size=(n, 3))
        if not np.allclose(block(changed, memory)[:, :, :t], base[:, :, :t], atol=1e-6):
            found = ["future"]
    if np.allclose(block(y, rng.normal(size=memory.shape)), base, atol=1e-6):
        found.append("memory")
    if not np.allclose(block(y, np.roll(memory, 1, axis=2)), base, atol=1e-6):
        found.append("order")
    alone = np.concatenate([block(y[:, i : i + 1], memory[:, i : i + 1]) for i in range(3)], axis=1)
    if not np.allclose(alone, base, atol=1e-6):
        found.append("examples")
    return found


@find_faults.right
def as_a_tuple(block, n):
    """Return the same as a tuple."""
    return tuple(hunted(block, n, m=3, T=3))
