"""Experiments of course 5: what trains behind its figures.

tagging         names in definitions tagged, step by step
vocabularies    what vocabularies of definitions cover, and how surprising a token is
padded_models   models of padded batches, some of which read the pads
"""Experiments of course 5.
broken_recurrences      backward passes through time with a mistake made on purpose
late_adder              a recurrent network that adds two binary numbers, two steps late
marked_letter   one letter to remember: networks that learn it, and what happens inside one of them
reaching_back   how far back gradients reach, and layers whose caches are overwritten
name_models     models of first names, and names drawn from them
"""
