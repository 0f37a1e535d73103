"""Tallywire: news about armed conflict in, an auditable database of events, actors and casualties out."""
