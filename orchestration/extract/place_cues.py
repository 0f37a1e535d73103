"""The words around a name that tell that it is a place, of which kind, and how exactly it is meant.

Here belong cue words, their patterns and the precision that follows from them. Finding names belongs to `places`.
"""

from __future__ import annotations

import math
import re

KIND_WORDS = {
    "town": "town|city|village|hamlet|township|settlement|suburb|neighbourhood|neighborhood|municipality|port",
    "province": "province|governorate|state|oblast|county|region|prefecture",
    "site": "district|camp|enclave|outpost|base|air ?base|airbase|airport|airfield|crossing|island|mountain|valley|hill|dam|oasis",
}
_ANY_KIND = "|".join(KIND_WORDS.values())
_DIRECTION = "(?:north|south|east|west)(?:[- ]?(?:east|west)|-?north[- ]?(?:east|west)|-?south[- ]?(?:east|west))?"
_DIRECTION_ADJECTIVE = "(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?ern|central|upper|lower)"
_ARTICLE = "[Aa]l|[Ee]l|[Aa]r|[Aa]s|[Aa]sh|[Aa]t|[Aa]d|[Aa]n|[Aa]z|[Ee]z|[Ee]s|[Ee]d|ul|de|la|del|du|bin"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’ʿ]+"
NAME = rf"(?:(?:{_ARTICLE})[- ])?{_WORD}(?:(?:[- ](?:{_ARTICLE}))?[- ]{_WORD}){{0,3}}"

CUED_NAME = re.compile(
    rf"\b(?:(?P<told>(?:{_ANY_KIND})s? of|(?:town|city|village|hamlet)s?)|in|[Ii]nside|[Nn]ear|[Aa]round|[Oo]utside|[Tt]owards?|reach(?:ed)?|"
    rf"{_DIRECTION} of|{_DIRECTION}|to|from|at|between|straddles|captured?|seized?|entered)"
    rf"\s+(?:the\s+)?(?P<name>{NAME})"
)
NAME_TOLD_BEHIND = re.compile(
    rf"(?P<name>{NAME})(?P<told>\s+(?:{_ANY_KIND}|area|countryside|border crossing)s?\b(?!\s+of\b))"
)
DATELINE = re.compile(r"(?:^|\n|[.!?] )(?P<name>[A-Z]{3,}(?: [A-Z]{3,}){0,2})(?P<told>(?!))?(?=,? (?:[A-Z][\w.]+ ?)?(?:\(\w+\) ?)?[—–-])")
CUED_NAMES = (CUED_NAME, NAME_TOLD_BEHIND, DATELINE)
TOLD_BEFORE = re.compile(rf"\b(?:(?:{_ANY_KIND})s? of|(?:town|city|village|hamlet))\s+(?:the\s+)?$", re.I)
IN_BEFORE = re.compile(rf"\b(?:in|near|at|around|outside|inside|towards?|from|to|{_DIRECTION} of)\s+(?:the\s+)?(?:\w+\s+)?$", re.I)
CONTAINED = re.compile(
    rf"\s*(?:,|\()\s*(?:in\s+)?(?:the\s+)?|\s*,?\s+(?:in|of)\s+(?:the\s+)?(?:{_DIRECTION_ADJECTIVE}\s+)?"
    rf"(?:\w+\s+)?(?:(?:{_ANY_KIND})\s+of\s+)?|\s+(?:{_ANY_KIND}),?\s+(?:in|of)\s+(?:the\s+)?(?:{_DIRECTION_ADJECTIVE}\s+)?",
    re.I,
)
PLACE_WORD = re.compile(
    rf"\b(?:{_ANY_KIND}|river|lake|sea|gulf|mountains?|hills?|desert|bay|strait|street|road|highway|bridge|square|park|hospital|"
    r"jabal|jebel|tal|tall|tell|deir|dayr|khan|wadi|kafr|ain|ayn|bir|bi'r)\b",
    re.I,
)

