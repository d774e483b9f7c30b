"""Family files: what they may say, and how they are found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from plansheets.errors import RuleError, UsageError
from plansheets.rules.families import Family, Legend, Recognise, checked_code, load_families, recognise
from plansheets.rules.lexicon import Lexicon, plain_key

Write = Callable[[str, str], Path]


def test_the_built_in_families_load_by_id() -> None:
    families = load_families()
    assert [family.id for family in families] == sorted(family.id for family in families)
    assert len(families) >= 5


def test_a_users_family_takes_the_place_of_the_built_in_one(write: Write, right: str) -> None:
    first = load_families()[0]
    folder = write(f"{first.id}.yaml", right.replace("id: right", f"id: {first.id}")).parent
    write("right.yaml", right)
    families = load_families([folder])
    assert [family.id for family in families] == sorted({*(each.id for each in load_families()), "right"})
    assert next(each for each in families if each.id == first.id).municipality == "131016"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder of rules"):
        load_families([tmp_path / "none"])


def test_a_broken_file_of_the_user_is_named(write: Write, right: str) -> None:
    path = write("right.yaml", right.replace("headings:", "headngs:"))
    with pytest.raises(RuleError) as caught:
        load_families([path.parent])
    assert str(caught.value) == f"{path}:5: key 'headngs': unknown; did you mean 'headings'?"


@pytest.mark.parametrize("code", ["131016", "011002", "032093", "151009", "131121", "141305", "352039", "472018"])
def test_municipality_codes(code: str) -> None:
    assert checked_code(code) == code


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("131017", "the check digit of '131017' is wrong; 13101 has 6"),
        ("13101", "six digits"),
        ("１３１０１６", "six digits"),
    ],
)
def test_wrong_municipality_codes(code: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checked_code(code)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("第3次\n実施 計画\n事業名 甲", 3),
        ("第3次実施計画\n施設名\n事業名", 4),
        ("第3次実施計画", 0),
        ("第3次実施計画 事業名 廃止", 0),
        ("実施計画 事業名", 0),
    ],
)
def test_weigh(text: str, weight: int) -> None:
    signs = Recognise.model_validate(
        {"all": ["実施計画"], "any": ["事業名", "施設名"], "none": ["廃止"], "patterns": [r"第\d次"]}
    )
    assert signs.weigh(text, plain_key(text), plain_key) == weight


def test_the_family_with_the_most_signs_comes_first() -> None:
    def family(name: str, *signs: str) -> Family:
        return Family.model_validate({"id": name, "recognise": {"all": signs}})

    families = [family("a", "計画"), family("b", "計画", "個票"), family("c", "計画"), family("d", "評価")]
    assert [each.id for each in recognise("計画の個票", families, plain_key)] == ["b", "a", "c"]


def test_a_heading_pattern_needs_its_title() -> None:
    with pytest.raises(ValidationError, match=r"lacks the group \(\?P<title>\.\.\.\)"):
        Family.model_validate({"id": "a", "recognise": {"all": ["x"]}, "headings": [{"level": 1, "pattern": "^(.*)$"}]})
    with pytest.raises(ValidationError, match="unknown group 'titel'; known: title, number, label"):
        headings = [{"level": 1, "pattern": "(?P<titel>a)(?P<title>b)"}]
        Family.model_validate({"id": "a", "recognise": {"all": ["x"]}, "headings": headings})


def test_legend() -> None:
    legend = Legend.model_validate(
        {"marks": {"◎": "先導的主体", "○": "partner"}, "column": "actors.role", "as": {"先導的主体": "lead"}}
    )
    assert [legend.value_of(mark) for mark in "◎○●"] == ["lead", "partner", None]
    with pytest.raises(ValidationError, match=r"is not table\.column; tables: actors,"):
        Legend.model_validate({"marks": {"◎": "lead"}, "column": "actor.role"})


def test_a_family_reads_with_its_own_labels(lexicon: Lexicon) -> None:
    family = Family.model_validate(
        {
            "id": "a",
            "recognise": {"all": ["x"]},
            "labels": {"completion": ["目的"], "mascot": ["ゆるキャラ"]},
            "fields": {"mascot": {"type": "text", "en": "Mascot", "ja": "マスコット", "spellings": ["マスコット"]}},
            "legends": [{"marks": {"○": "第1回"}, "column": "sections.legend"}],
        }
    )
    own = family.lexicon(lexicon)
    found = [own.lookup(label) for label in ("目 的", "ゆるキャラ", "マスコット")]
    assert [entry and entry.field for entry in found] == ["completion", "mascot", "mascot"]
    assert found[0] is not None and found[0].rule == "a/labels/completion"
    assert family.legend_of("sections.legend") == {"○": "第1回"}
    assert family.legend_of("actors.role") == {}


def test_families_are_values() -> None:
    assert load_families() == load_families()
    with pytest.raises(ValidationError):
        load_families()[0].id = "other"
