"""A second project to steer: what a delivery robot sees on the pavement. Fourteen decisions, and their consequences.

RULES       what can be done, and how much time, money and decisions there are
World       what nobody in the project sees: how large each trouble is, and what transfer and shared tasks give
draw_world  a world in which some of them are small and others large
errors      the true error, part by part
loss        what the project is judged by: error, danger and delay
SCALE       scores: 100 for the best plan, 0 for shipping a quick pipeline at once
dashboard   what the project measures

Errors are in percent. The robot finds what stands in its way: by a pipeline of three stages, or end to end by one
network. A pipeline needs less data, and keeps the errors of its stages. Pictures from the web are plenty; those of the
streets, taken by the robots, are few. The laws are ours.
"""

from typing import NamedTuple

import numpy as np

from deepcourse.strategy.project import Action, Rules, Scale, counts, measured, spent

DELAY = 0.25  # a week costs as much as a quarter of a point of error
CAUSES = ("rain", "night", "glare")
PIPELINE, END_TO_END = "pipeline", "end to end"
RULES = Rules(
    first={PIPELINE: Action(2), END_TO_END: Action(9, 6)},
    later={
        "other design": Action(3, 2),
        "street dev set": Action(1),
        "training-dev set": Action(0.5),
        "error analysis": Action(1, needs=("street dev set",)),
        "design trial": Action(0.5),
        "transfer trial": Action(0.5),
        "shared-task trial": Action(0.5),
        "transfer": Action(1.5, 1),
        "shared tasks": Action(2, 1),
        "web pictures": Action(2, 2, most=3),
        "street pictures": Action(2.5, 2, most=3),
        **{f"{cause} pictures": Action(2, 2, needs=("error analysis",)) for cause in CAUSES},
        "one clip of noise": Action(0.5),
        "many clips of noise": Action(2, 1),
        "rare obstacles": Action(2, 2),
        "recalibration": Action(1.5, 1),
        "tuning on test": Action(1, most=12),
    },
    weeks=30,
    money=14,
    decisions=14,
)
KNOWING = ("training-dev set", "design trial", "transfer trial", "shared-task trial")  # change no error
SMALL_OR_LARGE = {
    "stages": ((0.2, 0.8), (5, 9)),
    "variance": ((2, 3.5), (12, 18)),
    "mismatch": ((1, 2.5), (6, 11)),
    "transfer": ((-2.0, -1.2), (0.5, 0.7)),
    "sharing": ((-1.2, -0.6), (0.4, 0.55)),
    "danger": ((0, 0.4), (4, 8)),
    "drift": ((0, 0.4), (4, 7)),
}
SHARES = (0.66, 0.16, 0.08)  # of the mismatch, for the three causes in random order
FEWER = 0.35  # the variance of a pipeline, times that of a network end to end


class World(NamedTuple):
    """How large each trouble is, in points of error, and what transfer and shared tasks give.

    stages : what the stages of a pipeline lose    variance : of a network end to end, with the pictures of the start
    transfer, sharing : the part of the variance that they remove; below 0, they add to it
    danger : of rare obstacles    drift : of a camera that has moved    shares : of the mismatch, for each of `CAUSES`
    """

    stages: float
    variance: float
    mismatch: float
    transfer: float
    sharing: float
    danger: float
    drift: float
    bayes: float
    shares: tuple[float, ...]


def draw_world(seed):
    """Return a `World` in which at least three of seven sizes are large: no plan made in advance suits them all."""
    rng = np.random.default_rng(seed)
    large = np.zeros(len(SMALL_OR_LARGE), int)
    while large.sum() < 3:
        large = rng.integers(2, size=len(SMALL_OR_LARGE))
    sizes = [rng.uniform(*ranges[kind]) for ranges, kind in zip(SMALL_OR_LARGE.values(), large, strict=True)]
    shares = rng.permutation(SHARES) * rng.uniform(0.9, 1.1, len(SHARES))
    return World(*sizes, bayes=rng.uniform(1.5, 3.5), shares=tuple(shares.tolist()))


def is_pipeline(done):
    """Return 1 where the design is a pipeline now, else 0."""
    return (done[PIPELINE] + done["other design"]) % 2


