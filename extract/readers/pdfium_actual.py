"""What /ActualText says that glyphs stand for (ISO 32000-1 14.9.4), each in the place of its glyph.

pdfium's own way loses places and text: it gives all characters where the first glyph stands, leaves them in the space
of the form XObject that draws them, and drops what a second sequence of one property list shows. So the marks are taken
off before it reads the text, and what they say is put in its place afterwards.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import compress, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from plansheets.extract.readers import pdfium_calls as pdfium
from plansheets.extract.readers.page import Codes
from plansheets.extract.readers.pdfium_boxes import Layout
from plansheets.extract.source import is_printed

KEY: Final = b"ActualText"
LONGEST: Final = 1 << 16
"""Bytes of one such text; of a longer one nothing is taken."""
LAYOUT: Final = tuple(field.name for field in fields(Layout))
PDF_DOC: Final = {
    **dict(enumerate("˘ˇˆ˙˝˛˚˜", 0x18)),
    **dict(enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80)),
    0xA0: "€",
}
"""Where PDFDocEncoding (ISO 32000-1 D.2) differs from Latin-1."""


@dataclass(frozen=True, eq=False)
class Said:
    """`sequence` gives the marked sequence of a text object by its address, `text` what a sequence stands for."""

    sequence: dict[int, int]
    text: dict[int, str]


@dataclass(frozen=True, eq=False)
class Characters:
    """Characters of a page (n,): code points, whether nothing tells them, where they stand, their text objects."""

    codes: Codes
    unmapped: NDArray[np.bool_]
    layout: Layout
    item: NDArray[np.intp]


def take_marks(items: Sequence[int]) -> Said:
    """What is said of some text objects; pdfium does not see it any more. Of nested sequences the outer one counts."""
    counts = np.fromiter(map(pdfium.mark_count, items), np.intp, len(items))
    owner = np.repeat(np.arange(len(items)), counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    marks = list(map(pdfium.mark, [items[k] for k in owner.tolist()], number.tolist()))
    known = list(dict.fromkeys(marks))  # the objects of one sequence share its mark
    saying = map(pdfium.mark_bytes, known, repeat(KEY), repeat(None), repeat(0), repeat(ctypes.byref(ctypes.c_ulong())))
    text = {mark: _actual_text(mark) for mark in compress(known, saying)}
    sequence: dict[int, int] = {}
    if not any(text.values()):
        return Said(sequence, text)
    for k, mark in [(k, mark) for k, mark in zip(owner.tolist(), marks, strict=True) if text.get(mark)]:
        sequence.setdefault(items[k], mark)
        pdfium.remove_mark(items[k], mark)
    return Said(sequence, text)


def _actual_text(mark: int) -> str:
    length = ctypes.c_ulong()
    told = ctypes.byref(length)
    # The function for strings takes all of them for UTF-8; that for bytes gives them as they are.
    if not pdfium.mark_bytes(mark, KEY, None, 0, told) or not 0 < length.value <= LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length.value)
    pdfium.mark_bytes(mark, KEY, buffer, length.value, told)
    return text_string(buffer.raw).replace("\0", "")


def text_string(data: bytes) -> str:
    """A PDF's text string (ISO 32000-2 7.9.2.2): UTF-16 or UTF-8 with their marks, else PDFDocEncoding."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1").translate(PDF_DOC)


def with_said(found: Characters, address: NDArray[np.uint64], said: Said) -> Characters:
    """The characters with what is said of them; `address` (m,) are those of their text objects."""
    if not said.sequence:
        return found
    sequence = np.array([said.sequence.get(a, 0) for a in address.tolist()], np.uint64)[found.item]
    order = np.flatnonzero(sequence)
    order = order[np.argsort(sequence[order], kind="stable")]
    spread: list[tuple[NDArray[np.intp], Characters]] = []
    for at in np.split(order, np.flatnonzero(np.diff(sequence[order])) + 1) if len(order) else []:
        text = said.text[int(sequence[at[0]])]
        codes = np.array([ord(char) for char in text], np.uint32)
        if len(codes) == len(at):
            found.codes[at], found.unmapped[at] = codes, False
        elif _ink(codes) != _ink(found.codes[at]):
            spread.append((at, _spread(found, at, codes)))
    return _replaced(found, spread) if spread else found


def _ink(codes: Codes) -> list[int]:
    """Code points that leave ink: spaces may be said that are not set, and the other way round."""
    return [code for code in codes.tolist() if is_printed(chr(code))]


def _spread(found: Characters, at: NDArray[np.intp], codes: Codes) -> Characters:
    """Characters in the places of other glyphs than they are many: some share a glyph, or take several."""
    layout = found.layout
    first = np.flatnonzero(layout.piece[at] == 0)
    first = first if len(first) and not first[0] else np.concatenate(([0], first))
    few = min(len(first), len(codes))
    start = first[np.arange(few) * len(first) // few]
    low, high = (
        ufunc.reduceat(layout.boxes[at][:, side], start, axis=0)
        for ufunc, side in ((np.minimum, slice(0, 2)), (np.maximum, slice(2, 4)))
    )
    stops = np.arange(1, few + 1) * len(codes) // few
    counts = np.diff(stops, prepend=0)
    cell = np.repeat(np.arange(few), counts)
    piece = np.arange(len(codes)) - (stops - counts)[cell]
    rows = at[start[cell]]
    radians = np.radians(layout.angle[rows])
    along = np.stack([np.cos(radians), np.sin(radians)], axis=1)
    along = np.where(np.abs(along) > 0.5, np.sign(along), 0.0)
    step = (high - low)[cell] * along / counts[cell][:, None]
    moved = step * piece[:, None]
    size = np.where(along != 0, (high - low)[cell] / counts[cell][:, None], (high - low)[cell])
    corner = np.where(along < 0, high[cell] - size, low[cell]) + moved
    boxes = np.concatenate([corner, corner + size], axis=1)
    place = Layout(boxes, layout.origins[rows] + moved, layout.size[rows], layout.angle[rows], piece)
    return Characters(codes, np.zeros(len(codes), np.bool_), place, found.item[rows])


def _replaced(found: Characters, spread: Sequence[tuple[NDArray[np.intp], Characters]]) -> Characters:
    """The characters with some of them (their indices) replaced by others, in order."""
    gone = np.concatenate([at for at, _ in spread])
    kept = np.setdiff1d(np.arange(len(found.codes)), gone)
    order = np.argsort(np.concatenate([kept, *(np.full(len(new.codes), at[0]) for at, new in spread)]), kind="stable")
    news = [new for _, new in spread]

    def joined(name: str) -> NDArray[Any]:
        every = [_column(found, name)[kept], *(_column(new, name) for new in news)]
        column: NDArray[Any] = np.concatenate(every)[order]
        return column

    layout = Layout(*map(joined, LAYOUT))
    return Characters(joined("codes"), joined("unmapped"), layout, joined("item"))


def _column(characters: Characters, name: str) -> NDArray[Any]:
    column: NDArray[Any] = getattr(characters.layout if name in LAYOUT else characters, name)
    return column
