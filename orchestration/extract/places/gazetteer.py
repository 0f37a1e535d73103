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
from orchestration.extract.places.geo import Point, crowded, distance_km

# Scores are in powers of ten of population, so that a weight of 1 outbids ten times the inhabitants.
_COUNTRY_PRIOR = 9.0
_AREA_PRIOR = 5.0
_PROVINCE_LESS = 0.5  # a province outbids the towns of its name by its own people, less this
_PROVINCE_PRIOR_LEAST = 3.5
_CAPITAL_MORE = 1.0
_REFERENCE_PRIOR = 3.5  # somebody listed it because the news names it, whatever its population
_OTHER_NAME_LESS = 1.0
_LOOSE_NAME_LESS = 1.5
_CONTEXT_MORE = 3.0  # for a place in the country that the text is about
_CONTEXT_MORE_REST = 1.0  # in another country of the context
_KNOWN_POPULATION = 100_000  # of a town that a transliteration may mean in any country of the context, not only the first
_NEAR_MORE = ((50.0, 2.0), (200.0, 1.5), (500.0, 0.5))  # km from a place that the text speaks of, weight
_SAME_PROVINCE_MORE = 1.5  # for a town in a province that the text names
_MEETING_MORE = 2.0  # for a place in a province in which other names of the text have namesakes
_MEETING_MOST = 1.5
_ONLY_ONE = 0.5  # what a name says for the only province in which it is found
_STRANGER_LEAST = 5.0
"""A town outside the context countries must be worth this much (100,000 people under its own name)."""
_UNKNOWN_CONTEXT_LEAST = 3.7
"""The same when the text gives no country at all: 5,000 people under its own name."""
_SEAT_SHARE = 0.1  # a town with this share of its province's people is what the bare name means
_SUBURBS_KM = 15.0
_CROWD_KM = 25.0  # UCDP's "near a place"
_CROWD_LEAST = 5  # towns of which it can be said where they crowd
_INSIDE_KM = 300.0  # how far from a province's point a town of unknown admin1 may lie to be counted in it

_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DIRECTIONS = frozenset({*_SIDES, *(f"{side}ern" for side in _SIDES), "central", "center", "centre", "upper", "lower"})
_PLAIN = _DIRECTIONS | {
    *("side", "end", "downtown", "uptown", "midtown", "park", "parks", "harbor", "harbour", "lake", "creek", "river", "fort"),
    *("hall", "home", "house", "circle", "junction", "gateway", "broadway", "bay", "beach", "hill", "hills", "valley", "village"),
    *("town", "city", "street", "avenue", "road", "mall", "college", "church", "school", "plaza", "square"),
}
"""Provinces and small towns of some country, and plain words everywhere else: "East Side", "Downtown", "the Park"."""


