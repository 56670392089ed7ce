"""Exercise 8: the mini-batch of a step, from the number of the step alone."""

from itertools import pairwise

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

EPOCHS, SIZE = 3, (2, 3)
FACTS = (
    "the shapes of mini-batches and labels",
    "pictures and labels",
    "the examples that come twice in an epoch",
    "an order that occurs again",
    "changes that occur again",
    "a step that is made again",
    "the number of pictures given to `change`",
)
REST = ("belong together", "none", "none", "none", "is the same")  # of the facts, where all is well


class Change:
    """A change that adds one number to each picture, and notes how many pictures it was given."""

    def __init__(self):
        self.given = []

    def __call__(self, X, rng):
        """Return the pictures with a number of the generator added to each."""
        self.given.append(len(X))
        return X + rng.normal(0, 0.1, size=(len(X), 1, 1, 1))


def facts(f, m, batch, seed):
    """Return what is true of three epochs that `f` makes of m pictures, with two seeds: one sentence for each of FACTS.

    Every picture of class 100 + i holds the number i.
    """
    per, change = m // batch, Change()
    X = np.broadcast_to(np.arange(float(m))[:, None, None, None], (m, *SIZE, 1)).copy()

    def made(step, used=seed):
        returned = f(X, 100 + np.arange(m), step, batch=batch, seed=used, change=change)
        if type(returned) not in (tuple, list) or len(returned) != 2:
            raise TypeError("return two results, the changed pictures and their labels")
        return tuple(np.asarray(part) for part in returned)

    epochs = [
        [made(step, s) for step in range(e * per, (e + 1) * per)] for s in (seed, seed + 1) for e in range(EPOCHS)
    ]
    given = sorted(set(change.given)) or [0]
    steps = [one for epoch in epochs for one in epoch]
    wrong = [k for k, (A, y) in enumerate(steps) if A.shape != (batch, *SIZE, 1) or y.shape != (batch,)]
    if wrong:
        shapes = f"{steps[wrong[0]][0].shape} and {steps[wrong[0]][1].shape}"
        return f"{shapes} in step {wrong[0]}, wrong in {len(wrong)} of {len(steps)}", *REST, str(batch)
    added = [(pictures - (labels - 100)[:, None, None, None])[:, 0, 0, 0] for pictures, labels in steps]
    apart = max(float(np.abs(numbers).max()) for numbers in added)
    again = all(np.array_equal(one, other) for old, new in ((steps[k], made(k)) for k in (per, 0))
                for one, other in zip(old, new, strict=True))  # fmt: skip
    return (
        "right",
        "belong together" if apart < 1 else "are of different examples",
        twice([[labels.tolist() for _, labels in epoch] for epoch in epochs]),
        repeated([np.concatenate([labels for _, labels in epoch]) for epoch in epochs], 1),
        repeated(added, per) if apart < 1 else "none",
        "is the same" if again else "is another one",
        ", ".join(map(str, given)),
    )


def twice(epochs):
    """Return how examples repeat within epochs. epochs : labels of each mini-batch of each epoch"""
    found = "none"
    for parts in epochs:
        if any(len(set(part)) < len(part) for part in parts):
            return "even within a mini-batch"
        if len({label for part in parts for label in part}) == sum(map(len, parts)):
            continue
        if all(set(part) == set(parts[0]) for part in parts):
            return "every mini-batch of an epoch is the same"
        shifted = all(one[1:] == other[:-1] for one, other in pairwise(parts)) and len(parts[0]) > 1
        found = "each mini-batch begins one example after the last" if shifted else "some"
    return found


def repeated(things, per):
    """Return where arrays repeat: within an epoch of `per` of them, in a later epoch, or with the other seed."""
    keys = [tuple(np.round(np.asarray(thing, dtype=float), 9).tolist()) for thing in things]
    half, where = len(keys) // 2, []
    mine, other = keys[:half], keys[half:]
    epochs = [mine[first : first + per] for first in range(0, half, per)]
    if any(len(set(epoch)) < len(epoch) for epoch in epochs):
        where.append("within an epoch")
    if len(set().union(*epochs)) < sum(len(set(epoch)) for epoch in epochs):
        where.append("in another epoch")
    if any(one == two for one, two in zip(mine, other, strict=True)):
        where.append("with another seed")
    elif set(mine) & set(other):
        where.append("later, with another seed")
    return ", ".join(where) or "none"


