"""A project to steer: a camera that names the goods in returned parcels. Twelve decisions, and what follows from them.

RULES       what can be done, and how much time, money and decisions there are
World       what nobody in the project sees: how large each trouble is
draw_world  a world in which some troubles are small and others large
errors      the true error, part by part
loss        what the project is judged by: error, harm and delay
SCALE       scores: 100 for the best plan, 0 for shipping a quick system at once
dashboard   what the project measures

Errors are in percent. The training pictures come from the catalogue, of which there is plenty; the goods are met in a
hall, by scanners held in the hand. The laws are ours, and simple: a larger network lowers the bias and raises the
variance, data lower the variance, pictures from the hall lower the mismatch, each by a power of how much there is.
"""

from typing import NamedTuple

import numpy as np

from deepcourse.strategy.project import Action, Rules, Scale, counts, measured, spent

DELAY = 0.25  # a week costs as much as a quarter of a point of error
CAUSES = ("blurred", "dark", "crushed")
RULES = Rules(
    first={"quick system": Action(1), "grand system": Action(9, 3)},
    later={
        "target dev set": Action(1),
        "training-dev set": Action(0.5),
        "error analysis": Action(1, needs=("target dev set",)),
        "new metric": Action(1),
        "more catalogue": Action(2, 3, most=2),
        "hall pictures": Action(2.5, 2, most=3),
        **{f"{cause} pictures": Action(2, 2, needs=("error analysis",)) for cause in CAUSES},
        "synthesis": Action(2, 1),
        "larger network": Action(1, 1, most=3),
        "regularisation": Action(0.5, most=3),
        "clean training labels": Action(3, 3),
        "clean dev labels": Action(1),
        "tuning on dev": Action(1, most=3),
        "tuning on test": Action(1, most=12),
    },
    weeks=26,
    money=14,
    decisions=12,
)
KNOWING = ("training-dev set", "clean dev labels")  # change what is known, and no error
SMALL_OR_LARGE = {
    "bias": ((0.8, 2), (6, 12)),
    "variance": ((0.5, 1.5), (3.5, 7)),
    "mismatch": ((1, 2.5), (6, 11)),
    "harm": ((0, 0.3), (1.5, 4)),
    "wrong": ((1, 4), (6, 10)),
}
SHARES = (0.66, 0.16, 0.08)  # of the mismatch, for the three causes in random order
LEARNED = (0.03, 0.35)  # of the wrong labels: at random, or by a rule


class World(NamedTuple):
    """How large each trouble is, in points of error of a quick system.

    bayes : the best possible error    harm : of mistakes that nobody should make
    wrong : percent of wrong labels    learned : the part of them that a network learns
    shares : of the mismatch, for each of `CAUSES`
    """

    bias: float
    variance: float
    mismatch: float
    harm: float
    wrong: float
    bayes: float
    learned: float
    shares: tuple[float, ...]


def draw_world(seed):
    """Return a `World` in which at least two of five troubles are large: no plan made in advance suits them all."""
    rng = np.random.default_rng(seed)
    large = np.zeros(len(SMALL_OR_LARGE), int)
    while large.sum() < 2:
        large = rng.integers(2, size=len(SMALL_OR_LARGE))
    sizes = [rng.uniform(*ranges[kind]) for ranges, kind in zip(SMALL_OR_LARGE.values(), large, strict=True)]
    shares = rng.permutation(SHARES) * rng.uniform(0.9, 1.1, len(SHARES))
    return World(*sizes, bayes=rng.uniform(1.5, 3.5), learned=LEARNED[large[-1]], shares=tuple(shares.tolist()))


