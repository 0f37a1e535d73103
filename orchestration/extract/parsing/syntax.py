"""Who does what to whom: reading a parse.

Here belong questions that any rule asks of a dependency tree: subject, objects, passive, conjuncts, whether a verb tells of
something that came about. Which words matter belongs to the modules that ask.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon

CORRECTING_VERBS = frozenset({"lower", "revise", "correct", "cut", "reduce", "adjust", "amend", "update", "downgrade"})
"""Verbs by which those who state a toll change it."""

DYING_VERBS = frozenset({"die", "perish", "drown", "succumb"})
"""Verbs whose subjects are the dead."""

ESTIMATING_VERBS = frozenset({"put", "place"})
"""Verbs that state a figure: "put the toll at seven"."""
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
NOUN_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss", "npadvmod"})
_MODALS_PLANNED = frozenset({"will", "shall", "'ll", "wo"})
_MODALS_CONDITIONAL = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca", "'d"})
_CONDITIONAL_MARKERS = frozenset({"if", "unless", "whether"})
_IMPLICATIVE_VERBS = frozenset({"manage", "begin", "continue", "start", "help", "succeed", "proceed", "be", "use", "go"})
_FACTUAL_PREPOSITIONS = frozenset({"after", "by", "since", "while", "before", "for"})


def find_word_before(token: Token) -> Token | None:
    """The word before a token in its sentence."""
    return None if not token.i or token.is_sent_start else token.nbor(-1)


def find_word_after(token: Token) -> Token | None:
    """The word behind a token in its sentence."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return None if after is None or after.is_sent_start else after


def find_conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it by "and", commas and the like, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(find_conjuncts(child))
    return found


def find_prep_objects(token: Token, *prepositions: str) -> Iterator[Token]:
    """The objects of a token's prepositions, joined ones included."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and (not prepositions or child.lower_ in prepositions):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj" or (grandchild.dep_ == "pcomp" and not is_verb(grandchild)):
                    yield from find_conjuncts(grandchild)


def find_subject(verb: Token, depth: int = 4) -> Token | None:
    """The one who does it, or to whom it is done in a passive; relative pronouns are resolved."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    for child in sorted(subjects, key=lambda each: (each.i > verb.i, abs(each.i - verb.i))):
        return verb.head if child.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl" else child
    if depth == 0 or verb.head == verb:
        return None
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in {"conj", "xcomp"} and is_verb(verb.head):
        return find_subject(verb.head, depth - 1)
    if verb.dep_ in {"advcl", "pcomp"} and verb.tag_ in {"VBG", "VBN"}:
        head = verb.head if is_verb(verb.head) else verb.head.head
        return find_subject(head, depth - 1) if is_verb(head) and head != verb else None
    return None


def has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def is_verb(token: Token) -> bool:
    return bool(token.pos_ in {"VERB", "AUX"})


