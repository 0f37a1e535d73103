"""The web side of ingest: addresses become answers, listings become addresses. No Dagster, no DuckDB, no landing zone.

client.py fetches one address within limits; crawler.py fetches many, host by host; listings.py reads feeds and sitemaps. What is
known from earlier crawls belongs to orchestration/pipeline/crawl_state.py.
"""
