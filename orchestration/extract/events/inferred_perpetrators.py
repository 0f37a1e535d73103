"""Who did it, where the clause of the deed does not name the side: other sentences on the same deed, blame, descriptions.

Here belongs giving an event the doer that the rest of the article tells. Reading the words for a doer belongs to `doers`, clauses
that lay blame to `blame`; the sides that an event's own clause names belong to `events`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading, EventMention
from orchestration.extract.events import blame, event_types, perpetrators
from orchestration.extract.events.triggers import casualty_verb
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import event_times

_BACK = 3
"""So many events before, "the attack" may have been told."""
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
_HARMS = frozenset({"killed", "wounded", "abducted"})
_ATTACKERS = frozenset({"attacker", "assailant", "gunman", "bomber", "killer", "suspect", "shooter", "hijacker", "kidnapper"})
_KNOWN = frozenset({"the", "these", "those", "their"})
_RELEASES = frozenset({"release", "free"})

Reading = Callable[[ArticleReading, Sentence, Iterable[Token]], ActorMention | None]


def settle(article: ArticleReading) -> None:
    """Names the doers that the clauses of the deeds do not name.

    Descriptions count only where no doer is known of what may be the same deed: beside a named side they would split it into two.
    """
    told = [e for e in article.events if e.is_incident and e.context == "conflict"]
    deeds = [e for e in told if e.can_have_victims] or [e for e in told if e.sub_event_type == _DESTRUCTION]
    if not deeds:
        return
    for event, sentence, verb in _retold(article, deeds):
        event.agent = event.agent or perpetrators.doer(article, sentence, perpetrators.agents(verb))
    for event in deeds:
        event.agent = event.agent or _in_course_of(article, event)
    _refer_back(article, deeds)
    lead = _lead(article, deeds)
    _lay_blame(article, deeds, lead)
    if lead.agent is None:
        again = (each.agent for each in deeds if each.is_definite and each.agent is not None and _can_mean(each, lead))
        lead.agent = next(again, None)
    known = [event for event in deeds if event.agent is not None]
    for event in deeds:
        if event.agent is None and not any(_may_be_one(event, other) for other in known):
            event.agent = perpetrators.described(article, event.sentence, _acting(event))
    for event in deeds:
        if event.agent is None and _is_abduction(event):
            event.agent = _captor(article, deeds, event)


def _refer_back(article: ArticleReading, deeds: list[EventMention]) -> None:
    """ "Rebels attacked the post. The attack was made with grenades": the doer of the deed told before."""
    told = [event for event in article.events if event.is_incident]
    for index, event in enumerate(told):
        if event.agent is not None or not event.is_definite or event not in deeds:
            continue
        near = [each for each in told[max(0, index - _BACK) : index] if each.agent is not None]
        if near and near[-1].sentence.field == event.sentence.field and _can_mean(event, near[-1]):
            event.agent = near[-1].agent


def _can_mean(event: EventMention, before: EventMention) -> bool:
    lemma = event.head.lemma_.lower()
    is_same_type = event.sub_event_type is not None and event.sub_event_type == before.sub_event_type
    return lemma in _ANY_DEED or lemma == before.head.lemma_.lower() or is_same_type


def _lay_blame(article: ArticleReading, deeds: list[EventMention], lead: EventMention) -> None:
    """Gives the lead, and the deeds that a clause of blame names, whom it blames: sides and persons first, then descriptions."""
    clauses = [
        (sentence, token, nouns)
        for sentence in article.sentences
        for token in sentence.tokens
        if (nouns := blame.accused(token, article.lexicon))
    ]
    for reading in (perpetrators.doer, perpetrators.person, perpetrators.described):
        for sentence, at, nouns in clauses:
            clause = {at.head.i, *(each.i for each in at.subtree)}
            own = [e for e in article.events if e.sentence is sentence and e.head.i in clause]
            meant = [e for e in deeds if e.agent is None and (e in own or (e is lead and _is_of_lead(article, lead, at, own)))]
            mention = _first(article, sentence, nouns, reading) if meant and _is_news(article, sentence, at, own) else None
            for event in meant if mention is not None else []:
                event.agent = mention


def _first(article: ArticleReading, sentence: Sentence, nouns: list[Token], reading: Reading) -> ActorMention | None:
    """The first of the blamed; a country's name alone is too little ("a Syrian colonel"), and whom "they" means is unsure."""
    read = (reading(article, sentence, [noun]) for noun in nouns if noun.pos_ != "PRON")
    return next((each for each in read if each is not None and each.kind != "country"), None)


def _is_of_lead(article: ArticleReading, lead: EventMention, at: Token, own: list[EventMention]) -> bool:
    return all(_may_be_one(lead, other) for other in own) and _is_named_so(article, lead, at)


def _is_news(article: ArticleReading, sentence: Sentence, at: Token, own: list[EventMention]) -> bool:
    """Whether a clause that lays blame is about the article's news: "years ago the navy shelled the port" is not."""
    if any(event.time_scope != "incident" for event in own):
        return False
    return event_times.when(sentence, at, article.lexicon, article.published, article.find_anchor_day()).scope == "incident"


