"""Exercise 7: rewrite a whole network."""

from deepcourse.cnn import efficient as reference
from deepcourse.cnn import summary
from deepcourse.exercises.declaration import Case, FunctionExercise

MOST = 30  # layers: lists of one length are compared layer by layer


def rewritten(f, architecture):
    """Return what `f` returns, a line for each layer, and "nothing" after the last one."""
    layers = f(architecture)
    if not isinstance(layers, (list, tuple)) or not all(isinstance(layer, (list, tuple)) for layer in layers):
        return ["no list of layers: return a list of tuples"]
    lines = ["several layers in one entry" if layer and isinstance(layer[0], (list, tuple)) else
             " ".join(map(str, layer)) for layer in layers]  # fmt: skip
    return lines + ["nothing"] * (MOST - len(lines))


make_separable = FunctionExercise(
    __name__,
    reference=reference.make_separable,
    use=rewritten,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("layers",),
    hints=(
        "Build a new list in a loop; some layers add two entries to it, all others one.",
        "Two kinds of convolutions stay. Keep track of whether there has been a convolution before, wherever it was.",
        "The next layer must get the same shape as before: which of the two new layers makes the map smaller, and "
        "which one sets the number of channels?",
    ),
)


def small():
    """Return a network with strides, pads and filters of several sizes."""
    return [
        ("input", 20, 30, 3),
        ("conv", 6, 5, 1, 2),
        ("conv", 9, 3, 2, 0),
        ("pool", 2, 2),
        ("conv", 7, 5, 1, 1),
        ("flatten",),
        ("dense", 4),
    ]


def pooled_first():
    """Return a network whose first convolution comes after a pooling, with filters of one pixel in it."""
    return [
        ("input", 25, 16, 2),
        ("pool", 3, 2),
        ("conv", 8, 3, 1, 1),
        ("conv", 4, 1, 1, 0),
        ("conv", 10, 3, 3, 2),
        ("conv", 5, 1, 2, 0),
        ("conv", 10, 2, 1, 0),
    ]


def narrow_first():
    """Return a network whose first convolution has filters of one pixel."""
    return [("input", 9, 12, 4), ("conv", 6, 1, 1, 0), ("conv", 6, 4, 2, 1), ("conv", 11, 3, 1, 1), ("pool", 2, 1)]


@make_separable.visible
def visible():
    """Return networks of all kinds, one without a second convolution, and one without any."""
    return [
        Case("convolutions with strides and pads", (small(),)),
        Case("pooling first, and filters of one pixel", (pooled_first(),)),
        Case("filters of one pixel first", (narrow_first(),)),
        Case("one convolution", ([("input", 8, 9, 1), ("conv", 3, 3, 1, 1), ("flatten",), ("dense", 2)],)),
        Case("no convolution", ([("input", 5, 7, 2), ("flatten",), ("dense", 6)],)),
    ]


@make_separable.draw
def draw(rng):
    """Return random layers."""
    layers = [("input", 40, 50, 3)]
    for _ in range(int(rng.integers(3, 7))):
        n_C, f, stride, pad = (int(n) for n in rng.integers((2, 1, 1, 0), (20, 4, 3, 3)))
        layers.append(("conv", n_C, f, stride, pad) if rng.random() < 0.8 else ("pool", 2, 1))
    return Case(f"{len(layers)} random layers", (layers,))


@make_separable.edges
def edges(rng):
    """Return a network of the text, LeNet-5, an input alone, pooling first, many pixels a filter."""
    return [
        Case("VGG", (summary.vgg((1, 2, 2)),)),
        Case("LeNet-5", (list(summary.LENET_5),)),
        Case("the input alone", ([("input", 4, 9, 2)],)),
        Case("pooling first", ([("input", 19, 22, 3), ("pool", 2, 1), *small()[1:]],)),
        Case("large filters", ([("input", 30, 30, 2), ("conv", 4, 1, 1, 0), ("conv", 5, 11, 4, 5)],)),
    ]


@make_separable.property("the given list stays as it was")
def stays(f, rng):
    """Return a sentence unless the given list is the same afterwards, and the shapes at the end are."""
    given = small()
    made = f(given)
    if given != small():
        return "the given list was changed: build a new one"
    try:
        last = summary.summarize(made)[-1][1]
    except Exception:
        return None  # the cases above tell what is wrong with the layers
    return None if last == (4,) else "the last shape of the network has changed"


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(architecture, *, stays=lambda number, layer: number == 0 or layer[2] == 1, made=None):
    """Return a network with something changed.

    stays : (number of the convolution from 0, layer) to bool    made : (layer, channels in front) to new layers
    """
    layers, number, channels = [], 0, 0
    for layer in architecture:
        if layer[0] == "conv":
            layers += [layer] if stays(number, layer) else (made or pair)(layer, channels)
            number, channels = number + 1, layer[1]
        else:
            layers.append(layer)
            channels = layer[3] if layer[0] == "input" else channels
    return layers


def pair(layer, _):
    """Return the two layers that take the place of a convolution."""
    _, n_C, f, stride, pad = layer
    return [("depthwise", f, stride, pad), ("conv", n_C, 1, 1, 0)]


