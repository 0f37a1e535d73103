"""The words that extraction knows, by what they tell, for quick look-up.

Here belongs what is made of the rows of seeds/reference. Reading and checking the files belongs to `lists`, what a word means for
a sentence to the modules that use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from orchestration.extract.lexicon.lists import ARMED, FILES, WEAPON_CUES, ReferenceListError, Row, read_list

TERRITORY_CHANGES = frozenset({"gain territory", "lose territory"})
"""Sub-types in event_triggers.csv that become one of two real ones once it is known who gained."""


WEIGHTY = 2
"""The least weight of a word that is hardly told without armed conflict."""

SHORT = 600
"""Characters of a text that is read for everyday words too."""

_NAME_WORD = re.compile(r"(?<![\w-])(?:[Aa]l[ -])?[A-Z\d]\w*")
"""The first word of a name, with an Arabic article: "al-Qaida", "Boko"."""

_FOR_OTHERS = frozenset({"official", "officials", "spokesman", "spokeswoman"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event."""

    phrase: tuple[str, ...]
    event_type: str | None
    sub_event_type: str | None
    context: str | None
    needs: str | None
    weapon: str | None


@dataclass(frozen=True, slots=True)
class CasualtyWord:
    """A word or phrase that tells what became of people, and where its sentence names them."""

    phrase: tuple[str, ...]
    outcome: str
    victim_role: str


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A common noun that stands for an armed side or a part of one."""

    kind: str
    actor_type: str | None


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a figure: its interval when it stands alone, and how it combines."""

    low: int | None
    best: int | None
    high: int | None
    kind: str


