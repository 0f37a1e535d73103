"""Who did it, where the clause of the deed does not name the side: other sentences on the same deed, blame, descriptions.

Here belongs giving an event the doer that the rest of the article tells. Reading the words for a doer belongs to `doers`, clauses
that lay blame to `blame`; the sides that an event's own clause names belong to `events`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from spacy.tokens import Token

from orchestration.extract import blame, doers, kinds, syntax, timing
from orchestration.extract.actors import ActorMention
from orchestration.extract.nlp import Sentence
from orchestration.extract.told import Article, Event
from orchestration.extract.triggers import casualty_verb

_ANY_DEED = frozenset({"attack", "assault", "incident", "action", "act", "crime"})
"""Words for a deed of whatever kind; "the explosion" means no shooting told before."""

_DEEDS_BY_KIND = {
    "death": {
        "murder",
        "killing",
        "kill",
        "slaying",
        "massacre",
        "assassination",
        "assassinate",
        "homicide",
        "slaughter",
        "death",
    },
    "blast": {"bombing", "bomb", "explosion", "blast"},
    "abduction": {"kidnapping", "kidnap", "abduction", "abduct"},
}
_DESTRUCTION = "Looting/property destruction"
_ABDUCTION = "Abduction/forced disappearance"
_HARMS = frozenset({"killed", "wounded", "abducted"})
_KNOWN = frozenset({"the", "these", "those", "their"})
_RELEASES = frozenset({"release", "free"})

Reading = Callable[[Article, Sentence, list[Token]], ActorMention | None]


def settle(article: Article) -> None:
    """Names the doers that the clauses of the deeds do not name.

    Descriptions count only where no doer is known of what may be the same deed: beside a named side they would split it into two.
    """
    told = [e for e in article.events if e.is_incident and e.context == "conflict"]
    deeds = [e for e in told if e.can_harm] or [e for e in told if e.sub_event_type == _DESTRUCTION]
    if not deeds:
        return
    _tell_again(article, deeds)
    lead = _lead(article, deeds)
    for reading in (_side, _description):
        for sentence, at, mention in _blamed(article, reading):
            own = [e for e in article.events if e.sentence is sentence and e.head in list(at.subtree)]
            if not _is_of_today(article, sentence, at, own):
                continue
            is_of_lead = all(_may_be_one(lead, other) for other in own) and _is_named_so(article, lead, at)
            for event in (each for each in deeds if each in own or (each is lead and is_of_lead)):
                event.agent = event.agent or mention
    if lead.agent is None:
        again = (each.agent for each in deeds if each is not lead and each.is_definite and each.agent is not None)
        lead.agent = next(again, None)
    known = [event for event in deeds if event.agent is not None]
    for event in deeds:
        if event.agent is None and not any(_may_be_one(event, other) for other in known):
            event.agent = doers.described(article, event.sentence, _acting(event))


def _tell_again(article: Article, deeds: list[Event]) -> None:
    """Who did it, from a later clause on the same harm ("the farmers were shot by rebels") or an earlier one on the deed ("the
    attack was made with grenades")."""
    for event, sentence, verb in _retold(article, deeds):
        event.agent = event.agent or doers.doer(article, sentence, doers.agents(verb))
    for event in deeds:
        if event.agent is None:
            event.agent = _in_course_of(article, event) or (_captor(article) if event.sub_event_type == _ABDUCTION else None)
    told = [event for event in article.events if event.is_incident]
    for before, event in pairwise(told):
        if (
            event.agent is not None
            or not event.is_definite
            or event not in deeds
            or before.sentence.field != event.sentence.field
        ):
            continue
        lemma, same_type = (
            event.head.lemma_.lower(),
            event.sub_event_type is not None and event.sub_event_type == before.sub_event_type,
        )
        if lemma in _ANY_DEED or lemma == before.head.lemma_.lower() or same_type:
            event.agent = before.agent


def _retold(article: Article, deeds: list[Event]) -> Iterator[tuple[Event, Sentence, Token]]:
    """The clauses that tell an event's harm again: with a figure of it, or of "the farmers", "them" in an article of one harm."""
    harms = [each for each in article.casualties if each.event in deeds and each.outcome in _HARMS]
    for casualty in harms:
        sentence, verb = casualty.statement.sentence, casualty.verb
        if casualty.event is not None and casualty.event.sentence is not sentence and verb is not None and _harms(article, verb):
            yield casualty.event, sentence, verb
    events = {id(each.event): each.event for each in harms if each.event is not None}
    if len(events) != 1:
        return
    event = next(iter(events.values()))
    for sentence in article.sentences:
        for verb in sentence.tokens:
            is_told = _harms(article, verb) and syntax.reality(verb, article.lexicon) in {"asserted", None}
            if is_told and any(_is_known(each) for each in syntax.patients(verb)):
                yield event, sentence, verb


def _harms(article: Article, verb: Token) -> bool:
    word = casualty_verb(verb, article.lexicon)
    return word is not None and word.outcome in _HARMS and word.victim_role in {"object", "hit"}


def _is_known(noun: Token) -> bool:
    """People told of before: "the farmers", "their colleagues", "them"."""
    return noun.lower_ in {"them", "they", "him", "her", "he", "she"} or any(child.lower_ in _KNOWN for child in noun.children)


def _in_course_of(article: Article, event: Event) -> ActorMention | None:
    """ "Hurt during an offensive launched by the rebels"."""
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb)]
    courses = (noun for verb in verbs for noun in syntax.pobj(verb, "in", "during"))
    by = (each for noun in courses for child in noun.children if child.dep_ == "acl" for each in syntax.pobj(child, "by"))
    return doers.doer(article, event.sentence, by)


