"""The words that extraction knows: the reference lists as checked rows, and the lexicon that is made of them.

Here belongs what the lists mean. How a word is used in a sentence belongs to the rooms that read sentences.
"""
