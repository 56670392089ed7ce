"""Exercises of course 4, week 4, notebook `face_verification`: a module each, in the order of the notebook.

encodings       encodings and triplets for the cases of several of them
"""

from deepcourse.exercises.course4.face_verification.hard_triplets import hard_triplets
from deepcourse.exercises.course4.face_verification.recognize import recognize
from deepcourse.exercises.course4.face_verification.siamese_head import siamese_head
from deepcourse.exercises.course4.face_verification.telling_triplets import telling_triplets
from deepcourse.exercises.course4.face_verification.threshold_for import threshold_for
from deepcourse.exercises.course4.face_verification.triplet_loss import triplet_loss
from deepcourse.exercises.course4.face_verification.triplet_loss_backward import triplet_loss_backward
from deepcourse.exercises.course4.face_verification.verify import verify
from deepcourse.exercises.decision import DecisionExercise

read_the_faces = DecisionExercise.from_file(__name__, "read_the_faces")

EXERCISES = (
    triplet_loss,
    telling_triplets,
    triplet_loss_backward,
    hard_triplets,
    verify,
    recognize,
    threshold_for,
    siamese_head,
    read_the_faces,
)
