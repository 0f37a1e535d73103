"""What a page brings along that is no part of its report: the outlet's name behind a headline, a player's list of videos.

Here belongs which words of a field are such; they are read as blanks, so that all other words stay where they stand. What an
editor puts into a sentence belongs to `nlp`, the dateline to `dateline`.
"""

from __future__ import annotations

import re

from orchestration.extract.lexicon.lexicon import Lexicon

_SEPARATOR = re.compile(r"\s+[-–—]\s+|\s+[-–—](?=[A-Z])|(?<=[a-z])[-–—]\s+(?=[A-Z])|\s*\|\s*|\s+:\s+")
_DOMAIN = re.compile(r"\b[a-z\d][\w-]*\.(?:com|net|org|tv|info|co\.[a-z]{2})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LOWER_CASE_WORDS = frozenset({"and", "at", "by", "for", "from", "in", "now", "of", "on", "the", "to", "with", "your"})
_VIDEO_LIST = re.compile(r"^[ \t]*\d{1,2}:\d\d [^\n]{3,200}\bPause[ \t]*$(?:\s*^[ \t]*\d{1,2}:\d\d [^\n]{3,200}$)*", re.MULTILINE)
"""A player's list: running time and title of one video a line, the first with the button that stops it."""


def blank_outlet(title: str, lexicon: Lexicon) -> str:
    """A page's title without the outlet's name that stands behind the headline: "Two shot in Elm Grove - WXYZ News | Weather"."""
    end = len(title)
    for cut in reversed([*_SEPARATOR.finditer(title)]):
        if cut.start() and _is_outlet(title[cut.end() : end], lexicon):
            end = cut.start()
    return title[:end] + " " * (len(title) - end)


def _is_outlet(part: str, lexicon: Lexicon) -> bool:
    """Whether a part of a title names an outlet, by its address or by such words as "News", and tells nothing."""
    words = _WORD.findall(part)
    known = {word.lower() for word in words} & lexicon.outlet_words
    told = [word for word in words if word.islower() and word not in _LOWER_CASE_WORDS and word not in known]
    return bool(_DOMAIN.search(part) or (known and not told)) and not lexicon.telling.search(part.lower())


def blank_video_lists(text: str) -> str:
    """A text without lists of other videos."""
    return _VIDEO_LIST.sub(lambda videos: re.sub(r"[^\n]", " ", videos.group()), text)
