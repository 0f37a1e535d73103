"""Files of the landing zone, DuckDB files and the lock that guards them.

Here belongs how rows are kept: written whole or not at all, loaded, published, remembered. What the rows mean belongs to the
rooms that make them, and to dbt.
"""
