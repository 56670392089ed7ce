"""Exercise 6: values that arrive one at a time."""

import numpy as np

from deepcourse.exercises.course2.in_words import in_words
from deepcourse.exercises.course2.moving_averages.series import first_days, some_beta, temperatures
from deepcourse.exercises.declaration import Case, ClassExercise
from deepcourse.nn.moving_averages import Smoother


def take_in_turn(cls, beta, streams):
    """Feed every stream to an average of its own, a value of each in turn; return what each update said."""
    averages = [cls(beta) for _ in streams]
    told = [[] for _ in streams]
    for moment in range(max(map(len, streams))):
        for average, stream, said in zip(averages, streams, told, strict=True):
            if moment < len(stream):
                said.append(average.update(float(stream[moment])))
    return told


smoother = ClassExercise(
    __name__,
    name="Smoother",
    reference=Smoother,
    use=take_in_turn,
    minutes=6,
    points_visible=6,
    points_hidden=8,
    returns=("averages",),
    hints=(
        "An object remembers by its attributes: __init__ sets self.beta, self.v = 0.0 and self.t = 0.",
        "update: raise self.t by 1, change self.v as in exercise 1, and return a corrected number.",
        "return self.v / (1 - self.beta ** self.t), without writing that quotient back into self.v.",
    ),
)


@smoother.visible
def visible():
    """Return the text's example, another beta, a single value, and two averages side by side."""
    rng = np.random.default_rng(6)
    return [
        Case("the example of the text: 5 days, beta = 0.9", (0.9, [list(map(float, first_days()))])),
        Case("10 values, beta = 0.6", (0.6, [temperatures(rng, 10).tolist()])),
        Case("a single value", (0.95, [[20.0]])),
        Case("two averages at the same time", (0.8, [[10.0, 12.0, 11.0, 13.0], [-3.0, 0.0, 4.0]])),
    ]


@smoother.draw
def draw(rng):
    """Return two streams of random length."""
    beta = some_beta(rng)
    streams = [temperatures(rng, int(rng.integers(2, 25))).tolist() for _ in range(2)]
    return Case(f"two streams, beta = {beta}", (beta, streams))


@smoother.edges
def edges(rng):
    """Return an average that forgets at once, one that hardly forgets, and a long stream."""
    return [
        Case("beta = 0", (0.0, [temperatures(rng, 5).tolist()])),
        Case("beta = 0.999", (0.999, [temperatures(rng, 20).tolist()])),
        Case("a stream of 300 values", (0.9, [temperatures(rng, 300).tolist()])),
        Case("zeros, then a value", (0.7, [[0.0, 0.0, 0.0, 8.0]])),
    ]


@smoother.property("an average lies within the values that came")
def within_what_came(cls, rng):
    """Return a sentence if an average lies outside the values that it is an average of."""
    values = temperatures(rng, 15).tolist()
    for t, told in enumerate(take_in_turn(cls, some_beta(rng), [values])[0], 1):
        low, high = min(values[:t]), max(values[:t])
        if not low - 1e-9 <= told <= high + 1e-9:
            return f"after {t} values between {low:.4g} and {high:.4g} the average is {told:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@smoother.mistake
@in_words
class Uncorrected(Smoother):
    """update returns v itself: divide what you return by 1 - beta^t"""

    def update(self, value):
        """Return v."""
        super().update(value)
        return self.v


@smoother.mistake
@in_words
class CorrectedIsKept(Smoother):
    """the corrected average is stored in v, and the next step goes on from it: keep v as it is, return v corrected"""

    def update(self, value):
        """Return the corrected v, and keep it."""
        self.v = super().update(value)
        return self.v


@smoother.mistake
@in_words
class TCountedAfterTheDivision(Smoother):
    """t is raised behind the division: the first value then finds t = 0, and 1 - beta^0 is 0"""

    def update(self, value):
        """Divide by a power that is one behind."""
        super().update(value)
        return self.v / (1 - self.beta ** (self.t - 1))


@smoother.mistake
@in_words
class TIsAlwaysOne(Smoother):
    """t stays at 1, so that v is divided by 1 - beta, or is not divided at all while the new value enters in full,
    without its factor 1 - beta: raise t at each update, and divide by 1 - beta^t
    """

    def update(self, value):
        """Return v over 1 - beta."""
        super().update(value)
        return self.v / (1 - self.beta)


@smoother.mistake
@in_words
class WeightsSwapped(Smoother):
    """beta multiplies the new value and 1 - beta the old average: beta is the share that is kept"""

    def update(self, value):
        """Mix the wrong way round, with the power that the reader takes."""
        self.t += 1
        self.v = (1 - self.beta) * self.v + self.beta * value
        return self.v / (1 - self.beta**self.t)


@smoother.mistake
@in_words
class BetaSwappedEverywhere(Smoother):
    """beta and 1 - beta have changed places everywhere, in the correction too: it averages well, over another window"""

    def __init__(self, beta):
        super().__init__(min(1 - beta, 0.999999))


@smoother.mistake
@in_words
class PlainMean(Smoother):
    """every value counts the same, however old: that is the plain mean of all"""

    def update(self, value):
        """Return the mean so far."""
        self.t += 1
        self.v += (value - self.v) / self.t
        return self.v


