"""Exercise 5: choose a setting by the rules."""

from itertools import pairwise

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise


def position_of_the_best(results):
    """Return the position of the run that learned and has the highest dev accuracy; ties go to the smallest."""
    candidates = [i for i, row in enumerate(results) if learned(row)]
    return min(candidates, key=lambda i: (-results[i]["dev_accuracy"], size(results[i])))


best_setting = FunctionExercise(
    __name__,
    reference=position_of_the_best,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    random_cases=6,
    returns=("the position",),
    any_number_type=True,
    hints=(
        'First collect the positions of the runs that learned: row["costs"][-1] < row["costs"][0]. This comparison is '
        "False for inf and nan too.",
        "Then compare tuples: Python's max compares the second entry where the first ones are equal. What should the "
        "second entry be?",
        'max(positions, key=lambda i: (results[i]["dev_accuracy"], -number_of_parameters(results[i]["layers_dims"])))',
    ),
)


def run(layers_dims, learning_rate, first, last, accuracies):
    """Return one row of a table of runs; `accuracies` are those on the training, dev and test pictures."""
    train, dev, test = accuracies
    told = {"layers_dims": layers_dims, "learning_rate": learning_rate, "costs": [first, (first + last) / 2, last]}
    return told | {"train_accuracy": train, "dev_accuracy": dev, "test_accuracy": test}


def size(row):
    """Return how many parameters a network has."""
    dims = row["layers_dims"]
    return sum((n_prev + 1) * n for n_prev, n in pairwise(dims))


def learned(row):
    """Return True where the last cost is a finite number below the first."""
    return bool(np.isfinite(row["costs"][-1]) and row["costs"][-1] < row["costs"][0])


SMALL, LARGE, DEEP = [784, 8, 1], [784, 64, 1], [784, 64, 16, 1]

TABLES = {  # layers_dims, learning rate, first and last cost, accuracies on training, dev and test pictures
    "four runs that learned": (
        (DEEP, 0.2, 0.7, 0.02, (0.985, 0.835, 0.86)),
        (SMALL, 0.1, 0.7, 0.3, (0.88, 0.855, 0.88)),
        (DEEP, 0.05, 0.7, 0.2, (0.93, 0.875, 0.861)),
        (LARGE, 0.5, 0.7, 0.03, (0.99, 0.83, 0.87)),
    ),
    "six runs that learned": (
        (SMALL, 0.1, 0.7, 0.3, (0.88, 0.84, 0.85)),
        (DEEP, 0.3, 0.7, 0.02, (0.95, 0.81, 0.8)),
        (LARGE, 0.3, 0.7, 0.05, (0.99, 0.85, 0.87)),
        ([784, 32, 1], 0.2, 0.7, 0.12, (0.97, 0.88, 0.86)),
        (DEEP, 0.1, 0.7, 0.2, (0.9, 0.89, 0.84)),
        ([784, 16, 1], 0.1, 0.7, 0.35, (0.85, 0.78, 0.9)),
    ),
    "two runs got lost": (
        (LARGE, 9.0, 0.7, np.inf, (0.6, 0.9, 0.5)),
        (DEEP, 3.0, 0.7, 1.9, (0.7, 0.92, 0.51)),
        (SMALL, 0.1, 0.7, 0.35, (0.87, 0.86, 0.85)),
        (LARGE, 0.05, 0.7, 0.31, (0.9, 0.85, 0.86)),
    ),
    "a tie": (
        (DEEP, 0.1, 0.7, 0.1, (0.97, 0.87, 0.86)),
        (SMALL, 0.1, 0.7, 0.3, (0.89, 0.87, 0.85)),
        (LARGE, 0.1, 0.7, 0.2, (0.92, 0.87, 0.87)),
    ),
    "a tie of six": (
        ([784, 16, 1], 0.1, 0.7, 0.25, (0.91, 0.87, 0.84)),
        (DEEP, 0.1, 0.7, 0.22, (0.93, 0.87, 0.85)),
        (SMALL, 0.1, 0.7, 0.3, (0.89, 0.87, 0.83)),
        ([784, 32, 1], 0.1, 0.7, 0.1, (0.95, 0.87, 0.86)),
        ([784, 16, 8, 1], 0.1, 0.7, 0.2, (0.9, 0.87, 0.9)),
        ([784, 12, 1], 0.1, 0.7, 0.27, (0.9, 0.87, 0.82)),
    ),
    "a tie: the deeper network has fewer parameters": (
        ([784, 30, 1], 0.1, 0.7, 0.2, (0.93, 0.86, 0.85)),
        ([784, 20, 16, 1], 0.1, 0.7, 0.2, (0.92, 0.86, 0.86)),
    ),
    "a tie that the biases decide": (
        ([1, 11, 1], 0.1, 0.7, 0.2, (0.92, 0.84, 0.85)),
        ([1, 4, 4, 1], 0.1, 0.7, 0.2, (0.92, 0.84, 0.86)),
    ),
}