def errors(done, world):
    """Return {part: points of error}, whose sum is the error in the hall.

    done : {action: how often}, numbers, or arrays for many projects at once
    """
    network = 3.0 ** (done["larger network"] + 2 * done["grand system"])
    regularised = done["regularisation"] + done["grand system"]
    pictures = 3.0 ** done["more catalogue"] + 0.2 * done["hall pictures"]  # times those of the start
    tuned = np.where(done["tuning on dev"] > 0, 0.93, 1) * 0.98 ** np.maximum(0, done["tuning on dev"] - 1.0)
    tuned = tuned * 0.99 ** done["tuning on test"]
    seen = (1.0 + done["hall pictures"]) ** -0.4 * np.where(done["synthesis"], 0.85, 1)
    causes = {
        cause: world.mismatch * share * np.where(done[f"{cause} pictures"], 0.25, 1) * seen
        for cause, share in zip(CAUSES, world.shares, strict=True)
    }
    return {
        "best possible": world.bayes,
        "bias": (world.bias * network**-0.8 + 0.5 * regularised) * tuned,
        "wrong labels": np.where(done["clean training labels"], 0, world.wrong * world.learned),
        "variance": world.variance * (network / pictures) ** 0.5 * 0.6**regularised * tuned,
        **causes,
        "other mismatch": world.mismatch * (1 - sum(world.shares)) * seen,
        "wrong dev set": np.where(done["target dev set"], 0, 0.05 * world.mismatch),
    }


def harm(done, world):
    """Return the points of error that mistakes are worth which nobody should make."""
    return world.harm * np.where(done["new metric"], 0.15, 1)


def loss(done, world):
    """Return what a project is judged by: error, harm and delay, in points of error.

    done : {action: how often}, numbers, or arrays for many projects at once
    """
    weeks = sum(action.weeks * done[name] for name, action in RULES.actions.items())
    return sum(errors(done, world).values()) + harm(done, world) + DELAY * weeks


SCALE = Scale(RULES, loss, "quick system", leave_out=(*KNOWING, "tuning on test"))
SETS = ("people", "training", "training-dev", "catalogue dev", "catalogue test", "hall dev", "hall test", "pilot")
SIZES = {"people": 2_000, "training": 20_000, "pilot": 300}  # pictures; 2 000 in all others
LOOKED_AT = 100  # mistakes


def dashboard(done, world, luck, rng):
    """Return what the project measures after a list of actions: {figure: percent}, and the causes of 100 mistakes.

    luck : of each of `SETS`, see `project.luck`    rng : draws what changes from one measurement to the next

    Nothing that was not paid for is there. "causes" is {cause: mistakes} after the error analysis, "rule" whether the
    wrong labels among them look alike.
    """
    number = counts(done, RULES)
    part = {name: float(size) for name, size in errors(number, world).items()}
    train = part["best possible"] + part["bias"] + part["wrong labels"]
    train_dev, hall = train + part["variance"], sum(part.values())
    spoiled = 0.0 if number["clean dev labels"] else 0.35 * world.wrong
    source, target = ("hall", hall) if number["target dev set"] else ("catalogue", train_dev)

    def seen(error, name):
        return measured(error, SIZES.get(name, 2_000), luck[name], rng)

    shown = {
        "people": seen(world.bayes + 0.3, "people"),
        "training": seen(train, "training"),
        "dev": max(0.0, seen(target + spoiled, f"{source} dev") - 0.4 * number["tuning on dev"]),
        "test": max(0.0, seen(target + spoiled, f"{source} test") - 0.9 * number["tuning on test"]),
        "pilot": seen(hall, "pilot"),
        "harm": rng.poisson(40 * float(harm(number, world))) / 40,
    }
    if number["training-dev set"]:
        shown["training-dev"] = seen(train_dev, "training-dev")
    if number["error analysis"]:
        sizes = np.array([*(part[cause] for cause in CAUSES), spoiled])
        drawn = rng.multinomial(LOOKED_AT, [*sizes / (hall + spoiled), 1 - sizes.sum() / (hall + spoiled)])
        shown["causes"] = dict(zip((*CAUSES, "wrong label", "other"), drawn.tolist(), strict=True))
        shown["rule"] = world.learned == max(LEARNED)
    return shown | dict(zip(("weeks", "money"), spent(done, RULES), strict=True))
