"""Trainings with a known mistake, for the exercise on the trainer."""

import numpy as np

from deepcourse.exercises.course2.in_words import in_words
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import optimizers as reference

parts = reference.random_mini_batches


class Trainer:
    """The trainer of the notebook, in pieces, each of which a subclass may get wrong."""

    def __init__(self, X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, decay_rate, seed):
        self.X, self.Y, self.size, self.seed, self.layers_dims = X, Y, mini_batch_size, seed, layers_dims
        self.optimizer, self.learning_rate, self.decay_rate, self.num_epochs = (
            optimizer,
            learning_rate,
            decay_rate,
            num_epochs,
        )
        kind = np.result_type(X, np.float32)
        first = blocks.initialize_parameters_deep(layers_dims, self._first_seed())
        self.parameters, self.t = {name: p.astype(kind) for name, p in first.items()}, 0
        self.memory = reference.start_of(optimizer, self.parameters)

    def run(self):
        """Return (parameters, costs)."""
        costs = []
        for epoch in range(self.num_epochs):
            self._begin(epoch)
            met = [(self._step(epoch, *part), part[0].shape[1]) for part in self._batches(epoch)]
            costs.append(self._cost(met))
        return self.parameters, costs

    def _step(self, epoch, X_part, Y_part):
        """Take one step; return the cost that it started from."""
        AL, caches = blocks.L_model_forward(X_part, self.parameters)
        grads = blocks.L_model_backward(AL, Y_part, caches)
        self.t = self._count()
        self.parameters, self.memory = reference.step_of(
            self.optimizer, self.parameters, grads, self.memory, self.t, self._rate(epoch)
        )
        return blocks.compute_cost(AL, Y_part)

    def _first_seed(self):
        """Return the seed of the first parameters."""
        return self.seed

    def _begin(self, epoch):
        """Do what is done at the beginning of an epoch: nothing."""

    def _batches(self, epoch):
        """Return the mini-batches of an epoch."""
        return parts(self.X, self.Y, self.size, [self.seed, epoch])

    def _cost(self, met):
        """Return the cost of an epoch from (cost, size) of its mini-batches."""
        return sum(cost * size for cost, size in met) / self.X.shape[1]

    def _count(self):
        """Return the number of the next step."""
        return self.t + 1

    def _rate(self, epoch):
        """Return the learning rate of the next step."""
        return self.learning_rate / (1 + self.decay_rate * epoch)


class RateFallsWithEveryStep(Trainer):
    """the rate falls with every step instead of every epoch: it stays the same for all mini-batches of an epoch"""

    def _rate(self, epoch):
        return self.learning_rate / (1 + self.decay_rate * (self.t - 1))


class DecayBeginsInTheFirstEpoch(Trainer):
    """the first epoch's rate has fallen already: epochs count from 0, and the first one has the whole rate"""

    def _rate(self, epoch):
        return self.learning_rate / (1 + self.decay_rate * (epoch + 1))


class DecayOfTheDecayedRate(Trainer):
    """the rate that has fallen already falls again, learning_rate = learning_rate / (1 + ...): each epoch's rate is
    computed from the first one; keep that under its own name
    """

    def _begin(self, epoch):
        self.learning_rate = self.learning_rate / (1 + self.decay_rate * epoch)

    def _rate(self, epoch):
        return self.learning_rate


class NoDecay(Trainer):
    """the rate never falls: use decay_rate"""

    def _rate(self, epoch):
        return self.learning_rate


class TIsAlwaysOne(Trainer):
    """t is 1 in every step: Adam's correction then never fades; t += 1 before each update"""

    def _count(self):
        return 1


class TStartsAnewInEveryEpoch(Trainer):
    """t starts anew in every epoch: it counts the steps of the whole training"""

    def _begin(self, epoch):
        self.t = 0


class TCountsEpochs(Trainer):
    """t counts the epochs: it counts the steps, so t += 1 belongs into the inner loop"""

    def _begin(self, epoch):
        self.t = epoch + 1

    def _count(self):
        return self.t


class AveragesStartAnewInEveryEpoch(Trainer):
    """the averages start from zero again in every epoch: start_of belongs before the loops"""

    def _begin(self, epoch):
        self.memory = reference.start_of(self.optimizer, self.parameters)


