"""The place that each letter takes in its line: a comma takes a whole em, though its ink fills a corner of it.

Where these places leave white between them, the print has a space.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.source import display_width

AT_LEFT: Final = frozenset("、。，．）」』】〕》〉≫］｝”’")
"""Signs whose ink stands at the left of their em."""
AT_RIGHT: Final = frozenset("（「『【〔《〈≪［｛“‘")
"""Signs whose ink stands at its right."""
BEARING: Final = 0.06
"""Ems of white between the ink and the edge of its place."""
PITCH: Final = (0.75, 1.3)
"""Ems between the middles of two kanji that are set without a space."""


def placed(letters: list[Letter]) -> list[Letter]:
    """The letters of a level line, their boxes as wide as their places; no two overlap."""
    if not letters:
        return []
    em = pitch_of(letters)
    places = [_place(letter, em) for letter in letters]
    for i, (left, right) in enumerate(pairwise(letters)):
        if places[i][1] > places[i + 1][0]:
            border = (places[i][1] + places[i + 1][0]) / 2
            low, high = sorted((float(left.ink[2]), float(right.ink[0])))
            border = min(max(border, low), high)
            places[i], places[i + 1] = (places[i][0], border), (border, places[i + 1][1])
    return [
        replace(letter, box=(x0, letter.box[1], max(x1, x0 + 1), letter.box[3]))
        for letter, (x0, x1) in zip(letters, places, strict=True)
    ]


def pitch_of(letters: list[Letter]) -> float:
    """Pixels from one kanji or kana to the next in a line; its em where that cannot be seen."""
    em = letters[0].em
    steps = [
        (right.ink[0] + right.ink[2] - left.ink[0] - left.ink[2]) / 2
        for left, right in pairwise(letters)
        if _is_body(left) and _is_body(right)
    ]
    steps = [step for step in steps if PITCH[0] * em <= step <= PITCH[1] * em]
    return float(np.median(steps)) if len(steps) >= 3 else em


def _is_body(letter: Letter) -> bool:
    return display_width(letter.char) == 2 and letter.char not in AT_LEFT and letter.char not in AT_RIGHT


def _place(letter: Letter, em: float) -> tuple[float, float]:
    x0, x1 = float(letter.ink[0]), float(letter.ink[2])
    bearing = BEARING * em
    if letter.char in AT_LEFT:
        return x0 - bearing, max(x0 - bearing + em, x1)
    if letter.char in AT_RIGHT:
        return min(x1 + bearing - em, x0), x1 + bearing
    if display_width(letter.char) == 2:
        middle = (x0 + x1) / 2
        return min(middle - em / 2, x0), max(middle + em / 2, x1)
    return x0 - bearing, x1 + bearing
