"""Frames of words that mean harm together: "suffered a gunshot wound", "taken to hospital", "took his own life".

Here belong wounds, hospital, condition, bodies, murders and suicides, and the people that listed verbs find only in such frames
("found shot", "killed himself"). Listed words with their grammatical people and figures belong to `figure_frames` and
`noun_frames`.
"""

# ruff: noqa: PLR0912, PLR0915  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim
from orchestration.extract.casualties.victim_lists import make_casualty_claim
from orchestration.extract.casualties.victims import read_victims
from orchestration.extract.events.triggers import match_casualty_verb
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.numbers import find_counts
from orchestration.extract.parsing.parse import Sentence

HarmWords = Mapping[str, frozenset[str]]
_OTHER_PERSON_WORDS = frozenset({"second", "third", "fourth", "fifth", "other", "another"})
_OWN_HAND_RULES = frozenset({"himself", "own life", "life", "suicide"})


@dataclass(frozen=True, slots=True)
class _Harm:
    """A frame that matched: the people, what happened to them, and the rule.

    `verb` is the word of harm. `clause` is the verb that decides whether the harm happened; None: it did.
    """

    people: list[Token]
    outcome: str
    verb: Token
    clause: Token | None
    rule: str
    is_hit: bool = False


def read_verb_frames(article: ArticleReading, sentence: Sentence) -> None:
    """Appends the claims that `figure_frames` did not find in the sentence to `article.casualties`, in the order of the text."""
    counts = find_counts(sentence.text, article.lexicon)
    earlier = [casualty for casualty in article.casualties if casualty.statement.sentence is sentence]
    known: set[tuple[object, ...]] = {(c.statement.start, c.statement.end, c.outcome) for c in earlier}
    known |= {(id(c.person), c.outcome) for c in earlier if c.person is not None}
    for token in sentence.tokens:
        for harm in _match_word(article, sentence, token):
            clause_factuality: str | None = "asserted"
            if harm.clause is not None:
                clause_factuality = syntax.read_clause_factuality(
                    harm.clause, article.lexicon, is_title=sentence.field == "title"
                )
            if clause_factuality is None:
                continue
            made: list[CasualtyClaim] = []
            for person in harm.people:
                people = read_victims(article, sentence, person, counts)
                if people is None or people.best is None or people.rule == "bare plural":
                    continue
                spot = (people.start, people.end, harm.outcome)
                who = (id(people.person), harm.outcome)
                if spot in known or (people.person is not None and who in known):
                    continue
                known |= {spot, who}
                casualty = make_casualty_claim(article, sentence, people, harm.verb, harm.outcome, clause_factuality, harm.rule)
                casualty.is_hit = harm.is_hit
                article.casualties.append(casualty)
                made.append(casualty)
            if len(made) > 1 and any(each.person is None for each in made):
                for casualty in made:
                    casualty.list_key = made[0]


def record_person_outcomes(article: ArticleReading, claims: list[CasualtyClaim]) -> None:
    """Records in the chains of persons what happened to them, so that later words ("the victim") find them."""
    for casualty in claims:
        if casualty.person is None or casualty.statement.factuality not in {"asserted", "reported", "alleged"}:
            continue
        if casualty.time_scope != "incident" or casualty.outcome not in {"killed", "wounded"}:
            continue
        outcome = "hit" if casualty.is_hit else casualty.outcome
        is_other = casualty.is_additional or bool(_OTHER_PERSON_WORDS & set(casualty.statement.words.lower().split()))
        casualty.person = article.persons.record_harm(
            casualty.person,
            outcome,
            is_other=is_other,
            in_title=casualty.statement.sentence.field == "title",
            is_self_inflicted=casualty.statement.rule.split("/")[0] in _OWN_HAND_RULES,
        )


