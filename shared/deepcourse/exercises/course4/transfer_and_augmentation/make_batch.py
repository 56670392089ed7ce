"""Exercise 8: the mini-batch of a step, from the number of the step alone."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def noisy(X, rng):
    """Return pictures with one number added to each: a change that tells which generator it was given."""
    return X + rng.normal(0, 0.1, size=(len(X), 1, 1, 1))


def made(f, m, n_H, n_W, step, batch, seed):
    """Return a mini-batch of m pictures; every picture of class 100 + i holds the number i."""
    X = np.broadcast_to(np.arange(float(m))[:, None, None, None], (m, n_H, n_W, 1)).copy()
    return f(X, 100 + np.arange(m), step, batch=batch, seed=seed, change=noisy)


make_batch = FunctionExercise(
    __name__,
    reference=reference.make_batch,
    use=made,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the pictures", "the labels"),
    hints=(
        "How many full mini-batches does an epoch have? From that number and `step` alone you get the epoch, and the "
        "place within it: which two operations on whole numbers are that?",
        "Two workers that make two mini-batches of the same epoch must shuffle alike. So the generator of the order "
        "may depend on the seed and the epoch, and on nothing else.",
        "The changes must differ from step to step: their generator depends on seed, epoch and place. Cut the order "
        "first, and change only the pictures that you took.",
    ),
)


def case(m, step, batch, seed=1, size=(2, 3)):
    """Return one step."""
    return Case(f"{m} pictures, batch {batch}, step {step}, seed {seed}", (m, *size, step, batch, seed))


@make_batch.visible
def visible():
    """Return first and later steps of first and later epochs, sizes that divide and some that do not."""
    return [
        case(12, 0, 4),
        case(12, 1, 4),
        case(12, 5, 4, 2),
        case(14, 3, 4, 3),
        case(14, 8, 4, 3),
        case(10, 13, 3, 5, (3, 2)),
        case(6, 2, 6, 4),
    ]


@make_batch.draw
def draw(rng):
    """Return a random step."""
    batch = int(rng.integers(2, 7))
    m = int(rng.integers(2 * batch, 6 * batch))
    return case(m, int(rng.integers(0, 40)), batch, int(rng.integers(1000)))


@make_batch.edges
def edges(rng):
    """Return mini-batches of one, of all, an epoch with one left over, a late step."""
    return [case(5, 7, 1, 0), case(7, 3, 7, 1), case(9, 4, 4, 2), case(13, 999, 5, 3), case(8, 6, 5, 4, (1, 1))]


@make_batch.property("no example twice in a mini-batch", draw=lambda rng: case(9, 5, 3, int(rng.integers(1000))))
def right_sizes(result, m, n_H, n_W, step, batch, seed):
    """Return a sentence unless a mini-batch has the right size, no example twice, and pictures with their labels."""
    pictures, labels = (np.asarray(part) for part in result)
    if pictures.shape != (batch, n_H, n_W, 1) or labels.shape != (batch,):
        return f"a mini-batch of {batch} was expected; pictures are {pictures.shape}, labels {labels.shape}"
    if len(set(labels.tolist())) < batch:
        return "one example stands twice in a mini-batch"
    apart = np.abs(pictures[:, 0, 0, 0] - (labels - 100)).max()
    return None if apart < 1 else "a picture came with the label of another one"


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
    """the order is the same in every epoch: its generator needs the epoch, default_rng([seed, epoch])"""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [seed])


@make_batch.mistake
def seed_alone(X, labels, step, *, batch, seed, change):
    """order and changes come from default_rng(seed) at every step: every epoch is then the same"""
    return changed(X, labels, step, batch, seed, change, order=lambda e, p: seed, noise=lambda e, p: seed)


@make_batch.mistake
def new_order_at_every_step(X, labels, step, *, batch, seed, change):
    """the order is drawn for each step: within an epoch some examples come twice, others never; leave out the place"""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [seed, epoch, place])


@make_batch.mistake
def order_from_the_step(X, labels, step, *, batch, seed, change):
    """the order comes from [seed, step]: all steps of an epoch need the same order, so take [seed, epoch]"""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [seed, step])


@make_batch.mistake
def seeds_in_reverse(X, labels, step, *, batch, seed, change):
    """the order comes from [epoch, seed]: the seed stands first"""
    return changed(X, labels, step, batch, seed, change, order=lambda epoch, place: [epoch, seed])


@make_batch.mistake
def same_changes_in_every_epoch(X, labels, step, *, batch, seed, change):
    """the changes are the same in every epoch: their generator needs the epoch, [seed, epoch, place]"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: [seed, place])


