"""Rows of `event_mentions`: triggers, types, perpetrators, targets, days and places of what happened.

Here belongs one mention in one sentence, and what other sentences add to it. Figures belong to `casualties`.
"""
