"""Triggers: the words that report an event, and whether they say that something happened.

Here belongs recognising triggers in a parsed sentence. Who took part, when and where belongs to `event_mentions`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import BASE_FORMS, CasualtyWord, Lexicon, Trigger
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times.time_words import MONTHS, find_times

_MAX_PHRASE_WORDS = 4
_OUTSIDE_PHRASE = frozenset({"under", "near", "of", "around", "outside", "after", "before", "since", "amid", "despite"})
"""Words behind these prepositions do not belong to a verb's phrase, unless the phrase holds the preposition."""
_PURPOSE_PREPOSITIONS = frozenset({"for", "to", "against", "about", "over", "into", "without", "like", "as", "toward", "towards"})
_PARTICIPATION_PREPOSITIONS = frozenset({"in", "with", "to", "under", "into"})
_SERIES_NOUNS = frozenset({"wave", "series", "string", "spate", "number", "round", "campaign", "dozen", "pair", "couple"})
_DEFINITE_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_UNREAL_NOUNS = frozenset({"threat", "risk", "fear", "plan", "danger", "possibility", "preparation", "attempt", "springboard"})
_NON_MILITARY_STRIKES = frozenset({"hunger", "labor", "labour", "general", "heart", "panic", "asthma"})
_ANAPHORIC_TIMES = ("first", "second", "third", "fourth", "fifth", "latest", "last")


@dataclass(frozen=True, slots=True)
class TriggerMatch:
    """A trigger in a sentence.

    `head`, `first` and `last` are its tokens; `verb` is the verb of its clause; `reality` is as in
    `syntax.read_clause_factuality`; `rule` names the rule that found it.
    """

    head: Token
    first: Token
    last: Token
    trigger: Trigger
    verb: Token | None
    reality: str | None
    rule: str
    is_noun: bool
    others: tuple[Trigger, ...] = ()
    """Other meanings of the same words, which need other objects: "captured the town", "captured a suspect"."""


def find_triggers(sentence: Sentence, lexicon: Lexicon) -> list[TriggerMatch]:
    """Returns all triggers of a sentence in order, without overlaps.

    A trigger that only mentions an event has `reality` None; a casualty claim may still need it.
    """
    matches: list[TriggerMatch] = []
    taken: set[int] = set()
    for token in sentence.tokens:
        if token.i in taken or _is_month(sentence, token):
            continue
        match = _match_verb(sentence, token, lexicon) or _match_noun(sentence, token, lexicon)
        if match is not None and not (match.is_noun and any(i in taken for i in range(match.first.i, match.last.i + 1))):
            matches.append(match)
            taken.update(range(match.first.i, match.last.i + 1))
    return matches


def _is_month(sentence: Sentence, token: Token) -> bool:
    """ "In March 2019" is no march."""
    start = sentence.offset(token) - sentence.start
    return (
        token.lower_ in MONTHS and token.text[:1].isupper() and any(t.start <= start < t.end for t in find_times(sentence.text))
    )


def match_phrase(verb: Token, phrase: tuple[str, ...]) -> list[Token] | None:
    """Returns the tokens of a verb phrase ("shoot down", "come under attack"), None if the verb does not have it.

    Particles and objects are looked up among the verb's children and the children of its prepositions.
    """
    if phrase[0] not in _list_base_forms(verb):
        return None
    tokens = [verb]
    near = list(verb.children)
    around = _OUTSIDE_PHRASE.difference(phrase)
    carriers = [c for c in verb.children if c.dep_ in {"prt", "dobj"} or (c.dep_ == "prep" and c.lower_ not in around)]
    near += [grandchild for child in carriers for grandchild in child.children]
    for word in phrase[1:]:
        match = next(
            (
                t
                for t in sorted(near, key=lambda t: int(t.i))
                if (t.i > verb.i or t.dep_ in {"advmod", "nsubjpass"}) and t.lemma_.lower() == word
            ),
            None,
        )
        if match is None:
            return None
        tokens.append(match)
    return tokens


