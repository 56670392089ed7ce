"""Exercise 6: sequences of different lengths in one array, with a mask."""

import numpy as np

from deepcourse.exercises.course5.notation_and_vocabulary.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import vocabulary as reference


def with_or_without(f, sequences, T):
    """Call a function with T, or without it where T is None."""
    return f(sequences) if T is None else f(sequences, T=T)


pad = FunctionExercise(
    __name__,
    reference=reference.pad,
    use=with_or_without,
    name="pad",
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("ids", "the mask"),
    any_number_type=True,
    hints=(
        "Which number of columns does the result have if T is None? Make an array of zeros of that shape.",
        "Fill in one row after another. How many ids of a sequence fit if it is shorter than T, and if it is longer?",
        "The mask needs these numbers only: compare the positions 0, 1, ..., T - 1 with each of them.",
    ),
)


@pad.visible
def visible():
    """Return sequences of different lengths, with T as long as the longest, longer, and shorter."""
    rng = np.random.default_rng(56)
    return [
        case("three sequences", [[5, 2], [3, 4, 7, 2], [6, 9, 2]], None),
        case("T longer than all", [[8, 3, 2], [4, 2]], 5),
        case("T shorter than some", [[3, 5, 7, 9, 2], [4, 2], [6, 6, 8, 2]], 3),
        case("all of one length", [[4, 3, 2], [7, 1, 2]], None),
        case("one sequence", [[9, 1, 4, 2]], 6),
        case("T = 1", [[5, 2], [2], [7, 8, 2]], 1),
        case("an empty sequence", [[4, 2], [], [5, 3, 2]], None),
        case("the longest comes first", some_sequences(rng, 5), None),
        case("T = 4", some_sequences(rng, 7), 4),
    ]


def some_sequences(rng, m):
    """Return m random sequences of 1 to 8 ids that end with 2; the first one is the longest."""
    lengths = [7, *rng.integers(0, 7, size=m - 1)]
    return [[*(int(i) for i in rng.choice([1, *range(3, 30)], size=length)), 2] for length in lengths]


@pad.draw
def draw(rng):
    """Return random sequences, with T or without."""
    m = int(rng.integers(3, 8))
    T = None if rng.random() < 0.4 else int(rng.integers(2, 12))
    return case(f"{m} sequences, T = {T}", some_sequences(rng, m), T)


@pad.edges
def edges(rng):
    """Return one id, an empty sequence, a T that cuts all, a T far beyond all."""
    return [
        case("one sequence of one id", [[2]], None),
        case("an empty sequence among others", [[], [3, 2]], None),
        case("T cuts all", [[4, 5, 2], [6, 7, 8, 2]], 2),
        case("T far beyond all", [[4, 2], [2]], 9),
        case("T = 1", [[7, 2], [2]], 1),
    ]


@pad.property("ids are whole numbers")
def whole(f, rng):
    """Return a sentence unless ids can be used as an index."""
    result = f([[3, 2], [4, 5, 2]])
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return "there are not two results: return ids and the mask"
    kind = getattr(result[0], "dtype", np.dtype(object))
    return None if kind.kind in "iu" else f"ids have dtype {kind}: np.zeros makes floats unless told otherwise"


# --- known mistakes -------------------------------------------------------------------------------------------------


def filled(sequences, T, *, left=False, fill=0, end=False):
    """Return ids and mask with something changed: which side is padded, with what, and which end is cut."""
    T = max(map(len, sequences)) if T is None else T
    ids, mask = np.full((len(sequences), T), fill), np.zeros((len(sequences), T), bool)
    for row, real, sequence in zip(ids, mask, sequences, strict=True):
        kept = sequence[max(0, len(sequence) - T) :] if end else sequence[:T]
        place = slice(T - len(kept), T) if left else slice(0, len(kept))
        row[place], real[place] = kept, True
    return ids, mask


@pad.mistake
def in_front(sequences, *, T=None):
    """the pads come first: they come after the sequence"""
    return filled(sequences, T, left=True)


@pad.mistake
def cut_in_front(sequences, *, T=None):
    """long sequences lose their beginning: keep the first T ids"""
    return filled(sequences, T, end=True)


@pad.mistake
def filled_with_unknown(sequences, *, T=None):
    """the pads are 1, the id of <UNK>: they are 0, the id of <PAD>"""
    return filled(sequences, T, fill=1)


@pad.mistake
def filled_with_end(sequences, *, T=None):
    """the pads are 2, the id of <EOS>: they are 0, the id of <PAD>"""
    return filled(sequences, T, fill=2)


@pad.mistake
def filled_with_minus_one(sequences, *, T=None):
    """the pads are -1: they are 0, the id of <PAD>"""
    return filled(sequences, T, fill=-1)