def errors(done, world):
    """Return {part: points of error}, whose sum is the error on the streets.

    done : {action: how often}, numbers, or arrays for many projects at once
    """
    pipeline = is_pipeline(done)
    pictures = 2.0 ** done["web pictures"] + 0.2 * done["street pictures"]  # times those of the start
    lent = np.where(done["transfer"], 1 - world.transfer, 1) * np.where(done["shared tasks"], 1 - world.sharing, 1)
    seen = (1.0 + done["street pictures"]) ** -0.4
    seen = seen * np.where(done["many clips of noise"], 0.8, np.where(done["one clip of noise"], 1.6, 1))
    causes = {
        cause: world.mismatch * share * np.where(done[f"{cause} pictures"], 0.25, 1) * seen
        for cause, share in zip(CAUSES, world.shares, strict=True)
    }
    return {
        "best possible": world.bayes,
        "stages": world.stages * pipeline,
        "variance": world.variance * np.where(pipeline, FEWER, 1) * lent / pictures**0.5,
        **causes,
        "other mismatch": world.mismatch * (1 - sum(world.shares)) * seen,
        "drift": np.where(done["recalibration"], 0.1, 1) * world.drift,
        "wrong dev set": np.where(done["street dev set"], 0, 0.05 * world.mismatch),
    }


def danger(done, world):
    """Return the points of error that missed obstacles are worth, for which there is a limit."""
    return world.danger * np.where(done["rare obstacles"], 0.15, 1)


def loss(done, world):
    """Return what a project is judged by: error, danger and delay, in points of error.

    done : {action: how often}, numbers, or arrays for many projects at once
    """
    weeks = sum(action.weeks * done[name] for name, action in RULES.actions.items())
    return sum(errors(done, world).values()) + danger(done, world) + DELAY * weeks


SCALE = Scale(RULES, loss, PIPELINE, leave_out=(*KNOWING, "tuning on test"))
SETS = ("people", "training", "training-dev", "web dev", "web test", "street dev", "street test", "pilot", "trial")
SIZES = {"people": 2_000, "training": 20_000, "pilot": 300}  # pictures; 2 000 in all others
LOOKED_AT = 100  # mistakes


def dashboard(done, world, luck, rng):
    """Return what the project measures after a list of actions: {figure: percent}, and the causes of 100 mistakes.

    luck : of each of `SETS`, see `project.luck`    rng : draws what changes from one measurement to the next

    Nothing that was not paid for is there. A trial measures on the training-dev set: "design" is what the stages lose,
    "transfer" and "sharing" what part of the variance they would remove.
    """
    number = counts(done, RULES)
    part = {name: float(size) for name, size in errors(number, world).items()}
    train = part["best possible"] + part["stages"]
    train_dev, street = train + part["variance"], sum(part.values())
    source, target = ("street", street) if number["street dev set"] else ("web", train_dev)

    def seen(error, name):
        return measured(error, SIZES.get(name, 2_000), luck[name], rng)

    shown = {
        "people": seen(world.bayes + 0.3, "people"),
        "training": seen(train, "training"),
        "dev": seen(target, f"{source} dev"),
        "test": max(0.0, seen(target, f"{source} test") - 0.9 * number["tuning on test"]),
        "pilot": seen(street, "pilot"),
        "danger": rng.poisson(20 * float(danger(number, world))) / 20,
    }
    if number["training-dev set"]:
        shown["training-dev"] = seen(train_dev, "training-dev")
    if number["design trial"]:
        shown["design"] = max(0.0, world.stages + 0.5 * luck["trial"])
    if number["transfer trial"]:
        shown["transfer"] = world.transfer + 0.1 * luck["trial"]
    if number["shared-task trial"]:
        shown["sharing"] = world.sharing + 0.1 * luck["trial"]
    if number["error analysis"]:
        sizes = np.array([*(part[cause] for cause in CAUSES), part["drift"]])
        drawn = rng.multinomial(LOOKED_AT, [*sizes / street, 1 - sizes.sum() / street])
        shown["causes"] = dict(zip((*CAUSES, "drift", "other"), drawn.tolist(), strict=True))
    return shown | dict(zip(("weeks", "money"), spent(done, RULES), strict=True))
