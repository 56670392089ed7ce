"""Exercises of course 5, week 2, notebook `learning_embeddings`: a module each, in the order of the notebook."""

from deepcourse.exercises.course5.learning_embeddings.cooccurrence import cooccurrence
from deepcourse.exercises.course5.learning_embeddings.embedding_backward import embedding_backward
from deepcourse.exercises.course5.learning_embeddings.glove_loss import glove_loss
from deepcourse.exercises.course5.learning_embeddings.hierarchical_softmax import hierarchical_softmax
from deepcourse.exercises.course5.learning_embeddings.huffman_codes import huffman_codes
from deepcourse.exercises.course5.learning_embeddings.keep_probability import keep_probability
from deepcourse.exercises.course5.learning_embeddings.negative_sampling_loss import negative_sampling_loss
from deepcourse.exercises.course5.learning_embeddings.noise_distribution import noise_distribution
from deepcourse.exercises.course5.learning_embeddings.optimal_scores import optimal_scores
from deepcourse.exercises.decision import DecisionExercise

read_the_vectors = DecisionExercise.from_file(__name__, "read_the_vectors")

EXERCISES = (
    embedding_backward,
    huffman_codes,
    hierarchical_softmax,
    noise_distribution,
    keep_probability,
    negative_sampling_loss,
    optimal_scores,
    cooccurrence,
    glove_loss,
    read_the_vectors,
)
