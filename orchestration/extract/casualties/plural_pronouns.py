"""Plural pronouns: which people "they" and "all" mean, and how many they are.

Here belong words for several people that the article mentioned before. Words for one person belong to
`coreference.person_chains`; phrases with a figure of their own belong to `victims`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading
from orchestration.extract.casualties.victims import Victims, read_victims
from orchestration.extract.parsing.numbers import find_counts
from orchestration.extract.parsing.parse import Sentence

MAX_SENTENCES_TO_PEOPLE = 2
"""How far back the people that "they" means may be; 0 is the same sentence."""

_PLURAL_PRONOUNS = frozenset({"they", "them", "all"})
_HARM_OUTCOMES = frozenset({"wounded", "missing", "captured", "abducted"})


def read_plural_pronoun(article: ArticleReading, sentence: Sentence, token: Token) -> Victims | None:
    """Reads "they" of "they died" and "all" of "all were killed": the wounded, missing or captured people mentioned last."""
    dependents = [each for child in token.children for each in (child, *child.children)]
    if token.lower_ not in _PLURAL_PRONOUNS or any(each.lower_ not in {"of", *_PLURAL_PRONOUNS} for each in dependents):
        return None
    place = sentence.offset(token)
    earlier = [
        each
        for each in article.casualties
        if each.outcome in _HARM_OUTCOMES
        and each.statement.sentence.field == sentence.field
        and 0 <= sentence.index - each.statement.sentence.index <= MAX_SENTENCES_TO_PEOPLE
        and each.statement.start < place
    ]
    nearest = max((each.statement.sentence.index for each in earlier), default=0)
    meant = [each for each in earlier if each.statement.sentence.index == nearest]
    persons = {id(each.person.root) for each in meant if each.person is not None}
    count = max([len(persons), *(each.statement.best or 0 for each in meant if each.person is None)])
    if not meant and token.lower_ == "all":
        count = _count_subjects_before(article, sentence)
    if count < 2:
        return None
    return Victims(
        token, token, place, sentence.end_offset(token), count, count, count, "exact", "total", None, None, False, "group"
    )


def _count_subjects_before(article: ArticleReading, sentence: Sentence) -> int:
    """Counts the people that the sentence before is about: "Five workers were in the car. All were killed"."""
    before = article.find_previous_sentence(sentence)
    if before is None:
        return 0
    counts = find_counts(before.text, article.lexicon)
    subjects = [token for token in before.tokens if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNS", "NNPS"}]
    people = (read_victims(article, before, token, counts) for token in subjects)
    return next((each.best or 0 for each in people if each is not None and each.rule == "figure"), 0)
