"""The words around a name that show that it is a place, of which kind, and how exactly the text means it.

Here belong cue words, their patterns and the precision that follows from them. Finding names belongs to `place_spans`.
"""

from __future__ import annotations

import re

from orchestration.extract.places import geo

KIND_WORDS = {
    "town": "town|city|village|hamlet|township|settlement|suburb|neighbou?rhood|municipality|port|locality|slum",
    "province": "province|governorate|state|oblast|region|prefecture",
    "district": "district|county|raion|rayon|local government area|LGA|upazila|tehsil|taluka?|woreda|commune|chiefdom|territory"
    "|sub-?district",
    "site": "camp|enclave|outpost|base|air ?base|airport|airfield|crossing|island|mountain|valley|hill|dam|oasis",
}
_ANY_KIND = "|".join(KIND_WORDS.values())
_KIND_OF = rf"(?:{_ANY_KIND})s? of"
_DIRECTION = "(?:north|south|east|west)(?:[- ]?(?:east|west)|-?north[- ]?(?:east|west)|-?south[- ]?(?:east|west))?"
_DIRECTION_ADJECTIVE = "(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?ern|central|upper|lower)"
_ARTICLE = "(?:[Aa]l|[Ee]l|[Aa]sh|[Ee]z|[Ee]s|[Ee]d|ul|de|la|del|du|bin)[- ]|(?:[Aa]r|[Aa]s|[Aa]t|[Aa]d|[Aa]n|[Aa]z)-"
_UPPER = "A-Z" + "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_LOWER = "a-z" + "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).islower())
"""Letters of Latin scripts: "Şırnak", "Łódź", "Çağlayan"."""
_AYN = "[‘ʿʻ'’]"
_WORD = rf"[{_UPPER}](?:[\w'’ʿʻ]|‘(?=\w))+(?:-(?:(?:[a-z]{{1,3}}-)?[{_UPPER}]\w*|[a-z]{{2,}}(?= (?:village|town|community)\b)))*"
NAME = rf"(?<![\w'’-])(?:(?:{_ARTICLE}){_AYN}?)?{_WORD}(?:[- ](?:(?:{_ARTICLE}){_AYN}?)?{_WORD}){{0,3}}"

ANY_NAME = re.compile(NAME)
PAIR_OF_NAMES = re.compile(rf"{NAME} and {NAME}")

