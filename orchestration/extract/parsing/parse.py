"""Parsing: the fields of an article become sentences, and each token knows its offset in the field.

Here belong loading the pipeline and preparing text for it. Questions about a parsed sentence belong to `syntax`. The text given
to the parser is as long as the field, so an offset in one is the same offset in the other. Quotes always come from the field.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import fast_ner, fast_tagger
from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.parsing.page_furniture import blank_outlet, blank_video_lists
from orchestration.extract.parsing.sentence_ends import mark_sentence_ends, parse_short_sentences

IsPlaceName = Callable[[str], bool]
Position = tuple[str, int]
"""A token's field and offset: the same token in any sentence object."""
MAX_PIECE_LENGTH = 30_000
"""Characters parsed and read at once, about 5,000 words. A longer text is cut where a paragraph ends and read in parts."""

_CAPITALIZED_NAME = re.compile(
    r"(?P<in>\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|[Aa]cross) (?:the )?)?"
    r"(?P<name>[^\W\da-z_][\w'’-]*(?: [^\W\da-z_][\w'’-]*)*)"
)
_SENTENCE_MARKS = frozenset({".", "!", "?"})
_BROKEN_COMPOUND = re.compile(r"(?<=\w) -(?=(?:led|backed|held|controlled|allied|based|affiliated|linked|run|supported)\b)")
_EDITOR_NOTE = re.compile(r"\[(?:not|no|sic|as|words?|passage|name|names|number|expansion|currency)\b[^\]\n]{0,60}\]")
"""An editor's note in brackets, which the parser would read as part of the sentence: "[not further identified]"."""
_GLOSS = re.compile(r"(?:(?<=[A-Z]{2}) \[(?=[^\[\]]*[a-z])|(?<=[a-z]) \[(?=[A-Z-]+\]))[A-Z][^\[\]\n\d]{1,80}\]")
"""The full form of a name after its acronym, or the acronym after the full form: "MRF [Mountain Relief Front] troops". The
parser reads the sentence better without it."""
_BLANKED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"})
_PLAIN_CHARACTERS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "’": "'", "‘": "'", "`": "'"}
)


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a field.

    `base` is the offset of the parsed piece in the field; `field_text[start:end]` is the sentence without blanks around it.
    `entities` are its names and figures as the entity recogniser finds them; `index` counts the sentences of the field from 0.
    """

    field: str
    field_text: str
    base: int
    span: Span
    start: int
    end: int
    index: int
    entities: list[Span]

    @cached_property
    def text(self) -> str:
        return self.field_text[self.start : self.end]

    @cached_property
    def tokens(self) -> list[Token]:
        return [token for token in self.span if not token.is_space]

    def offset(self, token: Token) -> int:
        """The offset at which a token starts in the field."""
        return self.base + int(token.idx)

    def end_offset(self, token: Token) -> int:
        """The offset at which a token ends in the field."""
        return self.base + int(token.idx) + len(token)

    def find_token_at(self, at: int) -> Token | None:
        """Finds the token that holds the character at an offset of the field; None where there is a blank."""
        position = bisect_right(self.tokens, at, key=self.offset) - 1
        found = self.tokens[position] if position >= 0 else None
        return found if found is not None and at < self.end_offset(found) else None

    def quote(self, start: int, end: int) -> str:
        """Quotes the field's own words between two offsets of the field."""
        return self.field_text[start:end]


@dataclass(frozen=True, eq=False)
class Field:
    """A parsed title or text. `docs` are its parsed pieces, each with the offset of the piece in the field."""

    name: str
    text: str
    docs: list[tuple[int, Doc]]
    sentences: list[Sentence]


def load_pipeline(model: str) -> Language:
    """Loads the spaCy pipeline with the fast parts in it. Raises `OSError` when the model is not installed."""
    nlp = spacy.load(model)
    fast_tagger.use_fast_tagger(nlp)
    fast_ner.use_fast_ner(nlp)
    return nlp


