"""Explaining one event: its figures with votes and claims, its mentions with what joins them, and what was kept apart.

Here belongs showing what a run published; nothing is decided here, and no figure is worked out anew. The words for a bound or a
vote are chosen by what the published numbers bear out. Articles are untrusted text: each way of showing it keeps it harmless.

event_ids.py: what was asked to the one event that stands today. account.py: the published rows about it. grounds.py: why a
figure is what it is. joins.py: why mentions are one event, and others are not. terminal.py and as_json.py: two ways to show it.
"""
