"""Exercise 1: the accuracy that nobody can exceed who sees only a part of the sentence."""

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course5.ambiguous_words import review_sentences
from deepcourse.sequence import bidirectional as reference


def ceiling(f, sentences, places, tags, weights, ahead):
    """Return what `f` says of some sentences; `ahead` is left out where it is 0."""
    return f(sentences, places, tags, weights, **({"ahead": ahead} if ahead else {}))


best_accuracy = FunctionExercise(
    __name__,
    reference=reference.best_accuracy,
    use=ceiling,
    name="best_accuracy",
    minutes=8,
    points_visible=5,
    points_hidden=9,
    returns=("the accuracy",),
    hints=(
        "Two sentences look alike to the tagger: can it give them different tags? If one should be a person and the "
        "other a thing, which tag is the better one to give?",
        "Collect the sentences in groups that look alike. What does the tagger see, and does it know which word it "
        "has to tag? A dictionary whose keys are tuples can hold the groups.",
        "In each group, one tag is given to all: the weights of the sentences with this tag are right. Add them up "
        "over all groups.",
    ),
)


def case(name, rows, ahead):
    """Return a case of rows (sentence, place, tag, weight)."""
    sentences, places, tags, weights = ([row[k] for row in rows] for k in range(4))
    return Case(f"{name}, ahead {ahead}", ([s.split() for s in sentences], places, tags, weights, ahead))


TEDDY = (
    ("he said teddy roosevelt was president", 2, "person", 5),
    ("he said teddy bears are on sale", 2, "thing", 4),
    ("he said teddy laughed", 2, "person", 2),
    ("he bought teddy bears", 2, "thing", 3),
    ("he bought teddy bears food", 2, "person", 1),
    ("teddy bears are on sale", 0, "thing", 6),
)
TWICE = (
    ("rose gave rose a rose", 0, "person", 3),
    ("rose gave rose a rose", 2, "person", 2),
    ("rose gave rose a rose", 4, "thing", 4),
    ("rose gave bill a penny", 0, "person", 1),
    ("rose gave bill a penny", 2, "person", 5),
    ("rose gave bill a penny", 4, "thing", 2),
)
ENDS = (
    ("we saw bill", 2, "person", 2.5),
    ("we saw bill today", 2, "person", 1.5),
    ("we saw bill number ten", 2, "thing", 3.0),
    ("we paid bill", 2, "person", 0.5),
    ("we paid bill number ten", 2, "thing", 4.5),
    ("we paid bill number ten today", 2, "place", 2.0),
)
WORDS = ("a", "b", "c")


def some_sentences(rng, m, tags=("x", "y", "z")):
    """Return rows of random sentences of three words, with tags that the words tell in part."""
    rows = []
    for _ in range(m):
        words = [str(word) for word in rng.choice(WORDS, size=int(rng.integers(3, 6)))]
        place = int(rng.integers(0, len(words)))
        later = words[min(place + 1, len(words) - 1)]
        told = (WORDS.index(words[place]) + 2 * WORDS.index(later) + place) % len(tags)
        tag = tags[told] if rng.random() < 0.7 else str(rng.choice(tags))
        rows.append((" ".join(words), place, tag, round(float(rng.uniform(0.5, 4)), 2)))
    return rows


@best_accuracy.visible
def visible():
    """Return sentences with one and two ambiguous words, ends that tell, and random ones."""
    rng = np.random.default_rng(84)
    return [
        case("six sentences with teddy", TEDDY, 0),
        case("six sentences with teddy", TEDDY, 1),
        case("six sentences with teddy", TEDDY, 2),
        case("two sentences, each with three words to tag", TWICE, 0),
        case("two sentences, each with three words to tag", TWICE, 4),
        case("sentences that end early", ENDS, 0),
        case("sentences that end early", ENDS, 1),
        case("one sentence", TEDDY[:1], 0),
        case("30 random sentences", some_sentences(rng, 30), 0),
        case("30 random sentences", some_sentences(rng, 30), 1),
        case("40 random sentences", some_sentences(rng, 40), 2),
    ]


