"""Clauses that blame somebody for an event of another sentence: claims of responsibility, accusations, charges, arrests.

Here belongs finding the words for the perpetrator in such a clause. Which actor these words mean belongs to `perpetrators`,
which event the clause is about to `inferred_perpetrators`.
"""

# ruff: noqa: PLR0911, PLR0912  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from orchestration.extract.events import event_types, perpetrators, triggers
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax

EVENT_NOUNS = frozenset({
    "crime", "act", "action", "deed", "killing", "slaying", "murder", "attack",  # codespell:ignore deed
    "massacre", "assassination", "bombing", "kidnapping", "abduction", "incident", "operation", "ambush", "raid", "shooting",
    "homicide", "execution", "explosion", "blast", "slaughter", "death", "rape", "violence", "atrocity",
})  # fmt: skip
_DEFINITE_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "both"})
"""With these words a noun refers to a reported event: "carried out the attack". "Carries out an operation" is no blame."""
_OTHER_EVENT_ADJECTIVES = frozenset({"similar", "other", "such", "many", "more", "previous", "past"})
_CLAIM_VERBS = frozenset({"claim", "take", "admit", "accept", "assume", "acknowledge"})
_CLAIMED_NOUNS = frozenset({"responsibility", "credit", "authorship", "blame"})
_ACCUSATION_VERBS = frozenset(
    {"blame", "accuse", "suspect", "charge", "indict", "convict", "sentence", "try", "prosecute", "implicate"}
)
_ARREST_VERBS = frozenset({"arrest", "detain", "imprison", "jail", "seek", "want", "hold", "apprehend"})
_CHARGE_PREPOSITIONS = frozenset({"of", "with", "for", "in", "over", "because", "responsible"})
_LINK_NOUNS = frozenset({"connection", "relation", "suspicion", "involvement", "participation", "part", "role", "charge"})
_ASCRIPTION_VERBS = frozenset({"attribute", "ascribe", "blame", "trace"})
_ASCRIBED_NOUNS = {
    "put": "blame responsibility",
    "lay": "blame",
    "pin": "blame",
    "place": "blame responsibility",
    "point": "finger",
}
"""Verbs that ascribe an event by a noun of their own: "put the blame on", "point the finger at"."""
_AUTHORED_NOUNS = frozenset({"work", "deed", "handiwork", "doing"})  # codespell:ignore deed
_DESCRIPTION_VERBS = frozenset({"name", "identify", "describe", "cite", "call", "label"})
_ALLEGATION_NOUNS = frozenset({"claim", "accusation", "allegation", "charge"})
_BELIEF_VERBS = frozenset({"believe", "suspect", "think", "say", "report", "presume", "allege", "understand", "consider", "deem"})
_MEANT_EVENTS = EVENT_NOUNS | {
    "it",
    "this",
    "that",
    "them",
    "strike",
    "strikes",
    "shelling",
    "airstrike",
    "bombardment",
    "assault",
}
_COMMIT_VERBS = frozenset({"commit", "perpetrate"})
_CONDUCT_VERBS = frozenset({"carry", "stage", "plan", "order", "organize", "organise", "conduct"})
_PARTICIPATION_VERBS = frozenset({"participate", "take", "involve", "implicate"})
_ARREST_NOUNS = frozenset({"arrest", "detention", "trial", "prosecution", "conviction", "indictment"})
_INVOLVEMENT_WORDS = frozenset({"involved", "implicated", "for", "accused", "suspected", "responsible"})
_AUTHOR_NOUNS = frozenset({"mastermind", "author", "perpetrator", "culprit"})
_ATTACKER_NOUNS = frozenset({
    "attacker", "assailant", "aggressor", "gunman", "gunmen", "raider", "bomber", "shooter", "kidnapper", "abductor", "killer",
    "militant", "fighter", "insurgent", "assassin", "perpetrator", "culprit",
})  # fmt: skip
"""Who did it, under a word that says nothing more: "the attackers, believed to be rebels"."""
_DELIVERY_VERBS = frozenset(
    {"place", "plant", "throw", "hurl", "leave", "lay", "toss", "lob", "detonate", "set", "fire", "explode", "drop", "launch"}
)
_EXPLOSIVE_NOUNS = frozenset({"charge", "dynamite", "stick"})
_BLAME_VERBS = (
    _CLAIM_VERBS
    | _ASCRIPTION_VERBS
    | _ACCUSATION_VERBS
    | _ARREST_VERBS
    | _PARTICIPATION_VERBS
    | _COMMIT_VERBS
    | _CONDUCT_VERBS
    | _DELIVERY_VERBS
    | _DESCRIPTION_VERBS
    | _BELIEF_VERBS
    | set(_ASCRIBED_NOUNS)
    | {"be", "belong", "stag"}
)
_ATTACK_VERBS = frozenset({"attack", "bomb", "shell", "ambush", "raid", "rape", "torture"})
_HARM_VERBS = frozenset({"kill", "strike", "hit", "target", "execute", "massacre", "abduct", "kidnap"})
_UNTRUE_REALITIES = frozenset({"denied", "planned", "conditional"})
_HARM_OUTCOMES = frozenset({"killed", "wounded", "abducted"})


