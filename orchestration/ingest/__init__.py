"""Bytes become documents, and documents become articles. No Dagster, no DuckDB, no meaning of the text.

discover.py: files -> documents. parse.py: document -> article or rejection. tables.py: both as Arrow tables of schema.py.
"""
