"""Victims: how many people of which group a noun phrase means.

Here belong the words of one noun phrase: figure, group, side, name. What happened to these people belongs to the frames.
"they" and "all" belong to `plural_pronouns`; several phrases in one list belong to `victim_lists`.
"""

# ruff: noqa: PLR0911, PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading
from orchestration.extract.coreference.person import Person
from orchestration.extract.events.event_mentions import is_equipment
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.numbers import Count
from orchestration.extract.parsing.parse import Sentence

_QUANTITY_NOUNS = frozenset(
    {
        "number",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "ten",
        "couple",
        "pair",
        "handful",
        "group",
        "total",
        "rest",
        "half",
        "third",
        "quarter",
        "fifth",
    }
)
"""Nouns that give a quantity of what follows "of": "a group of farmers"."""

_NOUNS_OF_KNOWN_PEOPLE = frozenset({"people", "victims", "casualties", "fatalities", "bodies"})
"""Plurals that name no new people: "victims died before they reached a hospital"."""
_NOUNS_BEFORE_SIZE = frozenset({"family", "party", "crew", "household", "group", "band", "team"})
"""Nouns that may have their size after "of": "a family of six"."""

_SIZE_BY_WORD = {"couple": 2, "twins": 2, "duo": 2, "both": 2, "trio": 3, "triplets": 3}
_PERSON_ENDINGS = ("man", "men", "woman", "women", "person", "ist", "ian", "eer", "er", "or", "ee", "ite", "ese", "ant")
"""Endings by which a counted noun that is in no list is taken for people: "two councilmen"."""

