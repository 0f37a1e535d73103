"""A campaign of faults that anyone can repeat: kills, damage, bad input, readers, many runs."""
