"""Folding of place names: "Ar-Raqqah", "Raqqa" and "RAQQA" get one key.

Here belongs how two spellings of one name become one key. Which places exist belongs to `gazetteer_index`, which of them a name
means to `gazetteer`.
"""

from __future__ import annotations

import re
import unicodedata

_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ə": "a", "ħ": "h", "ŋ": "n"}
)
_DROPPED_MARKS = re.compile("['’‘ʼʿʾʻʹ`´ˌ]")  # apostrophes, ayn and hamza: some writers leave them out
_WORD_BREAKS = re.compile(r"[^0-9a-z]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

_ARTICLES = frozenset(
    ["al", "el", "ar", "as", "ash", "at", "ad", "adh", "an", "az", "er", "es", "et", "ed", "ez", "ud", "ul", "il", "l"]
)
_HILL_WORDS = frozenset(["tall", "tell", "tel", "tal"])  # one Arabic word; codespell:ignore tell
_LOOSE_STEPS = (
    (re.compile("kh"), "h"),  # Khirbat, Hirbat
    (re.compile("(?<=[dgtp])h|^h(?=[ptksln])"), ""),  # Ghouta, Gouta; Kyaukphyu, Kyaukpyu; Hpa-an, Pa-an
    (re.compile("ou|oo|au|aw|ow|uw|o"), "u"),
    (re.compile("ei|ay|ai|ey|ee|ie|iy|ij|y|e"), "i"),
    (re.compile("q"), "k"),
    (re.compile("c(?!h)"), "k"),
    (re.compile("dj"), "j"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_FINAL_VOWEL = re.compile("(?<=[^aiu])[aiu]?h?$")  # Raqqah, Raqqa; Hasakeh, Hasaka
MIN_LOOSE_LENGTH = 3
"""Shorter loose keys ("dm", "in") join names that have nothing in common."""


def fold_name(name: str) -> str:
    """Folds a name to the key of its spelling: lower case, no accents, no apostrophes, one blank between words.

    The key is empty for a name that is not in Latin script.
    """
    text = name.lower()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", _DROPPED_MARKS.sub("", text).translate(_LATIN_LETTERS))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        if any(letter.isalpha() and not letter.isascii() for letter in text):
            return ""
    elif "'" in text or "`" in text:
        text = _DROPPED_MARKS.sub("", text)
    if re.fullmatch(r"(?:[a-z]\.\s?)+[a-z]?\.?", text):  # U.S., W. Va. is left alone
        text = text.replace(".", "").replace(" ", "")
    words = _WORD_BREAKS.sub(" ", text).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


_KIND_WORDS = {
    "province": frozenset(
        "province governorate state region oblast krai muhafazah department prefecture voivodeship".split()  # noqa: SIM905
    ),
    "district": frozenset(
        "district districts county counties co municipality raion rayon parish division township borough subdistrict"  # noqa: SIM905
        " department canton regency commune lga tehsil mintaqat".split()
    ),
}


def read_kind(folded: str) -> str | None:
    """Reads the kind of division in a folded name: "province" for "raqqa governorate", "district" for "county mayo"."""
    words = folded.split()
    if len(words) > 1:
        for kind, nouns in _KIND_WORDS.items():
            if words[-1] in nouns or words[0] in nouns:
                return kind
    return None


def remove_kind(folded: str) -> str:
    """Removes the word for the kind of division from a folded name. A name that is only this word stays."""
    words = folded.split()
    nouns = _KIND_WORDS["province"] | _KIND_WORDS["district"]
    if len(words) > 1 and words[-1] in nouns:
        words = words[:-1]
    elif len(words) > 1 and words[0] in nouns:
        words = words[2:] if words[1] == "of" and len(words) > 2 else words[1:]
    return " ".join(words)


def fold_name_loosely(folded: str) -> str:
    """Folds a folded name further to one key for all usual transliterations: articles, vowels, double letters, final h.

    The key is empty when too little is left to distinguish names. An equal loose key alone does not prove that two names are one.
    """
    words = folded.split()
    kept = [word for word in words if word not in _ARTICLES] or words
    parts = []
    for word in kept:
        loose = "tal" if word in _HILL_WORDS and len(kept) > 1 else word
        for pattern, replacement in _LOOSE_STEPS:
            loose = pattern.sub(replacement, loose)
        parts.append(_FINAL_VOWEL.sub("", loose) or loose)
    key = "".join(parts)
    return key if len(key) >= MIN_LOOSE_LENGTH else ""
