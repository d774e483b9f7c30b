"""Kanji and kana printed alike: the recogniser's second choice and the script of the neighbours decide."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from plansheets.extract.source import Floats
from plansheets.normalize.lookalike import ONE_OF

KATAKANA_OF: Final = dict(zip("一二三力口工卜夕八才千へべぺ", "ーニミカロエトタハオチヘベペ", strict=True))
"""The katakana that looks like each kanji or hiragana."""
PLAIN_OF: Final = {katakana: plain for plain, katakana in KATAKANA_OF.items()}
COUNTED: Final = frozenset(ONE_OF)
"""What follows the numeral 一."""
FAVOUR: Final = 8.0
"""By how much the script of a neighbour outweighs the recogniser's choice."""
WITHIN: Final = 60.0
"""The same where katakana stands before it, and what follows does not count with 一 (一覧, 一体)."""


@lru_cache(maxsize=4)
def _classes(known: tuple[str, ...]) -> dict[str, int]:
    twins = {*KATAKANA_OF, *PLAIN_OF}
    return {char: number for number, char in enumerate(known) if char in twins}


def twins_settled(chars: list[str], answers: Sequence[Floats], known: tuple[str, ...]) -> list[str]:
    """The characters of a line; `answers` has how likely each class is, for each of them."""
    found = list(chars)
    for i, (char, answer) in enumerate(zip(chars, answers, strict=True)):
        plain = char if char in KATAKANA_OF else PLAIN_OF.get(char)
        if plain is None:
            continue
        katakana = KATAKANA_OF[plain]
        classes = _classes(known)
        if plain not in classes or katakana not in classes:
            continue
        before = found[i - 1] if i else ""
        after = chars[i + 1] if i + 1 < len(chars) and chars[i + 1] not in KATAKANA_OF else ""
        odds = float(answer[classes[katakana]]) / max(float(answer[classes[plain]]), 1e-6)
        found[i] = katakana if odds * _favour(before, after, plain) > 1 else plain
    return found


def _favour(before: str, after: str, plain: str) -> float:
    """How much likelier katakana is than the other script, by the characters beside it."""
    if is_katakana(before):
        return FAVOUR if plain == "一" and after in COUNTED else WITHIN
    if is_katakana(after):
        return FAVOUR
    other = [char for char in (before, after) if char.isalpha() and not char.isascii()]
    return 1 / FAVOUR if other else 1.0


def is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー" if char else False
