"""Untagged names: people that the tagger misses, found because the article repeats the surname.

Here belong full names without the tag, title or age of a person. All other names belong to `coreference.names`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading
from orchestration.extract.coreference.person import split_name
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.parse import Sentence

_MAX_NAME_WORDS = 4  # words


def find_untagged_names(article: ArticleReading) -> Iterator[tuple[Sentence, list[Token]]]:
    """Yields names whose last word also stands alone ("Tarvia Melrose", then "Melrose") or is another person's surname."""
    runs = [(sentence, run) for sentence in article.sentences if sentence.field == "text" for run in _collect_capitals(sentence)]
    known_names = [split_name(mention.name) for mention in article.persons.name_mentions]
    surnames = {run[0].lower_ for _, run in runs if len(run) == 1} | {words[-1] for words in known_names if len(words) > 1}
    places = {(place.field, at) for place in article.places for at in range(place.start, place.end)}
    for sentence, run in runs:
        if not 1 < len(run) <= _MAX_NAME_WORDS or run[-1].lower_ not in surnames:
            continue
        if any((sentence.field, sentence.offset(each)) in places or _is_common_word(each, article.lexicon) for each in run):
            continue
        if all(article.persons.find_person(sentence, each) is None for each in run):
            yield sentence, run


def _collect_capitals(sentence: Sentence) -> Iterator[list[Token]]:
    """Yields runs of capitalised words: "Anna Lee Holm", "Holm"."""
    run: list[Token] = []
    for token in sentence.tokens:
        is_name = token.pos_ == "PROPN" and token.text[:1].isupper()
        if run and not is_name:
            yield run
            run = []
        if is_name:
            run.append(token)
    if run:
        yield run


def _is_common_word(token: Token, lexicon: Lexicon) -> bool:
    word = token.lower_.rstrip(".")
    is_word = all(part.isalpha() for part in word.replace("'", "-").split("-") if part)
    known = (lexicon.place_nouns, lexicon.actor_nouns, lexicon.victim_nouns, lexicon.countries, lexicon.person_words["title"])
    return not is_word or any(word in words for words in known)
