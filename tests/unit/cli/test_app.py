"""Exit codes and messages of the command line. Tests of whole runs are in tests/integration."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        (["run", "no/such/folder"], {}, "no/such/folder"),
        (["run", "x" * 300], {}, "File name too long"),
        (["fly"], {}, "fly"),
        (["run", "--warp", "9"], {}, "--warp"),
        (["run"], {"TALLYWIRE_WORKERS": "lots"}, "TALLYWIRE_WORKERS"),
        (["run"], {"TALLYWIRE_INBOX": "/no/such/inbox"}, "/no/such/inbox"),
        (["run"], {"TALLYWIRE_SPACY_MODEL": "xx_no_such_model"}, "TALLYWIRE_SPACY_MODEL"),
        (["run", "--data-dir", "/proc/tallywire"], {}, "--data-dir"),
        (["run", "--data-dir", __file__], {}, "is a file"),
        (["run", "--data-dir", f"{__file__}/below"], {}, "--data-dir"),
        (["crawl"], {}, "is active"),
        (["crawl"], {"TALLYWIRE_SOURCES": "/no/such/list.csv"}, "/no/such/list.csv"),
        (["crawl"], {"TALLYWIRE_SOURCES": __file__}, "line 1"),
        (["crawl"], {"TALLYWIRE_CRAWL_DELAY": "-1"}, "TALLYWIRE_CRAWL_DELAY"),
        (["crawl"], {"TALLYWIRE_CONTACT": "Jos\u00e9"}, "TALLYWIRE_CONTACT"),
        (["sources", "check"], {"TALLYWIRE_SOURCES": "/no/such/list.csv"}, "/no/such/list.csv"),
        (["export-warc", "yesterday"], {}, "yesterday"),
        (["query", "select 1", "--format", "xls"], {}, "xls"),
        (["dev", "--port", "0"], {}, "--port"),
    ],
)
def test_wrong_use_is_exit_code_2_and_names_the_wrong_input(
    tallywire: Call, arguments: list[str], variables: dict[str, str], expected: str
) -> None:
    done = tallywire(*arguments, **variables)
    assert done.returncode == 2
    assert expected in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["run", "crawl", "export-warc", "query", "explain", "why", "rejected", "digest", "dev"])
def test_help_has_examples_and_defaults(tallywire: Call, command: str) -> None:
    done = tallywire(command, "--help")
    assert done.returncode == 0
    assert f"\n    tallywire {command}" in done.stdout.partition("Examples:")[2]
    assert "TALLYWIRE_DATA_DIR or" in " ".join(done.stdout.split())


def test_version_is_printed(tallywire: Call) -> None:
    assert tallywire("--version").stdout == "tallywire 0.1.0\n"


def test_no_command_lists_the_commands(tallywire: Call) -> None:
    done = tallywire()
    assert done.returncode == 2
    assert "rejected" in done.stdout + done.stderr


@pytest.mark.parametrize("command", [["digest"], ["rejected"], ["query", "select 1"]])
def test_nothing_published_gives_advice(tallywire: Call, tmp_path: Path, command: list[str]) -> None:
    done = tallywire(*command)
    assert done.returncode == 1
    assert "tallywire run" in done.stderr
    assert not (tmp_path / "data").exists()
