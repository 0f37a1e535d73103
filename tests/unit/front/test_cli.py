"""Exit codes and words of the command line; what a run does is in tests/integration."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TALLYWIRE = Path(sys.executable).with_name("tallywire")


def tallywire(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("TALLYWIRE_")}
    return subprocess.run([TALLYWIRE, *arguments], capture_output=True, text=True, timeout=60, env=clean | variables, check=False)


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (["run", "no/such/folder"], {}, "no/such/folder"),
        (["fly"], {}, "fly"),
        (["run", "--warp", "9"], {}, "--warp"),
        (["run"], {"TALLYWIRE_WORKERS": "lots"}, "TALLYWIRE_WORKERS"),
    ],
)
def test_wrong_use_is_exit_code_2_and_names_what_is_wrong(arguments: list[str], variables: dict[str, str], said: str) -> None:
    done = tallywire(*arguments, **variables)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_help_explains_itself() -> None:
    done = tallywire("run", "--help")
    assert done.returncode == 0
    assert "--data-dir" in done.stdout
    assert "Example:" in done.stdout


def test_a_digest_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    done = tallywire("digest", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "tallywire run" in done.stderr


def test_a_model_that_is_not_installed_is_named(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    done = tallywire("run", str(inbox), "--data-dir", str(tmp_path / "data"), TALLYWIRE_SPACY_MODEL="xx_no_such_model")
    assert done.returncode == 1
    assert "TALLYWIRE_SPACY_MODEL" in done.stderr
    assert "Traceback" not in done.stderr
