"""The graph of an expression of tensors, walked forward and backward: what flows along each arrow, and its shape.

Traced              a tensor that also remembers how to write down what it does
trace               an expression taken apart into steps, gradients filled in
Walk                the steps in the order in which they happen, and where everything stands
draw_tensor_graph   the graph at a moment of the walk
tell                a sentence on the same moment
"""

from dataclasses import dataclass

import numpy as np

from deepcourse.figures.course1.derivatives_and_computation_graphs import (
    HEADING,
    draw_arrow,
    draw_frame,
    sheet,
    short,
    write_lines,
)
from deepcourse.figures.course1.graph_layout import Layout, give_names, lay_out
from deepcourse.figures.course1.graph_messages import write_messages
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, RED, legible
from deepcourse.nn.autodiff import topological_order
from deepcourse.nn.tensor import Tensor, backward, sum_backward

MOST_STEPS = 24
FORMS = {"__add__": "{} + {}", "__sub__": "{} − {}", "__mul__": "{} · {}", "__truediv__": "{} / {}",
         "__matmul__": "{} @ {}", "__neg__": "−{}", "exp": "exp {}", "log": "log {}", "tanh": "tanh {}",
         "sigmoid": "sigmoid {}", "relu": "relu {}", "softplus": "softplus {}", "sum": "sum of {}"}  # fmt: skip


class Traced(Tensor):
    """A tensor that remembers how to write down what it does; constants are written in, and have no box."""

    form, constant = "{}", False

    def _lift(self, other):
        lifted = super()._lift(other)
        lifted.constant = lifted is not other
        return lifted

    def __pow__(self, power):
        """Return the power, with the number in its form."""
        result = super().__pow__(power)
        result.form = "{}" + f"**{power:.3g}"
        return result

    def mean(self, axis=None, keepdims=False):
        """Return the mean as one step: the engine takes two, a sum and a product."""
        total, shape = self.data.sum(axis=axis, keepdims=keepdims), self.data.shape
        n = self.data.size / total.size
        result = Traced(total / n, (self,), (lambda g: sum_backward(g, shape, axis, keepdims) / n,))
        result.form = "mean of {}"
        return result


def _remembering(name, form):
    """Return the method of `Tensor` of this name, whose result remembers its form."""
    plain = getattr(Tensor, name)

    def method(self, *arguments, **options):
        result = plain(self, *arguments, **options)
        result.form = form
        return result

    return method


for _name, _form in FORMS.items():
    setattr(Traced, _name, _remembering(_name, _form))


class Step:
    """A box of the graph: its tensor, the steps that it is computed from, and what it sends to each of them."""

    def __init__(self, tensor):
        self.tensor, self.parents, self.sent = tensor, (), ()
        self.name, self.rank = "", 0

    @property
    def shape(self):
        """Return the shape of the tensor."""
        return self.tensor.data.shape

    @property
    def title(self):
        """Return how the step is computed."""
        written = (short(p.data) if p.data.size == 1 else "const" for p in self.tensor.parents if p.constant)
        names = iter([parent.name for parent in self.parents])
        return self.tensor.form.format(*(next(written) if p.constant else next(names) for p in self.tensor.parents))


def trace(expression, arrays):
    """Return the steps of an expression in the order of the backward walk, the result first; gradients are filled in.

    expression : function of named tensors that returns the result    arrays : {name: array}

    Raises ValueError for an expression that computes nothing, or that has more steps than can be drawn.
    """
    inputs = {name: Traced(array) for name, array in arrays.items()}
    last = expression(**inputs)
    if not isinstance(last, Traced) or not last.parents:
        raise ValueError("the expression computes nothing from its tensors; return a sum, a product, a mean of them")
    ordered = [tensor for tensor in topological_order(last) if not tensor.constant]
    if len(ordered) > MOST_STEPS:
        raise ValueError(f"the expression has {len(ordered)} steps; at most {MOST_STEPS} can be drawn")
    backward(last)
    steps = {tensor: Step(tensor) for tensor in ordered}
    for tensor, step in steps.items():
        links = [(p, pull) for p, pull in zip(tensor.parents, tensor.pulls, strict=True) if not p.constant]
        step.parents = tuple(steps[parent] for parent, _ in links)
        step.sent = tuple(np.shape(pull(tensor.grad)) for _, pull in links)
    for rank, tensor in enumerate(inputs.values()):
        if tensor in steps:
            steps[tensor].rank = rank
    give_names(list(steps.values()), {id(steps[t]): name for name, t in inputs.items() if t in steps})
    return list(steps.values())


