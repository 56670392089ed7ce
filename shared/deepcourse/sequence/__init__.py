"""Reference implementations of course 5: sequence models.

vocabulary           tokens, a vocabulary, padded batches and their masks
recurrent            a recurrent layer: forward, backward through time, and its wirings
gated                GRU and LSTM, step by step: cells and layers, forward and back
language_model       a language model of letters: counted, then a recurrent network; names drawn from it
music                melodies: what a network reads, composes and copies, and how it sounds
bidirectional        both directions, stacks, and what they can know
word_vectors         word vectors looked up, compared, added, drawn in the plane
word2vec             word vectors from predicting neighbours: windows, softmax, negative sampling
huffman              a tree of words with short paths to frequent ones, and the softmax along it
glove                word vectors from counts of words that occur together
debiasing            a direction that separates pairs of words: found, measured, removed, and what stays behind
sentiment            opinions: averages of word vectors, and what a reader of the words in order needs
encoder_decoder      one network reads, another one writes
search               the search for a likely sentence: greedy, beam, brute force
bleu                 translations scored by the n-grams that they share with those of people
attention            a decoder that looks at its input: weights, context, gradients
attention_layers     decoders with attention and without, for trainings
sound                sounds as sequences: spectrograms and bands of pitches
error_rate           how wrong a transcript is: edit distance and letter error rate
ctc                  labels without their times: the loss over all paths, its gradient, decoders
trigger_word         scenes with a trigger word: clips laid over a background, labels in output steps
detection            from probabilities to alarms, and how good these are
subwords             byte-pair encoding: merges learned, text cut by them and put together again
self_attention       attention between all steps, with masks, heads and positions: forward and back
transformer          layer norm, blocks of encoder and decoder, smoothed costs, the paper's rate and counts
block_faults         what a decoder's block may depend on, found from outside
ngrams               counted models of the next symbol: interpolated Kneser-Ney
sampling             the next token drawn: temperature, top_k, top_p
kept_keys            keys and values kept from step to step, and what that saves
decoder_only         a language model that is a decoder alone: its text, its network, its writing
scaling              power laws: an exponent and its standard error
patches              pictures as sequences of patches
layers               layers over sequences that fit together, with their parameters
recurrent_layers     those that remember: plain, gated, with a cell
convolution_layers   filters that slide over time
transformer_layers   attention, norms and blocks for trainings, with keys and values kept
transformer_network  an encoder and a decoder of such blocks: it reads one sequence and writes another
time_first           how sequences lie in memory
training             networks of such layers, trained
"""
