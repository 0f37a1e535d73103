"""Rows of `claims`: how many people, which of them, what happened to them, and who states it.

Here belong the frames that connect people with harm, lists and their parts, and sums within an article. Which event a figure
belongs to is decided in `discourse`. Roles of named people belong to `person_mentions`.

`victims` reads a noun phrase. `figure_frames`, `noun_frames` and `verb_frames` find the phrases that a word of harm is about;
`victim_lists` makes the claims. `person_outcomes`, `named_victims` and `figure_sums` work on the whole article afterwards.
"""
