"""The words that extraction knows, by meaning, for quick look-up.

Here belongs what is made of the rows of seeds/reference. The columns of the files belong to `lists`, what a word means for a
sentence to the modules that use it.
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

from orchestration.extract.lexicon import lists
from orchestration.reference_lists import RowT, read_list

_MIN_HEAVY_WEIGHT = 2
"""Words of this weight in context_cues.csv hardly occur without armed conflict."""

_MAX_SHORT_TEXT = 600
"""In a text of fewer characters everyday words count too."""

_NAME_WORD = re.compile(r"(?<![\w-])(?:[Aa]l[ -])?[A-Z\d]\w*")
"""The first word of a name, with an Arabic article: "al-Qaida", "Boko"."""

_FOR_OTHERS = frozenset({"official", "officials", "spokesman", "spokeswoman"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that reports an event."""

    phrase: tuple[str, ...]
    event_type: str | None
    sub_event_type: str | None
    context: str | None
    needs: str | None
    weapon: str | None


@dataclass(frozen=True, slots=True)
class CasualtyWord:
    """A word or phrase that says what happened to people, and where its sentence names them."""

    phrase: tuple[str, ...]
    outcome: str
    victim_role: str


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A common noun that means an armed side or a part of one."""

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
    """All words that extraction knows. Immutable after loading.

    Raises `ReferenceListError` if a list cannot be used.
    """

    def __init__(self, reference: Path) -> None:
        self._reference = reference
        self._read_triggers()
        self._read_casualty_words()
        self._read_figures()
        self._read_equipment()
        self._read_speakers()
        self._read_times()
        self._read_contexts()
        self.harm_words = _group_by_meaning((row.meaning, row.word) for row in self._rows(lists.HarmWordRow))
        self.person_words = _group_by_meaning((row.meaning, row.word) for row in self._rows(lists.PersonWordRow))
        self._read_actors()
        self._read_countries()
        self.outlet_words = frozenset(row.word.lower() for row in self._rows(lists.OutletWordRow))
        self.place_nouns = frozenset(row.noun.lower() for row in self._rows(lists.PlaceNounRow))
        self.target_sites = {row.word.lower(): row.site for row in self._rows(lists.TargetSiteRow)}

    def _rows(self, model: type[RowT], known: Mapping[str, Any] | None = None) -> list[RowT]:
        return read_list(self._reference / model.file, model, known)

    def _read_triggers(self) -> None:
        types = {row.sub_event_type: row.event_type for row in self._rows(lists.EventTypeRow)}
        self.noun_triggers: dict[tuple[str, ...], Trigger] = {}
        self.verb_triggers: dict[str, list[Trigger]] = {}
        for row in self._rows(lists.EventTriggerRow, {lists.EVENT_TYPES_FILE: {*types, *lists.TERRITORY_CHANGES}}):
            event_type = "Battles" if row.sub_event_type in lists.TERRITORY_CHANGES else types.get(row.sub_event_type or "")
            phrase = _split_phrase(row.trigger)
            trigger = Trigger(phrase, event_type, row.sub_event_type, row.context, row.needs, row.weapon)
            if row.part_of_speech == "noun":
                self.noun_triggers[phrase] = trigger
            else:
                self.verb_triggers.setdefault(phrase[0], []).append(trigger)
        for triggers in self.verb_triggers.values():
            triggers.sort(key=lambda trigger: -len(trigger.phrase))
        light = [(row.object, row.word.lower()) for row in self._rows(lists.LightWordRow)]
        self.light_verbs = {
            part: frozenset(word for object_, word in light if object_ == part) for part in ("trigger", "subject", "part")
        }

    def _read_casualty_words(self) -> None:
        self.casualty_verbs: dict[str, list[CasualtyWord]] = {}
        self.casualty_nouns: dict[tuple[str, ...], CasualtyWord] = {}
        self.casualty_adjectives: dict[str, CasualtyWord] = {}
        for row in self._rows(lists.CasualtyWordRow):
            word = CasualtyWord(_split_phrase(row.word), row.outcome, row.victim_role)
            if row.part_of_speech == "verb":
                self.casualty_verbs.setdefault(word.phrase[0], []).append(word)
            elif row.part_of_speech == "noun":
                self.casualty_nouns[word.phrase] = word
            else:
                self.casualty_adjectives[word.phrase[0]] = word
        for words in self.casualty_verbs.values():
            words.sort(key=lambda word: (-len(word.phrase), word.phrase))
        victims = self._rows(lists.VictimNounRow)
        self.victim_nouns: dict[str, str] = {row.noun.lower(): row.victim_group for row in victims}
        self.victim_sides: dict[str, str] = {row.noun.lower(): row.side for row in victims if row.side is not None}
        """The side that a combatant fights for, by noun: "state" or "armed group"."""

    def _read_figures(self) -> None:
        numbers = {row.word.lower(): NumberWord(row.low, row.best, row.high, row.kind) for row in self._rows(lists.NumberWordRow)}
        self.numbers = numbers | _join_numbers(numbers)
        self.qualifiers: dict[str, dict[str, str]] = {"before": {}, "after": {}}
        for row in self._rows(lists.QualifierRow):
            self.qualifiers[row.position][row.phrase.lower()] = row.qualifier

    def _read_equipment(self) -> None:
        self.equipment: dict[tuple[str, ...], str] = {
            _split_phrase(row.noun): row.category for row in self._rows(lists.EquipmentRow)
        }
        self.equipment_words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in self._rows(lists.EquipmentWordRow):
            phrase = _split_phrase(row.word)
            self.equipment_words.setdefault(phrase[0], []).append((phrase, row.outcome))
        for phrases in self.equipment_words.values():
            phrases.sort(key=lambda item: (-len(item[0]), item[0]))

    def _read_speakers(self) -> None:
        self.speaker_types: list[tuple[str, str]] = [(row.word, row.attribution_type) for row in self._rows(lists.SpeakerTypeRow)]
        # The longest word is the most specific, but the side of an official or spokesman comes first: "a rebel official".
        longest_first = sorted(self.speaker_types, key=lambda pair: (pair[0] in _FOR_OTHERS, -len(pair[0]), pair[0]))
        self.speaker_patterns = [
            (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word.isupper() else re.IGNORECASE), kind)
            for word, kind in longest_first
        ]
        self.reporting_words: dict[str, str] = {row.word.lower(): row.factuality for row in self._rows(lists.ReportingWordRow)}

    def _read_times(self) -> None:
        rows = [(row.cue.lower(), row.time_scope) for row in self._rows(lists.TimeCueRow)]
        self.time_cues: list[tuple[re.Pattern[str], str]] = [
            (re.compile(rf"\b{re.escape(cue)}\b(?! (?:(?:few|\d+) )?hours\b)"), scope) for cue, scope in rows
        ]
        self.scope_words = _group_by_meaning((row.meaning, row.word) for row in self._rows(lists.ScopeWordRow))
        self.any_time_cue = re.compile(rf"\b{join_words(cue for cue, _ in rows)}\b")

    def _read_contexts(self) -> None:
        self.context_cues: dict[str, tuple[str, int]] = {
            row.word.lower(): (row.context, int(row.weight)) for row in self._rows(lists.ContextCueRow)
        }
        self.context_pattern = _match_any(self.context_cues)
        self.event_nouns = _group_by_meaning((row.cue, row.word) for row in self._rows(lists.EventCueRow))
        self.weapon_cues = {word: cue for cue in lists.WEAPON_CUES for word in self.event_nouns.get(cue, ())}
        self.weapon_pattern = _match_any(self.weapon_cues)
        self.cue_patterns = {cue: _match_any(words) for cue, words in self.event_nouns.items() if cue not in lists.WEAPON_CUES}
        self.scene_words: dict[tuple[str, str], str] = {
            (row.word.lower(), row.part_of_speech): row.meaning for row in self._rows(lists.SceneWordRow)
        }
        self.everyday_words = {
            row.word.lower(): frozenset(phrase.lower() for phrase in row.only_in) for row in self._rows(lists.EverydayWordRow)
        }
        self.fiction_words: dict[str, str] = {row.word.lower(): row.meaning for row in self._rows(lists.FictionWordRow)}

    def _read_actors(self) -> None:
        self.actor_nouns = {row.noun.lower(): ActorNoun(row.kind, row.actor_type) for row in self._rows(lists.ActorNounRow)}
        rows = self._rows(lists.ActorNameRow)
        self._actor_types: dict[str, str] = {_fold_name(row.name): row.actor_type for row in rows}
        names = sorted((row.name for row in rows), key=lambda name: (-len(name), name))
        self._actor_names = re.compile("|".join(rf"{_allow_articles(name)}(?!\w)" for name in names) or "(?!)")
        self._first_words = frozenset(_fold_name(match.group()) for match in map(_NAME_WORD.search, names) if match is not None)

    def _read_countries(self) -> None:
        self.countries: dict[str, str] = {}
        """Country by name or demonym, in small letters."""
        self.demonyms: dict[str, str] = {}
        """Demonym by the name of the country: "iraq" to "Iraqi"."""
        self.peoples: dict[str, str] = {}
        """Demonym by people: "iraqis" to "Iraqi"."""
        for row in self._rows(lists.CountryRow):
            names = (row.name, *row.alternate_names)
            for name in (*names, *row.demonyms):
                self.countries.setdefault(name.lower(), row.name)
            demonym = row.demonyms[0] if row.demonyms else row.name
            for name in names:
                self.demonyms.setdefault(name.lower(), demonym)
            for each in row.demonyms:
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
        """Nouns that report an event or the harm of one."""
        return frozenset(phrase[-1] for phrase in (*self.noun_triggers, *self.casualty_nouns))

    @cached_property
    def any_event_word(self) -> re.Pattern[str]:
        """Matches a word that may report an event: a trigger, a casualty or a loss, inflected."""
        return re.compile(rf"\b{join_words(_cut_endings(self._event_words))}", re.IGNORECASE)

    @cached_property
    def any_violent_word(self) -> re.Pattern[str]:
        """Matches a text, in small letters, that may report violence: a word of an event, an armed side or a heavy word of armed
        conflict. A word of everyday_words.csv counts only in the phrases given there."""
        sides = {word for word, noun in self.actor_nouns.items() if noun.kind in {"force", "group"}}
        heavy = {
            word for word, (context, weight) in self.context_cues.items() if context == "conflict" and weight >= _MIN_HEAVY_WEIGHT
        }
        words = (self._event_words | sides | heavy | {"weaponry", "firearm", "ammunition"}) - set(self.everyday_words)
        phrases = {phrase for only_in in self.everyday_words.values() for phrase in only_in}
        return re.compile(rf"\b{join_words(_cut_endings(words) | phrases)}")

    @cached_property
    def _event_words(self) -> set[str]:
        words = {phrase[-1] for phrase in self.noun_triggers} | set(self.casualty_verbs)
        words |= {max(t.phrase, key=len) for triggers in self.verb_triggers.values() for t in triggers}
        words |= {phrase[-1] for phrase in self.casualty_nouns} | set(self.casualty_adjectives) | set(self.equipment_words)
        return words

    def find_actor_noun(self, token: Token) -> ActorNoun | None:
        """What a noun for an actor means; also in capitals, where the tagger leaves the plural: "U.S. Marines"."""
        for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
            if form in self.actor_nouns:
                return self.actor_nouns[form]
        return None

    def may_report_event(self, text: str) -> bool:
        """Whether a text may report an event or name an armed group: a cheap test before the parser's work.

        A short text needs any word of an event. A longer one needs a word that is rare outside of reports of violence.
        """
        pattern = self.any_event_word if len(text) < _MAX_SHORT_TEXT else self.any_violent_word
        return pattern.search(text.lower()) is not None or any(kind in lists.ARMED for _, kind in self.find_listed_actors(text))

    def find_listed_actors(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """The listed names of groups and organisations in a text, left to right, with their types; none overlaps another."""
        end = 0
        for word in _NAME_WORD.finditer(text):
            if word.start() >= end and _fold_name(word.group()) in self._first_words:
                name = self._actor_names.match(text, word.start())
                if name is not None:
                    end = name.end()
                    yield name, self._actor_types[_fold_name(name.group())]


def _match_any(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the words in small letters, the longest that fits, also with a plural s."""
    return re.compile(rf"(?<![\w-]){join_words(words)}s?(?![\w-])")