@best_accuracy.draw
def draw(rng):
    """Return random sentences."""
    return case("random sentences", some_sentences(rng, int(rng.integers(25, 45))), int(rng.integers(0, 3)))


@best_accuracy.edges
def edges(rng):
    """Return one sentence, one tag, all sentences of a grammar, and a view beyond all ends."""
    found = review_sentences()
    chosen = list(range(0, len(found.sentences), 7))
    rows = [(" ".join(found.sentences[i]), found.places[i], found.tags[i], found.weights[i]) for i in chosen]
    return [
        case("one sentence", ENDS[3:4], 1),
        case("one tag", some_sentences(rng, 20, tags=("x",)), 1),
        case("reviews", rows, 0),
        case("reviews", rows, 2),
        case("random sentences, seen to their ends", some_sentences(rng, 30), 9),
    ]


@best_accuracy.property("seeing further is never worse")
def further_is_better(f, rng):
    """Return a sentence unless the accuracy does not fall when more words are seen, and lies between 0 and 1."""
    sentences, places, tags, weights, _ = case("", some_sentences(rng, 40), 0).arguments
    found = [f(sentences, places, tags, weights, ahead=ahead) for ahead in range(5)]
    if not all(np.ndim(each) == 0 and 0 <= float(each) <= 1 + 1e-9 for each in found):
        return "an accuracy lies between 0 and 1"
    if any(later < before - 1e-9 for before, later in pairwise(found)):
        return f"with 0 to 4 words ahead it is {', '.join(f'{float(each):.3f}' for each in found)}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def grouped(sentences, places, tags, weights, seen, *, with_place=True):
    """Return the weights of each tag in each group; `seen(words, place)` is what the tagger sees."""
    groups = defaultdict(lambda: defaultdict(float))
    for words, place, tag, weight in zip(sentences, places, tags, weights, strict=True):
        groups[place if with_place else None, tuple(seen(words, place))][tag] += weight
    return [dict(group) for group in groups.values()]


def best(groups, weights):
    """Return the weight of the best tags, by the weight of all."""
    return float(sum(max(group.values()) for group in groups) / sum(weights))


def by_seeing(sentences, places, tags, weights, seen, **options):
    """Return the best accuracy where something else is seen."""
    return best(grouped(sentences, places, tags, weights, seen, **options), weights)


def right_groups(sentences, places, tags, weights, ahead):
    """Return the groups as they should be."""
    return grouped(sentences, places, tags, weights, lambda words, place: words[: place + ahead + 1])


@best_accuracy.mistake
def weights_ignored(sentences, places, tags, weights, *, ahead=0):
    """sentences are counted: add up their weights"""
    return reference.best_accuracy(sentences, places, tags, [1] * len(tags), ahead=ahead)


@best_accuracy.mistake
def not_divided(sentences, places, tags, weights, *, ahead=0):
    """the sum of the right weights is not divided by the sum of all weights"""
    return reference.best_accuracy(sentences, places, tags, weights, ahead=ahead) * float(sum(weights))


@best_accuracy.mistake
def divided_by_the_number(sentences, places, tags, weights, *, ahead=0):
    """the right weights are divided by the number of sentences: divide by the sum of all weights"""
    return reference.best_accuracy(sentences, places, tags, weights, ahead=ahead) * float(sum(weights)) / len(tags)


@best_accuracy.mistake
def past_not_seen(sentences, places, tags, weights, *, ahead=0):
    """the words before the word to tag are not seen: the tagger has read them all"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: words[place : place + ahead + 1])


@best_accuracy.mistake
def word_not_seen(sentences, places, tags, weights, *, ahead=0):
    """the view ends one word too early, as words[:place + ahead] does: with ahead = 0, the word itself is seen"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: words[: place + ahead])


