"""The state of the landing zone in numbers and plots: volumes, silent outlets, shares of rejected documents.

Here belongs measuring. Which value is a warning belongs to the checks in `defs`.
"""