@smoother.mistake
@in_words
class StartsAtTheFirst(Smoother):
    """v starts at the first value, and nothing is corrected: the first day is right, and then it counts for too much"""

    def update(self, value):
        """Return an average that began at the first value."""
        self.v = value if self.t == 0 else self.beta * self.v + (1 - self.beta) * value
        self.t += 1
        return self.v


def shared_between_all():
    """Return a class whose averages share one v and one t."""

    @in_words
    class OneAverageForAll(Smoother):
        """v and t belong to the class, so that all averages mix theirs: set self.v and self.t in __init__"""

        kept = None

        def __init__(self, beta):
            super().__init__(beta)
            OneAverageForAll.kept = Smoother(beta)

        def update(self, value):
            """Update the one average that all share."""
            return OneAverageForAll.kept.update(value)

    return OneAverageForAll


smoother.mistake(shared_between_all())


@smoother.mistake
@in_words
class VBeginsAnew(Smoother):
    """v begins with 0 in every update, while t goes on: what was averaged is lost; set self.v = 0.0 in
    __init__ alone
    """

    def update(self, value):
        """Average one value with nothing."""
        self.v = 0.0
        return super().update(value)


@smoother.mistake
@in_words
class BothBeginAnew(Smoother):
    """every update begins with v = 0 and t = 0 and so gives its value back: set both in __init__, and keep them as
    self.v and self.t
    """

    def update(self, value):
        """Return the value."""
        return value


@smoother.mistake
@in_words
class StartsAtTheFirstAndCorrects(Smoother):
    """v starts at the first value and is corrected all the same: the correction is for an average that starts at 0"""

    def update(self, value):
        """Return a corrected average that needed no correction."""
        self.v = value if self.t == 0 else self.beta * self.v + (1 - self.beta) * value
        self.t += 1
        return self.v / (1 - self.beta**self.t)


@smoother.mistake
@in_words
class NewValueUnscaled(Smoother):
    """the new value enters in full, v = beta v + value: weigh it with 1 - beta"""

    def update(self, value):
        """Add the value in full."""
        return super().update(value) / (1 - self.beta)


@smoother.mistake
@in_words
class OldAverageUnscaled(Smoother):
    """the old average is kept in full, v = v + (1 - beta) value: it is multiplied by beta"""

    def update(self, value):
        """Add up."""
        self.t += 1
        self.v += (1 - self.beta) * value
        return self.v / (1 - self.beta**self.t)


@smoother.mistake
@in_words
class TStartsAtOne(Smoother):
    """t is one too high: it starts at 0 and is raised before the division, or starts at 1 and is raised behind it"""

    def __init__(self, beta):
        super().__init__(beta)
        self.t = 1


@smoother.mistake
@in_words
class Multiplied(Smoother):
    """v is multiplied by 1 - beta^t instead of divided by it"""

    def update(self, value):
        """Return a number that is too small."""
        super().update(value)
        return self.v * (1 - self.beta**self.t)


@smoother.mistake
@in_words
class ProductForThePower(Smoother):
    """beta * t stands where beta^t should: ** is the power in Python"""

    def update(self, value):
        """Divide by 1 - beta * t."""
        super().update(value)
        return self.v / (1 - self.beta * self.t)


@smoother.mistake
@in_words
class PowerOfTheDifference(Smoother):
    """v is divided by (1 - beta)^t: it is 1 - (beta^t), the power comes first"""

    def update(self, value):
        """Divide by a power of the difference."""
        super().update(value)
        return self.v / (1 - self.beta) ** self.t


@smoother.mistake
@in_words
class LocalCount(Smoother):
    """t is a name of `update` alone, without `self.`, and has no value there: what must outlive a call is self.t"""

    def update(self, value):
        """Raise what Python raises for a local t."""
        message = "cannot access local variable 't' where it is not associated with a value"
        raise UnboundLocalError(message)


@smoother.mistake
@in_words
class LocalAverage(Smoother):
    """v is a name of `update` alone, without `self.`, and has no value there: what must outlive a call is self.v"""

    def update(self, value):
        """Raise what Python raises for a local v."""
        message = "cannot access local variable 'v' where it is not associated with a value"
        raise UnboundLocalError(message)


@smoother.mistake
@in_words
class BareBeta(Smoother):
    """`update` says beta without `self.`: it gets only the value, and beta is kept in self.beta"""

    def update(self, value):
        """Raise what Python raises for an unknown beta."""
        message = "name 'beta' is not defined"
        raise NameError(message)


# --- right, written differently -------------------------------------------------------------------------------------


@smoother.right
class ByTheDifference(Smoother):
    """The corrected average itself, moved towards each value by a share that shrinks to 1 - beta."""

    def update(self, value):
        """Return the average after one more value."""
        self.t += 1
        self.v += (1 - self.beta) / (1 - self.beta**self.t) * (value - self.v)
        return self.v


@smoother.right
class TwoSums:
    """The weighted sum of the values over the sum of the weights."""

    def __init__(self, beta):
        self.beta, self.total, self.weight = beta, 0.0, 0.0

    def update(self, value):
        """Return the average after one more value."""
        self.total = self.beta * self.total + value
        self.weight = self.beta * self.weight + 1
        return self.total / self.weight
