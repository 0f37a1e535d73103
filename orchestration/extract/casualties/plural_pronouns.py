"""Groups of people: whom "they" and "all" mean, and how many those are.

Here belong words for several people told of before. Single persons belong to `persons`; phrases that tell their own figure to
`victims`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading
from orchestration.extract.casualties import victims
from orchestration.extract.casualties.victims import Victims
from orchestration.extract.parsing.numbers import find_counts
from orchestration.extract.parsing.parse import Sentence

REACH_SENTENCES = 2
"""So many sentences before, the people that "they" means may have been told of."""
_MEANING_SEVERAL = frozenset({"they", "them", "all"})
_HARMED = frozenset({"wounded", "missing", "captured", "abducted"})


def read(article: ArticleReading, sentence: Sentence, token: Token) -> Victims | None:
    """The wounded, missing or captured people just told of, as "they died" and "all were killed" mean them."""
    below = [each for child in token.children for each in (child, *child.children)]
    if token.lower_ not in _MEANING_SEVERAL or any(each.lower_ not in {"of", *_MEANING_SEVERAL} for each in below):
        return None
    place = sentence.offset(token)
    told = [
        each
        for each in article.casualties
        if each.outcome in _HARMED
        and each.statement.sentence.field == sentence.field
        and 0 <= sentence.index - each.statement.sentence.index <= REACH_SENTENCES
        and each.statement.start < place
    ]
    nearest = max((each.statement.sentence.index for each in told), default=0)
    told = [each for each in told if each.statement.sentence.index == nearest]
    persons = {id(each.person.root) for each in told if each.person is not None}
    count = max([len(persons), *(each.statement.best or 0 for each in told if each.person is None)])
    if not told and token.lower_ == "all":
        count = _told_before(article, sentence)
    if count < 2:
        return None
    return Victims(
        token, token, place, sentence.end_offset(token), count, count, count, "exact", "total", None, None, False, "group"
    )


def _told_before(article: ArticleReading, sentence: Sentence) -> int:
    """ "Five workers were in the car. All were killed": how many people the sentence before is about."""
    before = article.find_previous_sentence(sentence)
    if before is None:
        return 0
    counts = find_counts(before.text, article.lexicon)
    subjects = [token for token in before.tokens if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNS", "NNPS"}]
    read = (victims.read(article, before, token, counts) for token in subjects)
    return next((each.best or 0 for each in read if each is not None and each.rule == "figure"), 0)
