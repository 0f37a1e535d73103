"""What the user of a command gave: looked at before any work, or the end of the command with what to do instead.

Here belong exit codes, messages that end a command, and the checks of paths, folders and SQL that several commands share.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from orchestration.terminal.console import standard_error, standard_output
from orchestration.terminal.tables import Format

if TYPE_CHECKING:
    from orchestration.settings import Settings

FAILED, WRONG_USE, STOPPED = 1, 2, 130
TRY = 'tallywire query "select event_date, location, killed_low, killed_best, killed_high, summary from events"'

out = standard_output()
err = standard_error()


DataDir = Annotated[
    Path | None,
    typer.Option(help="Folder for everything Tallywire keeps.", show_default="$TALLYWIRE_DATA_DIR or warehouse/data"),
]
RowFormat = Annotated[
    Format | None,
    typer.Option("--format", help="How rows are written.", show_default="table on a terminal, csv elsewhere"),
]


def examples(*lines: str) -> str:
    """The examples below the help of a command."""
    # \b keeps the lines as they are.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def end(code: int, *lines: str) -> NoReturn:
    """Ends the command with an exit code: the first line is what is wrong, the others what to do."""
    err.say(f"tallywire: {lines[0]}", style="red")
    for line in lines[1:]:
        err.say(line)
    raise typer.Exit(code)


def use(data_dir: Path | None) -> Settings:
    """The settings, with `--data-dir` before the variable. Raises `SettingsError`."""
    from orchestration.settings import settings

    if data_dir is not None:
        os.environ["TALLYWIRE_DATA_DIR"] = str(data_dir.expanduser().absolute())
    chosen = settings()
    # dbt is a process of its own: it gets the folder that was chosen, however that was.
    os.environ["TALLYWIRE_DATA_DIR"] = str(chosen.data_dir)
    return chosen


def make_writable(folder: Path) -> None:
    """Makes the data folder, or ends the command when nothing can be kept there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileExistsError:
        end(WRONG_USE, f"the data folder {folder} is a file. Name a folder with --data-dir.")
    except OSError as error:
        end(WRONG_USE, f"cannot write into the data folder {folder}: {error.strerror}. Name another with --data-dir.")


def existing(paths: list[Path]) -> list[Path]:
    """The paths, from the root; ends the command when one is not there."""
    for path in paths:
        try:
            path.expanduser().stat()
        except FileNotFoundError:
            end(WRONG_USE, f"no such file or folder: {path}")
        except OSError as error:
            end(WRONG_USE, f"cannot look at {path}: {error.strerror}")
    return [path.expanduser().absolute() for path in paths]


def question_of(sql: str | None, file: Path | None) -> str:
    """The SQL itself, wherever it was given; ends the command when it was given nowhere or twice, or cannot be read."""
    if (sql is None) == (file is None):
        end(WRONG_USE, "give the SQL in quotes, as - to read it from standard input, or with --file.", f"For example: {TRY}")
    if file is None and sql != "-":
        return str(sql)
    try:
        content = file.expanduser().read_bytes() if file else sys.stdin.buffer.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        end(WRONG_USE, f"cannot read {file}: {error.strerror}")
    except UnicodeDecodeError:
        end(WRONG_USE, f"{file or 'standard input'} is not UTF-8 text.")