def with_nan():
    """Return two runs: one that learned, and one whose cost is not a number in the end."""
    return [run([784, 16, 1], 0.1, 0.7, 0.3, (0.9, 0.85, 0.86)), run([784, 8, 1], 5.0, 0.7, np.nan, (0.5, 0.99, 0.5))]


@best_setting.visible
def visible():
    """Return a plain table, one with two runs that got lost, some with a tie, one with nan, and a single run."""
    tables = [Case(name, ([run(*row) for row in rows],)) for name, rows in TABLES.items()]
    return [*tables, Case("a cost that is not a number", (with_nan(),)), Case("a single run", (with_nan()[:1],))]


@best_setting.draw
def draw(rng):
    """Return a table of random runs, some of which got lost."""
    rows = []
    for accuracies in rng.uniform(0.7, 0.95, size=(int(rng.integers(3, 9)), 3)).round(3).tolist():
        dims = [784, *(int(n) for n in rng.choice([8, 16, 32, 64], size=rng.integers(1, 4))), 1]
        last = float(rng.choice([0.1, 0.2, 0.3, 0.4, 1.5, np.inf])) if rows else 0.25
        rows.append(run(dims, float(rng.choice([0.01, 0.1, 1.0])), 0.7, last, tuple(accuracies)))
    return Case(f"{len(rows)} runs", ([rows[i] for i in rng.permutation(len(rows))],))


@best_setting.edges
def edges(rng):
    """Return a single run, a cost that is not a number, and the tables of the check in another order."""
    rows = with_nan()
    turned = [Case(f"{case.name}, turned round", (case.arguments[0][::-1],)) for case in visible()[: len(TABLES)]]
    return [Case("a single run", (rows[:1],)), Case("a cost that is not a number", (rows,)), *turned]


@best_setting.property("the order of the runs does not matter")
def order_does_not_matter(f, rng):
    """Return a sentence unless the same run is chosen, wherever it stands in the table."""
    rows = visible()[0].arguments[0]
    order = rng.permutation(len(rows)).tolist()
    chosen = [rows[f(rows)], [rows[i] for i in order][f([rows[i] for i in order])]]
    return None if chosen[0] == chosen[1] else "another run is chosen when the rows of the table change places"


def chosen_by(key, which=max, among=learned):
    """Return a rule that chooses by a number of a run."""
    return lambda results: which((i for i, row in enumerate(results) if among(row)), key=lambda i: key(results[i]))


def chosen_as_asked(among):
    """Return the right rule among other runs."""
    return chosen_by(lambda row: (-row["dev_accuracy"], size(row)), min, among)


@best_setting.mistake
def by_training_accuracy(results):
    """the training accuracy decides: it rewards learning by heart; let the dev accuracy decide"""
    return chosen_by(lambda row: row["train_accuracy"])(results)


@best_setting.mistake
def by_test_accuracy(results):
    """the test accuracy decides: then the test part has been used up, and nothing is left to measure with; let the dev
    accuracy decide
    """
    return chosen_by(lambda row: row["test_accuracy"])(results)


@best_setting.mistake
def by_lowest_cost(results):
    """the lowest last cost decides: that is the training pictures' cost; let the dev accuracy decide"""
    return chosen_by(lambda row: row["costs"][-1], min)(results)


@best_setting.mistake
def lost_runs_too(results):
    """runs whose cost has not fallen are taken too: an accuracy of theirs is luck; leave them out first"""
    return chosen_by(lambda row: row["dev_accuracy"], among=lambda row: True)(results)


@best_setting.mistake
def tie_to_the_first(results):
    """of two runs that are equally good the first is taken: take the one with fewer parameters"""
    return chosen_by(lambda row: row["dev_accuracy"])(results)


@best_setting.mistake
def smallest_gap(results):
    """the smallest gap between training and dev accuracy decides: a network that is bad at both has none"""
    return chosen_by(lambda row: row["train_accuracy"] - row["dev_accuracy"], min)(results)


@best_setting.mistake
def the_run_itself(results):
    """the run itself is returned, not its position in the list"""
    return results[position_of_the_best(results)]


def tie_broken_by(number):
    """Return a rule that takes the run with the smallest number of those with the highest dev accuracy."""
    return chosen_by(lambda row: (-row["dev_accuracy"], number(row)), min)


@best_setting.mistake
def position_among_the_learned(results):
    """the position is counted among the runs that have learned: it is the position in the whole list"""
    kept = [row for row in results if learned(row)]
    return position_of_the_best(kept)


