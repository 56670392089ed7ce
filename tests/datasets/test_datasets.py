"""The data are what their page says: shapes, labels, ranges, and no picture in both parts."""

from pathlib import Path

import numpy as np
import pytest

from deepcourse import datasets
from deepcourse.datasets import (
    load_augmented,
    load_clothes,
    load_dates_by_transformer,
    load_definition_models,
    load_definitions,
    load_depths,
    load_digits,
    load_eras,
    load_glove,
    load_heartbeat,
    load_kinds,
    load_marked_letter,
    load_names,
    load_pretrained,
    load_pullover_or_coat,
    load_read_dates,
    load_segmented,
    load_sentence_pairs,
    load_spoken_words,
    load_style_grid,
    load_temperatures,
    load_transfers,
    load_trigger_detector,
    load_tunes,
    shoulder_brightness,
)
from deepcourse.datasets.course1 import pullover_or_coat
from deepcourse.datasets.course2 import seattle_temperatures, ten_classes
from deepcourse.datasets.course4 import (
    augmented,
    depths,
    eras,
    heartbeat,
    kinds,
    photographs,
    pretrained,
    segmented,
    style_grid,
    transfers,
)
from deepcourse.datasets.course5 import (
    dates_by_transformer,
    definition_models,
    definitions,
    glove,
    marked_letter,
    names,
    read_dates,
    sentence_pairs,
    spoken_words,
    trigger_detector,
    tunes,
)


@pytest.fixture(scope="module")
def data():
    return load_pullover_or_coat()


def test_shapes_and_types(data):
    assert [part.shape for part in data[:4]] == [(784, 2000), (1, 2000), (784, 1000), (1, 1000)]
    assert {part.dtype for part in data[:4]} == {np.dtype(np.float64)}


def test_brightness_goes_from_zero_to_one_in_256_steps(data):
    values = np.unique(data.X_train)
    assert values[0] == 0.0
    assert values[-1] == 1.0
    np.testing.assert_allclose(values * 255, np.round(values * 255), atol=1e-4)


def test_half_of_each_part_is_a_coat(data):
    assert data.Y_train.mean() == 0.5
    assert data.Y_test.mean() == 0.5
    assert set(np.unique(data.Y_train)) == {0.0, 1.0}


def test_no_test_picture_is_a_training_picture(data):
    train, test = ({column.tobytes() for column in np.ascontiguousarray(X.T)} for X in (data.X_train, data.X_test))
    assert len(train) == 2000
    assert not train & test


def test_a_picture_is_upright_and_on_black_ground(data):
    mean = data.X_train.mean(axis=1).reshape(28, 28)
    assert mean[:, 12:16].mean() > 4 * mean[:, :2].mean()  # cloth in the middle, black at the edge
    np.testing.assert_allclose(mean, mean[:, ::-1], atol=0.15)  # clothes are nearly symmetric from left to right


def test_shoulder_brightness_is_standardised(data):
    x = shoulder_brightness(data.X_train)
    assert x.shape == (1, 2000)
    assert x.mean() == pytest.approx(0, abs=1e-12)
    assert x.std() == pytest.approx(1)
    assert x[data.Y_train == 0].mean() > 0.3 > x[data.Y_train == 1].mean()  # bright shoulders speak for a pullover


def test_the_sheet_is_small():
    assert pullover_or_coat.SHEET.stat().st_size < 2_000_000


