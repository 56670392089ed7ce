"""Exercises of course 5, week 2, notebook `word_vectors`: a module each, in the order of the notebook.

small_vectors   words with vectors for the cases of several of them
"""

from deepcourse.exercises.course5.word_vectors.analogy_audit import analogy_audit
from deepcourse.exercises.course5.word_vectors.complete_analogy import complete_analogy
from deepcourse.exercises.course5.word_vectors.cosine_similarity import cosine_similarity
from deepcourse.exercises.course5.word_vectors.embedding_lookup import embedding_lookup
from deepcourse.exercises.course5.word_vectors.lucky_analogy import lucky_analogy
from deepcourse.exercises.course5.word_vectors.nearest import nearest
from deepcourse.exercises.course5.word_vectors.pca_map import pca_map
from deepcourse.exercises.course5.word_vectors.tsne_cost import tsne_cost
from deepcourse.exercises.course5.word_vectors.tsne_gradient import tsne_gradient
from deepcourse.exercises.decision import DecisionExercise

read_the_words = DecisionExercise.from_file(__name__, "read_the_words")

EXERCISES = (
    embedding_lookup,
    cosine_similarity,
    nearest,
    complete_analogy,
    analogy_audit,
    lucky_analogy,
    pca_map,
    tsne_cost,
    tsne_gradient,
    read_the_words,
)
