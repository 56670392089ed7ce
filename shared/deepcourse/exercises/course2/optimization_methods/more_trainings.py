"""More trainings with a known mistake: of counting, of seeds and of means, and two mistakes at once."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.trainings import (
    NoDecay,
    RateFallsWithEveryStep,
    SameOrderAlways,
    Trainer,
    TStartsAnewInEveryEpoch,
    mistake_of,
    parts,
)
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import optimizers as reference


class TStartsAtZero(Trainer):
    """t is 0 in the first step, because it is raised after the update: Adam's correction then divides by 0; t += 1
    before each update
    """

    def _count(self):
        self.steps = getattr(self, "steps", -1) + 1
        return self.steps


class TIsTwoInTheFirstStep(Trainer):
    """t is 2 in the first step: it begins with 0, and t += 1 comes before each update"""

    def _count(self):
        return max(self.t, 1) + 1


class EpochsFromOne(Trainer):
    """the epochs are counted from 1, for the shuffle and for the rate: the first one is 0, with the whole rate"""

    def _batches(self, epoch):
        return super()._batches(epoch + 1)

    def _rate(self, epoch):
        return super()._rate(epoch + 1)


class EpochsFromOneAndTFromZero(Trainer):
    """the epochs are counted from 1, and t from 0: the first epoch is 0, and t is 1 in the first step"""

    def _batches(self, epoch):
        return super()._batches(epoch + 1)

    def _rate(self, epoch):
        return super()._rate(epoch + 1)

    def _count(self):
        return TStartsAtZero._count(self)


class ShuffledFromOne(Trainer):
    """the seeds of the shuffles count the epochs from 1: the first one is [seed, 0]"""

    def _batches(self, epoch):
        return super()._batches(epoch + 1)


class SeedPlusEpoch(Trainer):
    """the mini-batches are shuffled with the seed `seed + epoch`: it is the list [seed, epoch]"""

    def _batches(self, epoch):
        return parts(self.X, self.Y, self.size, self.seed + epoch)


class SeedPlusOneMore(Trainer):
    """the seed is raised by 1 before each epoch, and used alone: the mini-batches are shuffled with [seed, epoch]"""

    def _batches(self, epoch):
        return parts(self.X, self.Y, self.size, self.seed + epoch + 1)


class SeedAfterTheEpoch(Trainer):
    """the mini-batches are shuffled with [epoch, seed]: it is [seed, epoch]"""

    def _batches(self, epoch):
        return parts(self.X, self.Y, self.size, [epoch, self.seed])


class NotShuffled(Trainer):
    """the mini-batches are cut from X and Y as they stand: shuffle them in each epoch, with the seed [seed, epoch]"""

    def _batches(self, epoch):
        m, size = self.X.shape[1], self.size
        return [(self.X[:, i : i + size], self.Y[:, i : i + size]) for i in range(0, m, size)]


class AveragesAndTStartAnew(Trainer):
    """the averages and t begin anew in every epoch: both belong before the loops, and live as long as the training"""

    def _begin(self, epoch):
        self.memory, self.t = reference.start_of(self.optimizer, self.parameters), 0


class RateDividedInEveryStep(Trainer):
    """the rate is divided anew in every step, and kept, learning_rate = learning_rate / (1 + ...): it is computed once
    an epoch, from the first rate
    """

    def _rate(self, epoch):
        self.learning_rate = self.learning_rate / (1 + self.decay_rate * epoch)
        return self.learning_rate


class PlainMeanAndRateDividedInEveryStep(RateDividedInEveryStep):
    """the costs of the mini-batches are averaged without their sizes, and the rate is divided anew in every step, and
    kept: weigh each cost with its number of examples, and compute the rate from the first one
    """

    def _cost(self, met):
        return float(np.mean([cost for cost, _ in met]))


class PlainMeanAndRateFallsWithEveryStep(RateFallsWithEveryStep):
    """the costs of the mini-batches are averaged without their sizes, and the rate falls with every step: weigh each
    cost with its number of examples, and let the rate fall once an epoch
    """

    def _cost(self, met):
        return float(np.mean([cost for cost, _ in met]))


class PlainMeanAndNoDecay(NoDecay):
    """the costs of the mini-batches are averaged without their sizes, and the rate never falls: weigh each cost with
    its number of examples, and use decay_rate
    """

    def _cost(self, met):
        return float(np.mean([cost for cost, _ in met]))


class PlainMeanAndTStartsAnew(TStartsAnewInEveryEpoch):
    """the costs of the mini-batches are averaged without their sizes, and t starts anew in every epoch: weigh each
    cost with its number of examples, and let t count the steps of the whole training
    """

    def _cost(self, met):
        return float(np.mean([cost for cost, _ in met]))


class PlainMeanAndSameOrder(SameOrderAlways):
    """the costs of the mini-batches are averaged without their sizes, and the mini-batches are the same in every epoch:
    weigh each cost with its number of examples, and shuffle anew, with the seed [seed, epoch]
    """

    def _cost(self, met):
        return float(np.mean([cost for cost, _ in met]))


class WeighedCostsOverTheirNumber(Trainer):
    """the costs are weighed with their sizes and then divided by the number of mini-batches: divide by m"""

    def _cost(self, met):
        return sum(cost * size for cost, size in met) / len(met)


class PlainCostsOverM(Trainer):
    """the costs are divided by m and not weighed: multiply each by the number of its examples first"""

    def _cost(self, met):
        return sum(cost for cost, _ in met) / self.X.shape[1]


class PlainCostsAddedUp(Trainer):
    """the costs of the mini-batches are only added up: weigh each with its number of examples, and divide by m"""

    def _cost(self, met):
        return sum(cost for cost, _ in met)


class FullSizeForAll(Trainer):
    """each cost is weighed with mini_batch_size, the last one too: it may be smaller, its size is X_part.shape[1]"""

    def _cost(self, met):
        return sum(cost for cost, _ in met) * self.size / self.X.shape[1]


class CostOfTheFirstMiniBatch(Trainer):
    """the cost of an epoch is that of its first mini-batch: asked for is the mean over all of its examples"""

    def _cost(self, met):
        return met[0][0]


class OneStepAnEpoch(Trainer):
    """there is one step an epoch, on its last mini-batch: backward and update belong into the inner loop"""

    def _step(self, epoch, X_part, Y_part):
        if X_part is self.last:
            return super()._step(epoch, X_part, Y_part)
        return blocks.compute_cost(blocks.L_model_forward(X_part, self.parameters)[0], Y_part)

    def _batches(self, epoch):
        batches = super()._batches(epoch)
        self.last = batches[-1][0]
        return batches


class ParametersNeverChange(Trainer):
    """the parameters stay the first ones: keep those that step_of returns"""

    def _step(self, epoch, X_part, Y_part):
        before = self.parameters
        cost = super()._step(epoch, X_part, Y_part)
        self.parameters = before
        return cost


class OneEpochTooFew(Trainer):
    """there is one epoch too few: range(num_epochs) has them all"""

    def __init__(self, X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, *others):
        super().__init__(X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs - 1, *others)


class OneEpochTooMany(Trainer):
    """there is one epoch too many: range(num_epochs) has them all"""

    def __init__(self, X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, *others):
        super().__init__(X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs + 1, *others)


class CostsOfAllSteps(Trainer):
    """every mini-batch's cost is kept by itself: asked for is one cost an epoch, the mean over its examples"""

    def run(self):
        """Return all costs."""
        costs = []
        self._cost = lambda met: costs.extend(cost for cost, _ in met)
        super().run()
        return self.parameters, costs


class CostOfTheLastEpoch(Trainer):
    """only the cost of the last epoch is there: the list of costs is begun anew in every epoch, it belongs before it"""

    def run(self):
        """Return the last cost."""
        parameters, costs = super().run()
        return parameters, costs[-1:]


class GivenType(Trainer):
    """the parameters are not brought to the type of the data: float32 data are then computed in float64"""

    def _begin(self, epoch):
        if not epoch:
            first = blocks.initialize_parameters_deep(self.layers_dims, self.seed)
            self.parameters, self.memory = first, reference.start_of(self.optimizer, first)


def every_kind(cls):
    """Return all classes made from one, those made from these included."""
    return [kind for one in cls.__subclasses__() for kind in (one, *every_kind(one))]


MISTAKES = tuple(mistake_of(cls) for cls in every_kind(Trainer))
