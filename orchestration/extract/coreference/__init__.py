"""Which words of an article mean the same single person.

Here belong chains of names, nouns and pronouns. Groups of victims belong to `casualties`; names of actors to `actors`.
"""
