"""Exercise 7: which mistake explains these boxes?"""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

BUGS = reference.BUGS


def asked(find_bug, boxes, answers):
    """Return the name that came out, or words for what is no name."""
    said = find_bug(boxes, answers)
    if not isinstance(said, str):
        return f"return one of the five names, not an object of type {type(said).__name__}"
    return said if said in BUGS else f"{said!r} is none of the five names"


find_bug = FunctionExercise(
    __name__,
    reference=reference.find_bug,
    use=asked,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the name",),
    hints=(
        "Nothing has to be learned from data: for each of the five programs, you can compute what it would have "
        "written for the true boxes.",
        "The network is never exact, so no program fits exactly. Measure how far each is from the answers, with one "
        "number for all boxes and all four entries together.",
        "Errors of opposite signs must not cancel. Compare the distances of all five programs: the smallest decides.",
    ),
)


def boxes_of(rng, m):
    """Return m boxes in fractions, none of them a square in the middle of its row and column."""
    b_h, b_w = rng.uniform(0.1, 0.5, (2, m))
    b_x, b_y = (rng.uniform(side / 2, 1 - side / 2) for side in (b_w, b_h))
    return np.stack([b_x, b_y, b_h, b_w], axis=1)


def clear(boxes):
    """Return whether all five programs write boxes that differ from each other by much more than the noise."""
    written = [reference.broken(boxes, bug) for bug in BUGS]
    pairs = [(one, two) for place, one in enumerate(written) for two in written[:place]]
    return min(np.sqrt(np.mean((one - two) ** 2)) for one, two in pairs) > 0.05


def case(rng, bug, m, noise, name=""):
    """Return a case whose answers come from a program with this bug; its name tells nothing."""
    boxes = boxes_of(rng, m)
    while not clear(boxes):
        boxes = boxes_of(rng, m)
    answers = reference.broken(boxes, bug) + rng.normal(0, noise, boxes.shape)
    return Case(name or f"{m} box{'es' * (m > 1)}", (boxes, answers))


def symmetric_first(rng, bug, name="the first of 4 boxes is a square in the centre"):
    """Return boxes of which the first is a square in the middle of the picture: it alone tells little."""
    one = case(rng, bug, 4, 0.004, name)
    boxes, answers = one.arguments
    boxes[0] = 0.5, 0.5, 0.25, 0.25
    answers[0] = reference.broken(boxes[:1], bug)[0]
    return one


def symmetric_last(rng, bug, name="the last of 4 boxes is a square in the centre"):
    """Return the same with the square at the end."""
    boxes, answers = symmetric_first(rng, bug).arguments
    return Case(name, (boxes[::-1].copy(), answers[::-1].copy()))


def nearly_square(rng, m):
    """Return boxes whose height and width, which are swapped, differ by a few hundredths only."""
    boxes = boxes_of(rng, m)
    boxes[:, 3] = boxes[:, 2] + rng.choice([-1, 1], m) * rng.uniform(0.02, 0.045, m)
    noise = rng.normal(0, 0.001, boxes.shape)
    return Case(f"{m} boxes that are nearly square", (boxes, reference.broken(boxes, "h and w") + noise))


def flat(rng):
    """Return long flat boxes whose corners are written: half the height and half the width differ most there."""
    boxes = boxes_of(rng, 4)
    boxes[:, 2], boxes[:, 3] = rng.uniform(0.04, 0.08, 4), rng.uniform(0.5, 0.6, 4)
    boxes[:, :2] = np.array([0.55, 0.2]) + rng.uniform(-0.05, 0.05, (4, 2))
    return Case("long flat boxes", (boxes, reference.broken(boxes, "corner") + rng.normal(0, 0.003, boxes.shape)))


def opposite(bug, name="boxes that mirror each other"):
    """Return boxes whose errors under most bugs cancel in the mean."""
    boxes = np.array([[0.3, 0.7, 0.2, 0.4], [0.7, 0.3, 0.4, 0.2], [0.4, 0.6, 0.3, 0.5], [0.6, 0.4, 0.5, 0.3]])
    wobble = 0.01 * np.array([[1, -1, 0.5, 1], [-1, 1, 1, -0.5], [0.5, 1, -1, 0], [1, 0, 0.5, -1]])
    return Case(name, (boxes, reference.broken(boxes, bug) + wobble))


