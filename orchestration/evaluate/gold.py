"""Gold files: their kinds, their shape, and reading them.

Here belongs what a line of each kind must hold. How it is scored belongs to `scorers`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Count = Annotated[int, Field(ge=0)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Word = Annotated[str, Field(min_length=1)]


class GoldError(ValueError):
    """A gold folder or file that cannot be used; the message names it, and the line."""


class _GoldModel(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class CrimeReport(_GoldModel):
    """casualties_gvdb: the victims of one article."""

    killed: Count
    wounded: Count
    killed_names: list[Word]
    date: datetime.date | None


class Template(_GoldModel):
    """One incident of casualties_muc4. A count that is not an exact number is NULL, and then `exact` is false."""

    killed: Count | None
    wounded: Count | None
    exact: bool
    optional: bool
    date: datetime.date | None
    perpetrators: list[str]
    perpetrator_organisations: list[str]

    @model_validator(mode="after")
    def _exact_means_numbers(self) -> Template:
        if self.exact and (self.killed is None or self.wounded is None):
            raise ValueError("an exact template needs numbers for killed and wounded")
        return self


class AttackReport(_GoldModel):
    """casualties_muc4: the incidents of one article."""

    templates: list[Template]


class Span(_GoldModel):
    """Words of the document: a Python slice of its text."""

    start: Count
    end: Count


class QuotedSpan(Span):
    """A span that quotes its words, so that a slip in counting is noticed."""

    text: Word


class Entity(QuotedSpan):
    """An entity of actors_re3d; pronouns are not scored."""

    type: str
    pronoun: bool = False


class Relation(_GoldModel):
    """A relation of actors_re3d between two spans."""

    type: str
    source: QuotedSpan
    target: QuotedSpan
    pronoun: bool = False


class ActorReport(_GoldModel):
    """actors_re3d: the entities of one article."""

    entities: list[Entity]
    relations: list[Relation]


class EventLabel(_GoldModel):
    """event_types_case2021: the type of the one event; both types are NULL if the text reports no event of ours."""

    label: str
    event_type: str | None
    sub_event_type: str | None


class Toponym(QuotedSpan):
    """A place name. One without coordinates is not scored, but a mention of it is not an error."""

    lat: Latitude | None
    lon: Longitude | None


class PlaceReport(_GoldModel):
    """places: the place names of one article."""

    toponyms: list[Toponym]


class PlaceName(_GoldModel):
    """gazetteer_ucdp: one name to be looked up, with what is known around it."""

    name: Word
    country: Word
    admin1: str | None
    lat: Latitude
    lon: Longitude


class Incident(_GoldModel):
    """event_clusters_gvc: the incident that an article reports, with its final toll."""

    incident_id: Word
    killed: Count
    wounded: Count
    date: datetime.date | None


class Copy(_GoldModel):
    """near_duplicates: how an article was made from the base article of its group."""

    group: Word
    variant: Word
    expect: Literal["same", "different", "report"]


class EquipmentLoss(_GoldModel):
    """One kind of equipment that one side lost; `count` is NULL if the article states no number."""

    category: Word
    outcome: Literal["destroyed", "damaged", "captured", "shot down"]
    count: Count | None
    owner: str | None


class EquipmentReport(_GoldModel):
    """equipment: the losses that an article reports; an empty list if it only names equipment."""

    losses: list[EquipmentLoss]


Bound = Annotated[int, Field(ge=0)] | None
Range = tuple[Bound, Bound, Bound]
"""Low, best, high. JSON has lists, so these are not strict."""


class ReportEvent(_GoldModel):
    """One event that a report states. `key` names it in all reports; a background event may be found, and need not be."""

    key: Word
    context: Literal["conflict", "crime", "accident", "disaster"]
    event_type: str | None
    sub_event_type: str | None
    date_start: datetime.date | None
    date_end: datetime.date | None
    place: str | None
    country: str | None
    lat: Latitude | None
    lon: Longitude | None
    perpetrator: str | None
    killed: Range | None = Field(strict=False)
    wounded: Range | None = Field(strict=False)
    background: bool

    def get_figure(self, outcome: str) -> Range | None:
        """Low, best and high of `killed` or `wounded`; None where the report states none."""
        return self.killed if outcome == "killed" else self.wounded


class ConflictReport(_GoldModel):
    """conflict_reports: the events of one report of armed conflict. `lead` is the key of the event that it is news of."""

    lead: Word | None
    events: list[ReportEvent]

    @model_validator(mode="after")
    def _lead_is_an_event(self) -> ConflictReport:
        if self.lead is not None and self.lead not in {event.key for event in self.events}:
            raise ValueError(f"the lead {self.lead!r} is none of the events")
        return self


KINDS: dict[str, type[_GoldModel]] = {
    "casualties_gvdb": CrimeReport,
    "casualties_muc4": AttackReport,
    "actors_re3d": ActorReport,
    "event_types_case2021": EventLabel,
    "places": PlaceReport,
    "gazetteer_ucdp": PlaceName,
    "event_clusters_gvc": Incident,
    "near_duplicates": Copy,
    "equipment": EquipmentReport,
    "conflict_reports": ConflictReport,
}
"""What `gold` holds, by the kind of the file."""


def name_kind(stem: str) -> str:
    """The kind of a gold file, by the stem of its name. Reports of conflict come in several files: `reports_a`, `reports_b` …"""
    return "conflict_reports" if stem.startswith("reports_") else stem


G = TypeVar("G")


class GoldDocument(_GoldModel, Generic[G]):
    """One line of a gold file."""

    id: Word
    text: Word
    gold: G
    title: str | None = None
    published_at: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class GoldFile(Generic[G]):
    """One gold file, whole and checked."""

    path: Path
    documents: list[GoldDocument[G]]

    @property
    def stem(self) -> str:
        return self.path.stem

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        return name_kind(self.stem)


def read_folder(folder: Path, only: Collection[str] = ()) -> list[GoldFile[Any]]:
    """Reads the gold files in `folder` itself, or `only` those with these stems. Raises `GoldError`."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder.")
    paths = sorted(path for path in folder.glob("*.jsonl") if path.is_file() and not path.name.startswith("."))
    for path in paths:
        _check_kind(path.stem, str(path))
    for stem in only:
        _check_kind(stem, "--only " + stem)
        if stem not in {path.stem for path in paths}:
            raise GoldError(f"{folder}: no file {stem}.jsonl in it.")
    chosen = [path for path in paths if not only or path.stem in only]
    if not chosen:
        raise GoldError(f"{folder}: no gold files in it. They end in .jsonl and are called {_list_kinds()}.")
    return [read_file(path) for path in chosen]


