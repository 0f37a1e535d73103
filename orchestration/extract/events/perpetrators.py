"""Perpetrators: which side, named group or described people a noun phrase means.

Here belongs reading the nouns that a clause gives for the perpetrator or for a side. Which clauses are read is decided in
`event_mentions`, `blame` and `inferred_perpetrators`; which words name an actor at all, in the room `actors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading
from orchestration.extract.events import event_types
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_COLLECTIVE_NOUNS = frozenset(
    {"group", "band", "number", "squad", "member", "unit", "pair", "couple", "team", "dozen", "column", "cell"}
)
_EMPTY_ADJECTIVES = frozenset({
    "armed", "heavily", "small", "large", "unidentified", "unknown", "terrorist", "same", "other", "several", "some", "these",
    "those", "two", "various",
})  # fmt: skip
"""A group with only these words in front can be anybody."""
_REPORTING_NOUNS = frozenset({"source", "spokesman", "spokeswoman", "spokesperson", "report", "statement", "communique"})
""" "Military sources" and "an army communique" report events, they do not act."""
_NOBODY = frozenset({"none", "nobody", "neither"})
_NON_COMBATANT_GROUPS = frozenset({"civilians", "children", "women", "men", "total"})
_REPORTING_VERBS = frozenset({"say", "report", "add", "tell", "state", "announce"})  # codespell:ignore tell
_NAMING_VERBS = frozenset({"call", "know", "name", "style", "dub", "term"})
_MODIFIER_DEPENDENCIES = frozenset({"amod", "compound", "nmod"})
_NON_GROUP_ENTITIES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
_DOUBT_MARKERS = frozenset({"whether", "if"})
_PROOF_NOUNS = frozenset({"evidence", "proof", "confirmation", "indication", "sign"})
_COUNTRY_ADJECTIVES = frozenset({"US", "U.S.", "UK", "U.K."})
"""Names of countries that have no adjective of their own."""
_REFUTING_ADJECTIVES = frozenset({"wrong", "rash", "absurd", "premature", "false", "incorrect", "irresponsible", "untrue"})
_MAX_STEPS_TO_VERB = 6
"""At most so many words of the parse may stand between "by" and the verb above it."""


_BYSTANDER_KINDS = frozenset({"rescue", "medical", "monitor", "media", "UN or aid"})
"""Kinds of speakers who report violence and never use it."""


def find_perpetrator(article: ArticleReading, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """Returns the first side among nouns that act. A country does not act through its people: "embassy employees", "settlers"."""
    for token in tokens:
        if token.lower_ in _NOBODY:
            continue
        found = find_side(article, sentence, [token])
        if found is not None and article.speakers.classify_speaker(found.name) in _BYSTANDER_KINDS:
            continue  # "The White Helmets said that air strikes hit the town"
        is_people = article.lexicon.victim_nouns.get(token.lemma_.lower()) in _NON_COMBATANT_GROUPS and token.pos_ == "NOUN"
        is_public = found is not None and found.kind == "name" and _is_common_noun(article, sentence, found, token)
        if found is not None and not is_public and not (found.kind == "country" and is_people):
            return found
    return None


def _is_common_noun(article: ArticleReading, sentence: Sentence, mention: ActorMention, token: Token) -> bool:
    """Whether a name is only a common noun with a capital, as in titles: "Herders Kill Nine"."""
    is_doer = event_types.has_noun([token], "doer", article.lexicon)  # codespell:ignore doer
    is_whole = (mention.start, mention.end) == (sentence.offset(token), sentence.end_offset(token))
    return mention.name.lower() in article.lexicon.victim_nouns or (is_doer and is_whole)


def find_side(article: ArticleReading, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """Returns the first side among nouns: an actor, or the members of a collective ("a group of rebels"), not a bare "group"."""
    for token in tokens:
        if token.lemma_.lower() in _REPORTING_NOUNS:
            continue
        mention = find_named_group(article, sentence, token)
        if mention is None and token.lemma_.lower() in _COLLECTIVE_NOUNS:
            mention = _find_side_in_collective(article, sentence, token)
        elif mention is None:
            mention = article.actors.find_actor(sentence, token)
        if mention is None and token.pos_ == "PROPN":
            mention = article.actors.find_country(sentence, token)
        if mention is not None and mention.kind == "group":  # "fighters of the group, which is known as Nightjars"
            owners = (find_named_group(article, sentence, each) for each in syntax.find_prep_objects(token, "of"))
            mention = next((owner for owner in owners if owner is not None), mention)
        if mention is None or mention.kind in {"public", "group"}:  # "nine people, including members of the army"
            mention = find_side(article, sentence, _list_included_nouns(token)) or mention
        if (
            mention is not None
            and not _is_anybody(mention)
            and not _is_kind_of_event(mention, token)
            and not _is_only_where(article, sentence, mention, token)
            and not is_capitalised_adjective(article, sentence, mention)
        ):
            return mention
    return None


def _is_behind_reporting_verb(verb: Token) -> bool:
    """ "Two were hit, police said, killing one and wounding another"."""
    while verb.dep_ == "conj" and syntax.is_verb(verb.head) and not syntax.has_own_subject(verb):
        verb = verb.head
    return verb.dep_ == "advcl" and verb.head.lemma_.lower() in _REPORTING_VERBS and not syntax.has_own_subject(verb)


def _list_included_nouns(token: Token) -> list[Token]:
    nouns = [token, *syntax.find_prep_objects(token, "of")]
    return [each for noun in nouns if noun.tag_ in {"NN", "NNS"} for each in syntax.find_prep_objects(noun, "including")]


def find_agents(verb: Token) -> list[Token]:
    """Returns the nouns for who acts in a verb's clause.

    In a passive, "by" may hang on a joined verb ("taken and shot by rebels") or on a noun in between ("shot near his home by
    rebels").
    """
    if not syntax.is_verb(verb):  # "the wounding of three nuns by the army"
        return [*syntax.find_prep_objects(verb, "by"), *find_agents_below(verb)]
    if _is_behind_reporting_verb(verb) or verb.lemma_.lower() in syntax.DYING_VERBS:
        return []
    own = syntax.find_agents(verb)
    if own or not syntax.is_passive(verb):
        return own
    joined = (each for each in verb.children if each.dep_ == "conj" and syntax.is_verb(each) and not syntax.has_own_subject(each))
    return next(
        (found for each in joined if syntax.is_passive(each) and (found := find_agents(each))), list(find_agents_below(verb))
    )


def is_doubted(clause: Token | None) -> bool:
    """Whether nobody vouches for a clause: "no evidence that …", "did not say whether …", "it would be wrong to say that …"."""
    while clause is not None and clause.dep_ in {"ccomp", "acl", "pcomp", "conj", "xcomp"} and clause.head != clause:
        if any(
            child.lower_ in _DOUBT_MARKERS and child.dep_ in {"mark", "advmod"} and child.i < clause.i
            for child in clause.children
        ):
            return True
        above = clause.head
        if above.lemma_.lower() in _PROOF_NOUNS and (_is_absent(above) or _is_negated(above.head)):
            return True
        if syntax.is_verb(above) and clause.dep_ == "ccomp":
            judgement = above.head if above.dep_ in {"xcomp", "ccomp", "advcl"} else above
            words = {each.lower_ for each in (*above.children, *judgement.children, judgement)}
            if _is_negated(above) or words & _REFUTING_ADJECTIVES:
                return True
        clause = above
    return False


def _is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _is_absent(noun: Token) -> bool:
    return any(child.lower_ in {"no", "any", "little", "insufficient"} for child in noun.children)


def find_sources(verb: Token) -> list[Token]:
    """Returns the nouns behind "by" and "from" of a clause such as "came under attack from raiders"."""
    found = [each for child in verb.subtree if child.dep_ == "pobj" for each in syntax.find_prep_objects(child, "by", "from")]
    found += list(syntax.find_prep_objects(verb, "by", "from"))
    preps = [each for each in verb.subtree if each.lower_ in {"by", "from"} and each.dep_ == "prep"]
    return found + [each for prep in preps for each in prep.children if each.dep_ == "pobj"]


def find_agents_below(head: Token) -> Iterator[Token]:
    """Yields the nouns behind a "by" anywhere below a verb or noun: "the raid on the village by rebels".

    No other verb or clause may stand in between.
    """
    for by in head.subtree:
        if by.lower_ != "by" or by.i < head.i or by.head == head or by.dep_ not in {"prep", "agent"}:
            continue
        between = list(by.ancestors)[:_MAX_STEPS_TO_VERB]
        between = between[: between.index(head)] if head in between else between
        if not any(syntax.is_verb(each) or each.dep_ in {"acl", "relcl"} for each in between):
            yield from (noun for child in by.children if child.dep_ == "pobj" for noun in syntax.find_conjuncts(child))


def find_agents_behind(noun: Token) -> Iterator[Token]:
    """Yields the nouns behind a "by" that hangs on the active verb above a noun: "confirmed the killing of two men by X"."""
    verb = noun.head
    after = noun.doc[noun.right_edge.i + 1] if noun.right_edge.i + 1 < noun.sent.end else noun
    joined = [child for child in verb.children if child.lower_ == "by" and child.i > noun.i] if noun.dep_ == "dobj" else []
    for by in [*joined, *([after] if after.lower_ == "by" and after not in joined and after.head != noun else [])]:
        if syntax.is_verb(by.head) and not syntax.is_passive(by.head):
            yield from (each for child in by.children if child.dep_ == "pobj" for each in syntax.find_conjuncts(child))


def find_named_group(article: ArticleReading, sentence: Sentence, token: Token) -> ActorMention | None:
    """Returns a group whose name no tagger knows: "the Nightjars", "a gang known as Nightjars", "a group calling itself X"."""
    noun = article.lexicon.find_actor_noun(token)
    is_group = (noun is not None and noun.kind == "group") or token.lemma_.lower() in _COLLECTIVE_NOUNS
    for clause in token.children:
        if is_group and clause.dep_ in {"acl", "relcl"} and clause.lemma_.lower() in _NAMING_VERBS:
            names = [each for each in clause.subtree if each.pos_ == "PROPN" and each.i > clause.i]
            if names:
                return _read_group_name(article, sentence, names[0])
    if noun is not None and noun.kind == "group":  # "the rebel group Northern Dawn"
        named = next((child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
        if named is not None and named.left_edge.i == token.i + 1:
            return _read_group_name(article, sentence, named)
    beside = (child for child in token.children if child.dep_ == "appos" and child.i > token.i)
    nouns = (article.lexicon.find_actor_noun(each) for each in beside if not each.text[:1].isupper())
    if token.pos_ == "PROPN" and any(noun is not None and noun.kind == "group" for noun in nouns):
        return _read_group_name(article, sentence, token)  # "the Nightjars, a rebel group"
    has_article = any(child.lower_ == "the" for child in token.children)
    is_plural = token.tag_ == "NNPS" or (token.tag_ == "NNS" and token.text[:1].isupper() and not token.is_sent_start)
    if not is_plural or not has_article or token.ent_type_ in _NON_GROUP_ENTITIES or token.lower_ in article.lexicon.countries:
        return None
    is_known = article.actors.find_actor(sentence, token) is not None or article.lexicon.find_actor_noun(token) is not None
    is_person = token.lemma_.lower() in article.lexicon.victim_nouns or token.lower_ in article.lexicon.victim_nouns
    return None if is_known or is_person else _read_group_name(article, sentence, token)


def _read_group_name(article: ArticleReading, sentence: Sentence, token: Token) -> ActorMention | None:
    """The capitalised words around a token as the name of a group."""
    known = article.actors.mentions.get((sentence.field, sentence.offset(token)))
    if known is not None:
        return known
    words = [each for each in token.doc[token.sent.start : token.sent.end] if each.pos_ == "PROPN" and each.text[:1].isupper()]
    run = [token]
    for each in words:
        if each.i == run[-1].i + 1:
            run.append(each)
    for each in reversed(words):
        if each.i == run[0].i - 1:
            run.insert(0, each)
    known = article.actors.mentions.get((sentence.field, sentence.offset(run[-1])))
    if known is not None:
        return known
    if any((sentence.field, sentence.offset(each)) in article.actors.places for each in run):
        return None
    start, end = sentence.offset(run[0]), sentence.end_offset(run[-1])
    return ActorMention(sentence.field, start, end, sentence.quote(start, end), "name", None, True, sentence.index)


def _find_side_in_collective(article: ArticleReading, sentence: Sentence, token: Token) -> ActorMention | None:
    """ "A group of rebels", "an FMLN column", "the rebel unit"."""
    inside = list(syntax.find_prep_objects(token, "of"))
    found = find_side(article, sentence, inside) or find_described_people(article, sentence, inside)
    return found if found is not None else article.actors.find_actor(sentence, token)


def _is_anybody(mention: ActorMention) -> bool:
    words = mention.name.lower().split() if mention.kind != "name" else []
    return bool(words) and words[-1].removesuffix("s") in _COLLECTIVE_NOUNS and set(words[:-1]) <= _EMPTY_ADJECTIVES


def _is_only_where(article: ArticleReading, sentence: Sentence, mention: ActorMention, token: Token) -> bool:
    """Whether a name in front of a noun only says where a thing is, whose or which it is: "a Myanmar festival", "a Filipino
    sailor", "Stray bullets"."""
    if mention.kind not in {"country", "name"} or mention.start <= sentence.offset(token) < (mention.phrase_end or mention.end):
        return False
    if (sentence.field, sentence.offset(token)) in article.actors.places:
        return True  # "Westland's capital Upton"
    is_people = article.lexicon.victim_nouns.get(token.lemma_.lower()) in _NON_COMBATANT_GROUPS
    is_before = mention.end <= sentence.offset(token)
    return (
        token.pos_ == "NOUN"
        and is_before
        and ((is_people and mention.kind == "country") or not may_own(article, sentence, mention))
    )


def _is_kind_of_event(mention: ActorMention, token: Token) -> bool:
    """ "A terrorist wave hit the town": the word gives the kind of event, not the perpetrator."""
    return mention.name.lower() == "terrorist" and token.lemma_.lower() != "terrorist"


def may_own(article: ArticleReading, sentence: Sentence, mention: ActorMention) -> bool:
    """Whether an actor in front of a blow or weapon is its owner, and no place, topic or kind: "Israeli strike", "RSF drone".

    A bare country is the place ("Kenya attack"), a demonym a side. A name that is on no list is one only where it is an
    organisation or an acronym ("Cattle raid").
    """
    if mention.kind == "country":
        words = sentence.field_text[mention.start : mention.end]
        is_owner = sentence.field_text[mention.end : mention.end + 2] in {"'s", "’s", "' ", "’ "}
        return is_owner or words.lower() not in article.lexicon.demonyms or words in _COUNTRY_ADJECTIVES
    if mention.kind != "name" or mention.actor_type is not None:
        return True
    tokens = [each for each in sentence.tokens if mention.start <= sentence.offset(each) < mention.end]
    if is_listed(article, mention) or any(each.text.isupper() and len(each.text) > 1 for each in tokens):
        return True
    if sentence.field == "title" and len(tokens) == 1:
        return False  # in a title everything may have a capital
    return len(tokens) > 1 or any(each.ent_type_ in {"ORG", "NORP"} for each in tokens)


def is_listed(article: ArticleReading, mention: ActorMention) -> bool:
    """Whether the name of a mention is one of actor_names.csv."""
    return any(match.group() == mention.name for match, _ in article.lexicon.find_listed_actors(mention.name))


def is_capitalised_adjective(article: ArticleReading, sentence: Sentence, mention: ActorMention) -> bool:
    """Whether a name is only an adjective with a capital: "An Irregular armed group". A listed name is a name."""
    tokens = [each for each in sentence.tokens if mention.start <= sentence.offset(each) < mention.end]
    is_single = mention.kind == "name" and len(tokens) == 1
    if not is_single or tokens[0].pos_ != "ADJ" or tokens[0].ent_type_ in {"ORG", "NORP"}:
        return False
    return not is_listed(article, mention)


def find_described_people(article: ArticleReading, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """Returns the people that a common noun describes: "three hooded men"."""
    for token in tokens:
        if token.lemma_.lower() in _COLLECTIVE_NOUNS:
            inside = find_described_people(article, sentence, syntax.find_prep_objects(token, "of"))
            if inside is not None:
                return inside
        is_noun = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and (token.is_sent_start or sentence.field == "title"))
        if not is_noun or not event_types.has_noun([token], "doer", article.lexicon):  # codespell:ignore doer
            continue
        words = [each for each in token.lefts if each.dep_ in _MODIFIER_DEPENDENCIES and each.right_edge.i + 1 <= token.i]
        first = words[0] if words and words[0].left_edge == words[0] else token
        start, end = sentence.offset(first), sentence.end_offset(token)
        name = " ".join(sentence.quote(start, end).split())
        return ActorMention(sentence.field, start, end, name, "group", None, False, sentence.index)
    return None


def find_named_person(article: ArticleReading, sentence: Sentence, tokens: Iterable[Token]) -> ActorMention | None:
    """Returns a person named in full, here or earlier in the article, who is called guilty."""
    for token in tokens:
        someone = article.persons.find_person(sentence, token) if token.pos_ == "PROPN" else None
        if someone is None or someone.full_name is None:
            continue
        first = token
        while first.i > sentence.span.start and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).head == token:
            first = first.nbor(-1)
        start, end = sentence.offset(first), sentence.end_offset(token)
        return ActorMention(sentence.field, start, end, someone.full_name, "person", None, False, sentence.index)
    return None
