"""Files of the landing zone, DuckDB files and the lock that guards them.

Here belongs how rows are stored: written completely or not at all, loaded, published, kept as history. What the rows mean
belongs to the rooms that make them, and to dbt.
"""
