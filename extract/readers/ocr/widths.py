"""Signs that are printed half an em or an em wide: the white around them tells."""

from dataclasses import replace
from typing import Final

from plansheets.extract.readers.ocr.letter import Letter
from plansheets.extract.source import display_width

WHITE: Final = 0.3
"""Ems of white outside of a bracket, or on both sides of a colon, that make it a wide one."""
BROAD: Final = 0.6
"""Ems of ink from which these signs are wide ones."""
WIDE: Final = {"~": "～", "/": "／", "%": "％"}


def widened(letters: list[Letter]) -> list[Letter]:
    """A line's letters, with brackets and signs as wide as they are printed."""
    found = list(letters)
    opened: list[int] = []
    for i, letter in enumerate(letters):
        if letter.char in "(（":
            opened.append(i)
        elif letter.char in ")）" and opened:
            start = opened.pop()
            wide = _is_wide(letters, start, i)
            found[start] = replace(letters[start], char="（" if wide else "(")
            found[i] = replace(letter, char="）" if wide else ")")
        elif letter.char == ":" and _gap(letters, i - 1) >= 0.8 * WHITE and _gap(letters, i) >= 0.8 * WHITE:
            found[i] = replace(letter, char="：")
        elif letter.char in WIDE and letter.ink[2] - letter.ink[0] >= BROAD * letter.em:
            found[i] = replace(letter, char=WIDE[letter.char])
    for i in opened:
        wide = _gap(letters, i - 1) >= WHITE if i else _holds_wide(letters[1:])
        found[i] = replace(letters[i], char="（" if wide else "(")
    return found


def _is_wide(letters: list[Letter], start: int, stop: int) -> bool:
    """A pair of brackets: by the white outside of it, else by what it holds."""
    outside = ([_gap(letters, start - 1)] if start else []) + ([_gap(letters, stop)] if stop + 1 < len(letters) else [])
    return max(outside) >= WHITE if outside else _holds_wide(letters[start + 1 : stop])


def _holds_wide(letters: list[Letter]) -> bool:
    return any(display_width(letter.char) == 2 for letter in letters)


def _gap(letters: list[Letter], left: int) -> float:
    """Ems of white between a letter and the next; none at a line's end."""
    if left < 0 or left + 1 >= len(letters):
        return 0.0
    return (letters[left + 1].ink[0] - letters[left].ink[2]) / letters[left].em