class Lexicon:
    """All words that extraction knows. Immutable after loading."""

    def __init__(self, reference: Path) -> None:
        lists = {name: read_list(reference / name, columns) for name, columns in FILES.items()}
        types = {cells["sub_event_type"]: cells["event_type"] for _, cells in lists["event_types.csv"]}
        self.noun_triggers: dict[tuple[str, ...], Trigger] = {}
        self.verb_triggers: dict[str, list[Trigger]] = {}
        for line, cells in lists["event_triggers.csv"]:
            trigger = _trigger(cells, types, f"{reference / 'event_triggers.csv'}, line {line}")
            if cells["part_of_speech"] == "noun":
                self.noun_triggers[trigger.phrase] = trigger
            else:
                self.verb_triggers.setdefault(trigger.phrase[0], []).append(trigger)
        for triggers in self.verb_triggers.values():
            triggers.sort(key=lambda trigger: -len(trigger.phrase))
        self.casualty_verbs: dict[str, list[CasualtyWord]] = {}
        self.casualty_nouns: dict[tuple[str, ...], CasualtyWord] = {}
        self.casualty_adjectives: dict[str, CasualtyWord] = {}
        for _, cells in lists["casualty_words.csv"]:
            word = CasualtyWord(tuple(cells["word"].lower().split()), cells["outcome"], cells["victim_role"])
            if cells["part_of_speech"] == "verb":
                self.casualty_verbs.setdefault(word.phrase[0], []).append(word)
            elif cells["part_of_speech"] == "noun":
                self.casualty_nouns[word.phrase] = word
            else:
                self.casualty_adjectives[word.phrase[0]] = word
        for words in self.casualty_verbs.values():
            words.sort(key=lambda word: (-len(word.phrase), word.phrase))
        self.victim_nouns = {cells["noun"].lower(): cells["victim_group"] for _, cells in lists["victim_nouns.csv"]}
        self.numbers = {
            cells["word"].lower(): _number_word(cells, f"{reference / 'number_words.csv'}, line {line}")
            for line, cells in lists["number_words.csv"]
        }
        self.numbers |= _joined(self.numbers)
        self.qualifiers = {
            position: {
                cells["phrase"].lower(): cells["qualifier"]
                for _, cells in lists["qualifiers.csv"]
                if cells["position"] == position
            }
            for position in ("before", "after")
        }
        self.equipment = {tuple(cells["noun"].lower().split()): cells["category"] for _, cells in lists["equipment.csv"]}
        self.equipment_words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for _, cells in lists["equipment_words.csv"]:
            phrase = tuple(cells["word"].lower().split())
            self.equipment_words.setdefault(phrase[0], []).append((phrase, cells["outcome"]))
        for phrases in self.equipment_words.values():
            phrases.sort(key=lambda item: (-len(item[0]), item[0]))
        self.speaker_types = [(cells["word"], cells["attribution_type"]) for _, cells in lists["speaker_types.csv"]]
        # The longest word tells most, but whose official or spokesman speaks tells more: "a rebel official".
        longest_first = sorted(self.speaker_types, key=lambda pair: (pair[0] in _FOR_OTHERS, -len(pair[0]), pair[0]))
        self.speaker_patterns = [
            (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word.isupper() else re.IGNORECASE), kind)
            for word, kind in longest_first
        ]
        self.reporting = {cells["word"].lower(): cells["factuality"] for _, cells in lists["reporting_words.csv"]}
        self.time_cues = [
            (re.compile(rf"\b{re.escape(cells['cue'].lower())}\b(?! (?:few )?hours\b)"), cells["time_scope"])
            for _, cells in lists["time_cues.csv"]
        ]
        self.any_time_cue = re.compile(rf"\b{one_of(cells['cue'].lower() for _, cells in lists['time_cues.csv'])}\b")
        self.context_cues = {
            cells["word"].lower(): (cells["context"], int(cells["weight"])) for _, cells in lists["context_cues.csv"]
        }
        self.context_pattern = _any_of(self.context_cues)
        self.event_nouns = _by_meaning(lists["event_cues.csv"], "cue")
        self.weapon_cues = {word: cue for cue in WEAPON_CUES for word in self.event_nouns.get(cue, ())}
        self.weapon_pattern = _any_of(self.weapon_cues)
        self.cue_patterns = {cue: _any_of(words) for cue, words in self.event_nouns.items() if cue not in WEAPON_CUES}
        self.scene_words = {
            (cells["word"].lower(), cells["part_of_speech"]): cells["tells"] for _, cells in lists["scene_words.csv"]
        }
        self.everyday = {
            cells["word"].lower(): frozenset(filter(None, (phrase.strip().lower() for phrase in cells["tells_in"].split(";"))))
            for _, cells in lists["everyday_words.csv"]
        }
        self.made_up = {cells["word"].lower(): cells["tells"] for _, cells in lists["made_up_words.csv"]}
        self.harm_words = _by_meaning(lists["harm_words.csv"])
        self.person_words = _by_meaning(lists["person_words.csv"])
        self._read_actors(lists)
        self.outlet_words, self.place_nouns = (
            frozenset(cells[column].lower() for _, cells in lists[name])
            for name, column in (("outlet_words.csv", "word"), ("place_nouns.csv", "noun"))
        )
        self.light_verbs = {
            takes: frozenset(cells["word"].lower() for _, cells in lists["light_words.csv"] if cells["takes"] == takes)
            for takes in ("trigger", "subject", "part")
        }

    def _read_actors(self, lists: Mapping[str, list[Row]]) -> None:
        self.actor_nouns = {
            cells["noun"].lower(): ActorNoun(cells["kind"], cells["actor_type"] or None) for _, cells in lists["actor_nouns.csv"]
        }
        self._actor_types = {_plain(cells["name"]): cells["actor_type"] for _, cells in lists["actor_names.csv"]}
        names = sorted((cells["name"] for _, cells in lists["actor_names.csv"]), key=lambda name: (-len(name), name))
        self._actor_names = re.compile("|".join(rf"{_with_article(name)}(?!\w)" for name in names) or "(?!)")
        self._first_words = frozenset(_plain(match.group()) for match in map(_NAME_WORD.search, names) if match is not None)
        self.countries: dict[str, str] = {}
        """Country by name or demonym, in small letters."""
        self.demonyms: dict[str, str] = {}
        """Demonym by the name of the country: "iraq" to "Iraqi"."""
        self.peoples: dict[str, str] = {}
        """Demonym by people: "iraqis" to "Iraqi"."""
        for _, cells in lists["countries.csv"]:
            self._read_country(cells)

    def _read_country(self, cells: Mapping[str, str]) -> None:
        names, demonyms = (
            [each.strip() for each in told.split(";") if each.strip()]
            for told in (f"{cells['name']};{cells['alternate_names']}", cells["demonyms"])
        )
        for name in (*names, *demonyms):
            self.countries.setdefault(name.lower(), cells["name"])
        demonym = demonyms[0] if demonyms else cells["name"]
        for name in names:
            self.demonyms.setdefault(name.lower(), demonym)
        for each in demonyms:
            self.peoples.setdefault(f"{each.lower()}s", demonym)

    @cached_property
    def noun_trigger_ends(self) -> frozenset[str]:
        """The words that a noun of an event can end with."""
        return frozenset(phrase[-1] for phrase in self.noun_triggers)

    @cached_property
    def equipment_ends(self) -> frozenset[str]:
        """The words that a name of equipment can end with."""
        return frozenset(phrase[-1] for phrase in self.equipment)

    @cached_property
    def demonym_ends(self) -> frozenset[str]:
        """The words that a country's name can end with."""
        return frozenset(name.split()[-1] for name in self.demonyms)

    @cached_property
    def incident_nouns(self) -> frozenset[str]:
        """Nouns that tell of an event or of the harm of one."""
        return frozenset(phrase[-1] for phrase in (*self.noun_triggers, *self.casualty_nouns))

    @cached_property
    def relevant(self) -> re.Pattern[str]:
        """Matches a word that could tell of an event: a trigger, a casualty or a loss, inflected."""
        return re.compile(rf"\b{one_of(_inflected(self._event_words))}", re.IGNORECASE)

    @cached_property
    def telling(self) -> re.Pattern[str]:
        """Matches a text, in small letters, in which an event could be told at all: such a word, an armed side or a weighty word
        of armed conflict; one of everyday_words.csv only in the phrases given there."""
        sides = {noun for noun, told in self.actor_nouns.items() if told.kind in {"force", "group"}}
        heavy = {word for word, (context, weight) in self.context_cues.items() if context == "conflict" and weight >= WEIGHTY}
        words = (self._event_words | sides | heavy | {"weaponry", "firearm", "ammunition"}) - set(self.everyday)
        phrases = {phrase for told_in in self.everyday.values() for phrase in told_in}
        return re.compile(rf"\b{one_of(_inflected(words) | phrases)}")

    @cached_property
    def _event_words(self) -> set[str]:
        words = {phrase[-1] for phrase in self.noun_triggers} | set(self.casualty_verbs)
        words |= {max(t.phrase, key=len) for triggers in self.verb_triggers.values() for t in triggers}
        words |= {phrase[-1] for phrase in self.casualty_nouns} | set(self.casualty_adjectives) | set(self.equipment_words)
        return words

    def actor_noun(self, token: Token) -> ActorNoun | None:
        """What a noun for an actor means; also in capitals, where the tagger leaves the plural: "U.S. Marines"."""
        for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
            if form in self.actor_nouns:
                return self.actor_nouns[form]
        return None

    def may_report_event(self, text: str) -> bool:
        """Whether an event or an armed group could be told of: a cheap test before the parser's work.

        A short text is read for any word that could tell of one; in a longer one of violence some word is no everyday one.
        """
        pattern = self.relevant if len(text) < SHORT else self.telling
        return pattern.search(text.lower()) is not None or any(kind in ARMED for _, kind in self.actors_named_in(text))

    def actors_named_in(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """The listed names of groups and organisations in a text, left to right, with their types; none overlaps another."""
        end = 0
        for word in _NAME_WORD.finditer(text):
            if word.start() >= end and _plain(word.group()) in self._first_words:
                name = self._actor_names.match(text, word.start())
                if name is not None:
                    end = name.end()
                    yield name, self._actor_types[_plain(name.group())]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the words in small letters, the longest that fits, also with a plural s."""
    return re.compile(rf"(?<![\w-]){one_of(words)}s?(?![\w-])")


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of the words, the longest that fits. Letters that words begin with alike are read once: among a
    thousand words the search is quick."""
    letters: dict[str, Any] = {}
    for word in words:
        node = letters
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(letters)


def _branches(letters: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _branches(rest) for letter, rest in sorted(letters.items()) if letter]
    if not ways:
        return ""
    whole = ways[0] if len(ways) == 1 and "" not in letters else f"(?:{'|'.join(ways)})"
    return f"{whole}?" if "" in letters else whole


_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "strike": ("struck", "stricken"), "shoot": ("shot",), "slay": ("slew", "slain"), "come": ("came",), "fall": ("fell",),
    "blow": ("blew",), "take": ("took",), "drive": ("drove",), "die": ("dying",), "overrun": ("overran",), "sink": ("sank",
    "sunk"), "body": ("bodies",), "life": ("lives",), "retake": ("retook", "retaken"), "bring": ("brought",),
    "seize": ("seizing",),
}  # fmt: skip


