"""A cell that names a sheet and says so by its place alone: over the whole width at the top, without a label."""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from plansheets.extract.ruled.pairs import Pair
from plansheets.extract.ruled.title_line import NUMBER, PART
from plansheets.extract.ruled.view import View, end
from plansheets.extract.span import Span, join
from plansheets.normalize import match_key
from plansheets.rules import Lexicon

LONGEST: Final = 60
SHARE: Final = 0.6
"""Share of the sheets that must have such a cell."""
FORM: Final = regex.compile(r".*(?:シート|調書|個票|票|表|計画|様式|概要|一覧)(?:[（(].*[)）])?\s*")
"""What a form is called, and no project."""


MARK: Final = regex.compile(rf"(?:[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}ー]{{1,8}}\s*)?(?:{NUMBER}|{PART})")
"""A cell with nothing but the sheet's number: 施策２－１, Ⅰ－２, No.3."""


def title_cells(forms: Sequence[tuple[View, Sequence[Pair], list[int]]], lexicon: Lexicon) -> dict[int, Pair]:
    """The pairs that are such cells, by identity; a sheet that begins below one begins at it (`starts` is changed).

    None where not most sheets have one, or where several say the same: 基本情報 over every form is no name.
    """
    found: list[tuple[list[int], int, Pair]] = []
    sheets = 0
    numbers: dict[int, tuple[Span, list[Pair]]] = {}
    for view, pairs, starts in forms:
        by_row: dict[int, list[Pair]] = {}
        for pair in pairs:
            by_row.setdefault(pair.cell.row, []).append(pair)
        sheets += len(starts)
        for start in starts:
            row = next((r for r in (start, start - 1) if _is_title_row(view, by_row.get(r, ()), lexicon)), None)
            if row is not None:
                numbered = number_of(by_row[row])
                name = by_row[row][-1] if numbered else next(p for p in by_row[row] if _is_free(p, lexicon))
                found.append((starts, start, name))
                if numbered is not None:
                    numbers[id(name)] = numbered, by_row[row]
    texts = {match_key((pair.values[0] if id(pair) in numbers else _text(pair)).raw) for _, _, pair in found}
    if not found or len(found) < SHARE * sheets or len(texts) < len(found):
        return {}
    if len(found) == 1 and FORM.fullmatch(_text(found[0][2]).raw):
        return {}
    for starts, start, pair in found:
        starts[starts.index(start)] = pair.cell.row
        if id(pair) in numbers:
            number, both = numbers[id(pair)]
            pair.values, pair.label = [number, pair.values[0]], None
            for other in (p for p in both if p is not pair):
                other.values, other.label = [], None
    return {id(pair): pair for _, _, pair in found}


def number_of(pairs: Sequence[Pair]) -> Span | None:
    """The number that the first cell of a row gives, where the one behind it holds a name: Ⅰ－２ | 収納率の向上."""
    if not pairs or pairs[0].cell.column != 0 or len(pairs) > 2:
        return None
    spans = [span for pair in pairs for span in (pair.label, *pair.values) if span is not None]
    if len(spans) != 2 or any(pair.entry is not None for pair in pairs):
        return None
    mark, name = spans
    if not MARK.fullmatch(mark.raw.strip()) or len(name.raw) > LONGEST or "。" in name.raw:
        return None
    return mark if any(c.isalpha() for c in name.raw) and not MARK.fullmatch(name.raw) else None


def text_of(pair: Pair) -> Span:
    """The text of such a cell."""
    return _text(pair)


def _text(pair: Pair) -> Span:
    return pair.label if pair.label is not None else join(pair.values)


def _is_title_row(view: View, pairs: Sequence[Pair], lexicon: Lexicon) -> bool:
    """Is the row one cell over the whole width, with nothing that is known in it but labels behind the name?

    Labels with their values may stand in cells behind one that is half as wide.
    A cell with the sheet's number may stand before it (施策２－１ | 農業の振興).
    """
    free = list(_free(pairs, lexicon))
    if number_of(pairs) is not None:
        return end(view.row(pairs[0].cell.row)[-1]) == view.width and len(view.row(pairs[0].cell.row)) == 2
    if len(free) != 1:
        return False
    cell = free[0].cell
    others = [pair for pair in pairs if pair.cell is not cell]
    if cell.column or (not others and end(cell) != view.width):
        return False
    known = all(pair.entry is not None and not pair.entry.weak and pair.values for pair in others)
    return known and (not others or 2 * cell.column_span >= view.width)  # 施策1-1 子育ての支援 | 主管課 | こども課


def _free(pairs: Sequence[Pair], lexicon: Lexicon) -> Iterator[Pair]:
    return (pair for pair in pairs if _is_free(pair, lexicon))


def _is_free(pair: Pair, lexicon: Lexicon) -> bool:
    """A text without a label, or what looks like a label and has no value, that the lexicon does not know."""
    if pair.entry is not None or (pair.label is not None and pair.values) or len(pair.values) > 1:
        return False
    raw = _text(pair).raw
    return len(raw) <= LONGEST and "。" not in raw and lexicon.lookup(raw) is None and any(c.isalpha() for c in raw)