def _retold(article: ArticleReading, deeds: list[EventMention]) -> Iterator[tuple[EventMention, Sentence, Token]]:
    """The clauses that tell an event's harm again: with a figure of it, or of "the farmers" in an article of one harm."""
    harms = [each for each in article.casualties if each.event in deeds and each.outcome in _HARMS]
    for casualty in harms:
        sentence, verb = casualty.statement.sentence, casualty.verb
        if casualty.event is not None and casualty.event.sentence is not sentence and verb is not None and _harms(article, verb):
            yield casualty.event, sentence, verb
    events = {id(each.event): each.event for each in harms if each.event is not None}
    if len(events) != 1:
        return
    event = next(iter(events.values()))
    hurt = {token.lemma_.lower() for each in harms for token in each.statement.sentence.tokens if token.pos_ == "NOUN"}
    for sentence in article.sentences:
        for verb in sentence.tokens:
            is_told = _harms(article, verb) and syntax.reality(verb, article.lexicon) in {"asserted", None}
            if is_told and any(_is_known(each, hurt) for each in syntax.patients(verb)):
                yield event, sentence, verb


def _harms(article: ArticleReading, verb: Token) -> bool:
    word = casualty_verb(verb, article.lexicon)
    if any(each.lemma_.lower() in _ATTACKERS for each in syntax.patients(verb)):
        return False  # "the guards then shot the attacker": the guards did not do what he did
    return word is not None and word.outcome in _HARMS and word.victim_role in {"object", "hit"}


def _is_known(noun: Token, hurt: set[str]) -> bool:
    """People told of as hurt before: "the farmers", "the victims"."""
    is_definite = any(child.lower_ in _KNOWN for child in noun.children)
    return is_definite and noun.lemma_.lower() in {"victim", *hurt}


def _in_course_of(article: ArticleReading, event: EventMention) -> ActorMention | None:
    """ "Hurt during an offensive launched by the rebels"."""
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb)]
    courses = (noun for verb in verbs for noun in syntax.pobj(verb, "in", "during"))
    by = (each for noun in courses for child in noun.children if child.dep_ == "acl" for each in syntax.pobj(child, "by"))
    return perpetrators.doer(article, event.sentence, by)


def _is_abduction(event: EventMention) -> bool:
    return event.sub_event_type == "Abduction/forced disappearance"


def _captor(article: ArticleReading, deeds: list[EventMention], event: EventMention) -> ActorMention | None:
    """Who took the hostages where the abduction is told again; else whoever lets them go has held them: "the rebels freed the two
    engineers". A state frees those whom others held."""
    again = [each.agent for each in deeds if each.agent is not None and _is_abduction(each) and _may_be_one(event, each)]
    if again and len({article.actors.name(each) for each in again}) == 1:
        return again[0]
    releasing: list[ActorMention] = []
    for sentence in article.sentences:
        for verb in sentence.tokens:
            if verb.lemma_.lower() not in _RELEASES or not syntax.is_verb(verb) or not syntax.patients(verb):
                continue
            if syntax.reality(verb, article.lexicon) == "asserted":
                found = perpetrators.doer(article, sentence, perpetrators.agents(verb))
                if found is not None and found.kind in {"name", "group"} and not event_types.is_state(article, found):
                    releasing.append(found)
    return next((each for each in releasing if each.kind == "name"), releasing[0] if releasing else None)


def _may_be_one(event: EventMention, other: EventMention) -> bool:
    """Whether two deeds are not those of different days."""
    days, others = event.when.period, other.when.period
    return days is None or others is None or (days.start <= others.end and others.start <= days.end)


def _lead(article: ArticleReading, deeds: list[EventMention]) -> EventMention:
    """The deed that the article is about: the first that killed or hurt somebody, else the first."""
    harmed = {id(claim.event) for claim in article.casualties if claim.outcome in {"killed", "wounded"}}
    return next((event for event in deeds if id(event) in harmed), deeds[0])


def _acting(event: EventMention) -> list[Token]:
    """The nouns that act in an event's own clauses."""
    if perpetrators.is_doubted(syntax.clause_verb(event.head)):
        return []
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb)]
    by = [*syntax.pobj(event.head, "by")] if not syntax.is_verb(event.head) else []
    return by + [noun for verb in verbs for noun in perpetrators.agents(verb) if noun not in (event.head, *by)]


def _is_named_so(article: ArticleReading, event: EventMention, at: Token) -> bool:
    """Whether the deed that a clause lays to somebody is of the event's kind: a kidnapping is not the bombing told."""
    words = {each.lemma_.lower() for each in at.subtree}
    kinds_named = {kind for kind, names in _DEEDS_BY_KIND.items() if words & names}
    has_dead = any(c.event is event and c.outcome == "killed" and c.statement.best != 0 for c in article.casualties)
    is_blast = event.event_type == "Explosions/Remote violence" or event.weapon is not None
    fits = {"death": has_dead, "blast": is_blast, "abduction": _is_abduction(event)}
    return not kinds_named or any(fits[kind] for kind in kinds_named) or event.head.lemma_.lower() in words
