"""Words of a page that are not part of its report: the outlet's name after a headline, a video player's list.

Here belongs how such words are recognised. They become blanks, so that all other words keep their offsets. Notes that an editor
puts into a sentence belong to `parse`, the dateline to `dateline`.
"""

from __future__ import annotations

import re

from orchestration.extract.lexicon.lexicon import Lexicon

_SEPARATOR = re.compile(r"\s+[-–—]\s+|\s+[-–—](?=[A-Z])|(?<=[a-z])[-–—]\s+(?=[A-Z])|\s*\|\s*|\s+:\s+")
_DOMAIN = re.compile(r"\b[a-z\d][\w-]*\.(?:com|net|org|tv|info|co\.[a-z]{2})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LOWER_CASE_WORDS = frozenset({"and", "at", "by", "for", "from", "in", "now", "of", "on", "the", "to", "with", "your"})
_VIDEO_LIST = re.compile(r"^[ \t]*\d{1,2}:\d\d [^\n]{3,200}\bPause[ \t]*$(?:\s*^[ \t]*\d{1,2}:\d\d [^\n]{3,200}$)*", re.MULTILINE)
"""A player's list: one video per line, with running time and title. The first line ends with the player's "Pause" button."""


def blank_outlet(title: str, lexicon: Lexicon) -> str:
    """Blanks the outlet's name after a headline: "Two shot in Elm Grove - WXYZ News | Weather". The length stays the same."""
    end = len(title)
    for cut in reversed([*_SEPARATOR.finditer(title)]):
        if cut.start() and _is_outlet(title[cut.end() : end], lexicon):
            end = cut.start()
    return title[:end] + " " * (len(title) - end)


def _is_outlet(part: str, lexicon: Lexicon) -> bool:
    """Whether a part of a title names an outlet, by its web address or by words such as "News", and reports no event."""
    words = _WORD.findall(part)
    known = {word.lower() for word in words} & lexicon.outlet_words
    others = [word for word in words if word.islower() and word not in _LOWER_CASE_WORDS and word not in known]
    return bool(_DOMAIN.search(part) or (known and not others)) and not lexicon.any_violent_word.search(part.lower())


def blank_video_lists(text: str) -> str:
    """Blanks the lists of other videos in a text. The length stays the same."""
    return _VIDEO_LIST.sub(lambda videos: re.sub(r"[^\n]", " ", videos.group()), text)
