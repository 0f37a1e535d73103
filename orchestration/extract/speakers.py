"""Who says so: the speaker of a clause, what kind of speaker that is, and how far the words commit to it.

Here belong attribution and the factuality that comes from reporting words. Denial and condition inside the clause belong
to `syntax`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract import syntax
from orchestration.extract.actors import ActorMention, Actors
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.nlp import Sentence

_SAID_SO = frozenset({"reported", "alleged", "denied"})
_ALLEGED_WORDS = frozenset({"allegedly", "purportedly", "unconfirmed", "unverified"})
_REPORTED_WORDS = frozenset({"reportedly", "apparently", "reports"})
_ARMED_TYPES = frozenset({"Rebel group", "Political militia", "Identity militia"})
_LONGEST_TAG = 9
""" "…, the Observatory said." as a sentence of its own has at most this many words."""
_PERSONAL = frozenset({"he", "she", "they", "it", "we", "i", "who", "which", "that"})
_LONGEST_NAME = 8  # words of a speaker that is described and not named


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who states something. Nobody named: `name` None and `kind` "unattributed"."""

    name: str | None
    kind: str
    factuality: str
    verb: Token | None = None


class Speakers:
    """Finds speakers in one article."""

    def __init__(self, lexicon: Lexicon, actors: Actors) -> None:
        self._lexicon = lexicon
        self._actors = actors
        ordered = sorted(lexicon.speaker_types, key=lambda pair: (-len(pair[0]), pair[0]))
        self._types = [(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word.isupper() else re.IGNORECASE), kind)
                       for word, kind in ordered]  # fmt: skip

    def of(self, sentence: Sentence, token: Token, following: Sentence | None, preceding: Sentence | None = None) -> Attribution:
        """The speaker of the clause that a token stands in."""
        found = self._in_sentence(sentence, token)
        if found is None and following is not None:
            found = self._tag(following)
        if (
            found is None
            and preceding is not None
            and sentence.text.lstrip("“\"'").lower().startswith(("it said", "he said", "they said"))
        ):
            found = self._in_sentence(preceding, preceding.tokens[-1])
        words = {each.lower_ for each in sentence.tokens}
        doubt = "alleged" if words & _ALLEGED_WORDS else "reported" if words & _REPORTED_WORDS else "asserted"
        if found is None:
            return Attribution(None, "unattributed", doubt)
        return Attribution(found.name, found.kind, "alleged" if doubt == "alleged" else found.factuality, found.verb)

    def _in_sentence(self, sentence: Sentence, token: Token) -> Attribution | None:
        child = token
        for verb in token.ancestors:
            mode = self._lexicon.reporting.get(verb.lemma_.lower()) if syntax.is_verb(verb) else None
            if mode in _SAID_SO and child.dep_ in {"ccomp", "xcomp", "parataxis", "advcl", "conj", "prep"}:
                speaker = syntax.subject(verb)
                if speaker is not None and token not in list(speaker.subtree) and (child.dep_ == "ccomp" or verb.i > token.i):
                    return self._attribution(sentence, speaker, mode or "reported", verb)
            child = verb
        for each in sentence.tokens:
            if each.lower_ == "according" and each.i + 1 < len(each.doc):
                for source in syntax.pobj(each, "to"):
                    return self._attribution(sentence, source, "reported", None)
            mode = self._lexicon.reporting.get(each.lemma_.lower()) if syntax.is_verb(each) else None
            if mode in _SAID_SO and each.dep_ in {"parataxis", "ccomp"} and each.i > token.i and syntax.has_own_subject(each):
                speaker = syntax.subject(each)
                if speaker is not None and each.head in [token, *token.ancestors]:
                    return self._attribution(sentence, speaker, mode or "reported", each)
        return None

    def _tag(self, sentence: Sentence) -> Attribution | None:
        """A short sentence that only names the speaker of the one before: "the Observatory reported"."""
        tokens = [token for token in sentence.tokens if not token.is_punct]
        if not 2 <= len(tokens) <= _LONGEST_TAG:
            return None
        root = sentence.span.root
        if self._lexicon.reporting.get(root.lemma_.lower()) != "reported" or any(
            c.dep_ in {"ccomp", "dobj"} for c in root.children
        ):
            return None
        speaker = syntax.subject(root)
        if speaker is None or speaker.lower_ in _PERSONAL:
            return None
        return self._attribution(sentence, speaker, "reported", root)

    def _attribution(self, sentence: Sentence, speaker: Token, mode: str, verb: Token | None) -> Attribution:
        phrase = " ".join(token.text for token in speaker.subtree if not token.is_space)
        mention = self._mention(sentence, speaker)
        if mention is None and speaker.lower_ in _PERSONAL:
            return Attribution(None, "unattributed", mode, verb)
        name = self._actors.name(mention) if mention is not None else self._actors.expanded(self._words(sentence, speaker))
        kind = self.kind(name) or self.kind(phrase)
        if kind is None and mention is not None:
            kind = {"country": "government", "state": "government"}.get(mention.kind)
            kind = "armed group" if mention.kind == "group" and mention.actor_type in _ARMED_TYPES else kind
        return Attribution(name, kind or "unattributed", mode, verb)

    def _mention(self, sentence: Sentence, speaker: Token) -> ActorMention | None:
        """The actor that speaks or for which the speaker speaks: "Col. X, spokesman for the military"."""
        named = self._actors.named(sentence, speaker)
        direct = named if named is not None else self._actors.within(sentence, speaker, 2)
        if direct is not None:
            return direct
        for token in speaker.subtree:
            if token == speaker or token.dep_ not in {"pobj", "appos", "poss"}:
                continue
            if any(each.dep_ == "relcl" for each in token.ancestors if each in list(speaker.subtree)):
                continue
            found = self._actors.within(sentence, token, 1)
            if found is not None:
                return found
        return self._actors.country(sentence, speaker)

    def _words(self, sentence: Sentence, speaker: Token) -> str:
        words = [t for t in sentence.span.doc[speaker.left_edge.i : speaker.i + 1] if not t.is_space]
        while words and (words[0].dep_ in {"det", "nummod", "poss"} or words[0].is_punct) and len(words) > 1:
            words = words[1:]
        words = words[-_LONGEST_NAME:]
        return " ".join(sentence.words(sentence.offset(words[0]), sentence.end_offset(words[-1])).split())

    def kind(self, name: str) -> str | None:
        """The kind of speaker that a name tells, by the longest listed word in it."""
        return next((kind for pattern, kind in self._types if pattern.search(name)), None)
