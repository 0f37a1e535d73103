"""Rows of `place_mentions`: which words are a place, which place of the gazetteer they mean, and how exactly.

Here belong the gazetteer and its index too. The place of an event belongs to `events.event_place`.
"""
