"""Exercise 2: a melody as sound."""

import numpy as np

from deepcourse.exercises.course5.music_with_lstm.melodies import melody
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import music as reference

melody_wave = FunctionExercise(
    __name__,
    reference=reference.melody_wave,
    minutes=9,
    points_visible=5,
    points_hidden=9,
    returns=("the wave",),
    relative_tolerance=1e-5,
    hints=(
        "Find the frequency of pitch 81, an octave above 69, and of 57, an octave below. Which power of 2 belongs to "
        "one semitone?",
        "First find the time at which each note begins, in eighths. Convert it to seconds, then to samples. Round only "
        "at the end.",
        "Inside a note, count the seconds from that note's own beginning. np.arange counts samples: how do you convert "
        "a number of samples to seconds?",
    ),
)


@melody_wave.visible
def visible():
    """Return single notes, rests, several speeds and rates, and lengths that are not whole numbers of samples."""
    return [
        Case("one note of pitch 69", ([(69, 1)], 0.25, 400)),
        Case("pitches 60, 64, 67, lengths 1, 3, 2", ([(60, 1), (64, 3), (67, 2)], 0.1, 1000)),
        Case("a rest between notes", ([(57, 2), (0, 1), (72, 2)], 0.125, 640)),
        Case("a rest first and last", ([(0, 2), (62, 3), (0, 1)], 0.2, 300)),
        Case("eighths of 10.4 samples", ([(65 + i % 3, 1 + i % 2) for i in range(12)], 0.013, 800)),
        Case("eighths of 10.6 samples", ([(70 - i, 1) for i in range(9)], 0.0265, 400)),
    ]


@melody_wave.draw
def draw(rng):
    """Return a random melody."""
    n, seconds, rate = int(rng.integers(3, 9)), float(rng.uniform(0.05, 0.2)), int(rng.integers(200, 900))
    return Case(f"{n} values, {rate} samples a second", (melody(rng, n), seconds, rate))


@melody_wave.edges
def edges(rng):
    """Return rests only, a high and a low note, many short notes."""
    return [
        Case("rests only", ([(0, 2), (0, 3)], 0.1, 250)),
        Case("very low and very high", ([(21, 2), (108, 2)], 0.1, 9000)),
        Case("60 short notes", (melody(rng, 60, lengths=(1,)), 0.0113, 500)),
        Case("one eighth in a second", ([(45, 1)], 1.0, 700)),
    ]


@melody_wave.property("an octave higher, twice the frequency")
def an_octave(f, rng):
    """Return a sentence unless a note an octave higher crosses zero twice as often."""
    pitch = int(rng.integers(55, 65))
    low, high = (np.asarray(f([(p, 4)], 0.25, 20000), float) for p in (pitch, pitch + 12))
    crossings = [int(np.sum(np.diff(np.sign(wave)) > 0)) for wave in (low, high)]
    if abs(crossings[1] - 2 * crossings[0]) <= 3:
        return None
    return f"pitch {pitch} rises through 0 {crossings[0]} times in a second, pitch {pitch + 12} {crossings[1]} times"


def sounded(melody, seconds, rate, *, frequency=lambda p: 440 * 2 ** ((p - 69) / 12), parts=(1, 0.5, 0.25), decay=3.0,
            turn=2 * np.pi, own_time=True, own_phase=True, rests=True, marks=None, wave=np.sin, power=1):  # fmt: skip
    """Return the wave with something changed; `marks` are the samples at which notes begin and the last one ends."""
    if marks is None:
        marks = np.round(np.r_[0, np.cumsum([length for _, length in melody])] * seconds * rate).astype(int)
    out = []
    for (pitch, _), begin, finish in zip(melody, marks, marks[1:], strict=False):
        n = finish - begin
        if pitch == 0 and rests:
            out.append(np.zeros(n))
            continue
        s = (np.arange(n) + (0 if own_time else begin)) / rate
        t = s if own_phase else s + begin / rate
        tones = sum(a * wave((k + 1) ** power * turn * frequency(pitch) * t) for k, a in enumerate(parts))
        out.append(np.exp(-decay * s) * tones)
    return np.concatenate(out) if out else np.zeros(0)


@melody_wave.mistake
def rests_sound(melody, seconds, rate):
    """a rest sounds as a note of pitch 0: it is silent"""
    return sounded(melody, seconds, rate, rests=False)


@melody_wave.mistake
def rests_dropped(melody, seconds, rate):
    """rests are left out, so that the next note begins too early: fill their time with zeros"""
    return sounded([pair for pair in melody if pair[0]], seconds, rate)


@melody_wave.mistake
def steps_rounded(melody, seconds, rate):
    """the samples of each note are rounded one by one, and the errors add up: round where a note begins and ends"""
    marks = np.r_[0, np.cumsum([round(length * seconds * rate) for _, length in melody])]
    return sounded(melody, seconds, rate, marks=marks)


@melody_wave.mistake
def cut_down(melody, seconds, rate):
    """u * rate and v * rate are cut down to whole numbers: round them"""
    marks = (np.r_[0, np.cumsum([length for _, length in melody])] * seconds * rate).astype(int)
    return sounded(melody, seconds, rate, marks=marks)


@melody_wave.mistake
def lengths_ignored(melody, seconds, rate):
    """all notes are one eighth long: the length is the number of eighths"""
    return sounded([(pitch, 1) for pitch, _ in melody], seconds, rate)


@melody_wave.mistake
def time_goes_on(melody, seconds, rate):
    """the time in the formula runs from the beginning of the melody: it starts at 0 with each note"""
    return sounded(melody, seconds, rate, own_time=False)


