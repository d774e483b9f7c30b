"""The recogniser's answer, column by column, as characters with their places."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from plansheets.extract.readers.ocr.characters import SAME, weights
from plansheets.extract.readers.ocr.twins import twins_settled
from plansheets.extract.source import Floats, display_width

CLOSEST: Final = {"kanji": 0.55, "kana": 0.4, "narrow": 0.27, "sign": 0.2}
"""Ems between the middles of two characters at least: closer ones are two opinions on one."""
UNSURE: Final = 0.9
"""Confidence below which one of two close characters is taken for a mere opinion."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One line as recognised: its characters, where each stands (n,), 0 to 1 of the line's width, confidence (n,)."""

    text: str
    places: Floats
    confidence: Floats


def decode(answer: Floats, known: tuple[str, ...], column: float, em: float) -> Reading:
    """The answer (columns, classes) as a Reading; `column` and `em` are shares of the line's width.

    Class 0 is "nothing": a character holds on for some columns, and its place is their middle.
    """
    best = answer.argmax(axis=1)
    inked = np.flatnonzero(best)
    share = answer[inked] * weights(known)
    share[:, 0] = 0
    chosen = best.copy()
    chosen[inked] = share.argmax(axis=1)
    sure = np.zeros(len(best), np.float32)
    sure[inked] = share.max(axis=1) / np.maximum(share.sum(axis=1), 1e-6) * (1 - answer[inked, 0])
    edges = np.flatnonzero(np.diff(chosen, prepend=0, append=0))
    runs = [(a, b) for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True) if chosen[a]]
    chars = twins_settled([known[chosen[a]] for a, _ in runs], [answer[a:b].max(axis=0) for a, b in runs], known)
    found = [
        (char, (start + stop) / 2 * column, float(sure[start:stop].max()))
        for char, (start, stop) in zip(chars, runs, strict=True)
    ]
    return _reading(_apart([(SAME.get(char, char), place, trust) for char, place, trust in found], em))


def _apart(found: list[tuple[str, float, float]], em: float) -> list[tuple[str, float, float]]:
    """Without the less sure one of two characters that cannot stand so close."""
    kept: list[tuple[str, float, float]] = []
    for entry in found:
        while kept and _too_close(kept[-1], entry, em):
            if kept[-1][2] >= entry[2]:
                break
            kept.pop()
        else:
            kept.append(entry)
    return kept


def _too_close(left: tuple[str, float, float], right: tuple[str, float, float], em: float) -> bool:
    closest = (CLOSEST[_kind(left[0])] + CLOSEST[_kind(right[0])]) / 2
    return right[1] - left[1] < closest * em and min(left[2], right[2]) < UNSURE


def _kind(char: str) -> str:
    if not char.isalnum():
        return "sign"
    if "\u3041" <= char <= "\u30ff":
        return "kana"
    return "kanji" if display_width(char) == 2 else "narrow"


def _reading(found: list[tuple[str, float, float]]) -> Reading:
    text = "".join(char for char, _, _ in found)
    places = np.array([place for _, place, _ in found], np.float32)
    return Reading(text, places, np.array([trust for _, _, trust in found], np.float32))
