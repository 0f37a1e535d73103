"""What Python knows about the dbt project: its manifest, its lock, its column lineage and the checks of its seeds.

What the assets do with it belongs to `defs`; what the models mean belongs to dbt_project/.
"""
