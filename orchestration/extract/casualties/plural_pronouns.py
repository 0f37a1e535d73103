"""Groups of people: whom "they" and "all" mean, and how many those are.

Here belong words for several people told of before. Single persons belong to `persons`; phrases that tell their own figure to
`victims`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading
from orchestration.extract.casualties.victims import Victims, read_victims
from orchestration.extract.parsing.numbers import find_counts
from orchestration.extract.parsing.parse import Sentence

MAX_SENTENCES_TO_PEOPLE = 2
"""So many sentences before, the people that "they" means may have been told of."""
_PLURAL_PRONOUNS = frozenset({"they", "them", "all"})
_HARM_OUTCOMES = frozenset({"wounded", "missing", "captured", "abducted"})


def read_plural_pronoun(article: ArticleReading, sentence: Sentence, token: Token) -> Victims | None:
    """The wounded, missing or captured people just told of, as "they died" and "all were killed" mean them."""
    below = [each for child in token.children for each in (child, *child.children)]
    if token.lower_ not in _PLURAL_PRONOUNS or any(each.lower_ not in {"of", *_PLURAL_PRONOUNS} for each in below):
        return None
    place = sentence.offset(token)
    told = [
        each
        for each in article.casualties
        if each.outcome in _HARM_OUTCOMES
        and each.statement.sentence.field == sentence.field
        and 0 <= sentence.index - each.statement.sentence.index <= MAX_SENTENCES_TO_PEOPLE
        and each.statement.start < place
    ]
    nearest = max((each.statement.sentence.index for each in told), default=0)
    told = [each for each in told if each.statement.sentence.index == nearest]
    persons = {id(each.person.root) for each in told if each.person is not None}
    count = max([len(persons), *(each.statement.best or 0 for each in told if each.person is None)])
    if not told and token.lower_ == "all":
        count = _count_subjects_before(article, sentence)
    if count < 2:
        return None
    return Victims(
        token, token, place, sentence.end_offset(token), count, count, count, "exact", "total", None, None, False, "group"
    )


def _count_subjects_before(article: ArticleReading, sentence: Sentence) -> int:
    """ "Five workers were in the car. All were killed": how many people the sentence before is about."""
    before = article.find_previous_sentence(sentence)
    if before is None:
        return 0
    counts = find_counts(before.text, article.lexicon)
    subjects = [token for token in before.tokens if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNS", "NNPS"}]
    read = (read_victims(article, before, token, counts) for token in subjects)
    return next((each.best or 0 for each in read if each is not None and each.rule == "figure"), 0)
