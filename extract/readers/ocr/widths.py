"""Signs that are printed half an em or an em wide: the white around them tells, else the habit of the page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.source import display_width

WHITE: Final = 0.3
"""Ems of white outside of a bracket, or on both sides of a colon, that make it a wide one."""
BROAD: Final = {"~": ("～", 0.6), "/": ("／", 0.6), "%": ("％", 0.8)}
"""The wide form of a sign, and the ems of ink from which it is that."""


def widened(lines: Sequence[list[Letter]]) -> list[list[Letter]]:
    """The lines of a page with brackets and signs as wide as they are printed."""
    pairs = [_pairs(line) for line in lines]
    known = [_is_wide(line, pair) for line, found in zip(lines, pairs, strict=True) for pair in found]
    wide, narrow = known.count(True), known.count(False)
    habit = None if wide == narrow else wide > narrow
    return [_widened(line, found, habit) for line, found in zip(lines, pairs, strict=True)]


def _pairs(letters: list[Letter]) -> list[tuple[int, int]]:
    """Round brackets that belong together; -1 for a partner on another line."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for i, letter in enumerate(letters):
        if letter.char in "(（":
            opened.append(i)
        elif letter.char in ")）":
            pairs.append((opened.pop() if opened else -1, i))
    return pairs + [(i, -1) for i in opened]


def _is_wide(letters: list[Letter], pair: tuple[int, int]) -> bool | None:
    """By the white outside of a pair of brackets; None where they stand at the line's edges."""
    start, stop = pair
    outside = [_gap(letters, start - 1)] if start > 0 else []
    outside += [_gap(letters, stop)] if 0 <= stop < len(letters) - 1 else []
    return max(outside) >= WHITE if outside else None


def _widened(letters: list[Letter], pairs: list[tuple[int, int]], habit: bool | None) -> list[Letter]:
    found = list(letters)
    for pair in pairs:
        wide = _is_wide(letters, pair)
        if wide is None:
            inside = letters[pair[0] + 1 : pair[1] if pair[1] >= 0 else None]
            wide = habit if habit is not None else any(display_width(letter.char) == 2 for letter in inside)
        for i, chars in zip(pair, ("(（", ")）"), strict=True):
            if i >= 0:
                found[i] = replace(letters[i], char=chars[wide])
    for i, letter in enumerate(letters):
        if letter.char == ":" and min(_gap(letters, i - 1), _gap(letters, i)) >= 0.8 * WHITE:
            found[i] = replace(letter, char="：")
        elif letter.char in BROAD and letter.ink[2] - letter.ink[0] >= BROAD[letter.char][1] * letter.em:
            found[i] = replace(letter, char=BROAD[letter.char][0])
    return found


def _gap(letters: list[Letter], left: int) -> float:
    """Ems of white between a letter and the next; none at a line's end."""
    if left < 0 or left + 1 >= len(letters):
        return 0.0
    return (letters[left + 1].ink[0] - letters[left].ink[2]) / letters[left].em
