"""What a person meets at a terminal: the commands of `tallywire`, their options, and the job that they start.

Here belongs what a command accepts and when it ends. What it does belongs to the rooms that it calls; how something looks on a
terminal belongs to `terminal`.
"""
