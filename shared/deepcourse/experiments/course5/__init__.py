"""Experiments of course 5: what trains behind its figures.

name_tagging            names in definitions tagged, step by step
vocabularies            what vocabularies of definitions cover, and how surprising a token is
padded_models           models of padded batches, some of which read the pads
broken_recurrences      backward passes through time with a mistake made on purpose
late_adder              a recurrent network that adds two binary numbers, two steps late
marked_letter           one letter to remember: networks that learn it, and what happens inside one of them
reaching_back           how far back gradients reach, and layers whose caches are overwritten
name_models             models of first names, and names drawn from them
ambiguous_words         generated sentences with one word that can be read in two ways
tagging                 taggers of these sentences, in one direction or both, trained
streaming_taggers       taggers that answer word by word, or only seem to
beats_in_time           a heartbeat, read in blocks: narrow or wide, with and without waiting
simulated_translations  sentences to score: examples, edits, and two simulated systems of translation
word_relations          pairs of words for analogies, and words of three kinds, classified from few labels
tune_models             a network that learns melodies, and melodies drawn from it
spoken_times            times of day in words: an encoder and decoder trained, and its errors counted
gendered_words          words for the study of a direction of gender, measured before and after it is removed
small_trees             models whose sentences can all be listed
opinions                generated sentences that say an opinion: plain, denied, contrasted, turned in the end
sentiment_models        classifiers of these: averages of word vectors, and an LSTM
subword_lengths         texts as subword tokens: how many they take, by merges, words and languages
broken_tokenizers       tokenisers with a mistake made on purpose
trained_vectors         word vectors trained on definitions, and measured by groups of words
reading_dates           networks that read dates, with attention and without
broken_attention        a trained decoder whose attention is broken on purpose
spoken_letters          spoken words to letters with CTC: sounds, a network, its errors, its training watched
trigger_scenes          scenes with words in noise, and a detector of one of them
broken_scenes           scenes made with a mistake on purpose
transformer_dates       transformers that read dates, and recurrent networks beside them
transformer_parts       a trained transformer with one part of a block switched off
stacked_blocks          untrained stacks of blocks, their gradients by depth; stacks that learn to reverse digits
broken_blocks           blocks of a decoder that are broken on purpose
definition_models       language models of definitions, trained and counted, and what they write
patch_classifier        digits read as sequences of patches
recall                  pairs of keys and values recalled by heads of attention and by a recurrent network
"""