def _match_word(article: ArticleReading, sentence: Sentence, token: Token) -> Iterator[_Harm]:
    """Matches one word with all frames."""
    if syntax.is_verb(token) or token.tag_ in {"VBN", "VBD"}:
        yield from _match_verb(article, sentence, token)
    lemma = token.lemma_.lower()
    if token.lower_ == "dies" and sentence.field == "title" and (token.pos_ != "VERB" or token.dep_ not in {"ROOT", "ccomp"}):
        named = [
            t
            for t in sentence.tokens
            if t.i < token.i and t.dep_ != "pobj" and article.persons.find_person(sentence, t) is not None
        ]
        yield _Harm(named[:1], "killed", token, None, "verb:die")
    if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}:
        yield from _match_noun(article, sentence, token, lemma)
    yield from _match_list_of_names(article, sentence, token)


def _match_list_of_names(article: ArticleReading, sentence: Sentence, token: Token) -> Iterator[_Harm]:
    """Matches "Those killed were X, 34; Y; and Z", "the dead were X and Y": the names that follow."""
    word = match_casualty_verb(token, article.lexicon) if token.tag_ in {"VBN", "VBD"} else None
    outcome = word.outcome if word is not None else "killed" if token.lower_ in {"dead", "deceased", "slain"} else None
    if outcome is None:
        return
    near = sentence.span.doc[max(token.i - 1, sentence.span.start) : min(token.i + 2, sentence.span.end)]
    if near[0].lower_ not in {"those", "the"} or near[-1].lower_ not in {"were", "are", "include", "included"}:
        return
    after = [each for each in sentence.tokens if each.i > near[-1].i and each.pos_ == "PROPN"]
    named = [each for each in after if (p := article.persons.find_person(sentence, each)) is not None and not p.is_mere_speaker]
    yield _Harm(
        [each for each in named if not syntax.is_verb(each.head) or each.dep_ != "nsubj"], outcome, token, None, "those killed"
    )