def find_accused(token: Token, lexicon: Lexicon) -> list[Token]:
    """Returns the words for the perpetrator that a clause names, read from its verb or from a noun such as "mastermind".

    `token` is the verb or the noun; the list is empty when it blames nobody.
    """
    if token.pos_ == "NOUN":
        return _find_accused_by_noun(token, lexicon)
    lemma = token.lemma_.lower()
    if lemma not in _BLAME_VERBS or not syntax.is_verb(token) or _is_under_other_verb(token):
        return []
    stated = token.head if lemma == "be" and _is_believed(token) else token  # "are believed to be rebels" states it
    if syntax.read_clause_factuality(stated, lexicon) in _UNTRUE_REALITIES or perpetrators.is_doubted(token):
        return []
    done_to = syntax.find_patients(token)
    if lemma in _CLAIM_VERBS and any(each.lemma_.lower() in _CLAIMED_NOUNS for each in done_to):
        return syntax.find_agents(token)
    if lemma == "claim" and any(each.lemma_.lower() in EVENT_NOUNS - {"death"} for each in done_to):
        return syntax.find_agents(token)  # "claimed the attack"
    found = _find_author(token, done_to)
    if found:
        return found
    if lemma in _ASCRIPTION_VERBS:
        blamed = [each for noun in (token, *syntax.find_objects(token)) for each in syntax.find_prep_objects(noun, "on", "to")]
        blamed += [
            each
            for noun in syntax.find_objects(token)
            for part in syntax.find_prep_objects(noun, "of")
            for each in syntax.find_prep_objects(part, "on")
        ]
        if blamed:
            return blamed
    if lemma in _ACCUSATION_VERBS and done_to and (_is_for_event(token, lexicon) or _is_bare_blame(token)):
        return _add_apposed_names(done_to)
    if lemma in _ARREST_VERBS and done_to and _is_for_event(token, lexicon, ties_only=True):
        return _add_apposed_names(done_to)
    if lemma in _PARTICIPATION_VERBS and _has_event_noun(syntax.find_prep_objects(token, "in")):
        return _add_apposed_names(done_to) if lemma in {"involve", "implicate"} else syntax.find_agents(token)
    if lemma in _PARTICIPATION_VERBS and any(
        each.lower_ == "part" and _has_event_noun(syntax.find_prep_objects(each, "in")) for each in done_to
    ):
        return syntax.find_agents(token)
    if (lemma in _COMMIT_VERBS and _has_event_noun(done_to) and not any(_is_other_event(each) for each in done_to)) or (
        triggers.is_light_verb(token, _CONDUCT_VERBS) and any(_is_definite_event(_resolve_relative(each)) for each in done_to)
    ):
        return syntax.find_agents(token)
    if lemma in _DELIVERY_VERBS and _delivers_explosive(token, lexicon):
        return syntax.find_agents(token)
    nearby = [*token.children, *(child for noun in done_to for child in noun.children)]
    responsible = next((each for each in nearby if each.lower_ == "responsible"), None)
    is_claimed = token.dep_ == "acl" and token.head.lemma_.lower() in _ALLEGATION_NOUNS  # "the claim that X was responsible"
    if responsible is not None and (is_claimed or _is_for_event(responsible, lexicon)):
        subjects = [each for child in responsible.children if child.dep_ == "nsubj" for each in syntax.find_conjuncts(child)]
        if lemma in {"hold", "consider", "deem"}:
            return subjects or done_to
        subject = syntax.find_subject(token)
        return syntax.find_conjuncts(subject) if lemma == "be" and subject is not None else []
    return []