make_batch = FunctionExercise(
    __name__,
    reference=reference.make_batch,
    use=facts,
    minutes=10,
    points_visible=6,
    points_hidden=8,
    returns=FACTS,
    hints=(
        "How many full mini-batches does an epoch have? From that number and `step` alone you get the epoch, and the "
        "place within it: which two operations on whole numbers are that?",
        "Two workers that make two mini-batches of the same epoch must shuffle alike. So which numbers may the seed of "
        "the order contain, and which not?",
        "The changes must differ from step to step: the seed of their generator needs one more number than that of the "
        "order. Cut the order first, and change only the pictures that you took.",
    ),
)


def case(m, batch, seed):
    """Return one set of pictures."""
    return Case(f"{m} pictures, batch {batch}, seed {seed}", (m, batch, seed))


@make_batch.visible
def visible():
    """Return sizes that divide and some that do not, few steps in an epoch and many, small batches."""
    return [case(12, 4, 1), case(14, 4, 3), case(23, 5, 0), case(13, 2, 6), case(21, 10, 2)]


@make_batch.draw
def draw(rng):
    """Return random sizes."""
    batch = int(rng.integers(3, 8))
    return case(int(rng.integers(3 * batch, 6 * batch)), batch, int(rng.integers(1000)))


@make_batch.edges
def edges(rng):
    """Return many small mini-batches, two in an epoch, one example left over."""
    return [case(19, 2, 0), case(30, 15, 1), case(25, 6, 5), case(40, 8, 3)]


@make_batch.property(
    "late steps of an epoch come from its order, too", draw=lambda rng: case(32, 4, int(rng.integers(99)))
)
def whole_epoch(result, m, batch, seed):
    """Return a sentence unless the eight mini-batches of an epoch hold all 32 examples."""
    if result[2] == "none":
        return None
    return "the eight mini-batches of an epoch of 32 examples do not hold every example once"


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(X, labels, step, batch, seed, change, *, per=None, order=None, noise=None, cut=None, first=False):
    """Return a mini-batch with something changed."""
    per = len(X) // batch if per is None else per
    epoch, place = divmod(step, per)
    order = np.random.default_rng([seed, epoch] if order is None else order(epoch, place)).permutation(len(X))
    chosen = order[place * batch : (place + 1) * batch] if cut is None else cut(order, place)
    rng = np.random.default_rng([seed, epoch, place] if noise is None else noise(epoch, place))
    return (change(X, rng)[chosen] if first else change(X[chosen], rng)), labels[chosen]


@make_batch.mistake
def same_order_in_every_epoch(X, labels, step, *, batch, seed, change):
    """the order is the same in every epoch: the seed of its generator needs the epoch"""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [seed])


@make_batch.mistake
def seed_alone(X, labels, step, *, batch, seed, change):
    """both generators are made from `seed` alone: every epoch then has the same order, every step the same changes"""
    return changed(X, labels, step, batch, seed, change, order=lambda e, p: seed, noise=lambda e, p: seed)


@make_batch.mistake
def seed_forgotten(X, labels, step, *, batch, seed, change):
    """`seed` is not used: two runs with different seeds are then the same"""
    return changed(X, labels, step, batch, seed, change, order=lambda e, p: e, noise=lambda e, p: [e, p])


@make_batch.mistake
def seed_and_epoch_added(X, labels, step, *, batch, seed, change):
    """`seed` and the epoch are added: epoch 1 of seed 0 has the order of epoch 0 of seed 1; use a list of both"""
    return changed(X, labels, step, batch, seed, change, order=lambda e, p: seed + e)


@make_batch.mistake
def all_added(X, labels, step, *, batch, seed, change):
    """seeds are sums, seed + epoch and seed + step: then orders and changes occur again with other seeds; use lists"""
    return changed(X, labels, step, batch, seed, change, order=lambda e, p: seed + e, noise=lambda e, p: seed + step)


@make_batch.mistake
def new_order_at_every_step(X, labels, step, *, batch, seed, change):
    """the order is drawn for each step: within an epoch, some examples come twice, others never"""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [seed, epoch, place])


@make_batch.mistake
def no_seed_for_the_changes(X, labels, step, *, batch, seed, change):
    """the generator of the changes has no seed: then nobody can make a step again"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: None)


@make_batch.mistake
def no_seed_at_all(X, labels, step, *, batch, seed, change):
    """neither generator has a seed: the steps of an epoch share one order, and a step made again must be the same"""
    return changed(X, labels, step, batch, seed, change, order=lambda e, p: None, noise=lambda e, p: None)


@make_batch.mistake
def same_changes_in_every_epoch(X, labels, step, *, batch, seed, change):
    """the changes are the same in every epoch: the seed of their generator needs the epoch, or the step"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: [seed, place])


@make_batch.mistake
def same_changes_in_a_whole_epoch(X, labels, step, *, batch, seed, change):
    """all mini-batches of an epoch get the same changes: the seed of their generator needs the step as well"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: [seed, epoch])


@make_batch.mistake
def same_changes_everywhere(X, labels, step, *, batch, seed, change):
    """all steps get the same changes: their generator is made from `seed` alone"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: [seed])


