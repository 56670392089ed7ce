"""The explorations of deep_image_classifier say what the reference says, and take any picture or say why not."""

import io
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from deepcourse import datasets
from deepcourse.datasets.course1 import own_picture
from deepcourse.datasets.course1.own_picture import as_column, like_a_photograph, read_picture
from deepcourse.explore.course1 import deep_image_classifier as course1
from deepcourse.explore.course1 import deep_image_classifier as explore
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import deep_network as nn
from quiet import SILENT

pytestmark = SILENT

DATA = datasets.load_pullover_or_coat()
MEAN = DATA.X_train.mean(axis=1, keepdims=True)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
NETWORK = blocks.initialize_parameters_deep([784, 8, 1], 1)


def encoded(image, kind="PNG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def coat(size=(60, 80)):
    """A dark rectangle on white paper."""
    image = Image.new("RGB", size, "white")
    image.paste((40, 40, 60), (size[0] // 4, size[1] // 4, 3 * size[0] // 4, 3 * size[1] // 4))
    return image


@pytest.fixture
def made():
    return explore.explore_own_picture(NETWORK, MEAN)


def upload(made, content, name="mine.png"):
    made.upload.value = ({"name": name, "type": "", "size": len(content), "content": content, "last_modified": NOW},)


# --- training and parity --------------------------------------------------------------------------------------------


def test_the_recorded_training_is_that_of_the_reference():
    record = course1.recorded_training(20)
    X, Y, X_test, Y_test = course1.centred()
    parameters, costs = nn.L_layer_model(X, Y, course1.LAYERS_DIMS, course1.LEARNING_RATE, 20, course1.SEED)
    AL, _ = blocks.L_model_forward(X, parameters)
    assert record.costs[0] == costs[0]
    assert record.costs[20] == blocks.compute_cost(AL, Y)
    assert record.accuracies[20] == (np.mean((AL >= 0.5) == Y), np.mean(nn.predict(X_test, parameters) == Y_test))
    assert not record.weights[0].any()
    assert course1.recorded_training(20) is record


def test_a_training_opens_on_its_first_step_and_a_page_without_widgets_shows_the_last():
    shown = explore.explore_deep_training(20)
    assert shown.values == {"step": 0}
    assert shown.first_sentence.startswith("step 0: cost 0.")
    assert shown.controls["step"].options[-1] == 20
    assert shown.still_sentence.startswith("step 20: cost 0.")


@pytest.mark.parametrize("n", [1, 4, 7])
def test_parity_is_that_of_the_bits(n):
    shown = explore.explore_parity()
    for number in (0, 1, 6, 127):
        bits = [number >> i & 1 for i in range(n)]
        _, sentence = shown.draw(n, number)
        assert (
            f"bits {''.join(map(str, bits))}: {sum(bits)} of {n} are 1, so the parity is {sum(bits) % 2}; " in sentence
        )
        assert sentence.endswith(f"{2 ** (n - 1) + 1} shallow")


# --- own pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", own_picture.FORMATS)
def test_pictures_of_all_formats_can_be_read(kind):
    grey = read_picture(encoded(coat(), kind))
    assert grey.shape == (80, 60)
    assert grey[0, 0] == pytest.approx(1, abs=0.02)
    assert grey[40, 30] == pytest.approx(0.17, abs=0.03)


def test_what_is_transparent_is_paper():
    assert read_picture(encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)))).min() == 1


def test_a_camera_that_was_turned_is_believed():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    assert read_picture(encoded(coat((60, 80)), "JPEG", exif=exif)).shape == (60, 80)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "mine is no picture that can be read here; PNG, JPEG, GIF, BMP and WebP can"),
        (b"%PDF-1.7 hello", "mine is no picture"),
        (encoded(coat())[:60], "mine begins like a picture, but is damaged or cut off"),
        (encoded(coat(), "JPEG")[:-200], "damaged or cut off"),
        (bytes(10_000_001), "mine has 10.0 MB; choose a picture of at most 10 MB"),
        (encoded(Image.new("1", (9000, 6000))), "9000 by 6000 pixels; choose a picture of at most 50 million"),
        (encoded(Image.new("1", (20000, 10000))), "20000 by 10000 pixels|no picture"),
    ],
    ids=["empty", "another format", "cut PNG", "cut JPEG", "large", "many pixels", "a bomb"],
)
def test_what_is_no_picture_is_refused_in_a_sentence(content, told):
    with pytest.raises(ValueError, match=told):
        read_picture(content, "mine")


def test_dark_on_light_and_light_on_dark_become_the_same():
    grey = read_picture(encoded(coat()))
    np.testing.assert_allclose(as_column(grey), as_column(1 - grey), atol=1e-12)


def test_a_column_fills_the_frame_and_stands_in_the_middle():
    small = as_column(read_picture(encoded(coat((60, 80))))).reshape(28, 28)  # 30 by 40 pixels are cut out
    assert small.shape == (28, 28)
    assert (small.max(), small.min()) == (1, 0)
    assert np.flatnonzero(small.any(axis=0)).tolist() == list(range(3, 24))
    assert small.any(axis=1).all()


@pytest.mark.parametrize("i", course1.SAMPLES.values())
def test_a_test_picture_made_like_a_photograph_is_found_again(i):
    column = as_column(like_a_photograph(DATA.X_test[:, i]))
    assert np.corrcoef(column[:, 0], DATA.X_test[:, i])[0, 1] > 0.9


def test_an_empty_page_is_refused():
    with pytest.raises(ValueError, match="one brightness everywhere"):
        as_column(np.ones((50, 40)))


def test_an_uploaded_picture_is_shown_with_the_answer_of_the_network(made):
    upload(made, encoded(coat()))
    column = as_column(read_picture(encoded(coat()))) - MEAN
    answer = blocks.L_model_forward(column, NETWORK)[0][0, 0]
    assert made.controls["picture"].value == "mine.png"
    assert made.sentence.value.startswith("mine.png, 60 by 80 pixels: the network says ")
    assert made.sentence.value.endswith(f"probability of a coat {answer:.1%}")
    assert made.picture.value != made.first.picture


def test_the_same_name_again_is_drawn_anew(made):
    upload(made, encoded(coat()))
    before = made.picture.value
    upload(made, encoded(coat((90, 40))))
    assert made.controls["picture"].options.count("mine.png") == 1
    assert made.picture.value != before


def test_what_cannot_be_shown_is_explained_and_the_last_picture_stays(made, capfd):
    before = made.picture.value
    upload(made, b"no <picture>", "a<b>.txt")
    assert made.sentence.value.startswith("<b>a&lt;b&gt;.txt is no picture")
    upload(made, encoded(Image.new("L", (30, 30), 255)), "white.png")
    assert "one brightness everywhere" in made.sentence.value
    assert made.picture.value == before
    assert list(made.controls["picture"].options) == list(course1.SAMPLES)
    assert capfd.readouterr() == ("", "")


def test_a_network_for_other_pictures_is_refused():
    with pytest.raises(ValueError, match=r"W1 is \(8, 10\)"):
        explore.explore_own_picture(blocks.initialize_parameters_deep([10, 8, 1], 1), MEAN)
    with pytest.raises(ValueError, match=r"give \(n, 784\) and \(784, 1\)"):
        explore.explore_own_picture(NETWORK, MEAN[:, 0])
