"""Attribution: who states a clause, what kind of speaker that is, and how far the words commit to it.

Here belong the speaker and the factuality that comes from reporting words ("allegedly", "denied that"). Denial and condition
inside the clause belong to `syntax`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention, Actors
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.lexicon.lists import ARMED
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_REPORTED_MODES = frozenset({"reported", "alleged", "denied"})
_ALLEGED_WORDS = frozenset({"allegedly", "purportedly", "unconfirmed", "unverified"})
_REPORTED_WORDS = frozenset({"reportedly", "apparently", "reports"})
_MAX_TAG_WORDS = 9
"""A sentence that only names the speaker ("The Observatory said.") has at most so many words."""
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "which", "that"})
_SPEAKING_PRONOUNS = _PRONOUNS - {"who", "which", "that"}
"""Pronouns for the speaker of the sentence before: "the ministry said. … it added"."""
_COMMON_WORDS = frozenset({
    "local", "other", "state", "medical", "military", "health", "united", "air", "tv", "television", "radio", "media",
    "takfiri", "security", "civil", "opposition", "meanwhile", "earlier", "later", "also", "field", "official", "news",
    "terrorist", "both", "several", "some", "most", "witnesses", "activists", "sources",
})  # fmt: skip
"""Words that may begin a sentence or describe a speaker; alone they are no name."""
_ROLE_NOUNS = frozenset({
    "director", "head", "chief", "spokesman", "spokeswoman", "spokesperson", "activist", "official", "governor",
    "minister", "president", "leader", "figure", "commander", "general", "colonel", "captain", "doctor", "dr",
    "deputy", "secretary", "ambassador", "envoy", "correspondent", "reporter", "member",
})  # fmt: skip
_INSTITUTION_NOUNS = frozenset({"ministry", "government", "authorities", "police", "directorate", "parliament"})
"""Institutions that need no name, as a country has one of each: "the defence ministry"."""
_ANONYMOUS_NOUNS = frozenset({"monitor", "monitors", "report", "reports", "sources"})
_EMPTY_NOUNS = frozenset({"group", "groups", "organization", "organizations", "organisation", "organisations"})
_LOST_GENITIVE = re.compile(r"^([A-Z]{3,})s$")  # "SANAs reporter", where the apostrophe was lost
_PLACE_LEAD_IN = re.compile(
    r"^.*\b[A-Z][\w-]* (?:the|a|an) (?=[A-Z])"
)  # "in Raqqa the Observatory said", where the comma was lost
_MAX_NAME_WORDS = 8  # words of a speaker who is described, not named


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who states something. If nobody is named, `name` is None and `kind` is "unattributed"."""

    name: str | None
    kind: str
    factuality: str
    verb: Token | None = None


