"""Who did it, where the clause of the deed does not name the side: descriptions, claims of responsibility, blame.

Here belong the doer that only a common noun describes ("two hooded men"), and what other sentences of the article say about
who did it ("the FMLN claimed responsibility", "the murder was blamed on the army"). The sides that an event's own clause names
belong to `events`; what is an actor at all belongs to `actors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from orchestration.extract import kinds, syntax, timing
from orchestration.extract.actors import ActorMention
from orchestration.extract.nlp import Sentence
from orchestration.extract.told import Article, Event

_BUNDLES = frozenset({"group", "band", "number", "squad", "member", "unit", "pair", "couple", "team", "dozen", "column", "cell"})
_CLAIMS = frozenset({"claim", "take", "admit", "accept", "assume", "acknowledge"})
_CLAIMED = frozenset({"responsibility", "credit", "authorship", "blame"})
_BLAMES = frozenset({"blame", "accuse", "suspect", "hold"})
_ASCRIBES = frozenset({"attribute", "ascribe", "blame", "trace"})
_COMMITS = frozenset({"commit", "perpetrate", "carry", "stage", "plan", "order"})
_DEEDS = frozenset({"crime", "act", "action", "deed", "killing", "slaying", "murder", "attack", "massacre", "assassination",
                    "bombing", "kidnapping", "incident", "operation"})  # fmt: skip
_KEPT = frozenset({"amod", "compound", "nmod"})


def doer(article: Article, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """The first side among nouns: an actor, or whom a bundle is made of ("a group of rebels")."""
    for token in tokens:
        if token.lemma_.lower() in _BUNDLES:
            inside = doer(article, sentence, syntax.pobj(token, "of"))
            if inside is not None:
                return inside
        mention = article.actors.within(sentence, token)
        if mention is None and token.pos_ == "PROPN":
            mention = article.actors.country(sentence, token)
        if mention is not None:
            return mention
    return None


def settle(article: Article) -> None:
    """Names the doer of an article's violence where no clause of its deeds does.

    Only where the article names no doer at all: beside a named side a description would split one deed into two.
    """
    deeds = [e for e in article.events if e.is_incident and e.can_harm and e.context == "conflict"]
    if not deeds or any(event.agent is not None for event in deeds):
        return
    blamed = next(_blamed(article), None)
    if blamed is not None:
        deeds[0].agent = blamed
        return
    for event in deeds:
        event.agent = described(article, event.sentence, _acting(event))


def described(article: Article, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """The people that a common noun describes: "three hooded men"; no one who is named or counted as a victim."""
    for token in tokens:
        if token.lemma_.lower() in _BUNDLES:
            inside = described(article, sentence, syntax.pobj(token, "of"))
            if inside is not None:
                return inside
        if token.pos_ != "NOUN" or not kinds.has_noun([token], "doer", article.lexicon):
            continue
        words = [each for each in token.lefts if each.dep_ in _KEPT and each.right_edge.i + 1 <= token.i]
        first = words[0] if words and words[0].left_edge == words[0] else token
        start, end = sentence.offset(first), sentence.end_offset(token)
        name = " ".join(sentence.words(start, end).split())
        return ActorMention(sentence.field, start, end, name, "group", None, False, sentence.index)
    return None


def _acting(event: Event) -> list[Token]:
    """The nouns that act in an event's own clauses."""
    verbs = [verb for verb in event.verbs if syntax.is_verb(verb)]
    by = [*syntax.pobj(event.head, "by")] if not syntax.is_verb(event.head) else []
    return by + [noun for verb in verbs for noun in syntax.agents(verb) if noun not in (event.head, *by)]


def _blamed(article: Article) -> Iterator[ActorMention]:
    for sentence in article.sentences:
        for verb in sentence.tokens:
            if not syntax.is_verb(verb) or syntax.is_negated(verb) or timing.is_ahead(verb):
                continue
            nouns = list(_accused(verb))
            found = doer(article, sentence, nouns) or described(article, sentence, nouns)
            if found is not None and found.kind != "country":
                yield found


def _accused(verb: Token) -> list[Token]:
    """Whom a clause names as the doer of a deed told elsewhere."""
    lemma = verb.lemma_.lower()
    done_to = syntax.patients(verb)
    if lemma in _CLAIMS and any(each.lemma_.lower() in _CLAIMED for each in done_to):
        return syntax.agents(verb)
    if lemma in _ASCRIBES and (onto := [*syntax.pobj(verb, "on", "to")]):
        return onto
    if lemma in _BLAMES and done_to and any(child.lower_ in {"for", "of"} for child in verb.children):
        return done_to
    if lemma in _COMMITS and any(each.lemma_.lower() in _DEEDS for each in done_to):
        return syntax.agents(verb)
    if lemma == "be" and any(child.lower_ == "responsible" for child in verb.children):
        subject = syntax.subject(verb)
        return syntax.conjuncts(subject) if subject is not None else []
    return []
