"""Exercise 9: a test that finds models which read pads."""

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.experiments.course5.padded_models import MODELS
from deepcourse.sequence import vocabulary as reference


def tried(f, which, ids, mask):
    """Return what `f` says of one of the `MODELS`."""
    return f(MODELS[which], ids, mask)


padding_error = FunctionExercise(
    __name__,
    reference=reference.padding_error,
    use=tried,
    name="padding_error",
    minutes=7,
    points_visible=4,
    points_hidden=6,
    returns=("the difference",),
    hints=(
        "What does the model answer to the whole batch? And what does it answer to sequence i, if nothing else is in "
        "the batch and no pad follows?",
        "The mask says how many steps of row i are real. Cut ids and mask; a slice i : i + 1 keeps the axis of "
        "examples, so that the model gets a batch of one.",
        "Compare row i of the first answers with the only row of the second, for every i, and keep the largest "
        "distance, whichever sign it has.",
    ),
)

BATCH = [[4, 9, 2], [5, 2], [7, 3, 3, 8, 6, 2], [6, 5, 9, 2]]


@padding_error.visible
def visible():
    """Return all models, on batches of different shapes."""
    rng = np.random.default_rng(59)
    batches = [reference.pad(BATCH), some_batch(rng, 3, 5), some_batch(rng, 5, 4)]
    cases = [case(f"{which}, {len(ids)} sequences", which, ids, mask)
             for place, which in enumerate(MODELS) for ids, mask in [batches[place % 3]]]  # fmt: skip
    more = [
        ("state at the last column", "4 sequences of 7 steps", some_batch(rng, 4, 7)),
        ("largest of all columns", "4 sequences of 7 steps", some_batch(rng, 4, 7)),
        ("mean of all columns", "the shortest last", reference.pad([*BATCH, [3]])),
        ("mean of all columns", "pads after every sequence", reference.pad(BATCH[:3], T=9)),
        ("state at the last column", "one sequence", reference.pad([[5, 2]], T=4)),
        ("sum of the real steps, divided by T", "one sequence", reference.pad([[7, 8]], T=5)),
        ("mean of the real steps", "a mask of 1 and 0", ones_and_zeros(*some_batch(rng, 3, 6))),
        ("state at the last column", "no pads", reference.pad([[4, 9, 2], [7, 3, 2]])),
    ]
    cases += [case(f"{which}, {told}", which, *batch) for which, told, batch in more]
    return cases


def ones_and_zeros(ids, mask):
    """Return a batch whose mask is of whole numbers."""
    return ids, mask.astype(int)


def some_batch(rng, m, T):
    """Return a random padded batch, (ids, mask); the longest sequence fills its row."""
    lengths = rng.permutation([T, *rng.integers(1, T, size=m - 1)])
    return reference.pad([[int(i) for i in rng.integers(2, 30, size=length)] for length in lengths], T=T)


@padding_error.draw
def draw(rng):
    """Return any model, with a random batch."""
    which, m, T = str(rng.choice(list(MODELS))), int(rng.integers(2, 6)), int(rng.integers(3, 8))
    return case(f"{which}, {m} sequences of {T} steps", which, *some_batch(rng, m, T))


@padding_error.edges
def edges(rng):
    """Return one sequence, no pads, and a mask of 1 and 0."""
    whole = rng.integers(2, 9, size=(3, 4))
    ids, mask = some_batch(rng, 4, 6)
    cases = [case(f"{which}, 4 sequences of 6 steps", which, ids, mask) for which in MODELS]
    return [
        *cases,
        case("one sequence, three pads", "sum of the real steps, divided by T", *reference.pad([[7, 8]], T=5)),
        case("one sequence, two pads", "mean of all columns", *reference.pad([[8, 2]], T=4)),
        case("no pads", "state at the last column", whole, np.ones((3, 4), bool)),
        case("a mask of 1 and 0", "mean of the real steps", ids, mask.astype(int)),
        case("a mask of 1 and 0, largest of all columns", "largest of all columns", ids, mask.astype(int)),
    ]