@make_batch.mistake
def labels_not_shuffled(X, labels, step, *, batch, seed, change):
    """the labels keep their old order: index them with the same numbers as the pictures"""
    pictures, _ = reference.make_batch(X, labels, step, batch=batch, seed=seed, change=change)
    place = step % (len(X) // batch)
    return pictures, labels[place * batch : (place + 1) * batch]


@make_batch.mistake
def not_shuffled(X, labels, step, *, batch, seed, change):
    """the pictures are taken in their old order: shuffle them in every epoch"""
    return changed(X, labels, step, batch, seed, change,
                   cut=lambda order, place: np.arange(place * batch, (place + 1) * batch))  # fmt: skip


@make_batch.mistake
def place_not_multiplied(X, labels, step, *, batch, seed, change):
    """the slice begins at `place`: each mini-batch has `batch` examples, so begin at place * batch"""
    return changed(X, labels, step, batch, seed, change, cut=lambda order, place: order[place : place + batch])


@make_batch.mistake
def always_the_first_part(X, labels, step, *, batch, seed, change):
    """every mini-batch is the first part of the order: begin at place * batch"""
    return changed(X, labels, step, batch, seed, change, cut=lambda order, place: order[:batch])


@make_batch.mistake
def drawn_with_replacement(X, labels, step, *, batch, seed, change):
    """the examples are drawn at random, and may come twice: take them from one permutation for each epoch"""
    epoch, place = divmod(step, len(X) // batch)
    chosen = np.random.default_rng([seed, epoch, place]).integers(len(X), size=batch)
    return change(X[chosen], np.random.default_rng([seed, epoch, place])), labels[chosen]


@make_batch.mistake
def left_over_taken(X, labels, step, *, batch, seed, change):
    """leftover examples form a smaller mini-batch at the end of an epoch: an epoch has only m // batch full ones"""
    return changed(X, labels, step, batch, seed, change, per=-(-len(X) // batch))


@make_batch.mistake
def epoch_never_ends(X, labels, step, *, batch, seed, change):
    """the slice begins at step * batch, past the end after the first epoch: use the place within the epoch"""
    return changed(X, labels, step, batch, seed, change, per=10**9)


@make_batch.mistake
def epochs_counted_by_examples(X, labels, step, *, batch, seed, change):
    """the step is divided by the number of pictures: divide it by m // batch, the steps of an epoch"""
    return changed(X, labels, step, batch, seed, change, per=len(X))


@make_batch.mistake
def divided_by_the_batch(X, labels, step, *, batch, seed, change):
    """the step is divided by `batch`: divide it by m // batch, the steps of an epoch"""
    return changed(X, labels, step, batch, seed, change, per=batch)


@make_batch.mistake
def epoch_and_place_exchanged(X, labels, step, *, batch, seed, change):
    """epoch and place are exchanged: step // steps_per_epoch is the epoch, the remainder is the place"""
    place, epoch = divmod(step, len(X) // batch)
    order = np.random.default_rng([seed, epoch]).permutation(len(X))
    chosen = order[place * batch : (place + 1) * batch]
    return change(X[chosen], np.random.default_rng([seed, epoch, place])), labels[chosen]


@make_batch.mistake
def all_changed_first(X, labels, step, *, batch, seed, change):
    """all pictures are changed before the mini-batch is taken: change only the chosen ones, to save time"""
    return changed(X, labels, step, batch, seed, change, first=True)


@make_batch.mistake
def not_changed(X, labels, step, *, batch, seed, change):
    """`change` is never called: the pictures are returned unchanged"""
    return changed(X, labels, step, batch, seed, lambda X, rng: X)


# --- right, written differently -------------------------------------------------------------------------------------


@make_batch.right
def with_lists(X, labels, step, *, batch, seed, change):
    """Return the same with a list of all mini-batches of the epoch."""
    per = len(X) // batch
    epoch, place = step // per, step % per
    order = np.arange(len(X))
    order = np.random.default_rng((seed, epoch)).permutation(order)
    parts = [order[i * batch : i * batch + batch] for i in range(per)]
    pictures = np.array([X[i] for i in parts[place]])
    return change(pictures, np.random.default_rng((seed, epoch, place))), np.array([labels[i] for i in parts[place]])


@make_batch.right
def with_other_seeds(X, labels, step, *, batch, seed, change):
    """Return other mini-batches that keep every rule: the epoch first, and the changes from the step."""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [epoch, seed, 7],
                   noise=lambda epoch, place: [seed, epoch, step])  # fmt: skip
