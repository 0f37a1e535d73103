"""What `make bench` measures: speed as a ratio to a plain loop on the same machine, and memory. Outside CI, and no timed test."""
