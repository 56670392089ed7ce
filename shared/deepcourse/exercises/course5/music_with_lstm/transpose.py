"""Exercise 1: a melody in another key."""

from deepcourse.exercises.course5.music_with_lstm.melodies import melody
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import music as reference

transpose = FunctionExercise(
    __name__,
    reference=reference.transpose,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the melody",),
    any_number_type=True,
    hints=(
        "Go through the pairs one by one, and build a new list of pairs.",
        "Which part of a pair changes with the key? Does a melody become slower when you sing it higher?",
        "A rest has no pitch: its 0 only says that nothing sounds. What would 0 + 5 mean?",
    ),
)


@transpose.visible
def visible():
    """Return melodies up and down, with rests in several positions, and one that stays where it is."""
    return [
        Case("three notes, up 5", ([(60, 2), (64, 1), (67, 4)], 5)),
        Case("a rest in between, down 3", ([(62, 1), (0, 2), (69, 3), (65, 6)], -3)),
        Case("rests first and last, up 12", ([(0, 4), (60, 1), (0, 1), (0, 2)], 12)),
        Case("by no semitone", ([(71, 3), (0, 8), (55, 1)], 0)),
        Case("one note, down 7", ([(66, 2)], -7)),
    ]


@transpose.draw
def draw(rng):
    """Return a random melody."""
    n, semitones = int(rng.integers(3, 12)), int(rng.integers(-9, 10))
    return Case(f"{n} values, by {semitones} semitones", (melody(rng, n, rests=0.3), semitones))


@transpose.edges
def edges(rng):
    """Return no values, only rests, a long melody."""
    return [
        Case("an empty melody", ([], 4)),
        Case("rests only", ([(0, 3), (0, 1)], -2)),
        Case("200 values", (melody(rng, 200), 6)),
    ]


@transpose.property("up and down again gives the same melody")
def up_and_down(f, rng):
    """Return a sentence unless moving a melody back restores it."""
    tune = melody(rng, 9, rests=0.4)
    there = f(list(tune), 4)
    back = [tuple(int(part) for part in pair) for pair in f([tuple(pair) for pair in there], -4)]
    return None if back == tune else f"{tune[:4]} ... came back as {back[:4]} ..."


def changed(melody, pitch_of, length_of=lambda length, s: length):
    """Return every pair changed by two functions."""
    return [(pitch_of(pitch), length_of(length, 0)) for pitch, length in melody]


@transpose.mistake
def rests_moved(melody, semitones):
    """rests are moved like pitches: leave every pitch of 0 as it is"""
    return changed(melody, lambda p: p + semitones)


@transpose.mistake
def rests_dropped(melody, semitones):
    """rests are left out, so that the melody gets shorter: keep them, unchanged"""
    return [(p + semitones, length) for p, length in melody if p != 0]


@transpose.mistake
def other_direction(melody, semitones):
    """the melody is moved in the opposite direction: a positive number of semitones is up"""
    return changed(melody, lambda p: p and p - semitones)


@transpose.mistake
def lengths_moved(melody, semitones):
    """the semitones are added to the lengths: add them to the pitches"""
    return [(p, length + semitones) for p, length in melody]


@transpose.mistake
def both_moved(melody, semitones):
    """the lengths change too: a melody in another key has the same rhythm"""
    return [(p and p + semitones, length + semitones) for p, length in melody]


@transpose.mistake
def first_note_alone(melody, semitones):
    """only the first value is moved: move every note"""
    return [(p + semitones if i == 0 and p else p, length) for i, (p, length) in enumerate(melody)]


@transpose.mistake
def within_an_octave(melody, semitones):
    """all notes are wrapped into one octave: keep the octave of each note"""
    return changed(melody, lambda p: p and 60 + (p + semitones) % 12)


@transpose.mistake
def semitones_wrapped(melody, semitones):
    """the semitones are taken modulo 12: moves down and whole octaves count as they are"""
    return changed(melody, lambda p: p and p + semitones % 12)


@transpose.mistake
def whole_tones(melody, semitones):
    """each step is a whole tone: one number is one semitone"""
    return changed(melody, lambda p: p and p + 2 * semitones)


@transpose.mistake
def swapped(melody, semitones):
    """pitch and length are swapped in the result: a pair is (pitch, length)"""
    return [(length, p and p + semitones) for p, length in melody]


@transpose.mistake
def pitches_alone(melody, semitones):
    """the lengths are lost: return pairs (pitch, length)"""
    return [p and p + semitones for p, _ in melody]


@transpose.mistake
def unchanged(melody, semitones):
    """the melody is returned unchanged: move every note by the semitones"""
    return list(melody)


@transpose.right
def in_a_loop(melody, semitones):
    """Return the same, from a loop, with lists for pairs."""
    moved = []
    for pitch, length in melody:
        moved.append([pitch, length] if pitch == 0 else [pitch + semitones, length])
    return moved
