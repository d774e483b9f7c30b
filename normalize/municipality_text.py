"""The municipalities that a running text names."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from plansheets.normalize.chars import INVISIBLE
from plansheets.normalize.fold import Fold
from plansheets.normalize.municipality import VARIANTS, Municipality, municipality_table, spelled, the_one

WARD_NAMES = frozenset(("中央区", "北区", "港区"))
"""Special wards whose names designated cities use as well: read only behind 東京都."""
UNSEEN = frozenset(map(chr, INVISIBLE))
WITHOUT_UNSEEN, FOLD = Fold(INVISIBLE), Fold(VARIANTS)
ENDS = regex.compile("[市区町村]")
GOES_ON = regex.compile(
    r"[民街場]|(?<=町)(?:会|内会)|(?<=市)[区町村]|(?<=区)[分域画間切長町村]|(?<=町)村|(?<=村)[上田井山岡松木]"
)
"""What makes 市 part of another word: 市民, 市街, 市場, 市町村."""
BEFORE = regex.compile(
    r"(?:^|[^\p{Han}ヶケ々]|年度?|[0-9０-９]\s*月|[0-9０-９]\s*日|[0-9０-９一二三四五六七八九十]\s*[次期回版号巻]|[旧元現]|発行|編集|作成|策定|担当|主催|共催|後援|住所|所在地)$"
)
DISTRICT = regex.compile(r"[\p{Han}ケヶ]{1,4}郡\s*$")


def municipalities_in(text: str) -> list[Municipality]:
    """The municipalities a text names, in its order, each with the offsets of its name (without the prefecture's).

    Not read: names behind other kanji (会津市 is no 津市) unless these are a prefecture, a district (郡), a date or
    第３次; 市 of 市民, 市街, 市町村; 北区, 中央区, 港区 unless behind 東京都. Linear in the length of the text.
    """
    if not ENDS.search(text):
        return []
    seen = WITHOUT_UNSEEN(text)
    if len(seen) == len(text):
        return [replace(one, start=start, end=end) for one, start, end in _printed(text)]
    at = [i for i, char in enumerate(text) if char not in UNSEEN]
    return [replace(one, start=at[start], end=at[end - 1] + 1) for one, start, end in _printed(seen)]


def _printed(text: str) -> Iterator[tuple[Municipality, int, int]]:
    """(municipality, start, end) for each name in a text without invisible characters."""
    table, folded, last_end = municipality_table(), FOLD(text), -1
    for found in ENDS.finditer(folded):
        end = found.end()
        if GOES_ON.match(folded, end):
            continue
        for start in range(max(0, end - table.longest), end - 1):
            candidates = table.by_name.get(folded[start:end])
            if not candidates or start < last_end:
                continue
            candidates = spelled(candidates, text[start:end])
            known = _in_place(folded[max(0, start - 12) : start], candidates, follows=start == last_end)
            if known:
                yield known, start, end
                last_end = end
            break


def _in_place(before: str, candidates: tuple[Municipality, ...], *, follows: bool) -> Municipality | None:
    """The municipality a name means behind a text, None where the text makes it another word."""
    table = municipality_table()
    outer = before.rstrip()
    district = DISTRICT.search(outer)
    for start in range(max(0, len(outer) - 4), len(outer) - 1):
        if outer[start:] in table.prefectures:
            known = the_one(candidates, table.prefectures[outer[start:]])
            return known if known.valid else None
    name = candidates[0].name or ""
    if name in WARD_NAMES:
        return None
    if district:
        within = next(
            (known for word, known in table.prefectures.items() if outer[: -len("郡")].startswith(word)), None
        )
        return the_one(candidates, within if within and the_one(candidates, within).valid else None)
    allowed = follows or (BEFORE.search(before) if len(name) > 2 else regex.search(r"(?:^|[^\p{Han}ケ々])$", before))
    return the_one(candidates, None) if allowed else None
