"""Explains one article: its sentences, what was extracted from each, and by which rule.

command.py: the steps of the command. arguments.py: its arguments and their checks. article_file.py: the article in a file.
published_article.py: an article of a data folder. explanation.py: all that is shown. passages.py: the article cut into passages
with their marks. terminal.py, page.py and as_json.py: three output formats.

Here belongs showing the result of extraction. Parsing belongs to `ingest`, extraction to `extract`, and the figures of an article
for a whole event to dbt.
"""
