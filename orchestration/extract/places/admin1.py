"""First-level divisions: GeoNames' codes joined to the subdivisions of ISO 3166-2, and the names of these.

Here belongs the join, one country at a time. Reading the two libraries belongs to `gazetteer_index`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from orchestration.extract.places import name_folding
from orchestration.extract.places.geo import measure_distance_km

MAX_MATCH_KM = 150.0
"""An admin1 group farther than this from a subdivision's point is another one, unless the country's parts are large."""
_NAMED_ALIKE_FACTOR = 0.2
"""The distance counts by this factor when the group's largest town has the name of the subdivision."""


def order_subdivision_names(part: dict[str, Any], is_english: bool, towns: Collection[str]) -> list[str]:
    """Orders a subdivision's names, the best known first. ISO gives them as "Al Anbār" and "الأنبار (ara), Anbar (eng)".

    English names include nicknames ("City of Saints"). So an English name comes first only when it is another spelling of the
    official name, or the name of a town of the country ("Aleppo" for "Ḩalab"). `towns` are the folded names of its towns.
    """
    official = part["name"]
    listed = re.findall(r"\s*([^,]+?) \((\w{3})\)", part["localOtherName"] or "")
    english = [name for name, language in listed if language == "eng"]
    loose = name_folding.fold_name_loosely(name_folding.fold_name(official))
    leading = [
        name
        for name in english
        if name_folding.fold_name(name) in towns or name_folding.fold_name_loosely(name_folding.fold_name(name)) == loose
    ]
    ordered = [] if is_english else leading[:1]
    return list(dict.fromkeys([*ordered, official, *english, *(name for name, _ in listed)]))


def match_admin1(
    towns: Sequence[dict[str, Any]],
    parts: dict[str, tuple[str | None, float, float]],
    names: dict[str, list[str]],
    far_km: float = MAX_MATCH_KM,
) -> dict[str, str]:
    """Matches the admin1 codes of GeoNames to the codes of ISO 3166-2 in one country. Codes without a sure match are left out.

    `parts` gives each subdivision's parent, latitude and longitude; `names` its names, best known first. Equal codes decide where
    GeoNames uses ISO's own (US, GB, CH, BE). Elsewhere the nearest centres are paired, one to one; equal names count as near.
    """
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        groups[town["admin1code"]].append(town)
    groups.pop("", None)
    by_suffix = {code.partition("-")[2]: code for code in parts}
    alphabetic = [code for code in groups if not code.isdigit() and code in by_suffix]
    if groups and len(alphabetic) >= 0.8 * len(groups):
        return {code: by_suffix[code] for code in alphabetic}

    parents = {parent for parent, _, _ in parts.values() if parent}
    top = sorted(code for code, (parent, _, _) in parts.items() if parent is None)
    leaves = sorted(code for code in parts if code not in parents)
    level = min((leaves, top, sorted(parts)), key=lambda codes: abs(len(codes) - len(groups)))
    folded = {
        code: {name_folding.fold_name_loosely(name_folding.fold_name(name)) for name in names[code]} - {""} for code in level
    }
    pairs = []
    for group, members in sorted(groups.items()):
        latitude = sum(town["latitude"] for town in members) / len(members)
        longitude = sum(town["longitude"] for town in members) / len(members)
        largest = max(members, key=lambda town: (town["population"], -town["geonameid"]))
        town_names = [largest["name"], *largest["alternatenames"]]
        called = {name_folding.fold_name_loosely(name_folding.fold_name(name)) for name in town_names}
        for code in level:
            distance = measure_distance_km(latitude, longitude, parts[code][1], parts[code][2])
            if distance <= far_km or called & folded[code]:
                pairs.append((distance * (_NAMED_ALIKE_FACTOR if called & folded[code] else 1.0), group, code))
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for _, group, code in sorted(pairs):
        if group not in matched and code not in taken:
            matched[group] = code
            taken.add(code)
    return matched
