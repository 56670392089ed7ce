"""Exercise 4: a whole family of networks from five numbers."""

from deepcourse.cnn import summary as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

MOST = 32  # stages


def built(f, counts, size, width, classes):
    """Return what `f` returns, a line for each stage and one for the layers after the last pooling.

    Options are left out where usual. All lists have one length: a message then shows the first stage that differs.
    """
    usual = {"size": 224, "width": 64, "classes": 1000}
    options = {"size": size, "width": width, "classes": classes}
    layers = f(counts, **{name: n for name, n in options.items() if n != usual[name]})
    if not isinstance(layers, (list, tuple)) or not all(isinstance(layer, (list, tuple)) for layer in layers):
        return ["this is not a list of layers: return a list of tuples"]
    lines, line = [], []
    for layer in layers:
        line.append(" ".join(map(str, without_one_group(layer))))
        if line[-1].startswith("pool"):
            lines.append(", ".join(line))
            line = []
    lines.append(", ".join(line))
    return lines + ["nothing"] * (MOST - len(lines))


def without_one_group(layer):
    """Return a convolution that states its single group in the usual form, and other layers as they are."""
    return layer[:5] if len(layer) == 6 and layer[0] == "conv" and layer[5] == 1 else layer


vgg = FunctionExercise(
    __name__,
    reference=reference.vgg,
    use=built,
    name="vgg",
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the stages",),
    hints=(
        "One loop over the stages: as many convolutions as the stage has, then one pooling.",
        "The filters double from stage to stage, and the fourth stage has reached the limit.",
        "Which pad keeps height and width for 3 by 3 filters and stride 1? And what must come between the last "
        "pooling and the first dense layer?",
    ),
)


def case(counts, size=224, width=64, classes=1000):
    """Return one member of the family."""
    told = f"convolutions {', '.join(map(str, counts))}"
    told += f"; size {size}, width {width}, {classes} classes" if (size, width) != (224, 64) else ""
    return Case(told, (tuple(counts), size, width, classes))


@vgg.visible
def visible():
    """Return VGG-16, a network with other counts in every stage, shorter ones, and other options."""
    return [
        case((2, 2, 3, 3, 3)),
        case((1, 3, 2, 4, 5), 96, 6, 20),
        case((2, 1, 3), 32, 5, 10),
        case((3, 2), 28, 8, 7),
        case((1, 2, 1, 1, 1, 2), 128, 2, 5),
        case((1, 1, 2, 1, 1), 64, 80, 6),
    ]


@vgg.draw
def draw(rng):
    """Return a random member."""
    stages = int(rng.integers(2, 7))
    counts = [int(n) for n in rng.integers(1, 5, size=stages)]
    return case(counts, 2**stages * int(rng.integers(1, 5)), int(rng.integers(2, 12)), int(rng.integers(3, 50)))


@vgg.edges
def edges(rng):
    """Return one stage, VGG-19, and sizes that do not divide."""
    return [case((4,), 10, 3, 2), case((2, 2, 4, 4, 4)), case((1, 1, 2, 2, 2), 37, 7, 11)]


@vgg.property("one more convolution")
def one_more(f, rng):
    """Return a sentence unless a third convolution in a stage of two is a layer more, and leaves its shape."""
    small = {"size": 32, "width": 4, "classes": 3}
    two, three = (reference.summarize(f((1, count), **small)) for count in (2, 3))
    if len(three) != len(two) + 1:
        return f"counts (1, 2) give {len(two)} layers, counts (1, 3) give {len(three)}"
    return None if two[-1][1] == three[-1][1] else f"the last shapes are {two[-1][1]} and {three[-1][1]}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def made(counts, size, width, classes, *, filters=None, pool=("pool", 2, 2), f=3, pad=1, stride=1, channels=3,
         flatten=True, pools=None, dense=None, last=True, every=None, limit=None):  # fmt: skip
    """Return the layers by rules."""
    layers = [("input", size, size, channels)]
    for stage, count in enumerate(counts):
        n = filters(stage) * width if filters else min(width * 2**stage, limit or 8 * width)
        layers += [("conv", n, f, stride, pad)] * (every or count)
        if pools is None or pools(stage):
            layers.append(pool)
    layers += [("flatten",)] if flatten else []
    units = [64 * width] * 2 if dense is None else dense(width)
    return [*layers, *(("dense", n) for n in units), *([("dense", classes)] if last else [])]


