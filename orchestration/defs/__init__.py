"""Dagster definitions and nothing else: what an asset does is a function of `flow` or `publish`."""