@best_accuracy.mistake
def one_word_too_many(sentences, places, tags, weights, *, ahead=0):
    """the view ends one word too late: with ahead = 0, the word itself is the last one seen"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: words[: place + ahead + 2])


@best_accuracy.mistake
def ahead_ignored(sentences, places, tags, weights, *, ahead=0):
    """`ahead` is ignored: the view ends `ahead` words after the word to tag"""
    return reference.best_accuracy(sentences, places, tags, weights)


@best_accuracy.mistake
def whole_sentence_seen(sentences, places, tags, weights, *, ahead=0):
    """the whole sentence is seen: the view ends `ahead` words after the word to tag"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: words)


@best_accuracy.mistake
def counted_from_the_start(sentences, places, tags, weights, *, ahead=0):
    """the view has ahead + 1 words from the start of the sentence: it ends `ahead` words after the word to tag"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: words[: ahead + 1])


@best_accuracy.mistake
def window_on_both_sides(sentences, places, tags, weights, *, ahead=0):
    """the view begins `ahead` words before the word to tag: it begins with the first word"""
    return by_seeing(sentences, places, tags, weights,
                     lambda words, place: words[max(place - ahead, 0) : place + ahead + 1])  # fmt: skip


@best_accuracy.mistake
def place_not_known(sentences, places, tags, weights, *, ahead=0):
    """different words to tag in the same sentence share a group: the place must be part of the key"""
    seen = lambda words, place: words[: place + ahead + 1]  # noqa: E731
    return by_seeing(sentences, places, tags, weights, seen, with_place=False)


@best_accuracy.mistake
def words_in_any_order(sentences, places, tags, weights, *, ahead=0):
    """the order of the words is lost, as in a set: use a tuple of the words as they come"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: sorted(words[: place + ahead + 1]))