@padding_error.property("the same every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls say the same."""
    ids, mask = reference.pad(BATCH)
    one, other = (tried(f, "mean of all columns", ids.copy(), mask.copy()) for _ in range(2))
    return None if np.array_equal(one, other) else "two calls with the same arguments do not return the same"


# --- known mistakes -------------------------------------------------------------------------------------------------


def differences(model, ids, mask, cut=0):
    """Return the answers to the batch less those to each sequence alone, (m, k); `cut` columns more or less."""
    lengths = np.clip(np.sum(mask, axis=1) + cut, 1, ids.shape[1])
    alone = [model(ids[i : i + 1, :n], mask[i : i + 1, :n])[0] for i, n in enumerate(lengths)]
    return model(ids, mask) - np.array(alone)


@padding_error.mistake
def with_its_sign(model, ids, mask):
    """the differences keep their signs, so large negative ones are lost: take absolute values before the maximum"""
    return float(differences(model, ids, mask).max())


@padding_error.mistake
def alone_less_batch(model, ids, mask):
    """the largest of 'alone less batch' is taken with its sign: take absolute values before the maximum"""
    return float((-differences(model, ids, mask)).max())


@padding_error.mistake
def signs_from_zero(model, ids, mask):
    """negative differences 'batch less alone' are ignored: take absolute values before the maximum"""
    return max(0.0, float(differences(model, ids, mask).max()))


@padding_error.mistake
def other_signs_from_zero(model, ids, mask):
    """negative differences 'alone less batch' are ignored: take absolute values before the maximum"""
    return max(0.0, float((-differences(model, ids, mask)).max()))


@padding_error.mistake
def trimmed_to_the_longest(model, ids, mask):
    """the batch is cut to its longest sequence, and all others keep pads: give the model each sequence on its own"""
    n = int(np.max(np.sum(mask, axis=1)))
    return float(np.abs(model(ids, mask) - model(ids[:, :n], mask[:, :n])).max())


@padding_error.mistake
def mean_difference(model, ids, mask):
    """the mean of the differences is returned: return the largest"""
    return float(np.abs(differences(model, ids, mask)).mean())


@padding_error.mistake
def summed(model, ids, mask):
    """the differences are added up: return the largest"""
    return float(np.abs(differences(model, ids, mask)).sum())


@padding_error.mistake
def distance(model, ids, mask):
    """the length of the vector of differences is returned: return the largest single difference"""
    return float(np.sqrt(np.square(differences(model, ids, mask)).sum(axis=1)).max())


@padding_error.mistake
def squared(model, ids, mask):
    """the largest squared difference is returned: take absolute values"""
    return float(np.square(differences(model, ids, mask)).max())


@padding_error.mistake
def largest_mean(model, ids, mask):
    """the answers of each sequence are averaged first: return the largest single difference"""
    return float(np.abs(differences(model, ids, mask)).mean(axis=1).max())


@padding_error.mistake
def first_sequence(model, ids, mask):
    """only the first sequence is compared: compare every sequence"""
    return float(np.abs(differences(model, ids, mask)[0]).max())


@padding_error.mistake
def last_sequence(model, ids, mask):
    """only the last sequence is compared: keep the largest difference of all sequences"""
    return float(np.abs(differences(model, ids, mask)[-1]).max())


@padding_error.mistake
def first_answer(model, ids, mask):
    """only the first answer of each sequence is compared: a sequence has k answers"""
    return float(np.abs(differences(model, ids, mask)[:, 0]).max())


@padding_error.mistake
def smallest(model, ids, mask):
    """the smallest difference is returned: return the largest"""
    return float(np.abs(differences(model, ids, mask)).min())


@padding_error.mistake
def not_cut(model, ids, mask):
    """each sequence is on its own but keeps its pads: cut ids and mask after the last real step"""
    alone = np.concatenate([model(ids[i : i + 1], mask[i : i + 1]) for i in range(len(ids))])
    return float(np.abs(model(ids, mask) - alone).max())


@padding_error.mistake
def one_pad_left(model, ids, mask):
    """each sequence keeps one pad: its real steps are 0 to length - 1"""
    return float(np.abs(differences(model, ids, mask, cut=1)).max())


@padding_error.mistake
def last_step_cut(model, ids, mask):
    """each sequence loses its last real step: cut after it"""
    return float(np.abs(differences(model, ids, mask, cut=-1)).max())


@padding_error.mistake
def wider_batch(model, ids, mask):
    """the batch is compared with itself and one more column of pads: compare with each sequence alone, unpadded"""
    wider = [(0, 0), (0, 1)]
    return float(np.abs(model(ids, mask) - model(np.pad(ids, wider), np.pad(mask, wider))).max())


@padding_error.mistake
def random_pads(model, ids, mask):
    """the pads are replaced by other ids: a model may read how many there are, so cut them off"""
    other = np.where(np.asarray(mask, bool), ids, 17)
    return float(np.abs(model(ids, mask) - model(other, mask)).max())


@padding_error.mistake
def shortest_for_all(model, ids, mask):
    """all sequences are cut to the shortest: cut each after its own last real step"""
    n = int(np.min(np.sum(mask, axis=1)))
    return float(np.abs(model(ids, mask) - model(ids[:, :n], mask[:, :n])).max())


@padding_error.mistake
def mask_of_ones(model, ids, mask):
    """the batch is compared with the same batch and a mask of True: compare with each sequence alone, without pads"""
    return float(np.abs(model(ids, mask) - model(ids, np.ones_like(mask))).max())


@padding_error.mistake
def pads_removed_at_the_front(model, ids, mask):
    """the last columns of each row are kept: the real steps come first"""
    lengths = np.sum(mask, axis=1)
    alone = [model(ids[i : i + 1, -n:], mask[i : i + 1, :n])[0] for i, n in enumerate(lengths)]
    return float(np.abs(model(ids, mask) - np.array(alone)).max())


@padding_error.mistake
def a_difference_for_each(model, ids, mask):
    """there is a difference for each sequence: return the largest one, a single number"""
    return np.abs(differences(model, ids, mask)).max(axis=1)


@padding_error.mistake
def mask_as_an_index(model, ids, mask):
    """a mask of 1 and 0 is used as an index, which picks columns 1 and 0: change it to bool first"""
    alone = [model(ids[i : i + 1][:, real], mask[i : i + 1][:, real])[0] for i, real in enumerate(np.asarray(mask))]
    return float(np.abs(model(ids, mask) - np.array(alone)).max())


@padding_error.mistake
def yes_or_no(model, ids, mask):
    """True or False is returned: return how large the difference is"""
    return bool(np.abs(differences(model, ids, mask)).max() > 1e-9)


# --- right, written differently -------------------------------------------------------------------------------------


@padding_error.right
def by_a_boolean_index(model, ids, mask):
    """Return the same with the real steps chosen by the mask."""
    answers, largest = model(ids, mask), 0.0
    for i in range(len(ids)):
        real = np.asarray(mask[i], bool)
        alone = model(ids[i][real][None], np.ones((1, real.sum()), bool))
        largest = max(largest, np.abs(alone[0] - answers[i]).max())
    return largest


@padding_error.right
def by_lengths(model, ids, mask):
    """Return the same from the lengths, with all rows put together before the comparison."""
    lengths = [int(np.flatnonzero(row)[-1]) + 1 for row in mask]
    rows = [model(ids[[i], :n], mask[[i], :n]) for i, n in enumerate(lengths)]
    return np.max(np.abs(np.vstack(rows) - model(ids, mask)))
