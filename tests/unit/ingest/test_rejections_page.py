"""docs/rejections.md explains every reason that the code gives, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from orchestration.extract.schema import FAILED_CHECK, RULE_FAILED, TOO_COSTLY
from orchestration.ingest.reasons import REASONS

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| (.+) \| (.+) \| (yes|no) \|$", re.MULTILINE)


def test_the_page_has_a_row_for_every_reason_with_its_stage_and_retry() -> None:
    rows = ROW.findall((ROOT / "docs" / "rejections.md").read_text())
    of_documents = [(code, reason.stage, "yes" if reason.is_retriable else "no") for code, reason in REASONS.items()]
    assert [(reason, stage, retry) for reason, stage, _, _, retry in rows] == [
        *of_documents,
        *((reason, "extraction", "yes") for reason in (RULE_FAILED, TOO_COSTLY, FAILED_CHECK)),
    ]


def test_every_reason_in_the_code_is_a_known_one_and_every_known_one_is_in_the_code() -> None:
    code = "".join(path.read_text() for path in (ROOT / "orchestration" / "ingest").rglob("*.py") if path.name != "reasons.py")
    raised = re.findall(r'(?:ProblemError|GivenFactsError)\(\s*"(\w+)"', code)
    of_pages = re.findall(r'_is_\w+,\s+"(\w+)",', code)
    assert {*raised, *of_pages} == set(REASONS)
