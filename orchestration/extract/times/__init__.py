"""Expressions of time and the days that they mean.

Here belongs the calendar: which words are a time, which days they name, which time governs a verb. Which day an event without a
time gets belongs to `events`.
"""
