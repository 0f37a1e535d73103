"""Who did it, where the clause of the deed does not name the side: descriptions, claims of responsibility, blame.

Here belong the doer that only a common noun describes ("two hooded men"), and what other sentences of the article say about
who did it ("the FMLN claimed responsibility", "the murder was blamed on the army"). The sides that an event's own clause names
belong to `events`; what is an actor at all belongs to `actors`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from orchestration.extract import kinds, syntax, timing
from orchestration.extract.actors import ActorMention
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.nlp import Sentence
from orchestration.extract.told import Article, Event

_BUNDLES = frozenset({"group", "band", "number", "squad", "member", "unit", "pair", "couple", "team", "dozen", "column", "cell"})
_CLAIMS = frozenset({"claim", "take", "admit", "accept", "assume", "acknowledge"})
_CLAIMED = frozenset({"responsibility", "credit", "authorship", "blame"})
_BLAMES = frozenset({"blame", "accuse", "suspect", "hold"})
_OF_WHAT = frozenset({"for", "of", "responsible"})
_ASCRIBES = frozenset({"attribute", "ascribe", "blame", "trace"})
_COMMITS = frozenset({"commit", "perpetrate", "carry", "stage", "plan", "order"})
_DEEDS = frozenset({"crime", "act", "action", "deed", "killing", "slaying", "murder", "attack", "massacre", "assassination",
                    "bombing", "kidnapping", "incident", "operation"})  # fmt: skip
_BARE = frozenset({"armed", "heavily", "small", "large", "unidentified", "unknown", "terrorist", "same", "other"})
"""With no other words a group is anybody."""
_DELIVERS = frozenset({"place", "plant", "throw", "hurl", "leave", "lay", "toss", "lob", "detonate", "set", "fire", "explode"})
_CHARGES = frozenset({"charge", "dynamite", "stick"})
_KEPT = frozenset({"amod", "compound", "nmod"})


def doer(article: Article, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """The first side among nouns: an actor, or whom a bundle is made of ("a group of rebels"); a bare "group" is no side."""
    for token in tokens:
        if token.lemma_.lower() in _BUNDLES:
            mention = _bundled(article, sentence, token)
        else:
            mention = article.actors.within(sentence, token)
        if mention is None and token.pos_ == "PROPN":
            mention = article.actors.country(sentence, token)
        if mention is not None and not _is_adjective(sentence, mention):
            return mention
    return None


def _bundled(article: Article, sentence: Sentence, token: Token) -> ActorMention | None:
    """ "A group of rebels", "a group calling itself the Northern Front", "an FMLN column", "the rebel unit"."""
    inside = list(syntax.pobj(token, "of"))
    found = doer(article, sentence, inside) or described(article, sentence, inside)
    if found is not None:
        return found
    behind = [each for each in token.subtree if each.i > token.i and each.pos_ == "PROPN"]
    named = (article.actors.mentions.get((sentence.field, sentence.offset(each))) for each in behind)
    name = next((each for each in named if each is not None and each.kind == "name"), None)
    mention = name or article.actors.within(sentence, token)
    words = mention.name.lower().split() if mention is not None and mention.kind != "name" else []
    is_bare = bool(words) and words[-1].removesuffix("s") in _BUNDLES and set(words[:-1]) <= _BARE
    return None if is_bare else mention


def _is_adjective(sentence: Sentence, mention: ActorMention) -> bool:
    """ "An Irregular armed group", where a capital makes a name of a word that is none."""
    tokens = [each for each in sentence.tokens if mention.start <= sentence.offset(each) < mention.end]
    return mention.kind == "name" and len(tokens) == 1 and tokens[0].pos_ == "ADJ" and not tokens[0].ent_type_


def settle(article: Article) -> None:
    """Names the doer of what an article is about where the clause of the deed does not; then the people it describes.

    Descriptions count only where the article names no doer at all: beside a named side they would split one deed into two.
    """
    deeds = [e for e in article.events if e.is_incident and e.can_harm and e.context == "conflict"]
    if not deeds:
        return
    lead = _lead(article, deeds)
    if lead.agent is None:
        again = (each.agent for each in deeds if each is not lead and each.is_definite and each.agent is not None)
        lead.agent = next(again, None) or next(_blamed(article), None)
    if any(event.agent is not None for event in deeds):
        return
    for event in deeds:
        event.agent = described(article, event.sentence, _acting(event))


def _lead(article: Article, deeds: list[Event]) -> Event:
    """The deed that the article is about: the first that killed or hurt somebody, else the first."""
    harmed = {id(claim.event) for claim in article.casualties if claim.outcome in {"killed", "wounded"}}
    return next((event for event in deeds if id(event) in harmed), deeds[0])


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
            nouns = list(_accused(verb, article.lexicon))
            found = doer(article, sentence, nouns) or described(article, sentence, nouns)
            if found is not None and found.kind != "country":
                yield found


def _accused(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Whom a clause names as the doer of a deed told elsewhere."""
    lemma = verb.lemma_.lower()
    done_to = syntax.patients(verb)
    if lemma in _CLAIMS and any(each.lemma_.lower() in _CLAIMED for each in done_to):
        return syntax.agents(verb)
    if lemma in _ASCRIBES:
        onto = [each for noun in (verb, *syntax.objects(verb)) for each in syntax.pobj(noun, "on", "to")]
        onto += [each for noun in syntax.objects(verb) for part in syntax.pobj(noun, "of") for each in syntax.pobj(part, "on")]
        if onto:
            return onto
    if lemma in _BLAMES and done_to and any(child.lower_ in _OF_WHAT for child in verb.children):
        return done_to
    if lemma in _COMMITS and any(each.lemma_.lower() in _DEEDS for each in done_to):
        return syntax.agents(verb)
    if lemma in _DELIVERS and _is_explosive(verb, lexicon):
        return syntax.agents(verb)
    if lemma == "be" and any(child.lower_ == "responsible" for child in verb.children):
        subject = syntax.subject(verb)
        return syntax.conjuncts(subject) if subject is not None else []
    return []


def _is_explosive(verb: Token, lexicon: Lexicon) -> bool:
    """ "Two youths threw the bomb": whoever brought the weapon did it."""
    done_to = syntax.patients(verb)
    return kinds.has_noun(done_to, "weapons", lexicon) or any(each.lemma_.lower() in _CHARGES for each in done_to)
