"""Data of course 5.

definitions           38 000 definitions from a dictionary of English
definition_models     what language models of them reached
names                 5 163 first names from a census
marked_letter         how well networks remember one letter, and the weights of one
tunes                 20 tunes from before 1900
dates                 dates in seven languages, generated
read_dates            how well networks read them, with attention and without
dates_by_transformer  how well transformers read them, and recurrent networks beside them
glove                 vectors of 10 000 words
spoken_words          twenty words, each spoken by twenty voices of a speech synthesiser
trigger_detector      the weights of a network that hears one word
sentence_pairs        48 everyday sentences in Chinese and in English
"""
