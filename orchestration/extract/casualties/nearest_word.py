"""Figures near two casualty words: which word has the figure in "five were killed and many more wounded"?

Here belong the questions that need both words. How one word finds its people belongs to `figure_frames`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.coreference.person_chains import PersonChains
from orchestration.extract.events.triggers import match_casualty_verb
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_QUANTITY_WORDS = frozenset(
    {"many", "more", "others", "other", "several", "some", "dozens", "scores", "hundreds", "tens", "number"}
)
_ACTIVE_TAGS = frozenset({"VB", "VBP", "VBZ", "VBG"})
_UNINFLECTED_WORDS = frozenset({"hurt", "dead", "missing"})
_HEADLINE_VERBS = frozenset({"kill", "injure", "wound"})


def find_outcome(token: Token, lexicon: Lexicon) -> str | None:
    """Finds what happened to people by a verb or an adjective; None when the word is no casualty word."""
    word = match_casualty_verb(token, lexicon)
    if word is not None:
        return word.outcome if word.victim_role != "hit" else None  # "shot and killed" is one harm
    adjective = lexicon.casualty_adjectives.get(token.lower_)
    return adjective.outcome if adjective is not None else None


def is_active_form(token: Token) -> bool:
    """Whether a verb has an active form, which its victims follow: "kill", "kills", "killing"."""
    is_other = token.lower_ in _UNINFLECTED_WORDS or token.lemma_.lower() in syntax.DYING_VERBS or token.lower_.endswith("ed")
    return token.tag_ in _ACTIVE_TAGS and not is_other


def find_headline_outcome(token: Token, lexicon: Lexicon) -> str | None:
    """Finds the outcome of a verb after a bare figure, which the parser takes for a noun: "… kill 50 injure dozens"."""
    is_form = (token.lower_ in _HEADLINE_VERBS and token.dep_ == "compound") or token.lower_ in {"kills", "injures"}
    if not is_form or token.pos_ == "VERB" or not token.i or token.doc[token.i - 1].pos_ != "NUM":
        return None
    words = lexicon.casualty_verbs.get(token.lower_.removesuffix("s"), [])
    return next((word.outcome for word in words if len(word.phrase) == 1), None)


def find_counted_subject(token: Token, lexicon: Lexicon) -> Token | None:
    """Finds the victims before a headline's participle, parsed as its subject: "Three people killed five injured"."""
    before = syntax.find_word_before(token) or token
    if token.tag_ not in {"VBD", "VBN"} or (before.pos_ != "NUM" and (before.dep_ != "nsubj" or before.head != token)):
        return None
    is_counted = before.pos_ == "NUM" or any(child.dep_ == "nummod" for child in before.children)
    is_counted = is_counted or lexicon.victim_nouns.get(before.lower_, "combatants") != "combatants"  # "Child killed 20 injured"
    after = [child for each in syntax.find_objects(token) for child in each.children if child.dep_ in {"acl", "amod"}]
    own = find_outcome(token, lexicon)
    return (
        before if is_counted and any(find_outcome(c, lexicon) not in {None, own} and c.i == c.head.i + 1 for c in after) else None
    )


