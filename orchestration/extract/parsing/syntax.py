"""The grammar of a clause: subject, objects, passive, conjuncts, and whether the clause states a fact.

Here belong questions about a dependency tree that any room may ask. Which words matter belongs to the room that asks; how a
sentence is parsed belongs to `parse`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.lexicon.lexicon import Lexicon

CORRECTING_VERBS = frozenset({"lower", "revise", "correct", "cut", "reduce", "adjust", "amend", "update", "downgrade"})
"""Verbs by which a source changes a toll that it stated before."""

DYING_VERBS = frozenset({"die", "perish", "drown", "succumb"})
"""Verbs whose subject is the dead."""

ESTIMATING_VERBS = frozenset({"put", "place", "give", "estimate"})
"""Verbs that state a figure: "put the toll at seven", "gave the number of dead as seven"."""
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})  # codespell:ignore whom
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOUN_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss", "npadvmod"})
_PLANNED_MODALS = frozenset({"will", "shall", "'ll", "wo"})
_CONDITIONAL_MODALS = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca", "'d"})
_STATING_VERBS = frozenset({"confirm", "report", "reveal", "say"})
"""Verbs that state something also behind "can": "I can confirm that ten died"."""
_CONDITIONAL_MARKERS = frozenset({"if", "unless", "whether"})
_IMPLICATIVE_VERBS = frozenset({"manage", "begin", "continue", "start", "help", "succeed", "proceed", "be", "use", "go"})
"""Verbs under which an infinitive is a fact when the verb is: "managed to escape", "began to shell"."""
_HABIT_ADVERBS = frozenset({"regularly", "often", "frequently", "routinely", "usually", "sometimes", "always"})
_FACTUAL_PREPOSITIONS = frozenset({"after", "by", "since", "while", "before", "for"})
"""Prepositions before a participle that states a fact: "after shelling the town"."""


def find_word_before(token: Token) -> Token | None:
    """Finds the word before a token in its sentence; None at the start of the sentence."""
    return None if not token.i or token.is_sent_start else token.nbor(-1)


def find_word_after(token: Token) -> Token | None:
    """Finds the word after a token in its sentence; None at the end of the sentence."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return None if after is None or after.is_sent_start else after


def find_conjuncts(token: Token) -> list[Token]:
    """Finds a token and the words that "and", commas and the like join to it, in order. The token itself comes first."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(find_conjuncts(child))
    return found


def find_prep_objects(token: Token, *prepositions: str) -> Iterator[Token]:
    """Finds the objects of a token's prepositions and the words joined to them; of any preposition when none is given."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and (not prepositions or child.lower_ in prepositions):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj" or (grandchild.dep_ == "pcomp" and not is_verb(grandchild)):
                    yield from find_conjuncts(grandchild)


def find_subject(verb: Token, depth: int = 4) -> Token | None:
    """Finds the subject of a verb, in a passive the word that the action is done to.

    A relative pronoun gives the noun that it refers to. A verb without a subject of its own takes that of the verb above it, at
    most `depth` verbs up. None when there is no subject.
    """
    subjects = [child for word in (verb, *_find_split_auxiliary(verb)) for child in word.children if child.dep_ in _SUBJECTS]
    for child in sorted(subjects, key=lambda token: (token.i > verb.i, abs(token.i - verb.i))):
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


def _find_split_auxiliary(verb: Token) -> list[Token]:
    """Finds "were" of "seven people were on Thursday killed", where the parser cuts the verb in two."""
    split = [child for child in verb.children if child.dep_ == "auxpass"]
    if verb.dep_ == "advcl" and verb.tag_ in {"VBD", "VBN"} and verb.head.lemma_ == "be" and verb.head.i < verb.i:
        is_cut = not any(child.dep_ in {*_SUBJECTS, "mark", "dobj"} for child in verb.children)
        split += [verb.head] if is_cut and not any(child.dep_ in {"attr", "acomp"} for child in verb.head.children) else []
    return split