def _match_verb(article: ArticleReading, sentence: Sentence, verb: Token) -> Iterator[_Harm]:
    """Matches a verb with the frames of verbs; one verb can match several."""
    words = article.lexicon.harm_words
    lemma = verb.lemma_.lower()
    word = match_casualty_verb(verb, article.lexicon)
    if word is not None and word.victim_role in {"object", "hit"} and word.outcome in {"killed", "wounded"}:
        is_hit = word.victim_role == "hit"
        rule = f"{' '.join(word.phrase)}"
        yield from (_Harm(people, word.outcome, verb, clause, f"verb:{rule}", is_hit)
                    for people, clause in _find_patients(article, sentence, verb))  # fmt: skip
        if any(child.lower_ in {"were", "are"} for child in verb.children):
            subject = syntax.find_subject(verb)
            named = (
                []
                if subject is None
                else [t for t in subject.subtree if t.i > subject.i and article.persons.is_aged_name(sentence, t)]
            )
            yield _Harm(named, word.outcome, verb, verb, f"verb:{rule}", is_hit)
        if _is_reflexive(verb):
            subject = syntax.find_subject(verb)
            if subject is not None:
                yield _Harm([subject], word.outcome, verb, _find_deciding_clause(words, verb), "himself", is_hit)
        if any(each.lower_ == "along" for each in verb.children) or any(
            c.lower_ == "along" for p in verb.children for c in p.children
        ):
            people = [t for t in syntax.find_prep_objects(verb, "with") if not any(child.dep_ == "relcl" for child in t.children)]
            yield _Harm(people, word.outcome, verb, None, "along with", is_hit)
    if lemma in {"strike", "hit", "graze", "pierce"}:
        lemmas = {each.lemma_.lower() for each in verb.subtree}
        subject = syntax.find_subject(verb)
        is_shot = bool(lemmas & words["projectile"]) or any(
            each.lemma_.lower() in words["body part"] for each in syntax.find_prep_objects(verb, "in")
        )
        if is_shot:
            people = syntax.find_patients(verb)
            if (
                not syntax.is_passive(verb)
                and subject is not None
                and subject.lemma_.lower() not in words["projectile"]
                and not any(each.lemma_.lower() in words["body part"] for each in syntax.find_prep_objects(verb, "in"))
            ):
                people = []
            yield _Harm(people, "wounded", verb, verb, "struck", True)
    if lemma in words["brought"] or lemma in {"hospitalize", "hospitalise", "treat"}:
        yield from _match_medical_care(words, verb, lemma)
    if lemma in words["suffered"]:
        hurts = [
            each
            for each in (*syntax.find_objects(verb), *syntax.find_prep_objects(verb, "from", "with"))
            if each.lemma_.lower() in words["wound"]
        ]
        if hurts and not any(child.lower_ == "no" for each in hurts for child in each.children):
            is_fatal = any(child.lower_ in {"fatal", "mortal", "deadly"} for each in hurts for child in each.children)
            yield _Harm(syntax.find_agents(verb), "killed" if is_fatal else "wounded", verb, verb, "wounds", not is_fatal)
    if lemma in words["recovers"] and any(each.lemma_.lower() in {"expect", "likely"} for each in verb.ancestors):
        above = next(each for each in verb.ancestors if each.lemma_.lower() in {"expect", "likely"})
        yield _Harm(_find_subjects(above), "wounded", verb, None, "expected to survive")
    if lemma == "recover" and verb.tag_ == "VBG":
        yield _Harm(_find_subjects(verb), "wounded", verb, verb, "recovering")
    if lemma == "undergo" and any(each.lemma_.lower() in {"surgery", "operation"} for each in syntax.find_objects(verb)):
        yield _Harm(_find_subjects(verb), "wounded", verb, verb, "surgery")
    lost = [each for each in syntax.find_objects(verb) if each.lemma_.lower() == "life"]
    if lost and lemma in {"lose", "take", "claim", "end"}:
        of_own = {c.lower_ for each in lost for c in each.children if c.dep_ == "poss" or c.lower_ == "own"}
        is_own = lemma in {"lose", "take", "end"} and bool(of_own)
        people = _find_subjects(verb) if is_own else [t for each in lost for t in syntax.find_prep_objects(each, "of")]
        yield _Harm(people, "killed", verb, _find_deciding_clause(words, verb), "own life" if "own" in of_own else "life")
    turned = {each.lemma_.lower() for each in syntax.find_objects(verb)} if lemma in {"turn", "use"} else set()
    if turned & words["gun"] and any(each.lower_.endswith("self") for each in syntax.find_prep_objects(verb, "on")):
        yield _Harm(_find_subjects(verb), "killed", verb, None, "himself")
    if lemma == "commit" and any(each.lemma_.lower() == "suicide" for each in syntax.find_objects(verb)):
        yield _Harm(_find_subjects(verb), "killed", verb, _find_deciding_clause(words, verb), "suicide")


def _is_reflexive(verb: Token) -> bool:
    """Whether a verb has a reflexive object: "killed himself", "killed his son and then himself", "kills three, self"."""
    near = [child for child in verb.children if child.dep_ in {"dobj", "npadvmod", "conj"}]
    near += [child for each in syntax.find_objects(verb) for child in (each, *each.children) if child.dep_ in {"conj", "appos"}]
    return any(each.lower_.endswith("self") for each in (*near, *syntax.find_prep_objects(verb, "on")))


def _find_deciding_clause(words: HarmWords, verb: Token) -> Token:
    """Finds the verb that decides whether the harm happened: in "killed two people before killing himself" it is the first."""
    first = verb.head.head
    is_last = verb.dep_ == "pcomp" and verb.head.lower_ == "before" and first.lemma_.lower() in words["attack"]
    return first if is_last and not syntax.is_passive(first) else verb


def _find_subjects(verb: Token) -> list[Token]:
    """Finds the subjects of a verb, also through "before killing himself"."""
    subject = syntax.find_subject(verb)
    if subject is None and verb.dep_ == "pcomp" and syntax.is_verb(verb.head.head):
        subject = syntax.find_subject(verb.head.head)
    return syntax.find_conjuncts(subject) if subject is not None else []


