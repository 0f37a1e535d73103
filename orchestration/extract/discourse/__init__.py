"""Discourse: which mentions and claims of one article belong to one incident.

Here belongs the connection between claims and events. Reading a single sentence belongs to the other rooms.
"""
