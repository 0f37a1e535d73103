"""Explains one event: its figures with their votes and claims, why its mentions are joined, and why others are not.

command.py: the steps of the command. event_lookup.py: from an id or a prefix to the current event. explanation.py: the published
rows about it. grounds.py: the reasons for its figures. joins.py: the reasons for joining mentions, or not. terminal.py and
as_json.py: two output formats.

Here belongs showing what a run published. Nothing is decided here and no figure is recalculated: a reason is given only if the
published numbers support it.
"""