def join_words(words: Iterable[str]) -> str:
    """The pattern of any of the words, the longest that fits. Words share their first letters, so that a search among a thousand
    words is quick."""
    letters: dict[str, Any] = {}
    for word in words:
        node = letters
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _write_branches(letters)


def _write_branches(letters: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _write_branches(rest) for letter, rest in sorted(letters.items()) if letter]
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
"""Base form by inflected form, for forms whose lemma a tagger may not find: "retook" is a form of "retake"."""


def _fold_name(name: str) -> str:
    return name.lower().replace("-", " ")


def _allow_articles(name: str) -> str:
    """The pattern of a name, whose Arabic article may be written in four ways."""
    return rf"[Aa]l[ -]{re.escape(name[3:])}" if name.startswith("al-") else re.escape(name)


def _cut_endings(words: set[str]) -> set[str]:
    """Beginnings that all inflected forms of the words share: "raid" for "raided"."""
    starts: set[str] = set()
    for word in words:
        starts.add(word[:-1] if len(word) > 4 and word[-1] in "ey" else word)
        starts.update(_IRREGULAR.get(word, ()))
    return starts


def _group_by_meaning(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """The words of a list by their meaning."""
    found: dict[str, set[str]] = {}
    for meaning, word in pairs:
        found.setdefault(meaning, set()).add(word.lower())
    return {meaning: frozenset(words) for meaning, words in found.items()}


def _split_phrase(cell: str) -> tuple[str, ...]:
    return tuple(cell.lower().split())


def _join_numbers(numbers: Mapping[str, NumberWord]) -> dict[str, NumberWord]:
    """ "Thirtythree", written without a hyphen."""
    tens = {word: number.best for word, number in numbers.items() if number.kind == "ten" and number.best}
    units = {word: number.best for word, number in numbers.items() if number.kind == "unit" and number.best in range(1, 10)}
    values = {ten + unit: tens[ten] + (units[unit] or 0) for ten, unit in product(tens, units)}
    return {word: NumberWord(value, value, value, "unit") for word, value in values.items()}
