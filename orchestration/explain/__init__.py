"""Explaining one article: its sentences, what was read from each, and the rule that read it.

Here belongs showing what extraction returns. Parsing belongs to `ingest`, reading to `extract`, and what an article states of
a whole event to dbt: nothing is decided here. An article is untrusted text: each way of showing it keeps it harmless.

choose.py: a file to the one article. published.py: an article of a data folder. passages.py: the article cut into passages
with their marks. marks.py: marks that overlap as pieces that nest. readings.py: rows in words. terminal.py, page.py and
as_json.py: three ways to show it.
"""
