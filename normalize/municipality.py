"""Municipalities by code or name, and the names printed in a text.

Table: municipalities.csv, the 全国地方公共団体コード of 2020 (prefectures, cities, special wards, towns, villages; the
wards of designated cities are not in it). A code is two digits of prefecture, three of municipality and a check digit.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import regex

from plansheets.normalize.chars import INVISIBLE
from plansheets.normalize.clean import clean_text

# Spellings that official and everyday use mix; each side one character, so that offsets hold.
VARIANTS = str.maketrans(
    "ヶヵガｹ龍釜澤濱廣國縣區齋﨑嵜髙櫻鹽瀧嶋會邊舘冨薮曾栁蘆鯵檮祇巿眞靜戶條惠榮圓彌萬德凜桧驒諌礪豐瀨總藝關對淺狹峽與壹燒豫淸靑黑壽寶橫鄕彥濵澁竃⼤⼩⽇⼭⽥⽊⽔⽟⽣⽩⻄⻘⻑⾼⿓⿅⾺⾦⾕⾥",
    "ケケケケ竜竈沢浜広国県区斎崎崎高桜塩滝島会辺館富藪曽柳芦鰺梼祗市真静戸条恵栄円弥万徳凛檜騨諫砺豊瀬総芸関対浅狭峡与壱焼予清青黒寿宝横郷彦浜渋竈大小日山田木水玉生白西青長高竜鹿馬金谷里",
)
WARD_NAMES = frozenset(("中央区", "北区", "港区"))
"""Special wards whose names designated cities use as well: read only behind 東京都."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality or prefecture. `valid` is False where the code or name is not in the table.

    `level` is prefecture, municipality or ward (of a designated city, name unknown). A name that several share has
    `ambiguous` and the six-digit codes in `candidates`. `start`, `end` are offsets where it was read in a text.
    """

    code6: str | None = None
    code5: str | None = None
    name: str | None = None
    prefecture: str | None = None
    valid: bool = False
    level: str | None = None
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases."""
        return {
            "code6": self.code6,
            "code5": self.code5,
            "name": self.name,
            "prefecture": self.prefecture,
            "valid": self.valid,
            "level": self.level,
            "ambiguous": self.ambiguous,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True, slots=True)
class Table:
    """The table by code, by folded name and by folded prefecture (with and without 都道府県)."""

    by_code: dict[str, Municipality]
    by_name: dict[str, tuple[Municipality, ...]]
    prefectures: dict[str, Municipality]
    longest: int