def _list_base_forms(verb: Token) -> tuple[str, ...]:
    """The lemma, corrected where the lemmatizer fails: it keeps "retook" as it is and takes "raped" for a form of "rap"."""
    lemma = verb.lemma_.lower()
    return (BASE_FORMS.get(verb.lower_, lemma), f"{lemma}e")


def match_casualty_verb(token: Token, lexicon: Lexicon) -> CasualtyWord | None:
    """Returns the casualty word of a verb ("killed" → outcome killed), None if the verb is none."""
    if token.pos_ not in {"VERB", "AUX"} and token.tag_ not in {"VBN", "VBD", "VBG"}:
        return None
    for word in lexicon.casualty_verbs.get(token.lemma_.lower(), []):
        if word.victim_role == "hit" and any(
            each.lemma_.lower() in lexicon.victim_nouns for each in syntax.find_prep_objects(token, "at")
        ):
            continue  # "shot at the officers"
        if match_phrase(token, word.phrase) is not None:
            return word
    return None


def match_noun_phrase(token: Token, lexicon: Lexicon) -> tuple[Trigger, Token] | None:
    """Returns the trigger that a noun ends ("car bomb", "air strikes") and its first token; the longest trigger wins."""
    if token.lemma_.lower() not in lexicon.noun_trigger_ends:
        return None
    for size in range(_MAX_PHRASE_WORDS, 0, -1):
        if token.i - size + 1 < token.sent.start:
            continue
        words = [each for each in token.doc[token.i - size + 1 : token.i + 1] if each.text != "-"]
        phrase = (*(each.lower_ for each in words[:-1]), token.lemma_.lower())
        trigger = lexicon.noun_triggers.get(phrase)
        if trigger is not None and len(phrase) == size:
            return trigger, words[0]
    return None


def _match_verb(sentence: Sentence, token: Token, lexicon: Lexicon) -> TriggerMatch | None:
    if token.pos_ != "VERB" or token.dep_ in {"amod", "compound", "aux"}:
        return None
    readings = [
        (trigger, tokens)
        for trigger in next(
            (lexicon.verb_triggers[form] for form in _list_base_forms(token) if form in lexicon.verb_triggers), []
        )
        if (tokens := match_phrase(token, trigger.phrase)) is not None
    ]
    if not readings:
        return None
    trigger, tokens = readings[0]
    last = max(tokens, key=lambda each: int(each.i))
    last = last if last.i - token.i < _MAX_PHRASE_WORDS + 2 else token
    reality = syntax.read_clause_factuality(token, lexicon, is_title=sentence.field == "title")
    others = tuple(each for each, _ in readings[1:])
    return TriggerMatch(token, token, last, trigger, token, reality, f"verb:{' '.join(trigger.phrase)}", False, others)


def _match_noun(sentence: Sentence, token: Token, lexicon: Lexicon) -> TriggerMatch | None:
    if token.pos_ not in {"NOUN", "PROPN"} or (token.dep_ == "compound" and token.head.i > token.i):
        return None
    match = match_noun_phrase(token, lexicon)
    if match is None:
        return None
    trigger, first = match
    if any(child.lower_ in _NON_MILITARY_STRIKES for child in token.children):
        return None
    verb = syntax.find_clause_verb(token)
    reality, rule = _judge_noun(sentence, token, verb, lexicon)
    return TriggerMatch(token, first, token, trigger, verb, reality, rule, True)


