"""Exercise 1: which dates three numbers can be."""

import datetime

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import attention as reference

readings = FunctionExercise(
    __name__,
    reference=reference.readings,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("the dates",),
    hints=(
        "Take one order at a time. Split the text, and pair each of its three numbers with a letter of the order.",
        "What does datetime.date do with month 13, or with 30 February?",
        "Two orders can give the same date. Which kind of collection keeps only one of each, and what does sorted "
        "return for it?",
    ),
)

ORDERS = ("dmy", "mdy", "ymd")


def case(text, *orders):
    """Return a text and some orders as a case."""
    return Case(f"{text!r}, {' or '.join(orders)}", (text, list(orders)))


@readings.visible
def visible():
    """Return texts with no, one, two and three readings, other orders, the year 0, 1900, and a day of 0."""
    return [
        case("3/4/2005", "mdy", "dmy"),
        case("3/4/05", "ymd", "mdy", "dmy"),
        case("25/12/1999", "mdy", "dmy"),
        case("7/7/50", "dmy", "mdy"),
        case("9/11/49", "mdy", "dmy"),
        case("29/2/2023", "dmy", "mdy"),
        case("29/2/2024", "mdy", "dmy"),
        case("31/4/98", "dmy", "ymd"),
        case("8/9/75", "dmy", "mdy"),
        case("12/1/1", "dmy", "ymd", "mdy"),
        case("2/3/4", "dmy"),
        case("2031/10/9", "ymd", "ydm"),
        case("8/31/12", "myd", "dym"),
        case("1/2/0", "dmy", "mdy"),
        case("29/02/1900", "dmy", "mdy"),
        case("0/7/2010", "mdy", "dmy"),
    ]


@readings.draw
def draw(rng):
    """Return three random numbers, one of which may be a year of four digits."""
    numbers = [str(int(n)) for n in rng.integers(1, 32, size=3)]
    orders = list(rng.permutation(ORDERS)[: int(rng.integers(1, 4))])
    if rng.random() < 0.5:
        numbers[2] = str(int(rng.integers(1950, 2050)))
        numbers[1] = str(int(rng.integers(1, 13)))
    return case("/".join(numbers), *(str(order) for order in orders))


@readings.edges
def edges(rng):
    """Return ambiguous dates, borders of the century, leap years, dates that do not exist, and orders twice."""
    day, month = (int(n) for n in rng.integers(1, 13, size=2))
    return [
        case(f"{day}/{month}/{int(rng.integers(1950, 2050))}", "mdy", "dmy"),
        case("10/11/12", "mdy", "ymd", "dmy"),
        case("29/2/00", "dmy", "mdy"),
        case("29/2/1900", "dmy", "mdy"),
        case("29/2/2021", "mdy", "dmy"),
        case("31/6/2010", "mdy", "dmy"),
        case("5/5/55", "ymd", "dmy", "mdy"),
        case("6/8/50", "mdy", "dmy"),
        case(f"{day}/{month}/49", "mdy", "dmy"),
        case("1/2/0", "mdy"),
        case(f"{day}/00/{month}", "dym", "myd"),
        case(f"{month}/31/{day}", "myd"),
        case(f"0/{day}/2020", "dmy", "mdy"),
    ]


@readings.property("the order of the orders does not matter")
def order_does_not_matter(f, rng):
    """Return a sentence unless the same orders, turned round, give the same dates."""
    day, month = (int(n) for n in rng.integers(1, 13, size=2))
    text = f"{day}/{month}/20"
    one, other = list(f(text, list(ORDERS))), list(f(text, list(ORDERS[::-1])))
    return None if one == other else f"{text!r} gives {one} for dmy, mdy, ymd, and {other} for ymd, mdy, dmy"


# --- known mistakes -------------------------------------------------------------------------------------------------


def year_of(text):
    """Return the year as the page says."""
    year = int(text)
    return year + (0 if len(text) > 2 else 1900 if year >= 50 else 2000)


def in_the_calendar(y, m, d):
    """Return whether a day exists."""
    try:
        datetime.date(y, m, d)
    except ValueError:
        return False
    return True


def read(text, orders, *, year=year_of, iso=lambda date: date.isoformat(), exists=None, on_error="go on"):
    """Return the list of readings, neither sorted nor unique, with something changed."""
    found = []
    for order in orders:
        part = dict(zip(order, text.split("/"), strict=True))
        y, m, d = year(part["y"]), int(part["m"]), int(part["d"])
        if exists is not None:
            if exists(y, m, d):
                found.append(f"{y:04d}-{m:02d}-{d:02d}")
            continue
        try:
            found.append(iso(datetime.date(y, m, d)))
        except ValueError:
            if on_error == "stop":
                break
    return found


@readings.mistake
def each_order_counted(text, orders):
    """a date that two orders agree on is listed twice: list each date once"""
    return sorted(read(text, orders))


@readings.mistake
def not_sorted(text, orders):
    """the dates are in the order of the orders: sort them"""
    return list(dict.fromkeys(read(text, orders)))


@readings.mistake
def sorted_backwards(text, orders):
    """the latest date comes first: sort from the earliest to the latest"""
    return sorted(set(read(text, orders)), reverse=True)


@readings.mistake
def first_reading_alone(text, orders):
    """only one date is listed: list those of all orders"""
    return sorted(set(read(text, orders)))[:1]


