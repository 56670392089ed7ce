"""What answers that nobody foresaw get to hear: how many, by notebook, hear a name, a relation, or only numbers.

.venv/bin/python benchmarks/unforeseen_answers.py              # those of tests/corpus
.venv/bin/python benchmarks/unforeseen_answers.py FOLDER       # others, in files of the same form
.venv/bin/python benchmarks/unforeseen_answers.py --read       # with all that is said, for a person to read
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.corpus.judged import HERE, answers_in, judged  # noqa: E402
from tests.corpus.test_corpus import said_to  # noqa: E402

from deepcourse.checking.present import report_panel  # noqa: E402

KINDS = ("name", "relation", "stated", "numbers", "hidden tests only", "missed", "error")


def show(one):
    """Print what an answer is, and what is said to it."""
    print(f"\n{one.answer.notebook}, {one.answer.exercise}: {one.answer.sentence}")
    print(report_panel(one.visible).text if one.visible else one.error)


def main():
    """Judge all answers, and print a row for each notebook."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--read", action="store_true", help="print all that is said to the wrong answers")
    choice = parser.parse_args()
    print(f"{'notebook':40} right  accepted  wrong  " + "  ".join(KINDS))
    rows = Counter()
    for path in sorted(choice.folder.glob("*.txt")):
        results = [judged(answer) for answer in answers_in(path)]
        right, wrong = ([one for one in results if one.answer.right is kind] for kind in (True, False))
        accepted = sum(one.passes_visible and one.passes_hidden for one in right)
        kinds = Counter(said_to(one)[0] for one in wrong)
        print_row(path.stem, {"right": len(right), "accepted": accepted, "wrong": len(wrong)} | kinds)
        rows.update({"right": len(right), "accepted": accepted, "wrong": len(wrong)} | kinds)
        if choice.read:
            for one in wrong:
                show(one)
    print_row("all", rows)


def print_row(name, counts):
    """Print the counts of a notebook, in the order of the heading."""
    columns = {"right": 5, "accepted": 8, "wrong": 5} | {kind: len(kind) for kind in KINDS}
    print(f"{name:40} " + "  ".join(f"{counts.get(kind, 0):{width}}" for kind, width in columns.items()))


if __name__ == "__main__":
    main()
