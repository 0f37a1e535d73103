"""The gazetteer: which places a name can mean, and which one it means here.

Here belong the `Place`, looking up and ranking. Sources and their joining belong to `gazetteer_index`, the folding of spellings
to `name_folding`, finding names in a text to `place_spans`. Loading reads files; everything after it is pure.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from orchestration.extract.places import gazetteer_index, name_folding
from orchestration.extract.places.gazetteer_index import LOOSE_NAME, OTHER_NAME, OWN_NAME
from orchestration.extract.places.geo import Point, find_densest_point, measure_distance_km

# A score is the power of ten of the population, so a weight of 1 counts as much as ten times the inhabitants.
_COUNTRY_PRIOR = 9.0
_AREA_PRIOR = 5.0
_PROVINCE_PENALTY = 0.5  # a province competes with the towns of its name by its population, less this
_MIN_PROVINCE_PRIOR = 3.5
_CAPITAL_BONUS = 1.0
_REFERENCE_PRIOR = 3.5  # a person listed it because the news names it, however small it is
_OTHER_NAME_PENALTY = 1.0
_LOOSE_NAME_PENALTY = 1.5
_PENALTIES = (0.0, _OTHER_NAME_PENALTY, _LOOSE_NAME_PENALTY)
_FIRST_COUNTRY_BONUS = 3.0  # for a place in the country that the text is about
_OTHER_COUNTRY_BONUS = 1.0  # in another country of the context
_MIN_KNOWN_POPULATION = 100_000  # of a town that a transliteration may mean in every country of the context, not only the first
_NEARNESS_BONUS = ((50.0, 2.0), (200.0, 1.5), (500.0, 0.5))  # km from a place that the text names, weight
_SAME_PROVINCE_BONUS = 1.5  # for a town in a province that the text names
_SHARED_REGION_BONUS = 2.0  # for a place in a province that has places of other names in the text
_MAX_SHARED_REGION_BONUS = 1.5
_ONLY_REGION_WEIGHT = 0.5  # the weight of a name for the only province that has it
_MIN_SCORE_OUTSIDE_CONTEXT = 5.0
"""The least score of a town outside the context countries: that of 100,000 people under its own name."""
_MIN_SCORE_WITHOUT_CONTEXT = 3.7
"""The least score of a town when the text gives no country: that of 5,000 people under its own name."""
_MIN_SEAT_SHARE = 0.1  # with this share of its province's people, the town is what the bare name means
_MAX_SUBURB_KM = 15.0
_CROWD_KM = 25.0  # UCDP's "near a place"
_MIN_CROWD_TOWNS = 5  # with fewer towns, the point where they crowd means nothing
_MAX_INSIDE_KM = 300.0  # a town of unknown admin1 counts as inside a province up to this distance from its point

_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DIRECTIONS = frozenset({*_SIDES, *(f"{side}ern" for side in _SIDES), "central", "center", "centre", "upper", "lower"})
_PLAIN_WORDS = _DIRECTIONS | {
    *("side", "end", "downtown", "uptown", "midtown", "park", "parks", "harbor", "harbour", "lake", "creek", "river", "fort"),
    *("hall", "home", "house", "circle", "junction", "gateway", "broadway", "bay", "beach", "hill", "hills", "valley", "village"),
    *("town", "city", "street", "avenue", "road", "mall", "college", "church", "school", "plaza", "square"),
}
"""Names of provinces and small towns in some country, but plain words elsewhere: "East Side", "Downtown", "the Park"."""


_FEATURES_BY_KIND = {
    None: ("country", "province", "town", "area", "sea"),
    "province": ("province",),
    "district": ("district", "province"),
}
"""The features that a kind in the text can mean: what one country calls a county is a province in another."""


Region = tuple[str | None, str | None]
"""A province: the country's ISO3 code and its own name."""
NO_REGIONS: Mapping[Region, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `feature` is a feature of places.csv; coordinates are degrees, population 0 if unknown."""

    place_id: str
    name: str
    admin1: str | None
    country_iso3: str | None
    latitude: float
    longitude: float
    feature: str
    geonames_id: int | None
    population: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean. `match_kind` says how the name matched, `prior` is the place's score before any evidence."""

    place: Place
    match_kind: int
    prior: float


@dataclass(frozen=True, slots=True)
class _Evidence:
    countries: Sequence[str]
    near: Sequence[Place]
    within: Place | None
    feature: str | None
    regions: Mapping[Region, float]


_MAX_CACHED = 50_000
"""Names and places kept in memory; at this number they are dropped, so that memory does not grow with the number of articles."""


class Gazetteer:
    """Finds the places of a name. Made by `load`; look-ups read only memory and give equal answers for equal arguments."""

    def __init__(self, index: sqlite3.Connection, version: str) -> None:
        self.version = version
        """Changes when a library, a reference row or the joining code changes; it is a part of `extractor_version`."""
        self._index = index
        self._places: dict[int, tuple[Place, float]] = {}
        self._names: dict[str, tuple[Candidate, ...]] = {}
        self._towns: dict[Region, list[Place]] = {}
        self._middles: dict[Region, Point | None] = {}
        self._without: frozenset[str] = frozenset()
        self._provinces: dict[tuple[str, str], Place] = {
            (place.country_iso3 or "", place.name): place
            for place in (
                self._read_place(row)[0] for row in self._query_rows("select row from places where feature = 'province'")
            )
        }
        self.demonyms: dict[str, tuple[str, ...]] = {}
        """Words such as "Syrian", with the ISO3 codes of their countries."""
        for word, iso3 in index.execute("select word, country_iso3 from demonyms order by word, country_iso3"):
            self.demonyms[word] = (*self.demonyms.get(word, ()), iso3)

    @classmethod
    def load(cls, reference: Path | None = None, cache_dir: Path | None = gazetteer_index.DEFAULT_CACHE_DIR) -> Gazetteer:
        """Loads the gazetteer from the installed libraries and the CSV files in `reference`; a second call gives the same object.

        Builds the index on first use (seconds) and keeps it in `cache_dir`; with None it keeps nothing.
        Raises `ReferenceListError` with file and line for a row that cannot be used.
        """
        return _load(reference or gazetteer_index.REFERENCE_DIR, cache_dir)

    def list_candidates(self, name: str) -> list[Place]:
        """Lists the places with this spelling, else those with a usual transliteration of it, best known first."""
        found = self._find_candidates(name_folding.fold_name(name))
        best = [c for c in found if c.match_kind != LOOSE_NAME] or found
        return [c.place for c in sorted(best, key=_rank_candidate)]

    def find_country(self, iso3: str) -> Place | None:
        """Finds the country of an ISO 3166-1 alpha-3 code; None for an unknown code."""
        rows = self._query_rows("select row from places where place_id = ?", f"country:{iso3}")
        return self._read_place(rows[0])[0] if rows else None

    def find_province(self, place: Place) -> Place | None:
        """Finds the province that contains a place, or that it is; None if not known."""
        return self._provinces.get((place.country_iso3 or "", place.admin1 or ""))

    def estimate_point(self, region: Place) -> Point:
        """Estimates where a place of unknown position in `region` is, in degrees.

        In a province it is where the known towns lie closest together; elsewhere, or with few towns, the region's own point.
        """
        if region.feature != "province":
            return region.latitude, region.longitude
        key = (region.country_iso3, region.name)
        if key not in self._middles:
            points = [(t.latitude, t.longitude) for t in self._list_towns(key) if t.place_id not in self._without]
            self._middles[key] = find_densest_point(points, _CROWD_KM) if len(points) >= _MIN_CROWD_TOWNS else None
        return self._middles[key] or (region.latitude, region.longitude)

    def exclude_names(self, names: Iterable[str]) -> Gazetteer:
        """Returns this gazetteer as if our own lists did not have places of these names. Towns from GeoNames stay.

        The evaluation uses it to measure the gazetteer on places that no list has.
        """
        view = copy(self)
        keys = {name_folding.fold_name_loosely(name_folding.fold_name(name)) for name in names} - {""}
        query = "select row from names where key = ? and kind = ?"
        rows = [row for key in sorted(keys) for (row,) in self._index.execute(query, (key, LOOSE_NAME))]
        view._without = frozenset(p.place_id for p in (self._read_place(row)[0] for row in rows) if p.place_id.startswith("ref:"))
        view._names, view._middles = {}, {}
        return view

    def resolve_name(self, name: str, *, countries: Collection[str] = (), near: Place | None = None) -> Place | None:
        """Resolves a name to the place that it means; None when there is too little evidence.

        `countries` are the ISO3 codes of the context, by weight; `near` is another place in the text. "X province" means the
        province, the bare name the town after which the province is named.
        """
        return self.choose_place(name, countries=countries, near=() if near is None else (near,))

    def choose_place(
        self,
        name: str,
        *,
        countries: Collection[str] = (),
        near: Iterable[Place] = (),
        within: Place | None = None,
        feature: str | None = None,
        regions: Mapping[Region, float] = NO_REGIONS,
    ) -> Place | None:
        """Chooses the place of a name with all the evidence of a text; None when there is too little.

        As `resolve_name`; `within` must contain the place, `feature` must be its kind, and `regions` are the provinces with
        places of several names of the text (`weigh_regions`).
        """
        folded = name_folding.fold_name(name)
        division_kind = name_folding.read_kind(folded)
        evidence = _Evidence(list(countries), list(near), within, feature, regions)
        if division_kind:
            division = self._choose_candidate(name_folding.remove_kind(folded), replace(evidence, feature=division_kind))
            if division:
                return division
        return self._choose_candidate(folded, evidence)

    def weigh_regions(self, names: Iterable[str], countries: Collection[str] = ()) -> dict[Region, float]:
        """Weighs the provinces that have places of several names of one text, because places named together mostly lie together.

        A name that many provinces have adds little to each of them.
        """
        weights: dict[Region, float] = defaultdict(float)
        for folded in {name_folding.fold_name(name) for name in names}:
            division_kind = name_folding.read_kind(folded)
            candidates = [
                c
                for c in self._find_candidates(name_folding.remove_kind(folded) if division_kind else folded)
                if c.match_kind == OWN_NAME
            ]
            if not division_kind and any(c.place.feature in ("country", "province") for c in candidates):
                continue
            found = {
                (candidate.place.country_iso3, candidate.place.admin1)
                for candidate in candidates
                if candidate.place.feature == ("district" if division_kind else "town")
                if candidate.place.admin1 and (not countries or candidate.place.country_iso3 in countries)
            }
            for region in found if len(found) > 1 else ():
                weights[region] += 1.0 / len(found)
            for region in found if len(found) == 1 else ():
                weights[region] += _ONLY_REGION_WEIGHT
        return weights

    def _choose_candidate(self, folded: str, evidence: _Evidence) -> Place | None:
        context, within, feature = evidence.countries, evidence.within, evidence.feature
        if not feature and not within and all(word in _PLAIN_WORDS for word in folded.split()):
            return None
        scored = []
        for candidate in self._find_candidates(folded):
            place = candidate.place
            in_context = place.country_iso3 in context
            is_home = place.country_iso3 in context[:1] or (in_context and place.population >= _MIN_KNOWN_POPULATION)
            if candidate.match_kind == LOOSE_NAME and not (is_home or within):
                continue
            if place.feature not in _FEATURES_BY_KIND.get(feature, (feature,)) or (within and not self.contains(within, place)):
                continue
            score = candidate.prior - _PENALTIES[candidate.match_kind]
            if (
                not within
                and not in_context
                and score < _find_min_score(place.feature, bool(context)) + _PENALTIES[candidate.match_kind]
            ):
                continue
            if in_context:
                score += _FIRST_COUNTRY_BONUS if place.country_iso3 == context[0] else _OTHER_COUNTRY_BONUS
            score += max((self._score_nearness(place, anchor) for anchor in evidence.near), default=0.0)
            if place.feature in ("town", "district", "province"):
                score += min(
                    _MAX_SHARED_REGION_BONUS, _SHARED_REGION_BONUS * evidence.regions.get((place.country_iso3, place.admin1), 0.0)
                )
            scored.append((-score, candidate.match_kind, -place.population, place.place_id, candidate))
        scored.sort(key=lambda row: row[:4])
        if any(row[1] != LOOSE_NAME for row in scored):
            scored = [row for row in scored if row[1] != LOOSE_NAME]
        if not scored:
            return None
        chosen = scored[0][-1].place
        if chosen.feature == "province" and feature is None:
            return _find_seat(chosen, [row[-1].place for row in scored]) or chosen
        return chosen

    def contains(self, region: Place, place: Place) -> bool:
        """Whether a country, province or town contains a place or is that place. A town includes its suburbs."""
        if region.place_id == place.place_id or region.country_iso3 != place.country_iso3:
            return region.place_id == place.place_id
        if region.feature == "country":
            return True
        if region.feature == "town" and place.feature == "town":
            return measure_distance_km(region.latitude, region.longitude, place.latitude, place.longitude) <= _MAX_SUBURB_KM
        if region.feature == "province" and place.feature != "country":
            if place.admin1 is not None:
                return place.admin1 == region.name
            return measure_distance_km(region.latitude, region.longitude, place.latitude, place.longitude) <= _MAX_INSIDE_KM
        return False

    def _score_nearness(self, place: Place, anchor: Place) -> float:
        if place.feature not in ("town", "district", "area"):
            return 0.0
        if anchor.feature == "province":
            return _SAME_PROVINCE_BONUS if self.contains(anchor, place) else 0.0
        away = measure_distance_km(place.latitude, place.longitude, anchor.latitude, anchor.longitude)
        return next((weight for limit, weight in _NEARNESS_BONUS if away <= limit), 0.0)

    def _find_candidates(self, folded: str) -> tuple[Candidate, ...]:
        """Finds all candidates for a folded name, exact and loose, each place once with its best kind of match."""
        known = self._names.get(folded)
        if len(self._names) > _MAX_CACHED:
            self._names.clear()
        if len(self._places) > _MAX_CACHED:
            self._places.clear()
        if known is not None:
            return known
        kinds: dict[int, int] = {}
        if folded:
            loose = name_folding.fold_name_loosely(folded)
            query = "select row, kind from names where (key = ? and kind < ?) or (key = ? and kind = ?)"
            for row, kind in self._index.execute(query, (folded, LOOSE_NAME, loose, LOOSE_NAME)):
                kinds[row] = min(kind, kinds.get(row, LOOSE_NAME))
        found = [Candidate(*self._read_place(row)[:1], kind, self._read_place(row)[1]) for row, kind in sorted(kinds.items())]
        self._names[folded] = result = tuple(c for c in found if c.place.place_id not in self._without)
        return result

    def _list_towns(self, region: Region) -> list[Place]:
        if region not in self._towns:
            query = "select row from places where country_iso3 = ? and admin1 = ? and feature = 'town'"
            self._towns[region] = [self._read_place(row)[0] for row in self._query_rows(query, *(part or "" for part in region))]
        return self._towns[region]

    def _query_rows(self, query: str, *parameters: str) -> list[int]:
        return [row for (row,) in self._index.execute(query, parameters)]

    def _read_place(self, row: int) -> tuple[Place, float]:
        known = self._places.get(row)
        if known is None:
            *fields, is_capital = self._index.execute("select * from places where row = ?", (row,)).fetchone()[1:]
            place = Place(*fields)
            known = self._places[row] = (place, _compute_prior(place, bool(is_capital)))
        return known


@cache
def _load(reference: Path, cache_dir: Path | None) -> Gazetteer:
    return Gazetteer(
        gazetteer_index.open_index(reference, cache_dir), f"gazetteer-{gazetteer_index.compute_fingerprint(reference)}"
    )


def _find_min_score(feature: str, has_context: bool) -> float:
    """Finds the least score that a place outside the context needs, by its feature."""
    if has_context:
        return _MIN_SCORE_OUTSIDE_CONTEXT if feature in ("town", "province", "district") else 0.0
    return _MIN_SCORE_WITHOUT_CONTEXT if feature == "town" else 0.0


def _compute_prior(place: Place, is_capital: bool) -> float:
    if place.feature in ("country", "sea"):  # the Red Sea, not the Sudanese state on it
        return _COUNTRY_PRIOR
    people = math.log10(place.population + 10)
    if place.feature == "province":
        return max(_MIN_PROVINCE_PRIOR, people - _PROVINCE_PENALTY)
    if place.feature == "area":
        return max(_AREA_PRIOR, people)
    if place.place_id.startswith("ref:"):
        return max(people, _REFERENCE_PRIOR)
    return people + (_CAPITAL_BONUS if is_capital else 0.0)


def _rank_candidate(candidate: Candidate) -> tuple[float, str]:
    penalty = _OTHER_NAME_PENALTY if candidate.match_kind == OTHER_NAME else 0.0
    return (penalty - candidate.prior, candidate.place.place_id)


def _find_seat(province: Place, places: Sequence[Place]) -> Place | None:
    """Finds the town after which a province is named, if the bare name more probably means the town."""
    for place in places:
        is_inside = (place.country_iso3, place.admin1) == (province.country_iso3, province.name)
        if place.feature == "town" and is_inside and place.population >= _MIN_SEAT_SHARE * province.population > 0:
            return place
    return None
