"""Exercise 7: the basic recipe."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference

BIAS, VARIANCE = "high bias", "high variance"

next_actions = FunctionExercise(
    __name__,
    reference=reference.next_actions,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the list of actions",),
    hints=(
        'Follow the arrows of the figure: the first question is whether "high bias" is in the diagnosis.',
        "Each arrow ends in a list: return the list at once, and the questions below are not asked any more.",
        'if "high bias" in diagnosis: return BIAS_ACTIONS; then the same for variance; at the end return DONE.',
    ),
)


@next_actions.visible
def visible():
    """Return all four diagnoses."""
    return [
        Case("high bias", ({BIAS},)),
        Case("high variance", ({VARIANCE},)),
        Case("both", ({BIAS, VARIANCE},)),
        Case("neither", (set(),)),
    ]


@next_actions.draw
def draw(rng):
    """Return a diagnosis of random errors."""
    bayes, bias, variance = rng.uniform(0, 0.1), *rng.choice([0.0, 0.1], size=2)
    return Case("a diagnosis", (reference.diagnose(bayes + bias, bayes + bias + variance, bayes),))


@next_actions.edges
def edges(rng):
    """Return all four diagnoses, some as frozen sets."""
    return [*visible(), Case("both, as a frozen set", (frozenset({VARIANCE, BIAS}),))]


@next_actions.property("one trouble at a time")
def one_trouble_at_a_time(f, rng):
    """Return a sentence unless with both troubles nothing is done against variance yet."""
    wasted = {"more data", "regularization"} & set(f({BIAS, VARIANCE}))
    return f"while bias is high, {sorted(wasted)[0]!r} is tried; it does not lower bias" if wasted else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@next_actions.mistake
def remedies_exchanged(diagnosis):
    """the remedies of bias and variance have changed places: more data cannot teach a network what it cannot express,
    and a larger network memorises even more
    """
    other = {BIAS: VARIANCE, VARIANCE: BIAS}
    return reference.next_actions({other[name] for name in diagnosis} if len(diagnosis) == 1 else diagnosis)


@next_actions.mistake
def variance_first(diagnosis):
    """with both, variance is treated first: only when the network can learn its training data is its variance worth
    measuring
    """
    return reference.next_actions({VARIANCE} if VARIANCE in diagnosis else diagnosis)


@next_actions.mistake
def both_lists_joined(diagnosis):
    """with both, everything is tried at once: bias first, then measure again; what cured it has changed the variance"""
    if len(diagnosis) < 2:
        return reference.next_actions(diagnosis)
    return list(dict.fromkeys([*reference.ACTIONS[BIAS], *reference.ACTIONS[VARIANCE]]))


@next_actions.mistake
def nothing_left_to_do(diagnosis):
    """without a trouble the list is empty: now comes the moment of the test set, once"""
    return reference.next_actions(diagnosis) if diagnosis else []


@next_actions.mistake
def test_set_every_time(diagnosis):
    """the test error is measured every time: whoever looks at it after each change chooses by it; it judges no more"""
    return [*reference.next_actions(diagnosis), *(reference.ACTIONS["neither"] if diagnosis else ())]


@next_actions.mistake
def architecture_first(diagnosis):
    """another architecture comes first: it is the most work and the least certain, so it comes last"""
    actions = reference.next_actions(diagnosis)
    return [actions[-1], *actions[:-1]]


@next_actions.mistake
def only_the_first(diagnosis):
    """only one action is returned, the first: the whole list is asked for"""
    return reference.next_actions(diagnosis)[:1]


@next_actions.mistake
def more_data_always(diagnosis):
    """more data stand in every list: they cost the most, and against bias they do nothing"""
    actions = reference.next_actions(diagnosis)
    return actions if "more data" in actions or not diagnosis else ["more data", *actions]


@next_actions.mistake
def trouble_taken_out(diagnosis):
    """the trouble is taken out of the diagnosis, as pop or remove does: the caller still needs it; ask with `in`"""
    actions = reference.next_actions(diagnosis)
    for trouble in (BIAS, VARIANCE):
        if trouble in diagnosis:
            diagnosis.remove(trouble)
            break
    return actions


@next_actions.mistake
def lists_one_after_the_other(diagnosis):
    """with both, one list follows the other: bias first, then measure again; what cured it has changed the variance"""
    if len(diagnosis) < 2:
        return reference.next_actions(diagnosis)
    return [*reference.ACTIONS[BIAS], *reference.ACTIONS[VARIANCE]]


@next_actions.mistake
def compared_with_a_text(diagnosis):
    """the diagnosis is compared with a text, or a name that is in none is looked for: it is a set, ask
    "high bias" in diagnosis
    """
    return list(reference.ACTIONS["neither"])


@next_actions.mistake
def both_not_foreseen(diagnosis):
    """the diagnosis is compared with a set of one, == {"high bias"}, so that both together are taken for neither: ask
    "high bias" in diagnosis
    """
    return reference.next_actions(diagnosis if len(diagnosis) < 2 else set())


@next_actions.mistake
def nothing_returned_for_both(diagnosis):
    """nothing comes back with both: ask for bias first, and with both return its list"""
    return reference.next_actions(diagnosis) if len(diagnosis) < 2 else None


@next_actions.mistake
def one_text(diagnosis):
    """the first action comes back as a text: a list of all is asked for"""
    return reference.next_actions(diagnosis)[0]


@next_actions.mistake
def other_way_round(diagnosis):
    """the actions come in the opposite order: the surest and cheapest comes first"""
    return reference.next_actions(diagnosis)[::-1]


@next_actions.mistake
def without_the_last(diagnosis):
    """another architecture is left out: it is the last action of both lists"""
    return [action for action in reference.next_actions(diagnosis) if action != "other architecture"]


@next_actions.mistake
def always_for_bias(diagnosis):
    """the list for bias comes back whatever the diagnosis, as from a condition that is always true: ask
    "high bias" in diagnosis
    """
    return list(reference.ACTIONS[BIAS])


@next_actions.mistake
def test_error_for_variance(diagnosis):
    """variance is never asked for: after bias, ask "high variance" in diagnosis"""
    return reference.next_actions(diagnosis if BIAS in diagnosis else set())


@next_actions.mistake
def list_in_a_list(diagnosis):
    """the list stands in another list: return the list of actions itself"""
    return [reference.next_actions(diagnosis)]


@next_actions.mistake
def a_set(diagnosis):
    """a set comes back, which has no order: the first action is to be tried first, so a list is asked for"""
    return set(reference.next_actions(diagnosis))


@next_actions.mistake
def a_text_for_neither(diagnosis):
    """without a trouble a text comes back: a list of one action is asked for"""
    return reference.next_actions(diagnosis) if diagnosis else reference.ACTIONS["neither"][0]


# --- right, written differently -------------------------------------------------------------------------------------


@next_actions.right
def by_table(diagnosis):
    """Return the list of the first trouble that is there."""
    trouble = BIAS if BIAS in diagnosis else VARIANCE if VARIANCE in diagnosis else "neither"
    return {
        BIAS: ["larger network", "train longer", "other architecture"],
        VARIANCE: ["more data", "regularization", "other architecture"],
        "neither": ["measure the test error, once"],
    }[trouble]
