"""Names of places that do not mean the place in the gazetteer: evidence from the whole article.

Here belong the reasons against a place that was found by its name alone. Finding the mentions belongs to `place_mentions`,
choosing among places of one name to `gazetteer`.
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
"""A town of fewer people is known only in its region. Elsewhere a report says where it is."""
_MIN_TIMES_LARGER = 10
"""When two towns lie far apart, the article is about the larger one if it is at least this many times larger."""
_MAX_NEIGHBOUR_KM = 100.0


def correct_ambiguous_places(
    docs: Sequence[Doc], found: Sequence[Sequence[PlaceMention]], gazetteer: Gazetteer
) -> list[list[PlaceMention]]:
    """Corrects the mentions of an article: surnames are dropped, and small towns far from everything else lose their place.

    "Shot in Fairdale", in a report from a city 800 km from the only Fairdale in the gazetteer, is a quarter or a street of that
    city. The mention stays without a place, in the province of the city. `docs` and `found` are the pieces of one article.
    """
    surnames = {ent[-1].text for doc in docs for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    found = [[mention for mention in piece if not _is_surname(mention, surnames)] for piece in found]
    mentions = [mention for piece in found for mention in piece if mention.place]
    n_mentions = Counter(mention.place for mention in mentions if mention.place)
    contained = {mention.place for mention in mentions if mention.container}
    city_by_place: dict[Place, Place] = {}
    for place in n_mentions:
        if place.feature == "town" and place not in contained and place.population < _MAX_SMALL_POPULATION:
            city = _find_city_elsewhere(place, n_mentions)
            if city is not None and not any(_supports(other, place) for other in n_mentions if other.name != place.name):
                city_by_place[place] = city
    return [[_unresolve_mention(mention, city_by_place, gazetteer) for mention in piece] for piece in found]


def _is_surname(mention: PlaceMention, surnames: Set[str]) -> bool:
    """Whether a name is a person's: "At Fairdale's home" in an article that names a Joan Fairdale."""
    is_known = mention.place is not None and (
        mention.place.feature != "town" or mention.place.population >= _MAX_SMALL_POPULATION
    )
    return mention.text in surnames and mention.container is None and not is_known


def _find_city_elsewhere(place: Place, n_mentions: Counter[Place]) -> Place | None:
    """Finds the town that the article is about instead of `place`; None when there is none.

    It is the largest town of the article in the same country, much larger than `place` and named at least as often.
    """
    towns = [o for o in n_mentions if o.feature == "town" and o.country_iso3 == place.country_iso3 and o.name != place.name]
    largest = max(towns, key=lambda town: town.population, default=None)
    if (
        largest is None
        or largest.population < max(_MAX_SMALL_POPULATION, _MIN_TIMES_LARGER * place.population)
        or n_mentions[largest] < n_mentions[place]
    ):
        return None
    return largest


def _supports(other: Place, place: Place) -> bool:
    """Whether another place of the article makes this one likely: the region around it, or a neighbour."""
    if other.feature in ("country", "sea"):
        return False
    if other.admin1 is not None and (other.country_iso3, other.admin1) == (place.country_iso3, place.admin1):
        return True
    return geo.measure_distance_km(place.latitude, place.longitude, other.latitude, other.longitude) <= _MAX_NEIGHBOUR_KM


def _unresolve_mention(mention: PlaceMention, city_by_place: dict[Place, Place], gazetteer: Gazetteer) -> PlaceMention:
    city = city_by_place.get(mention.place) if mention.place else None
    if city is None:
        return mention
    region = gazetteer.find_province(city)
    latitude, longitude = gazetteer.estimate_point(region) if region else (None, None)
    return replace(mention, place=None, latitude=latitude, longitude=longitude, container=region)
