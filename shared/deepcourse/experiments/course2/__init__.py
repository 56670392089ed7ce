"""Experiments of course 2.

planted_bugs            backward passes with a mistake made on purpose
polynomial_classifier   a border in the plane, as complex as you like
learning_curves         networks for ten kinds of pictures, trained on more and more of them
regularized_planar      overfitted networks in the plane, many trained at once
landscapes              ravine, saddle, plateau: where optimisers race
search_trainings        what searches are tried on: a made-up surface, networks that read digits
batch_norm_networks     deep networks with and without batch normalisation
normalization_sweeps    such networks trained at many rates, watched while they learn, and shown pictures in fog
"""