@readings.mistake
def ended_at_the_first_that_fails(text, orders):
    """the loop ends at an order whose date does not exist: go on with the next order"""
    return sorted(set(read(text, orders, on_error="stop")))


@readings.mistake
def every_month_has_31_days(text, orders):
    """every month is given 31 days: leave out dates such as 31 April"""
    return sorted(set(read(text, orders, exists=lambda y, m, d: 1 <= m <= 12 and 1 <= d <= 31)))


@readings.mistake
def february_29_in_every_year(text, orders):
    """every year has a 29 February: only leap years have one"""

    def exists(y, m, d):
        days = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return 1 <= m <= 12 and 1 <= d <= days[m - 1]

    return sorted(set(read(text, orders, exists=exists)))


@readings.mistake
def no_leap_years(text, orders):
    """no year has a 29 February: leap years have one"""
    return sorted({date for date in read(text, orders) if not date.endswith("02-29")})


@readings.mistake
def dates_that_do_not_exist(text, orders):
    """dates that do not exist are listed, too: leave them out"""
    return sorted(set(read(text, orders, exists=lambda y, m, d: True)))


@readings.mistake
def month_and_day_swapped(text, orders):
    """month and day are swapped in the result: it is year, month, day"""
    return sorted(set(read(text, orders, iso=lambda date: date.strftime("%Y-%d-%m"))))


@readings.mistake
def no_zeros_in_front(text, orders):
    """months and days below 10 lack the 0 in front: April is 04"""
    return sorted(set(read(text, orders, iso=lambda date: f"{date.year}-{date.month}-{date.day}")))


@readings.mistake
def short_years_in_this_century(text, orders):
    """all short years are put after 2000: those from 50 on belong to the 1900s"""
    return sorted(set(read(text, orders, year=lambda y: int(y) + (2000 if len(y) <= 2 else 0))))


@readings.mistake
def short_years_in_the_last_century(text, orders):
    """all short years are put into the 1900s: those below 50 come after 2000"""
    return sorted(set(read(text, orders, year=lambda y: int(y) + (1900 if len(y) <= 2 else 0))))


@readings.mistake
def fifty_in_this_century(text, orders):
    """the year 50 is read as 2050: the years go from 1950 to 2049"""
    return sorted(set(read(text, orders, year=lambda y: 2050 if y == "50" else year_of(y))))


@readings.mistake
def forty_nine_in_the_last_century(text, orders):
    """the year 49 is read as 1949: the years go from 1950 to 2049"""
    return sorted(set(read(text, orders, year=lambda y: 1949 if y == "49" else year_of(y))))


@readings.mistake
def one_digit_taken_as_it_is(text, orders):
    """a year of one digit is taken as it is: 4 is 2004"""
    return sorted(set(read(text, orders, year=lambda y: year_of(y) if len(y) == 2 else int(y))))


@readings.mistake
def orders_ignored(text, orders):
    """the dates of three orders are listed whatever `orders` says: use the given ones"""
    return sorted(set(read(text, ORDERS)))


@readings.mistake
def one_order_for_all(text, orders):
    """only the first order is used: use all of them"""
    return sorted(set(read(text, orders[:1])))


@readings.mistake
def counted(text, orders):
    """the number of dates is returned: return the dates themselves"""
    return len(set(read(text, orders)))


@readings.mistake
def ambiguous_ones_dropped(text, orders):
    """a text with several readings gives an empty list: list all of them"""
    found = sorted(set(read(text, orders)))
    return found if len(found) == 1 else []


@readings.mistake
def looked_up_the_other_way_round(text, orders):
    """the numbers are picked by the index of a letter in "dmy": the index in the order says which number it is"""
    numbers, found = text.split("/"), []
    for order in orders:
        back = "".join("dmy"[order.index(letter)] for letter in "dmy")
        found += read("/".join(numbers), [back])
    return sorted(set(found))


@readings.mistake
def looked_up_with_the_short_year(text, orders):
    """the calendar is asked for the year as it is written, and has no year 0: turn 0 into 2000 first"""
    numbers = text.split("/")
    return sorted(set(read(text, [order for order in orders if int(numbers[order.index("y")]) > 0])))


@readings.mistake
def every_fourth_year_is_a_leap_year(text, orders):
    """every fourth year has a 29 February: 1900 has none"""

    def exists(y, m, d):
        return in_the_calendar(y, m, d) or (m, d, y % 4) == (2, 29, 0)

    return sorted(set(read(text, orders, exists=exists)))


@readings.mistake
def zero_let_through(text, orders):
    """a day or a month of 0 is let through: both begin at 1"""
    return sorted(set(read(text, orders, exists=lambda y, m, d: in_the_calendar(y, max(m, 1), max(d, 1)))))


# --- right, written differently -------------------------------------------------------------------------------------


@readings.right
def by_hand(text, orders):
    """Return the same without datetime, with the lengths of the months."""
    numbers, found = text.split("/"), []
    for order in orders:
        d, m, y = (numbers[order.index(letter)] for letter in "dmy")
        d, m, y = int(d), int(m), year_of(y)
        leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
        days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        iso = f"{y:04d}-{m:02d}-{d:02d}"
        if 1 <= m <= 12 and 1 <= d <= days[m - 1] and iso not in found:
            found.append(iso)
    found.sort()
    return found
