"""Projects run by policies, one like another.

play           a project run by a policy in a world
mean_score     ... in many worlds
fixed_plans    the score of every plan that is settled in advance, in many worlds
gaps           where the error comes from, as the dashboard tells it
best_by_gain   the action that gains most for its price
first_of       the first of some actions that can be done now
always, random_choice    policies without a thought

A project is a module of `deepcourse.strategy`, such as `parcels`. A policy is `policy(done, shown, rng)`: it sees the
actions so far and the dashboard, nothing of the world, and returns the next action. Before the first system there is
no dashboard: `shown` is None.
"""

import numpy as np

from deepcourse.strategy.project import SHIP, available, luck

MONEY = 0.03  # points of error that a unit of money is worth to a careful project


def play(policy, project, world, seed):
    """Return the list of actions that a policy takes in a world, from the first to shipping."""
    rng, fate, done = np.random.default_rng([seed, 2]), luck(seed, project.SETS), []
    while SHIP not in done:
        shown = project.dashboard(done, world, fate, rng) if done else None
        done.append(policy(done, shown, rng))
    return done


def mean_score(policy, project, seeds):
    """Return the mean score of a policy over the worlds of some seeds."""
    worlds = {seed: project.draw_world(seed) for seed in seeds}
    scores = [project.SCALE.score(play(policy, project, world, seed), world) for seed, world in worlds.items()]
    return float(np.mean(scores))


def fixed_plans(project, seeds):
    """Return {action: array of counts} of all plans, and the mean score of each over the worlds of some seeds."""
    plans, worlds = project.SCALE.plans, [project.draw_world(seed) for seed in seeds]
    total = sum(project.SCALE.of_losses(project.loss(plans, world), world) for world in worlds)
    return plans, total / len(worlds)


def gaps(shown, target):
    """Return (bias, variance, mismatch) as the dashboard tells them: halves of one gap where no set parts the two.

    target : whether the dev set is of the target; else only the pilot tells of the mismatch
    """
    bias = max(0.0, shown["training"] - shown["people"] + 0.3)
    beyond = max(0.0, shown["dev"] - shown["training"])
    if "training-dev" in shown:
        variance = max(0.0, shown["training-dev"] - shown["training"])
        return bias, variance, max(0.0, shown["dev"] - shown["training-dev"]) if target else 0.0
    return (bias, beyond / 2, beyond / 2) if target else (bias, beyond, max(0.0, shown["pilot"] - shown["dev"]))


def best_by_gain(done, gains, project):
    """Return the available action with the largest gain beyond its price, or shipping where none is worth it."""
    actions = project.RULES.actions
    worth = {
        name: gains[name] - project.DELAY * actions[name].weeks - MONEY * actions[name].money
        for name in available(done, project.RULES)
        if name in gains
    }
    best = max(worth, key=worth.get, default=SHIP)
    return best if worth and worth[best] > 0 else SHIP


def first_of(names, done, project):
    """Return the first of the names that can be done now, or None."""
    can = available(done, project.RULES)
    return next((name for name in names if name in can), None)


def always(first, action, project):
    """Return the policy that does one thing, again and again."""

    def policy(done, _shown, _rng):
        return first_of([first, action], done, project) or SHIP

    return policy


def random_choice(project):
    """Return the policy that does anything."""

    def policy(done, _shown, rng):
        return str(rng.choice(available(done, project.RULES)))

    return policy