@find_bug.visible
def visible():
    """Return answers of all five programs, exact ones and noisy ones."""
    rng = np.random.default_rng(57)
    return [
        *(
            case(rng, bug, m, noise)
            for bug, m, noise in zip(BUGS, (6, 4, 5, 3, 7), (0.01, 0.02, 0.01, 0.015, 0.01), strict=True)
        ),
        case(rng, "corner", 1, 0.0, "one box, exact answers"),
        symmetric_first(rng, "x and y"),
        symmetric_first(rng, "h and w", "the first of 4 boxes is a square in the centre, another program"),
        symmetric_last(rng, "shifted"),
        symmetric_last(rng, "h and w", "the last of 4 boxes is a square in the centre, another program"),
        flat(rng),
        case(rng, "none", 3, 0.0, "3 boxes, exact answers"),
        opposite("h and w"),
        opposite("x and y", "boxes that mirror each other, another program"),
        opposite("none", "boxes that mirror each other, a third program"),
        case(rng, "none", 9, 0.03, "9 boxes, large errors"),
        case(rng, "x and y", 12, 0.06, "12 boxes, larger errors"),
        nearly_square(rng, 5),
    ]


@find_bug.draw
def draw(rng):
    """Return answers of a random program."""
    return case(rng, str(rng.choice(BUGS)), int(rng.integers(3, 12)), float(rng.uniform(0.003, 0.02)))


@find_bug.edges
def edges(rng):
    """Return all programs once more: one box, many boxes, symmetric ones."""
    return [
        *(case(rng, bug, 1, 0.003) for bug in BUGS),
        *(case(rng, bug, 60, 0.03) for bug in BUGS),
        *(nearly_square(rng, m) for m in (1, 8)),
        *(symmetric(rng, bug) for bug in BUGS[1:] for symmetric in (symmetric_first, symmetric_last)),
        *(flat(rng) for _ in range(2)),
        case(rng, "none", 4, 0.0, "exact answers"),
        *(opposite(bug) for bug in BUGS),
    ]


@find_bug.property("the order of the boxes does not matter")
def any_order(f, rng):
    """Return a sentence unless the same name comes out when the boxes stand in another order."""
    for bug in BUGS:
        boxes, answers = case(rng, bug, 6, 0.01).arguments
        one, two = f(boxes, answers), f(boxes[::-1].copy(), answers[::-1].copy())
        if one != two:
            return f"the boxes give {one!r} from first to last, but {two!r} from last to first"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def nearest(boxes, answers, measure, bugs=BUGS, choose=min):
    """Return the bug whose boxes have the least measure of `written - answers`."""
    return choose(bugs, key=lambda bug: measure(reference.broken(boxes, bug) - answers))


def squares(difference):
    """Return the sum of squares."""
    return float(np.sum(difference**2))


@find_bug.mistake
def errors_cancel(boxes, answers):
    """errors are added with their signs, so they cancel: square them first"""
    return nearest(boxes, answers, lambda d: abs(float(d.sum())))


@find_bug.mistake
def mean_error_of_each_entry(boxes, answers):
    """the mean error of each entry is squared: errors of different boxes cancel in it, so square first"""
    return nearest(boxes, answers, lambda d: squares(d.mean(axis=0)))


@find_bug.mistake
def first_box_alone(boxes, answers):
    """only the first box is looked at: all of them count"""
    return nearest(boxes[:1], answers[:1], squares)


@find_bug.mistake
def last_box_alone(boxes, answers):
    """only the last box is looked at: all of them count"""
    return nearest(boxes[-1:], answers[-1:], squares)


@find_bug.mistake
def middle_alone(boxes, answers):
    """only b_x and b_y are compared: b_h and b_w count, too"""
    return nearest(boxes, answers, lambda d: squares(d[:, :2]))