def has_own_subject(verb: Token) -> bool:
    """Whether a verb has a subject in its own clause."""
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def is_verb(token: Token) -> bool:
    """Whether the parser takes a token for a verb or an auxiliary."""
    return bool(token.pos_ in {"VERB", "AUX"})


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: "was killed", "killed by", but not "the wounded men".

    A participle joined to another verb is passive if that verb is.
    """
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    dependencies = {child.dep_ for child in verb.children}
    if dependencies & {"nsubjpass", "auxpass"} or _find_split_auxiliary(verb):
        return True
    dead = next((child for child in verb.children if child.lower_ == "dead" and child.i == verb.i + 1), None)
    if dead is not None and not {"dobj"} & (dependencies | {child.dep_ for child in dead.children}):
        return True  # "Guard shot dead in Upton", but not "shot dead him and his sons"
    if verb.dep_ in {"acl", "advcl"} and verb.tag_ == "VBN":
        return "dobj" not in dependencies
    if "agent" in dependencies and "dobj" not in dependencies:
        return True
    if verb.dep_ == "conj" and "dobj" not in dependencies and is_verb(verb.head):
        return is_passive(verb.head)
    return False


def find_objects(verb: Token) -> list[Token]:
    """Finds the direct objects and the words joined to them, also when the parser joins such a noun to the verb."""
    found = [noun for child in verb.children if child.dep_ in {"dobj", "obj"} for noun in find_conjuncts(child)]
    joined = [
        child for child in verb.children if found and child.dep_ == "conj" and child.pos_ == "NOUN" and child.i > found[-1].i
    ]
    return found + [noun for child in joined for noun in find_conjuncts(child)]


def find_patients(verb: Token) -> list[Token]:
    """Finds the words for those that the action of a verb is done to, in the active and in the passive."""
    if is_passive(verb):
        patient = find_subject(verb)
        return find_conjuncts(patient) if patient is not None else []
    return find_objects(verb)


def find_agents(verb: Token) -> list[Token]:
    """Finds the words for those who do the action of a verb, in the active and in the passive."""
    if is_passive(verb):
        by = [child for child in verb.children if child.dep_ == "agent"]
        return (
            (list(find_prep_objects(verb, "by", "from")) or [noun for child in by for noun in _find_identified_agents(child)])
            if by
            else []
        )
    agent = find_subject(verb)
    return find_conjuncts(agent) if agent is not None else []


def _find_identified_agents(by: Token) -> list[Token]:
    """Finds the fighters, and not the army, in "by what the army believes were rebel fighters"."""
    relative = [token for child in by.children if child.dep_ == "pcomp" for token in child.subtree]
    if not any(token.lower_ == "what" for token in relative):
        return []
    copula = next((token for token in relative if token.lemma_ == "be"), None)
    nouns = [t for t in relative if copula is not None and t.i > copula.i and t.pos_ in {"NOUN", "PROPN"}]
    named = next((t for t in nouns if t.dep_ in {"attr", "nsubj", "nsubjpass", "dobj"}), None)
    return find_conjuncts(named) if named is not None else []


def find_clause_verb(token: Token) -> Token | None:
    """Finds the verb of the clause that contains a token. A verb is in its own clause."""
    for word in (token, *token.ancestors):
        if is_verb(word) and word.dep_ not in {
            "aux",
            "auxpass",
            "amod",
            "compound",
            "prep",
        }:  # "including" does not begin a clause
            return word
    return None


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated: "did not kill", "never struck", "no plane struck".

    A negated main verb also negates its infinitive: "did not try to kill".
    """
    if any(
        (child.dep_ == "neg" or child.lower_ in {"not", "never", "n't"}) and not _is_not_only(child) for child in verb.children
    ):
        return True
    noun = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if noun is not None and (noun.lower_ in {"none", "nobody"} or any(_denies(child) for child in noun.children)):
        return True
    return verb.dep_ == "xcomp" and is_verb(verb.head) and is_negated(verb.head)


