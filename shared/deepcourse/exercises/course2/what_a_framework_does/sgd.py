"""Exercise 6: the optimiser."""

import numpy as np

from deepcourse.exercises.course2.in_words import in_words
from deepcourse.exercises.course2.what_a_framework_does.programs import table
from deepcourse.exercises.declaration import Case, ClassExercise
from deepcourse.nn import tensor as reference
from deepcourse.nn.tensor import SGD, Tensor

NOT_AN_ARRAY = (
    "the data of a parameter is a Tensor now: an update is no part of the graph, compute with p.data and p.grad"
)
NO_ZEROS = "after zero_grad the gradient of a parameter is not an array of zeros in the shape of its data"


def take_steps(cls, arrays, learning_rate, gradients, clear):
    """Return {"data": ..., "grad": ...}, lists of the parameters' arrays after a step for each list of gradients.

    cls : the optimiser    arrays : list of arrays    gradients : a list of arrays for each step, added as a walk would
    clear : whether zero_grad is called before each
    """
    parameters = [Tensor(np.array(array)) for array in arrays]
    optimizer = cls(parameters, learning_rate)
    originals = list(parameters)
    for arriving in gradients:
        if clear:
            optimizer.zero_grad()
            if any(p.grad is not None and np.shape(p.grad) != p.data.shape for p in originals):
                raise TypeError(NO_ZEROS)
        for parameter, gradient in zip(originals, arriving, strict=True):
            parameter.grad = parameter.grad + gradient
        optimizer.step()
    if any(isinstance(parameter.data, Tensor) for parameter in originals):
        raise TypeError(NOT_AN_ARRAY)
    data = [np.array(parameter.data) for parameter in originals]
    return {"data": data, "grad": [np.ones(p.data.shape) * p.grad for p in originals]}


sgd = ClassExercise(
    __name__,
    name="SGD",
    reference=SGD,
    use=take_steps,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("result",),
    hints=(
        "Both methods are a loop: for p in self.parameters. A parameter is a Tensor with the arrays p.data and p.grad.",
        "zero_grad: p.grad = np.zeros(p.data.shape), or p.zero_grad(), which does just that.",
        "step: p.data = p.data - self.learning_rate * p.grad. These are arrays: nothing is recorded.",
    ),
)


def some(rng, steps, shapes=((2, 3), (2, 1))):
    """Return (arrays, gradients) of parameters of these shapes."""
    return [table(rng, *s) for s in shapes], [[table(rng, *s) for s in shapes] for _ in range(steps)]


@sgd.visible
def visible():
    """Return the text's step, two parameters, several steps with clearing and without."""
    rng = np.random.default_rng(6)
    (one, gradients), (two, several) = some(rng, 1), some(rng, 3)
    return [
        Case("the step of the text: w = 0, gradient -10", ([np.array(0.0)], 0.1, [[np.array(-10.0)]], True)),
        Case("two parameters, one step", (one, 0.5, gradients, True)),
        Case("two parameters, 3 steps, cleared before each", (two, 0.3, several, True)),
        Case("the same without clearing: gradients pile up", (two, 0.3, several, False)),
    ]


@sgd.draw
def draw(rng):
    """Return a random number of steps."""
    arrays, gradients = some(rng, int(rng.integers(1, 6)), ((3, 2), (3, 1), (1, 3), (1, 1)))
    clear = bool(rng.integers(2))
    told = f"steps: {len(gradients)}, {'cleared' if clear else 'not cleared'}"
    return Case(told, (arrays, float(rng.uniform(0.01, 1)), gradients, clear))


@sgd.edges
def edges(rng):
    """Return a rate of 0, one number, and many parameters."""
    arrays, gradients = some(rng, 2)
    many, theirs = some(rng, 2, [(2, 2)] * 6)
    return [
        Case("a learning rate of 0", (arrays, 0.0, gradients, True)),
        Case("one number, 4 steps", ([np.array(3.0)], 0.1, [[np.array(2.0)]] * 4, True)),
        Case("one number, 4 steps, not cleared", ([np.array(3.0)], 0.1, [[np.array(2.0)]] * 4, False)),
        Case("six parameters", (many, 0.2, theirs, True)),
    ]


def bowl(rng):
    """Return a step in a bowl."""
    arrays, _ = some(rng, 0)
    return Case("a bowl", (arrays, 0.1, [arrays], True))


@sgd.property("a small step leads downhill", draw=bowl)
def downhill(result, arrays, learning_rate, gradients, clear):
    """Return a sentence unless a small step lowers the half sum of squares, whose gradient is the data."""
    before, after = (sum(np.sum(a**2) for a in each) for each in (arrays, result["data"]))
    return None if after < before else "a small step along the slope did not lead downhill"


# --- known mistakes -------------------------------------------------------------------------------------------------


@sgd.mistake
@in_words
class Uphill(SGD):
    """the step goes along the gradient, uphill: it must be subtracted"""

    def step(self):
        """Add."""
        for p in self.parameters:
            p.data = p.data + self.learning_rate * p.grad


@sgd.mistake
@in_words
class UpdateRecorded(SGD):
    """the step computes with the tensors themselves, so that it becomes a part of the graph: compute with p.data"""

    def step(self):
        """Put a tensor into data."""
        for p in self.parameters:
            p.data = reference.Tensor(p.data) - self.learning_rate * p.grad


@sgd.mistake
@in_words
class NewTensors(SGD):
    """the list gets new tensors, and the cost goes on using the old ones: change p.data of those that are there"""

    def step(self):
        """Replace entries of the list."""
        self.parameters = [Tensor(p.data - self.learning_rate * p.grad) for p in self.parameters]


