"""What a person meets at the terminal: commands behind `tallywire`, their arguments, tables, progress lines and errors.

Here belongs what is asked and shown. What is done belongs to the rooms that it calls; `explain`, `why` and `evaluate`, which
have pages and figures of their own, are beside it.
"""