def _find_author(verb: Token, done_to: list[Token]) -> list[Token]:
    """The side that a verb makes the author of the event reported: "put the blame on X", "named X as the attacker", "X was behind
    it", "was the work of X", "it was X that fired", "the attackers were from X"."""
    lemma = verb.lemma_.lower()
    subject = syntax.find_subject(verb)
    subject = _resolve_relative(subject) if subject is not None else None
    ascribed = _ASCRIBED_NOUNS.get(lemma)
    if ascribed is not None:
        by = [noun for noun in done_to if noun.lemma_.lower() in ascribed.split()]
        return [each for noun in (verb, *by) for each in syntax.find_prep_objects(noun, "on", "upon", "at")] if by else []
    if lemma in _DESCRIPTION_VERBS:
        roles = {each.lemma_.lower() for each in syntax.find_prep_objects(verb, "as")}
        return done_to if roles & (_AUTHOR_NOUNS | _ATTACKER_NOUNS) else []
    if lemma == "belong":
        return list(syntax.find_prep_objects(verb, "to")) if _is_attacker(subject) else []
    if lemma != "be":
        return []
    attributes = [noun for child in verb.children if child.dep_ == "attr" for noun in syntax.find_conjuncts(child)]
    if any(each.lemma_.lower() in _AUTHORED_NOUNS for each in attributes):  # "said to be the work of X"
        return [each for noun in attributes for each in syntax.find_prep_objects(noun, "of")]
    if any(each.lemma_.lower() in _MEANT_EVENTS for each in syntax.find_prep_objects(verb, "behind")):
        return syntax.find_conjuncts(subject) if subject is not None else []
    if (
        subject is not None
        and subject.lower_ == "it"
        and any(_does_harm(child) for each in (verb, *attributes) for child in each.children)
    ):
        return attributes
    if _is_attacker(subject):
        return attributes or list(syntax.find_prep_objects(verb, "from"))
    return []


def _does_harm(clause: Token) -> bool:
    """ "It was X that fired the rocket"."""
    is_relative = any(child.lower_ in syntax.RELATIVE_PRONOUNS and child.dep_ == "nsubj" for child in clause.children)
    return (
        is_relative
        and clause.dep_ in {"ccomp", "relcl"}
        and clause.lemma_.lower() in _DELIVERY_VERBS | _ATTACK_VERBS | _HARM_VERBS
    )


