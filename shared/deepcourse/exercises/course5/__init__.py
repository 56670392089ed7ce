"""The exercises of course 5, a folder for each notebook.

character_language_model    counts, perplexity, clipping, a training step, sampling, temperature, a test of samplers
word_vectors                lookup, cosine similarity, neighbours, analogies and their audit, PCA, t-SNE
sequence_to_sequence_and_beam_search    a decoder's batch, searches, models that defeat them, the blame for errors
debiasing                   cosines along a direction, the direction of pairs, its removal, tests of what is left
sentiment                   averages of vectors, splits, ceilings, a layer made by hand, batches, groups
subword_tokens              pairs counted and merged, merges learned and applied, texts that find broken tokenisers
learning_embeddings         an embedding table's gradient, a tree of words, negative sampling and its optimum, GloVe
self_attention              dot products, masks, gradients, heads, positions, a head made by hand
transformer                 layer norm and its gradients, feed-forward layers, blocks and their faults, costs, counts
"""
