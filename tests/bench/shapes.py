"""Texts of ten shapes and any length, to measure how the time of extraction grows with the length."""

from __future__ import annotations

import random

_TOWNS = ("Baghdad", "Samarra", "Mosul", "Kano", "Homs", "Aleppo", "Kherson", "Kabul", "Ghazni", "Basra")
_FIRST = ("Ahmed", "Ali", "Omar", "Maria", "Peter", "Lena", "Samir", "Tariq")
_LAST = ("Rahman", "Mwangi", "Kovac", "Diallo", "Okafor", "Silva", "Keller", "Farah")
_PROSE = (
    "Gunmen killed {n} people in {town} on Monday, police said. The army said its troops had shelled positions near {town}. "
    "{first} {last}, a teacher of 34, was shot dead late on Tuesday. Residents said they had heard gunfire through the night.\n\n"
)
SHAPES = {
    "prose": _PROSE,
    "lines without full stops": "{n} June 2017 - Car bomb in {town} kills {n}\n",
    "one sentence of semicolons": "{n} people were killed in {town}; ",
    "a figure on each line": "{n} people were killed in {town}\n",
    "a list of names": "{first} {last}, ",
    "hyphens": "{town}-{n}-led-",
    "open brackets": "({town} {n} killed ",
    "A and B and": "{first} and ",
    "initials": "{letter}. {letter}. {last}, ",
    "one word": "killed ",
}


def make_text(shape: str, words: int) -> str:
    """Makes a text of a shape with at least so many words."""
    rng = random.Random(shape)  # noqa: S311
    parts, found = ["Gunmen killed "], 0
    while found < words:
        part = SHAPES[shape].format(
            n=rng.randint(2, 90),
            town=rng.choice(_TOWNS),
            first=rng.choice(_FIRST),
            last=rng.choice(_LAST),
            letter=rng.choice("ABCDEF"),
        )
        parts.append(part)
        found += len(part.replace("-", " ").split())
    return "".join(parts)
