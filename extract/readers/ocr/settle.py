"""Letters that only their size, their place or their neighbours tell apart: ○ and O, － and 一, Ⅰ and 1, ㎡ and m."""

from dataclasses import replace
from typing import Final

import numpy as np

from plansheets.extract.readers.ocr.ink import spans
from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.readers.ocr.lines import Line
from plansheets.extract.readers.ocr.marks import is_reference_mark, shape_of
from plansheets.extract.source import Mask

RINGS: Final = frozenset("OoＯｏ0０〇○◯◎QＱ。゜°◦⊙")
"""What the recogniser takes a circle for."""
NUMERALS: Final = frozenset("一二三四五六七八九十百千〇")
FULL_STOP: Final = 0.45
"""Ems up to which a ring is a full stop."""
NARROW: Final = 1.12
"""Times that a nought is higher than wide."""
FLAT: Final = frozenset("一ー_―—-－ｰ‐−＿")
BARS: Final = frozenset("1lI|｜ⅠＩｌ！!１")
LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ")
BAR: Final = 0.17
"""Ems of width up to which a stroke is a bar: a 1 has a flag."""
ROOM: Final = 0.26
"""Ems of white beside a bar that is as wide as a kanji: Ⅰ."""
DOTS: Final = frozenset("*.·'’`•:：-")
DOT: Final = (0.07, 0.36)
"""Ems of a middle dot."""
CROSSED: Final = frozenset("Xx×✕8*＊※区米図网]］|：")
"""What the recogniser takes ※ for."""
DITTO: Final = frozenset("\"'″”“〟〝ッり11llノ/ル川リii,，、々ソン＂")
"""What the recogniser takes the two strokes of 〃 for."""
DOUBLED: Final = {"《": "≪", "》": "≫"}
"""Brackets that are half as wide as the signs they are taken for."""
DOUBTED: Final = 0.8
"""Confidence below which any letter may be a circle."""
UNTAUGHT_TRUST: Final = {"歩": 0.8}
"""Confidence from which such a word is what it says."""
UNTAUGHT: Final = {("進", char): "捗" for char in "抄挫拶掺歩"}
"""Characters of the language of plans that the recogniser's model does not hold, by the word they stand in."""


def settled(letters: list[Letter], ink: Mask, line: Line) -> list[Letter]:
    """The letters of a line with what their shape in the ink (h, w) of the page and their neighbours decide."""
    if _is_ditto(letters, ink, line):
        return [replace(letters[0], char="〃", box=_whole(letters), ink=_inked(letters))]
    found = list(letters)
    for i, letter in enumerate(found):
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        char = _settled(letter, before, after, ink, line)
        if char != letter.char:
            found[i] = replace(letter, char=char)
    return found


def _settled(letter: Letter, before: Letter | None, after: Letter | None, ink: Mask, line: Line) -> str:
    x0, top, x1, bottom = letter.ink
    part = ink[top:bottom, x0:x1]
    wide, high = (x1 - x0) / line.em, (bottom - top) / line.em
    char = letter.char
    if char in RINGS or (letter.confidence < DOUBTED and shape_of(part, part) in ("○", "◎")):
        return _ring(letter, before, after, part, line)
    if before is not None and (before.char, char) in UNTAUGHT and letter.confidence < UNTAUGHT_TRUST.get(char, 2):
        return UNTAUGHT[before.char, char]
    if line.stack:
        return "ー" if wide < 0.25 and high > 0.55 and char in BARS | FLAT else char
    if char in FLAT and high < 0.3:
        return _dash(letter, before, after, wide)
    if char in BARS and is_bar(part, line.em):
        return _bar(letter, before, after, line.em)
    if char in DOTS and _is_middle_dot(letter, part, line):
        return "・"
    if char in CROSSED and letter.confidence < 0.98 and is_reference_mark(part):
        return "※"
    if char in "mｍ" and is_squared(part):
        return "㎡"
    if char in DOUBLED and wide > 0.5:
        return DOUBLED[char]
    return char


def _gap(left: Letter | None, right: Letter | None, em: float) -> float:
    """Ems of white between two letters; many at a line's end."""
    return (right.ink[0] - left.ink[2]) / em if left is not None and right is not None else 9.0