def read_file(path: Path) -> GoldFile[Any]:
    """Reads one gold file. Raises `GoldError` with file and line for the first line that cannot be used."""
    _check_kind(path.stem, str(path))
    shape: Any = GoldDocument.__class_getitem__(KINDS[name_kind(path.stem)])  # which one it is, no type checker can know
    documents: list[GoldDocument[Any]] = []
    seen: dict[str, int] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 text (byte {error.start}).") from None
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = shape.model_validate_json(line)
        except ValidationError as error:
            raise GoldError(f"{path}, line {number}: {_word_first_error(error)}") from None
        if document.id in seen:
            raise GoldError(f"{path}, line {number}: the id {document.id!r} is already in line {seen[document.id]}.")
        seen[document.id] = number
        for span in _find_spans(document.gold):
            if document.text[span.start : span.end] != span.text:
                quoted = document.text[span.start : span.end]
                raise GoldError(
                    f"{path}, line {number}: characters {span.start} to {span.end} of the text are {quoted!r}, "
                    f"the gold says {span.text!r}."
                )
        documents.append(document)
    if not documents:
        raise GoldError(f"{path}: no document in it.")
    return GoldFile(path, documents)


def _check_kind(stem: str, source: str) -> None:
    if name_kind(stem) not in KINDS:
        raise GoldError(f"{source}: no kind of gold file is called {stem!r}. There are {_list_kinds()}.")


def _list_kinds() -> str:
    return ", ".join(sorted(KINDS))


def _find_spans(gold: object) -> list[QuotedSpan]:
    match gold:
        case ActorReport():
            return [*gold.entities, *(span for r in gold.relations for span in (r.source, r.target))]
        case PlaceReport():
            return [*gold.toponyms]
    return []


def _word_first_error(error: ValidationError) -> str:
    """Says the first thing that is wrong with a line."""
    wrong = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in wrong["loc"])
    return f"{where}: {wrong['msg']}" if where else wrong["msg"]
