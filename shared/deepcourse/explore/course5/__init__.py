"""The explorations of course 5, a module for each notebook.

notation_and_vocabulary           a vocabulary that grows; a padded batch and what its padding changes
recurrent_network_step_by_step    the unrolled graph and the paths of a gradient
gated_units                       gates over time, one of which is clamped; gradients by their distance
character_language_model          the next letter in counts, its surprise, its temperature
bidirectional_and_deep            the future uncovered word by word; layers, unrolled, and what an answer can see
bleu                              n-grams that match; a sentence that is edited, and its score
word_vectors                      neighbours of words, maps by t-SNE
music_with_lstm                   tunes in any key, the next note at a temperature, copied runs
sequence_to_sequence_and_beam_search    a beam in the tree of all sentences; what a search finds for a time of day
debiasing                         a direction removed by and by; leaning words on a map, before and after
sentiment                         what an average keeps of a sentence, and what padding does to it
subword_tokens                    merges one by one; sentences cut by more and more merges
learning_embeddings               the window of a word, the path to it in a tree, how it is drawn and kept
attention_for_dates               where a decoder looks, output by output; attention that is broken
self_attention                    heads made by hand over a sentence; masks on and off
transformer                       a trained transformer taken apart; sizes and gradients by depth
"""
