"""The attacker in a battle: which side fought those whose harm a sentence reports.

Here belongs reading an opponent from the words around harm: "died in a clash with the rebels", "were hit when the rebels stormed
the post", "operation carried out by the army". Which noun phrase is a side belongs to `perpetrators`, what other sentences say to
`inferred_perpetrators`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading, EventMention
from orchestration.extract.events import blame, perpetrators
from orchestration.extract.parsing import syntax

HARM_OUTCOMES = frozenset({"killed", "wounded", "abducted"})
_TIME_MARKERS = frozenset({"when", "as", "after", "while"})
_STRIKE_VERBS = frozenset({
    "hit", "strike", "attack", "bomb", "shell", "fire", "open", "raid", "storm", "target", "ambush", "drop", "launch", "detonate",
    "shoot",
})  # fmt: skip
_CLASH_NOUNS = frozenset({
    *("clash", "encounter", "gunfight", "gunbattle", "battle", "firefight", "fighting", "fight", "skirmish", "shootout"),
    *("confrontation", "exchange", "combat", "engagement"),
})  # fmt: skip
_MEETING_VERBS = frozenset({"encounter", "battle", "fight", "clash", "engage", "confront", "ambush"})
_CONDUCT_VERBS = frozenset({"carry", "conduct", "launch", "mount", "undertake", "execute", "stage"})
_OPERATION_NOUNS = frozenset({"operation", "raid", "offensive", "assault", "sweep", "ibo"})


def find_attacker(article: ArticleReading, event: EventMention) -> ActorMention | None:
    """Finds the side that the clauses around an event without a perpetrator give for it."""
    return _find_perpetrator_of_operation(article, event) or _find_striker(article, event) or _find_opponent(article, event)


def _find_perpetrator_of_operation(article: ArticleReading, event: EventMention) -> ActorMention | None:
    """ "Hurt during an offensive launched by the rebels"."""
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb)]
    courses = (noun for verb in verbs for noun in syntax.find_prep_objects(verb, "in", "during"))
    by = (
        each
        for noun in courses
        for child in noun.children
        if child.dep_ == "acl"
        for each in syntax.find_prep_objects(child, "by")
    )
    return perpetrators.find_perpetrator(article, event.sentence, by)


def _find_striker(article: ArticleReading, event: EventMention) -> ActorMention | None:
    """ "A sailor was killed when the rebels hit the ship": who struck in the clause of time is the perpetrator."""
    for verb in event.verbs:
        for clause in verb.children if syntax.is_passive(verb) or verb.lemma_.lower() in syntax.DYING_VERBS else ():
            is_when = clause.dep_ == "advcl" and any(child.lower_ in _TIME_MARKERS for child in clause.children)
            if is_when and clause.lemma_.lower() in _STRIKE_VERBS and not syntax.is_passive(clause):
                nouns = [each for each in perpetrators.find_agents(clause) if each.pos_ != "PRON"]
                found = perpetrators.find_perpetrator(article, event.sentence, nouns)
                if found is not None:
                    return found
    return None


def _find_opponent(article: ArticleReading, event: EventMention) -> ActorMention | None:
    """ "Nine soldiers died in a clash with the rebels", "when they met the rebels": those who were met."""
    joined = [each for verb in event.verbs for each in verb.children if each.dep_ == "conj" and syntax.is_verb(each)]
    for verb in [*event.verbs, *joined]:
        if not (syntax.is_passive(verb) or verb.lemma_.lower() in syntax.DYING_VERBS or verb.lemma_.lower() == "lose"):
            continue
        found = perpetrators.find_perpetrator(article, event.sentence, _list_opponents(verb))
        if found is not None and found.kind in {"name", "group", "force"}:
            return found
    return None


def _list_opponents(verb: Token) -> Iterator[Token]:
    for noun in syntax.find_prep_objects(verb, "in", "during"):
        if noun.lemma_.lower() in _CLASH_NOUNS:
            yield from syntax.find_prep_objects(noun, "with", "against")
    for clause in verb.children:
        if clause.dep_ == "advcl" and clause.lemma_.lower() in _MEETING_VERBS and not syntax.is_passive(clause):
            subject = syntax.find_subject(clause)
            if subject is not None and subject.pos_ == "PRON":
                yield from (*syntax.find_patients(clause), *syntax.find_prep_objects(clause, "with"))


def find_operating_side(article: ArticleReading, event: EventMention) -> ActorMention | None:
    """Finds who carried out the operation or attack that an event's sentence names: "attacks by rebels in which nine died"."""
    for token in event.sentence.tokens:
        lemma = token.lemma_.lower()
        nouns: list[Token] = []
        if token.pos_ == "NOUN" and lemma in blame.EVENT_NOUNS | _OPERATION_NOUNS:
            nouns = [*syntax.find_prep_objects(token, "by")]
        elif syntax.is_verb(token) and lemma in _CONDUCT_VERBS:
            done = {each.lemma_.lower() for each in syntax.find_patients(token)}
            nouns = perpetrators.find_agents(token) if done & _OPERATION_NOUNS else []
        if not nouns or perpetrators.is_doubted(syntax.find_clause_verb(token)):
            continue
        found = perpetrators.find_perpetrator(article, event.sentence, nouns)
        found = found or perpetrators.find_described_people(article, event.sentence, nouns)
        if found is not None:
            return found
    return None


def turn_clash(article: ArticleReading, event: EventMention) -> None:
    """ "Nine soldiers died in a clash with the rebels": the rebels killed them."""
    target = event.target
    hurt = [each for each in article.casualties if each.event is event and each.outcome in HARM_OUTCOMES]
    hurt = [each for each in hurt if each.statement.sentence is event.sentence] or hurt
    hurt = [each for each in hurt if each.outcome == "killed"] or hurt
    is_other = all(each.victim_group == "combatants" for each in hurt) and not any(
        each.victim_actor is not None and target is not None and _is_same_actor(article, each.victim_actor, target)
        for each in hurt
    )
    if hurt and is_other and target is not None and target.kind in {"name", "group"}:
        event.agent, event.target = target, next((each.victim_actor for each in hurt if each.victim_actor is not None), None)


def _is_same_actor(article: ArticleReading, one: ActorMention, other: ActorMention) -> bool:
    return article.actors.resolve_name(one) == article.actors.resolve_name(other)