@dataclass
class Walk:
    """Steps in the order of the backward walk, and where they stand."""

    ordered: list
    layout: Layout

    @property
    def senders(self):
        """Return the steps that are computed, which are those that send back: all but the inputs."""
        return [step for step in self.ordered if step.parents]

    def at(self, moment):
        """Return (computed, sent, current): the steps done forward and backward, and the one of this moment."""
        n = len(self.senders)
        computed, sent = self.senders[::-1][:moment], self.senders[: max(0, moment - n)]
        current = sent[-1] if sent else computed[-1] if computed else None
        return computed, sent, current

    def known(self, moment):
        """Return the steps whose gradient is complete."""
        if moment <= len(self.senders):
            return []
        waiting = {parent for step in self.senders[moment - len(self.senders) :] for parent in step.parents}
        return [step for step in self.ordered if step not in waiting]


def walk_of(expression, arrays):
    """Return the `Walk` of an expression; see `trace`."""
    ordered = trace(expression, arrays)
    return Walk(ordered, lay_out(ordered))


def draw_tensor_graph(walk, moment, figure=None):
    """Draw the graph of a `Walk` at a moment: 0 for inputs alone, up to 2 len(walk.senders); return the Axes."""
    layout, (computed, sent, current) = walk.layout, walk.at(moment)
    ax = sheet(layout, figure)
    ax.text(layout.width / 2, HEADING, heading(walk, moment), ha="center", va="center", fontsize=12)
    describe(ax, f"{heading(walk, moment)}. {_steps_in_words(walk, computed, moment)}")
    for step, _, points in layout.arrows:
        draw_arrow(ax, points, step in sent, step is current)
    messages = [(step, i, *_shape_on(step, i, step in sent)) for step, i, _ in layout.arrows if step in computed]
    write_messages(ax, layout, messages)
    for again, boxes in ((False, layout.boxes.items()), (True, layout.again)):
        for step, place in boxes:
            there, known = step in computed or not step.parents, step in walk.known(moment)
            _box(ax, step, place, there, known, step is current and not again, again)
    return ax


def _steps_in_words(walk, computed, moment):
    """Return each box of a graph: how it is computed, its shape once it is, and whether its gradient is there."""
    told = []
    for step in walk.ordered:
        there = step in computed or not step.parents
        how = f"{step.name} = {step.title}" if step.parents else step.name
        gradient = ", its gradient is there" if step in walk.known(moment) else ""
        told.append(f"{how}, {f'shape {written(step.shape)}' if there else 'not computed yet'}{gradient}")
    return "; ".join(told)


def heading(walk, moment):
    """Return what happens at a moment, in a few words."""
    n = len(walk.senders)
    if not moment:
        return "the inputs: the graph is drawn while Python computes"
    if moment <= n:
        return f"forward, {moment} of {n}: {walk.at(moment)[2].name} is computed"
    return f"backward, {moment - n} of {n}: {walk.at(moment)[2].name} sends gradients back"


def written(shape):
    """Return a shape as text.

    >>> written((2, 1)), written(())
    ('(2, 1)', '()')
    """
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"


def stretched(step, i):
    """Return True where broadcasting stretches a parent of a step."""
    return step.sent[i] != step.parents[i].shape


def _shape_on(step, i, back):
    """Return the shape of what flows along an arrow, and what it becomes if that is another one; and its colour."""
    here, there = step.parents[i].shape, step.sent[i]
    told = written(there if back else here)
    if stretched(step, i):
        told += f"\n→ {written(here if back else there)}"
    return told, legible(RED) if back else BLUE


def _box(ax, step, place, is_computed, is_known, now, again):
    """Draw a box: how the step is computed, its shape, and that of its gradient once it is complete."""
    draw_frame(ax, place, RED if now else BLUE if is_computed else GREY, now, again)
    title = f"{step.name} (above)" if again else f"{step.name} = {step.title}" if step.parents else step.name
    value = f"{written(step.shape)}" + (f": {short(step.tensor.data)}" if step.shape == () else "")
    gradient = f"d{step.name} {written(step.shape)}" if is_known else ""
    write_lines(ax, place, (title, INK), (value if is_computed else "", BLUE), (gradient, legible(RED)))


def tell(walk, moment):
    """Return a sentence on a moment of the walk."""
    n, (_, _, step) = len(walk.senders), walk.at(moment)
    if not moment:
        inputs = sorted((s for s in walk.ordered if not s.parents), key=lambda s: s.rank)
        return "given: " + ", ".join(f"{s.name} {written(s.shape)}" for s in inputs)
    if moment <= n:
        wide = [f"; {p.name} {written(p.shape)} is stretched to {written(step.sent[i])}"
                for i, p in enumerate(step.parents) if stretched(step, i)]  # fmt: skip
        return f"{step.name} = {step.title} has the shape {written(step.shape)}" + "".join(wide)
    parts = [f"{written(step.sent[i])} to {p.name}" + (f", summed to {written(p.shape)}" if stretched(step, i) else "")
             for i, p in enumerate(step.parents)]  # fmt: skip
    return f"d{step.name} is complete; {step.name} sends {' and '.join(parts)}"
