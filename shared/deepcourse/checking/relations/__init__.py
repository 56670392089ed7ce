"""The engine of observations: in which simple relation a wrong result stands to the expected one. It knows no exercise.

sample      `Sample`, one failing case; `Facts`, the same made safe to compute with, and whether there are enough
arguments   the result is an argument as it came in, another part's, or the expected one with an argument added
factors     the factor or the difference that is the same in all entries, and the quantity that it is
shapes      transposed, reversed, shifted, a row too many, another shape
reductions  summed, averaged, one row of what is expected, and the other way round
values      a function of what is expected, whole numbers, rounding, signs
entries     wrong in one row only, or the same entries in another order
places      which places of a result are wrong: the last layer, all biases
draws       a random draw that is valid, but another one
everywhere  one number everywhere, a beginning that is right, what the failing cases have and the others have not
observing   `observe`, which asks for all of these in turn

An observation says what is to be seen in all failing cases, and never why.
"""

from deepcourse.checking.relations.draws import observe_draw
from deepcourse.checking.relations.everywhere import observe_beginning, observe_cases, observe_constant
from deepcourse.checking.relations.observing import observe
from deepcourse.checking.relations.places import observe_places
from deepcourse.checking.relations.sample import Sample

__all__ = [
    "Sample",
    "observe",
    "observe_beginning",
    "observe_cases",
    "observe_constant",
    "observe_draw",
    "observe_places",
]
