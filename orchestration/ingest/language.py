"""The language of an article as ISO 639-1: as given, otherwise as its words show."""

from __future__ import annotations

import re
from functools import cache

import pycountry
from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MIN_LETTERS = 20  # with fewer, the identifier guesses: "Attack in Raqqa" could be several languages
_MAX_CHARACTERS = 500  # on 3,359 news texts more changed no verdict; it costs time in proportion
# Words that almost no other language has. A sample with this share of them is English, and the identifier, which takes twenty
# times as long, is not used: it gave the same result for all 4,202 such texts among 4,461 of news.
_ENGLISH_ONLY = {
    *("after", "and", "could", "from", "has", "his", "said", "that", "the", "their", "there"),
    *("these", "they", "this", "those", "were", "when", "which", "who", "with", "would"),
}
_MIN_ENGLISH_SHARE = 0.06
_MIN_WORDS = 20
# Of a short text the identifier is often wrong: "Rebels seize town in Kachin" comes out as Frisian. Words of English news that
# no other language in Latin letters has decide, unless as many small words of other languages stand in the text.
_MAX_WORDS_OF_SHORT = 60
_MIN_SHARE_OF_SHORT = 0.15
_ENGLISH_NEWS = _ENGLISH_ONLY | {
    *("killed", "kills", "kill", "killing", "dead", "dies", "died", "death", "wounded", "wounds", "injured", "injures", "hurt"),
    *("attacked", "attackers", "attacks", "bombing", "bombed", "bombs", "blast", "blasts", "shelling", "shelled", "shells"),
    *("strike", "strikes", "struck", "raid", "gunmen", "gunman", "soldiers", "soldier", "troops", "rebels", "fighters", "army"),
    *("seize", "seizes", "seized", "clashes", "clash", "ambushed", "town", "village", "villagers", "mosque", "church", "market"),
    *("police", "suspect", "people", "children", "women", "near", "least", "say", "says", "roadside", "leave", "leaves", "shot"),
    *("abducted", "abduct", "kidnapped", "freed", "found", "missing", "two", "three", "four", "five", "seven", "eight", "nine"),
}
_OTHER_LANGUAGES = {
    *(
        "de",
        "la",
        "el",
        "le",
        "les",
        "los",
        "las",
        "des",
        "du",
        "un",
        "una",
        "une",
        "et",
        "en",
        "dans",
        "por",
        "para",
        "em",
        "um",
    ),
    *(
        "uma",
        "del",
        "della",
        "nel",
        "che",
        "con",
        "und",
        "der",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "ist",
        "mit",
        "von",
        "het",
        "een",
    ),
    *("van", "zijn", "bij", "op", "wat", "nie", "deur", "dat", "og", "och", "av", "på", "att", "til", "det", "er", "ved"),
    *(
        "sa",
        "ng",
        "ang",
        "mga",
        "ni",
        "na",
        "di",
        "yang",
        "dan",
        "dalam",
        "oleh",
        "pada",
        "kwa",
        "ya",
        "wa",
        "katika",
        "ve",
        "bir",
    ),
    *("ku", "oo", "iyo", "ayaa", "lagu", "sun", "da", "ta", "do", "za", "się", "nan", "yon", "po", "je", "și", "din", "ne", "të"),
}
# The identifier names varieties that ISO 639-1 has under one language. Short English
# news comes out as Nigerian Pidgin (pcm) at times. Any other three-letter verdict has no code there: NULL.
_COVERED_BY = {
    "ary": "ar",
    "arz": "ar",
    "sdh": "ku",
    "wuu": "zh",
    "yue": "zh",
    "fuv": "ff",
    "kik": "ki",
    "gug": "gn",
    "pcm": "en",
}
_WITHDRAWN = frozenset({"bh"})  # Bihari: a code until 2021, which older pages have


def read_language_tag(given: str) -> str | None:
    """The ISO 639-1 code of a given tag such as "en", "EN-gb" or "pt_BR"; None: not such a tag ("English", "eng")."""
    code = given.strip().lower().replace("_", "-").partition("-")[0]
    return code if code in _codes() else None


def identify_language(title: str | None, text: str) -> str | None:
    """The language of the words; None if there are too few, or if the language has no code. Deterministic."""
    sample = f"{title}\n{text[:_MAX_CHARACTERS]}" if title else text[:_MAX_CHARACTERS]
    if _is_plainly_english(sample):
        return "en"
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return None
    label: str = _load_identifier().classify(sample)[0]
    label = _COVERED_BY.get(label, label)
    if label != "en" and _is_short_english(sample):
        return "en"
    return label if label in _codes() else None


def _is_plainly_english(sample: str) -> bool:
    words = sample.lower().split()
    n_english = sum(map(_ENGLISH_ONLY.__contains__, words))
    return len(words) >= _MIN_WORDS and n_english >= _MIN_ENGLISH_SHARE * len(words)


def _is_short_english(sample: str) -> bool:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    n_english, n_other = sum(map(_ENGLISH_NEWS.__contains__, words)), sum(map(_OTHER_LANGUAGES.__contains__, words))
    return len(words) <= _MAX_WORDS_OF_SHORT and n_other < n_english and n_english >= _MIN_SHARE_OF_SHORT * len(words)


@cache
def _codes() -> frozenset[str]:
    """The codes of ISO 639-1, read on first use (a tenth of a second)."""
    return _WITHDRAWN | {language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")}


@cache
def _load_identifier() -> LanguageIdentifier:
    """The model, loaded on first use (about a second). It is our own copy, so no other code can restrict its languages."""
    return LanguageIdentifier.from_model_file(MODEL_FILE)
