"""Explaining one article: its sentences, what was read from each, and the rule that read it.

choose.py: a file to the one article. published.py: an article of a data folder. passages.py: the article cut into passages
with their marks. terminal.py, page.py and as_json.py: three ways to show it.

Here belongs showing what extraction returns. Parsing belongs to `ingest`, reading to `extract`, and what an article states of
a whole event to dbt.
"""
