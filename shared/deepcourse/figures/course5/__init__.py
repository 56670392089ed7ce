"""The figures of course 5, a module for each notebook.

notation_and_vocabulary           words by rank, coverage, padded batches, tagged names
recurrent_network_step_by_step    a state that remembers, unrolled graphs, wirings, gradients by their distance
gated_units                       gates over time, gradients by their distance, one letter remembered
character_language_model          next letters, surprises, perplexities, clipping, temperatures
bidirectional_and_deep            words that are covered, ceilings, unrolled layers, taggers, beats and waiting
bleu                              n-grams that match, precisions and penalties, scores of sentences and of systems
word_vectors                      rows of numbers, neighbours, relations, maps of words, few labels
music_with_lstm                   piano rolls, sound, next notes, copied runs against chance
sequence_to_sequence_and_beam_search    a tree of sentences and its beam, scores over alpha, errors counted
debiasing                         words along a direction, components, a pair equalised, what changes, what is left
sentiment                         scores of words, accuracies by kind of sentence, pads, states word by word
subword_tokens                    sentences as boxes, pairs, tokens a word, two languages
learning_embeddings               windows, trees of words, negatives, derived scores, separated groups, a map
attention_for_dates               what a decoder looks at, one step of it, networks with attention and without
self_attention                    maps of weights, masks, how sharp a softmax is, positions, recall at new lengths
transformer                       blocks and their norms, depth, stacks that race, dates read, a network taken apart
"""