@sgd.mistake
@in_words
class FirstOnly(SGD):
    """only the first parameter moves: all parameters take a step, so let the loop finish"""

    def step(self):
        """Move one."""
        first = self.parameters[0]
        first.data = first.data - self.learning_rate * first.grad


@sgd.mistake
@in_words
class NeverClears(SGD):
    """zero_grad leaves the gradients as they are: set them to zeros, else the next walk adds to the old ones"""

    def zero_grad(self):
        """Do nothing."""


@sgd.mistake
@in_words
class ClearsInStep(SGD):
    """step clears the gradients: that is the task of zero_grad, and whoever asks for p.grad after a step gets zeros"""

    def step(self):
        """Move, then clear."""
        super().step()
        self.zero_grad()


@sgd.mistake
@in_words
class ClearsData(SGD):
    """zero_grad sets the parameters to zero, and all that was learned is lost: set p.grad to zeros"""

    def zero_grad(self):
        """Clear the wrong thing."""
        super().zero_grad()
        for p in self.parameters:
            p.data = np.zeros(p.data.shape)


@sgd.mistake
@in_words
class RateForgotten(SGD):
    """the learning rate is left out: the step is the gradient times the learning rate"""

    def step(self):
        """Subtract the whole gradient."""
        for p in self.parameters:
            p.data = p.data - p.grad


@sgd.mistake
@in_words
class RateFixed(SGD):
    """the learning rate is fixed at 0.1: keep the one that is given, and take it in step"""

    def __init__(self, parameters, learning_rate):
        super().__init__(parameters, 0.1)


@sgd.mistake
@in_words
class DividedByTheRate(SGD):
    """the gradient is divided by the learning rate: it is multiplied, and a small rate makes small steps"""

    def step(self):
        """Divide."""
        for p in self.parameters:
            p.data = p.data - p.grad / (self.learning_rate or 1e-300)


@sgd.mistake
@in_words
class NoneForZero(SGD):
    """zero_grad sets grad to None, as PyTorch does: this engine adds to an array, so set it to zeros"""

    def zero_grad(self):
        """Put None there."""
        for p in self.parameters:
            p.grad = None


@sgd.mistake
@in_words
class NumberForZero(SGD):
    """zero_grad sets grad to the number 0: set it to an array of zeros in the shape of the data,
    np.zeros(p.data.shape)
    """

    def zero_grad(self):
        """Put a number there."""
        for p in self.parameters:
            p.grad = 0.0


@sgd.mistake
@in_words
class ClearsFirstOnly(SGD):
    """zero_grad clears the first parameter only: all gradients are cleared, so let the loop finish"""

    def zero_grad(self):
        """Clear one."""
        self.parameters[0].zero_grad()


@sgd.mistake
@in_words
class ClearsFirstAndMovesFirstOnly(SGD):
    """both loops end with the first parameter, by a return inside: all gradients are cleared, and all
    parameters move
    """

    def zero_grad(self):
        """Clear one."""
        self.parameters[0].zero_grad()

    def step(self):
        """Move one."""
        first = self.parameters[0]
        first.data = first.data - self.learning_rate * first.grad


@sgd.mistake
@in_words
class LastOnly(SGD):
    """only the last parameter moves: the update stands behind the loop, it belongs inside"""

    def step(self):
        """Move one."""
        last = self.parameters[-1]
        last.data = last.data - self.learning_rate * last.grad


@sgd.mistake
@in_words
class OnesForZeros(SGD):
    """zero_grad sets the gradients to ones: set them to zeros"""

    def zero_grad(self):
        """Put ones there."""
        for p in self.parameters:
            p.grad = np.ones(p.data.shape)


@sgd.mistake
@in_words
class StepAlone(SGD):
    """the data become the step alone: subtract it from what was there"""

    def step(self):
        """Forget the old data."""
        for p in self.parameters:
            p.data = -self.learning_rate * p.grad


@sgd.mistake
@in_words
class MovesGradients(SGD):
    """step changes the gradients and not the data: p.data takes the step"""

    def step(self):
        """Change the wrong thing."""
        for p in self.parameters:
            p.grad = p.data - self.learning_rate * p.grad


@sgd.mistake
@in_words
class NeverMoves(SGD):
    """the parameters stay where they are: step must put the new array into p.data"""

    def step(self):
        """Do nothing."""


@sgd.mistake
@in_words
class ClearsBeforeStepping(SGD):
    """step clears the gradients first, so that nothing moves: that is the task of zero_grad"""

    def step(self):
        """Clear, then move."""
        self.zero_grad()


@sgd.mistake
@in_words
class DividedByTheirNumber(SGD):
    """the step is divided by the number of parameters: it is the learning rate times the gradient"""

    def step(self):
        """Divide."""
        for p in self.parameters:
            p.data = p.data - self.learning_rate * p.grad / len(self.parameters)


# --- right, written differently -------------------------------------------------------------------------------------


@sgd.right
class InPlace(SGD):
    """Change the arrays themselves."""

    def zero_grad(self):
        """Multiply by zero."""
        for p in self.parameters:
            p.grad = 0.0 * p.grad

    def step(self):
        """Subtract in place."""
        for p in self.parameters:
            p.data -= self.learning_rate * p.grad


@sgd.right
class OnItsOwn:
    """The same without the package."""

    def __init__(self, parameters, learning_rate):
        self.p, self.rate = parameters, learning_rate

    def zero_grad(self):
        """Put zeros there."""
        for i in range(len(self.p)):
            self.p[i].grad = np.zeros_like(self.p[i].data)

    def step(self):
        """Step by step."""
        for i in range(len(self.p)):
            self.p[i].data = self.p[i].data - self.rate * self.p[i].grad