BASE_FORMS: Mapping[str, str] = {form: word for word, forms in _IRREGULAR.items() for form in forms}
"""Forms that a tagger may not lead back: "retook" is one of "retake"."""


def _plain(name: str) -> str:
    return name.lower().replace("-", " ")


def _with_article(name: str) -> str:
    """The pattern of a name, whose Arabic article may be written in four ways."""
    return rf"[Aa]l[ -]{re.escape(name[3:])}" if name.startswith("al-") else re.escape(name)


def _inflected(words: set[str]) -> set[str]:
    """Beginnings that every inflected form of the words has: "raid" for "raided", "bombe" is not needed."""
    starts: set[str] = set()
    for word in words:
        starts.add(word[:-1] if len(word) > 4 and word[-1] in "ey" else word)
        starts.update(_IRREGULAR.get(word, ()))
    return starts


def _by_meaning(rows: list[Row], column: str = "tells") -> Mapping[str, frozenset[str]]:
    """The words of a list by what they tell."""
    found: dict[str, set[str]] = {}
    for _, cells in rows:
        found.setdefault(cells[column], set()).add(cells["word"].lower())
    return {tells: frozenset(words) for tells, words in found.items()}


def _trigger(cells: dict[str, str], types: Mapping[str, str], where: str) -> Trigger:
    sub_type = cells["sub_event_type"] or None
    event_type: str | None = None
    if sub_type in TERRITORY_CHANGES:
        event_type = "Battles"
    elif sub_type is not None:
        event_type = types.get(sub_type)
        if event_type is None:
            raise ReferenceListError(f"{where}: sub_event_type is {sub_type!r}; expected one of event_types.csv, or nothing")
    phrase = tuple(cells["trigger"].lower().split())
    return Trigger(phrase, event_type, sub_type, cells["context"] or None, cells["needs"] or None, cells["weapon"] or None)


def _joined(numbers: Mapping[str, NumberWord]) -> dict[str, NumberWord]:
    """ "Thirtythree", written without a hyphen."""
    tens = {word: number.best for word, number in numbers.items() if number.kind == "ten" and number.best}
    units = {word: number.best for word, number in numbers.items() if number.kind == "unit" and number.best in range(1, 10)}
    values = {ten + unit: tens[ten] + (units[unit] or 0) for ten, unit in product(tens, units)}
    return {word: NumberWord(value, value, value, "unit") for word, value in values.items()}


def _number_word(cells: dict[str, str], where: str) -> NumberWord:
    bounds: list[int | None] = []
    for column in ("low", "best", "high"):
        if cells[column] and not cells[column].isdecimal():
            raise ReferenceListError(f"{where}: {column} is {cells[column]!r}; expected a whole number or nothing")
        bounds.append(int(cells[column]) if cells[column] else None)
    return NumberWord(bounds[0], bounds[1], bounds[2], cells["kind"])