def _ring(letter: Letter, before: Letter | None, after: Letter | None, part: Mask, line: Line) -> str:
    char = letter.char
    for other, gap in ((before, _gap(before, letter, line.em)), (after, _gap(letter, after, line.em))):
        if other is not None and gap < 0.35 and other.char.isascii() and other.char.isalnum() and char in "OoQ0〇":
            return "O" if char == "〇" else char
        if other is not None and other.char in NUMERALS and char in "〇○":
            return "〇"
    if max(part.shape) < FULL_STOP * line.em:
        return "。" if char in "Oo0゜°◦○〇。" else char
    shape = shape_of(part, part)
    if shape in ("○", "◎"):
        return shape
    narrow = part.shape[0] > NARROW * part.shape[1]
    return "0" if before is None and after is None and char in "OoＯ" and narrow else char


def _dash(letter: Letter, before: Letter | None, after: Letter | None, wide: float) -> str:
    """A flat stroke alone is no number one; between figures it joins them."""
    if before is None and after is None:
        return "-" if wide < 0.6 else "－"
    joins = all(other is not None and other.char.isascii() for other in (before, after))
    return "－" if joins and letter.char in "一ー" else letter.char


def _bar(letter: Letter, before: Letter | None, after: Letter | None, em: float) -> str:
    left, right = _gap(before, letter, em), _gap(letter, after, em)
    if any(other is not None and other.char in LATIN for other in (before, after)):
        return "I" if letter.char == "Ⅰ" else letter.char
    return "Ⅰ" if min(left, right) >= ROOM and not (left > 8 and right > 8) else letter.char


def is_bar(part: Mask, em: float) -> bool:
    """Is it one upright stroke?"""
    high, wide = part.shape
    return wide <= BAR * em and high > 0.5 * em and float(part.mean()) > 0.8


def is_dash(part: Mask, em: float) -> bool:
    """Is it one level stroke?"""
    high, wide = part.shape
    return high <= BAR * em and 0.15 * em <= wide <= 1.2 * em and wide > 1.8 * high and float(part.mean()) > 0.7


def _is_middle_dot(letter: Letter, part: Mask, line: Line) -> bool:
    x0, top, x1, bottom = letter.ink
    sides = (x1 - x0) / line.em, (bottom - top) / line.em
    middle = ((top + bottom) / 2 - line.box[1]) / max(1, line.box[3] - line.box[1])
    solid = float(part.mean()) > 0.6 and max(sides) <= 1.35 * min(sides)
    return solid and min(sides) >= DOT[0] and max(sides) <= DOT[1] and 0.3 < middle < 0.66


def is_squared(part: Mask) -> bool:
    """Does only the right of it reach the top, and its left the base line, as the 2 and the m of ㎡ do?"""
    high, wide = part.shape
    left = np.flatnonzero(part[:, : round(0.6 * wide)].any(axis=1))
    legs = len(spans(part[round(0.8 * high), :]))
    return bool(len(left) and left[0] > 0.2 * high and left[-1] > 0.85 * high and legs == 3)


def _is_ditto(letters: list[Letter], ink: Mask, line: Line) -> bool:
    """Two short strokes side by side and nothing else."""
    if not letters or line.stack or len(letters) > 2 or not all(letter.char in DITTO for letter in letters):
        return False
    x0, top, x1, bottom = _inked(letters)
    part = ink[top:bottom, x0:x1]
    strokes = spans(part.any(axis=0))
    high = (bottom - top) / line.em
    wide = (x1 - x0) / line.em
    same = len(strokes) == 2 and 0.6 < (strokes[0][1] - strokes[0][0]) / (strokes[1][1] - strokes[1][0]) < 1.7
    return same and 0.18 < high < 0.6 and 0.2 < wide < 0.75


def _inked(letters: list[Letter]) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = zip(*(letter.ink for letter in letters), strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _whole(letters: list[Letter]) -> tuple[float, float, float, float]:
    return letters[0].box[0], letters[0].box[1], letters[-1].box[2], letters[0].box[3]
