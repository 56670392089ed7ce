"""Ways to run the project of the robots: on evidence, by habit, and by popular mistakes.

expected_gains  what each action should gain, by the card of typical effects and the dashboard
POLICIES        good practice, and what else people do

A policy is `policy(done, shown, rng)`, as in `running`.
"""

from deepcourse.experiments.course3.running import always, best_by_gain, first_of, gaps, random_choice
from deepcourse.strategy import robots
from deepcourse.strategy.project import SHIP, counts
from deepcourse.strategy.robots import CAUSES, END_TO_END, FEWER, PIPELINE, RULES

EVIDENCE = ("street dev set", "training-dev set", "error analysis")
TRIALS = ("design trial", "transfer trial", "shared-task trial")


def expected_gains(done, shown):
    """Return {action: points of error that it should gain}, by the typical effects that the handbook states."""
    number, (_, variance, mismatch) = counts(done, RULES), gaps(shown, "street dev set" in done)
    street = number["street pictures"]
    gains = {
        "web pictures": (1 - 2**-0.5) * variance,
        "street pictures": mismatch * (1 - ((1 + street) / (2 + street)) ** 0.4) + 0.1 * variance,
        "many clips of noise": 0.2 * mismatch,
        "transfer": shown.get("transfer", 0) * variance,
        "shared tasks": shown.get("sharing", 0) * variance,
        "rare obstacles": 0.85 * shown["danger"],
    }
    if "design" in shown:
        stages = shown["design"]
        more = (1 / FEWER - 1) * variance  # what the variance of a pipeline grows by, end to end
        gains["other design"] = stages - more if robots.is_pipeline(number) else (1 - FEWER) * variance - stages
    if "causes" in shown:
        point = shown["dev"] / robots.LOOKED_AT  # what one of the mistakes stands for
        gains |= {f"{cause} pictures": 0.75 * point * shown["causes"][cause] for cause in CAUSES}
        gains["recalibration"] = 0.9 * point * shown["causes"]["drift"]
    return gains


def good_practice(done, shown, _rng, evidence=EVIDENCE, first=PIPELINE, trials=TRIALS):
    """Return a quick first system, then evidence, trials of what they can tell, then whatever gains most."""
    named = first_of([first, *evidence], done, robots)
    if named:
        return named
    _, variance, _ = gaps(shown, "street dev set" in done)
    worth = {"design trial": variance > 0, "transfer trial": variance > 1.5, "shared-task trial": variance > 1.5}
    named = first_of([trial for trial in trials if worth[trial]], done, robots)
    return named or best_by_gain(done, expected_gains(done, shown), robots)


def sound_but_slow(done, shown, rng):
    """Try everything first, and take pictures of the streets before the first mistake is read."""
    slow = [*EVIDENCE[:2], *TRIALS, "street pictures", "many clips of noise", EVIDENCE[2]]
    done_once = [name for name in slow if name not in done]
    return good_practice(done, shown, rng, evidence=done_once)


def no_error_analysis(done, shown, rng):
    """Measure the gaps, and look at no mistake."""
    return good_practice(done, shown, rng, evidence=EVIDENCE[:2])


def end_to_end_for_elegance(done, shown, rng):
    """Begin with one network for everything, and never ask what the stages would lose."""
    return good_practice(done, shown, rng, first=END_TO_END, trials=TRIALS[1:])


def transfer_on_faith(done, shown, rng):
    """Transfer and share tasks without a trial, because they helped elsewhere."""
    return good_practice(done, shown, rng, evidence=[*EVIDENCE, "transfer", "shared tasks"], trials=TRIALS[:1])


def data_for_everything(done, shown, _rng):
    """Answer every gap with more pictures."""
    named = first_of([PIPELINE, *EVIDENCE], done, robots)
    if named:
        return named
    gains = expected_gains(done, shown)
    return best_by_gain(done, {name: gain for name, gain in gains.items() if name.endswith("pictures")}, robots)


def one_clip(done, shown, rng):
    """Make noisy pictures from a single clip of noise, since it is quick, and take that for done."""
    named = first_of([PIPELINE, *EVIDENCE, "one clip of noise"], done, robots)
    if named:
        return named
    gains = {name: gain for name, gain in expected_gains(done, shown).items() if name != "many clips of noise"}
    return first_of(TRIALS, done, robots) or best_by_gain(done, gains, robots)


def trust_the_web(done, shown, _rng):
    """Keep a dev set that is not the target."""
    if not done:
        return PIPELINE
    gains = expected_gains(done, shown)
    return best_by_gain(done, {name: gains[name] for name in ("web pictures", "transfer", "shared tasks")}, robots)


def average_safety_away(done, shown, rng):
    """Look at the mean error alone: rare obstacles do not show in it."""
    return good_practice(done, shown and shown | {"danger": 0.0}, rng)


def tune_on_test(done, shown, _rng):
    """Tune on the test set until its error looks like that of people."""
    if done and shown["test"] <= shown["people"] + 0.5:
        return SHIP
    return first_of([PIPELINE, "tuning on test"], done, robots) or SHIP


POLICIES = {
    "good practice": good_practice,
    "sound but slow": sound_but_slow,
    "no error analysis": no_error_analysis,
    "end to end for elegance": end_to_end_for_elegance,
    "transfer on faith": transfer_on_faith,
    "data for everything": data_for_everything,
    "one clip of noise": one_clip,
    "trusts the web": trust_the_web,
    "averages safety away": average_safety_away,
    "always street pictures": always(PIPELINE, "street pictures", robots),
    "tunes on the test set": tune_on_test,
    "random": random_choice(robots),
}