@melody_wave.mistake
def phase_goes_on(melody, seconds, rate):
    """the sines count the time from the beginning of the melody: their s, too, is 0 at the first sample of a note"""
    return sounded(melody, seconds, rate, own_phase=False)


@melody_wave.mistake
def unrounded_begin(melody, seconds, rate):
    """s is counted from the unrounded beginning u: s is 0 at the first sample of each note"""
    ends = np.r_[0, np.cumsum([length for _, length in melody])] * seconds
    parts = []
    for (pitch, _), u, v in zip(melody, ends, ends[1:], strict=False):
        s = np.arange(np.round(u * rate), np.round(v * rate)) / rate - u
        x = 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * s
        parts.append(np.exp(-3 * s) * (np.sin(x) + np.sin(2 * x) / 2 + np.sin(3 * x) / 4) * (pitch > 0))
    return np.concatenate(parts)


@melody_wave.mistake
def end_included(melody, seconds, rate):
    """np.linspace reaches the end of the note with its last sample: samples are 1 / rate seconds apart"""
    parts, marks = [], np.round(np.r_[0, np.cumsum([length for _, length in melody])] * seconds * rate).astype(int)
    for (pitch, length), n in zip(melody, np.diff(marks), strict=True):
        s = np.linspace(0, length * seconds, n)
        x = 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * s
        parts.append(np.exp(-3 * s) * (np.sin(x) + np.sin(2 * x) / 2 + np.sin(3 * x) / 4) * (pitch > 0))
    return np.concatenate(parts)


@melody_wave.mistake
def rests_ring(melody, seconds, rate):
    """the note before a rest sounds on during the rest: a rest is silent"""
    joined = []
    for pitch, length in melody:
        if pitch == 0 and joined and joined[-1][0]:
            joined[-1] = (joined[-1][0], joined[-1][1] + length)
        else:
            joined.append((pitch, length))
    return sounded(joined, seconds, rate)


@melody_wave.mistake
def linear_pitch(melody, seconds, rate):
    """the frequency grows by equal steps in Hz: an octave doubles it, so a semitone multiplies it"""
    return sounded(melody, seconds, rate, frequency=lambda p: 440 * (1 + (p - 69) / 12))


@melody_wave.mistake
def pitch_as_frequency(melody, seconds, rate):
    """the pitch itself is used as the frequency in Hz: pitch 69 is 440 Hz"""
    return sounded(melody, seconds, rate, frequency=float)


@melody_wave.mistake
def middle_c_is_440(melody, seconds, rate):
    """440 Hz is given to pitch 60: it belongs to pitch 69"""
    return sounded(melody, seconds, rate, frequency=lambda p: 440 * 2 ** ((p - 60) / 12))


@melody_wave.mistake
def seven_steps(melody, seconds, rate):
    """an octave has 7 steps: between a pitch and its octave are 12 semitones"""
    return sounded(melody, seconds, rate, frequency=lambda p: 440 * 2 ** ((p - 69) / 7))


@melody_wave.mistake
def mirrored_pitch(melody, seconds, rate):
    """higher pitches get lower frequencies: the sign of p - 69 is wrong"""
    return sounded(melody, seconds, rate, frequency=lambda p: 440 * 2 ** ((69 - p) / 12))


@melody_wave.mistake
def without_two_pi(melody, seconds, rate):
    """2 pi is missing from the angle: sin has to turn once in 1 / f seconds"""
    return sounded(melody, seconds, rate, turn=1)


@melody_wave.mistake
def one_pi(melody, seconds, rate):
    """the angle is pi f s, an octave too low: it is 2 pi f s"""
    return sounded(melody, seconds, rate, turn=np.pi)


@melody_wave.mistake
def without_overtones(melody, seconds, rate):
    """the overtones are missing: add the waves of twice and of three times the frequency"""
    return sounded(melody, seconds, rate, parts=(1,))


@melody_wave.mistake
def equal_overtones(melody, seconds, rate):
    """all three waves are equally loud: their factors are 1, 0.5 and 0.25"""
    return sounded(melody, seconds, rate, parts=(1, 1, 1))


@melody_wave.mistake
def four_times(melody, seconds, rate):
    """the third wave has four times the frequency: it has three times"""
    return sounded(melody, seconds, rate, parts=(1, 0.5, 0, 0.25))


@melody_wave.mistake
def does_not_fade(melody, seconds, rate):
    """the notes do not fade: multiply each by e ** (-3 s)"""
    return sounded(melody, seconds, rate, decay=0)


@melody_wave.mistake
def grows(melody, seconds, rate):
    """the notes get louder: the exponent is negative, e ** (-3 s)"""
    return sounded(melody, seconds, rate, decay=-3.0)


@melody_wave.mistake
def cosine(melody, seconds, rate):
    """cosines are used, and each note begins with a click: use sines"""
    return sounded(melody, seconds, rate, wave=np.cos)


@melody_wave.right
def by_list(melody, seconds, rate):
    """Return the same, sample by sample."""
    wave, eighths = [], 0
    for pitch, length in melody:
        eighths += length
        n = round(eighths * seconds * rate) - len(wave)
        f = 440 * (2 ** (1 / 12)) ** (pitch - 69)
        for k in range(n):
            s = k / rate
            x = 2 * np.pi * f * s
            wave.append(0.0 if pitch == 0 else np.exp(-3 * s) * (np.sin(x) + np.sin(2 * x) / 2 + np.sin(3 * x) / 4))
    return np.array(wave)
