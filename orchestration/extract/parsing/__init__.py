"""From text to parsed sentences: the pipeline and its fast parts, syntax, numbers, datelines, and the words a page adds.

Here belongs grammar without meaning. Times belong to `times`; meaning belongs to the room that makes the rows of that table.
"""
