"""The reference lists that extraction reads, checked when they are loaded.

Here belongs what the lists say. Where a word stands in a sentence belongs to the rooms that use it.
"""
