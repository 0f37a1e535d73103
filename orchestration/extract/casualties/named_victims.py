"""Victims that are named in a list: "the victims were identified as John Smith, 28, and Mary Jones, 16".

Here belong lists of names for a figure that the article states elsewhere. Which mentions are one person belongs to
`coreference.person_chains`; what a sentence says about one victim belongs to `verb_frames` and `figure_frames`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim, Statement, is_countable
from orchestration.extract.coreference import names
from orchestration.extract.coreference.person import Person
from orchestration.extract.parsing.parse import Sentence

_VICTIM_WORDS = frozenset({"victims", "dead", "deceased"})


def read_named_victims(article: ArticleReading) -> None:
    """Appends a claim for each name in a list of victims, if a figure of the article is exactly as long as the list."""
    for sentence in article.sentences:
        names_listed = _find_listed_names(article, sentence)
        figure = _find_figure(article, len(names_listed)) if len(names_listed) > 1 else None
        if figure is None:
            continue
        known = {id(c.person.root) for c in article.casualties if c.person is not None and c.outcome == figure.outcome}
        for token, person in names_listed:
            if id(person) in known:
                continue
            start, end = _find_name_span(sentence, token, person)
            attribution = article.find_attribution(sentence, token)
            statement = Statement(
                sentence, start, end, 1, 1, 1, "exact", attribution, attribution.factuality, "list:victims/named"
            )  # fmt: skip
            article.casualties.append(
                CasualtyClaim(
                    statement, figure.outcome, person.classify_group(article.lexicon), None, person.full_name, event=figure.event,
                    time_scope=figure.time_scope, verb=figure.verb, when=figure.when, person=person,
                )
            )  # fmt: skip


def _find_listed_names(article: ArticleReading, sentence: Sentence) -> list[tuple[Token, Person]]:
    """Finds the named persons after "the victims" or "identified as", each with the last word of the name."""
    opening = next((t for t in sentence.tokens if t.lower_ in _VICTIM_WORDS or (t.lower_ == "as" and _is_naming(t))), None)
    if opening is None:
        return []
    found: dict[int, tuple[Token, Person]] = {}
    for token in sentence.tokens:
        person = article.persons.find_person(sentence, token) if token.i > opening.i and token.pos_ == "PROPN" else None
        if person is not None and person.names and not (person.is_official or person.is_suspect):
            found.setdefault(id(person), (token, person))
    return list(found.values())


def _is_naming(token: Token) -> bool:
    """Whether "as" follows a verb of naming: "identified as"."""
    return any(each.lemma_.lower() in names.NAMING_VERBS and each.pos_ == "VERB" for each in token.ancestors)


def _find_figure(article: ArticleReading, number: int) -> CasualtyClaim | None:
    """Finds the figure for this number of people: of the dead, else of the wounded."""
    figures = [c for c in article.casualties if c.person is None and c.event is not None and is_countable(c)]
    return next(
        (c for outcome in ("killed", "wounded") for c in figures if (c.outcome, c.statement.best) == (outcome, number)), None
    )


def _find_name_span(sentence: Sentence, token: Token, person: Person) -> tuple[int, int]:
    """Finds the span, in the field, of the fullest name of a person that ends at a token."""
    end = sentence.end_offset(token)
    for name in sorted(person.names, key=len, reverse=True):
        if " ".join(sentence.quote(end - len(name), end).split()) == name:
            return end - len(name), end
    return sentence.offset(token), end
