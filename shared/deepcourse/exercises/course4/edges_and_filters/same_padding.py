"""Exercise 3: the padding that keeps the size."""

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import RAISED, outcome
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(same_padding, f):
    """Return the padding, or the words for an error."""
    return outcome(same_padding, f)


same_padding = FunctionExercise(
    __name__,
    reference=reference.same_padding,
    use=asked,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("the outcome",),
    hints=(
        "Set s = 1 and solve: the size of the output shall be n.",
        "n cancels, and an equation between p and f is left.",
        "For which f is that p a whole number? For the others: raise ValueError with a sentence.",
    ),
)


def case(f):
    """Return a case whose name is its number."""
    return Case(f"f = {f}", (f,))


@same_padding.visible
def visible():
    """Return odd and even widths, and one pixel."""
    return [case(f) for f in (3, 5, 4, 1, 11, 2)]


@same_padding.draw
def draw(rng):
    """Return an odd or even width."""
    return case(int(rng.integers(6, 40)))


@same_padding.edges
def edges(rng):
    """Return the smallest widths, and large ones."""
    return [case(f) for f in (1, 2, 7, 9, 6, 101)]


@same_padding.property("with this padding the size stays")
def kept(f, rng):
    """Return a sentence unless images of several sizes keep theirs, and an even width is an error."""
    for width in (1, 3, 7, 13):
        p = f(width)
        size = 20 + 2 * p - width + 1
        if size != 20 or not isinstance(p, int):
            return f"f = {width} with padding {p!r} makes {size!r} positions of 20 pixels"
    try:
        p = f(8)
    except ValueError:
        return None
    return f"for f = 8 the padding {p!r} came, but none keeps the size; raise ValueError"


@same_padding.right
def by_trying(f):
    """Return the first padding that keeps a size."""
    for p in range(f):
        if 2 * p - f + 1 == 0:
            return p
    raise ValueError("no padding does it")


@same_padding.right
def half_of_it(f):
    """Return f // 2, which is the same for odd widths."""
    if not f % 2:
        raise ValueError(f"{f} is even")
    return f // 2


@same_padding.mistake
def even_rounded_up(f):
    """no error is raised for an even f, and half of it is returned: with it the image grows by a pixel"""
    return f // 2


@same_padding.mistake
def even_rounded_down(f):
    """no error is raised for an even f, and (f - 1) // 2 is returned: with it the image shrinks by a pixel"""
    return (f - 1) // 2


@same_padding.mistake
def half_pixels(f):
    """no error is raised for an even f, and half a pixel comes out: nobody can pad by that"""
    return (f - 1) / 2 if f % 2 == 0 else (f - 1) // 2


@same_padding.mistake
def both_sides(f):
    """the padding of both sides together is returned: each side gets half of f - 1"""
    return f - 1 if f % 2 else asked(reference.same_padding, f)


@same_padding.mistake
def one_more(f):
    """the padding is (f + 1) / 2: with p = (f - 1) / 2 the size is n again; check it with f = 1"""
    return (f + 1) // 2 if f % 2 else asked(reference.same_padding, f)


@same_padding.mistake
def of_three(f):
    """the padding is always 1: that is right for f = 3"""
    return 1 if f % 2 else asked(reference.same_padding, f)


@same_padding.mistake
def odd_refused(f):
    """the error is raised for odd widths: these have a middle, even ones have none"""
    return RAISED if f % 2 else f // 2


@same_padding.mistake
def returned_none(f):
    """None is returned for an even f: raise ValueError, so that nobody goes on with it"""
    return (f - 1) // 2 if f % 2 else None