_ASKED = {
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
    """One place. `feature` is one of `gazetteer_index.FEATURES`; coordinates are degrees, population 0 if unknown."""

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


_MOST_KNOWN = 50_000
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
            for place in (self._place(row)[0] for row in self._rows("select row from places where feature = 'province'"))
        }
        self.demonyms: dict[str, tuple[str, ...]] = {}
        """Words like "Syrian" with the ISO3 codes of their countries."""
        for word, iso3 in index.execute("select word, country_iso3 from demonyms order by word, country_iso3"):
            self.demonyms[word] = (*self.demonyms.get(word, ()), iso3)

    @classmethod
    def load(cls, reference: Path | None = None, cache_dir: Path | None = gazetteer_index.DEFAULT_CACHE) -> Gazetteer:
        """The gazetteer of the installed libraries and the CSV files in `reference`; the same object on a second call.

        Builds the index on first use (seconds) and keeps it in `cache_dir`; None keeps nothing.
        Raises `gazetteer_index.BadReferenceError` with file and line for a row that cannot be used.
        """
        return _load(reference or gazetteer_index.REFERENCE, cache_dir)

    def candidates(self, name: str) -> list[Place]:
        """Every place of this name as spelled, else every place that a usual transliteration gives, best known first."""
        found = self._named(name_folding.fold(name))
        best = [c for c in found if c.kind != LOOSE_NAME] or found
        return [c.place for c in sorted(best, key=_order)]

    def country(self, iso3: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        rows = self._rows("select row from places where place_id = ?", f"country:{iso3}")
        return self._place(rows[0])[0] if rows else None

    def province_of(self, place: Place) -> Place | None:
        """The province that a place lies in, or is; None if not known."""
        return self._provinces.get((place.country_iso3 or "", place.admin1 or ""))

    def middle(self, region: Place) -> Point:
        """Where a place of unknown position in `region` most likely is: amid the known towns of a province, where they lie
        closest together; the region's own point where no towns are known."""
        if region.feature != "province":
            return region.latitude, region.longitude
        key = (region.country_iso3, region.name)
        if key not in self._middles:
            points = [(t.latitude, t.longitude) for t in self._towns_in(key) if t.place_id not in self._without]
            self._middles[key] = crowded(points, _CROWD_KM) if len(points) >= _CROWD_LEAST else None
        return self._middles[key] or (region.latitude, region.longitude)

    def without(self, names: Iterable[str]) -> Gazetteer:
        """The same gazetteer as if nobody had listed places of these names: to measure what it is worth for places that
        are in no list. Towns that GeoNames knows stay."""
        view = copy(self)
        keys = {name_folding.fold_loosely(name_folding.fold(name)) for name in names} - {""}
        query = "select row from names where key = ? and kind = ?"
        rows = [row for key in sorted(keys) for (row,) in self._index.execute(query, (key, LOOSE_NAME))]
        view._without = frozenset(p.place_id for p in (self._place(row)[0] for row in rows) if p.place_id.startswith("ref:"))
        view._names, view._middles = {}, {}
        return view

    def resolve(self, name: str, *, countries: Collection[str] = (), near: Place | None = None) -> Place | None:
        """The place that `name` means, or None when the evidence does not reach.

        `countries` are the context's, by weight; `near` is a place that the text speaks of. "X province" asks for the
        province, a bare name for the town that the province is called after.
        """
        return self.choose(name, countries=countries, near=() if near is None else (near,))

    def choose(
        self,
        name: str,
        *,
        countries: Collection[str] = (),
        near: Iterable[Place] = (),
        within: Place | None = None,
        feature: str | None = None,
        regions: Mapping[Region, float] = NO_REGIONS,
    ) -> Place | None:
        """`resolve` with all the evidence a text gives: `within` must contain the place, `feature` must be its kind,
        `regions` are where the text's names meet (`meeting_regions`)."""
        folded = name_folding.fold(name)
        told = name_folding.kind_told(folded)
        evidence = _Evidence(list(countries), list(near), within, feature, regions)
        if told:
            division = self._choose(name_folding.without_kind(folded), replace(evidence, feature=told))
            if division:
                return division
        return self._choose(folded, evidence)

    def meeting_regions(self, names: Iterable[str], countries: Collection[str] = ()) -> dict[Region, float]:
        """Provinces in which names of one text have namesakes, and how much that says: a name says the less the more
        provinces it is found in. Names that are told together mostly lie together."""
        weights: dict[Region, float] = defaultdict(float)
        for folded in {name_folding.fold(name) for name in names}:
            told = name_folding.kind_told(folded)
            candidates = [c for c in self._named(name_folding.without_kind(folded) if told else folded) if c.kind == OWN_NAME]
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
                weights[region] += _ONLY_ONE
        return weights

    def _choose(self, folded: str, evidence: _Evidence) -> Place | None:
        context, within, feature = evidence.countries, evidence.within, evidence.feature
        if not feature and not within and all(word in _PLAIN for word in folded.split()):
            return None
        scored = []
        for candidate in self._named(folded):
            place = candidate.place
            in_context = place.country_iso3 in context
            is_home = place.country_iso3 in context[:1] or (in_context and place.population >= _KNOWN_POPULATION)
            if candidate.kind == LOOSE_NAME and not (is_home or within):
                continue
            if place.feature not in _ASKED.get(feature, (feature,)) or (within and not self.contains(within, place)):
                continue
            score = candidate.prior - (0, _OTHER_NAME_LESS, _LOOSE_NAME_LESS)[candidate.kind]
            if not within and not in_context and score < _least(place.feature, bool(context)):
                continue
            if in_context:
                score += _CONTEXT_MORE if place.country_iso3 == context[0] else _CONTEXT_MORE_REST
            score += max((self._nearness(place, anchor) for anchor in evidence.near), default=0.0)
            if place.feature in ("town", "district", "province"):
                score += min(_MEETING_MOST, _MEETING_MORE * evidence.regions.get((place.country_iso3, place.admin1), 0.0))
            scored.append((-score, candidate.kind, -place.population, place.place_id, candidate))
        scored.sort(key=lambda row: row[:4])
        if any(row[1] != LOOSE_NAME for row in scored):
            scored = [row for row in scored if row[1] != LOOSE_NAME]
        if not scored:
            return None
        chosen = scored[0][-1].place
        if chosen.feature == "province" and feature is None:
            return _seat(chosen, [row[-1].place for row in scored]) or chosen
        return chosen

    def contains(self, region: Place, place: Place) -> bool:
        """Whether a country, province or town contains a place, or is it; a town reaches as far as its suburbs."""
        if region.place_id == place.place_id or region.country_iso3 != place.country_iso3:
            return region.place_id == place.place_id
        if region.feature == "country":
            return True
        if region.feature == "town" and place.feature == "town":
            return distance_km(region.latitude, region.longitude, place.latitude, place.longitude) <= _SUBURBS_KM
        if region.feature == "province" and place.feature != "country":
            if place.admin1 is not None:
                return place.admin1 == region.name
            return distance_km(region.latitude, region.longitude, place.latitude, place.longitude) <= _INSIDE_KM
        return False

    def _nearness(self, place: Place, anchor: Place) -> float:
        if place.feature not in ("town", "district", "area"):
            return 0.0
        if anchor.feature == "province":
            return _SAME_PROVINCE_MORE if self.contains(anchor, place) else 0.0
        away = distance_km(place.latitude, place.longitude, anchor.latitude, anchor.longitude)
        return next((weight for limit, weight in _NEAR_MORE if away <= limit), 0.0)

    def _named(self, folded: str) -> tuple[Candidate, ...]:
        """All candidates of a folded name, exact and loose, each place once with its best kind."""
        known = self._names.get(folded)
        if len(self._names) > _MOST_KNOWN:
            self._names.clear()
        if len(self._places) > _MOST_KNOWN:
            self._places.clear()
        if known is not None:
            return known
        kinds: dict[int, int] = {}
        if folded:
            loose = name_folding.fold_loosely(folded)
            query = "select row, kind from names where (key = ? and kind < ?) or (key = ? and kind = ?)"
            for row, kind in self._index.execute(query, (folded, LOOSE_NAME, loose, LOOSE_NAME)):
                kinds[row] = min(kind, kinds.get(row, LOOSE_NAME))
        found = [Candidate(*self._place(row)[:1], kind, self._place(row)[1]) for row, kind in sorted(kinds.items())]
        self._names[folded] = result = tuple(c for c in found if c.place.place_id not in self._without)
        return result

    def _towns_in(self, region: Region) -> list[Place]:
        if region not in self._towns:
            query = "select row from places where country_iso3 = ? and admin1 = ? and feature = 'town'"
            self._towns[region] = [self._place(row)[0] for row in self._rows(query, *(part or "" for part in region))]
        return self._towns[region]

    def _rows(self, query: str, *parameters: str) -> list[int]:
        return [row for (row,) in self._index.execute(query, parameters)]

    def _place(self, row: int) -> tuple[Place, float]:
        known = self._places.get(row)
        if known is None:
            *fields, is_capital = self._index.execute("select * from places where row = ?", (row,)).fetchone()[1:]
            place = Place(*fields)
            known = self._places[row] = (place, _prior(place, bool(is_capital)))
        return known


@cache
def _load(reference: Path, cache_dir: Path | None) -> Gazetteer:
    return Gazetteer(gazetteer_index.open_index(reference, cache_dir), f"gazetteer-{gazetteer_index.fingerprint(reference)}")


def _least(feature: str, has_context: bool) -> float:
    """The score that a place outside the context needs, by its kind."""
    if has_context:
        return _STRANGER_LEAST if feature in ("town", "province", "district") else 0.0
    return _UNKNOWN_CONTEXT_LEAST if feature == "town" else 0.0


def _prior(place: Place, is_capital: bool) -> float:
    if place.feature in ("country", "sea"):  # the Red Sea, not the Sudanese state on it
        return _COUNTRY_PRIOR
    people = math.log10(place.population + 10)
    if place.feature == "province":
        return max(_PROVINCE_PRIOR_LEAST, people - _PROVINCE_LESS)
    if place.feature == "area":
        return _AREA_PRIOR
    if place.place_id.startswith("ref:"):
        return max(people, _REFERENCE_PRIOR)
    return people + (_CAPITAL_MORE if is_capital else 0.0)


def _order(candidate: Candidate) -> tuple[float, str]:
    less = _OTHER_NAME_LESS if candidate.kind == OTHER_NAME else 0.0
    return (less - candidate.prior, candidate.place.place_id)


def _seat(province: Place, places: Sequence[Place]) -> Place | None:
    """The town that a province is called after, if the bare name more probably means it."""
    for place in places:
        is_inside = (place.country_iso3, place.admin1) == (province.country_iso3, province.name)
        if place.feature == "town" and is_inside and place.population >= _SEAT_SHARE * province.population > 0:
            return place
    return None
