"""A project as a sequence of decisions: what they cost, which come before which, and all plans there are.

Action      what can be done: its price, how often, and what comes before it
Rules       the actions of a project, and how much time, money and decisions there are
counts      how often each action has been done
spent       weeks and money that have gone
available   what can be done next
all_plans   every set of actions that fits into a project, to be compared at once
Scale       what a project is worth, between its beginning and the best plan
luck        the luck of each set of examples, which stays with it
measured    an error as a set of examples shows it
"""

import functools
import itertools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

SHIP = "ship"


class Action(NamedTuple):
    """What can be done: weeks and money that it takes, how often at most, and what must have been done before."""

    weeks: float
    money: int = 0
    most: int = 1
    needs: tuple[str, ...] = ()


class Rules(NamedTuple):
    """first : the actions of which exactly one begins the project    later : those that may follow, in any order.

    weeks, money, decisions : how much there is of each; shipping is a decision, too
    """

    first: dict[str, Action]
    later: dict[str, Action]
    weeks: float
    money: int
    decisions: int

    @property
    def actions(self):
        """Return {name: Action} of all of them."""
        return {**self.first, **self.later, SHIP: Action(0)}


def counts(done, rules):
    """Return {name: how often it has been done} for every action. Raises ValueError for an unknown name.

    >>> rules = Rules({"build": Action(1)}, {"tune": Action(2, most=2)}, weeks=4, money=0, decisions=5)
    >>> counts(["build", "tune"], rules)
    {'build': 1, 'tune': 1, 'ship': 0}
    """
    unknown = set(done) - rules.actions.keys()
    if unknown:
        raise ValueError(f"there is no action {sorted(unknown)[0]!r}; there are {', '.join(rules.actions)}")
    return {name: list(done).count(name) for name in rules.actions}


def spent(done, rules):
    """Return the weeks and the money that a list of actions takes.

    >>> spent(["build", "tune", "tune"], Rules({"build": Action(1, 3)}, {"tune": Action(2, most=2)}, 9, 9, 9))
    (5, 3)
    """
    taken = [rules.actions[name] for name in done]
    return sum(action.weeks for action in taken), sum(action.money for action in taken)


def available(done, rules):
    """Return the names of the actions that can be done next, in the order of the rules; none after shipping.

    Shipping stays possible: the last decision can be no other one.

    >>> rules = Rules({"build": Action(1)}, {"tune": Action(2), "test": Action(1, needs=("tune",))}, 4, 0, 4)
    >>> available([], rules), available(["build"], rules), available(["build", "tune"], rules)
    (['build'], ['tune', 'ship'], ['test', 'ship'])
    """
    if SHIP in done:
        return []
    if not done:
        return list(rules.first)
    number, (weeks, money) = counts(done, rules), spent(done, rules)

    def fits(name, action):
        affordable = weeks + action.weeks <= rules.weeks and money + action.money <= rules.money
        return affordable and number[name] < action.most and all(number[one] for one in action.needs)

    last = len(done) >= rules.decisions - 1
    return [*(name for name, action in rules.later.items() if not last and fits(name, action)), SHIP]


def all_plans(rules, leave_out=()):
    """Return {name: array of counts}: an entry of each array for every set of actions that fits into a project.

    leave_out : actions that no plan contains, for what changes nothing but what one knows

    >>> rules = Rules({"build": Action(1)}, {"tune": Action(2), "test": Action(1, needs=("tune",))}, 4, 0, 3)
    >>> {name: plans.tolist() for name, plans in all_plans(rules).items()}
    {'build': [1, 1], 'tune': [0, 1], 'test': [0, 0], 'ship': [1, 1]}
    """
    later = {name: action for name, action in rules.later.items() if name not in leave_out}
    sizes = [len(rules.first), *(action.most + 1 for action in later.values())]
    grid = [axis.ravel() for axis in np.indices(sizes, dtype=np.int8)]
    plans = {name: (grid[0] == number).astype(np.int8) for number, name in enumerate(rules.first)}
    plans |= dict(zip(later, grid[1:], strict=True))
    price = {**rules.first, **later}
    fits = sum(plans[name] * float(action.weeks) for name, action in price.items()) <= rules.weeks
    fits &= sum(plans[name] * float(action.money) for name, action in price.items()) <= rules.money
    fits &= sum(plan.astype(int) for plan in plans.values()) + 1 <= rules.decisions
    for name, needed in itertools.chain(*([(name, one) for one in action.needs] for name, action in later.items())):
        fits &= (plans[name] == 0) | (plans[needed] > 0)
    nothing = np.zeros(fits.sum(), np.int8)
    return {name: plans[name][fits] if name in plans else nothing + (name == SHIP) for name in rules.actions}


class Scale:
    """Scores: 100 for the least loss that any plan has in a world, 0 for the loss of a first system shipped at once.

    loss : `loss(done, world)`, of {action: how often}, numbers or arrays    first : the action of that first system
    leave_out : actions that change what is known, and no loss
    """

    def __init__(self, rules: Rules, loss: Callable, first: str, leave_out=()):
        self.rules, self.loss, self.first, self.leave_out = rules, loss, first, leave_out
        self._best = functools.lru_cache(maxsize=1_000)(self._find)

    @functools.cached_property
    def plans(self):
        """Return `all_plans`, made when they are first asked for."""
        return all_plans(self.rules, self.leave_out)

    def _find(self, world):
        losses = self.loss(self.plans, world)
        return int(losses.argmin()), float(losses.min())

    def best_plan(self, world):
        """Return {action: how often} of the plan with the least loss, and that loss.

        The order of actions changes no error: all sets of them are compared.
        """
        best, least = self._best(world)
        return {name: int(plans[best]) for name, plans in self.plans.items()}, least

    def of_losses(self, losses, world):
        """Return the scores of some losses in a world."""
        start = float(self.loss(counts([self.first, SHIP], self.rules), world))
        return 100 * (start - losses) / (start - self._best(world)[1])

    def score(self, done, world):
        """Return the score of a list of actions, in any order."""
        return float(self.of_losses(self.loss(counts(done, self.rules), world), world))


def luck(seed, sets):
    """Return {set of examples: its luck}: the same set errs the same way whenever it is used."""
    return dict(zip(sets, np.random.default_rng([seed, 1]).normal(size=len(sets)).tolist(), strict=True))


def measured(error, examples, luck, rng):
    """Return an error in percent as a set of examples shows it: off by as much as a share of so many is.

    Four fifths of what it is off are the luck of the set, which stays; the rest is drawn anew.
    """
    share = min(max(error / 100, 1e-4), 0.99)
    return max(0.0, error + 100 * (0.8 * luck + 0.6 * rng.normal()) * (share * (1 - share) / examples) ** 0.5)
