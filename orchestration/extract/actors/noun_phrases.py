"""Noun phrases: which words belong to a noun or a name.

Here belongs cutting phrases out of a sentence. Whether a phrase names an actor is decided in `actor_mentions`, `group_names` and
`bystanders`.
"""

from __future__ import annotations

from spacy.tokens import Token

IGNORED_LEADING_WORDS = frozenset({
    "suspected", "alleged", "several", "many", "local", "other", "regular", "so", "called", "self", "-", "unidentified",
    "unknown", "armed", "a", "an", "the", "some", "any", "various", "more", "fellow", "key", "top", "senior", "major",
    "such", "own", "former", "new", "nearby", "remaining", "regional", "certain", "first", "two", "three", "all", "both",
    "these", "those", "this", "that", "styled", "proclaimed",
})  # fmt: skip
"""Words in front of a name or description that do not belong to it."""

_STATE_WORDS = frozenset({"country", "nation", "state", "regime", "government", "junta"})
"""Owners that every army has: "the country's military"."""
_NON_CAUSE_ENTITIES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "NORP", "PERSON"})

_THING_NOUNS = frozenset({
    "exercise", "agreement", "accord", "treaty", "act", "law", "code", "resolution", "war", "summit", "conference", "protocol",
    "protocols", "convention", "constitution", "plan", "road", "highway", "street", "airport", "base", "day", "room",
})  # fmt: skip
_SPLITTING_WORDS = frozenset({"against", "near", "outside"})
"""Prepositions that are part of no actor's name."""
_NEARNESS_WORDS = frozenset({"near", "outside"})


def is_first_word(token: Token) -> bool:
    """ "Other bombs", "Security forces" at the start of a sentence: the capital does not make the word a name."""
    if not token.is_sent_start or token.text.isupper():
        return False
    return token.tag_ == "NN" or (token.tag_ in {"JJ", "JJR", "JJS"} and not token.ent_type_)


def find_supported_name_end(token: Token) -> int | None:
    """Returns the index of the last token of X in "forces loyal to X", "fighters supporting X"; None if there is no X."""
    for child in token.children:
        if child.dep_ in {"acl", "amod"} and child.i > token.i and child.lemma_.lower() in {"support", "loyal", "ally", "back"}:
            names = [each for each in child.subtree if each.pos_ == "PROPN"]
            if names and names[-1].i - token.i < 8:
                return int(names[-1].i)
    return None


def collect_modifiers(token: Token) -> list[Token]:
    """Returns the unbroken run of modifiers in front of a noun, and the noun."""
    first = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in {"det", "predet", "nummod", "cc", "quantmod", "advmod", "relcl", "case"}:
            break
        if child.right_edge.i + 1 != first:
            break
        first = child.left_edge.i
    words = list(token.doc[first : token.i + 1])
    breaks = [
        index for index, each in enumerate(words) if each.tag_ in {"DT", "CD", "PRP$", "WP$", ",", "``", "WRB", "CC", "-LRB-"}
    ]
    after_brackets = has_inner_bracket(words)
    return words if after_brackets else words[breaks[-1] + 1 if breaks else 0 :]


def has_inner_bracket(words: list[Token]) -> bool:
    """Whether a run of words holds one bracket inside: "Free Army (FA) rebels"."""
    return bool(words) and [each.text for each in words].count("(") == 1 and words[0].text != "("


def is_affix(token: Token) -> bool:
    """Whether a token is part of "US-backed" or "pro-Assad", which the tokenizer splits."""
    follower = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    previous = token.doc[token.i - 1] if token.i else None
    joined_right = follower is not None and follower.text == "-" and follower.idx == token.idx + len(token)
    joined_left = previous is not None and previous.text == "-" and previous.idx + 1 == token.idx
    return joined_right or joined_left


def is_same_entity(each: Token, token: Token) -> bool:
    """Whether the tagger sees one organisation in two tokens and all between them."""
    lower, upper = sorted((each.i, token.i))
    return all(token.doc[i].ent_type_ == "ORG" and (i == lower or token.doc[i].ent_iob_ == "I") for i in range(lower, upper + 1))


def extend_organisation(run: list[Token]) -> list[Token]:
    """Adds "for Human Rights" to "Observatory", where the tagger cut the name short."""
    doc, end = run[-1].doc, run[-1].i
    while (
        end + 2 < len(doc)
        and doc[end + 1].lower_ in {"of", "for"}
        and doc[end + 2].text[:1].isupper()
        and doc[end + 2].ent_type_ == "ORG"
    ):
        end += 2
        while end + 1 < len(doc) and doc[end + 1].ent_type_ == "ORG" and doc[end + 1].ent_iob_ == "I":
            end += 1
    return list(doc[run[0].i : end + 1])


def extend_by_cause(run: list[Token]) -> list[Token]:
    """Adds "of National Liberation" to "Army": the cause that a force is named after, unless it is a place."""
    doc, end = run[-1].doc, run[-1].i + 1
    if end >= len(doc) or doc[end].lower_ != "of":
        return run
    last = end
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and doc[last + 1].ent_type_ not in _NON_CAUSE_ENTITIES:
        last += 1
    return list(doc[run[0].i : last + 1]) if last > end + 1 else run


def find_first_capital(first: Token) -> Token:
    """Returns the first of the capitalised names directly in front of a token, else the token itself."""
    while first.i > first.sent.start and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[:1].isupper():
        first = first.nbor(-1)
    return first


def follows_prefix(token: Token) -> bool:
    """ "Castroite" in "pro-Castroite", which the tokenizer splits, does not belong to the name behind it."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).text.islower() and is_affix(token)


def is_counted(token: Token) -> bool:
    """ "An IED", "six UAVs": a counted acronym is a kind of thing, not a name."""
    return any(child.lower_ in {"a", "an"} or child.pos_ == "NUM" for child in token.children if child.i < token.i)


def drop_leading_words(words: list[Token]) -> list[Token]:
    """Returns a phrase without the words in front that do not help to identify the actor."""
    while len(words) > 1 and (
        words[0].lower_ in IGNORED_LEADING_WORDS
        or words[0].ent_type_ == "DATE"
        or words[0].tag_ == "POS"
        or (words[0].lower_ in _STATE_WORDS and words[1].tag_ == "POS")
    ):
        words = words[1:]
    return words


def trim_name(words: list[Token]) -> list[Token]:
    """Returns a name without article, genitive, blanks and punctuation around it."""
    while words and (words[0].lower_ in {"the", "a", "an"} or words[0].is_punct or words[0].is_space):
        words = words[1:]
    while words and (words[-1].tag_ == "POS" or words[-1].is_punct or words[-1].is_space):
        words = words[:-1]
    return words


def split_names(words: list[Token]) -> list[list[Token]]:
    """Splits names that the tagger joined: "the Northern Army, Eastern Front", "the Northern Army against Upton"."""
    commas = [index for index, each in enumerate(words) if each.text == "," or each.lower_ in _SPLITTING_WORDS]
    return [words[first:last] for first, last in zip([0, *(i + 1 for i in commas)], [*commas, len(words)], strict=True)]


def is_thing(words: list[Token]) -> bool:
    """Whether a capitalised name is no actor's: "Law of the Sea", "Hague Convention", "Upton near Midton"."""
    is_beside = any(each.lower_ in _NEARNESS_WORDS for each in words)
    return is_beside or bool({words[0].lower_, words[-1].lower_} & _THING_NOUNS)
