"""The version of the parser. It changes if its code changes, or a library whose output is stored."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from orchestration import reference_lists
from orchestration.code_digest import digest_code
from orchestration.ingest.article_keys import find_list_file

_STORED_OUTPUT_OF = (
    *("charset-normalizer", "ftfy", "lxml", "markdown-it-py", "openpyxl", "py3langid", "pycountry", "pypdf", "python-docx"),
    *("pyyaml", "rensa", "trafilatura", "warcio"),
)
_LENGTH = 12  # hex digits


@cache
def compute_parser_version() -> str:
    """A short hex hash of this room's code, of the list of keys and of the versions of the libraries whose output is stored."""
    digest = hashlib.sha256(digest_code(Path(__file__).parent))
    for path in (Path(reference_lists.__file__), find_list_file()):
        digest.update(path.read_bytes() + b"\0")
    for library in _STORED_OUTPUT_OF:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:_LENGTH]