def describes_victims(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word says what the victims of another word were before: "killed two wounded fighters"."""
    noun = token.head
    if token.dep_ != "amod" or noun.dep_ not in {"dobj", "nsubjpass"}:
        return False
    return find_outcome(noun.head, lexicon) not in {None, find_outcome(token, lexicon)}


def describes_the_dying(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word says what the dead were before they died: "Two people wounded in the blast have died"."""
    verb = token.head.head
    is_dying = syntax.is_verb(verb) and verb.lemma_.lower() in syntax.DYING_VERBS and syntax.find_subject(verb) == token.head
    return token.dep_ in {"acl", "relcl"} and is_dying and find_outcome(token, lexicon) == "wounded"


def is_one_of_pair(token: Token, lexicon: Lexicon) -> bool:
    """Whether one figure is for two outcomes, and so for neither: "killed or wounded", "killing and injuring"."""
    own = find_outcome(token, lexicon)
    for step in (1, -1) if own in {"killed", "wounded"} else ():
        near = [token.doc[token.i + step * i] for i in (1, 2) if token.sent.start <= token.i + step * i < token.sent.end]
        if len(near) > 1 and near[0].lower_ in {"or", "and", "/", "and/or"}:
            near = near[1:]
        if near and near[0].dep_ != "amod" and {find_outcome(near[0], lexicon), own} == {"killed", "wounded"}:
            return not (syntax.has_own_subject(near[0]) and syntax.has_own_subject(token))
    return False


def has_elliptic_subject(token: Token, lexicon: Lexicon) -> bool:
    """Whether people of its own come right before a joined word, with no noun: "… were killed and many more wounded"."""
    if token.tag_ not in {"VBN", "VBD"} or syntax.find_objects(token) or syntax.has_own_subject(token):
        return False
    before: list[Token] = []
    for each in reversed(list(token.doc[token.sent.start : token.i])):
        if each.lower_ in {"and", "or", "but", "while", ",", ";"}:
            break
        before.append(each)
        if len(before) > 4 or find_outcome(each, lexicon) is not None:
            return False
    else:
        return False
    is_short = all(each.pos_ in {"ADJ", "NOUN", "ADV", "AUX", "DET", "NUM", "PRON"} or each.lower_ == "of" for each in before)
    return is_short and any(each.lower_ in _QUANTITY_WORDS for each in before) and not _has_noun(before)


def is_behind_bare_figure(token: Token) -> bool:
    """Whether a figure right before belongs to the word: "12 dead and 4 wounded", where the parser joins the figures."""
    before = syntax.find_word_before(token) or token
    return token.tag_ in {"VBN", "VBD"} and token.dep_ == "acl" and before.pos_ == "NUM" and token.head.pos_ == "NUM"


def is_behind_headline_figure(token: Token) -> bool:
    """Whether a headline's word for the wounded follows a figure: "Three shot, two critical"."""
    if token.lower_ not in {"shot", "stabbed", "critical", "hospitalized"}:
        return False
    before, after = syntax.find_word_before(token) or token, syntax.find_word_after(token)
    is_end = after is None or after.lower_ == "following" or after.pos_ in {"ADP", "PUNCT", "CCONJ", "SCONJ", "ADV"}
    return before.pos_ == "NUM" and is_end


def find_names_before(persons: PersonChains, sentence: Sentence, verb: Token) -> list[Token]:
    """Finds the dead of "According to coroner X, Y, 23, and Z, 29, were pronounced dead", which is parsed as a list with X."""
    if not any(child.dep_ == "auxpass" and child.lower_ in {"was", "were"} for child in verb.children):
        return []
    return [each for each in sentence.tokens if each.i < verb.i and persons.is_aged_name(sentence, each)]


def _has_noun(tokens: list[Token]) -> bool:
    """Whether there is a noun that is more than a quantity."""
    return any(each.pos_ == "NOUN" and each.lower_ not in _QUANTITY_WORDS for each in tokens)


def belongs_to_nearer_word(head: Token, noun: Token, word: Token, own: str, lexicon: Lexicon) -> bool:
    """Whether another casualty word, with another outcome, is nearer to the people than `word`, whose outcome is `own`."""
    if word.i < head.left_edge.i:
        between = word.doc[word.i + 1 : head.i]
    elif word.i > noun.i:
        between = word.doc[max(head.i, noun.i) + 1 : word.i]
    else:
        return False
    for each in between:
        if find_headline_outcome(each, lexicon) not in {None, own}:
            return True
        if each.dep_ in {"amod", "compound"} or find_outcome(each, lexicon) in {None, own}:
            continue
        if each.dep_ in {"acl", "relcl"} and each.head in (noun, head) and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            continue  # "three people wounded in the blast died"
        return True
    return False
