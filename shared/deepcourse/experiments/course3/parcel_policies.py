"""Ways to run the project of the parcels: on evidence, by habit, and by popular mistakes.

play            a project run by a policy in a world
expected_gains  what each action should gain, by the card of typical effects and the dashboard
POLICIES        good practice, and what else people do
fixed_plans     the score of every plan that is settled in advance, in many worlds

A policy is `policy(done, shown, rng)`: it sees the actions so far and the dashboard, nothing of the world, and returns
the next action. Before the first system there is no dashboard: `shown` is None.
"""

import numpy as np

from deepcourse.strategy import parcels
from deepcourse.strategy.parcels import CAUSES, DELAY, RULES
from deepcourse.strategy.project import SHIP, available, counts, luck

MONEY = 0.03  # points of error that a unit of money is worth to a careful project
EVIDENCE = ("target dev set", "training-dev set", "error analysis")


def play(policy, world, seed):
    """Return the list of actions that a policy takes in a world, from the first to shipping."""
    rng, fate, done = np.random.default_rng([seed, 2]), luck(seed, parcels.SETS), []
    while SHIP not in done:
        shown = parcels.dashboard(done, world, fate, rng) if done else None
        done.append(policy(done, shown, rng))
    return done


def gaps(done, shown):
    """Return (bias, variance, mismatch) as the dashboard tells them: halves of one gap where no set parts the two."""
    bias = max(0.0, shown["training"] - shown["people"] + 0.3)
    beyond = max(0.0, shown["dev"] - shown["training"])
    if "training-dev" in shown:
        variance = max(0.0, shown["training-dev"] - shown["training"])
        mismatch = max(0.0, shown["dev"] - shown["training-dev"]) if "target dev set" in done else 0.0
        return bias, variance, mismatch
    if "target dev set" in done:
        return bias, beyond / 2, beyond / 2
    return bias, beyond, max(0.0, shown["pilot"] - shown["dev"])


def expected_gains(done, shown):
    """Return {action: points of error that it should gain}, by the typical effects that the handbook states."""
    number, (bias, variance, mismatch) = counts(done, RULES), gaps(done, shown)
    regularised = number["regularisation"] + number["grand system"]
    hall, tuned = number["hall pictures"], number["tuning on dev"]
    gains = {
        "larger network": max(0.0, bias - 0.5 * regularised) * (1 - 3**-0.8) - (3**0.5 - 1) * variance,
        "regularisation": 0.4 * variance - 0.5,
        "more catalogue": (1 - 3**-0.5) * variance,
        "hall pictures": mismatch * (1 - ((1 + hall) / (2 + hall)) ** 0.4) + 0.1 * variance,
        "synthesis": 0.15 * mismatch,
        "tuning on dev": (0.02 if tuned else 0.07) * (bias + variance),
        "new metric": 0.85 * shown["harm"],
    }
    if "causes" in shown:
        point = shown["dev"] / parcels.LOOKED_AT  # what one of the mistakes stands for
        gains |= {f"{cause} pictures": 0.75 * point * shown["causes"][cause] for cause in CAUSES}
        learned = parcels.LEARNED[shown["rule"]]
        gains["clean training labels"] = learned / 0.35 * point * shown["causes"]["wrong label"]
    return gains


def best_by_gain(done, gains):
    """Return the available action with the largest gain beyond its price, or shipping where none is worth it."""
    worth = {
        name: gains[name] - DELAY * RULES.actions[name].weeks - MONEY * RULES.actions[name].money
        for name in available(done, RULES)
        if name in gains
    }
    best = max(worth, key=worth.get, default=SHIP)
    return best if worth and worth[best] > 0 else SHIP


def first_of(names, done):
    """Return the first of the names that can be done now, or None."""
    can = available(done, RULES)
    return next((name for name in names if name in can), None)


def good_practice(done, shown, _rng, evidence=EVIDENCE):
    """Return a quick system, then evidence, then whatever gains most for its price."""
    return first_of(["quick system", *evidence], done) or best_by_gain(done, expected_gains(done, shown))


def sound_but_slow(done, shown, rng):
    """Clean all labels before looking at what they cost."""
    slow = [*EVIDENCE[:2], "clean dev labels", EVIDENCE[2], "clean training labels"]
    return good_practice(done, shown, rng, evidence=slow)


def no_error_analysis(done, shown, rng):
    """Measure the gaps, and look at no mistake."""
    return good_practice(done, shown, rng, evidence=EVIDENCE[:2])


def perfect_first(done, shown, rng):
    """Build the grand system before there is any evidence."""
    return good_practice(done, shown, rng) if done else "grand system"


def trust_the_dev_set(done, shown, _rng):
    """Lower the error on a dev set that is not the target."""
    if not done:
        return "quick system"
    gains = expected_gains(done, shown)
    return best_by_gain(
        done, {name: gains[name] for name in ("larger network", "regularisation", "more catalogue", "tuning on dev")}
    )


def largest_gap_first(done, shown, _rng):
    """Work on the largest gap until all are small, whatever the remedy gains."""
    named = first_of(["quick system", *EVIDENCE], done)
    if named:
        return named
    if shown["harm"] > 0.75 and "new metric" not in done:
        return "new metric"
    largest, which = max(zip(gaps(done, shown), ("bias", "variance", "mismatch"), strict=True))
    frequent = sorted(CAUSES, key=lambda cause: -shown["causes"][cause])
    remedies = {
        "bias": ["larger network", "tuning on dev"],
        "variance": ["regularisation", "more catalogue"],
        "mismatch": [*(f"{cause} pictures" for cause in frequent), "hall pictures", "synthesis"],
    }
    return (first_of(remedies[which], done) or SHIP) if largest > 1.2 else SHIP


def always(action):
    """Return the policy that does one thing, again and again."""

    def policy(done, _shown, _rng):
        return first_of(["quick system", action], done) or SHIP

    return policy


def tune_on_test(done, shown, _rng):
    """Tune on the test set until its error looks like that of people."""
    if done and shown["test"] <= shown["people"] + 0.5:
        return SHIP
    return first_of(["quick system", "tuning on test"], done) or SHIP


def random_choice(done, _shown, rng):
    """Do anything."""
    return str(rng.choice(available(done, RULES)))


POLICIES = {
    "good practice": good_practice,
    "sound but slow": sound_but_slow,
    "no error analysis": no_error_analysis,
    "perfect system first": perfect_first,
    "largest gap first": largest_gap_first,
    "trusts the wrong dev set": trust_the_dev_set,
    "always more catalogue": always("more catalogue"),
    "always a larger network": always("larger network"),
    "tunes on the test set": tune_on_test,
    "random": random_choice,
}


def fixed_plans(seeds):
    """Return {action: array of counts} of all plans, and the mean score of each over the worlds of some seeds."""
    plans, scale = parcels.SCALE.plans, parcels.SCALE
    worlds = [parcels.draw_world(seed) for seed in seeds]
    return plans, sum(scale.of_losses(parcels.loss(plans, world), world) for world in worlds) / len(worlds)
