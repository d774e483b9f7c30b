"""An invented form (a city's park sheets) and invented dumps of it, for the tests of the dump reader."""

from plansheets.extract.claims import Ledger, Row
from plansheets.extract.dump import read_dump
from plansheets.extract.lines import lines_of
from plansheets.extract.readers.text import text_source
from plansheets.extract.reading import Reading, era_of
from plansheets.normalize import match_key
from plansheets.rules import load_lexicon
from plansheets.rules.dump_shape import DumpShape

PARK = DumpShape.model_validate(
    {
        "number": "園番号",
        "headings": [{"level": 1, "label": "みどりの柱"}],
        "groups": [
            {"name": "numbers", "label": "数値"},
            {"name": "review", "label": "毎年のふり返り", "note": "年度末に記入"},
            {"name": "whole", "label": "全体のふり返り", "heads": {"final": "全体のふり返り"}},
        ],
        "heads": {"baseline": "いま", "plan": "予定", "actual": "結果", "target": "ゆくゆくは"},
        "slots": [
            {"table": "title", "label": "公園のなまえ", "width": 20},
            {"table": "offices", "label": "世話役", "width": 10, "says": "(課|室|係)[●]?$"},
            {"table": "fields", "label": "ねらい", "field": "purpose", "width": 30},
            {"table": "schedule", "label": "歩み", "per": "column", "width": 8},
            {
                "table": "assessments",
                "stage": "yearly",
                "group": "review",
                "per": "year",
                "label": "できたこと",
                "width": 14,
                "has_grade": True,
                "has_delay": True,
            },
            {"table": "assessments", "group": "whole", "per": "period", "label": "まとめ", "width": 24},
        ],
        "indicators": {
            "group": "numbers",
            "name": "(数|率|[（(].+[）)])$",
            "target": "続ける|増やす",
            "baseline": "見込",
            "cumulative": "累計",
        },
        "grades": "ABC",
        "delay": "おくれあり",
        "note": "^※",
    }
)
LEXICON = load_lexicon(key=match_key)

HEAD = """\
みどりの柱２　歩いて行ける緑をふやす

園番号

31

公園のなまえ
ひだまり公園の作りかえ

世話役
みどり課●
道路管理課

ねらい

だれでも休める木かげを作り、けがの多い遊具を新しいものに取り
かえることで、朝から夕方まで人の絶えない公園にする。
"""
YEARS = """\
いま
（令和2年度）

令和3年度 令和4年度 ゆくゆくは／
5年度以降予定 結果 予定 結果
"""
CELLS = [
    "・ベンチの点検\n・落ち葉の片付け",
    "・木かげの広場の\n図面づくり",
    "・図面をまとめ、\n近くの人に見ても\nらった。",
    "・広場の工事\n・遊具の入れかえ\nの準備",
    "・広場の工事が終\nわり、秋に開いた。",
    "・花の世話をする\n人の集まりづくり",
]
REVIEW = """\
毎
年
の
ふ
り
返
り

（年度末に記入） 令和3年度 令和4年度

できたこと

・説明の会を三度ひらき、百人
をこえる人が来てくれた。

・雨が続き、遊具の取りかえは
来年の春に持ちこした。

おくれあり

A B
"""
WHOLE = """\
全
体
の
ふ
り
返
り

まとめ

・木かげの広場は夏のあいだよく使われ、となりの学校の遠足の行き
先にもなった。
"""


def dump(*parts: str) -> str:
    """Parts of a dump, parted by blank lines."""
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def read(text: str, shape: DumpShape = PARK) -> Reading:
    """A dump, read."""
    reading = Reading(Ledger(text_source(text, "park.txt")), LEXICON, None, era=era_of(text))
    read_dump(reading, lines_of(reading.source), shape)
    return reading


def words(raw: str) -> str:
    """Printed text without line breaks and spaces."""
    return "".join(raw.split())


def cells(row: Row, *columns: str) -> tuple[object, ...]:
    """Cells and facts of a row, by name."""
    found = (row.cells[c].span.raw if c in row.cells else row.facts.get(c) for c in columns)
    return tuple(words(value) if isinstance(value, str) else value for value in found)


def table(reading: Reading, name: str, *columns: str) -> list[tuple[object, ...]]:
    """All rows of a table, by these columns."""
    return [cells(row, *columns) for row in reading.ledger.table(name)]


def unread(reading: Reading) -> list[str]:
    """What no table holds."""
    return [span.raw for kind, span in reading.ledger.residue() if kind == "unread"]