LEADING = re.compile(r"(?:(?:the|The|city of|City of|town of|village of)\s+)+")
TRAILING = re.compile(r"(?:['’]s?|[\s,;:\"”)\]]+)+$")
ACRONYM = re.compile(r"[A-Z][A-Z-]{1,6}s?")
NOT_A_NAME = re.compile(r"\d|\b(?:Pentagon|White House|Kremlin|State|Army|Forces?|Ministry|Council|Party|Government|Court)\b|@|https?:")
REPEATABLE = re.compile(r"(?=.*[a-z])(?=.{4,})[^\d]+")
NOT_PLACES = re.compile(
    r"\bIslamic (?:State|Emirate|Republic|Army) (?:of|in) (?:the )?(?:Iraq(?: and (?:the )?(?:Syria|al-?Sham|Levant|Greater Syria))?|Syria)"
    r"|\b(?:Front|Movement|Army|Party|Union|Bank|University|Government|Voice|Republic|Ministry|Council) (?:of|for) (?:the )?(?:Liberation of )?[A-Z]\w+"
)
ORGANISATION_WORD = re.compile(
    r"(?:Operations?|Brigades?|Battalions?|Division|Army|Forces?|Front|Shield|Council|Command|Corps|Party|Movement|Union|League|Post|"
    r"Times|News|Tribune|Herald|Journal|University|Police|Sheriff|Observatory|Network|Foundation|Ministry|Legion|Revolutionar\w+|"
    r"Liberation|Martyrs|Media|Agency|Center|Centre|Club|Company|Inc|Corp|Bank|Airlines?|Press|Daily|Star|Sun|Gazette)\b"
)
COMPOUND_AFTER = re.compile(r"\s?-\s?(?:led|backed|supported|allied|based|born|trained|made|aligned|sponsored|funded|armed|linked|brokered)\b")

WORLD_POWERS = frozenset({"US", "U.S.", "American", "Americans", "UK", "British", "Russian", "French"})
"""Adjectives that stand in news about every country, so that they say little about where."""
ADJECTIVE_WEIGHT = 0.4
DEMONYM_WEIGHT = 1.0
FEATURE_WEIGHT = {"country": 2.0, "province": 1.5, "town": 1.0, "area": 1.0, "sea": 0.0}

_NEAR_BEFORE = re.compile(
    rf"\b(?:near|outside|around|close to|not far from|next to|adjacent to|vicinity of|outskirts of|suburbs? of|environs of|surroundings of|"
    rf"surrounding areas? of|areas? (?:around|surrounding)|countryside of|rural \w+ of|edges? of|approaches to|towards?|hinterland of|"
    rf"(?:{_DIRECTION}|{_DIRECTION_ADJECTIVE}) (?:of|from|countryside of|suburbs? of|outskirts of|edge of|approaches to))"
    r"\s+(?:the\s+)?(?:\w+\s+){0,2}(?:(?:city|town|village|base|outpost|area) of\s+)?(?:the\s+)?$",
    re.I,
)
_NEAR_AFTER = re.compile(r"['’]?s?\s+(?:countryside|suburbs?|outskirts|surroundings|environs|hinterland|periphery|areas? around)\b", re.I)
_VAGUE_BEFORE = re.compile(
    rf"\b(?:{_DIRECTION_ADJECTIVE}|parts of|swathes? of|along the|borders? (?:with|of|between)|(?:frontier|front) (?:with|in|of)|"
    rf"{_DIRECTION} of|across|throughout)\s+(?:the\s+)?$",
    re.I,
)
_VAGUE_AFTER = re.compile(r"(?:['’]s)?(?:[-–]\w+)?\s+(?:border|frontier|front ?lines?|front)\b", re.I)
_AIR_AFTER = re.compile(r"['’]?s?\s+(?:airspace|skies|coast|waters|territorial waters)\b", re.I)
_AIR_BEFORE = re.compile(r"\b(?:over|off|coast of|skies (?:over|above)|waters off)\s+(?:the\s+)?$", re.I)
_PROVINCE_AFTER = re.compile(rf"\s+(?:{KIND_WORDS['province']})\b", re.I)
_TOWN_BEFORE = re.compile(rf"\b(?:{KIND_WORDS['town']}) of\s+(?:the\s+)?$", re.I)
_PROVINCE_BEFORE = re.compile(rf"\b(?:{KIND_WORDS['province']}|countryside) of\s+(?:the\s+)?$", re.I)
_PRECISION_OF = {"country": 6, "province": 4, "town": 1, "area": 5, "sea": 7}

