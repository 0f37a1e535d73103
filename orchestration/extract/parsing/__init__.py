"""From text to parsed sentences: the pipeline, its fast parts, syntax, numbers, datelines and what a page adds around a report.

Here belongs grammar without meaning. Times belong to `times`; everything else to the room of the table whose rows it makes.
"""
