"""The gazetteer: which places a name can mean, and which one it means here.

Here belong the `Place`, looking up and ranking. Sources and their joining belong to `gazetteer_index`, the folding of
spellings to `toponyms`, finding names in a text to `places`. Loading reads files; everything after it is pure.
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

# Scores are in powers of ten of population, so that a weight of 1 outbids ten times the inhabitants.
_COUNTRY_PRIOR = 9.0
_AREA_PRIOR = 5.0
_PROVINCE_PENALTY = 0.5  # a province outbids the towns of its name by its own people, less this
_MIN_PROVINCE_PRIOR = 3.5
_CAPITAL_BONUS = 1.0
_REFERENCE_PRIOR = 3.5  # somebody listed it because the news names it, whatever its population
_OTHER_NAME_PENALTY = 1.0
_LOOSE_NAME_PENALTY = 1.5
_FIRST_COUNTRY_BONUS = 3.0  # for a place in the country that the text is about
_OTHER_COUNTRY_BONUS = 1.0  # in another country of the context
_MIN_KNOWN_POPULATION = 100_000  # of a town that a transliteration may mean in any country of the context, not only the first
_NEARNESS_BONUS = ((50.0, 2.0), (200.0, 1.5), (500.0, 0.5))  # km from a place that the text speaks of, weight
_SAME_PROVINCE_BONUS = 1.5  # for a town in a province that the text names
_SHARED_REGION_BONUS = 2.0  # for a place in a province in which other names of the text have namesakes
_MAX_SHARED_REGION_BONUS = 1.5
_ONLY_REGION_WEIGHT = 0.5  # what a name says for the only province in which it is found
_MIN_SCORE_OUTSIDE_CONTEXT = 5.0
"""A town outside the context countries must be worth this much (100,000 people under its own name)."""
_MIN_SCORE_WITHOUT_CONTEXT = 3.7
"""The same when the text gives no country at all: 5,000 people under its own name."""
_MIN_SEAT_SHARE = 0.1  # a town with this share of its province's people is what the bare name means
_MAX_SUBURB_KM = 15.0
_CROWD_KM = 25.0  # UCDP's "near a place"
_MIN_CROWD_TOWNS = 5  # towns of which it can be said where they crowd
_MAX_INSIDE_KM = 300.0  # how far from a province's point a town of unknown admin1 may lie to be counted in it

_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DIRECTIONS = frozenset({*_SIDES, *(f"{side}ern" for side in _SIDES), "central", "center", "centre", "upper", "lower"})
_PLAIN_WORDS = _DIRECTIONS | {
    *("side", "end", "downtown", "uptown", "midtown", "park", "parks", "harbor", "harbour", "lake", "creek", "river", "fort"),
    *("hall", "home", "house", "circle", "junction", "gateway", "broadway", "bay", "beach", "hill", "hills", "valley", "village"),
    *("town", "city", "street", "avenue", "road", "mall", "college", "church", "school", "plaza", "square"),
}
"""Provinces and small towns of some country, and plain words everywhere else: "East Side", "Downtown", "the Park"."""


_FEATURES_BY_KIND = {
    None: ("country", "province", "town", "area", "sea"),
    "province": ("province",),
    "district": ("district", "province"),
}
"""The features that a kind asked for takes: what one country calls a county is another's province."""


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
    """A place that a name can mean, how the name matched, and the weight that the place has by itself."""

    place: Place
    kind: int
    prior: float


@dataclass(frozen=True, slots=True)
class _Evidence:
    countries: Sequence[str]
    near: Sequence[Place]
    within: Place | None
    feature: str | None
    regions: Mapping[Region, float]


_MAX_CACHED = 50_000
"""So many names and places are kept at hand; then they are forgotten, so that memory stays flat over any number of articles."""


