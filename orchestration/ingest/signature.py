"""MinHash signatures, by which copies of an article are found: the words of the text, three by three."""

from __future__ import annotations

import re

from rensa import RMinHash

N_PERMUTATIONS = 128
_SEED = 2022  # any fixed number: signatures compare only with those of the same seed
_SHINGLE_WORDS = 3
_WORD = re.compile(r"\w+")
# Copies differ in how, and whether, they write the apostrophe.
_WITHOUT_APOSTROPHES = str.maketrans("", "", "'’‘ʼ")


def signature(text: str) -> list[int]:
    """128 unsigned 32-bit integers, or none for a text without a word; the same on every machine.

    The share of places in which two signatures agree estimates the Jaccard similarity of the texts' sets of shingles.
    """
    words: list[str] = _WORD.findall(text.lower().translate(_WITHOUT_APOSTROPHES))
    if not words:
        return []
    if len(words) < _SHINGLE_WORDS:
        shingles = words
    else:
        shingles = [" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)]
    minhash = RMinHash(num_perm=N_PERMUTATIONS, seed=_SEED)
    minhash.update(shingles)
    digest: list[int] = minhash.digest()
    return digest
