"""Pieces parted at single spaces, where the years, the labels or the lines around show the border."""

from bisect import bisect_left
from collections.abc import Sequence

import regex

from plansheets.extract.columns.pieces import BOXES, LEFT, SAME, Piece, Test, begin, places, split

WORD = regex.compile(r"[^ \u00a0\u3000]+")
SPACE = regex.compile(r"[ \u00a0]")
TILDES = frozenset("～〜~-－―ー–（([")
SENTENCE = regex.compile(r"[ぁ-んー、。]")
"""The end of a text, not of a head: kana or a mark."""
MANY = 3
"""Labels of one line from which on a single space may part a label from a value."""
MAX_CELL = 14
"""Characters of a year's head behind a text that only one space parts."""


def part_single(
    row: Sequence[Piece], is_label: Test, is_period: Test, heads: Sequence[Piece], above: Sequence[Piece]
) -> list[Piece]:
    """Part at single spaces where years, labels, the columns of years or of the line right above say so."""
    done = _part_heads(row, is_period)
    years = sum(is_period(p.text) for p in done)
    if not years:
        done = _part_labels(done, is_label)
    if years < 2:
        done = _part_below(done, heads) if heads else done
        done = [part for piece in done for part in _part_beside(piece, above)] if len(above) > 1 else done
    return done


def _part_heads(row: Sequence[Piece], is_period: Test) -> list[Piece]:
    """Part at single spaces what belongs to the years of a head: 紹介します。 5年度, 令和8年度 令和9年度."""
    if sum(is_period(p.text) for p in row) < 1:
        return list(row)
    done: list[Piece] = []
    for k, piece in enumerate(row):
        followed = any(is_period(p.text) for p in row[k + 1 : k + 2])
        is_beside = followed or any(is_period(p.text) for p in row[max(k - 1, 0) : k])
        done += _years(piece, is_period, followed=followed) if is_beside else [piece]
    return done


def _years(piece: Piece, is_period: Test, *, followed: bool) -> list[Piece]:
    whole = is_period(piece.text)
    for space in SPACE.finditer(piece.text):
        left, right = piece.text[: space.start()].rstrip(), piece.text[space.end() :]
        if len(right) > 4 * MAX_CELL or right[0] in TILDES or left[-1] in TILDES or not is_period(right):
            continue
        behind_text = followed and (not whole or SENTENCE.fullmatch(left[-1])) and len(right) <= MAX_CELL
        if behind_text or (whole and is_period(left)):
            first, second = split(piece, space.start(), space.end())
            return [first, *_years(second, is_period, followed=followed)]
    return [piece]


def _part_labels(row: Sequence[Piece], is_label: Test) -> list[Piece]:
    """Part at single spaces the labels of a labelled line from the values before and behind them: 継続 担当課."""
    if len(row) < 2 or not is_label(row[0].text):
        return list(row)
    done = [row[0]]
    for piece in row[1:]:
        rest: Piece | None = piece
        while rest is not None:
            cut = _label_border(rest.text, is_label)
            first, rest = split(rest, *cut) if cut else (rest, None)
            done.append(first)
    return done if sum(is_label(p.text) for p in done) >= MANY else list(row)


def _label_border(text: str, is_label: Test) -> tuple[int, int] | None:
    """The first space that parts a label of up to three words from a value in a short text; None where none does."""
    if " " not in text or len(text) > 2 * MAX_CELL or "。" in text or is_label(text):
        return None
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    for size in (1, 2, 3):
        for i in range(len(words) - size + 1):
            start, stop = words[i][0], words[i + size - 1][1]
            if stop - start > 1 and stop - start < len(text) and is_label(text[start:stop]):
                return (words[i - 1][1], start) if i else (stop, words[i + size][0])
    return None


def _part_below(row: Sequence[Piece], heads: Sequence[Piece]) -> list[Piece]:
    """Part at a single space a value that begins exactly below a year's head: 一部実施 実施."""
    done: list[Piece] = []
    for piece in row:
        rest, at = piece, places(piece)
        for space in SPACE.finditer(piece.text):
            x = at[space.end()]
            if piece.text[space.end()] in BOXES or not begin(heads, x - SAME, x + SAME):
                continue
            offset = len(piece.text) - len(rest.text)
            first, rest = split(rest, space.start() - offset, space.end() - offset)
            done.append(first)
        done.append(rest)
    return done


def _part_beside(piece: Piece, above: Sequence[Piece]) -> list[Piece]:
    """Part a short end from a text where both begin exactly below two neighbours of the line above: …ます。 施."""
    at = bisect_left(above, piece.x0 - SAME, key=LEFT)
    if " " not in piece.text or at + 1 >= len(above) or above[at].x0 > piece.x0 + SAME:
        return [piece]
    left = places(piece)
    for space in SPACE.finditer(piece.text):
        end = piece.text[space.end() :]
        if abs(left[space.end()] - above[at + 1].x0) <= SAME and len(end) <= MAX_CELL and end[0] not in BOXES:
            return [*split(piece, space.start(), space.end())]
    return [piece]
