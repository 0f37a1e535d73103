"""People: whom an article names in full, and what it tells of them, so that reports that name the same people can meet.

Here belongs which names are kept, and in what role: nobody who only speaks or holds an office, no surname alone, nobody where
nothing happened, as nothing is matched by them. Which words are a name belongs to `names` and `overlooked`, whom they mean to
`persons`, what became of them to `casualties`, what is said against them to `suspects`.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.extract.article import ArticleReading, CasualtyClaim, EventMention, NamedPerson
from orchestration.extract.coreference.person_chains import NameMention
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.person_mentions import suspects, untagged_names

_ROLES = ("killed", "wounded", "abducted", "missing", "displaced", "suspect", "captured", "named")
"""Of several, the first is kept."""
_AFFIRMED_FACTUALITIES = frozenset({"asserted", "reported", "alleged"})


def read_people(article: ArticleReading) -> None:
    """Fills the article's people: one entry a name, where the fullest form of it first stands."""
    found: dict[str, NamedPerson] = {}
    for person in sorted(
        [*_read_chains(article), *_read_listed_victims(article), *_read_untagged_names(article)],
        key=lambda p: _ROLES.index(p.role),
    ):
        if person.role != "named" or not _is_building_name(article, person.name):
            found.setdefault(person.name, person)
    article.people[:] = found.values() if article.events else ()


def _read_chains(article: ArticleReading) -> Iterator[NamedPerson]:
    chains: dict[int, list[NameMention]] = {}
    for printed in article.persons.name_mentions:
        chains.setdefault(id(printed.person.root), []).append(printed)
    harms: dict[int, list[CasualtyClaim]] = {}
    for casualty in article.casualties:
        if casualty.person is not None and casualty.statement.factuality in _AFFIRMED_FACTUALITIES:
            harms.setdefault(id(casualty.person.root), []).append(casualty)
    for key, printings in chains.items():
        person = printings[0].person.root
        first = next((each for each in printings if each.name == person.full_name), None)
        if first is None:
            continue
        beside = _find_event_in_sentence(article, first.sentence)
        roles = [(_choose_role(article, harm), harm.event) for harm in harms.get(key, [])]
        if person.is_suspect or any(suspects.is_blamed(each.token, article.lexicon) for each in printings):
            roles.append(("suspect", beside))
        if not (person.is_official or person.only_speaks):
            roles.append(("named", beside))
        if roles:
            role, event = min(roles, key=lambda told: _ROLES.index(told[0]))
            yield NamedPerson(first.name, role, first.sentence.field, first.start, first.end, event)


def _choose_role(article: ArticleReading, harm: CasualtyClaim) -> str:
    """What became of somebody; whom the police capture is a suspect."""
    return "suspect" if harm.outcome == "captured" and article.context == "crime" else harm.outcome


def _read_listed_victims(article: ArticleReading) -> Iterator[NamedPerson]:
    """Victims named in a list, of whom the article tells nothing else."""
    for casualty in article.casualties:
        told = casualty.statement
        is_name = casualty.person is None and casualty.victim_name == " ".join(told.words.split())
        if casualty.victim_name is not None and is_name and told.factuality in _AFFIRMED_FACTUALITIES:
            yield NamedPerson(
                casualty.victim_name, casualty.outcome, told.sentence.field, told.start, told.end, casualty.event
            )  # fmt: skip


def _read_untagged_names(article: ArticleReading) -> Iterator[NamedPerson]:
    for sentence, run in untagged_names.find_untagged_names(article):
        start, end = sentence.offset(run[0]), sentence.end_offset(run[-1])
        role = "suspect" if suspects.is_blamed(run[-1], article.lexicon) else "named"
        name = " ".join(sentence.quote(start, end).split())
        yield NamedPerson(name, role, sentence.field, start, end, _find_event_in_sentence(article, sentence))


def _is_building_name(article: ArticleReading, name: str) -> bool:
    """ "Anna Holm Hospital", "Milton Road": what bears a person's name."""
    return name.rsplit(" ", 1)[-1].lower() in article.lexicon.place_nouns


def _find_event_in_sentence(article: ArticleReading, sentence: Sentence) -> EventMention | None:
    """The first deed told in the sentence that names a person, an incident before what is recalled; an arrest is not the deed."""
    told = [event for event in article.events if event.sentence is sentence and event.can_have_victims]
    return min(told, key=lambda event: not event.is_incident, default=None)