class AttributionReader:
    """Finds the speakers of one article."""

    def __init__(self, lexicon: Lexicon, actors: Actors) -> None:
        self._lexicon = lexicon
        self._actors = actors

    def find_attribution(
        self, sentence: Sentence, token: Token, following: Sentence | None, preceding: Sentence | None = None
    ) -> Attribution:
        """Returns the attribution of the clause around a token.

        `following` and `preceding` are the sentences of the same field around it: they may hold the speaker.
        """
        found = self._find_in_sentence(sentence, token, preceding)
        if found is None and following is not None:
            found = self._read_tag_sentence(following)
        if (
            found is None
            and preceding is not None
            and sentence.text.lstrip("“\"'").lower().startswith(("it said", "he said", "they said"))
        ):
            found = self._find_in_sentence(preceding, preceding.tokens[-1])
        words = {each.lower_ for each in sentence.tokens}
        doubt = "alleged" if words & _ALLEGED_WORDS else "reported" if words & _REPORTED_WORDS else "asserted"
        if found is None:
            return Attribution(None, "unattributed", doubt)
        return Attribution(found.name, found.kind, "alleged" if doubt == "alleged" else found.factuality, found.verb)

    def _find_in_sentence(self, sentence: Sentence, token: Token, preceding: Sentence | None = None) -> Attribution | None:
        child = token
        for verb in token.ancestors:
            mode = (
                self._lexicon.reporting_words.get(verb.lemma_.lower())
                if syntax.is_verb(verb) and not _is_time_clause(verb)
                else None
            )
            if mode in _REPORTED_MODES and child.dep_ in {"ccomp", "xcomp", "parataxis", "advcl", "conj", "prep"}:
                speaker = syntax.find_subject(verb)
                is_apart = any(each.text == ";" for each in token.doc[token.i : max(verb.i, token.i)])
                is_said = speaker is not None and token not in list(speaker.subtree) and not is_apart
                if speaker is not None and is_said and (child.dep_ == "ccomp" or verb.i > token.i):
                    return self._make_attribution(sentence, speaker, mode or "reported", verb, preceding)
            is_set = verb.lemma_.lower() in syntax.ESTIMATING_VERBS | syntax.CORRECTING_VERBS
            if is_set and child.dep_ == "dobj" and syntax.has_own_subject(verb):
                speaker = syntax.find_subject(verb)
                if speaker is not None:
                    return self._make_attribution(sentence, speaker, "reported", verb)
            child = verb
        for each in sentence.tokens:
            if each.lower_ == "according" and each.i + 1 < len(each.doc):
                for source in syntax.find_prep_objects(each, "to"):
                    return self._make_attribution(sentence, source, "reported", None)
            mode = self._lexicon.reporting_words.get(each.lemma_.lower()) if syntax.is_verb(each) else None
            if (
                mode in _REPORTED_MODES
                and each.dep_ in {"parataxis", "ccomp"}
                and each.i > token.i
                and syntax.has_own_subject(each)
            ):
                speaker = syntax.find_subject(each)
                if speaker is not None and each.head in [token, *token.ancestors]:
                    return self._make_attribution(sentence, speaker, mode or "reported", each, preceding)
        return None

    def _find_last_speaker(self, sentence: Sentence) -> Attribution | None:
        """Finds who speaks last in a sentence, by name: "it" or "he" means this speaker in the next."""
        for verb in reversed(sentence.tokens):
            mode = self._lexicon.reporting_words.get(verb.lemma_.lower()) if syntax.is_verb(verb) else None
            speaker = syntax.find_subject(verb) if mode in _REPORTED_MODES else None
            if speaker is not None and speaker.lower_ not in _PRONOUNS:
                found = self._make_attribution(sentence, speaker, "reported", verb)
                return found if found.name is not None else None
        return None

    def _read_tag_sentence(self, sentence: Sentence) -> Attribution | None:
        """A short sentence that only names the speaker of the sentence before: "The Observatory reported."."""
        tokens = [token for token in sentence.tokens if not token.is_punct]
        if not 2 <= len(tokens) <= _MAX_TAG_WORDS:
            return None
        root = sentence.span.root
        if self._lexicon.reporting_words.get(root.lemma_.lower()) != "reported" or any(
            c.dep_ in {"ccomp", "dobj"} for c in root.children
        ):
            return None
        speaker = syntax.find_subject(root)
        if speaker is None or speaker.lower_ in _PRONOUNS:
            return None
        return self._make_attribution(sentence, speaker, "reported", root)

    def _make_attribution(
        self, sentence: Sentence, speaker: Token, mode: str, verb: Token | None, preceding: Sentence | None = None
    ) -> Attribution:
        last = self._find_last_speaker(preceding) if preceding is not None and speaker.lower_ in _SPEAKING_PRONOUNS else None
        if last is not None:
            return Attribution(last.name, last.kind, mode, verb)
        phrase = " ".join(token.text for token in speaker.subtree if not token.is_space)
        mention = self._find_mention(sentence, speaker)
        if mention is None and speaker.lower_ in _PRONOUNS:
            return Attribution(None, "unattributed", mode, verb)
        kind_of_phrase = self.classify_speaker(phrase)
        if mention is not None and not self._is_speaker(sentence, speaker, mention, kind_of_phrase):
            mention = None
        name = self._actors.resolve_name(mention) if mention is not None else self._read_speaker_name(sentence, speaker)
        name = (
            self._actors.expand_name(_PLACE_LEAD_IN.sub("", _LOST_GENITIVE.sub(r"\1", name.strip(" /,-"))))
            if name is not None
            else None
        )
        name = name or None
        kind = (self.classify_speaker(name) if name is not None else None) or kind_of_phrase
        if kind is None and mention is not None:
            kind = {"country": "government", "state": "government"}.get(mention.kind)
            kind = "armed group" if mention.kind == "group" and mention.actor_type in ARMED else kind
        return Attribution(name, kind or "unattributed", mode, verb)

    def _is_speaker(self, sentence: Sentence, speaker: Token, mention: ActorMention, kind_of_phrase: str | None) -> bool:
        """Whether a mention in the speaker's phrase is the speaker, and not a word that describes the speaker."""
        words = mention.name.lower().split()
        if mention.kind == "country":  # "a Syrian activist", "Syrian state media" do not speak for the country
            is_itself = sentence.offset(speaker) < mention.end and mention.start <= sentence.offset(speaker)
            return is_itself or (kind_of_phrase in {"government", "military"} and speaker.ent_type_ != "PERSON")
        if mention.kind == "group" and mention.name.islower():  # "the group", "a monitoring group", "a terrorist"
            return words[-1] not in _EMPTY_NOUNS and speaker.tag_ != "NN"
        if mention.kind != "name" or len(words) > 1:
            return True
        is_first = sentence.field == "text" and mention.start == sentence.start
        is_word = (
            is_first and not mention.name.isupper() and speaker.text.islower() and self.classify_speaker(mention.name) is None
        )
        return words[0] not in _COMMON_WORDS and not is_word

    def _read_speaker_name(self, sentence: Sentence, speaker: Token) -> str | None:
        """The name of a speaker that is no known actor: the organisation if one is named, else the person, else None."""
        run = self._collect_words(speaker)
        person = [token for token in run if token.ent_type_ == "PERSON"] if speaker.ent_type_ == "PERSON" else []
        named = [c for c in speaker.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"]
        if named and not person and not any(self._is_name(sentence, token) for token in run):  # "an opposition figure X Y"
            person = [token for token in speaker.doc[named[0].left_edge.i : named[0].i + 1] if token.ent_type_ == "PERSON"]
        role = next((i for i, token in enumerate(run[:-1]) if token.lower_ in _ROLE_NOUNS and i), None)
        if role is not None and not person and run[role + 1].text[:1].isupper():  # "Observatory head X Y"
            person = run[role + 1 :]
        title = [token for token in run if token not in person and self._is_name(sentence, token)]
        if person:
            organisation = [token for token in title if (sentence.field, sentence.offset(token)) not in self._actors.places]
            words = organisation or person
        elif any(token.lower_ in _ANONYMOUS_NOUNS for token in run):
            return None
        elif title and (speaker.text[:1].isupper() or any(self._is_free(sentence, token) for token in title)):
            words = run
        else:
            described = self._join_words(sentence, run)
            if speaker.lower_ in _INSTITUTION_NOUNS:
                return self._actors.expand_name(described)
            full = self._actors.expand_name(described.capitalize()) if " " not in described else described
            return full if full.lower() != described.lower() else None
        return self._actors.expand_name(self._join_words(sentence, words))

    def _is_name(self, sentence: Sentence, token: Token) -> bool:
        word = token.lower_
        is_role = word in _ROLE_NOUNS or word in _COMMON_WORDS or word in self._lexicon.countries
        if token.i == sentence.span.start and token.pos_ != "PROPN":
            return False
        if token.i == sentence.span.start and word in {each.lower() for each, _ in self._lexicon.speaker_types}:
            return word == "observatory"
        return token.text[:1].isupper() and not is_role

    def _is_free(self, sentence: Sentence, token: Token) -> bool:
        return (sentence.field, sentence.offset(token)) not in self._actors.places

    def _find_mention(self, sentence: Sentence, speaker: Token) -> ActorMention | None:
        """The actor that speaks, or that the speaker represents: "Col. X, spokesman for the military"."""
        named = self._actors.find_named_actor(sentence, speaker)
        direct = named if named is not None else self._actors.find_actor(sentence, speaker, 2)
        if direct is not None:
            return direct
        for token in speaker.subtree:
            if token == speaker or token.dep_ not in {"pobj", "appos", "poss"}:
                continue
            if any(each.dep_ == "relcl" for each in token.ancestors if each in list(speaker.subtree)):
                continue
            found = self._actors.find_actor(sentence, token, 1)
            if found is not None:
                return found
        return self._actors.find_country(sentence, speaker)

    @staticmethod
    def _collect_words(speaker: Token) -> list[Token]:
        """The words that name or describe a speaker, from the last "a" or "the" on ("… in Raqqa a monitor said")."""
        words = [token for token in speaker.doc[speaker.left_edge.i : speaker.i + 1] if not token.is_space]
        cuts = [i for i, token in enumerate(words[:-1]) if token.tag_ in {"DT", "CD", "PRP$"} or token.is_punct]
        cuts = [i for i in cuts if words[i].text != "-"]
        return words[cuts[-1] + 1 if cuts else 0 :][-_MAX_NAME_WORDS:]

    @staticmethod
    def _join_words(sentence: Sentence, words: list[Token]) -> str:
        return " ".join(sentence.quote(sentence.offset(words[0]), sentence.end_offset(words[-1])).split())

    def classify_speaker(self, name: str) -> str | None:
        """Returns the kind of speaker by the longest word of speaker_types.csv in the name; None if it holds none."""
        return next((kind for pattern, kind in self._lexicon.speaker_patterns if pattern.search(name)), None)


def _is_time_clause(verb: Token) -> bool:
    """ "when the army declared the end of the truce": a clause of time does not attribute the main clause."""
    is_when = any(child.lower_ in {"when", "while", "after", "before"} for child in verb.children if child.i < verb.i)
    return is_when and bool(syntax.find_objects(verb))