@pad.mistake
def mask_turned_around(sequences, *, T=None):
    """the mask is True at pads: it is True at real steps"""
    ids, mask = filled(sequences, T)
    return ids, ~mask


@pad.mistake
def mask_everywhere(sequences, *, T=None):
    """the mask is True everywhere: it is False at pads"""
    ids, mask = filled(sequences, T)
    return ids, np.ones_like(mask)


@pad.mistake
def first_pad_counted(sequences, *, T=None):
    """the mask is True at the first pad, too: a sequence of n ids has n real steps, 0 to n - 1"""
    ids, mask = filled(sequences, T)
    return ids, np.arange(ids.shape[1]) <= mask.sum(axis=1, keepdims=True)


@pad.mistake
def end_not_counted(sequences, *, T=None):
    """the mask is False at the last real step: <EOS> is a real step, and so is the last id after a cut"""
    ids, mask = filled(sequences, T)
    return ids, np.arange(ids.shape[1]) < mask.sum(axis=1, keepdims=True) - 1


@pad.mistake
def mask_of_all_unknown(sequences, *, T=None):
    """the mask is False at <UNK>, too: an unknown word is a real step"""
    ids, mask = filled(sequences, T)
    return ids, mask & (ids > 1)


@pad.mistake
def mask_without_ends(sequences, *, T=None):
    """the mask is False at every special token: only pads are no real steps"""
    ids, _ = filled(sequences, T)
    return ids, ids > 2


@pad.mistake
def lengths_for_mask(sequences, *, T=None):
    """the lengths are returned in place of the mask: the mask has an entry for each entry of ids"""
    ids, mask = filled(sequences, T)
    return ids, mask.sum(axis=1)


@pad.mistake
def swapped_axes(sequences, *, T=None):
    """the axes are swapped: ids and mask are (m, T)"""
    ids, mask = filled(sequences, T)
    return ids.T, mask.T


@pad.mistake
def T_ignored(sequences, *, T=None):
    """T is ignored: use it where it is given"""
    return filled(sequences, None)


@pad.mistake
def never_longer(sequences, *, T=None):
    """a T beyond the longest sequence is not used: there are T columns whenever T is given"""
    longest = max(map(len, sequences))
    return filled(sequences, longest if T is None else min(T, longest))


@pad.mistake
def never_shorter(sequences, *, T=None):
    """a T below the longest sequence is not used: longer sequences are cut after T ids"""
    longest = max(map(len, sequences))
    return filled(sequences, longest if T is None else max(T, longest))


@pad.mistake
def shortest(sequences, *, T=None):
    """without T, sequences are cut to the shortest: there are as many columns as the longest has ids"""
    return filled(sequences, min(map(len, sequences)) if T is None else T)


@pad.mistake
def length_of_the_first(sequences, *, T=None):
    """without T, the first sequence sets the number of columns: the longest one does"""
    return filled(sequences, len(sequences[0]) if T is None else T)


@pad.mistake
def one_column_more(sequences, *, T=None):
    """there is one column too many: <EOS> is already in the sequences"""
    return filled(sequences, max(map(len, sequences)) + 1 if T is None else T + 1)


@pad.mistake
def ends_kept(sequences, *, T=None):
    """the last id of a sequence that was cut is replaced by <EOS>: keep its first T ids as they are"""
    ids, mask = filled(sequences, T)
    for row, sequence in zip(ids, sequences, strict=True):
        if len(sequence) > len(row):
            row[-1] = 2
    return ids, mask


@pad.mistake
def long_ones_dropped(sequences, *, T=None):
    """sequences longer than T are left out: cut them after T ids"""
    kept = [sequence for sequence in sequences if T is None or len(sequence) <= T]
    return filled(kept or sequences, T)


@pad.mistake
def repeated(sequences, *, T=None):
    """short sequences are repeated to the end of the row: fill up with 0"""
    ids, mask = filled(sequences, T)
    for row, sequence in zip(ids, sequences, strict=True):
        row[:] = np.resize(sequence, len(row)) if sequence else 0
    return ids, mask


# --- right, written differently -------------------------------------------------------------------------------------


@pad.right
def by_lists(sequences, *, T=None):
    """Return the same by lists, with a mask of 1 and 0."""
    T = T or max(len(sequence) for sequence in sequences)
    rows = [(list(sequence) + [0] * T)[:T] for sequence in sequences]
    mask = [([1] * len(sequence) + [0] * T)[:T] for sequence in sequences]
    return np.array(rows), np.array(mask)


@pad.right
def mask_from_pads(sequences, *, T=None):
    """Return the same with the mask read off the ids, which are 0 at pads only."""
    if T is None:
        T = max(map(len, sequences))
    ids = np.zeros((len(sequences), T), dtype=np.int32)
    for i, sequence in enumerate(sequences):
        for t, value in enumerate(sequence[:T]):
            ids[i, t] = value
    return ids, ids != 0
