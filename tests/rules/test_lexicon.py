"""The lexicon: labels as printed find their field. Every right answer here was worked out by hand."""

import pickle
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.errors import RuleError
from plansheets.rules.lexicon import Lexicon, load_lexicon


def key(text: str) -> str:
    """The simplest match key there is."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_it_is_large_enough_and_complete(lexicon: Lexicon) -> None:
    entries = list(lexicon.entries())
    assert len({key(entry.spelling) for entry in entries}) >= 2500
    assert len({entry.field for entry in entries}) >= 90
    assert all(entry.type and entry.en.strip() and entry.ja.strip() for entry in entries)
    assert {entry.field for entry in entries} == set(lexicon.fields()), "every field has a label"


def test_no_label_means_two_fields(lexicon: Lexicon) -> None:
    fields = defaultdict(list)
    for entry in lexicon.entries():
        fields[key(entry.spelling)].append(entry)
    shared = {label: found for label, found in fields.items() if len(found) > 1}
    assert set(shared) == {"取組", "細目", "目標", "現状", "計画", "実績"}
    for found in shared.values():
        assert all(entry.weak for entry in found)
        assert [entry.order for entry in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("label", "field", "kind"),
    [
        # the five documents, as printed
        ("整理番号", "number", "number"),
        ("種 別", "kind", "kind"),
        ("担当課", "office", "offices"),
        ("推進項目", "title", "title"),
        ("対象主体", "actors", "actors"),
        ("目 的", "purpose", "text"),
        ("推進内容", "content", "text"),
        ("完了の目安", "completion", "text"),
        ("年次計画", "schedule", "schedule"),
        ("実施年度", "schedule", "schedule"),
        ("取組主体", "actors", "actors"),
        ("推進方針", "policy", "heading"),
        ("推進施策", "measure", "heading"),
        ("重点改革項目", "policy", "heading"),
        ("取組項目（中項目）", "measure", "heading"),
        ("具体的な取組項目（小項目）", "submeasure", "heading"),
        ("改革実施項目名称（細項目）", "title", "title"),
        (" 現状と課題\n（これまでの取組み）", "background", "text"),
        ("事業の目標・目的\n（考えられる効果）", "goal", "text"),
        ("取組の内容", "content", "text"),
        ("取組工程\n（具体的な内容）", "schedule", "schedule"),
        ("指\n標", "indicator", "indicator"),
        ("単位", "unit", "unit"),
        ("取組の状況", "progress", "assessment"),
        ("年\n度\n評\n価", "evaluation", "assessment"),
        ("取組工程、指標に対する評価\n（指標の適正性等）", "evaluation", "assessment"),
        ("課題、今後の方針、改善事項など", "issues", "assessment"),
        ("進\n捗\n管\n理", "part", "heading"),
        # elsewhere
        ("所管局", "office", "offices"),
        ("所属名", "office", "offices"),
        ("担当部署", "office", "offices"),
        ("根拠法令等", "legal_basis", "text"),
        ("事業の対象", "target_group", "text"),
        ("意図", "intent", "text"),
        ("手段", "means", "text"),
        ("財源内訳", "funding", "money"),
        ("国庫支出金", "national_funds", "money"),
        ("一般財源", "general_funds", "money"),
        ("人件費", "personnel_cost", "money"),
        ("活動指標", "activity_indicator", "indicator"),
        ("必要性", "necessity", "assessment"),
        ("今後の方向性", "direction", "direction"),
        ("延床面積", "floor_area", "indicator"),
        ("ＫＰＩ", "indicator", "indicator"),
    ],
)
def test_lookup(lexicon: Lexicon, label: str, field: str, kind: str) -> None:
    found = lexicon.lookup(label)
    assert found is not None
    assert (found.field, found.type, found.rule) == (field, kind, f"lexicon/{field}")


@pytest.mark.parametrize(
    "label",
    [
        "担　当　課",
        "担\n当\n課",
        "【担当課】",
        "担当課：",
        "１ 担当課",
        "(1)担当課",
        "○担当課",
        "① 担当課：",
        "担当課（令和5年度）",
    ],
)
def test_what_surrounds_a_label_does_not_count(lexicon: Lexicon, label: str) -> None:
    found = lexicon.lookup(label)
    assert found is not None and found.field == "office"


@pytest.mark.parametrize("label", ["", " ", "（）", "：", "協働推進課", "目的を達成する", "１", "→"])
def test_what_is_no_label(lexicon: Lexicon, label: str) -> None:
    assert lexicon.lookup(label) is None


def test_weak_labels_have_all_their_fields_in_order(lexicon: Lexicon) -> None:
    assert [entry.field for entry in lexicon.candidates("目標")] == ["goal", "target_value"]
    assert [entry.field for entry in lexicon.candidates("現状")] == ["background", "baseline_value"]
    for label in ("区分", "内容", "その他", "対象", "計画", "実績"):
        found = lexicon.lookup(label)
        assert found is not None and found.weak, label
    strong = lexicon.lookup("事業内容")
    assert strong is not None and not strong.weak


@pytest.mark.parametrize(
    ("text", "label", "value", "field"),
    [
        ("担当課：協働推進課", "担当課", "協働推進課", "office"),
        ("担　当　課　協働推進課", "担　当　課", "協働推進課", "office"),
        ("【目的】地域の活性化", "目的", "地域の活性化", "purpose"),
        ("＜効果＞：あり", "効果", "あり", "effect"),
        ("目的（なぜ行うか）： 市民のため", "目的（なぜ行うか）", "市民のため", "purpose"),
        ("○ 対象者 : 市民", "対象者", "市民", "target_group"),
        ("(1) 事業の概要\n本文", "事業の概要", "本文", "content"),
        ("取組 の状況 良好", "取組 の状況", "良好", "progress"),
        ("目的：", "目的", "", "purpose"),
        ("目的：内容：二つ目", "目的", "内容：二つ目", "purpose"),
    ],
)
def test_split_label(lexicon: Lexicon, text: str, label: str, value: str, field: str) -> None:
    found = lexicon.split_label(text)
    assert found is not None
    assert (text[found.start : found.end], text[found.value :], found.entry.field) == (label, value, field)


@pytest.mark.parametrize("text", ["目的", "目的を達成する", "市民の目的：なし", "【目的", "", "協働推進課：目的"])
def test_no_label_to_split(lexicon: Lexicon, text: str) -> None:
    assert lexicon.split_label(text) is None


@given(st.text(alphabet="目的担当課：:【】（）() 　\n1①○・内容年度", max_size=30))
def test_splitting_keeps_its_offsets_in_the_text(text: str) -> None:
    lexicon = load_lexicon()
    found = lexicon.split_label(text)
    if found is not None:
        assert 0 <= found.start < found.end <= found.value <= len(text)
        assert not set(text[found.end : found.value]) - set("：:】） )\n　")
    lexicon.lookup(text)


@pytest.mark.parametrize(
    ("head", "value_type"),
    [
        ("現状\n（平成26年度）", "baseline"), ("平成27年度計画", "plan"), ("R6 当初予算", "plan"),
        ("目標（令和10年度）", "target"),
        ("中間目標", "target"), ("平成28年度 実績", "actual"), ("令和5年度決算", "actual"), ("実績 H28", "actual"),
        ("29年度以降", "outlook"), ("決算見込", "outlook"), ("実績見込", "outlook"), ("最終目標値", "target"),
        ("目標達成率", None), ("平成27年度", None), ("単位", None), ("", None),
    ],
)  # fmt: skip
def test_value_type_in_a_head(lexicon: Lexicon, head: str, value_type: str | None) -> None:
    assert lexicon.value_type_in(head) == value_type


def test_words(lexicon: Lexicon) -> None:
    assert lexicon.value_type_of("計 画") == "plan"
    assert lexicon.value_type_of("平成27年度計画") is None
    assert lexicon.stage_of("取組の状況") == "progress"
    assert lexicon.stage_of("年\n度\n評\n価") == "yearly"
    assert lexicon.stage_of("計\n画\n期\n間\nの\n中\n間\n評\n価") == "interim"
    assert lexicon.stage_of("計画期間の評価") == "final"
    assert lexicon.stage_of("令和5年度 中間評価") is None
    assert lexicon.stage_in("令和5年度 中間評価") == "interim"
    kinds = [
        "新規",
        "継続",
        "拡充",
        "拡大",
        "縮小",
        "廃止",
        "休止",
        "完了",
        "見直し",
        "統合",
        "一部新規",
        "再掲",
        "【新規】",
    ]
    assert all(map(lexicon.is_kind, kinds))
    assert not any(map(lexicon.is_kind, ["実施", "検討", "→", "", "新規事業の検討"]))


def test_a_familys_own_labels_win(lexicon: Lexicon) -> None:
    own = lexicon.with_labels({"completion": ["目標", "できあがり"]}, rule="x/labels")
    assert [entry.field for entry in own.candidates("目 標")] == ["completion"]
    found = own.lookup("できあがり")
    assert found is not None and (found.type, found.weak, found.rule) == ("text", False, "x/labels/completion")
    assert lexicon.lookup("できあがり") is None, "the lexicon itself stays as it is"
    assert len(list(own.entries())) == len(list(lexicon.entries())) - 2 + 2


def test_labels_of_an_unknown_field(lexicon: Lexicon) -> None:
    with pytest.raises(RuleError, match=r"x/labels: key 'labels.purpos': unknown field; did you mean 'purpose'\?"):
        lexicon.with_labels({"purpos": ["あ"]}, rule="x/labels")


def test_a_users_lexicon_wins(write: Callable[[str, str], Path]) -> None:
    text = """\
