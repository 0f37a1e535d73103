"""Rows of `actor_mentions`: armed groups, forces, organisations and officials. Also the attribution of statements.

Here belongs which words name an actor, and which names mean one actor in this article. Which listed actor a name means belongs
to dbt; which side an actor takes in an event belongs to the room `events`.
"""
