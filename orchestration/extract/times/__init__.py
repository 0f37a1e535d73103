"""Expressions of time and the days that they mean.

Here belongs the calendar: which words are a time, which days they name, which time belongs to an event. The day of an event
without a time of its own belongs to `events.inferred_dates`.
"""