def _captor(article: Article) -> ActorMention | None:
    """Whoever lets hostages go has held them: "the rebels freed the two engineers"; a state frees those whom others held."""
    for sentence in article.sentences:
        for verb in sentence.tokens:
            if verb.lemma_.lower() not in _RELEASES or not syntax.is_verb(verb) or not syntax.patients(verb):
                continue
            if syntax.reality(verb, article.lexicon) == "asserted":
                found = doers.doer(article, sentence, doers.agents(verb))
                if found is not None and found.kind in {"name", "group"} and not kinds.is_state(article, found):
                    return found
    return None


def _may_be_one(event: Event, other: Event) -> bool:
    """Whether two deeds are not those of different days."""
    days, others = event.when.period, other.when.period
    return days is None or others is None or (days.start <= others.end and others.start <= days.end)


def _lead(article: Article, deeds: list[Event]) -> Event:
    """The deed that the article is about: the first that killed or hurt somebody, else the first."""
    harmed = {id(claim.event) for claim in article.casualties if claim.outcome in {"killed", "wounded"}}
    return next((event for event in deeds if id(event) in harmed), deeds[0])


def _acting(event: Event) -> list[Token]:
    """The nouns that act in an event's own clauses."""
    if doers.is_doubted(syntax.clause_verb(event.head)):
        return []
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb)]
    by = [*syntax.pobj(event.head, "by")] if not syntax.is_verb(event.head) else []
    return by + [noun for verb in verbs for noun in doers.agents(verb) if noun not in (event.head, *by)]


def _blamed(article: Article, reading: Reading) -> Iterator[tuple[Sentence, Token, ActorMention]]:
    """Who is blamed, by whose sentence and word; a country's name alone is too little ("a Syrian colonel")."""
    for sentence in article.sentences:
        for token in sentence.tokens:
            read = (reading(article, sentence, [noun]) for noun in blame.accused(token, article.lexicon))
            found = next((each for each in read if each is not None and each.kind != "country"), None)
            if found is not None:
                yield sentence, token, found


def _is_of_today(article: Article, sentence: Sentence, at: Token, own: list[Event]) -> bool:
    """Whether a clause that lays blame is about the article's news: "in 1984 an attack was carried out by …" is not."""
    if any(event.time_scope != "incident" for event in own):
        return False
    return timing.when(sentence, at, article.lexicon, article.published, article.anchor()).scope == "incident"


def _is_named_so(article: Article, event: Event, at: Token) -> bool:
    """Whether the deed that a clause lays to somebody is of the event's kind: a kidnapping is not the bombing told."""
    words = {each.lemma_.lower() for each in at.subtree}
    kinds_named = {kind for kind, names in _DEEDS_BY_KIND.items() if words & names}
    has_dead = any(c.event is event and c.outcome == "killed" and c.statement.best != 0 for c in article.casualties)
    is_blast = event.event_type == "Explosions/Remote violence" or event.weapon is not None
    fits = {"death": has_dead, "blast": is_blast, "abduction": event.sub_event_type == _ABDUCTION}
    return not kinds_named or any(fits[kind] for kind in kinds_named) or event.head.lemma_.lower() in words


def _side(article: Article, sentence: Sentence, nouns: list[Token]) -> ActorMention | None:
    return doers.doer(article, sentence, nouns) or doers.person(article, sentence, nouns)


def _description(article: Article, sentence: Sentence, nouns: list[Token]) -> ActorMention | None:
    return doers.described(article, sentence, nouns)