def with_rules(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(architecture):
        return built(architecture, **rules)

    mistake.__name__, mistake.__doc__ = name, sentence
    make_separable.mistake(mistake)


with_rules("first_one_too", "the first convolution is replaced, too: leave it as it is",
           stays=lambda number, layer: layer[2] == 1)  # fmt: skip
with_rules("one_by_one_too", "1 x 1 convolutions are replaced, too: leave them, there is nothing to separate",
           stays=lambda number, layer: number == 0)  # fmt: skip
with_rules("all_of_them", "every convolution is replaced: leave the first one and those of 1 x 1",
           stays=lambda number, layer: False)  # fmt: skip
with_rules("nothing_replaced", "no convolution is replaced: replace all but the first one and those of 1 x 1",
           stays=lambda number, layer: True)  # fmt: skip
with_rules("only_three_by_three", "only 3 x 3 convolutions are replaced: replace the other sizes above 1 x 1, too",
           stays=lambda number, layer: number == 0 or layer[2] != 3)  # fmt: skip
with_rules("stride_in_the_second", "the stride is given to the 1 x 1 filters: give it to the depthwise filters, so "
           "that fewer pixels are left", made=lambda layer, _: [("depthwise", layer[2], 1, layer[4]),
                                                       ("conv", layer[1], 1, layer[3], 0)])  # fmt: skip
with_rules("stride_in_both", "both new layers have the stride: give it to the depthwise filters alone",
           made=lambda layer, _: [("depthwise", *layer[2:]), ("conv", layer[1], 1, layer[3], 0)])  # fmt: skip
with_rules("stride_lost", "the stride is lost: give it to the depthwise filters",
           made=lambda layer, _: [("depthwise", layer[2], 1, layer[4]), ("conv", layer[1], 1, 1, 0)])  # fmt: skip
with_rules("pad_in_both", "both new layers have the pad: filters of 1 x 1 need none",
           made=lambda layer, _: [("depthwise", *layer[2:]), ("conv", layer[1], 1, 1, layer[4])])  # fmt: skip
with_rules("pad_in_the_second", "the pad is given to the 1 x 1 filters: the depthwise filters have it",
           made=lambda layer, _: [("depthwise", *layer[2:4], 0), ("conv", layer[1], 1, 1, layer[4])])  # fmt: skip
with_rules("pad_not_written", "the 1 x 1 filters have four entries: write their pad, 0, as the fifth",
           made=lambda layer, _: [("depthwise", *layer[2:]), ("conv", layer[1], 1, 1)])  # fmt: skip
with_rules("pair_in_one_entry", "the two new layers are in one entry of the list: each layer is an entry of its own",
           made=lambda layer, _: [pair(layer, _)])  # fmt: skip
with_rules("pad_lost", "the pad is lost: give it to the depthwise filters",
           made=lambda layer, _: [("depthwise", layer[2], layer[3], 0), ("conv", layer[1], 1, 1, 0)])  # fmt: skip
with_rules("pad_of_ones_own", "the depthwise filters get the pad (f - 1) / 2: take the pad of the convolution",
           made=lambda layer, _: [("depthwise", *layer[2:4], (layer[2] - 1) // 2),
                                  ("conv", layer[1], 1, 1, 0)])  # fmt: skip
with_rules("stride_and_pad_swapped", "stride and pad are swapped: the order is f, stride, pad",
           made=lambda layer, _: [("depthwise", layer[2], layer[4], layer[3]),
                                  ("conv", layer[1], 1, 1, 0)])  # fmt: skip
with_rules("channels_in_the_first", "the depthwise layer is given n_C: it keeps the channels, and its numbers are "
           "f, stride, pad",
           made=lambda layer, _: [("depthwise", *layer[1:]), ("conv", layer[1], 1, 1, 0)])  # fmt: skip
with_rules("second_missing", "the 1 x 1 filters are missing: without them the channels never mix",
           made=lambda layer, _: [("depthwise", *layer[2:])])  # fmt: skip
with_rules("pointwise_first", "the 1 x 1 filters come first: put them after the depthwise filters",
           made=lambda layer, _: pair(layer, _)[::-1])  # fmt: skip
with_rules("channels_that_came_in", "there are as many 1 x 1 filters as input channels: there must be n_C",
           made=lambda layer, before: [("depthwise", *layer[2:]), ("conv", before, 1, 1, 0)])  # fmt: skip
with_rules("filters_kept_large", "the second layer keeps its f x f filters: make them 1 x 1",
           made=lambda layer, _: [("depthwise", *layer[2:]),
                                  ("conv", *layer[1:3], 1, (layer[2] - 1) // 2)])  # fmt: skip
with_rules("as_groups", "a convolution with groups replaces the pair: write a depthwise layer and "
           "1 x 1 filters",
           made=lambda layer, before: [(*layer, before)])  # fmt: skip


@make_separable.mistake
def first_layer_by_place(architecture):
    """the layer right after the input is kept: keep the first *convolution*, wherever it is"""
    layers = []
    for place, layer in enumerate(architecture):
        stays = layer[0] != "conv" or place == 1 or layer[2] == 1
        layers += [layer] if stays else pair(layer, 0)
    return layers


@make_separable.mistake
def first_large_one(architecture):
    """the first convolution larger than 1 x 1 is kept: keep the first convolution, whatever its size"""
    layers, seen = [], False
    for layer in architecture:
        large = layer[0] == "conv" and layer[2] > 1
        layers += pair(layer, 0) if large and seen else [layer]
        seen = seen or large
    return layers


# --- right, written differently -------------------------------------------------------------------------------------


@make_separable.right
def by_places(architecture):
    """Return the same, in lists, from the place of the first convolution."""
    first = next((place for place, layer in enumerate(architecture) if layer[0] == "conv"), None)
    layers = []
    for place, (name, *numbers) in enumerate(architecture):
        if name != "conv" or place == first or numbers[1] == 1:
            layers.append([name, *numbers])
        else:
            layers.extend([["depthwise", *numbers[1:]], ["conv", numbers[0], 1, 1, 0]])
    return layers
