"""Readers of the published file: SQL queries, the summary of a run, the list of rejected documents.

Here belongs reading only. Making and replacing the file belongs to `storage`.
"""
