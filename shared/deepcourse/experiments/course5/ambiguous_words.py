"""Generated sentences with one word that can be read in two ways: all sentences of two small grammars.

Sentences           what a grammar makes: sentences, the place of the word, its tag, how likely each sentence is
ambiguous_sentences teddy, rose, bill, penny: a person or a thing
review_sentences    "nobody called the soup bad": is the soup praised or blamed?
OPENINGS, PERSON    what the first grammar begins with, and how likely each name is a person
"""

import itertools
from dataclasses import dataclass

OPENINGS = {  # words: (how likely they are, the tag that they tell, if any)
    "he said": (0.3, ""),
    "we heard that": (0.3, ""),
    "he said the": (0.2, "thing"),
    "she says our friend": (0.2, "person"),
}
PERSON = {"teddy": 0.6, "rose": 0.4, "bill": 0.7, "penny": 0.2}
FILLERS = {"": 0.4, "really": 0.2, "of course": 0.2, "as you know": 0.2}
ENDS = {  # of each tag: one end that tells it at once, one that starts as an end of the other does
    "person": ("{} laughed all night", "{} was president"),
    "thing": ("{} costs ten dollars", "{} was on sale"),
}
OWN_ENDS = {  # {} is the place of the filler
    ("teddy", "person"): ("roosevelt {} was president", "{} was president"),
    ("teddy", "thing"): ("bears {} are on sale", "{} was on sale"),
}

CRITICS = {"everybody": (0.35, False), "most guests": (0.35, False), "nobody": (0.15, True), "no guest": (0.15, True)}
VERBS = ("called", "found")
NOUNS = ("soup", "film", "hotel")
DEGREES = ("", "really", "all that")
OPINIONS = {"good": True, "great": True, "bad": False, "awful": False}


@dataclass(frozen=True)
class Sentences:
    """Sentences, lists of words; the place of the word to tag, its tag, and the chance of each sentence."""

    sentences: list
    places: list
    tags: list
    weights: list

    @property
    def vocabulary(self):
        """All words, in alphabetical order."""
        return sorted({word for sentence in self.sentences for word in sentence})

    def matching(self, words):
        """Return {tag: chance} of the sentences that begin with these words, the chances scaled to a sum of 1."""
        found = dict.fromkeys(sorted(set(self.tags)), 0.0)
        for sentence, tag, weight in zip(self.sentences, self.tags, self.weights, strict=True):
            if sentence[: len(words)] == list(words):
                found[tag] += weight
        total = sum(found.values())
        return {tag: weight / total for tag, weight in found.items()}


def listed(rows):
    """Return the `Sentences` of rows (words before, word, words after, tag, chance)."""
    rows = list(rows)
    sentences = [f"{before} {word} {after}".split() for before, word, after, _, _ in rows]
    return Sentences(
        sentences, [len(row[0].split()) for row in rows], [row[3] for row in rows], [row[4] for row in rows]
    )


def ambiguous_sentences():
    """Return all sentences about teddy, rose, bill and penny: each of them is a "person" or a "thing"."""
    rows = []
    for (opening, (chance, told)), (name, person) in itertools.product(OPENINGS.items(), PERSON.items()):
        for tag, (filler, share) in itertools.product(ENDS, FILLERS.items()):
            of_tag = float(told == tag) if told else person if tag == "person" else 1 - person
            for end in OWN_ENDS.get((name, tag), ENDS[tag]):
                rows.append((opening, name, end.format(filler), tag, chance / 4 * of_tag * share / 2))
    return listed(row for row in rows if row[4] > 0)


def review_sentences():
    """Return all reviews: the noun is "praised" or "blamed", and what comes before it and after it decides together."""
    rows = []
    for (critic, (chance, denies)), verb, noun in itertools.product(CRITICS.items(), VERBS, NOUNS):
        for degree, (opinion, good) in itertools.product(DEGREES, OPINIONS.items()):
            tag = "praised" if good != denies else "blamed"
            rows.append((f"{critic} {verb} the", noun, f"{degree} {opinion}", tag, chance / 72))
    return listed(rows)
