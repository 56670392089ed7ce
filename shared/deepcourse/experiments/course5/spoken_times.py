"""Times of day in words: data made by rules, an encoder and decoder trained on them, and its errors counted.

wordings        how a time is said, and with which probability: rules of ours, not measured
usual           the most usual wording
split           which times are for training, and which for testing
trained         an encoder and decoder, trained
count_errors    correct answers, and whose fault the others are
"""

from functools import cache

import numpy as np

from deepcourse.sequence.encoder_decoder import EncoderDecoder
from deepcourse.sequence.search import decoder_batch, sentence_log_prob
from deepcourse.sequence.training import fit

UNDER_TEN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
SMALL = UNDER_TEN + TEENS
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty"]
JOINING = ["o'clock", "oh", "quarter", "half", "past", "to", "minutes", "hours"]
OTHER = [*JOINING, "in", "the", "morning", "afternoon", "evening", "at", "night", "am", "pm"]
WORDS = ["<EOS>", "<START>", *SMALL, *TENS[2:], *OTHER]
WORD_TO_ID = {word: i for i, word in enumerate(WORDS)}
EOS, START = 0, 1
SIGNS = "0123456789:"
LONGEST = 10  # tokens of a sentence, <EOS> included


def number(n):
    """Return a number below 60 in words.

    >>> number(47)
    'forty seven'
    """
    return SMALL[n] if n < 20 else TENS[n // 10] + (f" {SMALL[n % 10]}" if n % 10 else "")


def part_of_day(hour):
    """Return "in the morning", "in the afternoon", "in the evening" or "at night"."""
    if hour < 5 or hour >= 22:
        return "at night"
    return "in the " + ("morning" if hour < 12 else "afternoon" if hour < 18 else "evening")


def relative(hour, minute):
    """Return a time as "twenty past seven" or "twenty to eight"."""
    back = minute > 30
    minutes, hours = (60 - minute, hour + 1) if back else (minute, hour)
    if minutes in (15, 30):
        told = "quarter" if minutes == 15 else "half"
    else:
        told = number(minutes) + ("" if minutes % 5 == 0 else " minutes")
    return f"{told} {'to' if back else 'past'} {number((hours - 1) % 12 + 1)}"


def shares_of(minute):
    """Return the probabilities of six wordings.

    "twenty past seven"; "seven twenty" without and with two endings; "nineteen twenty" and "nineteen twenty hours"
    """
    if minute % 15 == 0:
        return 0.64, 0.12, 0.08, 0.06, 0.06, 0.04
    if minute % 10 == 0:
        return 0.36, 0.16, 0.13, 0.11, 0.14, 0.10
    if minute % 5 == 0:
        return 0.28, 0.16, 0.13, 0.11, 0.17, 0.15
    return 0.14, 0.34, 0.14, 0.12, 0.14, 0.12


@cache
def wordings(time):
    """Return {sentence: probability} of a time, "hh:mm".

    >>> wordings("19:20")["twenty past seven"]
    0.36
    """
    hour, minute = int(time[:2]), int(time[3:])
    name = number((hour - 1) % 12 + 1)
    ends = [f" {part_of_day(hour)}", " am" if hour < 12 else " pm"]
    if minute == 0:
        return {f"{name} o'clock": 0.5, f"{name}{ends[0]}": 0.3, f"{name}{ends[1]}": 0.2}
    minutes = f"oh {number(minute)}" if minute < 10 else number(minute)
    early = "oh " if 0 < hour < 10 else ""
    digital, hours = f"{name} {minutes}", f"{early}{number(hour)} {minutes}"
    said = (relative(hour, minute), digital, digital + ends[0], digital + ends[1], hours, f"{hours} hours")
    found = {}
    for sentence, share in zip(said, shares_of(minute), strict=True):
        found[sentence] = found.get(sentence, 0) + share  # from 10 to 12, "ten twenty" is both
    return found


def usual(time):
    """Return the most usual wording of a time.

    >>> usual("07:40"), usual("19:07")
    ('twenty to eight', 'seven oh seven')
    """
    said = wordings(time)
    return max(said, key=said.get)


def encode(sentence):
    """Return the ids of a sentence's words, without `EOS`: a list of int."""
    return [WORD_TO_ID[word] for word in sentence.split()]


def decode(ids):
    """Return the sentence of some ids, without `EOS`: a str.

    >>> decode(encode("half past ten") + [0])
    'half past ten'
    """
    return " ".join(WORDS[i] for i in ids if i != EOS)


def source(time):
    """Return the ids of a time's five characters: a list of int."""
    return [SIGNS.index(sign) for sign in time]


def split(seed=0):
    """Return two lists of times: 1 080 for training, 360 for testing; of each number of minutes, 18 and 6 hours."""
    rng, train, test = np.random.default_rng(seed), [], []
    for minute in range(60):
        hours = rng.permutation(24)
        train += [f"{hour:02}:{minute:02}" for hour in hours[:18]]
        test += [f"{hour:02}:{minute:02}" for hour in hours[18:]]
    return sorted(train), sorted(test)


def draw(rng, times, m):
    """Return m times, half of them with minutes that end in 0 or 5, and one wording of each, drawn."""
    round_times = [time for time in times if time[-1] in "05"]
    chosen, said = [], []
    for kind, which, u in rng.random((m, 3)):
        among = round_times if kind < 0.5 else times
        chosen.append(among[int(which * len(among))])
        its = wordings(chosen[-1])
        place = int(np.searchsorted(np.cumsum(list(its.values())), u))
        said.append(list(its)[min(place, len(its) - 1)])
    return chosen, said


def trained(times, make_batch=decoder_batch, *, steps=1500, seed=0, m=64, n_a=48):
    """Return an `EncoderDecoder` trained on wordings of some times, and its costs, (steps,).

    make_batch : `decoder_batch`, or the reader's own
    """
    network = EncoderDecoder(np.random.default_rng(seed), len(SIGNS), len(WORDS), n_a=n_a)

    def batch(rng):
        chosen, said = draw(rng, times, m)
        inputs, targets, lengths = make_batch([encode(sentence) for sentence in said], START, EOS)
        return (np.array([source(time) for time in chosen]), inputs), targets, lengths

    return network, fit(network, batch, steps=steps, learning_rate=0.01, seed=seed + 1)


def count_errors(steps, search, blame, B, alpha):
    """Return {"right": n, "search": n, "model": n} for some times.

    steps : {time: step}    search, blame : `beam_search` and `attribute_error`, or the reader's own
    Correct is what equals the most usual wording; both log-probabilities of `blame` are sums, whatever alpha is.
    """
    stars, hats, right = [], [], 0
    for time, step in steps.items():
        found, star = [int(i) for i in search(step, B, LONGEST, alpha)[0]], [*encode(usual(time)), EOS]
        if found == star:
            right += 1
        else:
            stars.append(sentence_log_prob(step, star))
            hats.append(sentence_log_prob(step, found))
    verdicts = list(blame(np.array(stars), np.array(hats))) if stars else []
    return {"right": right} | {kind: sum(str(v) == kind for v in verdicts) for kind in ("search", "model")}
