"""Explaining what was read and decided: one article (`article/`), or one published event (`event/`).

Here belong the words that both share: rows in words (`readings`), marks in a text (`marks`) and their legend. Nothing is decided
here. Articles are untrusted text: each way of showing them keeps them harmless.
"""
