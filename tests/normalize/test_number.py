"""parse_number: siblings of the shared cases, worked out by hand, and what it promises for any string."""

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.number import Number, Part, parse_number

VALUES: list[tuple[str, dict[str, object]]] = [
    # figure and unit
    ("260人", {"value": 260, "unit": "人"}),
    ("8.5％", {"value": 8.5, "unit": "%"}),
    ("45パーセント", {"value": 45, "unit": "%"}),
    ("約３割", {"value": 30, "unit": "%", "qualifiers": ("approx",)}),
    ("2割5分3厘", {"value": 25.3, "unit": "%"}),
    ("30分", {"value": 30, "unit": "分"}),
    ("2.3％ポイント", {"value": 2.3, "unit": "pt"}),
    ("1時間半", {"value": 1.5, "unit": "時間"}),
    ("3.5億円", {"value": 350000000, "unit": "円", "printed_value": 3.5, "printed_unit": "億円", "scale": 10**8}),
    ("1,234千円", {"value": 1234000, "unit": "円", "printed_value": 1234, "printed_unit": "千円", "scale": 1000}),
    ("2億3,400万円", {"value": 234000000, "unit": "円", "printed_unit": "円", "scale": 1}),
    ("¥1,234", {"value": 1234, "unit": "円"}),
    ("5（件）", {"value": 5, "unit": "件"}),
    ("1,234（千円）", {"value": 1234000, "unit": "円"}),
    ("80以上（％）", {"value": 80, "unit": "%", "qualifiers": ("at_least",)}),
    ("ゼロ", {"value": 0, "status": None}),
    ("〇件", {"value": 0, "unit": "件"}),
    ("参拾件", {"value": 30, "unit": "件"}),
    ("1¾倍", {"value": 1.75, "unit": "倍", "numerator": 7, "denominator": 4}),
    ("第3位", {"value": 3, "unit": "位"}),
    ("1日3時間", {"value": 3, "unit": "時間", "per": "日"}),
    ("≧80%", {"value": 80, "unit": "%", "qualifiers": ("at_least",)}),
    ("≤20件", {"value": 20, "unit": "件", "qualifiers": ("at_most",)}),
    ("＜5件", {"value": 5, "unit": "件", "qualifiers": ("less_than",)}),
    # signs
    ("▲1,577", {"value": -1577}),
    ("3人減", {"value": -3, "unit": "人"}),
    ("△5%減", {"value": -5}),
    ("5ポイント増", {"value": 5, "unit": "pt"}),
    ("マイナス5", {"value": -5}),
    ("±5%", {"value": None, "low": -5, "high": 5}),
    ("△10%以内", {"value": None, "low": -10, "high": 10, "qualifiers": ()}),
    ("(1,234)", {"value": 1234}),
    # qualifiers
    ("37（見込み）", {"value": 37, "qualifiers": ("estimate",)}),
    ("延べ約300人", {"value": 300, "qualifiers": ("gross", "approx")}),
    ("1,200件（累計）", {"value": 1200, "qualifiers": ("cumulative",)}),
    ("目標値：80%", {"value": 80, "qualifiers": ("target",)}),
    ("80％（R5実績）", {"value": 80, "qualifiers": ("actual",), "note": "R5"}),
    ("3か所予定", {"value": 3, "unit": "箇所", "qualifiers": ("planned",)}),
    ("100人を下回る", {"value": 100, "qualifiers": ("less_than",)}),
    ("最大100人", {"value": 100, "qualifiers": ("at_most",)}),
    ("10人～", {"value": 10, "qualifiers": ("at_least",)}),
    ("100余人", {"value": 100, "unit": "人", "qualifiers": ("approx",)}),
    # ranges and changes
    ("5人以上10人未満", {"value": None, "low": 5, "high": 10, "high_exclusive": True, "qualifiers": ()}),
    ("1,000～2,000万円", {"low": 10000000, "high": 20000000, "unit": "円"}),
    ("5千円～10", {"low": 5000, "high": 10000}),
    ("▲5～▲3", {"low": -5, "high": -3}),
    ("10～15%減", {"low": -15, "high": -10}),
    ("2、3件", {"low": 2, "high": 3, "unit": "件"}),
    ("10→15", {"value": None, "from_": 10, "to": 15}),
    ("10件から5件に減少", {"from_": 10, "to": 5, "unit": "件"}),
    # rates
    ("月額5,000円", {"value": 5000, "per": "月"}),
    ("年2～3回", {"low": 2, "high": 3, "per": "年"}),
    ("1日3回程度", {"value": 3, "unit": "回", "per": "日", "qualifiers": ("approx",)}),
    ("5,000円/人", {"value": 5000, "unit": "円", "per": "人"}),
    ("人口10万人当たり18.5人", {"value": 18.5, "per": "人口10万人"}),
    ("2か月に1回", {"value": 1, "per": "2か月"}),
    ("年2回開催", {"value": 2, "per": "年", "note": "開催"}),
    # fractions
    ("三分の二", {"numerator": 2, "denominator": 3}),
    ("1 1/2", {"value": 1.5}),
    ("4.2/5", {"value": 0.84}),
    ("2/3以内", {"numerator": 2, "denominator": 3, "qualifiers": ("at_most",)}),
    ("5/0", {"value": None, "denominator": 0}),
    # brackets and notes
    ("120人（うち女性30人）", {"value": 120, "paren_value": 30, "note": "うち女性30人"}),
    ("100人（65歳以上）", {"value": 100, "paren_value": None, "note": "65歳以上"}),
    ("R5年度 120人", {"value": 120, "note": "R5年度"}),
    ("1,345※1", {"value": 1345, "note": "※1"}),
    ("-（見込み）", {"status": "nil", "qualifiers": ("estimate",)}),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_value(text: str, expected: dict[str, object]) -> None:
    number = parse_number(text)
    assert {name: getattr(number, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("14,215人 15,000人", [(14215, "人"), (15000, "人")]),
        ("2年6か月", [(2, "年"), (6, "か月")]),
        ("小学校5校、中学校3校", [(5, "校"), (3, "校")]),
        ("3件・4,500千円", [(3, "件"), (4500000, "円")]),
        ("目標：100人　実績：95人", [(100, "人"), (95, "人")]),
        ("5人×3回", [(5, "人"), (3, "回")]),
        ("3人増2人減", [(3, "人"), (-2, "人")]),
    ],
)
def test_parts(text: str, parts: list[tuple[float, str]]) -> None:
    number = parse_number(text)
    assert number.value is None
    assert [(part.value, part.unit) for part in number.parts or ()] == parts


STATUSES = {
    "nil": ["—", "ー", "――", "─", "該当なし", "なし", "－人", "（－）"],
    "undetermined": ["未定", "未 定", "（未定）", "未定（R8）", "検討中"],
    "pending": ["確認中", "集計中（3月確定）", "未集計"],
    "unavailable": ["……", "...", "不明", "N/A"],
    "suppressed": ["Ｘ", "＊＊＊", "秘匿", "x人"],
    "ditto": ["〃", "同上", '"'],
    "vague": ["若干名", "数十人", "十数名", "20数件", "数百万円"],
    "new": ["皆 増"],
    "gone": ["皆減（廃止）"],
    "blank": ["", "\u3000", "\n"],
}


@pytest.mark.parametrize(("text", "status"), [(text, status) for status, texts in STATUSES.items() for text in texts])
def test_status(text: str, status: str) -> None:
    number = parse_number(text)
    assert (number.value, number.status) == (None, status)


TEXTS = """
    継続実施 令和6年度 H30 2024年 30年度 4月 10:30 2024/4/1 090-1234-5678 5-3 第3回 3年生 A4 5G 1.2.3 12,34 10²
    ① ○ 〇 △ 一部実施 十分 三重県 広報紙を年2回発行 5か年計画 1対3 ←
"""


@pytest.mark.parametrize("text", TEXTS.split())
def test_text_is_no_number(text: str) -> None:
    assert parse_number(text) == Number()


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,345", "千円", {"value": 1345000, "unit": "円", "printed_value": 1345, "printed_unit": None, "scale": 1000}),
        ("1,345円", "千円", {"value": 1345, "unit": "円", "scale": 1}),
        ("50%", "千円", {"value": 50, "unit": "%"}),
        ("3億", "千円", {"value": 300000000, "unit": "円"}),
        ("5～10", "千円", {"low": 5000, "high": 10000, "unit": "円", "scale": 1000}),
        ("10→15", "万人", {"from_": 100000, "to": 150000, "unit": "人"}),
        ("2(1)", "千円", {"value": 2000, "paren_value": 1000}),
        ("2.3", "億円", {"value": 230000000}),
        ("2", "回/年", {"value": 2, "unit": "回", "per": "年"}),
        ("—", "千円", {"value": None, "status": "nil"}),
        ("1/2", "千円", {"value": 0.5, "unit": None}),
        ("12", "千円・%", {"value": 12}),
    ],
)
def test_heading_unit(text: str, unit: str, expected: dict[str, object]) -> None:
    number = parse_number(text, unit=unit)
    assert {name: getattr(number, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "value"), [("(5)", -5), ("（5.2％）", -5.2), ("(5)（見込み）", -5), ("2(1)", 2), ("5", 5), ("(▲5)", -5)]
)
def test_brackets_are_negative_only_on_request(text: str, value: float) -> None:
    assert parse_number(text, paren_negative=True).value == value


