"""MinHash signatures for finding copies of an article, from sequences of three words of its text."""

from __future__ import annotations

import re

from rensa import RMinHash

N_PERMUTATIONS = 128
_SEED = 2022  # any fixed number: signatures compare only with those of the same seed
_SHINGLE_WORDS = 3
_MAX_CHARACTERS = 1_000_000  # twenty times the longest articles; more is an archive, and its list of words would fill the memory
_LETTERS = frozenset("0123456789_abcdefghijklmnopqrstuvwxyz")
# Bytes to bytes: what is not a letter becomes a blank. Bytes from 128 on are parts of letters: _split_words() ensures that.
_BLANKS_BETWEEN_WORDS = bytes(byte if byte >= 128 or chr(byte) in _LETTERS else ord(" ") for byte in range(256))
_NO_LETTERS_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f\w]+")
# Copies differ in whether and how they write the apostrophe.
_APOSTROPHE = b"'"
_OTHER_APOSTROPHES = "’‘ʼ"


def compute_signature(text: str) -> list[int]:
    """128 unsigned 32-bit integers, or none for a text without words; the same on every machine.

    The share of positions in which two signatures agree estimates the Jaccard similarity of the texts' sets of shingles.
    """
    shingles = split_shingles(text)
    if not shingles:
        return []
    minhash = RMinHash(num_perm=N_PERMUTATIONS, seed=_SEED)
    minhash.update(shingles)
    digest: list[int] = minhash.digest()
    return digest


def split_shingles(text: str) -> list[bytes]:
    """All sequences of three words of the text; the words themselves if there are only one or two."""
    words = _split_words(text[:_MAX_CHARACTERS])
    return words if len(words) < _SHINGLE_WORDS else list(map(b" ".join, zip(words, words[1:], words[2:], strict=False)))


def _split_words(text: str) -> list[bytes]:
    r"""The runs of \w without apostrophes, in lower case and UTF-8. Translating bytes takes a third of what re.findall does."""
    text = text.lower()
    if not text.isascii():
        for apostrophe in _OTHER_APOSTROPHES:
            text = text.replace(apostrophe, "")
        text = _NO_LETTERS_OUTSIDE_ASCII.sub(" ", text)
    return text.encode().translate(_BLANKS_BETWEEN_WORDS, _APOSTROPHE).split()