def declare(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(counts, *, size=224, width=64, classes=1000):
        chosen = {key: rule(counts) if key == "pools" else rule for key, rule in rules.items()}
        return made(counts, size, width, classes, **chosen)

    mistake.__name__, mistake.__doc__ = name, sentence
    vgg.mistake(mistake)


declare("no_limit", "the filters double without a limit: the limit is 8 times the width",
        filters=lambda stage: 2**stage)  # fmt: skip
declare("limit_of_vgg_16", "the limit is always 512 filters: that is 8 times a width of 64", limit=512)
declare("limit_too_early", "the filters stop doubling at 4 times the width: the limit is 8 times",
        filters=lambda stage: min(2**stage, 4))  # fmt: skip
declare("doubled_at_once", "the first stage has twice the width: the doubling starts with the second stage",
        filters=lambda stage: min(2 ** (stage + 1), 8))  # fmt: skip
declare("one_width_more", "each stage adds `width` filters to those of the one before: it has twice as many",
        filters=lambda stage: min(stage + 1, 8))  # fmt: skip
declare("all_alike", "all stages are equally wide: the filters double from stage to stage", filters=lambda stage: 1)
declare("no_padding", "the convolutions are not padded: pad 1 keeps height and width", pad=0)
declare("too_much_padding", "the convolutions are padded by 2: pad 1 keeps height and width", pad=2)
declare("large_filters", "the filters are 5 x 5: all are 3 x 3", f=5, pad=2)
declare(
    "stride_two", "the convolutions have stride 2: they have stride 1, and pooling makes the maps smaller", stride=2
)
declare("overlapping_pools", "the pooling is AlexNet's, 3 x 3 with stride 2: here it is 2 x 2 with stride 2",
        pool=("pool", 3, 2))  # fmt: skip
declare("pool_stride_one", "the pooling has stride 1: it has stride 2", pool=("pool", 2, 1))
declare("no_pools", "there is no pooling: each stage ends in one", pools=lambda counts: lambda stage: False)
declare("last_pool_missing", "the last stage has no pooling: each stage ends in one",
        pools=lambda counts: lambda stage: stage < len(counts) - 1)  # fmt: skip
declare("first_pool_missing", "the first stage has no pooling: each stage ends in one",
        pools=lambda counts: lambda stage: stage > 0)  # fmt: skip
declare("one_convolution", "every stage has one convolution: `counts` says how many there are", every=1)
declare("two_convolutions", "every stage has two convolutions: `counts` says how many there are", every=2)
declare("no_flatten", "flatten is missing: dense layers need columns", flatten=False)
declare("fixed_units", "the dense layers have 4096 units: that is 64 times a width of 64", dense=lambda w: [4096] * 2)
declare("one_dense", "one dense layer is missing: there are two before that of the classes", dense=lambda w: [64 * w])
declare("no_dense", "the two large dense layers are missing: each has 64 times the width", dense=lambda w: [])
declare("narrow_dense", "the dense layers have as many units as the last stage has filters: 64 times the width",
        dense=lambda w: [8 * w] * 2)  # fmt: skip
declare("no_classes", "the last dense layer is missing: it gives one score for each class", last=False)
declare("grey_pictures", "the pictures have one channel: they have 3", channels=1)


@vgg.mistake
def classes_fixed(counts, *, size=224, width=64, classes=1000):
    """the number of classes is ignored: the last layer has `classes` units"""
    return made(counts, size, width, 1000)


@vgg.mistake
def width_fixed(counts, *, size=224, width=64, classes=1000):
    """the width is ignored: the first stage has `width` filters"""
    return made(counts, size, 64, classes)


@vgg.mistake
def size_fixed(counts, *, size=224, width=64, classes=1000):
    """the size is ignored: the pictures are `size` by `size`"""
    return made(counts, 224, width, classes)


@vgg.mistake
def pool_behind_each(counts, *, size=224, width=64, classes=1000):
    """there is a pooling after each convolution: only the end of a stage has one"""
    layers = []
    for layer in made(counts, size, width, classes, pools=lambda stage: False):
        layers += [layer, ("pool", 2, 2)] if layer[0] == "conv" else [layer]
    return layers


# --- right, written differently -------------------------------------------------------------------------------------


@vgg.right
def step_by_step(counts, *, size=224, width=64, classes=1000):
    """Return lists for tuples, from a loop in a loop."""
    layers, n = [["input", size, size, 3]], width
    for count in counts:
        for _ in range(count):
            layers.append(["conv", n, 3, 1, 1])
        layers.append(["pool", 2, 2])
        n = min(2 * n, 8 * width)
    layers.append(["flatten"])
    for units in (64 * width, 64 * width, classes):
        layers.append(["dense", units])
    return layers