def _find_patients(article: ArticleReading, sentence: Sentence, verb: Token) -> Iterator[tuple[list[Token], Token | None]]:
    """Finds the victims that grammar alone does not give: in headlines, "found shot", "accused of killing X".

    Gives the people, with the verb that decides whether the harm happened; None: it did.
    """
    words = article.lexicon.harm_words
    above = verb
    while above.dep_ == "conj" and above.head.tag_ == "VBN" and not syntax.has_own_subject(above):
        above = above.head
    if (
        above.dep_ in {"xcomp", "ccomp", "oprd", "advcl", "acomp"}
        and above.tag_ in {"VBN", "VBD"}
        and above.head.lemma_.lower() in words["found"]
    ):
        own = [child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}]
        found = own or (syntax.find_patients(above.head) if syntax.is_passive(above.head) else syntax.find_objects(above.head))
        yield found, above.head
    found_with = verb.head.head if verb.dep_ == "acl" and verb.head.dep_ == "conj" else None
    if found_with is not None and found_with.dep_ == "dobj" and found_with.head.lemma_.lower() in words["found"]:
        yield syntax.find_conjuncts(found_with), None  # "found a girl and a dog stabbed to death"
    people = [
        t
        for t in syntax.find_objects(verb)
        if t.lemma_.lower() not in words["not a person"] and t.ent_type_ not in {"TIME", "DATE", "CARDINAL"}
    ]
    if verb.tag_ in {"VBD", "VBN"} and not syntax.is_passive(verb) and not people:
        is_headline = sentence.field == "title" or verb.lemma_.lower() in {"kill", "wound", "injure"}
        has_aux = any(child.dep_ == "aux" for child in verb.children)
        subject = syntax.find_subject(verb)
        if (
            is_headline
            and not has_aux
            and subject is not None
            and subject.lower_ not in {"police", "officer", "officers", "deputies"}
        ):
            yield syntax.find_conjuncts(subject), None
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ != "before":
        governors = {each.lemma_.lower() for each in (verb.head.head, verb.head)}
        if governors & words["accused"]:
            yield people, None


def _match_medical_care(words: HarmWords, verb: Token, lemma: str) -> Iterator[_Harm]:
    """Matches "taken to hospital", "treated for injuries", "hospitalised": the people are wounded, unless unhurt."""
    near = {each.lower_ for each in verb.subtree}
    people = _find_subjects(verb) if lemma in words["arrives"] else syntax.find_patients(verb)
    if near & words["unhurt"] or _says_unhurt(words, verb):
        return
    if (
        lemma in {"hospitalize", "hospitalise"}
        or near & words["hospital"]
        or (lemma == "treat" and near & {"wounds", "injuries", "wound", "injury", "scene"})
    ):
        yield _Harm(people, "wounded", verb, verb, "in care", True)


def _says_unhurt(words: HarmWords, verb: Token) -> bool:
    """Whether the sentence says that nobody was hurt: "were taken to hospital and suffered no wounds"."""
    sentence_words = {each.lower_ for each in verb.sent}
    return bool(sentence_words & {"unhurt", "unharmed", "uninjured", "unscathed"}) or any(
        each.lemma_.lower() in words["wound"] and any(child.lower_ == "no" for child in each.children) for each in verb.sent
    )


