"""Ways to run the project of the parcels: on evidence, by habit, and by popular mistakes.

expected_gains  what each action should gain, by the card of typical effects and the dashboard
POLICIES        good practice, and what else people do

A policy is `policy(done, shown, rng)`, as in `running`.
"""

from deepcourse.experiments.course3.running import always, best_by_gain, first_of, gaps, random_choice
from deepcourse.strategy import parcels
from deepcourse.strategy.parcels import CAUSES, RULES
from deepcourse.strategy.project import SHIP, counts

EVIDENCE = ("target dev set", "training-dev set", "error analysis")


def expected_gains(done, shown):
    """Return {action: points of error that it should gain}, by the typical effects that the handbook states."""
    number, (bias, variance, mismatch) = counts(done, RULES), gaps(shown, "target dev set" in done)
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


def good_practice(done, shown, _rng, evidence=EVIDENCE):
    """Return a quick system, then evidence, then whatever gains most for its price."""
    return first_of(["quick system", *evidence], done, parcels) or best_by_gain(
        done, expected_gains(done, shown), parcels
    )


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
    remedies, gains = (
        ("larger network", "regularisation", "more catalogue", "tuning on dev"),
        expected_gains(done, shown),
    )
    return best_by_gain(done, {name: gains[name] for name in remedies}, parcels)


def largest_gap_first(done, shown, _rng):
    """Work on the largest gap until all are small, whatever the remedy gains."""
    named = first_of(["quick system", *EVIDENCE], done, parcels)
    if named:
        return named
    if shown["harm"] > 0.75 and "new metric" not in done:
        return "new metric"
    largest, which = max(zip(gaps(shown, "target dev set" in done), ("bias", "variance", "mismatch"), strict=True))
    frequent = sorted(CAUSES, key=lambda cause: -shown["causes"][cause])
    remedies = {
        "bias": ["larger network", "tuning on dev"],
        "variance": ["regularisation", "more catalogue"],
        "mismatch": [*(f"{cause} pictures" for cause in frequent), "hall pictures", "synthesis"],
    }
    return (first_of(remedies[which], done, parcels) or SHIP) if largest > 1.2 else SHIP


def tune_on_test(done, shown, _rng):
    """Tune on the test set until its error looks like that of people."""
    if done and shown["test"] <= shown["people"] + 0.5:
        return SHIP
    return first_of(["quick system", "tuning on test"], done, parcels) or SHIP


POLICIES = {
    "good practice": good_practice,
    "sound but slow": sound_but_slow,
    "no error analysis": no_error_analysis,
    "perfect system first": perfect_first,
    "largest gap first": largest_gap_first,
    "trusts the wrong dev set": trust_the_dev_set,
    "always more catalogue": always("quick system", "more catalogue", parcels),
    "always a larger network": always("quick system", "larger network", parcels),
    "tunes on the test set": tune_on_test,
    "random": random_choice(parcels),
}
