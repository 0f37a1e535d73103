"""Coreference: which words of an article mean the same single person.

Here belong chains of names, nouns and pronouns. Groups of victims belong to the room `casualties`, names of actors to `actors`.
"""