_OFFSET = rf"(?P<number>\d+(?:\.\d+)?)\s*-?(?P<unit>km|kilomet(?:er|re)s?|miles?|mi)\b\s*(?:\([^)]*\)\s*)?(?:to the\s+)?(?P<way>{_DIRECTION})"
_OFFSET_BEFORE = re.compile(rf"{_OFFSET}\s+(?:of|from)\s+(?:the\s+)?(?:(?:city|town|village|capital) (?:of\s+)?)?$", re.I)
APPOSED_OFFSET = re.compile(rf",?\s*(?:(?:area|region|town|village|base),?\s+)?(?:(?:some|about|around|roughly|nearly)\s+)?{_OFFSET}\s+(?:of|from)\s+", re.I)
_KM_PER_MILE = 1.609344
_KM_PER_DEGREE = 111.195
_BEARINGS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}


def feature_told(text: str, start: int, end: int) -> str | None:
    """The kind of place that the words around a name ask for: province or town; None if they ask for none."""
    if _PROVINCE_AFTER.match(text, end) or _PROVINCE_BEFORE.search(text[max(0, start - 40) : start]):
        return "province"
    return "town" if _TOWN_BEFORE.search(text[max(0, start - 40) : start]) else None


def precision(feature: str | None, before: str, after: str) -> int:
    """UCDP's where_prec of a name from its kind (None: not known, so a single place) and the words around it."""
    own = _PRECISION_OF.get(feature or "town", 1)
    if own == 7 or _AIR_AFTER.match(after) or (own == 6 and _AIR_BEFORE.search(before)):
        return 7
    if _VAGUE_AFTER.match(after) or (own >= 4 and (_VAGUE_BEFORE.search(before))):
        return 5
    if own == 1 and (_NEAR_BEFORE.search(before) or _NEAR_AFTER.match(after)):
        return 2
    return own


def offset_before(before: str) -> tuple[float, float] | None:
    """Distance in km and bearing in degrees of "75 km (45 miles) southeast of" at the end of `before`."""
    match = _OFFSET_BEFORE.search(before)
    if not match:
        return None
    distance = float(match["number"]) * (_KM_PER_MILE if match["unit"].lower().startswith("mi") else 1.0)
    return distance, bearing(match["way"])


def bearing(way: str) -> float:
    """Degrees clockwise from north of "southeast", "south-west" or "north-northwest"."""
    parts = re.findall("north|south|east|west", way.lower())
    total = complex(0, 0)
    for index, part in enumerate(reversed(parts)):
        weight = 1.0 if len(parts) < 3 or index < 2 else 1.0
        angle = math.radians(_BEARINGS[part])
        total += weight * complex(math.cos(angle), math.sin(angle))
    return math.degrees(math.atan2(total.imag, total.real)) % 360


def moved(latitude: float, longitude: float, offset: tuple[float, float]) -> tuple[float, float]:
    """The point `offset` (km, degrees from north) away from a point in degrees; flat, good to a few hundred km."""
    distance, angle = offset[0], math.radians(offset[1])
    north = distance * math.cos(angle) / _KM_PER_DEGREE
    east = distance * math.sin(angle) / (_KM_PER_DEGREE * math.cos(math.radians(latitude)))
    return latitude + north, longitude + east
