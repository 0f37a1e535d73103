"""Generated news for the measures: the same on every machine, in length and variety like that of an agency. Or one's own."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

_SENTENCES = 20_000
_FACTS: dict[str, tuple[str, ...]] = {
    "place": (
        *("Raqqa", "Aleppo", "Idlib", "Mosul", "Deir ez-Zor", "Sana'a", "Kharkiv", "Zaporizhzhia", "Port Sudan", "El Fasher"),
        *("Maiduguri", "Goma", "Bunia", "Kandahar", "Quetta", "Mogadishu", "Tripoli", "Gaza City", "Khan Younis", "Tyre"),
        *("Bogotá", "Cúcuta", "Popayán", "Culiacán", "São Félix", "N'Djamena", "Timbuktu", "Ménaka", "Ouagadougou", "Lodz"),
        *("Ad Dumayr", "Aḑ Ḑumayr", "Tal Rifʿat", "Kobanê", "Sirnak", "Şırnak", "Zürich", "Malmö", "Nagorno-Karabakh", "Shusha"),
    ),
    "actor": (
        *("the army", "government forces", "the rebels", "a coalition of militias", "an armed group", "the border guard"),
        *("the Syrian Democratic Forces", "the Islamic State", "Russian forces", "Ukrainian troops", "the Rapid Support Forces"),
        *("Houthi fighters", "the Taliban", "al-Shabaab", "a splinter faction", "pro-government fighters", "the air force"),
    ),
    "speaker": (
        *("a hospital official", "the defence ministry", "a local councillor", "the Syrian Observatory for Human Rights"),
        *("residents", "an army spokesman", "the interior minister", "a United Nations official", "the governor's office"),
        *("a doctor who treated the wounded", "two security sources", "the Red Crescent", "aid workers", "an eyewitness"),
    ),
    "day": ("on Monday", "on Tuesday", "late on Wednesday", "on Thursday", "early on Friday", "at the weekend", "overnight"),
    "weapon": (
        "artillery",
        "mortar shells",
        "a roadside bomb",
        "drones",
        "small arms",
        "cluster munitions",
        "rockets",
        "a car bomb",
    ),
    "target": (
        "a market",
        "a school",
        "a checkpoint",
        "an apartment block",
        "a convoy",
        "a power station",
        "a mosque",
        "a clinic",
    ),
    "victims": ("civilians", "soldiers", "fighters", "children", "farmers", "displaced people", "police officers", "medics"),
    "theme": (
        *("ceasefire talks", "grain exports", "the price of bread", "a prisoner exchange", "the election", "a new budget"),
        *("the harvest", "drinking water", "reconstruction", "the reopening of the airport", "vaccination", "school exams"),
    ),
    "mood": ("cautious", "tense", "hopeful", "bitter", "quiet", "uncertain", "divided", "weary", "impatient", "defiant"),
}
_TEMPLATES = (
    "At least {n} {victims} were killed and {m} wounded {day} when {weapon} hit {target} in {place}, {speaker} said.",
    "{speaker} said that {actor} had taken up positions around {place} after days of heavy fighting.",
    "The attack on {target} in {place} was claimed by {actor}, which gave no evidence for its account.",
    '"We heard the aircraft and then everything shook," {speaker} told reporters near {place}.',  # codespell:ignore told
    "Negotiators returned to {place} {day} for another round of {theme}, but the mood remained {mood}.",
    "More than {m} families have left their homes in {place} since the offensive began, according to {speaker}.",
    "{actor} denied that it had used {weapon} against {victims}, calling the reports baseless.",
    "Officials warned that {theme} could be delayed for months because roads to {place} are still closed.",
    "It was not possible to verify the figures independently; communications with {place} have been cut since the shelling.",
    "The number of {victims} treated for injuries rose to {n}, and doctors expect it to climb further.",
    "Analysts described the situation as {mood}, and said neither side was ready to compromise over {theme}.",
    "In a statement issued {day}, {speaker} called for an immediate investigation into the deaths of {n} {victims}.",
    "Traders in {place} complained that prices had doubled, while {theme} dominated conversations in the streets.",
    "Satellite images published {day} show damage to {target} about {m} kilometres from {place}.",
    "{n} bodies were recovered from the rubble of {target}, including those of {victims}, rescuers said.",
    "The two governments, which broke off relations years ago, agreed to resume contacts over {theme}.",
    "Schools across the province stayed shut as {actor} and rival units exchanged {weapon} fire for a third day.",
    "“There is no medicine left,” {speaker} said — “and the generator has stopped.”",
    "Heavy rain slowed the advance of {actor}, although skirmishes continued on the outskirts of {place}.",
    "Members of parliament debated {theme} until midnight; the vote, expected {day}, was postponed once more.",
    "The ministry’s figures could not be reconciled with those of {speaker}, who counted {n} dead.",
    "A court in {place} sentenced {n} members of {actor} to prison terms of up to {m} years for their role in the attack.",
    "Relief agencies delivered flour, blankets and fuel to {place}, their first convoy there in {m} days.",
    "What happens next depends largely on whether {actor} accepts the terms that mediators proposed {day}.",
)
_SOURCES = (
    *("Example Wire", "Daily Example", "Radio Exemple"),  # codespell:ignore exemple
    *("The Sample", "Agencia Ejemplo", "Northern Post", "Evening Example"),
)


def generated() -> Iterator[dict[str, Any]]:
    """Articles of about 200 to 400 words without end; every other one has accents in its names or typographic quotes."""
    rng = random.Random("tallywire")  # noqa: S311
    anyhow = [_sentence(rng) for _ in range(_SENTENCES)]
    pools = ([sentence for sentence in anyhow if sentence.isascii()], anyhow)
    for number in count():
        sentences = rng.choices(pools[number % 2], k=rng.randint(11, 22))
        text = "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
        yield {
            "url": f"https://www.example.org/world/{number % 28 + 1:02d}/article-{number}.html?utm_source=feed",
            "title": sentences[0].partition(",")[0][:90],
            "text": text,
            "published_at": f"{2012 + number % 13}-{number % 12 + 1:02d}-{number % 28 + 1:02d}T{number % 24:02d}:15:00Z",
            "source": _SOURCES[number % len(_SOURCES)],
        }


def _sentence(rng: random.Random) -> str:
    facts = {kind: rng.choice(words) for kind, words in _FACTS.items()}
    sentence = rng.choice(_TEMPLATES).format(n=rng.randint(2, 90), m=rng.randint(3, 400), **facts)
    return sentence[0].upper() + sentence[1:]


def of_corpus(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles of the .jsonl files in a folder over and over, each with an `id` of its own and without its address."""
    lines = [
        json.loads(line) for path in sorted(folder.glob("**/*.jsonl")) for line in path.open(encoding="utf-8") if line.strip()
    ]
    given = [{key: value for key, value in line.items() if key != "url"} for line in lines if line.get("text")]
    if not given:
        raise SystemExit(f"{folder}: there is no .jsonl file with `text` in it.")
    for number, article in enumerate(cycle(given)):
        yield {**article, "id": f"{article.get('id', '')}-{number}"}


def write_lines(articles: Iterator[dict[str, Any]], n: int, path: Path) -> Path:
    """The first n as one .jsonl file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in islice(articles, n))
    return path


def write_files(articles: Iterator[dict[str, Any]], n: int, folder: Path) -> Path:
    """The first n as small text files, all in one folder."""
    folder.mkdir()
    for number, article in enumerate(islice(articles, n)):
        (folder / f"{number:07d}.txt").write_text(f"{article['title']}\n\n{article['text']}\n", encoding="utf-8")
    return folder
