"""Articles without violence: the organisations that they name.

Here belongs reading names in text without a parse: only the letters and the named entities are known. Places are found as in all
articles; actors of articles that could report an event belong to `actor_mentions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from orchestration.extract.actors import noun_phrases
from orchestration.extract.actors.actor_mentions import ActorMention, Actors
from orchestration.extract.actors.bystanders import find_listed_names
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.parse import Position, Sentence


def read_organisations(sentences: Iterable[Sentence], lexicon: Lexicon, places: frozenset[Position]) -> Actors:
    """Returns the organisations that an article names: listed names and named entities."""
    actors = Actors(lexicon, places)
    for sentence in sentences:
        for words, actor_type in _find_names(sentence, lexicon, places):
            start, end = sentence.offset(words[0]), sentence.end_offset(words[-1])
            name = " ".join(sentence.quote(start, end).split())
            mention = ActorMention(
                sentence.field, start, end, name, "name", actor_type, is_definite=True, sentence=sentence.index
            )
            actors.mentions.setdefault((sentence.field, sentence.offset(words[-1])), mention)
    return actors


def _find_names(sentence: Sentence, lexicon: Lexicon, places: frozenset[Position]) -> Iterator[tuple[list[Token], str | None]]:
    yield from find_listed_names(sentence, lexicon)
    for entity in sentence.entities:
        if entity.label_ == "ORG":
            for words in map(noun_phrases.trim_name, noun_phrases.split_names(list(entity))):
                is_name = bool(words) and words[0].text[:1].isupper() and not noun_phrases.is_thing(words)
                if is_name and not any((sentence.field, sentence.offset(each)) in places for each in (words[0], words[-1])):
                    yield words, None
