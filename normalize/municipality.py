"""Municipalities by code or name.

Table: municipalities.csv, the 全国地方公共団体コード of 2020 (prefectures, cities, special wards, towns, villages; the
wards of designated cities are not in it). A code is two digits of prefecture, three of municipality and a check digit.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
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
def municipality_table() -> Table:
    """The table, read once."""
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
    """The first reading of the digits that is in the table, else a ward."""
    table = municipality_table().by_code
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
    cities = [
        known for one, known in municipality_table().by_code.items() if one[:3] == code[:2] + "1" and one[:5] < code[:5]
    ]
    city = cities[-1] if cities else None
    if city is None or int(code[:5]) - int(city.code5 or 0) > 29:
        return None
    return Municipality(code, code[:5], None, city.prefecture, valid=True, level="ward")


def _by_name(said: str, prefecture: str | None) -> Municipality:
    """A name with or without its prefecture and district before it, or its prefecture in brackets behind."""
    table = municipality_table()
    folded = regex.sub(r"(?<=\p{Han})[がが](?=\p{Han})", "ケ", _fold(regex.sub(r"\s", "", said)))
    bracket = regex.fullmatch(r"(?P<name>.+?)[（(](?P<prefecture>[^（）()]+)[)）]", folded)
    if bracket and bracket["prefecture"] in table.prefectures:
        return _by_name(bracket["name"], bracket["prefecture"])
    within = table.prefectures.get(_fold(prefecture.strip())) if prefecture else None
    if prefecture and within is None:
        return _by_name(said, None)
    if folded in table.by_name:
        return the_one(spelled(table.by_name[folded], said), within)
    if folded in table.prefectures and (folded[-1] in "都道府県"):
        return table.prefectures[folded]
    for size in (4, 3, 2):
        head, tail = folded[:size], folded[size:]
        if head in table.prefectures and tail:
            return _by_name(tail, head) if within in (None, table.prefectures[head]) else Municipality()
    _, district, tail = folded.partition("郡")
    return the_one(table.by_name[tail], within) if district and tail in table.by_name else Municipality()


def spelled(found: tuple[Municipality, ...], written: str) -> tuple[Municipality, ...]:
    """Those spelled exactly as written, where there are any: 鹿嶋市 and 鹿島市 are two cities."""
    return tuple(one for one in found if one.name == written) or found


def the_one(found: tuple[Municipality, ...], within: Municipality | None) -> Municipality:
    """The one of a name in a prefecture, or what is known of a name that several share."""
    if within:
        found = tuple(one for one in found if one.prefecture == within.prefecture)
    if len(found) == 1:
        return found[0]
    if not found:
        return Municipality()
    codes = tuple(one.code6 or "" for one in found)
    return Municipality(name=found[0].name, valid=True, level="municipality", ambiguous=True, candidates=codes)
