"""Rows of `place_mentions`: which words are a place, which place of the gazetteer, and how exactly.

Here belong the gazetteer and its index. Which place an event has belongs to `events`.
"""
