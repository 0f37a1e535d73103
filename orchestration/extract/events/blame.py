"""Blame: clauses that say who did a deed told elsewhere: claims of responsibility, accusations, charges, arrests for it.

Here belongs finding the words for the doer in such a clause. Which actor they mean belongs to `doers`, which event it was to
`roles`.
"""

# ruff: noqa: PLR0911, PLR0912  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from orchestration.extract.events import event_types, perpetrators, triggers
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax

DEEDS = frozenset({"crime", "act", "action", "deed", "killing", "slaying", "murder", "attack", "massacre", "assassination",
                   "bombing", "kidnapping", "abduction", "incident", "operation", "ambush", "raid", "shooting", "homicide",
                   "execution", "explosion", "blast", "slaughter", "death", "rape", "violence", "atrocity"})  # fmt: skip
_OWN = frozenset({"the", "this", "that", "these", "those", "both"})
"""Words for a deed told of: "carried out the attack"; who carries out "an operation" does something else."""
_OTHERS = frozenset({"similar", "other", "such", "many", "more", "previous", "past"})
_CLAIMS = frozenset({"claim", "take", "admit", "accept", "assume", "acknowledge"})
_CLAIMED = frozenset({"responsibility", "credit", "authorship", "blame"})
_ACCUSES = frozenset({"blame", "accuse", "suspect", "charge", "indict", "convict", "sentence", "try", "prosecute", "implicate"})
_SEIZES = frozenset({"arrest", "detain", "imprison", "jail", "seek", "want", "hold", "apprehend"})
_FOR_WHAT = frozenset({"of", "with", "for", "in", "over", "because", "responsible"})
_TIES = frozenset({"connection", "relation", "suspicion", "involvement", "participation", "part", "role", "charge"})
_ASCRIBES = frozenset({"attribute", "ascribe", "blame", "trace"})
_COMMITS = frozenset({"commit", "perpetrate"})
_MAKES = frozenset({"carry", "stage", "plan", "order", "organize", "organise", "conduct"})
_JOINS = frozenset({"participate", "take", "involve", "implicate"})
_SEIZURES = frozenset({"arrest", "detention", "trial", "prosecution", "conviction", "indictment"})
_INVOLVED = frozenset({"involved", "implicated", "for", "accused", "suspected", "responsible"})
_AUTHORS = frozenset({"mastermind", "author", "perpetrator", "culprit"})
_DELIVERS = frozenset(
    {"place", "plant", "throw", "hurl", "leave", "lay", "toss", "lob", "detonate", "set", "fire", "explode", "drop", "launch"}
)
_CHARGES = frozenset({"charge", "dynamite", "stick"})
_TELLING = _CLAIMS | _ASCRIBES | _ACCUSES | _SEIZES | _JOINS | _COMMITS | _MAKES | _DELIVERS | {"be", "consider", "deem", "stag"}
_STRIKES = frozenset({"attack", "bomb", "shell", "ambush", "raid", "rape", "torture"})
_UNTRUE = frozenset({"denied", "planned", "conditional"})
_KILLS = frozenset({"killed", "wounded", "abducted"})


def accused(token: Token, lexicon: Lexicon) -> list[Token]:
    """Whom a clause names as the doer of a deed told elsewhere, read from its verb or from a noun for an author."""
    if token.pos_ == "NOUN":
        return _by_noun(token, lexicon)
    lemma = token.lemma_.lower()
    if lemma not in _TELLING or not syntax.is_verb(token) or _is_under_another(token):
        return []
    if syntax.reality(token, lexicon) in _UNTRUE or perpetrators.is_doubted(token):
        return []
    done_to = syntax.patients(token)
    if lemma in _CLAIMS and any(each.lemma_.lower() in _CLAIMED for each in done_to):
        return syntax.agents(token)
    if lemma in _ASCRIBES:
        onto = [each for noun in (token, *syntax.objects(token)) for each in syntax.pobj(noun, "on", "to")]
        onto += [each for noun in syntax.objects(token) for part in syntax.pobj(noun, "of") for each in syntax.pobj(part, "on")]
        if onto:
            return onto
    if lemma in _ACCUSES and done_to and _is_for_deed(token, lexicon):
        return _with_names(done_to)
    if lemma in _SEIZES and done_to and _is_for_deed(token, lexicon, ties_only=True):
        return _with_names(done_to)
    if lemma in _JOINS and _is_deed(syntax.pobj(token, "in")):
        return _with_names(done_to) if lemma in {"involve", "implicate"} else syntax.agents(token)
    if lemma in _JOINS and any(each.lower_ == "part" and _is_deed(syntax.pobj(each, "in")) for each in done_to):
        return syntax.agents(token)
    if (lemma in _COMMITS and _is_deed(done_to) and not any(_is_alike(each) for each in done_to)) or (
        triggers.is_light(token, _MAKES) and any(_is_own_deed(each) for each in done_to)
    ):
        return syntax.agents(token)
    if lemma in _DELIVERS and _is_explosive(token, lexicon):
        return syntax.agents(token)
    near = [*token.children, *(child for noun in done_to for child in noun.children)]
    guilty = next((each for each in near if each.lower_ == "responsible"), None)
    if guilty is not None and _is_for_deed(guilty, lexicon):
        of_guilty = [each for child in guilty.children if child.dep_ == "nsubj" for each in syntax.conjuncts(child)]
        if lemma in {"hold", "consider", "deem"}:
            return of_guilty or done_to
        subject = syntax.subject(token)
        return syntax.conjuncts(subject) if lemma == "be" and subject is not None else []
    return []