@find_bug.mistake
def size_alone(boxes, answers):
    """only b_h and b_w are compared: b_x and b_y count, too"""
    return nearest(boxes, answers, lambda d: squares(d[:, 2:]))


@find_bug.mistake
def farthest(boxes, answers):
    """the program farthest from the answers is returned: the nearest one explains them"""
    return nearest(boxes, answers, squares, choose=max)


@find_bug.mistake
def applied_to_the_answers(boxes, answers):
    """the programs are applied to the answers: apply them to the true boxes, and compare with the answers"""
    return nearest(answers, boxes, squares)


@find_bug.mistake
def exact_agreement(boxes, answers):
    """exact agreement is required: a network is never exact, so the smallest difference decides"""
    fitting = [bug for bug in BUGS if np.allclose(reference.broken(boxes, bug), answers)]
    return fitting[0] if fitting else "none"


@find_bug.mistake
def within_a_tolerance(boxes, answers):
    """the first program within a tolerance is returned: several programs may be within it, so the nearest decides"""
    fitting = [bug for bug in BUGS if np.allclose(reference.broken(boxes, bug), answers, atol=0.05)]
    return fitting[0] if fitting else None


@find_bug.mistake
def mean_error_in_size(boxes, answers):
    """the mean error of each entry is taken first, then its size: errors of different boxes cancel in the mean"""
    return nearest(boxes, answers, lambda d: float(np.abs(d.mean(axis=0)).sum()))


@find_bug.mistake
def never_right(boxes, answers):
    """the program without a mistake is not considered: "none" is possible, too"""
    return nearest(boxes, answers, squares, BUGS[1:])


@find_bug.mistake
def noise_taken_for_a_bug(boxes, answers):
    """only exact answers count as "none": compare its distance with those of the other programs"""
    return "none" if np.allclose(boxes, answers) else nearest(boxes, answers, squares, BUGS[1:])


@find_bug.mistake
def whole_size_to_the_corner(boxes, answers):
    """the whole width and height are subtracted from the centre: the corner is half of each away"""

    def measure(bug):
        written = reference.broken(boxes, bug)
        if bug == "corner":
            written = np.hstack([boxes[:, :2] - boxes[:, :1:-1], boxes[:, 2:]])
        return squares(written - answers)

    return min(BUGS, key=measure)


@find_bug.mistake
def height_taken_from_x(boxes, answers):
    """for the corner, half the height is subtracted from x, and half the width from y: x goes with the width"""

    def measure(bug):
        written = reference.broken(boxes, bug)
        if bug == "corner":
            written = np.hstack([boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, 2:]])
        return squares(written - answers)

    return min(BUGS, key=measure)


@find_bug.mistake
def shifted_the_other_way(boxes, answers):
    """the entries are shifted the other way: the first place holds b_y, the last one b_x"""

    def measure(bug):
        written = np.roll(boxes, 1, axis=1) if bug == "shifted" else reference.broken(boxes, bug)
        return squares(written - answers)

    return min(BUGS, key=measure)


@find_bug.mistake
def a_place_for_a_name(boxes, answers):
    """the position in the table is returned: return the name"""
    return BUGS.index(reference.find_bug(boxes, answers))


# --- right, written differently -------------------------------------------------------------------------------------


@find_bug.right
def box_by_box(boxes, answers):
    """Return the name from a sum over boxes and entries, in loops."""
    sums = dict.fromkeys(BUGS, 0.0)
    for bug in BUGS:
        for written, answer in zip(reference.broken(boxes, bug), answers, strict=True):
            sums[bug] += sum((one - other) ** 2 for one, other in zip(written, answer, strict=True))
    return min(sums, key=sums.get)


@find_bug.right
def by_hand(boxes, answers):
    """Return the name from a dictionary of candidates."""
    x, y, h, w = boxes.T
    candidates = {
        "shifted": [y, h, w, x],
        "corner": [x - w / 2, y - h / 2, h, w],
        "h and w": [x, y, w, h],
        "x and y": [y, x, h, w],
        "none": [x, y, h, w],
    }
    far = {name: np.linalg.norm(np.array(rows) - answers.T) for name, rows in candidates.items()}
    return sorted(far, key=far.get)[0]
