"""A dbt-duckdb plugin that takes the warehouse lock before dbt opens the file.

Every dbt command waits for its turn, also one that a person types. `dbt_project/profiles.yml` names this plugin.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin

from orchestration.settings import get_settings
from orchestration.storage.lock import hold_lock_until_exit


class Plugin(BasePlugin):
    """Holds `warehouse.lock`, next to the DuckDB file that dbt is about to open, until dbt ends."""

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        lock_file = Path(creds.path).resolve().parent / "warehouse.lock"
        hold_lock_until_exit(lock_file, timeout=get_settings().lock_timeout, purpose="dbt")