def _is_under_another(verb: Token) -> bool:
    """ "The judge charged him with planning the attack": the judge planned none; who "are going to plan one" has not yet."""
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going":
        return True
    return (verb.dep_ == "pcomp" and verb.head.lower_ in _FOR_WHAT) or (verb.dep_ == "xcomp" and bool(syntax.objects(verb.head)))


def _is_deed(nouns: Iterable[Token]) -> bool:
    return any(each.lemma_.lower() in DEEDS for each in nouns)


def _is_own_deed(noun: Token) -> bool:
    determiners = {child.lower_ for child in noun.children if child.dep_ == "det"}
    return noun.lemma_.lower() in DEEDS and bool(determiners & _OWN)


def _is_alike(noun: Token) -> bool:
    """ "Committed similar crimes": those were others."""
    return any(child.lower_ in _OTHERS for child in noun.children)


def _is_for_deed(verb: Token, lexicon: Lexicon, *, ties_only: bool = False) -> bool:
    """Whether a verb tells for which deed: "accused of killing", "charged with taking part in the murder"."""
    near = (*verb.children, *(each for noun in syntax.patients(verb) for each in noun.children))
    for child in near:
        if child.i < verb.i or child.lower_ not in _FOR_WHAT or child.dep_ not in {"prep", "xcomp", "acomp", "advcl"}:
            continue
        is_tie = any(each.lemma_.lower() in _TIES for each in child.children)
        if child.lower_ == "in" and ties_only and not is_tie:
            continue  # "arrested in the raid"
        if any(_tells_of_deed(each, lexicon) for each in child.subtree):
            return True
    return False


def _tells_of_deed(token: Token, lexicon: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    if lemma in DEEDS or not syntax.is_verb(token):
        return lemma in DEEDS
    word = next(iter(lexicon.casualty_verbs.get(lemma, [])), None)
    is_harm = word is not None and word.outcome in _KILLS
    return is_harm or lemma in _STRIKES or (lemma in _DELIVERS and _is_explosive(token, lexicon))


def _with_names(nouns: list[Token]) -> list[Token]:
    """Nouns and what they stand beside: "John Smith, the man accused of the murder"."""
    return [*nouns, *(each.head for each in nouns if each.dep_ == "appos")]


def _by_noun(noun: Token, lexicon: Lexicon) -> list[Token]:
    """ "Smith, the mastermind of the attack", "it was an act by the rebels", "the arrest of the men involved in the murder"."""
    lemma = noun.lemma_.lower()
    if lemma in _SEIZURES:
        return (
            list(syntax.pobj(noun, "of")) if any(each.lower_ in _INVOLVED for each in noun.subtree) and _tells_deed(noun) else []
        )
    is_said = noun.dep_ == "attr" and syntax.reality(noun.head, lexicon) not in _UNTRUE and not syntax.is_negated(noun.head)
    if lemma in DEEDS and is_said:
        return list(syntax.pobj(noun, "by"))
    if lemma not in _AUTHORS or not _is_deed(syntax.pobj(noun, "of", "in")):
        return []
    subject = syntax.subject(noun.head) if is_said else None
    return [noun.head] if noun.dep_ == "appos" else syntax.conjuncts(subject) if subject is not None else []


def _tells_deed(noun: Token) -> bool:
    return _is_deed(each for each in noun.subtree if each.dep_ == "pobj" and each.head.lower_ in {"in", "for", "of"})


def _is_explosive(verb: Token, lexicon: Lexicon) -> bool:
    """ "Two youths threw the bomb": whoever brought the weapon did it."""
    done_to = syntax.patients(verb)
    done_to = [
        *done_to,
        *(each for noun in done_to for part in noun.children if part.lower_ == "containing" for each in part.subtree),
    ]
    return event_types.has_noun(done_to, "weapons", lexicon) or any(each.lemma_.lower() in _CHARGES for each in done_to)
