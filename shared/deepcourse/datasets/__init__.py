"""Data that are there after installation: no download, each file with its source and licence in README.md.

sheets                  many pictures in one file
files                   the path of a file, and what to do where it was not installed
course1, course2, ...   the data of each course, files and all
"""

from deepcourse.datasets.course1.houses import house_prices
from deepcourse.datasets.course1.planar import PLANAR, blobs, circles, flower, moons, spirals
from deepcourse.datasets.course1.pullover_or_coat import PulloverOrCoat, load_pullover_or_coat, shoulder_brightness
from deepcourse.datasets.course2.noisy_wave import WAVE_BAYES_ERROR, noisy_wave
from deepcourse.datasets.course2.seattle_temperatures import Temperatures, load_temperatures
from deepcourse.datasets.course2.ten_classes import TenClasses, load_clothes, load_digits
from deepcourse.datasets.course4.augmented import load_augmented
from deepcourse.datasets.course4.depths import load_depths
from deepcourse.datasets.course4.eras import load_eras
from deepcourse.datasets.course4.faces import generated_faces
from deepcourse.datasets.course4.heartbeat import Heartbeat, load_heartbeat
from deepcourse.datasets.course4.kinds import load_kinds
from deepcourse.datasets.course4.paintings import PAINTINGS, generated_painting
from deepcourse.datasets.course4.photographs import PHOTOGRAPHS, load_photograph, resized
from deepcourse.datasets.course4.pretrained import Pretrained, load_pretrained
from deepcourse.datasets.course4.scenes import Scenes, traffic_scenes
from deepcourse.datasets.course4.segmented import load_segmented
from deepcourse.datasets.course4.style_grid import load_style_grid
from deepcourse.datasets.course4.transfers import load_transfers
from deepcourse.datasets.course5.dates import Written, generated_dates
from deepcourse.datasets.course5.dates_by_transformer import load_dates_by_transformer
from deepcourse.datasets.course5.definition_models import DefinitionModels, load_definition_models
from deepcourse.datasets.course5.definitions import Definitions, load_definitions
from deepcourse.datasets.course5.glove import load_glove
from deepcourse.datasets.course5.marked_letter import load_marked_letter
from deepcourse.datasets.course5.names import Names, load_names
from deepcourse.datasets.course5.read_dates import load_read_dates
from deepcourse.datasets.course5.sentence_pairs import SentencePairs, load_sentence_pairs
from deepcourse.datasets.course5.spoken_words import SpokenWords, load_spoken_words
from deepcourse.datasets.course5.trigger_detector import load_trigger_detector
from deepcourse.datasets.course5.tunes import Tune, load_tunes

__all__ = [
    "PAINTINGS",
    "PHOTOGRAPHS",
    "PLANAR",
    "WAVE_BAYES_ERROR",
    "DefinitionModels",
    "Definitions",
    "Heartbeat",
    "Names",
    "Pretrained",
    "PulloverOrCoat",
    "Scenes",
    "SentencePairs",
    "SpokenWords",
    "Temperatures",
    "TenClasses",
    "Tune",
    "Written",
    "blobs",
    "circles",
    "flower",
    "generated_dates",
    "generated_faces",
    "generated_painting",
    "house_prices",
    "load_augmented",
    "load_clothes",
    "load_dates_by_transformer",
    "load_definition_models",
    "load_definitions",
    "load_depths",
    "load_digits",
    "load_eras",
    "load_glove",
    "load_heartbeat",
    "load_kinds",
    "load_marked_letter",
    "load_names",
    "load_photograph",
    "load_pretrained",
    "load_pullover_or_coat",
    "load_read_dates",
    "load_segmented",
    "load_sentence_pairs",
    "load_spoken_words",
    "load_style_grid",
    "load_temperatures",
    "load_transfers",
    "load_trigger_detector",
    "load_tunes",
    "moons",
    "noisy_wave",
    "resized",
    "shoulder_brightness",
    "spirals",
    "traffic_scenes",
]