fields:
  purpose: {type: text, en: Purpose, ja: 目的, spellings: [意図]}
  mascot: {type: text, en: Mascot, ja: マスコット, weak: [マスコット]}
kinds: [お試し]
value_types: {actual: [できた]}
"""
    path = write("lexicon.yaml", text)
    mine = load_lexicon(dirs=[path.parent])
    intent, mascot, purpose = mine.lookup("意図"), mine.lookup("マスコット"), mine.lookup("目的")
    assert intent is not None and intent.field == "purpose"
    assert mascot is not None and mascot.weak
    assert purpose is not None and purpose.rule == "lexicon/purpose"
    assert mine.is_kind("お試し") and mine.is_kind("新規")
    assert mine.value_type_of("できた") == "actual" and mine.value_type_of("実績") == "actual"


def test_the_callers_key_is_used() -> None:
    folded = load_lexicon(_circled_too)
    found = folded.lookup("①目②的③")
    assert found is not None and found.field == "purpose"


def _circled_too(text: str) -> str:
    return "".join(letter for letter in key(text) if not letter.isdigit())


def test_it_travels_to_other_machines(lexicon: Lexicon) -> None:
    again = pickle.loads(pickle.dumps(lexicon))
    assert list(again.entries()) == list(lexicon.entries())


@pytest.mark.parametrize(("label", "field"), [
    ("課題・今後の対応", "next_steps"), ("事業の目的及び事業の内容", "content"), ("担当課／事業費", "project_cost"),
    ("課題・花火", None), ("花火・今後の対応", None), ("事業の目的・事業の内容・担当課", None),
])  # fmt: skip
def test_two_labels_in_one_are_the_last(lexicon: Lexicon, label: str, field: str | None) -> None:
    found = lexicon.lookup(label)
    assert (found.field if found else None) == field
