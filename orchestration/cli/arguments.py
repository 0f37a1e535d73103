"""Options and checks that several commands share. A wrong value ends the command before any work, with advice.

Here belong exit codes, error output, and the checks of paths, folders and SQL. The commands themselves belong to `app`,
`web_commands` and `explain_commands`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from orchestration.terminal.console import make_stderr_console, make_stdout_console
from orchestration.terminal.tables import Format

if TYPE_CHECKING:
    from orchestration.settings import Settings

FAILED, WRONG_USE, STOPPED = 1, 2, 130
EXAMPLE_QUERY = 'tallywire query "select event_date, location, killed_low, killed_best, killed_high, summary from events"'

out = make_stdout_console()
err = make_stderr_console()


DataDir = Annotated[
    Path | None,
    typer.Option(help="Folder for all data of Tallywire.", show_default="$TALLYWIRE_DATA_DIR or warehouse/data"),
]
RowFormat = Annotated[
    Format | None,
    typer.Option("--format", help="Output format of the rows.", show_default="table on a terminal, csv elsewhere"),
]


def format_examples(*lines: str) -> str:
    """Formats the examples below the help of a command."""
    # \b keeps the line breaks.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def exit_with_error(code: int, *lines: str) -> NoReturn:
    """Ends the command with an exit code. The first line says what is wrong, the others what to do."""
    err.print_text(f"tallywire: {lines[0]}", style="red")
    for line in lines[1:]:
        err.print_text(line)
    raise typer.Exit(code)


def load_settings(data_dir: Path | None) -> Settings:
    """Reads the settings. `--data-dir` wins over the variable. Raises `SettingsError`."""
    from orchestration.settings import get_settings

    if data_dir is not None:
        os.environ["TALLYWIRE_DATA_DIR"] = str(data_dir.expanduser().absolute())
    chosen = get_settings()
    # dbt runs as a separate process and reads the data folder from this variable.
    os.environ["TALLYWIRE_DATA_DIR"] = str(chosen.data_dir)
    return chosen


def ensure_writable(folder: Path, option: str = "--data-dir") -> None:
    """Makes the folder that `option` names. Ends the command if no file can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileExistsError:
        exit_with_error(WRONG_USE, f"the folder {folder} is a file. Choose a folder with {option}.")
    except OSError as error:
        exit_with_error(WRONG_USE, f"cannot write to the folder {folder}: {error.strerror}. Choose another one with {option}.")


def resolve_paths(paths: list[Path]) -> list[Path]:
    """Makes the paths absolute. Ends the command if one does not exist."""
    for path in paths:
        try:
            path.expanduser().stat()
        except FileNotFoundError:
            exit_with_error(WRONG_USE, f"no such file or folder: {path}. Check the path.")
        except OSError as error:
            exit_with_error(WRONG_USE, f"cannot access {path}: {error.strerror}. Check the path.")
    return [path.expanduser().absolute() for path in paths]


def read_sql(sql: str | None, file: Path | None) -> str:
    """Reads the SQL from the argument, the file or standard input. Ends the command if that is not possible."""
    if sql is not None and file is not None:
        exit_with_error(WRONG_USE, "the SQL is given twice. Give it as an argument or with --file, not both.")
    if sql is None and file is None:
        exit_with_error(
            WRONG_USE,
            "no SQL is given. Give it in quotes, with --file, or as - to read it from standard input.",
            f"For example: {EXAMPLE_QUERY}",
        )
    if file is None and sql != "-":
        return str(sql)
    try:
        content = file.expanduser().read_bytes() if file else sys.stdin.buffer.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        exit_with_error(WRONG_USE, f"cannot read {file}: {error.strerror}. Check the path.")
    except UnicodeDecodeError:
        exit_with_error(WRONG_USE, f"{file or 'standard input'} is not UTF-8 text. Save it as UTF-8.")