class AveragesAreNotKept(Trainer):
    """the averages that step_of returns are not kept: every step starts from zeros; keep what it returns"""

    def _step(self, epoch, X_part, Y_part):
        before = self.memory
        cost = super()._step(epoch, X_part, Y_part)
        self.memory = before
        return cost


class SameOrderAlways(Trainer):
    """the mini-batches are the same in every epoch: shuffle anew, with the seed [seed, epoch]"""

    def _batches(self, epoch):
        return parts(self.X, self.Y, self.size, [self.seed, 0])


class LastMiniBatchDropped(Trainer):
    """the last mini-batch of each epoch is left out: it belongs to the epoch, though it may be smaller"""

    def _batches(self, epoch):
        return super()._batches(epoch)[:-1]


class AllExamplesInEveryStep(Trainer):
    """every step uses all examples: forward and backward take X_part and Y_part"""

    def _batches(self, epoch):
        return [(self.X, self.Y)] * len(super()._batches(epoch))


class AlwaysGradientDescent(Trainer):
    """the optimiser is gradient descent whatever was asked for: hand `optimizer` to start_of and step_of"""

    def __init__(self, X, Y, layers_dims, optimizer, *others):
        super().__init__(X, Y, layers_dims, "gd", *others)


class CostsAveragedWithoutTheirSizes(Trainer):
    """the costs of the mini-batches are averaged without their sizes: a smaller last one would count as much as a full
    one; weigh each with its number of examples, and divide by m
    """

    def _cost(self, met):
        return float(np.mean([cost for cost, _ in met]))


class CostOfTheLastMiniBatch(Trainer):
    """the cost of an epoch is that of its last mini-batch: asked for is the mean over all of its examples"""

    def _cost(self, met):
        return met[-1][0]


class CostsAddedUp(Trainer):
    """the costs of an epoch are added up and not divided by m: asked for is the mean over the examples"""

    def _cost(self, met):
        return sum(cost * size for cost, size in met)


class CostAfterTheEpoch(Trainer):
    """the cost of an epoch is measured on all examples after it: asked for is what the mini-batches cost when they were
    met, which needs no further pass
    """

    def _cost(self, met):
        AL, _ = blocks.L_model_forward(self.X, self.parameters)
        return blocks.compute_cost(AL, self.Y)


class CostAfterTheStep(Trainer):
    """the cost of a mini-batch is measured after the step that was taken on it: asked for is the cost at which it was
    met, before the step
    """

    def _step(self, epoch, X_part, Y_part):
        super()._step(epoch, X_part, Y_part)
        AL, _ = blocks.L_model_forward(X_part, self.parameters)
        return blocks.compute_cost(AL, Y_part)


class TotalGoesOn(Trainer):
    """the sum of the costs goes on from epoch to epoch: each epoch begins with 0"""

    total = 0.0

    def _cost(self, met):
        self.total += super()._cost(met)
        return self.total


class ReturnedInsideTheLoop(Trainer):
    """the training ends after its first epoch: the `return` stands inside the loop, it belongs after it"""

    def run(self):
        """Return after one epoch."""
        self.num_epochs = min(self.num_epochs, 1)
        return super().run()


class ParametersBegunInEveryEpoch(Trainer):
    """the parameters are drawn anew in every epoch, and all that was learned is lost: they begin before the loops"""

    def _begin(self, epoch):
        first = blocks.initialize_parameters_deep(self.layers_dims, self.seed)
        self.parameters = {name: p.astype(self.parameters[name].dtype) for name, p in first.items()}


class ShuffledByTheEpochAlone(Trainer):
    """the mini-batches are shuffled with the seed `epoch`, whatever `seed` says: the seed is [seed, epoch]"""

    def _batches(self, epoch):
        return parts(self.X, self.Y, self.size, epoch)


class SeedFixed(Trainer):
    """the first parameters are drawn with the seed 1: hand on the one that was given"""

    def _first_seed(self):
        return 1


def mistake_of(cls):
    """Return the function that makes a trainer's mistake."""

    def trained(X, Y, layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, decay_rate, seed):
        told = layers_dims, optimizer, learning_rate, mini_batch_size, num_epochs, decay_rate, seed
        return cls(X, Y, *told).run()

    trained.__name__, trained.__doc__ = in_words(cls).__name__, cls.__doc__
    return trained