def parse_field(name: str, text: str, nlp: Language, lexicon: Lexicon, *, is_place_name: IsPlaceName | None = None) -> Field:
    """Parses a field into sentences. An empty field has none; a dateline is not a sentence.

    With `is_place_name`, which says whether words are the name of a place, only names are read: the grammar, which takes most of
    the time, is left out.
    """
    read_names = fast_ner.get_standalone_ner(nlp)
    docs: list[tuple[int, Doc]] = []
    sentences: list[Sentence] = []
    plain = _prepare_text(text)
    plain = _lower_headline(blank_outlet(plain, lexicon), lexicon) if name == "title" else blank_video_lists(plain)
    dateline = find_dateline_end(plain) if name == "text" else 0
    for start, end in _cut_pieces(plain):
        doc = nlp.make_doc(plain[start:end])
        if not len(doc):
            continue
        mark_sentence_ends(doc)
        if not start:
            _mark_dateline(doc, dateline)
        if is_place_name is None or read_names is None:
            doc = parse_short_sentences(doc, nlp)
        else:
            doc = _read_names_only(doc, read_names, is_place_name)
        docs.append((start, doc))
        entities = fast_ner.list_entities(doc)
        for span in doc.sents:
            spot = _trim_span(text, start + span.start_char, start + span.end_char)
            if spot is not None and spot[0] >= dateline:
                first = bisect_left(entities, span.start, key=lambda entity: entity.start)
                near = entities[first : first + len(span)]
                inside = [entity for entity in near if entity.end <= span.end]
                sentences.append(Sentence(name, text, start, span, *spot, len(sentences), inside))
    return Field(name, text, docs, sentences)


def split_parts(fields: list[Field]) -> list[list[Field]]:
    """Splits the fields into parts that are read one after the other: only a text of several pieces has more than one.

    Many rules compare a mention with all others, so a book read as one article would take days. The title is in the first part.
    """
    parts: list[list[Field]] = [[]]
    for field in fields:
        for number, (base, doc) in enumerate(field.docs):
            own = [sentence for sentence in field.sentences if sentence.base == base]
            piece = Field(field.name, field.text, [(base, doc)], own)
            if number:
                parts.append([piece])
            else:
                parts[-1].append(piece)
    return parts


def find_gloss(text: str, end: int) -> str | None:
    """Finds the other form of a name in the brackets after it, for a name that ends at `end`; None when there is none."""
    found = _GLOSS.match(text, end)
    return found.group().strip(" []") if found is not None else None


def remove_gloss(name: str) -> str:
    """Removes the other form in brackets from a name."""
    return _GLOSS.sub("", name)


def _prepare_text(text: str) -> str:
    """Returns the text as the parser should see it, with the same length.

    Control characters, unusual blanks, notes and glosses become blanks; typographic apostrophes become plain ones.
    """
    plain = text.translate(_PLAIN_CHARACTERS)
    blanked = {letter for letter in set(plain) if letter != "\n" and unicodedata.category(letter) in _BLANKED_CATEGORIES}
    plain = plain.translate(dict.fromkeys(map(ord, blanked), " "))
    for pattern in (_EDITOR_NOTE, _GLOSS):
        plain = pattern.sub(lambda match: " " * len(match.group()), plain)
    return _BROKEN_COMPOUND.sub("- ", plain)


