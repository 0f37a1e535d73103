"""The version of the extractor: a hash of everything that can change what extraction returns.

Here belongs the version and nothing else. It reads files and package metadata and loads no model, so it is cheap to compute.
"""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

from orchestration import reference_lists
from orchestration.code_digest import digest_code
from orchestration.extract.lexicon.lists import LISTS
from orchestration.extract.places import gazetteer_index

_HEX_DIGITS = 12


def compute_extractor_version(model: str, reference: Path) -> str:
    """Hashes the code of this room, the reader of lists, the model with its version, the gazetteer and the lists that are read.

    Returns 12 hex digits. Raises `importlib.metadata.PackageNotFoundError` when the model is not installed as a package.
    """
    digest = hashlib.sha256(digest_code(Path(__file__).parent))
    for package in (model, "spacy"):
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    digest.update(gazetteer_index.compute_fingerprint(reference).encode())
    digest.update(Path(reference_lists.__file__).read_bytes())
    for name in sorted(model.file for model in LISTS):
        digest.update(f"{name}\0".encode() + (reference / name).read_bytes() + b"\0")
    return digest.hexdigest()[:_HEX_DIGITS]
