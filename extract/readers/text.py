"""Plain text: every character stands at (display column, line). Tabs stop at every eighth column."""

import numpy as np

from plansheets.errors import InputError
from plansheets.extract.source import Glyphs, Page, Source, display_width

TAB_STOP = 8
ENCODINGS = ("utf-8", "cp932", "euc_jp", "euc_jis_2004")
"""Tried in this order where the file has no byte order mark; the first that reads every byte and looks Japanese."""

MOSTLY = 4
"""A few zero bytes stand on the other places: the ideographic space is U+3000."""
MIN_PLAUSIBLE = 0.6
"""Share of characters that Japanese text holds, below which an encoding without a check of its own is not believed."""


def decode(data: bytes, name: str) -> str:
    """Bytes to text: UTF-8 or UTF-16 by their mark, else the first encoding that fits.

    Raises InputError: `empty-file`, `binary-file`, `unknown-encoding`.
    """
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise InputError(f"{name}: the file is empty; nothing to read", "empty-file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", name)
    if data.startswith(b"\xef\xbb\xbf"):
        return _strict(data[3:], "utf-8", name)
    if b"\0" in data:
        return _decode_with_zeros(data, name)
    readings = [(encoding, _try(data, encoding)) for encoding in ENCODINGS]
    fitting = [(e, t) for e, t in readings if t is not None and (e == "utf-8" or _plausibility(t) > MIN_PLAUSIBLE)]
    if not fitting:
        raise InputError(f"{name}: neither UTF-8, UTF-16, CP932 nor EUC-JP; save it as UTF-8", "unknown-encoding")
    if fitting[0][0] == "utf-8":
        return fitting[0][1]
    return max(fitting, key=lambda reading: _plausibility(reading[1]))[1]


def read_text(data: bytes, name: str) -> Source:
    """A text file as a Source. Raises InputError where the bytes are no text."""
    text = decode(data, name)
    return text_source(text, name)


def text_source(text: str, name: str) -> Source:
    """A text as a Source; a form feed begins a new page."""
    x0, x1, line, page = _places(text)
    n = len(text)
    ones, nothing = np.ones(n, np.float32), np.zeros(n, np.float32)
    weight, font = np.full(n, 400, np.int32), np.zeros(n, np.int32)
    glyphs = Glyphs(page, x0, line, x1, line + 1, ones, weight, nothing, x0, line + 1, font, ones)
    last = int(page[-1]) if n else 1
    width = float(x1.max()) if n else 0.0
    height = float(line[-1]) + 1 if n else 0.0
    pages = tuple(Page(number, width, height) for number in range(1, last + 1))
    return Source(name, "text/plain", "text", text, glyphs, pages, has_offsets=True)


def _places(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Left and right display column, line and page of every character."""
    n = len(text)
    if not n:
        empty = np.empty(0, np.float32)
        return empty, empty, empty, np.empty(0, np.int32)
    widths = np.fromiter(map(display_width, text), np.float32, n)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    line = np.zeros(n, np.float32)
    page = np.ones(n, np.int32)
    right = np.cumsum(widths, dtype=np.float64)
    newline = np.flatnonzero(codes == 10)
    line[:] = np.cumsum(codes == 10) - (codes == 10)
    page[:] = 1 + np.cumsum(codes == 12)
    start_of_line = np.concatenate(([0], newline + 1))
    base = np.where(start_of_line > 0, right[np.maximum(start_of_line - 1, 0)], 0.0)
    x1 = right - base[line.astype(np.int64)]
    x0 = x1 - widths
    for at in np.flatnonzero(codes == 9):  # few; each moves the rest of its line
        stop = (int(x0[at]) // TAB_STOP + 1) * TAB_STOP
        end = newline[np.searchsorted(newline, at)] if at < (newline[-1] if len(newline) else -1) else n
        shift = stop - x0[at]
        x1[at] = stop
        x0[at + 1 : end] += shift
        x1[at + 1 : end] += shift
    return x0.astype(np.float32), x1.astype(np.float32), line, page


def _strict(data: bytes, encoding: str, name: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise InputError(
            f"{name}: marked as {encoding.upper()} but holds bytes that are not; save it anew", "unknown-encoding"
        )
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_with_zeros(data: bytes, name: str) -> str:
    """UTF-16 without its mark holds a zero byte in every ASCII character: nearly all on even, or on odd, places."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > MOSTLY * min(even, odd):
        text = _try(data, "utf-16-be" if even > odd else "utf-16-le")
        if text is not None and _plausibility(text) > 0.9:
            return text
    raise InputError(f"{name}: a binary file, not a text; give a text or a PDF", "binary-file")


def _plausibility(text: str) -> float:
    """Share of characters that Japanese text holds: kana, common ideographs, ASCII; not half-width kana or controls."""
    good = sum(
        1
        for c in text
        if c in "\r\n\t\f"
        or " " <= c <= "~"
        or "\u3000" <= c <= "\u30ff"
        or "\u4e00" <= c <= "\u9fff"
        or "\uff01" <= c <= "\uff60"
        or "\u2460" <= c <= "\u25ff"
        or "\u2190" <= c <= "\u21ff"
        or "\u2160" <= c <= "\u217f"
    )
    return good / max(len(text), 1)
