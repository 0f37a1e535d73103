"""Evaluation: gold files in, figures with intervals out.

    gold      reads and checks gold files        published   what the published file says about their documents
    runs      takes them through the whole job   scorers/    one scorer for each kind of gold file
    measure   figures as sums over units         bootstrap   how far a figure would move with other documents
    evidence  the words behind a miss            report      terminal, JSON, Markdown

Nothing here knows how a claim is read or an event is made. Every figure comes from the public tables, except for the list of
place names, which is looked up in the gazetteer. docs/evaluation.md defines the metrics.
"""
