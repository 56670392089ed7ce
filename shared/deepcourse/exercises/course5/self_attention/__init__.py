"""Exercises of course 5, week 4, notebook `self_attention`: a module each, in the order of the notebook.

looks           queries, keys, values and masks for the cases of several of them
"""

from deepcourse.exercises.course5.self_attention.attention_backward import attention_backward
from deepcourse.exercises.course5.self_attention.look_ahead_mask import look_ahead_mask
from deepcourse.exercises.course5.self_attention.multi_head_attention_forward import multi_head_attention_forward
from deepcourse.exercises.course5.self_attention.padding_mask import padding_mask
from deepcourse.exercises.course5.self_attention.positional_encoding import positional_encoding
from deepcourse.exercises.course5.self_attention.recall_head import recall_head
from deepcourse.exercises.course5.self_attention.rotated import rotated
from deepcourse.exercises.course5.self_attention.scaled_dot_product_attention import scaled_dot_product_attention
from deepcourse.exercises.decision import DecisionExercise

read_the_heads = DecisionExercise.from_file(__name__, "read_the_heads")

EXERCISES = (
    scaled_dot_product_attention,
    padding_mask,
    look_ahead_mask,
    attention_backward,
    multi_head_attention_forward,
    positional_encoding,
    rotated,
    recall_head,
    read_the_heads,
)
