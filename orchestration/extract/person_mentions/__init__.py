"""Rows of `person_mentions`: people whom an article names in full, with their role.

Here belongs which names are landed. Who is who belongs to `coreference`.
"""
