"""Articles that tell of no violence: which organisations they name.

Here belongs reading names where no grammar was parsed: only letters and what the recogniser takes for a name are known. Their
places are found as everywhere; articles that could tell of an event are read by `actors`.
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
    """The organisations that an article names, listed ones and those that the recogniser takes for some."""
    actors = Actors(lexicon, places)
    for sentence in sentences:
        for words, actor_type in _find_names(sentence, lexicon, places):
            start, end = sentence.offset(words[0]), sentence.end_offset(words[-1])
            name = " ".join(sentence.quote(start, end).split())
            told = ActorMention(sentence.field, start, end, name, "name", actor_type, is_definite=True, sentence=sentence.index)
            actors.mentions.setdefault((sentence.field, sentence.offset(words[-1])), told)
    return actors


def _find_names(sentence: Sentence, lexicon: Lexicon, places: frozenset[Position]) -> Iterator[tuple[list[Token], str | None]]:
    yield from find_listed_names(sentence, lexicon)
    for entity in sentence.entities:
        if entity.label_ == "ORG":
            for words in map(noun_phrases.trim_name, noun_phrases.split_at_commas(list(entity))):
                is_name = bool(words) and words[0].text[:1].isupper() and not noun_phrases.is_thing(words)
                if is_name and not any((sentence.field, sentence.offset(each)) in places for each in (words[0], words[-1])):
                    yield words, None
