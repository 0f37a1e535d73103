"""How words and rows look on a terminal: colours, tables, progress, and untrusted words made safe to show.

Here belongs nothing that knows what the words mean.
"""