def is_passive(verb: Token) -> bool:
    """ "was killed", "killed by", "the wounded men" is none; a joined participle is passive as its head is."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    dependencies = {child.dep_ for child in verb.children}
    if dependencies & {"nsubjpass", "auxpass"}:
        return True
    if verb.dep_ in {"acl", "advcl"} and verb.tag_ == "VBN":
        return "dobj" not in dependencies
    if "agent" in dependencies and "dobj" not in dependencies:
        return True
    if verb.dep_ == "conj" and "dobj" not in dependencies and is_verb(verb.head):
        return is_passive(verb.head)
    return False


def find_objects(verb: Token) -> list[Token]:
    """Direct objects with those joined to them, also where the parser joins a noun to the verb."""
    found = [each for child in verb.children if child.dep_ in {"dobj", "obj"} for each in find_conjuncts(child)]
    joined = [
        child for child in verb.children if found and child.dep_ == "conj" and child.pos_ == "NOUN" and child.i > found[-1].i
    ]
    return found + [each for child in joined for each in find_conjuncts(child)]


def find_patients(verb: Token) -> list[Token]:
    """To whom it is done."""
    if is_passive(verb):
        done_to = find_subject(verb)
        return find_conjuncts(done_to) if done_to is not None else []
    return find_objects(verb)


def find_agents(verb: Token) -> list[Token]:
    """Who does it."""
    if is_passive(verb):
        by = [child for child in verb.children if child.dep_ == "agent"]
        return (
            (list(find_prep_objects(verb, "by", "from")) or [each for child in by for each in _find_identified_agents(child)])
            if by
            else []
        )
    doer = find_subject(verb)
    return find_conjuncts(doer) if doer is not None else []


def _find_identified_agents(by: Token) -> list[Token]:
    """ "by what the army believes were rebel fighters": the fighters, and never the army."""
    relative = [token for child in by.children if child.dep_ == "pcomp" for token in child.subtree]
    if not any(token.lower_ == "what" for token in relative):
        return []
    copula = next((token for token in relative if token.lemma_ == "be"), None)
    nouns = [t for t in relative if copula is not None and t.i > copula.i and t.pos_ in {"NOUN", "PROPN"}]
    named = next((t for t in nouns if t.dep_ in {"attr", "nsubj", "nsubjpass", "dobj"}), None)
    return find_conjuncts(named) if named is not None else []


def find_clause_verb(token: Token) -> Token | None:
    """The verb whose clause a token stands in (a verb is in its own clause)."""
    for each in (token, *token.ancestors):
        if is_verb(each) and each.dep_ not in {"aux", "auxpass", "amod", "compound", "prep"}:  # "including" is no clause
            return each
    return None


def is_negated(verb: Token) -> bool:
    """ "did not kill", "never struck", "no plane struck"; the negation of a main verb counts for verbs joined to it."""
    if any(
        (child.dep_ == "neg" or child.lower_ in {"not", "never", "n't"}) and not _is_not_only(child) for child in verb.children
    ):
        return True
    doer = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if doer is not None and (doer.lower_ in {"none", "nobody"} or any(_denies(child) for child in doer.children)):
        return True
    return verb.dep_ == "xcomp" and is_verb(verb.head) and is_negated(verb.head)


def _is_not_only(word: Token) -> bool:
    """ "Not only killed two men but burned their car"."""
    follower = find_word_after(word)
    return follower is not None and follower.lower_ in {"only", "just"}


def _denies(word: Token) -> bool:
    """ "No plane", and not "no fewer than nine planes"."""
    follower = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    return word.lower_ in {"no", "neither"} and follower.lower_ not in {"fewer", "less", "more"}


def read_clause_factuality(verb: Token, lexicon: Lexicon, *, is_title: bool = False, depth: int = 6) -> str | None:
    """How a verb's deed stands to the facts: asserted, denied, planned, conditional; None: no deed at all ("to attack is …").

    Speakers are not looked at here, only the words of the clause and of those above it.
    """
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if words & _MODALS_PLANNED:
        return "planned"
    if words & _MODALS_CONDITIONAL:
        return "conditional"
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONAL_MARKERS for child in verb.children):
        return "conditional"
    if is_negated(verb):
        return "denied"
    above = _read_factuality_above(verb, lexicon, is_title, depth)
    if above in {"denied", "planned", "conditional"}:
        return above
    if verb.tag_ in {"VBD", "VBN"}:
        return "asserted"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "asserted" if is_title or words & {"have", "has"} or verb.dep_ in {"ccomp", "relcl", "ROOT", "conj"} else None
    if verb.tag_ == "VBG":
        return _read_participle(verb, lexicon, is_title, depth, words)
    return _read_infinitive(verb, lexicon, is_title, depth, words)


def _read_factuality_above(verb: Token, lexicon: Lexicon, is_title: bool, depth: int) -> str | None:
    head = verb.head
    if depth == 0 or head == verb or not is_verb(head) or verb.dep_ not in {"ccomp", "xcomp", "conj", "advcl"}:
        return None
    if verb.dep_ == "advcl" and (verb.tag_ not in {"VBG", "VBN"} or has_own_subject(verb)):
        return None  # "was trying to leave when he was shot"
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and head.tag_ == "VB":
        return None  # "was able to take the gun away and shot him"
    mode = lexicon.reporting.get(head.lemma_.lower())
    if mode in {"planned", "conditional"} and verb.dep_ in {"ccomp", "xcomp"}:
        return mode if verb.tag_ not in {"VBD"} else "asserted"
    if mode == "denied" and verb.dep_ in {"ccomp", "xcomp"}:
        return "denied"
    if mode in {"reported", "alleged"} and verb.dep_ == "ccomp":
        return None  # "would say that X attacked", "did not say who attacked": the deed stands for itself
    if verb.dep_ == "conj" and (has_own_subject(verb)):
        return None
    return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)


def _read_participle(verb: Token, lexicon: Lexicon, is_title: bool, depth: int, words: set[str]) -> str | None:
    if words & {"is", "are", "was", "were", "been", "'s", "'re"}:
        return "asserted"
    head = verb.head
    if depth == 0 or head == verb:
        return "asserted" if is_title else None
    if verb.dep_ == "pcomp":
        return "asserted" if head.lower_ in _FACTUAL_PREPOSITIONS - {"for", "before"} else None
    if verb.dep_ in {"advcl", "conj", "xcomp"} and is_verb(head):
        return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)
    return "asserted" if verb.dep_ == "acl" else None


def _read_infinitive(verb: Token, lexicon: Lexicon, is_title: bool, depth: int, words: set[str]) -> str | None:
    if words & {"did", "does", "do"}:
        return "asserted"
    head = verb.head
    if depth and head != verb and is_verb(head):
        if verb.dep_ == "xcomp" and head.lemma_.lower() in _IMPLICATIVE_VERBS and not find_objects(head):
            return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)
        if verb.dep_ == "conj" and not (head.tag_ == "VB" and head.dep_ == "ROOT"):
            return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)
    if is_title and verb.dep_ == "ROOT":
        return "asserted"
    return "planned" if "to" in words or "to" in {child.lower_ for child in verb.children} else None
