"""Evaluation: gold files in, figures with intervals out.

    gold      reads and checks gold files        published   what the published file says about their documents
    pipeline  takes them through the whole job   kinds/      one scorer for each kind of gold file
    measure   figures as sums over units         bootstrap   how far a figure would move with other documents
    evidence  the words behind a miss            report      terminal, JSON, Markdown

Here belongs nothing that knows how a claim is read or an event is made: apart from the list of place names, which is looked
up in the gazetteer, every figure comes from the public tables. docs/evaluation.md defines the metrics.
"""