@pytest.mark.parametrize(("load", "sizes"), [(load_clothes, (10_000, 2_000)), (load_digits, (4_000, 1_000))])
def test_ten_classes_in_turn(load, sizes):
    data = load()
    assert (data.X_train.shape, data.X_test.shape) == tuple((784, size) for size in sizes)
    assert len(data.classes) == 10
    for X, labels in ((data.X_train, data.labels_train), (data.X_test, data.labels_test)):
        assert labels.shape == (X.shape[1],)
        assert np.bincount(labels).tolist() == [X.shape[1] // 10] * 10
        assert (X.min(), X.max()) == (0.0, 1.0)
    train, test = ({column.tobytes() for column in np.ascontiguousarray(X.T)} for X in (data.X_train, data.X_test))
    assert not train & test


@pytest.mark.parametrize(("load", "least"), [(load_clothes, 0.66), (load_digits, 0.78)])
def test_labels_belong_to_the_pictures(load, least):
    """The nearest mean of a class names most test pictures (67 % of Fashion-MNIST, 82 % of MNIST in the literature)."""
    data = load()
    means = np.stack([data.X_train[:, data.labels_train == label].mean(axis=1) for label in range(10)])  # (10, 784)
    distance = (means**2).sum(axis=1)[:, None] - 2 * means @ data.X_test  # (10, m), the same for all but a constant
    assert (distance.argmin(axis=0) == data.labels_test).mean() > least


def test_two_loaders_read_the_same_photographs():
    clothes, pairs = load_clothes(), load_pullover_or_coat()
    np.testing.assert_array_equal(clothes.X_train[:, 2::10][:, :500], pairs.X_train[:, 0::2][:, :500])


def test_the_sheets_are_small():
    assert ten_classes.CLOTHES_SHEET.stat().st_size < 5_000_000
    assert ten_classes.DIGITS_SHEET.stat().st_size < 1_000_000


def test_temperatures_have_every_day_of_four_years_and_are_those_of_a_temperate_city():
    data = load_temperatures()
    assert (str(data.dates[0]), str(data.dates[-1]), data.dates.size) == ("2012-01-01", "2015-12-31", 1461)
    assert set(np.diff(data.dates).astype(int)) == {1}
    assert (data.temp_max.shape, data.temp_min.shape) == ((1461,), (1461,))
    assert (data.temp_max > data.temp_min).mean() > 0.99
    assert (data.temp_max.min(), data.temp_max.max()) == (-1.6, 35.6)
    assert (data.temp_min.min(), data.temp_min.max()) == (-7.1, 18.3)


def test_summers_are_warm_and_winters_cold():
    data = load_temperatures()
    month = data.dates.astype("datetime64[M]").astype(int) % 12 + 1
    assert data.temp_max[month == 8].mean() > 24 > 10 > data.temp_max[month == 1].mean()
    assert seattle_temperatures.TABLE.stat().st_size < 40_000


LOADERS = {  # of each file: the loader, the module and the name that say where it is
    "pullover_or_coat.png": (load_pullover_or_coat, pullover_or_coat, "SHEET"),
    "clothes.png": (load_clothes, ten_classes, "CLOTHES_SHEET"),
    "digits.png": (load_digits, ten_classes, "DIGITS_SHEET"),
    "seattle_temperatures.csv": (load_temperatures, seattle_temperatures, "TABLE"),
    "depths.json": (load_depths, depths, "FILE"),
    "eras.json": (load_eras, eras, "FILE"),
    "transfers.json": (load_transfers, transfers, "FILE"),
    "augmented.json": (load_augmented, augmented, "FILE"),
    "kinds.json": (load_kinds, kinds, "FILE"),
    "segmented.json": (load_segmented, segmented, "FILE"),
    "heartbeat.npz": (load_heartbeat, heartbeat, "FILE"),
    "style_grid.json": (load_style_grid.__wrapped__, style_grid, "FILE"),
    "style_grid.jpg": (load_style_grid.__wrapped__, style_grid, "SHEET"),
    "pretrained.npz": (load_pretrained.__wrapped__, pretrained, "FILE"),
    "definitions.txt.xz": (load_definitions.__wrapped__, definitions, "FILE"),
    "marked_letter.json": (load_marked_letter, marked_letter, "FILE"),
    "marked_letter.npz": (load_marked_letter, marked_letter, "WEIGHTS"),
    "names.txt": (load_names, names, "FILE"),
    "tunes.txt": (load_tunes, tunes, "FILE"),
    "glove.npz": (load_glove.__wrapped__, glove, "FILE"),
    "sentence_pairs.txt": (load_sentence_pairs, sentence_pairs, "FILE"),
    "spoken_words.xz": (load_spoken_words.__wrapped__, spoken_words, "FILE"),
    "definition_models.json": (load_definition_models, definition_models, "FILE"),
    "definition_models.npz": (load_definition_models, definition_models, "WEIGHTS"),
    "read_dates.json": (load_read_dates, read_dates, "FILE"),
    "read_dates.npz": (load_read_dates, read_dates, "WEIGHTS"),
    "trigger_detector.npz": (load_trigger_detector, trigger_detector, "FILE"),
    "dates_by_transformer.json": (load_dates_by_transformer, dates_by_transformer, "FILE"),
    "dates_by_transformer.npz": (load_dates_by_transformer, dates_by_transformer, "WEIGHTS"),
}


@pytest.mark.parametrize("file", LOADERS)
def test_data_that_were_left_out_of_a_package_are_told_with_what_to_do(file, tmp_path, monkeypatch):
    load, module, name = LOADERS[file]
    assert getattr(module, name).name == file
    course = getattr(module, name).parent.name
    monkeypatch.setattr(module, name, tmp_path / course / file)
    told = (
        f"the data in {file} are not there: .* without the data of {course}.* copy that file from .*/{course}/{file} of"
    )
    with pytest.raises(FileNotFoundError, match=told):
        load()


def test_a_photograph_that_was_left_out_of_a_package_is_told_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(photographs, "FOLDER", tmp_path / "course4" / "photographs")
    with pytest.raises(FileNotFoundError, match=r"data of course4\. .*/datasets/course4/photographs/cat.jpg of"):
        datasets.load_photograph("cat")


def test_every_file_of_data_has_a_loader_that_is_tested_without_it():
    folder = Path(datasets.__file__).parent
    assert {path.name for path in folder.glob("course*/*") if path.suffix not in (".py", "")} == set(LOADERS)


# --- photographs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", datasets.PHOTOGRAPHS)
def test_a_photograph_is_an_array_from_0_to_1_with_its_licence(name):
    image = datasets.load_photograph(name)
    assert image.dtype == np.float64
    assert image.shape[2:] in ((), (3,))
    assert 0 <= image.min() < image.max() - 0.4
    assert image.max() <= 1
    assert max(image.shape) <= 480
    assert datasets.PHOTOGRAPHS[name].licence in ("CC0", "public domain", "CC BY 2.0")
    grey = datasets.load_photograph(name, grey=True)
    assert grey.shape == image.shape[:2]
    if image.ndim == 3:
        assert np.all(grey <= image.max(axis=2) + 1e-12)
        assert np.all(grey >= image.min(axis=2) - 1e-12)


def test_grey_is_what_pillow_makes_of_a_photograph():
    from PIL import Image

    path = photographs.FOLDER / "cat.jpg"
    with Image.open(path) as image:
        expected = np.asarray(image.convert("L")) / 255
    np.testing.assert_allclose(datasets.load_photograph("cat", grey=True), expected, atol=1.01 / 255)


def test_an_unknown_photograph_is_answered_with_those_that_there_are():
    with pytest.raises(ValueError, match="there is no photograph 'dog'; there are cat, coffee"):
        datasets.load_photograph("dog")


# --- definitions ----------------------------------------------------------------------------------------------------


def test_definitions_are_plain_texts_of_which_none_stands_twice():
    data = load_definitions()
    assert [len(part) for part in data] == [34_000, 2_000, 2_000]
    every = [text for part in data for text in part]
    assert len({text.lower() for text in every}) == len(every)
    assert all(3 <= len(text.split()) <= 30 and text.isascii() and text == text.strip() for text in every)
    assert definitions.FILE.stat().st_size < 700_000


def test_only_names_begin_a_definition_with_a_capital_letter():
    first = [text.split()[0] for text in load_definitions().train]
    assert 0.01 < np.mean([word[0].isupper() for word in first]) < 0.06
    assert not {"A", "An", "The", "Of", "To"} & set(first)


# --- spoken words ---------------------------------------------------------------------------------------------------


def test_spoken_words_are_sounds_of_every_word_and_voice():
    data = load_spoken_words()
    assert set(data.sounds) == {(word, v) for word in data.words for v in (*data.train_voices, *data.test_voices)}
    assert (len(data.words), len(data.train_voices), len(data.test_voices)) == (20, 16, 4)
    assert not set(data.train_voices) & set(data.test_voices)
    for sound in data.sounds.values():
        assert 0.25 < len(sound) / data.rate < 1.05
        assert 0.49 < np.abs(sound).max() < 0.51
    assert spoken_words.FILE.stat().st_size < 1_300_000


def test_stored_sounds_keep_quiet_samples_finer_than_loud_ones():
    sound = np.linspace(-1, 1, 2_001)
    again = spoken_words.expanded(spoken_words.compressed(sound))
    assert np.abs(again - sound).max() < 0.022
    assert np.abs(again - sound)[np.abs(sound) < 0.01].max() < 0.0005
    kept = spoken_words.compressed(again)
    np.testing.assert_array_equal(kept, spoken_words.compressed(spoken_words.expanded(kept)))


def test_voices_of_one_word_are_nearer_to_each_other_than_to_other_words():
    """Loudness in four bands over ten parts of the word: nearest neighbours mostly say the same."""
    data = load_spoken_words()
    names = [(word, voice) for word in data.words[:10] for voice in data.train_voices]
    marks = []
    for name in names:
        parts = np.array_split(data.sounds[name], 10)
        powers = [np.log([p.sum() + 1e-4 for p in np.array_split(np.abs(np.fft.rfft(part)) ** 2, 4)]) for part in parts]
        marks.append(np.ravel(powers))
    apart = ((np.array(marks)[:, None] - np.array(marks)) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.argmin(axis=1)
    assert np.mean([names[i][0] == names[j][0] for i, j in enumerate(nearest)]) > 0.9