@cache
def _table() -> Table:
    with resources.files("plansheets.normalize").joinpath("municipalities.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    by_code: dict[str, Municipality] = {}
    by_name: dict[str, list[Municipality]] = defaultdict(list)
    prefectures: dict[str, Municipality] = {}
    for row in rows:
        code, prefecture, city = row["code"], row["pref"], row["city"]
        level = "municipality" if city else "prefecture"
        known = Municipality(code, code[:5], city or prefecture, prefecture, valid=True, level=level)
        by_code[code] = known
        if city:
            by_name[_fold(city)].append(known)
        else:
            prefectures[_fold(prefecture)] = known
            if prefecture != "北海道":
                prefectures[_fold(prefecture[:-1])] = known
    names = {name: tuple(sorted(found, key=lambda one: one.code6 or "")) for name, found in by_name.items()}
    return Table(by_code, names, prefectures, max(map(len, names)))


def _fold(name: str) -> str:
    """A name in the spelling that names are compared by; keeps its length but for invisible characters."""
    return name.translate(INVISIBLE).translate(VARIANTS)


def check_digit(code5: str) -> str:
    """The sixth digit of a code: 11 - (6a+5b+4c+3d+2e mod 11), its last digit."""
    return str((11 - sum(int(digit) * weight for digit, weight in zip(code5, range(6, 1, -1), strict=True)) % 11) % 10)


def find_municipality(code_or_name: str | int, *, prefecture: str | None = None) -> Municipality:
    """A municipality by code (five or six digits, a leading zero may be lost) or by name.

    `prefecture` decides between municipalities of one name. Never raises: what is not in the table is not `valid`.
    """
    said = clean_text(str(code_or_name))
    digits = regex.sub(r"\.0+$|(?<=^\d{4,5})-(?=\d$)", "", said)
    if digits.isascii() and digits.isdecimal():
        return _by_code(digits, lost_zero=not isinstance(code_or_name, str))
    return _by_name(said, prefecture)


def _by_code(digits: str, *, lost_zero: bool) -> Municipality:
    table = _table().by_code
    readings = []
    if len(digits) == 6:
        readings = [digits]
    elif len(digits) == 5:
        # A spreadsheet drops the zero of 011002; a typed code of five digits lacks its check digit.
        readings = [digits + check_digit(digits), "0" + digits]
        readings = readings[::-1] if lost_zero else readings
    elif len(digits) == 4:
        readings = ["0" + digits + check_digit("0" + digits)]
    elif len(digits) in (1, 2):
        prefecture = digits.zfill(2) + "000"
        readings = [prefecture + check_digit(prefecture)]
    known = next((table[code] for code in readings if code in table), None)
    return known or next((ward for ward in map(_ward, readings) if ward), Municipality())


def _ward(code: str) -> Municipality | None:
    """A ward of a designated city: its code lies behind the city's among 101 to 199."""
    if check_digit(code[:5]) != code[5] or not "101" <= code[2:5] <= "199" or code[:2] == "13":
        return None
    cities = [known for one, known in _table().by_code.items() if one[:3] == code[:2] + "1" and one[:5] < code[:5]]
    city = cities[-1] if cities else None
    if city is None or int(code[:5]) - int(city.code5 or 0) > 29:
        return None
    return Municipality(code, code[:5], None, city.prefecture, valid=True, level="ward")


def _by_name(said: str, prefecture: str | None) -> Municipality:
    table = _table()
    folded = regex.sub(r"(?<=\p{Han})[がが](?=\p{Han})", "ケ", _fold(regex.sub(r"\s", "", said)))
    bracket = regex.fullmatch(r"(?P<name>.+?)[（(](?P<prefecture>[^（）()]+)[)）]", folded)
    if bracket and bracket["prefecture"] in table.prefectures:
        return _by_name(bracket["name"], bracket["prefecture"])
    within = table.prefectures.get(_fold(prefecture.strip())) if prefecture else None
    if prefecture and within is None:
        return _by_name(said, None)
    if folded in table.by_name:
        return _one(_spelled(table.by_name[folded], said), within)
    if folded in table.prefectures and (folded[-1] in "都道府県"):
        return table.prefectures[folded]
    for size in (4, 3, 2):
        head, tail = folded[:size], folded[size:]
        if head in table.prefectures and tail:
            return _by_name(tail, head) if within in (None, table.prefectures[head]) else Municipality()
    _, district, tail = folded.partition("郡")
    return _one(table.by_name[tail], within) if district and tail in table.by_name else Municipality()


def _spelled(found: tuple[Municipality, ...], written: str) -> tuple[Municipality, ...]:
    """Those spelled exactly as written, where there are any: 鹿嶋市 and 鹿島市 are two cities."""
    return tuple(one for one in found if one.name == written) or found


def _one(found: tuple[Municipality, ...], within: Municipality | None) -> Municipality:
    """The one of a name in a prefecture, or what is known of a name that several share."""
    if within:
        found = tuple(one for one in found if one.prefecture == within.prefecture)
    if len(found) == 1:
        return found[0]
    if not found:
        return Municipality()
    codes = tuple(one.code6 or "" for one in found)
    return Municipality(name=found[0].name, valid=True, level="municipality", ambiguous=True, candidates=codes)


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
    at = [i for i, char in enumerate(text) if ord(char) not in INVISIBLE]
    printed = _printed(text.translate(INVISIBLE))
    return [replace(one, start=at[start], end=at[end - 1] + 1) for one, start, end in printed]


def _printed(text: str) -> Iterator[tuple[Municipality, int, int]]:
    table, folded, last_end = _table(), text.translate(VARIANTS), -1
    for found in ENDS.finditer(folded):
        end = found.end()
        if GOES_ON.match(folded, end):
            continue
        for start in range(max(0, end - table.longest), end - 1):
            candidates = table.by_name.get(folded[start:end])
            if not candidates or start < last_end:
                continue
            candidates = _spelled(candidates, text[start:end])
            known = _in_place(folded[max(0, start - 12) : start], candidates, follows=start == last_end)
            if known:
                yield known, start, end
                last_end = end
            break


def _in_place(before: str, candidates: tuple[Municipality, ...], *, follows: bool) -> Municipality | None:
    """The municipality a name means behind a text, None where the text makes it another word."""
    table = _table()
    outer = before.rstrip()
    district = DISTRICT.search(outer)
    for start in range(max(0, len(outer) - 4), len(outer) - 1):
        if outer[start:] in table.prefectures:
            known = _one(candidates, table.prefectures[outer[start:]])
            return known if known.valid else None
    name = candidates[0].name or ""
    if name in WARD_NAMES:
        return None
    if district:
        within = next(
            (known for word, known in table.prefectures.items() if outer[: -len("郡")].startswith(word)), None
        )
        return _one(candidates, within if within and _one(candidates, within).valid else None)
    allowed = follows or (BEFORE.search(before) if len(name) > 2 else regex.search(r"(?:^|[^\p{Han}ケ々])$", before))
    return _one(candidates, None) if allowed else None