class Gazetteer:
    """Names to places. Made by `load`; lookups touch memory only and give the same answer for the same arguments."""

    def __init__(self, index: sqlite3.Connection, version: str) -> None:
        self.version = version
        """Changes when a library, a reference row or the joining code does: a part of `extractor_version`."""
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
        """Words like "Syrian" with the ISO3 codes of their countries."""
        for word, iso3 in index.execute("select word, country_iso3 from demonyms order by word, country_iso3"):
            self.demonyms[word] = (*self.demonyms.get(word, ()), iso3)

    @classmethod
    def load(cls, reference: Path | None = None, cache_dir: Path | None = gazetteer_index.DEFAULT_CACHE_DIR) -> Gazetteer:
        """The gazetteer of the installed libraries and the CSV files in `reference`; the same object on a second call.

        Builds the index on first use (seconds) and keeps it in `cache_dir`; None keeps nothing.
        Raises `ReferenceListError` with file and line for a row that cannot be used.
        """
        return _load(reference or gazetteer_index.REFERENCE_DIR, cache_dir)

    def list_candidates(self, name: str) -> list[Place]:
        """Every place of this name as spelled, else every place that a usual transliteration gives, best known first."""
        found = self._find_candidates(name_folding.fold_name(name))
        best = [c for c in found if c.kind != LOOSE_NAME] or found
        return [c.place for c in sorted(best, key=_rank_candidate)]

    def find_country(self, iso3: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        rows = self._query_rows("select row from places where place_id = ?", f"country:{iso3}")
        return self._read_place(rows[0])[0] if rows else None

    def find_province(self, place: Place) -> Place | None:
        """The province that a place lies in, or is; None if not known."""
        return self._provinces.get((place.country_iso3 or "", place.admin1 or ""))

    def estimate_point(self, region: Place) -> Point:
        """Where a place of unknown position in `region` most likely is: amid the known towns of a province, where they lie
        closest together; the region's own point where no towns are known."""
        if region.feature != "province":
            return region.latitude, region.longitude
        key = (region.country_iso3, region.name)
        if key not in self._middles:
            points = [(t.latitude, t.longitude) for t in self._list_towns(key) if t.place_id not in self._without]
            self._middles[key] = find_densest_point(points, _CROWD_KM) if len(points) >= _MIN_CROWD_TOWNS else None
        return self._middles[key] or (region.latitude, region.longitude)

    def exclude_names(self, names: Iterable[str]) -> Gazetteer:
        """The same gazetteer as if nobody had listed places of these names: to measure what it is worth for places that
        are in no list. Towns that GeoNames knows stay."""
        view = copy(self)
        keys = {name_folding.fold_name_loosely(name_folding.fold_name(name)) for name in names} - {""}
        query = "select row from names where key = ? and kind = ?"
        rows = [row for key in sorted(keys) for (row,) in self._index.execute(query, (key, LOOSE_NAME))]
        view._without = frozenset(p.place_id for p in (self._read_place(row)[0] for row in rows) if p.place_id.startswith("ref:"))
        view._names, view._middles = {}, {}
        return view

    def resolve_name(self, name: str, *, countries: Collection[str] = (), near: Place | None = None) -> Place | None:
        """The place that `name` means, or None when the evidence does not reach.

        `countries` are the context's, by weight; `near` is a place that the text speaks of. "X province" asks for the
        province, a bare name for the town that the province is called after.
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
        """`resolve_name` with all the evidence a text gives: `within` must contain the place, `feature` must be its kind,
        `regions` are where the text's names meet (`weigh_regions`)."""
        folded = name_folding.fold_name(name)
        told = name_folding.read_kind(folded)
        evidence = _Evidence(list(countries), list(near), within, feature, regions)
        if told:
            division = self._choose_candidate(name_folding.remove_kind(folded), replace(evidence, feature=told))
            if division:
                return division
        return self._choose_candidate(folded, evidence)

    def weigh_regions(self, names: Iterable[str], countries: Collection[str] = ()) -> dict[Region, float]:
        """Provinces in which names of one text have namesakes, and how much that says: a name says the less the more
        provinces it is found in. Names that are told together mostly lie together."""
        weights: dict[Region, float] = defaultdict(float)
        for folded in {name_folding.fold_name(name) for name in names}:
            told = name_folding.read_kind(folded)
            candidates = [
                c for c in self._find_candidates(name_folding.remove_kind(folded) if told else folded) if c.kind == OWN_NAME
            ]
            if not told and any(c.place.feature in ("country", "province") for c in candidates):
                continue
            found = {
                (candidate.place.country_iso3, candidate.place.admin1)
                for candidate in candidates
                if candidate.place.feature == ("district" if told else "town")
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
            if candidate.kind == LOOSE_NAME and not (is_home or within):
                continue
            if place.feature not in _FEATURES_BY_KIND.get(feature, (feature,)) or (within and not self.contains(within, place)):
                continue
            score = candidate.prior - (0, _OTHER_NAME_PENALTY, _LOOSE_NAME_PENALTY)[candidate.kind]
            if not within and not in_context and score < _find_min_score(place.feature, bool(context)):
                continue
            if in_context:
                score += _FIRST_COUNTRY_BONUS if place.country_iso3 == context[0] else _OTHER_COUNTRY_BONUS
            score += max((self._score_nearness(place, anchor) for anchor in evidence.near), default=0.0)
            if place.feature in ("town", "district", "province"):
                score += min(
                    _MAX_SHARED_REGION_BONUS, _SHARED_REGION_BONUS * evidence.regions.get((place.country_iso3, place.admin1), 0.0)
                )
            scored.append((-score, candidate.kind, -place.population, place.place_id, candidate))
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
        """Whether a country, province or town contains a place, or is it; a town reaches as far as its suburbs."""
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
        """All candidates of a folded name, exact and loose, each place once with its best kind."""
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
    """The score that a place outside the context needs, by its kind."""
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
        return _AREA_PRIOR
    if place.place_id.startswith("ref:"):
        return max(people, _REFERENCE_PRIOR)
    return people + (_CAPITAL_BONUS if is_capital else 0.0)


def _rank_candidate(candidate: Candidate) -> tuple[float, str]:
    less = _OTHER_NAME_PENALTY if candidate.kind == OTHER_NAME else 0.0
    return (less - candidate.prior, candidate.place.place_id)


def _find_seat(province: Place, places: Sequence[Place]) -> Place | None:
    """The town that a province is called after, if the bare name more probably means it."""
    for place in places:
        is_inside = (place.country_iso3, place.admin1) == (province.country_iso3, province.name)
        if place.feature == "town" and is_inside and place.population >= _MIN_SEAT_SHARE * province.population > 0:
            return place
    return None