@best_accuracy.mistake
def word_alone(sentences, places, tags, weights, *, ahead=0):
    """only the word itself is seen: the tagger has read all words up to `ahead` words after it"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: [words[place]], with_place=False)


@best_accuracy.mistake
def one_tag_for_all(sentences, places, tags, weights, *, ahead=0):
    """all sentences get the same tag: each group that looks alike gets its own best tag"""
    return by_seeing(sentences, places, tags, weights, lambda words, place: [], with_place=False)


@best_accuracy.mistake
def most_sentences_win(sentences, places, tags, weights, *, ahead=0):
    """a group gets the tag of most of its sentences: it should get the tag with most weight"""
    groups, right = defaultdict(list), 0.0
    for words, place, tag, weight in zip(sentences, places, tags, weights, strict=True):
        groups[place, tuple(words[: place + ahead + 1])].append((tag, weight))
    for members in groups.values():
        chosen = Counter(tag for tag, _ in members).most_common(1)[0][0]
        right += sum(weight for tag, weight in members if tag == chosen)
    return right / float(sum(weights))


@best_accuracy.mistake
def mean_over_groups(sentences, places, tags, weights, *, ahead=0):
    """the accuracies of the groups are averaged as if all were equally likely: add up weights over all groups"""
    groups = right_groups(sentences, places, tags, weights, ahead)
    return float(np.mean([max(group.values()) / sum(group.values()) for group in groups]))


@best_accuracy.mistake
def first_tag_against_the_others(sentences, places, tags, weights, *, ahead=0):
    """all tags but the first share one sum, as if there were only two: each tag needs its own"""
    return reference.best_accuracy(sentences, places, [tag == tags[0] for tag in tags], weights, ahead=ahead)


@best_accuracy.mistake
def tag_drawn(sentences, places, tags, weights, *, ahead=0):
    """the tag is drawn with its probability, p * p for each tag: it is better to give the likeliest tag every time"""
    groups = right_groups(sentences, places, tags, weights, ahead)
    return float(sum(sum(w * w for w in g.values()) / sum(g.values()) for g in groups) / sum(weights))


@best_accuracy.mistake
def certain_alone(sentences, places, tags, weights, *, ahead=0):
    """only groups with a single tag count: in the others, the tag with most weight is right as well"""
    groups = right_groups(sentences, places, tags, weights, ahead)
    return float(sum(max(g.values()) for g in groups if len(g) == 1) / sum(weights))


@best_accuracy.mistake
def largest_sentence_alone(sentences, places, tags, weights, *, ahead=0):
    """in each group only the heaviest sentence is right: all sentences with the chosen tag are"""
    groups = defaultdict(float)
    for words, place, weight in zip(sentences, places, weights, strict=True):
        key = place, tuple(words[: place + ahead + 1])
        groups[key] = max(groups[key], weight)
    return float(sum(groups.values()) / sum(weights))


def last_or_first(sentences, places, tags, weights, ahead, keep_first):
    """Return the accuracy if a group has the tag of its last sentence, or of its first one."""
    chosen, views = {}, [(p, tuple(s[: p + ahead + 1])) for s, p in zip(sentences, places, strict=True)]
    for view, tag in zip(views, tags, strict=True):
        chosen[view] = chosen.get(view, tag) if keep_first else tag
    right = [weight for view, tag, weight in zip(views, tags, weights, strict=True) if chosen[view] == tag]
    return float(sum(right) / sum(weights))


@best_accuracy.mistake
def last_tag_kept(sentences, places, tags, weights, *, ahead=0):
    """each group gets the tag of its last sentence, which replaces the tags before: compare the weights of all tags"""
    return last_or_first(sentences, places, tags, weights, ahead, False)


@best_accuracy.mistake
def first_tag_kept(sentences, places, tags, weights, *, ahead=0):
    """each group gets the tag of its first sentence: compare the weights of all its tags"""
    return last_or_first(sentences, places, tags, weights, ahead, True)


@best_accuracy.mistake
def worst_tag(sentences, places, tags, weights, *, ahead=0):
    """each group gets the tag with least weight: give it the one with most"""
    return float(sum(min(g.values()) for g in right_groups(sentences, places, tags, weights, ahead)) / sum(weights))


@best_accuracy.mistake
def in_percent(sentences, places, tags, weights, *, ahead=0):
    """the accuracy is in percent: return a number from 0 to 1"""
    return 100 * reference.best_accuracy(sentences, places, tags, weights, ahead=ahead)


@best_accuracy.mistake
def error_returned(sentences, places, tags, weights, *, ahead=0):
    """the share of wrong tags is returned: return the share of right ones"""
    return 1 - reference.best_accuracy(sentences, places, tags, weights, ahead=ahead)


# --- right, written differently -------------------------------------------------------------------------------------


@best_accuracy.right
def by_sorting(sentences, places, tags, weights, *, ahead=0):
    """Return the same: rows are sorted by what is seen, and neighbours compared."""
    rows = sorted(
        (" ".join(s[: p + ahead + 1]), p, t, w) for s, p, t, w in zip(sentences, places, tags, weights, strict=True)
    )
    right, seen, of_tag = 0.0, None, Counter()
    for words, place, tag, weight in rows:
        if (words, place) != seen:
            right, seen, of_tag = right + max(of_tag.values(), default=0), (words, place), Counter()
        of_tag[tag] += weight
    return np.float64((right + max(of_tag.values())) / sum(weights))


@best_accuracy.right
def with_arrays(sentences, places, tags, weights, *, ahead=0):
    """Return the same with a table (groups, tags)."""
    views = [(p, *s[: p + ahead + 1]) for s, p in zip(sentences, places, strict=True)]
    rows, columns = sorted(set(views)), sorted(set(tags))
    table = np.zeros((len(rows), len(columns)))
    for view, tag, weight in zip(views, tags, weights, strict=True):
        table[rows.index(view), columns.index(tag)] += weight
    return table.max(axis=1).sum() / table.sum()