def _is_not_only(word: Token) -> bool:
    """Whether "not" belongs to "not only" or "not just": "Not only killed two men but burned their car"."""
    follower = find_word_after(word)
    return follower is not None and follower.lower_ in {"only", "just"}


def find_denying_no(noun: Token) -> Token | None:
    """Finds the "no" that denies a noun: "no casualties", but not the number of "Murder no. 12"."""
    return next(
        (child for child in noun.children if child.lower_ == "no" and child.i < noun.i and not _means_number(child)), None
    )


def _means_number(word: Token) -> bool:
    """Whether "no" is short for number: "no. 12", "No 14"."""
    follower = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    return word.lower_ == "no" and (follower.text == "." or follower.is_digit)


def _denies(word: Token) -> bool:
    """Whether a word denies its noun: "No plane", but not "no fewer than nine planes"."""
    follower = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    return word.lower_ in {"no", "neither"} and follower.lower_ not in {"fewer", "less", "more"} and not _means_number(word)


def read_clause_factuality(verb: Token, lexicon: Lexicon, *, is_title: bool = False, depth: int = 6) -> str | None:
    """Reads whether a clause states its action as "asserted", "denied", "planned" or "conditional".

    None means that the verb names no action that happened or could happen ("to attack is …"). Only the words of the clause and
    of the clauses above it count, at most `depth` clauses up; who says it belongs to `actors.attribution`. In a title the present
    tense is a fact.
    """
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if words & _PLANNED_MODALS:
        return "planned"
    if words & _CONDITIONAL_MODALS and not (words & {"can"} and verb.lemma_ in _STATING_VERBS):
        return "conditional"
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONAL_MARKERS for child in verb.children):
        return "conditional"
    if is_negated(verb):
        return "denied"
    if verb.tag_ in {"VBZ", "VBP"} and any(child.lower_ in _HABIT_ADVERBS for child in verb.children):
        return None  # "the army regularly carries out strikes"
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
    if verb.dep_ == "ccomp" and any(token.text == ";" for token in verb.doc[verb.i : head.i]):
        return None  # "The mayor blamed the rebels; these denied it"
    if verb.dep_ == "advcl" and (verb.tag_ not in {"VBG", "VBN"} or has_own_subject(verb)):
        return None  # "was trying to leave when he was shot"
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and head.tag_ == "VB":
        return None  # "was able to take the gun away and shot him"
    mode = lexicon.reporting_words.get(head.lemma_.lower())
    if mode in {"planned", "conditional"} and verb.dep_ in {"ccomp", "xcomp"}:
        return mode if verb.tag_ not in {"VBD"} else "asserted"
    if mode == "denied" and verb.dep_ in {"ccomp", "xcomp"}:
        return "denied"
    if mode in {"reported", "alleged"} and verb.dep_ == "ccomp":
        return None  # "would say that X attacked", "did not say who attacked": neither makes the attack doubtful
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
    if (
        "have" in words
        and verb.dep_ == "xcomp"
        and is_verb(head)
        and lexicon.reporting_words.get(head.lemma_.lower()) in {"reported", "alleged"}
    ):
        return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)  # "is said to have carried out"
    if depth and head != verb and is_verb(head):
        if verb.dep_ == "xcomp" and head.lemma_.lower() in _IMPLICATIVE_VERBS and not find_objects(head):
            return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)
        if verb.dep_ == "conj" and not (head.tag_ == "VB" and head.dep_ == "ROOT"):
            return read_clause_factuality(head, lexicon, is_title=is_title, depth=depth - 1)
    is_joined = verb.dep_ == "conj" and head.dep_ == "ROOT" and head.tag_ == "VB"  # "Gunmen attack village, kill nine"
    if is_title and (verb.dep_ == "ROOT" or is_joined):
        return "asserted"
    return "planned" if "to" in words or "to" in {child.lower_ for child in verb.children} else None
