"""Generated news about something else than violence: sport, trade, science, the arts, towns, weather. Own text.

The words that such news shares with news of conflict are here on purpose: strikes, shots, attacks, hits, fires and battles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

_FACTS: dict[str, tuple[str, ...]] = {
    "town": (
        *("Leeds", "Porto", "Lyon", "Turin", "Bergen", "Ghent"),
        *("Osaka", "Perth", "Denver", "Toronto", "Galway", "Graz", "Tampere"),
    ),
    "person": (
        *("Anna Lindqvist", "Tom Harker", "Maria Soares", "Yuki Tanaka"),
        *("Peter Novak", "Grace Otieno", "Luca Ferri", "Emma Doyle"),
    ),
    "club": ("Rovers", "United", "City", "Athletic", "Wanderers", "Albion", "the champions", "the visitors", "the home side"),
    "firm": ("Norvik", "Helmsley Foods", "Astra Rail", "Brightwater", "Calder & Sons", "Nimbus Software", "Delta Mills"),
    "day": (
        *("on Monday", "on Tuesday", "on Wednesday", "on Thursday"),
        *("last week", "this month", "at the weekend", "on Friday evening"),
    ),
    "crop": ("wheat", "olives", "barley", "apples", "grapes", "potatoes", "coffee", "maize"),
    "animal": ("puffins", "otters", "bumblebees", "eels", "red kites", "seagrass", "corals", "hedgehogs"),
    "work": ("novel", "album", "opera", "documentary", "exhibition", "play", "series", "memoir"),
}
_TOPICS: dict[str, tuple[str, ...]] = {
    "sport": (
        "{club} struck early in the second half, and {person} shot low past the keeper to make it {n} points from six games.",
        "The attack looked blunt without {person}, who has missed {n} days of training with a knee injury.",
        "{person} fired a free kick against the bar before {club} took control of the midfield.",
        '"We fought for every ball, and the fans carried us," {person} told reporters in {town}.',  # codespell:ignore told
        "{club} beat {club} in {town} {day} and climbed to third place in the table.",
        "The coach defended his captain, who was substituted after {n} minutes and threw his gloves at the bench.",
        "Rain held up play twice, and the umpires called the players off before the tea break.",
        "{person} hit {n} runs from {m} balls, the fastest fifty of the season at the ground in {town}.",
        "The rider broke away on the last climb and was never caught, taking the stage by {n} seconds.",
        "Tickets for the final in {town} go on sale {day}, and the club expects to sell all {m} of them.",
    ),
    "trade": (
        "Shares in {firm} fell {n} per cent {day} after the company cut its forecast for the year.",
        "{firm} said it would open {n} new branches and take over the lease of a warehouse near {town}.",
        "The deal values the group at {m} million euros, and both boards are expected to accept it.",
        "Rising energy costs hit margins, chief executive {person} told analysts on a call {day}.",  # codespell:ignore told
        "Farmers around {town} expect {n} per cent more {crop} than last year, thanks to a mild spring.",
        "Talks over pay will be extended by a week; the union has not ruled out further steps.",
        "Consumer prices rose {n} per cent in the year, driven by rents and the price of {crop}.",
        "The bank raised its main rate for the third time and warned that loans would stay expensive.",
        "{firm} launched a cheaper version of its tablet and dropped two models that sold poorly.",
        "Exports of {crop} recovered after the port of {town} cleared a backlog of {m} containers.",
    ),
    "science": (
        "Researchers in {town} counted {n} per cent fewer {animal} than a decade ago, a study published {day} found.",
        "The team released {m} tagged {animal} and followed them for {n} months along the coast.",
        "The telescope will observe a cloud of gas that surrounds a young star, {person} said.",
        "{person}, who led the study, warned that warmer water could drive the {animal} further north.",
        "The vaccine was tested on {m} volunteers, and the most common complaint was a sore arm.",
        "Engineers shut down the reactor for {n} days to replace a pump, as planned.",
        "The probe will fly past the comet twice before it runs out of fuel.",
        "A new method recovers {n} per cent of the metal in old batteries without strong acids.",
    ),
    "arts": (
        "{person}'s new {work} opens with a storm at sea and never quite finds its way back to land.",
        "The {work}, set in {town} in the nineteen-sixties, won {n} prizes at the festival.",
        "Critics praised the cast, though some found the last act too long.",
        "The museum in {town} has bought {n} drawings by {person} and will show them from {day}.",
        "{person} recorded the {work} in {n} days with a band of old friends.",
        "The orchestra will tour {n} cities; the first concert is in {town} {day}.",
        "Thousands queued for the opening, and the gallery had to extend its hours.",
        "It is a story of love, jealousy and a stolen violin, told with a light hand.",  # codespell:ignore told
    ),
    "town": (
        "The council approved a budget of {m} million {day}, with more money for roads and libraries.",
        "Residents of {town} complained about the noise of the night trains, which run until two.",
        "The bridge will be closed for {n} weeks while workers replace the deck, the city said.",
        "{person}, who runs a bakery, said customers had found other ways to reach the market.",
        "The school has {m} pupils and a waiting list of {n}, according to its head, {person}.",
        "Volunteers planted {m} trees along the river {day}, and the mayor handed out soup.",
        "A new tram line would cut the trip from the station to the university to {n} minutes.",
        "The old swimming pool will be turned into flats, if the planners agree to the design.",
    ),
    "weather": (
        "Temperatures in {town} are expected to reach {n} degrees {day}, with light winds from the west.",
        "Snow fell on high ground, and the pass was open only to cars with winter tyres.",
        "The harvest of {crop} began {n} days early after the driest June on record.",
        "Forecasters see a change from {day}, when cooler air arrives from the north.",
    ),
}
_SOURCES = ("Example Wire", "Daily Example", "Radio Exemple", "Northern Post")  # codespell:ignore exemple


def elsewhere() -> Iterator[dict[str, Any]]:
    """Articles of about 250 to 450 words on one topic each, without end."""
    rng = random.Random("something else")  # noqa: S311
    for number in count():
        topic = rng.choice(sorted(_TOPICS))
        templates = [*_TOPICS[topic], *_TOPICS["town"]] if len(_TOPICS[topic]) < len(_TOPICS["sport"]) else _TOPICS[topic]
        sentences = [_sentence(rng, rng.choice(templates)) for _ in range(rng.randint(14, 24))]
        yield {
            "url": f"https://www.example.org/{topic}/{number}.html",
            "title": sentences[0].partition(",")[0][:90],
            "text": "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)),
            "published_at": f"{2012 + number % 13}-{number % 12 + 1:02d}-{number % 28 + 1:02d}T{number % 24:02d}:15:00Z",
            "source": _SOURCES[number % len(_SOURCES)],
        }


def mixed(conflict: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A stream in which nine of ten articles are about something else."""
    others = elsewhere()
    while True:
        yield next(conflict)
        yield from islice(others, 9)


def _sentence(rng: random.Random, template: str) -> str:
    facts = {kind: rng.choice(words) for kind, words in _FACTS.items()}
    sentence = template.format(n=rng.randint(2, 40), m=rng.randint(50, 900), **facts)
    return sentence[0].upper() + sentence[1:]
