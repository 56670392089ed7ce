"""Pairs of words for analogies, and words that name places, people or neither, with a small classifier of them.

RELATIONS       pairs for each relation
questions_of    all analogies that the pairs of a relation make
CLASSES         words of three kinds
few_labels      accuracy on new words after training on few, with word vectors or with one-hot columns
"""

import numpy as np

PAIRS = {
    "capital": "france paris|italy rome|germany berlin|spain madrid|russia moscow|japan tokyo|china beijing|greece "
    "athens|egypt cairo|austria vienna|cuba havana|poland warsaw|hungary budapest|iraq baghdad|iran "
    "tehran|england london",
    "female": "man woman|king queen|boy girl|father mother|son daughter|brother sister|husband wife|prince "
    "princess|uncle aunt|actor actress|he she|his her|grandfather grandmother",
    "comparative": "big bigger|small smaller|fast faster|slow slower|large larger|strong stronger|weak weaker|old "
    "older|young younger|high higher|low lower|long longer|short shorter|cheap cheaper|hard harder",
    "plural": "car cars|dog dogs|child children|man men|woman women|city cities|country countries|book books|bird "
    "birds|horse horses|house houses|mouse mice|foot feet|tree trees|hand hands|eye eyes",
    "past": "go went|take took|see saw|come came|give gave|know knew|find found|think thought|say said|write "
    "wrote|fall fell|begin began|grow grew|run ran|speak spoke|win won",
    "opposite": "good bad|hot cold|big small|old new|open closed|happy sad|rich poor|strong weak|early late|high "
    "low|fast slow|light dark|war peace|love hate|buy sell|win lose",
}
RELATIONS = {name: tuple(tuple(pair.split()) for pair in text.split("|")) for name, text in PAIRS.items()}

KINDS = {
    "place": "france italy germany spain russia japan china greece egypt austria cuba poland hungary iraq iran "
    "england paris rome berlin madrid moscow tokyo beijing athens cairo vienna havana warsaw budapest "
    "baghdad tehran london india brazil mexico canada australia sweden norway finland denmark belgium "
    "ireland scotland wales israel syria lebanon kenya nigeria sudan pakistan afghanistan vietnam "
    "thailand indonesia chicago boston houston seattle dallas",
    "person": "john david michael james robert william thomas peter richard paul george charles daniel joseph "
    "andrew stephen steven edward brian kevin martin anthony alexander patrick simon philip matthew eric "
    "carlos jose maria mary elizabeth anna sarah susan jennifer margaret barbara linda patricia laura "
    "lisa karen helen nancy jane emily kate julia alice rachel catherine donald ronald kenneth frank gary "
    "larry jeff",
    "other": "water food music tree house money table window river animal bird horse engine paper green blue small "
    "large quick heavy walk write speak think build carry follow begin market school teacher doctor "
    "summer morning kitchen metal cotton battle victory defeat science method theory number sugar coffee "
    "bread garden forest storm winter happy simple early quiet danger hope memory chair",
}
CLASSES = {kind: tuple(text.split()) for kind, text in KINDS.items()}


def questions_of(relation):
    """Return all analogies (a, b, c, right answer) of two different pairs of a relation."""
    pairs = RELATIONS[relation]
    return [(a, b, c, d) for a, b in pairs for c, d in pairs if a != c]


def trained(X, labels, classes, *, steps=200, learning_rate=1.0, decay=1e-2):
    """Return W and b of a softmax layer, trained by gradient descent from zeros; X : (n, m), labels : (m,)."""
    W, b, Y = np.zeros((classes, len(X))), np.zeros((classes, 1)), np.eye(classes)[:, labels]
    for _ in range(steps):
        Z = W @ X + b
        A = np.exp(Z - Z.max(axis=0))
        dZ = (A / A.sum(axis=0) - Y) / len(labels)
        W, b = W - learning_rate * (dZ @ X.T + decay * W), b - learning_rate * dZ.sum(axis=1, keepdims=True)
    return W, b


def few_labels(columns, labels, *, each, seed, test=30, steps=200):
    """Return the accuracy on `test` words of each class, after training on `each` others of each class.

    columns : (n, m), a column for each word    labels : (m,) int, whole numbers from 0
    """
    rng, classes = np.random.default_rng(seed), labels.max() + 1
    order = [rng.permutation(np.flatnonzero(labels == one)) for one in range(classes)]
    train = np.concatenate([ids[test : test + each] for ids in order])
    W, b = trained(columns[:, train], labels[train], classes, steps=steps)
    new = np.concatenate([ids[:test] for ids in order])
    return float(((W @ columns[:, new] + b).argmax(axis=0) == labels[new]).mean())