@best_setting.mistake
def tie_to_the_fewest_layers(results):
    """of runs that are equally good the one with the fewest layers is taken: count the parameters"""
    return tie_broken_by(lambda row: len(row["layers_dims"]))(results)


@best_setting.mistake
def tie_to_the_fewest_units(results):
    """of runs that are equally good the one with the fewest units is taken: count the parameters, weights and biases"""
    return tie_broken_by(lambda row: sum(row["layers_dims"]))(results)


@best_setting.mistake
def biases_not_counted(results):
    """the biases are not counted among the parameters: a layer has n[l] * n[l-1] weights and n[l] biases"""
    return tie_broken_by(lambda row: sum(a * b for a, b in pairwise(row["layers_dims"])))(results)


@best_setting.mistake
def sizes_multiplied(results):
    """all sizes are multiplied with each other: the parameters of the layers are added up, n[l] * (n[l-1] + 1) each"""
    return tie_broken_by(lambda row: np.prod(row["layers_dims"]))(results)


@best_setting.mistake
def tie_to_the_largest(results):
    """of runs that are equally good the one with the most parameters is taken: take the one with the fewest"""
    return tie_broken_by(lambda row: -size(row))(results)


@best_setting.mistake
def tie_to_the_last(results):
    """of runs that are equally good the last is taken: take the one with fewer parameters"""
    return max((i for i, row in enumerate(results) if learned(row)), key=lambda i: (results[i]["dev_accuracy"], i))


@best_setting.mistake
def tie_to_the_training_accuracy(results):
    """of runs that are equally good the one with the best training accuracy, or the lowest cost, is taken: take the one
    with fewer parameters
    """
    return tie_broken_by(lambda row: -row["train_accuracy"])(results)


@best_setting.mistake
def tie_to_the_test_accuracy(results):
    """of runs that are equally good the one with the best test accuracy is taken: the test part chooses nothing; take
    the one with fewer parameters
    """
    return tie_broken_by(lambda row: -row["test_accuracy"])(results)


@best_setting.mistake
def any_finite_cost(results):
    """a run whose cost has risen is taken too, as its last cost is a finite number: it must be below the first"""
    return chosen_as_asked(lambda row: np.isfinite(row["costs"][-1]))(results)


@best_setting.mistake
def nan_stays_in(results):
    """a run with nan stays in, as nan >= x is False: keep the runs with last < first, which is False for nan too"""
    return chosen_as_asked(lambda row: not row["costs"][-1] >= row["costs"][0])(results)


@best_setting.mistake
def infinity_left_out_only(results):
    """only the runs with an infinite cost are left out: the cost of a run that learned ends below where it began"""
    return chosen_as_asked(lambda row: row["costs"][-1] != np.inf)(results)


@best_setting.mistake
def worst_dev_accuracy(results):
    """the lowest dev accuracy decides: take the highest"""
    return chosen_by(lambda row: row["dev_accuracy"], min)(results)


@best_setting.mistake
def smallest_network(results):
    """the smallest network decides: the dev accuracy comes first, the size only where that is equal"""
    return chosen_by(size, min)(results)


@best_setting.mistake
def training_and_dev_together(results):
    """training and dev accuracy are added up: the dev accuracy alone decides"""
    return chosen_by(lambda row: row["train_accuracy"] + row["dev_accuracy"])(results)


@best_setting.mistake
def first_that_learned(results):
    """the first run that learned is taken: the dev accuracy decides"""
    return next(i for i, row in enumerate(results) if learned(row))


@best_setting.mistake
def dev_accuracy_returned(results):
    """the dev accuracy comes back, not the position of the run in the list"""
    return results[position_of_the_best(results)]["dev_accuracy"]


@best_setting.mistake
def sizes_returned(results):
    """the sizes of the best network come back, not the position of the run in the list"""
    return results[position_of_the_best(results)]["layers_dims"]


@best_setting.mistake
def counted_from_one(results):
    """the position is counted from 1: the first run has position 0"""
    return position_of_the_best(results) + 1


@best_setting.mistake
def sorted_by_size_first(results):
    """the list is sorted before the search: the position is that in the list as it was given, which stays as it is"""
    results.sort(key=size)
    return position_of_the_best(results)


@best_setting.right
def with_a_loop(results):
    """Return the same from a loop that keeps the best so far."""
    best = None
    for i, row in enumerate(results):
        if not row["costs"][-1] < row["costs"][0]:  # neither for inf nor for nan
            continue
        if best is None or (row["dev_accuracy"], -size(row)) > (results[best]["dev_accuracy"], -size(results[best])):
            best = i
    return best