_NOBODY_WORDS = frozenset({"nobody", "none"})
_KIN_NOUNS = frozenset({"wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "cousin", "child", "baby"})
_ONE_MORE_WORDS = frozenset({"another", "second", "third", "fourth", "fifth", "sixth"})
_ADDITION_WORDS = frozenset({"another", "other", "others", "more", "additional", "further"})
_MIN_OF_PLURAL = 2
"""The least that a plural without a number can mean."""

_NAME_PARTICLES = frozenset({"al", "el", "-", "bin", "ibn", "abu", "de", "la", "van", "von", "ben", "bint", "'"})


@dataclass(frozen=True, slots=True)
class Victims:
    """The people of one noun phrase.

    `head` is the word that the frame found, `noun` the noun for the people: "dozens" and "farmers" in "dozens of farmers".
    `start:end` in the field are the words of the figure, or of the name. `low`, `best` and `high` are numbers of people; None is
    an open end. `rule` is the form of the count; it ends the rule of the claim, and other code parses it.
    """

    head: Token
    noun: Token
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    group: str
    actor: ActorMention | None
    name: str | None
    is_additional: bool
    rule: str
    person: Person | None = None


def read_victims(article: ArticleReading, sentence: Sentence, head: Token, counts: list[Count]) -> Victims | None:
    """Reads the victims that a noun phrase means. None when it gives no figure and no name, or does not mean people."""
    if sentence.field == "title" and head.i + 1 < len(head.doc) and head.doc[head.i + 1].text == ":":
        return None  # "Police: man shot": the speaker, not a victim
    people = _read_phrase(article, sentence, head, counts)
    if people is None:
        return _read_known_person(article, sentence, head)
    if people.best != 1:
        return people
    person = article.persons.find_person(sentence, people.head) or article.persons.find_person(sentence, people.noun)
    appositions = [child for noun in (people.head, people.noun) for child in noun.children if child.dep_ == "appos"]
    for each in appositions if person is None else ():
        person = person or article.persons.find_person(sentence, each)
    return replace(people, person=person)


def _read_known_person(article: ArticleReading, sentence: Sentence, head: Token) -> Victims | None:
    """Reads "the victim", "the 23-year-old", "Smith", "him": one person that the article mentioned before."""
    person = article.persons.find_person(sentence, head)
    if person is None:
        return None
    before = [child for child in head.children if child.dep_ in {"det", "poss", "amod"} and child.i < head.i]
    first = before[0] if before and head.pos_ not in {"PRON", "PROPN"} else head
    start, end = sentence.offset(first), sentence.end_offset(head)
    return Victims(
        head, head, start, end, 1, 1, 1, "exact", person.classify_group(article.lexicon), None, None, False, "person", person
    )


def _read_phrase(article: ArticleReading, sentence: Sentence, head: Token, counts: list[Count]) -> Victims | None:
    """Reads the figure, the name or the indefinite words of a phrase, in this order."""
    head = _find_quantity(head)
    noun = _find_people_noun(head)
    if head.lower_ in _NOBODY_WORDS or (head.lower_ == "one" and syntax.find_denying_no(head) is not None):
        first = head if head.lower_ in _NOBODY_WORDS else syntax.find_denying_no(head) or head
        return Victims(
            head, noun, sentence.offset(first), sentence.end_offset(head), 0, 0, 0, "exact", "total", None, None, False, "nobody"
        )
    name = _find_name(article, sentence, head)
    if name is not None:
        start, end = sentence.offset(name[0]), sentence.end_offset(name[-1])
        words = " ".join(sentence.quote(start, end).split())
        return Victims(
            head, noun, start, end, 1, 1, 1, "exact", _find_group_of_name(article.lexicon, head), None, words, False, "named"
        )
    if (
        head.lower_ in _ONE_MORE_WORDS
        and head.dep_ in {"nsubj", "nsubjpass", "dobj", "conj"}
        and not list(syntax.find_prep_objects(head, "of"))
    ):
        first = next((child for child in head.children if child.dep_ == "det"), head)
        spot = (sentence.offset(first), sentence.end_offset(head))
        return Victims(head, noun, *spot, 1, 1, 1, "exact", "total", None, None, True, "one more")
    size = next((each for each in syntax.find_prep_objects(head, "of") if each.pos_ == "NUM"), None)
    if head.lemma_.lower() in _NOUNS_BEFORE_SIZE and size is not None:
        return read_victims(article, sentence, size, counts)
    group = _find_group(article, sentence, noun, head)
    if group is None and noun.lower_ not in _SIZE_BY_WORD:
        return None
    group = group or "total"
    actor = _find_side(article, sentence, noun)
    is_additional = any(t.lower_ in _ADDITION_WORDS and not _is_comparison(t) for t in _list_words(head))
    count = _find_count(sentence, head, noun, counts)
    if count is not None:
        start, end = sentence.start + count.start, sentence.start + count.end
        return Victims(
            head,
            noun,
            start,
            end,
            count.low,
            count.best,
            count.high,
            count.qualifier,
            group,
            actor,
            None,
            is_additional,
            "figure",
        )
    return _read_uncounted_people(sentence, head, noun, group, actor, is_additional)


def _read_uncounted_people(
    sentence: Sentence, head: Token, noun: Token, group: str, actor: ActorMention | None, is_additional: bool
) -> Victims | None:
    """Reads "a soldier", "his wife", "both men", "militants". "The militants" and "him" give no figure."""
    determiners = [child for child in noun.children if child.dep_ in {"det", "poss", "predet", "preconj"}]
    words = {child.lower_ for child in determiners}
    end = sentence.end_offset(noun)
    size = _SIZE_BY_WORD.get(noun.lower_) or (_SIZE_BY_WORD["both"] if "both" in words and noun.tag_ in {"NNS", "NNPS"} else None)
    if size is not None:
        start = min((sentence.offset(child) for child in determiners), default=sentence.offset(noun))
        return Victims(head, noun, start, end, size, size, size, "exact", group, actor, None, is_additional, "set")
    if noun.tag_ in {"NN", "NNP"} and words & {"a", "an", "another", "one"}:
        start = min(sentence.offset(child) for child in determiners)
        return Victims(head, noun, start, end, 1, 1, 1, "exact", group, actor, None, is_additional, "single")
    if noun.tag_ == "NN" and any(child.dep_ == "poss" for child in determiners) and noun.lemma_.lower() in _KIN_NOUNS:
        start = min(child.left_edge.idx for child in determiners) + sentence.base
        return Victims(head, noun, start, end, 1, 1, 1, "exact", group, actor, None, is_additional, "relative")
    is_vague = noun.tag_ in {"NNS", "NNPS"} and not words - {"other", "more"}
    if is_vague and noun.lower_ not in _NOUNS_OF_KNOWN_PEOPLE:
        start = sentence.offset(noun)
        return Victims(
            head, noun, start, end, _MIN_OF_PLURAL, None, None, "vague", group, actor, None, is_additional, "bare plural"
        )
    return None


def is_kin(token: Token) -> bool:
    """Whether a noun in the singular means a relative: "wife", "son"."""
    return token.tag_ in {"NN", "NNP"} and token.lemma_.lower() in _KIN_NOUNS


def _has_child(token: Token, word: str) -> bool:
    return any(child.lower_ == word for child in token.children)


def _list_words(head: Token) -> list[Token]:
    return list(head.doc[head.left_edge.i : head.i + 1]) + [
        t for t in head.children if t.dep_ in {"advmod", "amod"} and t.i > head.i
    ]


def _is_comparison(token: Token) -> bool:
    """ "More than 75" adds to nothing."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "than"


def _find_people_noun(head: Token) -> Token:
    """Finds the noun for the people: "troops" in "a number of SDF troops", "fighters" in "two of its fighters"."""
    if head.pos_ == "NUM" or head.lemma_.lower() in _QUANTITY_NOUNS or head.lower_ in {"some", "many", "several", "most"}:
        for owner in syntax.find_prep_objects(head, "of"):
            if owner.pos_ in {"NOUN", "PROPN"}:
                return _find_people_noun(owner)
    return head


def _find_quantity(head: Token) -> Token:
    """Finds "hundreds", where the parser takes "civilians" of "hundreds of civilians killed" for the victims."""
    above = head.head
    if _has_child(head, "the"):
        return head  # "one of the four people killed"
    if (
        head.dep_ == "pobj"
        and above.lower_ == "of"
        and (above.head.lemma_.lower() in _QUANTITY_NOUNS or above.head.pos_ == "NUM")
    ):
        return above.head
    return head


def _find_group(article: ArticleReading, sentence: Sentence, noun: Token, head: Token) -> str | None:
    """Finds the victim group of a noun; None when it does not mean people."""
    lexicon = article.lexicon
    for word in (noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")):
        if word in lexicon.victim_nouns:
            return _narrow_group(lexicon, noun, lexicon.victim_nouns[word])
    is_more = noun.lower_ in {"more", "others"} and any(child.pos_ == "NUM" for child in noun.children)
    if (
        is_more
        or noun.pos_ == "NUM"
        or (noun == head and noun.lower_ in {"dozens", "hundreds", "thousands", "scores", "tens", "several", "some", "many"})
    ):
        return None if any(is_equipment(article, t) for t in syntax.find_prep_objects(noun, "of")) else "total"
    is_counted = any(child.dep_ == "nummod" for child in noun.children)
    if noun.lower_ in lexicon.countries and (noun.tag_ in {"NNS", "NNPS"} or (is_counted and noun.pos_ == "PROPN")):
        return "total"
    if is_counted and not is_equipment(article, noun) and (_looks_like_people(noun) or _is_said_to_die(lexicon, noun)):
        return "total"
    if noun.tag_ == "NN" and (_has_child(noun, "a") or _has_child(noun, "an")) and _is_person_killed(lexicon, noun):
        return "total"
    if noun.tag_ in {"NN", "NNP"} and _has_child(noun, "a"):
        listed = (group for word, group in lexicon.victim_nouns.items() if len(word) > 4 and noun.lower_.endswith(word))
        return next(listed, "total" if noun.lower_.endswith(("man", "woman", "ist")) else None)  # "schoolteacher"
    side = lexicon.actor_nouns.get(noun.lemma_.lower())
    return "combatants" if side is not None and side.kind in {"force", "group"} and noun.tag_ == "NNS" else None


def is_noun_for_people(lexicon: Lexicon, noun: Token) -> bool:
    """Whether a list says that the noun means people; `_looks_like_people` only guesses by its form."""
    words = {noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")}
    return bool(words & lexicon.victim_nouns.keys()) or noun.pos_ not in {"NOUN", "PROPN"} or noun.lower_ in lexicon.countries


def _looks_like_people(noun: Token) -> bool:
    """Whether a plural has the form of a noun or name for people: "two councilmen", "six Jesuits"."""
    if noun.tag_ not in {"NNS", "NNPS"}:
        return False
    word = noun.lower_ if noun.lower_.endswith("men") else noun.lower_.removesuffix("s")
    is_name = noun.text[0].isupper() and noun.lower_.endswith("s") and noun.i > noun.sent.start
    return word.endswith(_PERSON_ENDINGS) or is_name


def _is_said_to_die(lexicon: Lexicon, noun: Token) -> bool:
    """Whether a plural that is in no list stands where only the dead stand: "three farmhands lost their lives"."""
    verb, lemma = noun.head, noun.head.lemma_.lower()
    is_dying = lemma in syntax.DYING_VERBS | {"kill"} or (
        lemma == "lose" and any(each.lemma_ == "life" for each in syntax.find_objects(verb))
    )
    return is_dying and noun.tag_ == "NNS" and noun.lemma_.lower() not in lexicon.harm_words["not a person"]


def _is_person_killed(lexicon: Lexicon, noun: Token) -> bool:
    """Whether a noun in no list has the form of a noun for a person, and is killed or dies: "an onlooker was killed"."""
    verb = noun.head
    is_killed = noun.dep_ in {"nsubjpass", "nsubj", "dobj"} and verb.lemma_.lower() in syntax.DYING_VERBS | {"kill", "behead"}
    is_harmed = is_killed and (noun.dep_ != "nsubj" or verb.lemma_.lower() != "kill")
    return is_harmed and noun.lower_.endswith(_PERSON_ENDINGS) and noun.lemma_.lower() not in lexicon.harm_words["not a person"]


def _narrow_group(lexicon: Lexicon, noun: Token, group: str) -> str:
    """Narrows "total" to the group that a modifier names: "civilian workers", "police officers"."""
    if group != "total":
        return group
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"} and lexicon.victim_nouns.get(child.lemma_.lower(), "total") != "total":
            return lexicon.victim_nouns[child.lemma_.lower()]
    return group


def _find_group_of_name(lexicon: Lexicon, head: Token) -> str:
    """Finds the group of a named person in the title or apposition: "cleric X", "commander X"."""
    for child in head.children:
        if child.dep_ in {"appos", "compound", "nmod"}:
            group = lexicon.victim_nouns.get(child.lemma_.lower())
            if group in {"civilians", "combatants"}:
                return group
    return "total"


def _find_side(article: ArticleReading, sentence: Sentence, noun: Token) -> ActorMention | None:
    """Finds the side that the victims belong to, when the phrase says more than "soldiers"."""
    mention = article.actors.find_actor(sentence, noun)
    if mention is None or mention.kind == "equipment":
        return None
    clauses = [t for child in noun.children if child.dep_ in {"acl", "relcl"} for t in child.subtree]
    if any(sentence.offset(each) == mention.start for each in clauses):
        return None  # "dozens killed by Russian raids": the perpetrators' side
    is_bare = mention.kind in {"force", "group", "state"} and len(mention.name.split()) == 1
    return None if is_bare or article.lexicon.victim_nouns.get(mention.name.lower()) is not None else mention


def _find_count(sentence: Sentence, head: Token, noun: Token, counts: list[Count]) -> Count | None:
    """Finds the figure of a phrase: the nearest before its noun. Figures in clauses of the noun belong to other people."""
    own: list[Count] = []
    for count in counts:
        start = sentence.start + count.core_start
        token = sentence.find_token_at(start)
        if token is None:
            continue
        if token in (noun, head) or (head.left_edge.i <= token.i <= noun.i and _belongs_to_noun(token, (noun, head))):
            if token == head and head != noun:
                return count  # "twelve of the 20 hostages"
            own.append(count)
    return own[-1] if own else None


def _belongs_to_noun(token: Token, nouns: tuple[Token, Token]) -> bool:
    """Whether a number depends on one of the nouns, with no clause or preposition between them."""
    for each in (token, *token.ancestors):
        if each in nouns:
            return True
        if each.dep_ in {"relcl", "acl", "advcl", "poss", "pobj"} or syntax.is_verb(each):
            return False
    return False


def _find_name(article: ArticleReading, sentence: Sentence, head: Token) -> list[Token] | None:
    """Finds the words of a person's name in a phrase: "a leader, X, was killed" names X."""
    known = article.persons.find_person(sentence, head)
    is_name = head.pos_ == "PROPN" and known is not None and bool(known.names)
    candidates = [head, *(t for t in head.children if t.dep_ == "appos" and t.ent_type_ == "PERSON" and not is_name)]
    if head.pos_ == "NOUN" and (len(candidates) == 1 or head.tag_ == "NNS"):
        return None
    for token in reversed(candidates):
        if token.pos_ != "PROPN" or token.lower_ in article.lexicon.countries or token.lower_ in article.lexicon.victim_nouns:
            continue
        run = [token]
        for each in reversed(list(token.doc[token.sent.start : token.i])):
            same_entity = each.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and run[0].ent_iob_ == "I"
            joins = each.lower_ in _NAME_PARTICLES and each.head in run
            if not same_entity and not joins:
                break
            run.insert(0, each)
        while len(run) > 1 and not run[0].text[:1].isupper():
            run = run[1:]
        is_known = token.ent_type_ == "PERSON" and not any(_is_common_word(article.lexicon, each) for each in run)
        in_place = any((sentence.field, sentence.offset(t)) in article.actors.places for t in run)
        is_actor = article.actors.mentions.get((sentence.field, sentence.offset(token))) is not None
        first, last = sorted((run[0].i, token.head.i))
        # "… kills 10 - Daily News": after the dash comes the outlet
        is_apart = any(each.text in {"-", "–", "—", "|"} and each.whitespace_ for each in token.doc[first:last])
        if is_known and not in_place and not is_actor and not is_apart and len(run) > 1:
            return run
    return None


def _is_common_word(lexicon: Lexicon, token: Token) -> bool:
    """Whether a capitalised word of a headline is no name: "Injure Dozens", "Monitor AFP"."""
    word = token.lower_
    speakers = {each.lower() for each, _ in lexicon.speaker_types}
    return word in lexicon.numbers or word in lexicon.casualty_verbs or word in lexicon.actor_nouns or word in speakers
