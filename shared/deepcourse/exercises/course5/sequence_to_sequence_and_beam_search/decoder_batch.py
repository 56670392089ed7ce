"""Exercise 1: what the decoder reads, and what it has to predict."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference

decoder_batch = FunctionExercise(
    __name__,
    reference=reference.decoder_batch,
    minutes=5,
    points_visible=5,
    points_hidden=6,
    returns=("inputs", "targets", "lengths"),
    any_number_type=True,
    hints=(
        "Write down both rows for one sentence of three words. The decoder has just read the second word: what should "
        "it predict?",
        "Both rows have one more entry than the sentence. Which one is the extra entry in the inputs, and which in "
        "the targets? What is T for several sentences?",
        "Make two arrays that are full of `end`; then write each sentence into its row, shifted by one in the inputs.",
    ),
)


def some_sentences(rng, m, longest, lowest=3, V=20):
    """Return m sentences of 1 to `longest` ids."""
    return [[int(i) for i in rng.integers(lowest, V, size=rng.integers(1, longest + 1))] for _ in range(m)]


@decoder_batch.visible
def visible():
    """Return sentences of different lengths, with several ids for start and end, and an empty sentence."""
    return [
        Case("two sentences", ([[5, 7], [6]], 1, 0)),
        Case("three sentences, other ids", ([[4, 9, 4], [8], [5, 6]], 2, 3)),
        Case("one sentence", ([[9, 8, 7, 6]], 0, 1)),
        Case("the longest one is the last", ([[3], [4, 5], [6, 7, 8, 9, 10]], 11, 2)),
        Case("an empty sentence", ([[7, 5], [], [6, 6, 6]], 1, 4)),
    ]


@decoder_batch.draw
def draw(rng):
    """Return random sentences."""
    m, ids = int(rng.integers(2, 6)), rng.permutation(30)[:2] + 20
    made = [*some_sentences(rng, m, 6), [4, 4, 8, 5, 9, 11, 3][: int(rng.integers(2, 8))]]
    return Case(f"{m + 1} sentences", (made, int(ids[0]), int(ids[1])))


@decoder_batch.edges
def edges(rng):
    """Return one word, equal lengths, empty sentences."""
    return [
        Case("one word", ([[7]], 1, 2)),
        Case("equal lengths", ([[5, 3], [4, 6], [9, 9]], 7, 1)),
        Case("empty sentences alone", ([[], []], 3, 2)),
        Case("start is 0", (some_sentences(rng, 4, 5), 0, 1)),
    ]


@decoder_batch.property("the inputs are the targets, one step late")
def one_step_late(f, rng):
    """Return a sentence unless every real input is the target before it."""
    inputs, targets, lengths = (np.asarray(part) for part in f(some_sentences(rng, 4, 6), 1, 2))
    for row, (x, y, length) in enumerate(zip(inputs, targets, lengths, strict=True)):
        if x[0] != 1 or list(x[1:length]) != list(y[: length - 1]):
            return f"row {row}: the inputs are {x.tolist()}, the targets {y.tolist()}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(sentences, start, end, *, before=1, after=1, fill=None, fill_targets=None, front=False, count=1, longer=1):
    """Return the batch, with something changed.

    before, after : is there a start in the inputs, an end in the targets    fill : of both; fill_targets : of targets
    front : is padding put in front    count : what is added to the lengths    longer : T minus the longest sentence
    """
    T = max(map(len, sentences)) + longer
    fill = end if fill is None else fill
    fill_targets = fill if fill_targets is None else fill_targets

    def row(ids, value):
        ids, rest = ids[:T], [value] * max(0, T - len(ids))
        return rest + ids if front else ids + rest

    inputs = np.array([row([start] * before + list(s), fill) for s in sentences], int).reshape(len(sentences), T)
    targets = np.array([row(list(s) + [end] * after, fill_targets) for s in sentences], int).reshape(inputs.shape)
    return inputs, targets, np.array([len(sentence) + count for sentence in sentences])


@decoder_batch.mistake
def without_start(sentences, start, end):
    """the inputs begin with the first word: they begin with `start`, so that the first word can be predicted"""
    return built(sentences, start, end, before=0)


@decoder_batch.mistake
def no_room_for_the_end(sentences, start, end):
    """T is the length of the longest sentence: T is one more, so that its end can be predicted"""
    return built(sentences, start, end, longer=0)


@decoder_batch.mistake
def no_room_and_lengths_of_words(sentences, start, end):
    """T is the length of the longest sentence and the lengths count words alone: the end counts in both"""
    return built(sentences, start, end, longer=0, count=0)


@decoder_batch.mistake
def longest_by_ids(sentences, start, end):
    """T comes from max(sentences), which compares the ids: take the length of each sentence first"""
    T, m = len(max(sentences)) + 1, len(sentences)
    inputs, targets = np.full((m, T), end), np.full((m, T), end)
    for i, ids in enumerate(list(sentence)[: T - 1] for sentence in sentences):
        inputs[i, : len(ids) + 1] = [start, *ids]
        targets[i, : len(ids)] = ids
    return inputs, targets, np.array([min(len(sentence), T - 1) + 1 for sentence in sentences])


@decoder_batch.mistake
def one_column_too_many(sentences, start, end):
    """T is two more than the length of the longest sentence, for start and end: no row holds both"""
    return built(sentences, start, end, longer=2)


@decoder_batch.mistake
def lengths_without_end(sentences, start, end):
    """the lengths count the words alone: `end` is predicted, too, so it counts"""
    return built(sentences, start, end, count=0)


@decoder_batch.mistake
def lengths_with_start(sentences, start, end):
    """the lengths count start and end: they count the targets, which have no start"""
    return built(sentences, start, end, count=2)


@decoder_batch.mistake
def lengths_all_t(sentences, start, end):
    """all lengths are T: each row has a length of its own"""
    inputs, targets, lengths = built(sentences, start, end)
    return inputs, targets, np.full_like(lengths, inputs.shape[1])


@decoder_batch.mistake
def start_and_end_swapped(sentences, start, end):
    """start and end are swapped"""
    return built(sentences, end, start)


@decoder_batch.mistake
def begins_with_end(sentences, start, end):
    """the inputs begin with `end`: they begin with `start`"""
    return built(sentences, end, end)


@decoder_batch.mistake
def filled_with_zero(sentences, start, end):
    """the rows are filled up with 0: fill them up with `end`, which may be another id"""
    return built(sentences, start, end, fill=0)


@decoder_batch.mistake
def filled_with_start(sentences, start, end):
    """the rows are filled up with `start`: fill them up with `end`"""
    return built(sentences, start, end, fill=start)


@decoder_batch.mistake
def inputs_filled_with_start(sentences, start, end):
    """the inputs alone are filled up with `start`: fill both arrays up with `end`"""
    return built(sentences, start, end, fill=start, fill_targets=end)


@decoder_batch.mistake
def targets_filled_with_minus_one(sentences, start, end):
    """the targets are filled up with -1: fill them up with `end`; here the lengths tell which targets count"""
    return built(sentences, start, end, fill_targets=-1)


@decoder_batch.mistake
def both_filled_with_minus_one(sentences, start, end):
    """both arrays are filled up with -1: fill them up with `end`"""
    return built(sentences, start, end, fill=-1)


@decoder_batch.mistake
def padded_in_front(sentences, start, end):
    """the padding comes before the sentence: put it after the sentence"""
    return built(sentences, start, end, front=True)


@decoder_batch.mistake
def targets_with_start(sentences, start, end):
    """the targets begin with `start`, like the inputs: the decoder does not have to predict it"""
    inputs, _, lengths = built(sentences, start, end)
    return inputs, inputs.copy(), lengths


@decoder_batch.mistake
def results_swapped(sentences, start, end):
    """inputs and targets are returned in the wrong order"""
    inputs, targets, lengths = built(sentences, start, end)
    return targets, inputs, lengths


@decoder_batch.mistake
def end_read_too(sentences, start, end):
    """the inputs hold start, sentence and end, and the targets have one column fewer: both have T columns"""
    _, targets, lengths = built(sentences, start, end)
    return built(sentences, start, end, longer=2)[0], targets, lengths


@decoder_batch.mistake
def time_first(sentences, start, end):
    """the arrays are (T, m): they are (m, T), a row for each sentence"""
    inputs, targets, lengths = built(sentences, start, end)
    return inputs.T, targets.T, lengths


@decoder_batch.mistake
def reversed_sentences(sentences, start, end):
    """the sentences are written backwards: keep the order of their words"""
    return built([list(reversed(sentence)) for sentence in sentences], start, end)


@decoder_batch.mistake
def sorted_by_length(sentences, start, end):
    """the sentences are sorted by length: keep their order"""
    return built(sorted(sentences, key=len, reverse=True), start, end)


# --- right, written differently -------------------------------------------------------------------------------------


@decoder_batch.right
def by_lists(sentences, start, end):
    """Return the same, from lists."""
    T = max(len(sentence) for sentence in sentences)
    inputs = [[start, *sentence] + [end] * (T - len(sentence)) for sentence in sentences]
    targets = [[*sentence] + [end] * (T + 1 - len(sentence)) for sentence in sentences]
    return np.array(inputs), np.array(targets), np.array([len(sentence) + 1 for sentence in sentences])


@decoder_batch.right
def by_shifting(sentences, start, end):
    """Return the same: the inputs are made from the targets."""
    T = max(map(len, sentences)) + 1
    targets = np.full((len(sentences), T), end)
    for row, sentence in zip(targets, sentences, strict=True):
        for t, token in enumerate(sentence):
            row[t] = token
    lengths = np.array(list(map(len, sentences))) + 1
    return np.hstack([np.full((len(sentences), 1), start), targets[:, :-1]]), targets, lengths
