"""How text and rows look on a terminal: colours, tables, progress, and untrusted text made safe.

Here belongs output that does not depend on what the text means. What is printed belongs to the caller. This room imports no
other room.
"""
