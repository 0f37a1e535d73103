"""The list of sources that a person edits, as checked rows. Nothing is fetched here."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator

from orchestration.ingest.identity import has_credentials, normalise_url
from orchestration.reference_lists import ListRow, column_names, read_list

Kind = Literal["feed", "sitemap", "news_sitemap", "list", "warc"]
_YES_NO = {"yes": True, "no": False}
_MAX_HOURS = 24 * 31
_ID_LENGTH = 16


class Source(ListRow):
    """One line of the list. Read with `known["folder"]`, the folder that paths start from."""

    file: ClassVar[str] = "sources.csv"
    unique: ClassVar[tuple[str, ...]] = ("address",)
    advice: ClassVar[str] = "Set TALLYWIRE_SOURCES to the path of the list."
    skips_empty_lines: ClassVar[bool] = True

    name: str = Field(description="the outlet's name")
    kind: Kind
    address: str = Field(description="a web address or a path")
    """A web address, or the whole path of a file or folder."""
    country_iso3: str | None = Field(pattern="^[A-Z]{3}$", description="a code of three capital letters, such as SYR")
    language: str | None = Field(pattern="^[a-z]{2}$", description="a code of two small letters, such as en")
    owner_type: Literal["agency", "state", "private", "armed group", "monitor", "aid organisation", "intergovernmental"] | None
    every_hours: float = Field(gt=0, le=_MAX_HOURS, description=f"a number above 0, at most {_MAX_HOURS}")
    active: bool = Field(description="yes or no")

    @field_validator("address")
    @classmethod
    def _find_address(cls, given: str, asked: ValidationInfo) -> str:
        kind = asked.data.get("kind", "list")
        if "://" in given:
            if kind == "warc":
                raise ValueError("expected a file or folder, because archives are read from disk")
            if normalise_url(given) is None:
                raise ValueError("expected an http or https address")
            if has_credentials(given):
                raise ValueError("expected an address without user name and password, which would be kept in every row")
            return given
        if kind not in ("list", "warc"):
            raise ValueError(f"the address of a {kind} must begin with http:// or https://")
        path = (asked.context or {})["folder"] / Path(given).expanduser()
        if not path.exists():
            raise ValueError("there is no such file or folder")
        return str(path.absolute())

    @field_validator("active", mode="before")
    @classmethod
    def _read_yes_or_no(cls, cell: Any) -> Any:
        if cell is not None and cell not in _YES_NO:
            raise ValueError("expected yes or no")
        return _YES_NO.get(cell)

    @property
    def source_id(self) -> str:
        """Stays the same while the address does."""
        return hashlib.sha256(self.address.encode()).hexdigest()[:_ID_LENGTH]

    @property
    def is_on_web(self) -> bool:
        return is_web_address(self.address)


COLUMNS = tuple(column_names(Source))


def is_web_address(address: str) -> bool:
    """Whether it is a web address, and not the path of a file."""
    return urlsplit(address).scheme.lower() in ("http", "https")


def read_sources(path: Path) -> list[Source]:
    """The sources of a CSV file, in its order. Raises `ReferenceListError`, which names every wrong line at once."""
    return read_list(path, Source, {"folder": path.parent})
