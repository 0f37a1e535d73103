"""Rows of `person_mentions`: people named in full in an article, with their role.

Here belongs which names are kept as rows. Which words mean one person belongs to the room `coreference`.
"""
