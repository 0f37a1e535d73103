"""The command line: the commands of `tallywire`, their options, and the processes that they start.

Here belongs what a command accepts, which errors it reports and how it ends. What it does belongs to the rooms that it calls;
how text and rows look on a terminal belongs to `terminal`. No other room imports this one.
"""
