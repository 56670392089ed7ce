"""Exercise 4: attention and feed-forward layers, with sums and norms around them."""

import numpy as np

from deepcourse.exercises.course5.gated_units.cells import first_parts, trouble_with
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import transformer as reference
from deepcourse.sequence.self_attention import look_ahead_mask, multi_head_attention_forward, padding_mask


def through(f, x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
    """Return what comes out, without the cache."""
    options = {"num_heads": num_heads, "mask": mask, "norm": norm, "activation": activation}
    return first_parts(f(x, parameters, **options), 1, of=2)


encoder_block_forward = FunctionExercise(
    __name__,
    reference=reference.encoder_block_forward,
    use=through,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    relative_tolerance=1e-5,  # several sums follow each other
    returns=("out",),
    hints=(
        'Sort the parameters first: part_of(parameters, "norm1") is a dictionary with gamma and beta.',
        'Write the two lines of "pre" and the two lines of "post" below each other. What goes through a norm, and what '
        "is added to what? The second sum starts from the first one's result.",
        "Each of the three functions returns a cache beside its result; keep the four of them. Attention to itself: "
        "both inputs are the same.",
    ),
)


def parameters_of(rng, n, n_ff):
    """Return the parameters of a block: large enough to matter, and no bias, gamma or beta without effect."""
    made = reference.block_parameters(rng, n, n_ff)
    return {name: value + rng.normal(0.0, 0.4, size=value.shape) for name, value in made.items()}


def case(rng, sizes, name="", *, mask=None, norm="pre", activation="relu"):
    """Return x, parameters and options of these sizes as a case."""
    n, num_heads, n_ff, m, T = sizes
    told = name or f"n = {n}, {num_heads} heads, n_ff = {n_ff}, m = {m}, T = {T}"
    options = {"num_heads": num_heads, "norm": norm, "activation": activation}
    if mask is not None:
        options["mask"] = look_ahead_mask(T) if mask == "ahead" else padding_mask(rng.integers(1, T, size=m), T)
    return Case(f"{told}, {norm}-norm", (rng.normal(1.0, 1.5, size=(n, m, T)), parameters_of(rng, n, n_ff)), options)


@encoder_block_forward.visible
def visible():
    """Return both places of the norms, several numbers of heads, masks, GELU, one example, one step."""
    rng = np.random.default_rng(604)
    return [
        case(rng, (6, 2, 5, 3, 4)),
        case(rng, (6, 3, 4, 2, 5), norm="post"),
        case(rng, (4, 2, 7, 3, 5), "some keys hidden", mask="padding"),
        case(rng, (4, 2, 6, 2, 3), "the future hidden", mask="ahead", norm="post"),
        case(rng, (6, 2, 3, 2, 4), "GELU", activation="gelu", norm="post"),
        case(rng, (6, 3, 8, 2, 4), "GELU", activation="gelu"),
        case(rng, (3, 1, 5, 1, 4), "one example"),
        case(rng, (4, 4, 6, 2, 1), "one step", norm="post"),
    ]


@encoder_block_forward.draw
def draw(rng):
    """Return random sizes and options."""
    num_heads, rows = (int(k) for k in rng.integers(2, 4, size=2))
    n_ff, m, T = (int(k) for k in rng.permutation(np.arange(2, 8))[:3])
    return case(
        rng,
        (num_heads * rows, num_heads, n_ff, m, max(T, 3)),
        mask=rng.choice([None, "ahead", "padding"]),
        norm=str(rng.choice(["pre", "post"])),
        activation=str(rng.choice(["relu", "gelu"])),
    )


@encoder_block_forward.edges
def edges(rng):
    """Return both places of the norms, with masks, one example, one step, one head."""
    return [
        case(rng, (6, 2, 4, 3, 5), mask="padding", norm="post", activation="gelu"),
        case(rng, (6, 3, 4, 2, 5), mask="ahead"),
        case(rng, (4, 1, 5, 2, 3), "one head", norm="post"),
        case(rng, (4, 2, 3, 1, 5), "one example", activation="gelu"),
        case(rng, (6, 2, 5, 3, 1), "one step"),
    ]


@encoder_block_forward.property("the package's backward pass can use the cache")
def goes_back(f, rng):
    """Return a sentence unless the cache gives the gradients that the package's own cache gives."""
    x, parameters, d_out = rng.normal(size=(4, 2, 3)), parameters_of(rng, 4, 6), rng.normal(size=(4, 2, 3))
    for norm in ("pre", "post"):
        options = {"num_heads": 2, "norm": norm, "activation": "gelu"}

        def back(cache):
            dx, grads = reference.encoder_block_backward(d_out, cache)
            return {"dx": dx} | grads

        right = reference.encoder_block_forward(x, parameters, **options)[1]
        trouble = trouble_with(f(x, parameters, **options), 2, back, right)
        if trouble:
            return f"norm {norm!r}: {trouble}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


class Parts:
    """The three branches of a block, for mistakes: `norm(1, x)`, `attend(x)`, `feed(x)`."""

    def __init__(self, parameters, num_heads, mask, activation):
        self.parameters = parameters
        self.options, self.activation = {"num_heads": num_heads, "mask": mask}, activation

    def norm(self, number, x):
        """Return what norm 1 or 2 makes of x."""
        p = reference.part_of(self.parameters, f"norm{number}")
        return reference.layer_norm_forward(x, p["gamma"], p["beta"])[0]

    def attend(self, x, other=None):
        """Return what attention makes of x."""
        p = reference.part_of(self.parameters, "attention")
        return multi_head_attention_forward(x, x if other is None else other, p, **self.options)[0]

    def feed(self, x):
        """Return what the feed-forward layers make of x."""
        p = reference.part_of(self.parameters, "feed")
        return reference.feed_forward_forward(x, p, activation=self.activation)[0]


def mistaken(pre=None, post=None):
    """Return a variant of the block: functions of the parts and x, where they differ from the right ones."""

    def variant(x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
        b = Parts(parameters, num_heads, mask, activation)
        return ((pre or right_pre) if norm == "pre" else (post or right_post))(b, x), None

    return variant


def right_pre(b, x):
    """Return the block with its norms before the branches."""
    x = x + b.attend(b.norm(1, x))
    return x + b.feed(b.norm(2, x))


def right_post(b, x):
    """Return the block with its norms after the sums."""
    x = b.norm(1, x + b.attend(x))
    return b.norm(2, x + b.feed(x))


def known(sentence, **variants):
    """Declare a mistake made of other functions for "pre" and "post"."""
    variant = mistaken(**variants)
    variant.__doc__ = sentence
    variant.__name__ = variant.__qualname__ = "_".join(sentence.replace(":", "").replace(",", "").split()[:7])
    encoder_block_forward.mistake(variant)


def sums_from_the_norm(b, x):
    """Return the block whose sums start from what the norms return."""
    normal = b.norm(1, x)
    x = normal + b.attend(normal)
    normal = b.norm(2, x)
    return normal + b.feed(normal)


def second_sum_from_the_input(b, x):
    """Return the block whose second sum starts from x."""
    return x + b.feed(b.norm(2, x + b.attend(b.norm(1, x))))


def second_sum_from_the_input_post(b, x):
    """Return the same for norms after the sums."""
    return b.norm(2, x + b.feed(b.norm(1, x + b.attend(x))))


known(
    'the places of the norms are exchanged: with "pre", they stand inside the branches, with "post" after the sums',
    pre=right_post,
    post=right_pre,
)
known("the norms always stand before the branches, whatever `norm` says", post=right_pre)
known("the norms always stand after the sums, whatever `norm` says", pre=right_post)
known('each sum starts from what the norm returns: with "pre", x itself goes around the branch', pre=sums_from_the_norm)
known(
    'with "post", the norm is applied to the branch alone: it comes after the sum',
    post=lambda b, x: (y := x + b.norm(1, b.attend(x))) + b.norm(2, b.feed(y)),
)
known(
    "the sum around attention is missing",
    pre=lambda b, x: (y := b.attend(b.norm(1, x))) + b.feed(b.norm(2, y)),
    post=lambda b, x: b.norm(2, (y := b.norm(1, b.attend(x))) + b.feed(y)),
)
known(
    "the sum around the feed-forward layers is missing",
    pre=lambda b, x: b.feed(b.norm(2, x + b.attend(b.norm(1, x)))),
    post=lambda b, x: b.norm(2, b.feed(b.norm(1, x + b.attend(x)))),
)
known(
    "both sums are missing: x is added to what each branch says",
    pre=lambda b, x: b.feed(b.norm(2, b.attend(b.norm(1, x)))),
    post=lambda b, x: b.norm(2, b.feed(b.norm(1, b.attend(x)))),
)
known(
    "the second sum starts from the block's input: it starts from the result of the first one",
    pre=second_sum_from_the_input,
    post=second_sum_from_the_input_post,
)
known(
    "the first norm serves both branches: the second branch has norm2",
    pre=lambda b, x: (y := x + b.attend(b.norm(1, x))) + b.feed(b.norm(1, y)),
    post=lambda b, x: b.norm(1, (y := b.norm(1, x + b.attend(x))) + b.feed(y)),
)
known(
    "the two norms are exchanged",
    pre=lambda b, x: (y := x + b.attend(b.norm(2, x))) + b.feed(b.norm(1, y)),
    post=lambda b, x: b.norm(1, (y := b.norm(2, x + b.attend(x))) + b.feed(y)),
)
known(
    "the feed-forward layers come before attention",
    pre=lambda b, x: (y := x + b.feed(b.norm(1, x))) + b.attend(b.norm(2, y)),
    post=lambda b, x: b.norm(2, (y := b.norm(1, x + b.feed(x))) + b.attend(y)),
)
known(
    "both branches read the same x and are added together: feed-forward reads the result of the first sum",
    pre=lambda b, x: x + b.attend(b.norm(1, x)) + b.feed(b.norm(2, x)),
    post=lambda b, x: b.norm(2, b.norm(1, x + b.attend(x)) + b.feed(x)),
)
known(
    "keys and values come from x before its norm: queries, keys and values come from what it returns",
    pre=lambda b, x: (y := x + b.attend(b.norm(1, x), x)) + b.feed(b.norm(2, y)),
)
known(
    'with "pre", the result goes through one more norm: a last norm belongs to the end of the stack',
    pre=lambda b, x: b.norm(2, right_pre(b, x)),
)


@encoder_block_forward.mistake
def mask_ignored(x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
    """the mask is not used"""
    return reference.encoder_block_forward(x, parameters, num_heads=num_heads, norm=norm, activation=activation)


@encoder_block_forward.mistake
def one_head(x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
    """there is one head, whatever `num_heads` says"""
    return reference.encoder_block_forward(x, parameters, num_heads=1, mask=mask, norm=norm, activation=activation)


@encoder_block_forward.mistake
def always_relu(x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
    """the activation is always ReLU, whatever `activation` says"""
    return reference.encoder_block_forward(x, parameters, num_heads=num_heads, mask=mask, norm=norm)


# --- right, written differently -------------------------------------------------------------------------------------


@encoder_block_forward.right
def line_by_line(x, parameters, *, num_heads, mask=None, norm="pre", activation="relu"):
    """Return the same without functions of functions."""
    p, pre = parameters, norm == "pre"
    parts = {name: reference.part_of(p, name) for name in ("attention", "feed")}
    normal, cache1 = reference.layer_norm_forward(x, p["norm1.gamma"], p["norm1.beta"]) if pre else (x, None)
    said, attended = multi_head_attention_forward(normal, normal, parts["attention"], num_heads=num_heads, mask=mask)
    x = x + said
    if not pre:
        x, cache1 = reference.layer_norm_forward(x, p["norm1.gamma"], p["norm1.beta"])
    normal, cache2 = reference.layer_norm_forward(x, p["norm2.gamma"], p["norm2.beta"]) if pre else (x, None)
    said, fed = reference.feed_forward_forward(normal, parts["feed"], activation=activation)
    x = x + said
    if not pre:
        x, cache2 = reference.layer_norm_forward(x, p["norm2.gamma"], p["norm2.beta"])
    return [x, [[attended, cache1, norm], [fed, cache2, norm]]]
