"""The web side of ingest: addresses become answers, listings become addresses. No Dagster, no DuckDB, no landing zone.

client.py asks one address, within bounds; crawler.py asks many, host by host; listings.py reads feeds and sitemaps. What is
remembered between two crawls belongs to orchestration/pipeline/crawl.py.
"""
