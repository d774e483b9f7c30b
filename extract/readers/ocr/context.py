"""Letters that the text around them decides: commas in figures, ー and 一 by the script."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from plansheets.extract.readers.ocr.letter import Letter
from plansheets.normalize.lookalike import ONE_OF, repair_lookalikes

LENGTHENED: Final = regex.compile(rf"(?<=[ァ-ヺー][ァ-ヺ])一(?![{ONE_OF}])(?=\p{{Han}})")
"""一 within a katakana word before a kanji that does not count with 一."""
NEXT_LINE: Final = 0.9
"""Ems between two lines of one text at most."""


def in_context(lines: Sequence[list[Letter]]) -> list[list[Letter]]:
    """The lines of one cell, from above down, with what their neighbours decide. No letter comes or goes."""
    found = [_angled(_separated(line)) for line in lines]
    for block in _blocks(found):
        text = "".join(letter.char for index in block for letter in found[index])
        repaired = LENGTHENED.sub("ー", repair_lookalikes(text))
        if len(repaired) != len(text):
            continue
        at = 0
        for index in block:
            line = found[index]
            found[index] = [
                letter if letter.char == char else replace(letter, char=char)
                for letter, char in zip(line, repaired[at : at + len(line)], strict=True)
            ]
            at += len(line)
    return found


def _blocks(lines: Sequence[list[Letter]]) -> list[list[int]]:
    """Indices of lines that go on in each other: a word may be broken between them."""
    blocks: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line:
            continue
        last = lines[blocks[-1][-1]] if blocks else []
        if last and _goes_on(last, line):
            blocks[-1].append(index)
        else:
            blocks.append([index])
    return blocks


def _goes_on(above: list[Letter], below: list[Letter]) -> bool:
    gap = below[0].box[1] - above[0].box[3]
    beside = below[0].box[0] < above[-1].box[2] and above[0].box[0] < below[-1].box[2]
    return -0.3 * above[0].em < gap < NEXT_LINE * above[0].em and beside


def _separated(letters: list[Letter]) -> list[Letter]:
    """A comma parts three digits, and hangs below the line; a point is as high as wide."""
    text = "".join(letter.char for letter in letters)
    found = list(letters)
    for i, letter in enumerate(letters):
        if letter.char not in ".," or not (i > 0 and text[i - 1].isdigit()):
            continue
        following = len(text[i + 1 :]) - len(text[i + 1 :].lstrip("0123456789"))
        wide, high = letter.ink[2] - letter.ink[0], letter.ink[3] - letter.ink[1]
        hangs = letter.ink[3] - letters[i - 1].ink[3] > 0.04 * letter.em
        if letter.char == "." and following == 3 and (hangs or high > 1.15 * wide):
            found[i] = replace(letter, char=",")
        if letter.char == "," and following not in (0, 3) and not hangs and high < 1.1 * wide:
            found[i] = replace(letter, char=".")
    return found


def _angled(letters: list[Letter]) -> list[Letter]:
    """く that opens a line which a > without a partner closes is a bracket."""
    text = "".join(letter.char for letter in letters)
    if text[:1] != "く" or text[-1:] not in (">", "＞", "〉") or any(char in "<＜〈" for char in text):
        return letters
    return [replace(letters[0], char="＜"), *letters[1:-1], replace(letters[-1], char="＞")]