def test_as_dict_has_the_keys_of_the_cases() -> None:
    keys = set(parse_number("").as_dict())
    assert keys >= {"value", "unit", "qualifiers", "from", "to", "low", "high", "high_exclusive", "parts", "per"}
    assert keys >= {"numerator", "denominator", "paren_value", "note", "status", "printed_value", "printed_unit"}
    assert parse_number("8区3").as_dict()["parts"] == [{"value": 8, "unit": "区"}, {"value": 3}]
    assert parse_number("小5校 中3校").parts == (Part(5, "校", "小", 5, "校"), Part(3, "校", "中", 3, "校"))


ALPHABET = (
    "0123456789０９,，.．-－ー▲△±+%％人件円千万億百割分か所年月回以上未満約延べ（）()～→・、/／ 　\n一二十〇…x*※½R5"
    "見込みうち当たり0から増減"
)


@given(
    st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=25)),
    st.one_of(st.none(), st.text("千百万円人%/年（）：単位0", max_size=6), st.text(max_size=10)),
    st.booleans(),
)
def test_any_string_gives_a_finite_number(text: str, unit: str | None, paren_negative: bool) -> None:
    number = parse_number(text, unit=unit, paren_negative=paren_negative)
    values = [number.value, number.low, number.high, number.from_, number.to, number.paren_value, number.printed_value]
    values += [part.value for part in number.parts or ()]
    assert all(value is None or math.isfinite(value) for value in values)
    assert number.low is None or number.high is None or number.low <= number.high
    contents = [number.value, number.low, number.parts if number.from_ is None else number.from_, number.status]
    assert sum(content is not None for content in contents) <= 1
    assert set(dataclasses.asdict(number)) >= {"value", "status"}


@given(st.integers(-(10**14), 10**14), st.sampled_from(["", "人", "件", "千円", "百万円", "か所"]))
def test_printed_figure_comes_back(number: int, unit: str) -> None:
    read = parse_number(f"{number:,}{unit}".replace("-", "▲"))
    assert (read.printed_value, read.printed_unit) == (number, unit or None)
    assert read.value == number * read.scale


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from("～〜~"))
def test_range_is_ordered(first: int, second: int, mark: str) -> None:
    read = parse_number(f"{first}{mark}{second}件")
    assert (read.low, read.high, read.unit) == (min(first, second), max(first, second), "件")
