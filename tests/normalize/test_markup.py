"""strip_markup: what a reader of the rendered page sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.normalize.markup import strip_markup

STRIPPED = [
    ('<ul style="list-style-type: none"><li>○研修</li><li>○啓発</li></ul>', "○研修\n○啓発"),
    ('<ul style="list-style-type: none"> ・研修 ・啓発 など', "・研修\n・啓発 など"),
    ("<p>○研修を行う。</p> <p>○また、啓発する。</p>", "○研修を行う。\n○また、啓発する。"),
    ("図書館<br>こども課<br />関係課", "図書館\nこども課\n関係課"),
    ("<b>重点</b>と<span class='a>b'>継続</span>", "重点と継続"),
    ("「**まちの先生**」に発展", "「まちの先生」に発展"),
    ("A &amp; B&nbsp;C", "A & B\xa0C"),
    ("&lt;b&gt;", "<b>"),
    (r"\*1 延べ人数", "*1 延べ人数"),
    (r"1\. 調査", "1. 調査"),
    ("- 調査\n- 実施", "- 調査\n- 実施"),
    ('<input checked="" type="checkbox"/> 新規', "☑ 新規"),
    ('<input type="checkbox" checked> 新規 <input type="checkbox"> 継続', "☑ 新規 ☐ 継続"),
    ('<input type="checkbox" data-checked="1">', "☐"),
    ("面積10km<sup>2</sup>", "面積10km²"),
    ("<table><tr><td>計画</td><td>実績</td></tr></table>", "計画 実績"),
    ("<!-- 注 -->本文", "本文"),
    ("## 現状", "現状"),
]
KEPT = [
    "＜現状・課題＞",
    "<登録>",
    "<実施成果(アウトプット)>",
    "<A>案",
    "5<10>3",
    "AT&T",
    "2*3*4",
    "*1 ※",
    "[1](2)",
    "~10",
    "#1",
    "C:\\x",
    "___",
]


@pytest.mark.parametrize(("raw", "shown"), STRIPPED)
def test_strips(raw: str, shown: str) -> None:
    assert strip_markup(raw) == shown


@pytest.mark.parametrize("text", KEPT)
def test_keeps_what_is_no_markup(text: str) -> None:
    assert strip_markup(text) == text


@given(st.text() | st.text(alphabet="<>/pbul=\"'&;*\\ \n市#[]()~amp"))
def test_never_raises(text: str) -> None:
    assert isinstance(strip_markup(text), str)
