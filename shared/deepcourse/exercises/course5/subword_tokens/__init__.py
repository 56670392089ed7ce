"""Exercises of course 5, week 4, notebook `subword_tokens`: a module each, in the order of the notebook.

words           words, corpora and merges for the cases of several of them
"""

from deepcourse.exercises.course5.subword_tokens.count_pairs import count_pairs
from deepcourse.exercises.course5.subword_tokens.detokenize import detokenize
from deepcourse.exercises.course5.subword_tokens.learn_merges import learn_merges
from deepcourse.exercises.course5.subword_tokens.merge_pair import merge_pair
from deepcourse.exercises.course5.subword_tokens.out_of_order import out_of_order
from deepcourse.exercises.course5.subword_tokens.telling_text import telling_text
from deepcourse.exercises.course5.subword_tokens.tokenize import tokenize
from deepcourse.exercises.course5.subword_tokens.tokens_per_word import tokens_per_word
from deepcourse.exercises.decision import DecisionExercise

read_the_tokens = DecisionExercise.from_file(__name__, "read_the_tokens")

EXERCISES = (
    count_pairs,
    merge_pair,
    learn_merges,
    tokenize,
    detokenize,
    out_of_order,
    telling_text,
    tokens_per_word,
    read_the_tokens,
)
