"""The steps from files and web addresses to raw tables, as plain functions.

Here belongs how the rooms are put together: which files are missing, in which batches, in how many processes. No Dagster, and
no rule of any room.
"""