_NAME_AFTER_CUE = re.compile(
    rf"\b(?i:(?P<explicit>{_KIND_OF}|(?:town|city|village|hamlet)s?)|in|inside|near|around|outside(?: of)?|over"
    r"|(?:outskirts|suburbs?|countryside|surroundings|environs|vicinity|surrounding areas?) of"
    rf"|{_DIRECTION_ADJECTIVE}|towards?|reach(?:ed)?|{_DIRECTION}(?: of)?|to|from|at|between|straddles|captured?|seized?|entered)"
    rf"\s+(?:the\s+)?(?P<name>{NAME})"
)
_NAME_BEFORE_KIND = re.compile(
    rf"(?P<name>{NAME})(?P<explicit>\s+(?:{_ANY_KIND}|area|countryside|border crossing)s?\b(?!\s+of\b))"
)
_NAME_BEFORE_PART = re.compile(
    rf"(?<!the )(?<!a )(?<!an )(?P<name>{NAME})(?P<explicit> (?:village|township|neighbou?rhood|area|town) (?:of|in) (?=[A-Z]))"
)
_NAME_BEFORE_DIVISION = re.compile(
    rf"(?P<name>{NAME})(?P<explicit>(?<!School)(?<!Park)(?<!Fire)(?<!Water) "
    r"(?:County|District|Province|Governorate|Oblast|Raion|Region|Township"
    r"|Local Government Area|LGA|Territory)(?=\.?(?:$|[\n,;:)—–]| [a-z(])))"
)
"""Not the start of a longer name: "Upton District Court"."""
_NAME_BEFORE_STATE = re.compile(rf"(?P<explicit>(?!))?(?P<name>{NAME})(?= State(?=\.?(?:$|[\n,;:)—–]| [a-z(])))")
_NAME_BEFORE_COMMUNITY = re.compile(
    rf"\b(?i:in|at|into|on|near|outside|entered|attacked|raided|invaded|stormed) (?P<name>{NAME})"
    r"(?P<explicit> communit(?:y|ies)\b)"
)
"""Not a people: "in the Hazara community"."""
_NAME_BEFORE_APPOSITION = re.compile(
    rf"(?P<name>{NAME})(?P<explicit>, (?:(?:an?|the|one of|(?:[A-Z]\w+ )?\w+['’]s)"
    r" (?:(?!(?:in|of|on|from|to|at|for|with|near)\b)[\w-]+ ){0,4})?"
    r"(?:(?:town|city|village|hamlet|township|settlement|suburb|neighbou?rhood|municipality|district|province|region)s?"
    r"(?=[.,;]| (?:in|of|on|near|close|about|some|around|outside|where|that|which|under|at|with|inside|just|east|west|north"
    r"|south|held|located|situated|home|\d))|capital\b))"
)
"""The words after the name say what it is: "Upton, a small town in Westland"."""
_NAME_WITH_KIND = re.compile(
    rf"(?P<name>(?:Barangay|Sitio|Purok|Khirbet|Kafr|Kfar|Beit|Jabal|Wadi) {NAME})(?P<explicit>)"
    r"(?! (?:said|told|says)\b)"  # codespell:ignore
)
_NAMES_BEFORE_KIND = re.compile(
    rf"(?P<name>{NAME})(?P<rest>(?:, {NAME})*,? and {NAME})"
    r"(?P<explicit> (?:villages|towns|townships|districts|counties|provinces|regions|areas|oblasts|governorates|communities)\b)"
)
_NAMES_AFTER_KIND = re.compile(
    r"\b(?P<explicit>(?:villages|towns|communities|townships|districts|areas|cities|settlements|localities)(?:,| of|:| -) )"
    rf"(?P<name>{NAME})(?P<rest>(?:, {NAME})*,? and {NAME})"
)
_NAME_AFTER_FIRE = re.compile(
    r"\b(?i:(?:(?:air ?)?(?:strike|raid)s?|airstrikes?|shelling|bombing|bombardment|offensive|assault|siege) (?:on|of)"
    r"|(?:strike|raid|rocket|shell|missile|bomb|jet|warplane|plane|aircraft)s? (?:hit|struck|targeted)"
    rf"|bombed|shelled|bombarded|pounded|besieged|stormed|attacked|raided|invaded|overran|hit|struck)\s+(?P<explicit>(?!))?(?P<name>{NAME})"
)
_NAME_BEFORE_DAY = re.compile(
    rf"\b(?:in|near|outside)\s+(?P<name>{NAME})(?P<explicit>\s+(?:on|late on|early on)"
    r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_DATELINE = re.compile(
    r"(?:^|\n|[.!?] )(?P<name>(?:Mc|De|La|Mac)?[A-Z]{3,}(?: [A-Z]{3,}){0,2})"
    r"(?=,? (?:[A-Z][\w.]+ ?)?(?:\(\w+\) ?)?[—–-]|,? (?:[A-Z][\w.]+ ?)?\(\w+\)|: [A-Z])"
)
_STATE_AFTER_TOWN = re.compile(
    r"(?<=[a-zA-Z], )(?P<name>[A-Z][a-z]{1,5}\.|[A-Z]\. ?[A-Z]\.|[NSW]\. [A-Z][a-z]{1,4}\.|Ky|Ont|Que)(?!\w)"
)
_DIVISION = re.compile(
    rf"(?P<name>{NAME} (?:County|Parish|State|Township|[Dd]istrict|[Pp]rovince|[Gg]overnorate|[Oo]blast|[Rr]aion|[Rr]egion))\b"
)
DIVISION_NAMES = (_DIVISION, _STATE_AFTER_TOWN)
"""Patterns with a group `name`: a name with the form of a part of a country."""
_STATE_OF_POLITICIAN = re.compile(r"\b(?:Rep|Sen|Gov)[.a-z]* [^,.]{3,40}, [DRI]-(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?=[,;)])")
LINE_NAMES = re.compile(rf"(?:^|\n)[ \t]*(?:[-–—•*·][ \t]*)?(?P<name>{NAME})(?=:[ \n]| [-–—] )")
"""Names that open a line of a list: "– Upton: 4 dead"."""
SURE_NAMES = (_DATELINE, _STATE_AFTER_TOWN, _STATE_OF_POLITICIAN)
"""Patterns with a group `name`: the name is a place, if any place has that name."""
_NAME_BEFORE_NEAR = re.compile(
    rf"\b(?i:in|on|of|at|bombed|shelled|hit|struck)\s+(?P<name>{NAME})"
    r"(?P<explicit>, (?:a \w+ )?(?:near|outside) (?:the \w+ of )?(?=[A-Z]))"
)
_NAME_BEFORE_OFFSET = re.compile(
    rf"(?P<name>{NAME})(?P<explicit>,? (?:(?:some|about|around|nearly|just|only) )?\d+ ?-?(?:km|kilomet(?:er|re)s?|miles?)\b"
    rf"(?: \([^)]*\))? (?:to the )?(?:{_DIRECTION} (?:of|from)|from|outside|off)\b)"
)
CUED_NAMES = (
    _NAME_BEFORE_OFFSET,
    _NAME_AFTER_CUE,
    _NAME_BEFORE_KIND,
    _NAME_BEFORE_PART,
    _NAME_BEFORE_DIVISION,
    _NAME_BEFORE_STATE,
    _NAME_BEFORE_COMMUNITY,
    _NAME_BEFORE_APPOSITION,
    _NAME_WITH_KIND,
    _NAMES_BEFORE_KIND,
    _NAMES_AFTER_KIND,
    _NAME_AFTER_FIRE,
    _NAME_BEFORE_DAY,
    _NAME_BEFORE_NEAR,
)
"""Patterns with a group `name`. When the group `explicit` matched, the words themselves say that it is a place."""

EXPLICIT_KIND_BEFORE = re.compile(rf"\b(?:{_KIND_OF}|(?:town|city|village|hamlet))\s+(?:the\s+)?$", re.I)
PREPOSITION_BEFORE = re.compile(
    rf"\b(?:in|near|at|around|outside|inside|towards?|from|to|{_DIRECTION} of)\s+(?:the\s+)?(?:\w+\s+)?$", re.I
)
CONTAINER_LINK = re.compile(
    rf"\s*(?:,|\()\s*(?:in\s+)?(?:the\s+)?"
    rf"|\s*,?\s+(?:in|of)\s+(?:the\s+)?(?:{_DIRECTION_ADJECTIVE}\s+)?(?:\w+\s+)?(?:(?:{_ANY_KIND})\s+of\s+)?"
    rf"|\s+(?:{_ANY_KIND}),?\s+(?:in|of)\s+(?:the\s+)?(?:{_DIRECTION_ADJECTIVE}\s+)?",
    re.I,
)
"""The words between a place and the region that contains it."""
REGION_LINK = re.compile(r"(?: (?:town|city|village))?, (?:in )?")
OWNER_LINK = re.compile(r"['’]s ")
TOWN_PART = re.compile(r"\b(?:neighbou?rhood|district|quarter|suburb|area|square|street|camp|roundabout)s?\b", re.I)
"""Kinds of places inside a town."""
_SITES = (
    r"(?:field|station|market|forest|jungle|hill|mountain|valley|outskirt|area|suburb|neighbou?rhood|district|countryside|camp"
    r"|airport|port|cent(?:er|re)|town|village|city|province|region|county|locality|community|road|sky|street)(?:s|ies)?"
)
SITE_OF_BEFORE = re.compile(rf"\b{_SITES} of (?:the )?$")
"""Words after which a name is a place: "the football field of Upton"."""
NEAR_WITHIN_NAME = re.compile(r"(?<=\w) (?:near|outside) (?=[A-Z])")
PLACE_WORD = re.compile(
    rf"\b(?:{_ANY_KIND}|river|lake|sea|gulf|mountains?|hills?|desert|bay|strait|street|road|highway|bridge|square|park|hospital"
    r"|jabal|jebel|tal|tall|tell|deir|dayr|khan|wadi|kafr|ain|ayn|bir|bi'r)\b",  # codespell:ignore tell
    re.I,
)

LEADING_WORDS = re.compile(r"(?:(?:the|The|city of|City of|town of|village of|In|At|Near)\s|[\s–—-])+")
LEADING_OWNER = re.compile(rf"(?!City|Town|County|State)(?:[{_UPPER}][\w-]*\s){{0,2}}[{_UPPER}][\w-]*['’]s\s+(?=[{_UPPER}])")
"""The region before its part: "Westland's Upton district"."""
HYPHENED_REST = re.compile(rf"(?:-(?:[a-z]{{1,3}}-)?[{_UPPER}]\w*)+")
COUNTED_BEFORE = re.compile(r"\b(?:an?|two|three|four|five|six|several|some|many|other|few|every|each|\d+)\s+$", re.I)
"""Words before an adjective, not before a name: "an Arab town", "two Kuki villages"."""
SMALL_PLACE_AFTER = re.compile(r"\s+(?:village|town|hamlet|community|settlement|township|neighbou?rhood|camp)s?\b")
TRAILING_WORDS = re.compile(rf"(?:['’]s?|[\s,;:\"”)\]–—-]|\s(?:{_ANY_KIND}))+$")
LEADING_DIRECTION = re.compile(rf"{_DIRECTION_ADJECTIVE}(?:\s+|$)|rural\s+", re.I)
LEADING_COMPASS = re.compile(r"(?:[NSEW]\. ?){1,2}(?=\w\w)|(?:North|South|East|West)\s+(?=\w)")
"""A part of a name ("East Timor"), or a direction before one ("East DR Congo")."""
PLACE_PREPOSITION_BEFORE = re.compile(r"\b(?:in|near|around|outside|inside|at)\s+(?:the\s+)?$", re.I)
"""Words after which a person's name is a place ("in Houston")."""
COUNTRIES_NAMED_LIKE_PERSONS = frozenset({"Chad", "Cuba", "Georgia", "India", "Israel", "Jordan", "Kenya", "Malta"})
"""Countries whose names are also names of persons."""
ACRONYM = re.compile(r"[A-Z][A-Z-]{1,6}s?")
NOT_A_NAME = re.compile(
    r"\d|@|https?:|[a-z][A-Z]{2}|\b(?:Chair\w*|Councilwo?man|Manager|Sheriff|Supervisor"
    r"|Pentagon|White House|Kremlin|State|Army|Forces?|Ministry|Council|Party|Government|Court)\b"
)
REPEATABLE_NAME = re.compile(r"(?=.*[a-z])(?=.{4,})[^\d]+")
ORGANISATION_NAMES = re.compile(
    r"\bIslamic (?:(?:State|Emirate|Republic|Army) (?:of|in) (?:the )?"
    r"(?:Iraq and (?:the )?(?:Syria|al-?Sham|Levant|Greater Syria)|Levant)|(?:State|Emirate|Republic|Army) of (?:Iraq|Syria))"
    r"|\bIslamic State(?: in| of)?(?: the)?(?: [A-Z]\w+){0,2} Province\b"
    r"|\b(?:Front|Movement|Army|Party|Union|Bank|University|Government|Voice|Republic|Ministry|Council) (?:of|for) (?:the )?"
    r"(?:Liberation of )?[A-Z]\w+"
)
"""Names of organisations that contain the name of a place."""
_INSTITUTION = (
    r"(?:Department|Police|Sheriff|City|Town|Council|School|High School|Elementary|Middle School|University|College|Hospital"
    r"|Medical|Health|Church|Cathedral|Mosque|Court|Courthouse|Jail|Prison|Association|Commission|Committee|Institute|Society"
    r"|Board|Services?|Office|Fire|Chamber|Club|Cent(?:er|re)|Museum|Library|Bank|Times|Post|News|Tribune|Herald|Journal|Press"
    r"|Star|Gazette|Daily|Review|Register|Observer|Government|Parliament|Ministry|Assembly|Legislature|Senate|Premier|Mayor|Governor"
    r"|Attorney|Coroner|State|Highway|Forest|National|Airport|Stadium|Theat(?:er|re)|Cemetery|Independent|Regional|Municipal"
    r"|Transportation|Football|Community|Academy|Authority|Agency|Bureau|Partnership|Alliance|Detention|Correctional|Reservoir"
    r"|Central|General|Supreme|Federal|Representatives?|Rep\.|Sen\.|Gov\.|Partners|Economic|Environmental|District)"
)
_PEOPLE_WORDS = (
    r"(?:man|woman|men|women|boy|girl|teen(?:ager)?s?|couple|residents?|natives?|police|authorities|officials|officers?|mayor"
    r"|councill?ors?|firefighters|students?|attorney|lawyer|businesse?s?|businessman|motorist|driver|resident|homes?|pastor"
    r"|schools?|voters|teacher|farmer|family|families)"
)
INSTITUTION = re.compile(rf" {_INSTITUTION}\b")
_STATING_VERBS = r"(?:says?|said|announced|accuse[sd]|denie[sd]|urge[sd]|insist(?:s|ed)|warn(?:s|ed)|wants?|has|had|hopes)"
_NAME_WORD = rf"(?:[A-Z]\.(?:[A-Z]\.)+|(?:St|Mt|Ft)\.|[{_UPPER}][\w'’ʿ]*[{_LOWER}])"
_LONG_NAME = rf"{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,3}}"
_CIVIC_WORDS = (
    r"(?:(?:County |City |State |Metro )?(?:Police|Fire|Sheriff|Coroner)(?:['’]s)?(?: (?:Department|Dept|Office|Service|Chief))?"
    r"|(?:City|Town) (?:Council|Hall)|Chamber of Commerce|Mayor|City Manager|Council|(?:Independent )?School District"
    r"|(?:High|Middle|Elementary) School|(?:District|Municipal|Crown|Magistrates['’]?) Court"
    r"|man|woman|men|women|residents?|police|native)"
)
NAMES_IN_PASSING = (
    re.compile(rf"(?<![\w.'’-])(?P<name>{_LONG_NAME})(?P<civic>(?= {_CIVIC_WORDS}\b))"),
    re.compile(rf"(?<![\w.'’-])(?P<name>{_LONG_NAME})(?= (?:(?:[A-Z][\w'’]+|and|&|of|the) ){{0,3}}{_INSTITUTION}\b)"),
    re.compile(
        rf"\b(?:University|College|Bank|Board|Court|Hospital|Institute|Project|Diocese|Archdiocese|Friends|Chamber|Times|Port|Cent(?:er|re))"
        rf" (?:of|in) (?:the )?(?P<name>{_LONG_NAME})"
    ),
    re.compile(rf"(?<![\w.'’-])(?P<name>{_LONG_NAME})(?= {_PEOPLE_WORDS}\b|[-–](?:based|area|wide)\b)"),
    re.compile(rf"(?<![\w.'’-])(?P<name>{_LONG_NAME})(?= {_STATING_VERBS}\b)"),
)
"""Patterns with a group `name` that begins with the name of a place. With a group `civic`, the words after it prove a place."""
JOINED_NAME_AFTER = re.compile(rf",? (?:and|or) (?:the )?(?P<name>{_LONG_NAME})(?![\w'’])")
REGION_NAME_AFTER = re.compile(rf", (?P<name>{_LONG_NAME})(?=[,.;]| (?:on|in|and|late|early)\b)")
JOINED_NAME_BEFORE = re.compile(rf"(?<![\w.'’-])(?P<name>{_LONG_NAME}),? (?:and|or) (?:the )?$")
"""Names in one list with a place."""
HOME_AFTER_PERSON = re.compile(rf",? of (?P<name>{_LONG_NAME})(?=[,.;]| (?:and|was|were|is)\b)")
HOME_NAMES = (
    re.compile(
        rf"(?:, \d{{1,3}},|\b(?:both|all|formerly|natives?|residents?)) of (?P<name>{_LONG_NAME})(?=[,.;]| (?:and|was|were|is)\b)"
    ),
)
"""Patterns with a group `name`: where a person is from, even when no place of that name is known."""
ARMED_GROUPS = re.compile(
    r"\bIslamic (?:(?:State|Emirate|Republic|Army) (?:of|in) (?:the )?"
    r"(?:Iraq and (?:the )?(?:Syria|al-?Sham|Levant|Greater Syria)|Levant)|(?:State|Emirate|Republic|Army) of (?:Iraq|Syria))"
    r"|\b(?:Front|Movement|Army|Party|Union) (?:of|for) (?:the )?(?:Liberation of )?[A-Z]\w+"
)
"""Names of armed groups and parties that contain the name of a place."""
NEVER_PLACES = re.compile(
    rf"White House|Pentagon|Kremlin|Daesh|City Hall|{_INSTITUTION}|(?i:{_ANY_KIND})|Secretary|Commerce|Games|Strip|Metro|Congress"
    r"|Road|Street|Interstate|Committee|Republican|Democrat|Shi'?ites?|Shia|Sunnis?|Christians?|Muslims?|Sharia|Internet|Media"
    r"|(?:North|South|East|West|Far North|Far South|Far East|Far West|Central|Upper|Lower)"
)
"""Names that the gazetteer knows, but that news uses for something else."""
ORGANISATION_WORD = re.compile(
    r"(?:Operations?|Brigades?|Battalions?|Division|Army|Forces?|Front|Shield|Council|Command|Corps|Party|Movement|Union|League"
    r"|Post|Times|News|Tribune|Herald|Journal|University|Police|Sheriff|Observatory|Network|Foundation|Ministry|Legion"
    r"|Revolutionar\w+|Liberation|Martyrs|Media|Agency|Center|Centre|Club|Company|Inc|Corp|Bank|Airlines?|Press|Daily|Star|Sun"
    r"|Gazette)\b"
)
"""Words that make the name of a place before them part of the name of an organisation."""
COMPOUND_AFTER = re.compile(
    r"\s?-\s?(?:led|backed|supported|allied|based|born|trained|made|aligned|sponsored|funded|armed|linked|brokered)\b"
)

WORLD_POWERS = frozenset({"US", "U.S.", "American", "Americans", "UK", "British", "Russian", "Russians", "French"})
"""Adjectives in news about every country; they say little about where an article is."""
ADJECTIVE_WEIGHT = 0.4
DEMONYM_WEIGHT = 1.0
FEATURE_WEIGHT = {"country": 2.0, "province": 1.5, "district": 1.0, "town": 1.0, "area": 1.0, "sea": 0.0}

_NEAR_BEFORE = re.compile(
    r"\b(?:near|outside|around|close to|not far from|next to|adjacent to|vicinity of|outskirts of|suburbs? of|environs of"
    r"|surroundings of|surrounding areas? of|areas? (?:around|surrounding)|countryside of|rural \w+ of|edges? of|approaches to"
    rf"|towards?|hinterland of|(?:{_DIRECTION}|{_DIRECTION_ADJECTIVE}) "
    r"(?:of|from|countryside of|suburbs? of|outskirts of|edge of|approaches to))"
    r"\s+(?:the\s+)?(?:\w+\s+){0,2}(?:(?:city|town|village|base|outpost|area) of\s+)?(?:the\s+)?$",
    re.I,
)
_NEAR_AFTER = re.compile(
    r"['’]?s?\s+(?:countryside|suburbs?|outskirts|surroundings|environs|hinterland|periphery|areas? around)\b", re.I
)
_VAGUE_BEFORE = re.compile(
    rf"\b(?:{_DIRECTION_ADJECTIVE}|parts of|swathes? of|along the|borders? (?:with|of|between)|(?:frontier|front) (?:with|in|of)|"
    rf"{_DIRECTION} of|across|throughout)\s+(?:the\s+)?$",
    re.I,
)
_VAGUE_AFTER = re.compile(r"(?:['’]s)?(?:[-–]\w+)?\s+(?:border|frontier|front ?lines?|front)\b", re.I)
_TOWNSHIP_AFTER = re.compile(r" [Tt]ownships?\b")
_AIR_OR_SEA_AFTER = re.compile(r"['’]?s?\s+(?:airspace|skies|coast|waters|territorial waters)\b", re.I)
_AIR_OR_SEA_BEFORE = re.compile(r"\b(?:over|off|coast of|skies (?:over|above)|waters off)\s+(?:the\s+)?$", re.I)
_LISTED_NAMES = rf"(?:(?:,| and| or|, and) {NAME})*"  # "Upton, Midton and Farton counties"
_KIND_AFTER = {
    kind: re.compile(rf"\s+(?i:(?:{KIND_WORDS[kind]})s?)\b|{_LISTED_NAMES}\s+(?i:{plural}|(?:{KIND_WORDS[kind]})s)\b")
    for kind, plural in (("province", "states"), ("district", "counties|communes"))
}
_KIND_APPOSED = {
    kind: re.compile(rf",? (?:an?|the) (?:[\w-]+ ){{0,2}}(?:{KIND_WORDS[kind]})(?=[,.]| (?:in|of|on)\b)")
    for kind in ("province", "district")
}
_KIND_BEFORE = {
    kind: re.compile(rf"\b(?:{KIND_WORDS[kind]}) of\s+(?:the\s+)?$", re.I) for kind in ("province", "district", "town")
}
_PRECISION_BY_FEATURE = {"country": 6, "province": 4, "district": 3, "town": 1, "area": 5, "sea": 7}

_OFFSET = (
    r"(?P<number>\d+(?:\.\d+)?)\s*-?(?P<unit>km|kilomet(?:er|re)s?|miles?|mi)\b\s*(?:\([^)]*\)\s*)?"
    rf"(?:to the\s+)?(?P<way>{_DIRECTION})\s+(?:of|from)\s+"
)
_OFFSET_BEFORE = re.compile(rf"{_OFFSET}(?:the\s+)?(?:(?:city|town|village|capital) (?:of\s+)?)?$", re.I)
APPOSED_OFFSET = re.compile(
    rf",?\s*(?:(?:area|region|town|village|base),?\s+)?(?:(?:some|about|around|roughly|nearly)\s+)?{_OFFSET}(?:the\s+)?", re.I
)
"""The words between a name and the place from which the text gives its distance."""
_KM_PER_MILE = 1.609344


def read_feature(text: str, start: int, end: int) -> str | None:
    """Reads the kind of place from the words around a name: "province", "district" or "town"; None when they give none."""
    before = text[max(0, start - 40) : start]
    patterns = [*_KIND_AFTER.items(), *_KIND_APPOSED.items()]
    after = (kind for kind, pattern in patterns if pattern.match(text, end))
    return next(after, None) or next((kind for kind, pattern in _KIND_BEFORE.items() if pattern.search(before)), None)


def read_precision(feature: str | None, before: str, after: str) -> int:
    """Reads UCDP's where_prec (1 exact to 7 sea or air) from the feature of a place and the words around its name.

    A feature of None means that the place is not known; it counts as a town.
    """
    own = _PRECISION_BY_FEATURE.get(feature or "town", 1)
    if own == 7 or _AIR_OR_SEA_AFTER.match(after) or (own == 6 and _AIR_OR_SEA_BEFORE.search(before)):
        return 7
    if _VAGUE_AFTER.match(after) or (own >= 4 and (_VAGUE_BEFORE.search(before))):
        return 5
    if own == 1 and (_NEAR_BEFORE.search(before) or _NEAR_AFTER.match(after)):
        return 2
    return 3 if own == 1 and _TOWNSHIP_AFTER.match(after) else own


def read_offset(before: str) -> tuple[float, float] | None:
    """Reads "75 km (45 miles) southeast of" at the end of `before` as km and degrees from north; None when it is not there."""
    match = _OFFSET_BEFORE.search(before)
    if not match:
        return None
    distance = float(match["number"]) * (_KM_PER_MILE if match["unit"].lower().startswith("mi") else 1.0)
    return distance, geo.read_bearing(match["way"])
