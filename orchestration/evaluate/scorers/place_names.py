"""Scorer of place names without a text: gazetteer_ucdp, looked up with the resolver that extraction uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.evaluate.gold import GoldFile, PlaceName
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.scorers.mentions import NEAR_KM, REGION_KM
from orchestration.evaluate.scorers.scored import Scored, make_cases
from orchestration.extract.places.gazetteer import Gazetteer, Place
from orchestration.extract.places.geo import measure_distance_km

_PLACE_KIND = re.compile(r"\s+(?:town|city|village|hamlet|suburb|district|neighbou?rhood|area|camp)$", re.I)
_OTHER_NAME = re.compile(r"\s*/\s*|\s*\(([^)]*)\)\s*")
_FAR = 1_000
"""A name that is not found weighs as much as one so many kilometres away."""


def score_place_names(gold: GoldFile[PlaceName], gazetteer: Gazetteer) -> Scored:
    """gazetteer_ucdp: how many names lie within 25 and 161 km of their point, with country and province as context."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    away: list[float | None] = []
    for _, document, miss in cases:
        place = look_up_place(document.gold, gazetteer)
        asked = f"{document.gold.name}, {document.gold.admin1}"
        if place is None:
            away.append(None)
            miss.add(_FAR, "place", asked, None)
            continue
        km = measure_distance_km(document.gold.lat, document.gold.lon, place.latitude, place.longitude)
        away.append(km)
        if km > NEAR_KM:
            miss.add(km, "place", asked, f"{place.name} ({place.feature}), {km:,.0f} km away")
    sheet.add_share("found", ((unit, km is not None) for unit, km in enumerate(away)))
    for limit in (NEAR_KM, REGION_KM):
        sheet.add_share(f"acc_{limit}km", ((unit, km is not None and km <= limit) for unit, km in enumerate(away)))
    sheet.add_median("median_km_error", [(unit, km) for unit, km in enumerate(away) if km is not None])
    _score_unlisted([document.gold for _, document, _ in cases], gazetteer, sheet)
    return Scored(sheet, cases)


def _score_unlisted(names: Sequence[PlaceName], gazetteer: Gazetteer, sheet: Sheet) -> None:
    """Scores each name again without the rows that list it: the point of a place of the same name, else the point that an article
    would give an unknown name, in its province. `unlisted_found` is the share that is still found by name."""
    named, near = [], []
    for gold in names:
        rest = gazetteer.exclude_names(_list_spellings(gold.name))
        place = look_up_place(gold, rest)
        region = next((region for region in reversed(_find_regions(gold, rest)) if region), None)
        point = (place.latitude, place.longitude) if place else rest.estimate_point(region) if region else None
        named.append(place is not None)
        near.append(point is not None and measure_distance_km(gold.lat, gold.lon, *point) <= NEAR_KM)
    sheet.add_share("unlisted_found", enumerate(named))
    sheet.add_share(f"unlisted_acc_{NEAR_KM}km", enumerate(near))


def look_up_place(gold: PlaceName, gazetteer: Gazetteer) -> Place | None:
    """Looks up a name as UCDP writes it: "Tal Example (Other Spelling) village" in its country and province."""
    country, province = _find_regions(gold, gazetteer)
    countries = [country.country_iso3] if country and country.country_iso3 else []
    found = (gazetteer.choose_place(name, countries=countries, within=province or country) for name in _list_spellings(gold.name))
    return next((place for place in found if place), None)


def _find_regions(gold: PlaceName, gazetteer: Gazetteer) -> tuple[Place | None, Place | None]:
    """Finds the country and the province that are given with a name."""
    country = gazetteer.choose_place(_OTHER_NAME.split(gold.country)[0], feature="country")
    countries = [country.country_iso3] if country and country.country_iso3 else []
    return country, gazetteer.choose_place(gold.admin1, countries=countries, feature="province") if gold.admin1 else None


def _list_spellings(name: str) -> Iterator[str]:
    """Lists the name itself, the name without its kind, then each of the names that it joins."""
    bare = _PLACE_KIND.sub("", name)
    yield from dict.fromkeys([name, bare, *(_PLACE_KIND.sub("", part.strip()) for part in _OTHER_NAME.split(bare) if part)])
