"""Dates as people write them, in seven languages, and the same dates as year-month-day: generated, not collected.

Written         one date: its text, what it stands for, and how it is written
KINDS           the groups of formats
written_as      one day in one format
generated_dates ... many of them

The rules are stated so that a text has one reading: numbers with dots or dashes have the day first, numbers with
slashes the month first, or the year first if it has four digits; a year of two digits lies between 1950 and 2049.
"""

import datetime
from typing import NamedTuple

import numpy as np

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
DAYS = {  # from Monday on
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
FORMATS = {  # d, dd: day; o: 1st, 2nd, ...; m, mm: month; M, b: its name, whole or three letters; w: day of the week
    "English, month first": ("en", "{M} {d}, {y}", "{w}, {M} {d}, {y}", "{b} {d}, {y}", "{b} {o} '{yy}"),
    "English, day first": ("en", "{d} {M} {y}", "the {o} of {M} {y}", "{w} {o} {M} {y}", "{d} {b} '{yy}"),
    "German": ("de", "{d}. {M} {y}", "{w}, {d}. {M} {y}", "{w}, den {d}. {M} {y}"),
    "French": ("fr", "{d} {M} {y}", "{w} {d} {M} {y}", "le {w} {d} {M} {y}"),
    "Spanish": ("es", "{d} de {M} de {y}", "{w}, {d} de {M} de {y}"),
    "Italian": ("it", "{d} {M} {y}", "{w} {d} {M} {y}"),
    "Dutch": ("nl", "{d} {M} {y}", "{w} {d} {M} {y}"),
    "Portuguese": ("pt", "{d} de {M} de {y}", "{w}, {d} de {M} de {y}"),
    "numbers, day first": ("en", "{d}.{m}.{y}", "{dd}.{mm}.{yy}", "{dd}-{mm}-{y}"),
    "numbers, month first": ("en", "{m}/{d}/{y}", "{mm}/{dd}/{yy}"),
    "numbers, year first": ("en", "{y}/{mm}/{dd}", "{y}{mm}{dd}"),
}
KINDS = tuple(FORMATS)
ALL = [(kind, language, form) for kind, (language, *forms) in FORMATS.items() for form in forms]
FIRST, LAST = datetime.date(1950, 1, 1).toordinal(), datetime.date(2049, 12, 31).toordinal()
HELD_OUT = 10  # every tenth day of the calendar is for tests


class Written(NamedTuple):
    """One date, as it is written and as a computer wants it."""

    text: str  # lower case
    iso: str  # "2031-04-07"
    kind: str  # one of `KINDS`
    slip: bool  # whether a letter slipped: two swapped, one missing or one doubled


def ordinal(number):
    """Return "1st", "2nd", "3rd", "4th", ... of a number below 100."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def written_as(day, language, form):
    """Return a `datetime.date` in one of the `FORMATS`.

    >>> written_as(datetime.date(2031, 4, 7), "de", "{w}, den {d}. {M} {y}")
    'montag, den 7. april 2031'
    """
    name = MONTHS[language].split()[day.month - 1]
    return form.format(
        d=day.day, dd=f"{day.day:02d}", o=ordinal(day.day), m=day.month, mm=f"{day.month:02d}", M=name, b=name[:3],
        w=DAYS[language].split()[day.weekday()], y=day.year, yy=f"{day.year % 100:02d}",
    )  # fmt: skip


def slipped(text, rng):
    """Return the text with two letters swapped, or one missing or doubled; without letters, as it is."""
    places = [k for k in range(len(text) - 1) if text[k].isalpha() and text[k + 1].isalpha()]
    if not places:
        return text
    k = int(rng.choice(places))
    one, two = text[k : k + 2]
    return text[:k] + (two + one, two, one + one + two)[int(rng.integers(3))] + text[k + 2 :]


def generated_dates(n, seed, *, held_out=False, slips=0.2):
    """Return n `Written` dates of the years 1950 to 2049, at random: days, formats, and slips in a share of them.

    held_out : True for the days that are for tests, every tenth of the calendar; no other call returns these

    >>> [date[:2] for date in generated_dates(2, 3)]
    [('feb 25, 2031', '2031-02-25'), ('20.02.68', '1968-02-20')]
    """
    rng, found = np.random.default_rng(seed), []
    while len(found) < n:
        number = int(rng.integers(FIRST, LAST + 1))
        if (number % HELD_OUT == 0) != held_out:
            continue
        kind, language, form = ALL[int(rng.integers(len(ALL)))]
        day = datetime.date.fromordinal(number)
        right = written_as(day, language, form)
        text = slipped(right, rng) if rng.random() < slips else right
        found.append(Written(text, day.isoformat(), kind, text != right))
    return found