@make_batch.mistake
def same_changes_in_a_whole_epoch(X, labels, step, *, batch, seed, change):
    """all mini-batches of an epoch are changed alike: their generator needs the place, [seed, epoch, place]"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: [seed, epoch])


@make_batch.mistake
def changes_from_the_step(X, labels, step, *, batch, seed, change):
    """the changes come from [seed, step]: here they come from [seed, epoch, place], so that others can repeat them"""
    return changed(X, labels, step, batch, seed, change, noise=lambda epoch, place: [seed, step])


@make_batch.mistake
def generator_of_the_order_again(X, labels, step, *, batch, seed, change):
    """the changes come from the generator of the order: make a new one of [seed, epoch, place]"""
    epoch, place = divmod(step, len(X) // batch)
    rng = np.random.default_rng([seed, epoch])
    chosen = rng.permutation(len(X))[place * batch : (place + 1) * batch]
    return change(X[chosen], rng), labels[chosen]


@make_batch.mistake
def labels_not_shuffled(X, labels, step, *, batch, seed, change):
    """the labels keep their old order: index them by the same numbers as the pictures"""
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
    """the cut begins at `place`: each place is `batch` examples long, so it begins at place * batch"""
    return changed(X, labels, step, batch, seed, change, cut=lambda order, place: order[place : place + batch])


@make_batch.mistake
def always_the_first_part(X, labels, step, *, batch, seed, change):
    """every mini-batch is the first part of the order: begin at place * batch"""
    return changed(X, labels, step, batch, seed, change, cut=lambda order, place: order[:batch])


@make_batch.mistake
def drawn_with_replacement(X, labels, step, *, batch, seed, change):
    """the examples are drawn at random, and may come twice: take them from one permutation an epoch"""
    epoch, place = divmod(step, len(X) // batch)
    chosen = np.random.default_rng([seed, epoch, place]).integers(len(X), size=batch)
    return change(X[chosen], np.random.default_rng([seed, epoch, place])), labels[chosen]


@make_batch.mistake
def left_over_taken(X, labels, step, *, batch, seed, change):
    """what is left over makes a smaller mini-batch at the end of an epoch: an epoch has m // batch full ones"""
    return changed(X, labels, step, batch, seed, change, per=-(-len(X) // batch))


@make_batch.mistake
def epoch_never_ends(X, labels, step, *, batch, seed, change):
    """the cut begins at step * batch: behind the first epoch nothing is there, so take the place within the epoch"""
    return changed(X, labels, step, batch, seed, change, per=10**9)


@make_batch.mistake
def epochs_counted_by_examples(X, labels, step, *, batch, seed, change):
    """the step is divided by the number of pictures: an epoch has m // batch steps"""
    return changed(X, labels, step, batch, seed, change, per=len(X))


@make_batch.mistake
def epoch_and_place_exchanged(X, labels, step, *, batch, seed, change):
    """epoch and place are exchanged: step // steps_per_epoch is the epoch, the remainder is the place"""
    place, epoch = divmod(step, len(X) // batch)
    order = np.random.default_rng([seed, epoch]).permutation(len(X))
    chosen = order[place * batch : (place + 1) * batch]
    return change(X[chosen], np.random.default_rng([seed, epoch, place])), labels[chosen]


@make_batch.mistake
def all_changed_first(X, labels, step, *, batch, seed, change):
    """all pictures are changed before the mini-batch is taken: change the chosen ones, or most of the work is lost"""
    return changed(X, labels, step, batch, seed, change, first=True)


@make_batch.mistake
def not_changed(X, labels, step, *, batch, seed, change):
    """`change` is never called: the pictures come out as they were"""
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