def _lower_headline(title: str, lexicon: Lexicon) -> str:
    """Lowers those words of a headline In Title Case that the lexicon knows as plain words.

    The parser reads "Coalition Strikes Militias" as one long name and finds no verb in it.
    """
    words = re.findall(r"[^\W\d_]{2,}", title)
    if len(words) < 4 or sum(word[0].isupper() for word in words) < 0.7 * len(words):
        return title
    first_words = (
        set(lexicon.verb_triggers) | set(lexicon.casualty_verbs) | set(lexicon.equipment_words) | set(lexicon.reporting_words)
    )
    known = first_words | {phrase[-1] for phrase in lexicon.noun_triggers} | set(lexicon.victim_nouns)
    known |= set(lexicon.actor_nouns) | set(lexicon.casualty_adjectives) | set(lexicon.numbers) | _HEADLINE_WORDS

    def lower_known(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        is_name = word.isupper() or len(lower) != len(word) or lower in lexicon.countries
        return lower if not is_name and any(form in known for form in _guess_base_forms(lower)) else word

    return re.sub(r"[^\W\d_]{2,}", lower_known, title)


_HEADLINE_WORDS = frozenset({
    "a", "an", "the", "in", "on", "at", "of", "by", "for", "to", "from", "with", "near", "after", "before", "as", "and", "or",
    "but", "over", "under", "against", "amid", "during", "is", "are", "was", "were", "be", "been", "has", "have", "had",
    "again", "key", "new", "more", "than", "least", "dozens", "outpost", "town", "city", "village", "area", "areas", "kills",
    "dead", "hits", "says", "said",
})  # fmt: skip


def _guess_base_forms(word: str) -> Iterator[str]:
    yield word
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)] + instead


def _cut_pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > MAX_PIECE_LENGTH:
            window = text[start : start + MAX_PIECE_LENGTH]
            cuts = (window.rfind("\n\n"), window.rfind("\n"), window.rfind(". "), window.rfind(" "))
            end = start + next((cut + 1 for cut in cuts if cut > 0), MAX_PIECE_LENGTH)
        yield start, end
        start = end


def _read_names_only(doc: Doc, read_names: Callable[[Doc], Doc], is_place_name: IsPlaceName) -> Doc:
    """Marks sentences and names in the text, without grammar. To save time, only sentences with a new name are read for names."""
    starts, is_open = [], True
    for token in doc:
        if not token.is_space:
            if is_open or token.is_sent_start:
                starts.append(token.i)
            is_open = token.text in _SENTENCE_MARKS
    seen: set[str] = set()
    bounds = list(pairwise([*(starts or [0]), len(doc)]))
    chosen = [i for first, last in bounds if _has_new_name(doc[first:last].text, seen, is_place_name) for i in range(first, last)]
    marks = np.full((len(doc), 1), -1, dtype=np.int64)
    marks[[0, *starts]] = 1
    doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]
    if not chosen:
        return doc
    words, spaces = [doc[i].text for i in chosen], [bool(doc[i].whitespace_) for i in chosen]
    part = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=[bool(marks[i, 0] == 1) for i in chosen])
    found = read_names(part).ents
    doc.set_ents([Span(doc, chosen[e.start], chosen[e.end - 1] + 1, label=e.label_) for e in found], default="outside")
    return doc


def _has_new_name(sentence: str, seen: set[str], is_place_name: IsPlaceName) -> bool:
    """Whether a sentence has a name not in `seen`, to which its names are added.

    The first word of a sentence has a capital anyway, so it counts only when it can be the name of a place.
    """
    found = False
    for match in _CAPITALIZED_NAME.finditer(sentence):
        words = match["name"]
        if words not in seen:
            seen.add(words)
            found = found or match["in"] is not None or match.start() > 0 or is_place_name(words)
    return found


def _mark_dateline(doc: Doc, end: int) -> None:
    """Begins a sentence after the dateline. The parser would read it as the subject ("Lima, 3 May (AP) -- Two men died")."""
    first = next((token for token in doc if token.idx >= end), None)
    if end and first is not None and first.i:
        first.is_sent_start = True


def _trim_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Narrows the span `start:end` to its words, without blanks around them; None when it holds only blanks."""
    words = text[start:end]
    trimmed = words.strip()
    start += len(words) - len(words.lstrip())
    return (start, start + len(trimmed)) if trimmed else None
