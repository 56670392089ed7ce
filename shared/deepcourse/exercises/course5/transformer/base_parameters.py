"""Exercise 8: how many numbers a transformer learns."""

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import transformer as reference


def asked(f, V, n, n_ff, layers):
    """Return the count for these sizes."""
    return f(V=V, n=n, n_ff=n_ff, layers=layers)


base_parameters = FunctionExercise(
    __name__,
    reference=reference.base_parameters,
    use=asked,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the count",),
    hints=(
        "Write down every weight and every bias of one attention. How many of them are (n, n)?",
        "A block of the encoder holds one attention, one pair of feed-forward layers and two norms. What does a block "
        "of the decoder hold besides?",
        "A norm learns gamma and beta. The table of vectors is counted once, though it is used three times.",
    ),
)


def case(V, n, n_ff, layers, name=""):
    """Return sizes as a case."""
    told = name or f"V = {V}, n = {n}, n_ff = {n_ff}, layers = {layers}"
    return Case(told, (V, n, n_ff, layers))


@base_parameters.visible
def visible():
    """Return several sizes, the base model of the paper among them."""
    return [
        case(7, 4, 5, 1),
        case(11, 6, 10, 3),
        case(100, 8, 32, 2),
        case(37_000, 512, 2_048, 6, "the base model of the paper"),
        case(5, 3, 7, 4),
    ]


@base_parameters.draw
def draw(rng):
    """Return random sizes."""
    return case(*(int(rng.integers(low, high)) for low, high in ((10, 5_000), (4, 300), (5, 900), (1, 9))))


@base_parameters.edges
def edges(rng):
    """Return one block of each kind, no block, feed-forward layers narrower than the rest."""
    return [case(13, 6, 11, 1), case(50, 8, 16, 0, "no blocks"), case(20, 16, 4, 5), case(37_000, 1_024, 4_096, 6)]


@base_parameters.property("each pair of blocks adds the same number")
def evenly(f, rng):
    """Return a sentence unless the count grows by the same number with each layer."""
    counts = [f(V=9, n=6, n_ff=10, layers=layers) for layers in (1, 2, 3)]
    added = counts[1] - counts[0], counts[2] - counts[1]
    return None if added[0] == added[1] != 0 else f"the second pair of blocks adds {added[0]}, the third {added[1]}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def counted(V, n, n_ff, layers, *, tables=1, matrices=4, biases=4, norms=(2, 3), looks=(1, 2), feed=(2, 1, 1), more=0):
    """Return the count with something changed."""
    attention, norm = matrices * n * n + biases * n, 2 * n
    layered = feed[0] * n * n_ff + feed[1] * n_ff + feed[2] * n
    blocks = sum(look * attention + layered + int(some * norm) for look, some in zip(looks, norms, strict=True))
    return tables * V * n + layers * blocks + more


@base_parameters.mistake
def three_tables(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """inputs, outputs and the last layer have a table each: they share one"""
    return counted(V, n, n_ff, layers, tables=3)


@base_parameters.mistake
def two_tables(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """there are two tables of V vectors: all share one"""
    return counted(V, n, n_ff, layers, tables=2)


@base_parameters.mistake
def no_table(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the table of V vectors is left out"""
    return counted(V, n, n_ff, layers, tables=0)


@base_parameters.mistake
def output_bias(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the last layer has V biases: the page says that it has none"""
    return counted(V, n, n_ff, layers, more=V)


@base_parameters.mistake
def without_biases(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """all biases are left out"""
    return counted(V, n, n_ff, layers, biases=0, feed=(2, 0, 0))


@base_parameters.mistake
def attention_without_biases(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the biases of attention are left out"""
    return counted(V, n, n_ff, layers, biases=0)


@base_parameters.mistake
def feed_without_biases(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the biases of the feed-forward layers are left out"""
    return counted(V, n, n_ff, layers, feed=(2, 0, 0))


@base_parameters.mistake
def output_of_attention_left_out(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """attention has three dense layers, without Wo and bo: it has four"""
    return counted(V, n, n_ff, layers, matrices=3, biases=3)


@base_parameters.mistake
def one_attention_in_the_decoder(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """a block of the decoder has one attention: it has a second one, to the memory"""
    return counted(V, n, n_ff, layers, looks=(1, 1))


@base_parameters.mistake
def decoder_like_the_encoder(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the blocks of the decoder are counted like those of the encoder: each has one more attention and norm"""
    return counted(V, n, n_ff, layers, looks=(1, 1), norms=(2, 2))


@base_parameters.mistake
def encoder_alone(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the decoder is left out"""
    return counted(V, n, n_ff, layers, looks=(1, 0), norms=(2, 0)) - layers * (2 * n * n_ff + n_ff + n)


@base_parameters.mistake
def two_norms_in_the_decoder(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """a block of the decoder has two norms: it has one for each of its three branches"""
    return counted(V, n, n_ff, layers, norms=(2, 2))


@base_parameters.mistake
def without_norms(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """the norms are left out: each learns gamma and beta"""
    return counted(V, n, n_ff, layers, norms=(0, 0))


@base_parameters.mistake
def gamma_alone(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """a norm counts n numbers: gamma and beta are 2 n"""
    return counted(V, n, n_ff, layers, norms=(1, 1.5))


@base_parameters.mistake
def one_pair_of_blocks(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """one block of each kind is counted, whatever `layers` says"""
    return counted(V, n, n_ff, 1)


@base_parameters.mistake
def biases_exchanged(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """both feed-forward layers have n_ff biases: the second one has n"""
    return counted(V, n, n_ff, layers, feed=(2, 2, 0))


@base_parameters.mistake
def biases_of_n(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """both feed-forward layers have n biases: the first one has n_ff"""
    return counted(V, n, n_ff, layers, feed=(2, 0, 2))


@base_parameters.mistake
def half_of_the_layers(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """encoder and decoder share the number of layers, half each: each of them has all"""
    return counted(V, n, n_ff, layers // 2)


@base_parameters.mistake
def one_feed_forward_layer(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """there is one feed-forward layer: a second one goes back to n rows"""
    return counted(V, n, n_ff, layers, feed=(1, 1, 0))


@base_parameters.mistake
def final_norms(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """a last norm is added at the end of each stack: with post-norm there is none"""
    return counted(V, n, n_ff, layers, more=4 * n)


# --- right, written differently -------------------------------------------------------------------------------------


@base_parameters.right
def multiplied_out(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """Return the same, multiplied out."""
    return V * n + layers * (12 * n**2 + 12 * n + 4 * n * n_ff + 2 * n_ff + 2 * n + 10 * n)


@base_parameters.right
def layer_by_layer(*, V=37_000, n=512, n_ff=2_048, layers=6):
    """Return the same, one layer after the other."""
    total = V * n
    for _ in range(layers):
        for attentions in (1, 2):
            total += attentions * 4 * (n + 1) * n
            total += (n + 1) * n_ff + (n_ff + 1) * n
            total += (attentions + 1) * 2 * n
    return total
