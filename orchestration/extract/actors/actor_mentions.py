"""Actor mentions: the forces, groups, states and institutions that an article names or describes.

Here belongs finding mentions in a parsed sentence, and the actor that a noun phrase or a pronoun means. Proper names of groups
belong to `group_names`, names that mean one actor to `name_variants`, actors without a part in an event to `bystanders`. Which
listed actor a name means is resolved in dbt, by lists of aliases that this room does not read.
"""

# ruff: noqa: PLR0911, PLR0912, PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from orchestration.extract.actors import noun_phrases
from orchestration.extract.actors.bystanders import BystanderReader
from orchestration.extract.actors.group_names import COALITION_NOUNS, GroupNames, is_ally
from orchestration.extract.actors.name_variants import NameChains
from orchestration.extract.lexicon.lexicon import ActorNoun, Lexicon
from orchestration.extract.lexicon.lists import ARMED
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Position, Sentence, find_gloss, remove_gloss

_EMPTY_NOUNS = frozenset({"force", "faction", "alliance", "organization", "organisation"})
"""Without other words these nouns name no side."""
_NON_SIDE_KINDS = frozenset({"person", "public", "institution", "peer"})
"""Kinds of actor_nouns.csv that are no side; `bystanders` reads them."""
_GROUP_NAME_WORDS = frozenset(
    {"movement", "front", "brigade", "brigades", "cartel", "militia", "liwa", "jaish", "jaysh", "jabhat"}
)
"""A name that begins or ends with one of these words is a group's name."""
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "them", "its", "their", "his", "her", "our"})


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at one place of the text. `name` is as written here; `Actors.resolve_name` gives the fullest name in the article.

    `start` and `end` are offsets in the field.
    """

    field: str
    start: int
    end: int
    name: str
    kind: str  # name, country, or a kind of actor_nouns.csv
    actor_type: str | None
    is_definite: bool
    sentence: int
    described_as: tuple[str, ...] = ()
    phrase_start: int | None = None  # offsets of the phrase around the name: "SDF troops" around "SDF"
    phrase_end: int | None = None


@dataclass(slots=True)
class Actors:
    """All actor mentions of an article, and the chains of names that mean one actor."""

    lexicon: Lexicon
    places: frozenset[Position]
    mentions: dict[Position, ActorMention] = field(default_factory=dict)
    bystanders: list[ActorMention] = field(default_factory=list)
    chains: NameChains = field(default_factory=NameChains)
    names: GroupNames = field(init=False)

    def __post_init__(self) -> None:
        self.names = GroupNames(self.lexicon, self.places)

    @classmethod
    def read_article(cls, sentences: Iterable[Sentence], lexicon: Lexicon, places: frozenset[Position]) -> Actors:
        """Reads all sentences, title first. `places` holds the field and offset of each token in a place name."""
        actors = cls(lexicon, places)
        for sentence in sentences:
            actors.names.find_listed(sentence)
            for token in sentence.tokens:
                mention = actors._read_headed_by(sentence, token)
                if mention is not None:
                    actors.mentions[(sentence.field, sentence.offset(token))] = mention
                    other = find_gloss(sentence.field_text, mention.end)
                    if other is not None:
                        mention = actors.mentions[(sentence.field, sentence.offset(token))] = _restore_name_start(
                            sentence, mention
                        )
                        actors.chains.join_forms(mention.name, other)
        actors.chains.link((m.name, m.is_definite, m.kind, _list_descriptions(m, lexicon)) for m in actors.mentions.values())
        actors._read_bystanders(sentences)
        return actors

    def _read_bystanders(self, sentences: Iterable[Sentence]) -> None:
        reader = BystanderReader(self.lexicon, self.places)
        for sentence in sentences:
            sides = [m for m in self.mentions.values() if m.field == sentence.field and m.sentence == sentence.index]
            for side in sides:
                if side.kind == "name":
                    reader.remember_name(self.resolve_name(side))
            for found in reader.read_sentence(sentence, [(side.start, side.end) for side in sides]):
                mention = self._make_mention(sentence, found.words, found.kind, found.actor_type, found.words[-1], ())
                self.bystanders.append(mention if found.name is None else replace(mention, name=found.name))

    def resolve_name(self, mention: ActorMention) -> str:
        """Returns the fullest name of this actor in the article."""
        return self.chains.find_fullest_name(mention.name, is_definite=mention.is_definite)

    def find_named_actor(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """Returns the capitalised name that a speaker's noun heads, even of an unknown organisation: "Syrian Observatory"."""
        mention = self.mentions.get((sentence.field, sentence.offset(token)))
        if mention is not None:
            return mention
        proper = self.names.find_headed_by(sentence, token, is_group=True)
        return self._make_mention(sentence, proper, "name", None, token, ()) if proper is not None else None

    def expand_name(self, words: str) -> str:
        """Returns the fullest name for words that are no actor mention ("Observatory"), else the words themselves."""
        return self.chains.expand_name(words)

    def find_actor(self, sentence: Sentence, token: Token, depth: int = 3) -> ActorMention | None:
        """Returns the actor that a noun phrase means or belongs to: "elements of the SDF", "ISIS strongholds", "its fighters".

        `depth` limits the steps through "of", "by" and relative clauses.
        """
        if token.lower_ in _PRONOUNS:
            return self._resolve_pronoun(sentence, token)
        if token.lower_ in syntax.RELATIVE_PRONOUNS and token.head.dep_ == "relcl":
            is_place = (sentence.field, sentence.offset(token.head.head)) in self.places  # "the blast in Upton which killed"
            return self.find_actor(sentence, token.head.head, depth - 1) if depth and not is_place else None
        mention = self.mentions.get((sentence.field, sentence.offset(token)))
        if mention is not None and mention.kind != "part":
            return mention
        if depth == 0:
            return None
        if is_ally(token):  # "Northern Dawn affiliate Free Upton": not Northern Dawn
            names = (self.find_actor(sentence, child, depth - 1) for child in token.children if child.dep_ == "appos")
            owners = (self.find_actor(sentence, child, depth - 1) for child in token.children if child.dep_ == "poss")
            return next(filter(None, (*names, *owners)), None)
        for owner in syntax.find_prep_objects(token, "of"):
            found = self.find_actor(sentence, owner, depth - 1)
            if found is not None:
                return found
        found = self.find_modifier(sentence, token)
        if found is not None:
            return found
        for child in token.children:
            if child.dep_ == "acl":
                for holder in syntax.find_prep_objects(child, "by"):
                    found = self.find_actor(sentence, holder, depth - 1)
                    if found is not None:
                        return found
        beside = (
            self.mentions.get((sentence.field, sentence.offset(c))) for c in token.children if c.dep_ == "appos" and c.is_upper
        )
        return mention or next(filter(None, beside), None)  # "the Upton Workers Party (UWP)"

    def _resolve_pronoun(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """The subject of the clause above ("the coalition said its strikes …"), else the last subject of the sentence before."""
        for verb in token.ancestors:
            if not syntax.is_verb(verb):
                continue
            # "No soldiers were killed in its strike": "its" is not the soldiers'.
            lemma = verb.lemma_.lower()
            of_harm = lemma in syntax.DYING_VERBS or (lemma in self.lexicon.casualty_verbs and syntax.is_passive(verb))
            for subject in (child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"} and not of_harm):
                if subject.i < token.i and subject != token and token not in list(subject.subtree):
                    named = (subject, *(child for child in subject.children if child.dep_ == "appos"))
                    found = next(
                        filter(None, (self.mentions.get((sentence.field, sentence.offset(each))) for each in named)), None
                    )
                    found = found or (self.find_country(sentence, subject) if subject.pos_ == "PROPN" else None)
                    if found is not None:
                        return found
        before = [m for (f, at), m in self.mentions.items() if f == sentence.field and m.sentence == sentence.index - 1]
        return before[0] if before and token.lower_ not in {"he", "she", "his", "her"} else None

    def _read_headed_by(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """The actor whose phrase a noun heads, None if there is none."""
        known = self.names.get_listed(sentence, token)
        if known is not None and token.dep_ not in {"amod", "compound", "nmod"}:
            return self._make_mention(sentence, known[0], "name", known[1], token, ())
        if (
            token.pos_ not in {"NOUN", "PROPN", "ADJ"}
            or token.dep_ in {"amod"}
            or (token.dep_ == "compound" and token.head.i > token.i)
        ):
            return None
        noun = self.lexicon.find_actor_noun(token)
        proper = self.names.find_headed_by(sentence, token)
        if proper is not None and len(proper) > 2 and proper[1].lower_ == "of" and self._is_of_fighters(proper[0]):
            proper = proper[2:]  # "Militants of Northern Dawn"
        if proper is not None:
            return self._make_mention(sentence, proper, "name", None, token, ())
        if noun is None or noun.kind in _NON_SIDE_KINDS:
            return None
        return self._read_described(sentence, token, noun)

    def _read_described(self, sentence: Sentence, token: Token, noun: ActorNoun) -> ActorMention | None:
        is_bare = not any(child.i < token.i for child in token.children) and sentence.field != "title"
        if noun.kind == "group" and token.tag_ == "NN" and is_bare and token.i > sentence.span.start:
            return None  # "attack, bomber, fighter and other aircraft": a single fighter would have an article
        if token.lower_ == "group" and any(not self._is_of_people(each) for each in syntax.find_prep_objects(token, "of")):
            return None  # "a group of buildings"
        left = noun_phrases.collect_modifiers(token)
        if noun.kind == "state":
            return self._read_state(sentence, token, noun, left)
        owner = next((child for child in token.children if child.lower_ in {"its", "their"}), None)
        if owner is not None and left == [token] and noun.kind in {"group", "force"}:  # "the MNJ said its fighters …"
            meant = self._resolve_pronoun(sentence, owner)
            if meant is not None and meant.kind == "country" and noun.kind == "force":  # "Kenya says its forces …"
                return replace(meant, name=f"{self.lexicon.demonyms.get(meant.name.lower(), meant.name)} forces", kind="force")
            if meant is not None and meant.kind in {"name", "group"}:
                own = self._make_mention(sentence, left, meant.kind, noun.actor_type, token, ())
                return replace(own, name=meant.name, is_definite=meant.is_definite)
        proper_words = self.names.find_among(sentence, [each for each in left if each != token])
        words = tuple(
            each.lower_
            for each in left
            if not (proper_words and each in proper_words) and each.lower_ not in noun_phrases.IGNORED_LEADING_WORDS
        )
        if proper_words is not None:
            named = self._make_mention(sentence, proper_words, "name", None, token, words)
            if noun.kind == "equipment" or proper_words[0] != noun_phrases.drop_leading_words(left)[0]:
                return named
            return replace(named, phrase_start=named.start, phrase_end=sentence.end_offset(token))
        if noun.kind == "equipment":
            return None
        for owner in syntax.find_prep_objects(token, "of", "from"):
            forms = [owner, *(child for child in owner.children if child.dep_ == "appos")]  # "of Free Upton (FU)"
            proper = next(filter(None, (self.names.find_headed_by(sentence, each, is_group=True) for each in forms)), None)
            if proper is not None and not self.names.is_country(proper):
                return self._make_mention(sentence, proper, "name", None, token, words)
        coalition = next((each for each in left[:-1] if each.lower_ in COALITION_NOUNS), None)
        if coalition is not None:
            left = left[: left.index(coalition) + 1]
            noun = self.lexicon.actor_nouns.get(coalition.lower_, noun)
        left = noun_phrases.drop_leading_words(left)
        end = noun_phrases.find_supported_name_end(token)
        if noun.kind == "part" or (len(left) == 1 and token.lemma_.lower() in _EMPTY_NOUNS and end is None):
            return None
        if end is not None and left[-1] == token:
            left = [*left, *token.doc[token.i + 1 : end + 1]]
        return self._make_mention(sentence, left, noun.kind, noun.actor_type, token, words)

    def _is_of_people(self, token: Token) -> bool:
        is_listed = token.lemma_.lower() in self.lexicon.victim_nouns or self.lexicon.find_actor_noun(token) is not None
        return is_listed or token.text[:1].isupper() or token.pos_ in {"NUM", "PRON"}

    def _is_of_fighters(self, token: Token) -> bool:
        noun = self.lexicon.find_actor_noun(token)
        return noun is not None and noun.kind == "group" and token.tag_ in {"NNS", "NNPS"}

    def _read_state(self, sentence: Sentence, token: Token, noun: ActorNoun, left: list[Token]) -> ActorMention:
        """A government with its owner: "the Assad regime", "the government of Iraq"."""
        left = noun_phrases.drop_leading_words(left)
        owner = next(
            (each for each in syntax.find_prep_objects(token, "of") if each.text[:1].isupper() and each.i < token.i + 6), None
        )
        if owner is not None and left[-1] == token:
            left = [*left, *token.doc[token.i + 1 : owner.i + 1]]
        return self._make_mention(sentence, left, noun.kind, noun.actor_type, token, ())

    def find_modifier(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """Returns the actor in front of a noun that is no actor: "coalition aircraft", "U.S. airstrike", "the group's leader"."""
        for child in token.children:
            if child.dep_ == "poss":
                found = self.find_actor(sentence, child, 1)
                if found is not None:
                    return found
        for child in token.children:
            if child.dep_ == "nmod" and child.i < token.i and child.lower_ not in COALITION_NOUNS:
                found = self._read_headed_by(sentence, child)
                if found is not None:
                    return found
        left = noun_phrases.collect_modifiers(token)[:-1]
        core = self.names.find_among(sentence, left) if token.text.islower() or sentence.field == "title" else None
        if core is not None:
            return self._make_mention(sentence, core, "name", None, core[-1], ())
        for index in range(len(left) - 1, -1, -1):
            noun = self.lexicon.find_actor_noun(left[index])
            is_equipment = (left[index].lower_, token.lemma_.lower()) in self.lexicon.equipment  # "fighter plane"
            if (
                noun is not None
                and noun.kind in {"force", "state", "group"}
                and not noun_phrases.is_affix(left[index])
                and not is_equipment
            ):
                if left[index].dep_ == "conj" and left[index].head.i < left[0].i:  # "regime and militia attack"
                    found = self._read_headed_by(sentence, left[index].head)
                    if found is not None:
                        return found
                words = noun_phrases.drop_leading_words(left[: index + 1])
                return self._make_mention(sentence, words, noun.kind, noun.actor_type, token, ())
        for each in left:
            if not noun_phrases.is_affix(each):
                country = self.find_country(sentence, each)
                if country is not None:
                    return country
        return None

    def find_country(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """Returns a country or its demonym as an actor, under the country's name."""
        run = [token]
        if (
            token.dep_ != "amod"
            and token.i
            and token.doc[token.i - 1].dep_ == "compound"
            and token.doc[token.i - 1].head == token
        ):
            run = [token.doc[token.i - 1], token]
        for words in (run, [token]):
            name = self.lexicon.countries.get(" ".join(each.text for each in words).lower())
            if name is not None and words[0].text[:1].isupper():
                start, end = sentence.offset(words[0]), sentence.end_offset(words[-1])
                return ActorMention(sentence.field, start, end, name, "country", None, False, sentence.index)
        return None

    def _make_mention(
        self,
        sentence: Sentence,
        words: list[Token],
        kind: str,
        actor_type: str | None,
        head: Token,
        described_as: tuple[str, ...],
    ) -> ActorMention:
        start, end = sentence.offset(words[0]), sentence.end_offset(words[-1])
        is_definite = any(child.lower_ in {"the", "this", "that", "these", "its", "their"} for child in head.children)
        name = re.sub(
            r"(?<=\w) -(?=\w)", "-", " ".join(re.sub(r"[()\[\]\"“”]", " ", remove_gloss(sentence.quote(start, end))).split())
        )
        return ActorMention(
            sentence.field,
            start,
            end,
            name,
            kind,
            actor_type,
            is_definite or sentence.field == "title",
            sentence.index,
            described_as,
        )


def _restore_name_start(sentence: Sentence, mention: ActorMention) -> ActorMention:
    """Adds words that the tagger took for a person's name to a name with an acronym: "Hugo Brandt Popular Front [HBPF]"."""
    first = next(each for each in sentence.tokens if sentence.offset(each) >= mention.start)
    start = sentence.offset(noun_phrases.find_first_capital(first)) if mention.kind == "name" else mention.start
    return replace(mention, start=start, name=f"{sentence.quote(start, mention.start)}{mention.name}")


def _list_descriptions(mention: ActorMention, lexicon: Lexicon) -> tuple[str, ...]:
    """The words that describe a mention. "The group" may later mean an armed group ("RSF fighters")."""
    nouns = (lexicon.actor_nouns.get(word.removesuffix("s")) for word in mention.described_as)
    ends = {mention.name.lower().split()[0], mention.name.lower().split()[-1]}
    is_group = (
        mention.actor_type in ARMED or bool(ends & _GROUP_NAME_WORDS) or any(n is not None and n.kind == "group" for n in nouns)
    )
    return (*mention.described_as, "group") if mention.kind == "name" and is_group else mention.described_as
