"""The steps from files and web addresses to raw tables, as plain functions.

Here belongs how the rooms work together: which files are missing, in which batches and in how many processes they are made. No
Dagster, and no rule of any room.
"""
