"""The kind of a page that is not an article: error, robot check, cookie wall, paywall or list of links. Rules about its words.

An article about one of these must pass, so each rule applies only to pages with little text besides the telltale words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from orchestration.ingest.reasons import ProblemError

_MAX_WORDS_OF_ERROR = 120
_MAX_WORDS_OF_HEADING = 15
_MAX_WORDS_OF_CHECK = 80
_MAX_WORDS_OF_STUB = 80
_MAX_WORDS_OF_WALL = 600  # walls list their partners
_MIN_SHARE_OF_TEXT = 0.5
_MIN_LINKS = 8


def _compile_phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_ERROR = _compile_phrases(
    r"^\W*(?:error\W{0,3})?(?:40[0134]|410|429|50[0234])"
    r"(?:\W*$|\W+(?:error|page|not found|forbidden|unauthori[sz]ed|bad|gone|too many|internal|service|gateway))",
    r"^\W*(?:not found|forbidden|access denied|bad gateway|service (?:temporarily )?unavailable|(?:internal )?server error)"
    r"(?:\W*$|\s+[|–-]\s)",
    r"\bpage (?:was |is |could |can )?(?:not |cannot )(?:be )?found\b",
    r"\bpage (?:that )?you(?:['’]re| are| were| requested)(?: looking for)? (?:does|doesn|do|don|can|could|no longer|has|is)\b",
    r"\bwe can(?:no|['’])?t find (?:the|that|this) page\b",
)
_CHECK = _compile_phrases(
    r"^\W*just a moment\W*$",
    r"\battention required\b",
    r"\bare you (?:a )?(?:robot|human)\b",
    r"\bnot a robot\b",
    r"\bchecking (?:your browser|if the site connection)\b",
    r"\bcaptcha\b",
    r"\bverify(?:ing)? (?:that )?you are (?:a )?human\b",
    r"\b(?:enable|turn on|activate|requires|need) javascript\b",
    r"\bjavascript (?:is|must be|has been) (?:disabled|enabled|required|turned off)\b",
)
_PAYWALL = _compile_phrases(
    r"\b(?:subscribe|register|log in|sign in|sign up|join)(?: now)? (?:to|and) (?:continue|keep|read|unlock)\b",
    r"\bto (?:continue|keep) reading\b",
    r"\b(?:article|story|content) is (?:only )?(?:available |reserved )?(?:exclusively )?(?:for|to) (?:our )?(?:paying )?"
    r"(?:subscribers|members)\b",
    r"\b(?:unlock|read) (?:this|the (?:full|whole|rest of the)) (?:article|story) (?:with|by|for)\b",
)
# Words of consent in the languages of most cookie walls; "cookies" is the same in nearly all languages.
_CONSENT = _compile_phrases(
    r"\bcookies?\b|\bgdpr\b|\bconsent(?:s|ed)?\b|\bprivacy (?:policy|settings|preferences)\b|\bpersonal data\b",
    r"\blegitimate interest|\bthird[- ]part(?:y|ies)\b|\bour partners\b|\bvendors\b",
    r"\beinwilligung|\bdatenschutz|\bconsentement\b|\bdonnées personnelles\b|\bconsentimiento\b|\bdatos personales\b",
)
_CHOICE = _compile_phrases(
    r"\b(?:accept|agree|reject|refuse|decline|allow|manage|preferences|settings|continue|opt[- ]out|withdraw)\b",
    r"\b(?:akzeptieren|ablehnen|zustimmen|einstellungen|accepter|refuser|paramétrer|aceptar|rechazar|configurar|accetta|rifiuta)\b",
)


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a page shows."""

    title: str | None
    text: str  # what was taken for its article; may be empty
    words: str  # all that it shows, links included
    links: list[str]  # the words of each link
    is_behind_paywall: bool  # it says so
    consists_of_summaries: bool = False  # of other pages, each under its linked headline

    @property
    def body(self) -> str:
        """The text taken for its article, otherwise all that the page shows."""
        return self.text if self.text.strip() else self.words

    @property
    def n_words(self) -> int:
        """The words of the body."""
        return len(self.body.split())


def find_refusal(shown: ShownPage) -> ProblemError | None:
    """Why a page is not an article; None: it may be one."""
    for is_one, reason, message in _KINDS:
        if is_one(shown):
            return ProblemError(reason, message)
    if any(map(str.isalnum, shown.text)):
        return None
    finding = f"its {shown.n_words:,} words do not read like an article" if shown.n_words else "it shows no text"
    return ProblemError("no_article", f"{finding}. Give the article's text as .txt, or as `text`.")


def _is_error(shown: ShownPage) -> bool:
    if shown.n_words > _MAX_WORDS_OF_ERROR:
        return False
    lines = [line for line in (shown.title or "", *shown.text.split("\n")[:3]) if len(line.split()) <= _MAX_WORDS_OF_HEADING]
    return any(map(_ERROR.search, lines)) or (not shown.text.strip() and bool(_ERROR.search(shown.words)))


def _is_check(shown: ShownPage) -> bool:
    return shown.n_words <= _MAX_WORDS_OF_CHECK and bool(_CHECK.search(shown.title or "") or _CHECK.search(shown.body))


def _is_cookie_wall(shown: ShownPage) -> bool:
    """Whether at least half of the text is in paragraphs about consent, and the page offers a choice."""
    if shown.n_words > _MAX_WORDS_OF_WALL or not _CHOICE.search(shown.body):
        return False
    paragraphs = [line for line in shown.body.split("\n") if line.strip()]
    about_consent = sum(len(line) for line in paragraphs if _CONSENT.search(line))
    return about_consent >= _MIN_SHARE_OF_TEXT * sum(map(len, paragraphs)) > 0


def _is_stub(shown: ShownPage) -> bool:
    return shown.n_words <= _MAX_WORDS_OF_STUB and (shown.is_behind_paywall or bool(_PAYWALL.search(shown.words)))


def _is_link_list(shown: ShownPage) -> bool:
    """Whether at least half of the article's text consists of links; without such text, half of all that the page shows."""
    if shown.consists_of_summaries:
        return True
    if len(shown.links) < _MIN_LINKS:
        return False
    if not shown.text.strip():
        return sum(map(len, shown.links)) >= _MIN_SHARE_OF_TEXT * len(shown.words)
    links = set(shown.links)
    lines = [" ".join(line.strip(" -•|").split()) for line in shown.text.split("\n") if line.strip()]
    return sum(len(line) for line in lines if line in links) >= _MIN_SHARE_OF_TEXT * sum(map(len, lines))


_KINDS = (
    (_is_error, "error_page", "it is the server's error message, not an article. Fetch the page again, or give the text."),
    (
        _is_check,
        "bot_check",
        "it asks for JavaScript or for proof that the reader is human, and shows no article. Save the page from a browser.",
    ),
    (
        _is_cookie_wall,
        "cookie_wall",
        "it asks for consent to cookies and shows no article. Give consent in a browser and save the page from there.",
    ),
    (
        _is_stub,
        "paywall",
        "it shows only the start of an article; the rest is for subscribers. Give the whole text, if you have it.",
    ),
    (_is_link_list, "link_list", "it is a list of links, not an article. Give the pages that it links to."),
)
