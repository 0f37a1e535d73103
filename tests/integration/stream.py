"""A made-up stream of news: incidents that several outlets report, rewrites, corrections, late reports, look-alikes.

Every sentence is our own; the towns are real, the events are not. The same on every machine.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

Article = dict[str, str]

FIRST = date(2025, 6, 2)
"""A Monday. On it arrives what happened on Sunday."""
N_DAYS = 4
DAYS = [FIRST + timedelta(days=number) for number in range(N_DAYS)]

_TOWNS = ("Aleppo", "Idlib", "Homs", "Palmyra", "Latakia", "Daraa", "Afrin")
_OUTLETS = ("Harbour Wire", "Orchard Post", "The Lantern", "Radio Meadow")
_NUMBERS = ("three", "four", "six", "eight", "13", "17", "24")
_LEADS = {
    "strike": (
        "An air strike killed {n} people in {town} on {day}, {speaker} said.",
        "{n} people died on {day} when warplanes bombed {town}, according to {speaker}.",
    ),
    "shelling": (
        "Shelling killed {n} people in {town} on {day}, {speaker} said.",
        "Artillery fire hit {town} on {day} and left {n} people dead, {speaker} reported.",
    ),
    "bomb": (
        "A car bomb killed {n} people in {town} on {day}, {speaker} said.",
        "At least {n} people were killed on {day} by a car bomb in {town}, {speaker} told reporters.",  # codespell:ignore told
    ),
}
_SPEAKERS = ("a hospital official", "rescue workers", "the governor", "a police officer")
_ASIDES = (
    "The road to the grain market was closed until the evening.",
    "Shopkeepers swept glass from the pavement and lowered their shutters.",
    "A baker said that he had heard the noise from the far side of the river.",
    "Electricity came back after two hours, street by street.",
    "Schools in the northern quarter sent the pupils home before noon.",
    "The council asked drivers to leave the ring road to ambulances.",
    "Dust hung above the old bridge for most of the morning.",
    "Neighbours carried water and blankets to the families who waited outside.",
    "The mosque opened its courtyard to those who had nowhere to sleep.",
    "No group said that it had done it.",
    "Telephones worked again in the afternoon, and relatives began to call.",
    "A farmer said that his orchard lay full of splinters.",
)


def _text(rng: random.Random, lead: str) -> str:
    return "\n\n".join((lead, *rng.sample(_ASIDES, 6)))


def _copy(rng: random.Random, text: str) -> str:
    """The text as another outlet prints it: under its own header, one aside of many left out."""
    paragraphs = text.split("\n\n")
    del paragraphs[rng.randrange(2, len(paragraphs))]
    return "\n\n".join(("From our correspondents", *paragraphs))


def days() -> list[list[Article]]:
    """What arrives on each day of `DAYS`."""
    rng = random.Random("stream")  # noqa: S311
    arriving: list[list[Article]] = [[] for _ in DAYS]

    def publish(day: int, text: str, **given: str) -> Article:
        article = {"id": f"{day}-{len(arriving[day])}", "source": rng.choice(_OUTLETS), "text": text, "title": "News of the day"}
        article |= {"published_at": f"{DAYS[day]}T{8 + len(arriving[day]) % 12:02d}:00:00"} | given
        arriving[day].append(article)
        return article

    for day in range(N_DAYS):
        for _ in range(4):
            kind, town = rng.choice(sorted(_LEADS)), rng.choice(_TOWNS)
            happened = f"{DAYS[day] - timedelta(days=1):%A}"
            toll = rng.choice(_NUMBERS[:-1])
            for number, lead in enumerate(_LEADS[kind]):
                report = lead.format(n=toll, town=town, day=happened, speaker=rng.choice(_SPEAKERS))
                text = _text(rng, report[0].upper() + report[1:])
                # Some are found days after they were published.
                found = min(day + (2 if rng.random() < 0.2 else 0), N_DAYS - 1)
                article = publish(found, text, published_at=f"{DAYS[day]}T{9 + number:02d}:30:00")
                if rng.random() < 0.5:
                    publish(found, _copy(rng, text))
                if rng.random() < 0.3 and found + 1 < N_DAYS:
                    higher = _NUMBERS[_NUMBERS.index(toll) + 1]
                    arriving[found + 1].append(
                        article | {"text": text.replace(toll, higher).replace(toll.title(), higher.title())}
                    )
        # The same words about another town and another toll are another event.
        publish(day, text.replace(town, _TOWNS[_TOWNS.index(town) - 1]).replace(toll, "29"))
    for day, article in (*_write_followed_incidents(), *_write_look_alikes()):
        arriving[day].append(article)
    return arriving


_CAR_BOMB = "\n\n".join(
    (
        "A car bomb killed 11 people{where}, a rescue worker said.",
        "The car had stood beside a row of fruit stalls since dawn, and a boy had been asked to wash it.",
        "Traders carried the injured to a pharmacy on the corner, whose owner tore curtains into bandages.",
        "By nightfall the stalls had been cleared away and the street was washed with hoses.",
        "Those who sell there said that they would come back with their carts in the morning.",
    )
)


def _write_followed_incidents() -> list[tuple[int, Article]]:
    """Incidents that the tests follow: one in Raqqa, whose toll rises, a car bomb of unknown place, and a crime."""
    title = {"title": "Report"}
    raqqa = "Shelling killed {n} people in Raqqa on Sunday, a hospital official said."
    return [
        (0, title | {"id": "first", "source": "The Lantern", "published_at": "2025-06-02T06:00:00", "text": raqqa.format(n=7)}),
        (1, title | {"id": "next", "source": "The Lantern", "published_at": "2025-06-03T06:00:00", "text": raqqa.format(n=9)}),
        # Published before the others, and found after them.
        (
            2,
            title | {"id": "earlier", "source": "Orchard Post", "published_at": "2025-06-01T21:00:00", "text": raqqa.format(n=7)},
        ),
        (3, title | {"id": "last", "source": "The Lantern", "published_at": "2025-06-05T06:00:00", "text": raqqa.format(n=12)}),
        (
            0,
            title
            | {"id": "dated", "source": "Orchard Post", "published_at": "2025-06-02T05:00:00"}
            | {"text": "A blast from a car bomb killed 11 people in Hama on Sunday, police said."},
        ),
        (
            0,
            title
            | {"id": "undated", "source": "The Lantern", "published_at": "2025-06-02T07:00:00"}
            | {"text": _CAR_BOMB.format(where="")},
        ),
        # The same words, with place and day: both reports are about one bomb. The next day the outlet corrects it.
        (
            1,
            title
            | {"id": "linking", "source": "Harbour Wire", "published_at": "2025-06-02T09:00:00"}
            | {"text": _CAR_BOMB.format(where=" in Hama on Sunday")},
        ),
        (
            2,
            title
            | {"id": "linking", "source": "Harbour Wire", "published_at": "2025-06-02T09:00:00"}
            | {"text": _CAR_BOMB.format(where="")},
        ),
        # The people named in it link one report to the next.
        (
            0,
            title
            | {"id": "victim", "source": "The Lantern", "published_at": "2025-06-02T10:00:00"}
            | {"text": "Ada Brandvold, a baker, was shot dead in Tartus on Sunday, police said."},
        ),
        (
            1,
            title
            | {"id": "charge", "source": "Orchard Post", "published_at": "2025-06-03T10:00:00"}
            | {"text": "Karl Tveit was charged after a woman was shot dead in Tartus. Ada Brandvold had been on her way home."},
        ),
        (
            3,
            title
            | {"id": "arrest", "source": "Harbour Wire", "published_at": "2025-06-05T10:00:00"}
            | {"text": "Detectives arrested Karl Tveit after a shooting in Tartus, a clerk said."},
        ),
    ]


def _write_look_alikes() -> list[tuple[int, Article]]:
    """Events of one town and week that must stay separate: daily shellings of a city, and shootings whose second report has no
    day. Ids begin with the type of event."""
    reports = [
        (
            day,
            {
                "id": f"shelling-{day}",
                "title": "News of the war",
                "source": "Orchard Post",
                "published_at": f"{DAYS[day]}T20:00:00",
            }
            | {"text": f"Shelling killed {_NUMBERS[day]} people in Hama on {DAYS[day]:%A}, a rescue worker said."},
        )
        for day in range(N_DAYS)
    ]
    reports.append((3, reports[3][1] | {"id": "shelling-undated", "text": "Shelling killed four people in Hama, a doctor said."}))
    shootings = (
        (0, "Monday", "A farmer was shot dead at a bus stop in Duluth on Monday, police said."),
        (0, None, "A farmer has been shot dead at a bus stop, police in Duluth said."),
        (2, "Wednesday", "A teacher was shot dead on a playground in Duluth on Wednesday, police said."),
        (2, None, "A teacher has been shot dead on a playground, police in Duluth said."),
    )
    for day, weekday, text in shootings:
        about = {"id": f"shooting-{day}" + ("" if weekday else "-undated"), "title": "News of the town"}
        about |= {
            "source": "Radio Meadow" if weekday else "Harbour Wire",
            "published_at": f"{DAYS[day]}T{21 if weekday else 22}:00:00",
        }
        reports.append((day, about | {"text": text}))
    return reports
