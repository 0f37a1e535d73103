"""Owners of weapons: the side that a weapon or a blow of a sentence belongs to.

Here belongs reading "a Russian missile", "Israeli gunfire", "RSF drones", "the rockets of the regime" for the side whose weapon
did the harm. Which events such a side is the perpetrator of belongs to `inferred_perpetrators`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import ArticleReading
from orchestration.extract.events import perpetrators
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_BLOWS = frozenset({
    "strike", "airstrike", "attack", "raid", "shelling", "bombing", "bombardment", "barrage", "fire", "gunfire", "shellfire",
    "shot", "gunshot", "bullet", "shell", "missile", "rocket", "drone", "uav", "bomb", "mortar", "artillery", "jet", "warplane",
    "plane", "aircraft", "helicopter", "gunship", "machinegun", "sniper", "tank", "munition", "warship",
})  # fmt: skip
"""Weapons and blows that an owner may stand before: "Israeli fire"."""
_LOSS_VERBS = frozenset({
    "down", "shoot", "intercept", "destroy", "seize", "find", "recover", "supply", "send", "deliver", "repel", "thwart", "foil",
    "capture", "neutralise", "neutralize", "disarm", "defuse", "stop", "halt", "end", "condemn", "buy", "sell", "provide",
})  # fmt: skip
"""What is done to a weapon that did no harm."""
_DOUBTS = frozenset({"alleged", "supposed", "no", "possible", "whether", "if"})


def find_weapon_owner(article: ArticleReading, sentence: Sentence) -> ActorMention | None:
    """Finds the first side whose weapon or blow the sentence states: "wrecked by a Russian missile"."""
    for token in sentence.tokens:
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _BLOWS and not _is_harmless(token, article):
            owner = _read_owner(article, sentence, token)
            if owner is not None:
                return owner
    return None


def _read_owner(article: ArticleReading, sentence: Sentence, noun: Token) -> ActorMention | None:
    before = article.actors.find_modifier(sentence, noun)
    if before is not None and perpetrators.may_own(article, sentence, before):
        return before
    behind = [*syntax.find_prep_objects(noun, "of", "by")]
    behind += [each for child in noun.children if child.dep_ == "acl" for each in syntax.find_prep_objects(child, "by")]
    return perpetrators.find_perpetrator(article, sentence, behind)


def _is_harmless(noun: Token, article: ArticleReading) -> bool:
    """ "Shot down a Russian drone", "no Israeli strike", "an Israeli strike is possible"."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if any(child.lower_ in _DOUBTS for child in noun.children):
        return True
    verb = syntax.find_clause_verb(noun)
    if verb is None:
        return False
    if noun in syntax.find_patients(verb) and verb.lemma_.lower() in _LOSS_VERBS:
        return True
    untrue = syntax.read_clause_factuality(verb, article.lexicon) in {"denied", "planned", "conditional"}
    return untrue or perpetrators.is_doubted(verb)