def _match_noun(article: ArticleReading, sentence: Sentence, noun: Token, lemma: str) -> Iterator[_Harm]:
    """Matches a noun or adjective with the frames of nouns: "dead", conditions, wounds, bodies, killings, "the victim"."""
    words = article.lexicon.harm_words
    if lemma in {"dead", "deceased"} and noun.dep_ in {"amod", "oprd", "acomp"}:
        head = noun.head
        if noun.dep_ == "amod" and noun.i > head.i:  # "found a man dead in the street"
            first = head
            while first.dep_ == "conj":  # "found a man and two children dead"
                first = first.head
            people = [each for each in syntax.find_conjuncts(first) if each.i <= head.i]
            yield _Harm(people, "killed", noun, None, f"adjective:{lemma}")
        elif (
            head.lemma_.lower() in words["found"] and head.tag_ == "VBD" and not syntax.find_objects(head)
        ):  # "the man found dead was X"
            yield _Harm(_find_subjects(head), "killed", noun, None, f"adjective:{lemma}")
    if lemma == "condition" and any(child.lower_ in words["condition"] for child in noun.children):
        head = noun.head
        if head.dep_ == "prep" and head.lower_ == "in":
            yield _Harm(_find_person_in_state(words, head.head), "wounded", noun, None, "condition", True)
    if lemma in words["wound"] and noun.dep_ in {"pobj", "conj"}:
        head = noun.head if noun.dep_ == "pobj" else noun.head.head
        if head.lower_ in {"with", "from", "for"} and not any(child.lower_ == "no" for child in noun.children):
            above = head.head
            if above.lemma_.lower() in words["found"] and syntax.is_verb(above) and not syntax.is_passive(above):
                yield _Harm(syntax.find_objects(above), "wounded", noun, None, "with wounds", True)
            elif above.pos_ in {"NOUN", "PROPN", "PRON"}:
                yield _Harm([above], "wounded", noun, None, "with wounds", True)
            elif above.lemma_.lower() in {
                "be",
                "find",
                "leave",
                "suffer",
                "recover",
                "treat",
                "hospitalize",
                "bleed",
                "discover",
                "locate",
            }:
                yield _Harm(_find_person_in_state(words, above), "wounded", noun, None, "with wounds", True)
    if lemma in words["body"]:
        owners = [child for child in noun.children if child.dep_ == "poss"]
        owners += [
            each for each in syntax.find_prep_objects(noun, "of") if article.persons.find_person(sentence, each) is not None
        ]
        finder = syntax.find_subject(noun.head) if noun.dep_ == "dobj" else None
        if finder is not None:  # "the judge identified his body": of another person
            owners = [
                each
                for each in owners
                if article.persons.find_person(sentence, each) is not article.persons.find_person(sentence, finder)
            ]
        if (
            owners
            and any(each.lemma_.lower() in words["done to a body"] for each in (*noun.ancestors, *noun.children))
            and noun.dep_ != "pobj"
        ):
            yield _Harm(owners, "killed", noun, None, "body")
    if lemma in words["killing"] or lemma in words["shooting"]:
        described = {child.lower_ for child in noun.children} | {
            each.lower_ for each in noun.ancestors if each.pos_ in {"NOUN", "ADJ"}
        }
        if described & words["attempt"]:
            return
        is_fatal = lemma in words["killing"] or bool(described & {"fatal", "deadly"})
        people = list(syntax.find_prep_objects(noun, "of"))
        if is_fatal:
            people += [child for child in noun.children if child.dep_ == "poss"]
        people = [p for p in people if article.persons.find_person(sentence, p) is not None]
        yield _Harm(people, "killed" if is_fatal else "wounded", noun, None, f"the {lemma} of", not is_fatal)
    if lemma == "victim" and noun.tag_ in {"NN", "NNP"}:
        kinds = {child.lower_ for child in noun.children if child.dep_ in {"compound", "amod", "nmod"}}
        if kinds & {"homicide", "murder", "slain", "dead"}:
            yield _Harm([noun], "killed", noun, None, "homicide victim")
        elif kinds & {"shooting", "gunshot", "stabbing", "wounded", "injured"}:
            yield _Harm([noun], "wounded", noun, None, "shooting victim", True)


def _find_person_in_state(words: HarmWords, token: Token) -> list[Token]:
    """Finds the person who is "in critical condition", "with a gunshot wound"."""
    if not syntax.is_verb(token) and token.tag_ not in {"VBN", "VBD"}:
        return [token]
    if syntax.is_passive(token):
        return syntax.find_patients(token)
    return (
        syntax.find_objects(token)
        if token.lemma_.lower() in {*words["found"], *words["brought"]} and syntax.find_objects(token)
        else _find_subjects(token)
    )
