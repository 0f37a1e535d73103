"""How healthy the landing zone is: volumes, silent outlets, shares of rejected documents, and their plots.

Here belongs measuring. Which value is a warning belongs to the checks in `defs`.
"""
