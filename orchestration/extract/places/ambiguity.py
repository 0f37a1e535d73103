"""Names of places that mean another place than the gazetteer's, or none of its: what a whole article says against one.

Here belongs the doubt about a place found by name alone. Finding and choosing places belongs to `places` and `gazetteer`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc

from orchestration.extract.places import geo
from orchestration.extract.places.gazetteer import Gazetteer, Place
from orchestration.extract.places.place_mentions import PlaceMention

_MAX_SMALL_POPULATION = 50_000
"""A town of fewer people is known only around it: elsewhere a report says where it lies."""
_MIN_TIMES_LARGER = 10
"""A town so many times as large is what the article is about, where the two lie far apart."""
_MAX_NEIGHBOUR_KM = 100.0


def correct_ambiguous_places(
    docs: Sequence[Doc], found: Sequence[Sequence[PlaceMention]], gazetteer: Gazetteer
) -> list[list[PlaceMention]]:
    """The mentions of an article's pieces, without people's surnames and small towns far from all else that the article tells.

    "Shot in Fairdale", in a report from a city 800 km from the only Fairdale on the list, is a quarter or a street of that
    city: the name stays, unresolved, in the province of the city.
    """
    surnames = {ent[-1].text for doc in docs for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    found = [[mention for mention in piece if not _is_surname(mention, surnames)] for piece in found]
    mentions = [mention for piece in found for mention in piece if mention.place]
    said = Counter(mention.place for mention in mentions if mention.place)
    contained = {mention.place for mention in mentions if mention.container}
    meant: dict[Place, Place] = {}
    for place in said:
        if place.feature == "town" and place not in contained and place.population < _MAX_SMALL_POPULATION:
            city = _find_city_elsewhere(place, said)
            if city is not None and not any(_supports(other, place) for other in said if other.name != place.name):
                meant[place] = city
    return [[_unresolve_mention(mention, meant, gazetteer) for mention in piece] for piece in found]


def _is_surname(mention: PlaceMention, surnames: Set[str]) -> bool:
    """ "At Fairdale's home", where the article names a Joan Fairdale."""
    is_known = mention.place is not None and (
        mention.place.feature != "town" or mention.place.population >= _MAX_SMALL_POPULATION
    )
    return mention.text in surnames and mention.container is None and not is_known


def _find_city_elsewhere(place: Place, said: Counter[Place]) -> Place | None:
    """The largest town of the article, if it is in the same country, so much larger that a report is about it, and is
    named as often."""
    towns = [o for o in said if o.feature == "town" and o.country_iso3 == place.country_iso3 and o.name != place.name]
    largest = max(towns, key=lambda town: town.population, default=None)
    if (
        largest is None
        or largest.population < max(_MAX_SMALL_POPULATION, _MIN_TIMES_LARGER * place.population)
        or said[largest] < said[place]
    ):
        return None
    return largest


def _supports(other: Place, place: Place) -> bool:
    """Whether another place of the article makes this one likely: a region around it, or a neighbour."""
    if other.feature in ("country", "sea"):
        return False
    if other.admin1 is not None and (other.country_iso3, other.admin1) == (place.country_iso3, place.admin1):
        return True
    return geo.measure_distance_km(place.latitude, place.longitude, other.latitude, other.longitude) <= _MAX_NEIGHBOUR_KM


def _unresolve_mention(mention: PlaceMention, meant: dict[Place, Place], gazetteer: Gazetteer) -> PlaceMention:
    city = meant.get(mention.place) if mention.place else None
    if city is None:
        return mention
    region = gazetteer.find_province(city)
    latitude, longitude = gazetteer.estimate_point(region) if region else (None, None)
    return replace(mention, place=None, latitude=latitude, longitude=longitude, container=region)
