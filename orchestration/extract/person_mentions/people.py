"""People: who an article names in full, and in what role. Reports that name the same people can then be matched.

Here belongs which names are kept, and with which role. Not kept are people who only speak or hold an office, surnames alone, and
all people of an article without an event: they would match nothing. Which words are a name belongs to `coreference.names` and
`untagged_names`, which person they mean to `person_chains`, what became of them to `casualties`, accusations to `suspects`.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.extract.article import ArticleReading, CasualtyClaim, EventMention, NamedPerson
from orchestration.extract.coreference.person_chains import NameMention
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.person_mentions import suspects, untagged_names

_ROLES = ("killed", "wounded", "abducted", "missing", "displaced", "suspect", "captured", "named")
"""Of several roles of one person, the first in this order is kept."""
_AFFIRMED_FACTUALITIES = frozenset({"asserted", "reported", "alleged"})


def read_people(article: ArticleReading) -> None:
    """Fills `article.people`: one entry per name, at the first place of its fullest form."""
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
    for mention in article.persons.name_mentions:
        chains.setdefault(id(mention.person.root), []).append(mention)
    harms: dict[int, list[CasualtyClaim]] = {}
    for casualty in article.casualties:
        if casualty.person is not None and casualty.statement.factuality in _AFFIRMED_FACTUALITIES:
            harms.setdefault(id(casualty.person.root), []).append(casualty)
    for key, mentions in chains.items():
        person = mentions[0].person.root
        first = next((each for each in mentions if each.name == person.full_name), None)
        if first is None:
            continue
        nearby_event = _find_event_in_sentence(article, first.sentence)
        roles = [(_choose_role(article, harm), harm.event) for harm in harms.get(key, [])]
        if person.is_suspect or any(suspects.is_blamed(each.token, article.lexicon) for each in mentions):
            roles.append(("suspect", nearby_event))
        if not (person.is_official or person.only_speaks):
            roles.append(("named", nearby_event))
        if roles:
            role, event = min(roles, key=lambda entry: _ROLES.index(entry[0]))
            yield NamedPerson(first.name, role, first.sentence.field, first.start, first.end, event)


def _choose_role(article: ArticleReading, harm: CasualtyClaim) -> str:
    """The outcome of a claim; a person captured in a crime report is a suspect."""
    return "suspect" if harm.outcome == "captured" and article.context == "crime" else harm.outcome


def _read_listed_victims(article: ArticleReading) -> Iterator[NamedPerson]:
    """Victims that the article only names in a list."""
    for casualty in article.casualties:
        statement = casualty.statement
        is_name = casualty.person is None and casualty.victim_name == " ".join(statement.words.split())
        if casualty.victim_name is not None and is_name and statement.factuality in _AFFIRMED_FACTUALITIES:
            yield NamedPerson(
                casualty.victim_name, casualty.outcome, statement.sentence.field, statement.start, statement.end, casualty.event
            )  # fmt: skip


def _read_untagged_names(article: ArticleReading) -> Iterator[NamedPerson]:
    for sentence, run in untagged_names.find_untagged_names(article):
        start, end = sentence.offset(run[0]), sentence.end_offset(run[-1])
        role = "suspect" if suspects.is_blamed(run[-1], article.lexicon) else "named"
        name = " ".join(sentence.quote(start, end).split())
        yield NamedPerson(name, role, sentence.field, start, end, _find_event_in_sentence(article, sentence))


def _is_building_name(article: ArticleReading, name: str) -> bool:
    """ "Anna Holm Hospital", "Milton Road": a building or a street with a person's name."""
    return name.rsplit(" ", 1)[-1].lower() in article.lexicon.place_nouns


def _find_event_in_sentence(article: ArticleReading, sentence: Sentence) -> EventMention | None:
    """The first event in the sentence that names a person; incidents come before older events, and an arrest does not count."""
    events = [event for event in article.events if event.sentence is sentence and event.can_have_victims]
    return min(events, key=lambda event: not event.is_incident, default=None)