def _judge_noun(sentence: Sentence, token: Token, verb: Token | None, lexicon: Lexicon) -> tuple[str | None, str]:
    """Decides whether a noun reports that something happened: the reality, and the rule that decided."""
    if syntax.find_denying_no(token) is not None:
        return "denied", "noun:no"
    is_title = sentence.field == "title"
    head = token
    while head.dep_ == "conj" or _is_in_series(head):
        head = head.head if head.dep_ == "conj" else head.head.head
    if head.dep_ == "ROOT" or verb is None:
        return ("asserted", "noun:headline") if is_title else (None, "noun:fragment")
    if head.dep_ in {"nsubj", "nsubjpass"} and is_light_verb(head.head, lexicon.light_verbs["subject"]):
        if head.head.lemma_ == "be" and not any(child.dep_ == "auxpass" for child in head.head.children):
            return None, "noun:description"
        return syntax.read_clause_factuality(head.head, lexicon, is_title=is_title), "noun:subject"
    if head.dep_ == "nsubjpass" and is_light_verb(head.head, lexicon.light_verbs["trigger"]):
        return syntax.read_clause_factuality(head.head, lexicon, is_title=is_title), "noun:carried out"
    if head.dep_ in {"nsubj", "nsubjpass"} and head.head.dep_ in {"acl", "relcl"} and head.head.head == head:
        return None, "noun:description"
    if head.dep_ == "attr" and head.head.lemma_ == "be":
        there = any(child.dep_ == "expl" for child in head.head.children)
        return (syntax.read_clause_factuality(head.head, lexicon), "noun:there was") if there else (None, "noun:description")
    if head.dep_ == "dobj" and is_light_verb(head.head, lexicon.light_verbs["trigger"]):
        return syntax.read_clause_factuality(head.head, lexicon, is_title=is_title), "noun:carried out"
    if head.dep_ == "nsubj" and any(child.dep_ == "acl" and child.tag_ == "VBN" for child in head.children):
        return "asserted", "noun:participle"  # "the missile attacks continued by X", read as one phrase
    took_part = head.dep_ == "pobj" and head.head.lower_ in _PARTICIPATION_PREPOSITIONS and syntax.is_verb(head.head.head)
    if took_part and is_light_verb(head.head.head, lexicon.light_verbs["part"]):
        return syntax.read_clause_factuality(head.head.head, lexicon, is_title=is_title), "noun:taken part in"
    light_verbs = lexicon.light_verbs["subject"] | lexicon.light_verbs["trigger"]
    continuations = [c for c in head.children if c.dep_ in {"acl", "relcl"} and is_light_verb(c, light_verbs)]
    if continuations:
        return syntax.read_clause_factuality(continuations[0], lexicon), "noun:carried on"
    return None, "noun:mentioned"


def _is_in_series(noun: Token) -> bool:
    """ "A wave of attacks", "a series of raids": what the sentence says of the series holds for the attacks."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _SERIES_NOUNS


def is_light_verb(verb: Token, words: AbstractSet[str]) -> bool:
    """Whether a verb is one of `words`, verbs that only carry their noun: "staged a raid"."""
    return any(form in words for form in _list_base_forms(verb))


def refers_back(found: TriggerMatch, lexicon: Lexicon) -> bool:
    """Whether the words refer back to an earlier event: "the strike", "it was the first time that"."""
    if found.is_noun:
        determiners = {child.lower_ for child in found.head.children if child.dep_ in {"det", "poss"}}
        says_more = any(child.dep_ in {"prep", "acl", "relcl", "agent"} for child in found.head.children)
        return bool(determiners & _DEFINITE_DETERMINERS) and not says_more
    clause = found.head
    agents = syntax.find_agents(clause)  # "the shelling lasted an hour and set houses on fire"
    if any(
        each.lemma_.lower() in lexicon.incident_nouns and _DEFINITE_DETERMINERS & {c.lower_ for c in each.children}
        for each in agents
    ):
        return True
    if clause.dep_ in {"relcl", "acl"} and clause.head.lemma_ in {"time", "incident", "attack"}:
        return any(child.lower_ in _ANAPHORIC_TIMES for child in clause.head.children)
    patients = syntax.find_patients(clause)
    return (
        bool(patients)
        and found.trigger.needs == "equipment"
        and any(c.lower_ in _DEFINITE_DETERMINERS for c in patients[0].children)
    )


def is_under_unreal_noun(token: Token) -> bool:
    """Whether a noun such as "threat" or "plan" stands above the token: "the threat of an attack"."""
    return any(each.lemma_.lower() in _UNREAL_NOUNS for each in token.ancestors if each.pos_ == "NOUN")


def is_only_mentioned(token: Token, lexicon: Lexicon) -> bool:
    """Whether the clause only talks about an event: "condemned the raid", "trained for the battle"."""
    if token.dep_ == "pobj" and token.head.lower_ in _PURPOSE_PREPOSITIONS:
        return True
    return any(each.lemma_.lower() in lexicon.event_nouns["talk"] for each in token.ancestors)
