"""Explains what Tallywire extracted from one article (`article/`), or how it built one published event (`event/`).

Both folders share their main modules: `command` runs the command, `explanation` collects what is shown, `terminal` and `as_json`
write it. Here belongs what they share: rows in words (`readings`), marks in a text (`marks`) and the legend (`legend`). Nothing
is decided here. Articles are untrusted text, so every output format makes them safe.
"""
