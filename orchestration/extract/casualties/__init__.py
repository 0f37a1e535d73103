"""Rows of `claims`: how many people, which of them, what happened to them, and who states it.

Here belong the frames that connect people with harm, lists and parts, and sums within an article. Which event a figure belongs
to is decided in `discourse`.
"""