def _is_believed(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _BELIEF_VERBS and not syntax.find_objects(verb.head)


def _is_attacker(noun: Token | None) -> bool:
    """ "The attackers": who did it, named before."""
    if noun is None or noun.lemma_.lower() not in _ATTACKER_NOUNS:
        return False
    return any(child.lower_ in _DEFINITE_DETERMINERS for child in noun.children)


def _is_bare_blame(verb: Token) -> bool:
    """ "Officials blamed the rebels": nothing else is named for which they blame them."""
    says_more = any(child.dep_ in {"prep", "agent"} and child.lower_ != "by" and child.i > verb.i for child in verb.children)
    return verb.lemma_.lower() == "blame" and not says_more


def _is_under_other_verb(verb: Token) -> bool:
    """ "The judge charged him with planning the attack": the judge did not plan it. "Are going to plan one": not yet done."""
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going":
        return True
    return (verb.dep_ == "pcomp" and verb.head.lower_ in _CHARGE_PREPOSITIONS) or (
        verb.dep_ == "xcomp" and bool(syntax.find_objects(verb.head))
    )


def _has_event_noun(nouns: Iterable[Token]) -> bool:
    return any(each.lemma_.lower() in EVENT_NOUNS for each in nouns)


def _is_definite_event(noun: Token) -> bool:
    determiners = {child.lower_ for child in noun.children if child.dep_ == "det"}
    return noun.lemma_.lower() in EVENT_NOUNS and bool(determiners & _DEFINITE_DETERMINERS)


def _resolve_relative(noun: Token) -> Token:
    """ "The bombings which the rebels carried out": the bombings. "The attackers, who are said to be rebels": the attackers."""
    is_relative = noun.lower_ in syntax.RELATIVE_PRONOUNS
    clause = next((each for each in noun.ancestors if each.dep_ == "relcl"), None) if is_relative else None
    return clause.head if clause is not None else noun


def _is_other_event(noun: Token) -> bool:
    """ "Committed similar crimes": those are other events."""
    return any(child.lower_ in _OTHER_EVENT_ADJECTIVES for child in noun.children)


def _is_for_event(verb: Token, lexicon: Lexicon, *, ties_only: bool = False) -> bool:
    """Whether a verb says for which event: "accused of killing", "charged with taking part in the murder"."""
    near = (*verb.children, *(each for noun in syntax.find_patients(verb) for each in noun.children))
    for child in near:
        if child.i < verb.i or child.lower_ not in _CHARGE_PREPOSITIONS or child.dep_ not in {"prep", "xcomp", "acomp", "advcl"}:
            continue
        is_tie = any(each.lemma_.lower() in _LINK_NOUNS for each in child.children)
        if child.lower_ == "in" and ties_only and not is_tie:
            continue  # "arrested in the raid"
        if any(_names_event(each, lexicon) for each in child.subtree):
            return True
    return False


def _names_event(token: Token, lexicon: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    if lemma in EVENT_NOUNS or not syntax.is_verb(token):
        return lemma in EVENT_NOUNS
    word = next(iter(lexicon.casualty_verbs.get(lemma, [])), None)
    is_harm = word is not None and word.outcome in _HARM_OUTCOMES
    return is_harm or lemma in _ATTACK_VERBS or (lemma in _DELIVERY_VERBS and _delivers_explosive(token, lexicon))


def _add_apposed_names(nouns: list[Token]) -> list[Token]:
    """Adds the nouns in apposition: "John Smith, the man accused of the murder"."""
    return [*nouns, *(each.head for each in nouns if each.dep_ == "appos")]


def _find_accused_by_noun(noun: Token, lexicon: Lexicon) -> list[Token]:
    """ "Smith, the mastermind of the attack", "it was an act by the rebels", "the arrest of the men involved in the murder"."""
    lemma = noun.lemma_.lower()
    if lemma == "hand" and noun.dep_ == "pobj" and noun.head.lower_ == "at":  # "died at the hands of the rebels"
        return list(syntax.find_prep_objects(noun, "of"))
    if lemma in _ARREST_NOUNS:
        return (
            list(syntax.find_prep_objects(noun, "of"))
            if any(each.lower_ in _INVOLVEMENT_WORDS for each in noun.subtree) and _has_event_complement(noun)
            else []
        )
    is_said = (
        noun.dep_ == "attr"
        and syntax.read_clause_factuality(noun.head, lexicon) not in _UNTRUE_REALITIES
        and not syntax.is_negated(noun.head)
    )
    if lemma in EVENT_NOUNS and is_said:
        return list(syntax.find_prep_objects(noun, "by"))
    if lemma not in _AUTHOR_NOUNS or not _has_event_noun(syntax.find_prep_objects(noun, "of", "in")):
        return []
    subject = syntax.find_subject(noun.head) if is_said else None
    return [noun.head] if noun.dep_ == "appos" else syntax.find_conjuncts(subject) if subject is not None else []


def _has_event_complement(noun: Token) -> bool:
    return _has_event_noun(each for each in noun.subtree if each.dep_ == "pobj" and each.head.lower_ in {"in", "for", "of"})


def _delivers_explosive(verb: Token, lexicon: Lexicon) -> bool:
    """ "Two youths threw the bomb": who brings the weapon is the perpetrator."""
    done_to = syntax.find_patients(verb)
    done_to = [
        *done_to,
        *(each for noun in done_to for part in noun.children if part.lower_ == "containing" for each in part.subtree),
    ]
    return event_types.has_noun(done_to, "weapons", lexicon) or any(each.lemma_.lower() in _EXPLOSIVE_NOUNS for each in done_to)
