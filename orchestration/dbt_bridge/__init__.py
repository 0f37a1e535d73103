"""What Python knows of the dbt project: its manifest, its lock, its column lineage and the checks of its seeds.

Here belongs nothing that knows Dagster. What the models mean belongs to dbt_project/.
"""
