"""What a person corrected: into the right row, in the right type, with its record; and what does not fit is said."""

import datetime
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plansheets
from plansheets.api import Document
from plansheets.corrections import Correction, Corrections
from plansheets.corrections.derive import derived
from plansheets.corrections.line import column_of, parse
from plansheets.errors import InputError
from plansheets.tables import table

from ...conftest import ROOT

HEAD = "document,table,row,column,right_value,who,why"
PLAN = ROOT / "samples" / "ichinoseki-plan" / "ichinoseki-plan.txt"


def written(folder: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8-sig") -> Path:
    """A file as the review page writes it: BOM, CRLF."""
    path = folder / "corrections.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in (head, *lines)).encode(encoding))
    return path


def rows(document: Document, name: str, **wanted: Any) -> list[dict[str, Any]]:
    return [row for row in document.arrow(name).to_pylist() if all(row[k] == v for k, v in wanted.items())]


def test_a_value_is_replaced_and_its_record_says_by_whom(sheet: Path, tmp_path: Path) -> None:
    before = plansheets.read(sheet)
    key = f"{before.row['document_id']}-0001/1"
    path = written(tmp_path, f"{before.row['document_id']},offices,{key},office,市民窓口課,山田 花子,略称で読まれた")
    document = plansheets.read(sheet, corrections=path)
    assert [row["office"] for row in rows(document, "offices")] == ["市民窓口課", "つどいの館"]
    [place] = rows(document, "provenance", row_key=key, table="offices", column="office")
    assert (place["rule"], place["confidence"], place["raw"]) == ("correction:山田 花子", 1.0, "窓口改善課")
    [note] = rows(document, "problems", code="corrected")
    message = "山田 花子: offices 0001/1, office: '窓口改善課' → '市民窓口課' (略称で読まれた)"
    assert (note["severity"], note["message"], note["raw"], note["sheet_id"]) == (
        "note", message, "窓口改善課", key.split("/", maxsplit=1)[0])  # fmt: skip
    for name in ("documents", "sheets", "fields", "actors", "schedule", "checks", "residue"):
        assert document.arrow(name).equals(before.arrow(name))


def test_a_file_is_named_by_its_path_too_and_another_id_in_the_row_does_not_matter(sheet: Path, tmp_path: Path) -> None:
    for key in ("0001/1", "0123456789abcdef-0001/1"):
        path = written(tmp_path, f"sheet.txt,offices,{key},office,市民窓口課,,")
        document = plansheets.read(sheet, corrections=path)
        assert rows(document, "offices", ordinal=1)[0]["office"] == "市民窓口課"
        assert rows(document, "provenance", table="offices", column="office")[0]["rule"] == "correction"


def test_types_are_those_of_the_column() -> None:
    cases = [("schedule", "fiscal_year", "２０２５", 2025), ("indicators", "value", "1,234.5", 1234.5),
             ("indicators", "value", "-5", -5.0),
             ("actors", "is_marked", "FALSE", False),
             ("events", "date_from", "2024-04-01", datetime.date(2024, 4, 1)),
             ("fields", "text", " 二行の\n文 ", " 二行の\n文 "), ("offices", "is_lead", "", None),
             ("indicators", "qualifiers", "approx at_least", "approx at_least"),
             ("sheets", "kind", "廃止", "廃止")]  # fmt: skip
    for name, column, text, value in cases:
        found = parse(column_of(name, column), text)
        assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("cells", "column", "says"), [
    ("a,indicatrs,1/1/1,value,5", "table", "there is no table 'indicatrs'; did you mean 'indicators'"),
    ("a,indicators,1/1/1,valeu,5", "column", "table indicators has no column 'valeu'; did you mean 'value"),
    ("a,indicators,1/1/1,ordinal,5", "column", "no value that is read from a sheet; give one of level1_number"),
    ("a,provenance,x,raw,5", "column", "provenance.raw is no value .*correct the value itself"),
    ("a,documents,,characters,5", "column", "give one of title, municipality"),
    ("a,indicators,1/1/1,value,五", "right_value", "'五' is no double; give a number"),
    ("a,indicators,1/1/1,value,nan", "right_value", "'nan' is no double"),
    ("a,indicators,1/1/1,value,1e999", "right_value", "'1e999' is no double"),
    ("a,schedule,0001/1,fiscal_year,2024.5", "right_value", "'2024.5' is no int32; give a whole number"),
    ("a,schedule,0001/1,fiscal_year,99999999999", "right_value", "is no int32"),
    ("a,schedule,0001/1,is_continued,はい", "right_value", "give true or false"),
    ("a,events,1,date_from,令和6年4月1日", "right_value", "give a day as 2024-04-01"),
    ("a,indicators,1/1/1,value_type,plann", "right_value", "'plann' is none of .*did you mean 'plan'"),
    ("a,indicators,1/1/1,indicator,", "right_value", "indicator cannot be empty"),
    (",indicators,1/1/1,value,5", "document", "is empty"),
    ("a,indicators,1/1/1,value,1,234", "why", "has 8 cells, not 7; quote cells"),
])  # fmt: skip
def test_a_wrong_line_is_named_and_the_others_apply(tmp_path: Path, cells: str, column: str, says: str) -> None:
    path = written(tmp_path, "a,sheets,0001,title,右,山田,", f"{cells},山田,x", "a,sheets,0002,title,左,山田,")
    known = Corrections.load(path)
    assert [line.right_value for line in known] == ["右", "左"]
    [mistake] = known.mistakes
    assert str(mistake).startswith(f"{path}, line 3, column {column}: ")
    assert re.search(says, str(mistake)), str(mistake)
    [row] = known.problems({"a"}.__contains__)
    assert (row["source"], row["severity"], row["code"]) == ("corrections.csv", "error", "correction-invalid")
    assert "line" not in row["message"].split(": not applied:")[0]


def test_a_line_is_counted_where_it_begins(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,fields,0001/1,text,"一\r\n二\r\n三",山田,', "", "a,fields,0001/1,txt,x,山田,")
    known = Corrections.load(path)
    assert [line.right_value for line in known] == ["一\n二\n三"]
    assert known.mistakes[0].where == f"{path}, line 6, column column"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_encodings_of_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    [line] = Corrections.load(written(tmp_path, "市の計画.txt,sheets,0001,title,右,山田,", encoding=encoding))
    assert (line.document, line.right_value) == ("市の計画.txt", "右")
    assert [*Corrections.load(tmp_path / "corrections.csv").of("0" * 16, ["市の計画.txt"])] == [line]


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"corrections.csv: cannot be opened"):
        Corrections.load(tmp_path / "corrections.csv")
    with pytest.raises(
        InputError, match=r"corrections.csv: has no column row, who; its first line must name document,"
    ):
        Corrections.load(written(tmp_path, head="document,table,column,right_value,why"))
    with pytest.raises(InputError, match=r"corrections.csv: has no column document"):
        Corrections.load(written(tmp_path, head=""))
    with pytest.raises(InputError, match=r"corrections.csv, line 2: is no CSV"):
        Corrections.load(written(tmp_path, 'a,sheets,0001,title,"open,山田,'))


def test_what_no_longer_fits_is_said_and_not_applied(sheet: Path, tmp_path: Path) -> None:
    head = f"{HEAD},printed,read_value"
    path = written(
        tmp_path,
        "sheet.txt,offices,0001/1,office,甲課,山田,,窓口 改善課,",  # printed still, blanks aside
        "sheet.txt,offices,0001/2,office,乙課,山田,見た,つどいの家,つどいの家",
        "sheet.txt,offices,0001/9,office,丙課,山田,,,",
        "sheet.txt,actors,0001/1,actor,住民,山田,,,",
        "sheet.txt,actors,0001/1,actor,町民,佐藤,,,",
        "sheet.txt,actors,0001/2,actor,会社,佐藤,,,",
        "sheet.txt,actors,0001/2,actor,会社,山田,,,",  # two who agree
        head=head,
    )
    document = plansheets.read(sheet, corrections=path)
    assert [row["office"] for row in rows(document, "offices")] == ["甲課", "つどいの館"]
    assert [row["actor"] for row in rows(document, "actors")] == ["市民", "会社", "行政"]
    assert [(row["code"], row["severity"], row["message"]) for row in rows(document, "problems")] == [
        ("corrected", "note", "佐藤: actors 0001/2, actor: '事業者' → '会社'"),
        ("corrected", "note", "山田: offices 0001/1, office: '窓口改善課' → '甲課'"),
        ("correction-conflict", "warning",
         "actors 0001/1, actor: is corrected to '住民' (山田) or '町民' (佐藤); keep one"),
        ("correction-stale", "warning",
         "山田: offices 0001/2, office: was written where 'つどいの家' was printed, now 'つどいの館' stands "
         "there; look at it again (見た)"),
        ("correction-unmatched", "warning", "山田: offices 0001/9, office: there is no such row, look again"),
    ]  # fmt: skip


def test_a_value_that_was_read_from_nothing_stands_where_its_row_does(sheet: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "sheet.txt,offices,0001/2,is_lead,true,山田,")
    document = plansheets.read(sheet, corrections=path)
    assert rows(document, "offices", ordinal=2)[0]["is_lead"] is True
    [place] = rows(document, "provenance", table="offices", column="is_lead")
    text = sheet.read_text(encoding="utf-8")
    assert place["raw"] == "" == text[place["char_from"] : place["char_to"]]
    assert place["char_from"] == text.index("つどいの館")


def test_a_value_is_cleared_by_an_empty_cell(sheet: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "sheet.txt,sheets,0001,kind,,山田,印字なし")
    document = plansheets.read(sheet, corrections=path)
    assert document.sheets[0].kind is None
    [note] = rows(document, "problems", code="corrected")
    assert note["message"] == "山田: sheets 0001, kind: '新規' → nothing (印字なし)"
    assert rows(document, "provenance", table="sheets", column="kind")[0]["raw"] == "新規"


NUMBER = table("indicators").blank() | {
    "indicator": "受講者数", "unit": "千円", "value": 1.2, "base_value": 1200.0, "base_unit": "円", "value_text": "1.2",
    "value_status": "number", "is_cumulative": False, "period": "R6", "fiscal_year": 2024, "fiscal_year_to": 2024,
    "is_open_ended": False,
}  # fmt: skip


@pytest.mark.parametrize(("corrected", "follows"), [
    ({"value": 5.0}, {"base_value": 5000.0}),
    ({"value": 5.0, "base_value": 7.0}, {}),  # what a person says is never made anew
    ({"value": None}, {"base_value": None, "base_unit": None, "value_status": "text"}),
    ({"value": None, "value_text": None},
     {"unit": "千円", "base_value": None, "base_unit": None, "value_status": "blank"}),
    ({"unit": "人"}, {"base_value": 1.2, "base_unit": "人"}),
    ({"value_text": "約3"}, {"value": 3.0, "base_value": 3000.0, "qualifiers": "approx"}),
    ({"value_text": "未定"}, {"value": None, "base_value": None, "base_unit": None, "value_status": "undetermined"}),
    ({"value_text": "約3", "value": 4.0}, {"base_value": 3000.0, "qualifiers": "approx"}),
    ({"indicator": "受講者数（累計）"}, {"is_cumulative": True}),
    ({"period": "令和7年度以降"}, {"fiscal_year": 2025, "fiscal_year_to": None, "is_open_ended": True}),
    ({"period": "計画"}, {}),
    ({"qualifiers": "at_least", "value": 3.0}, {"base_value": 3000.0, "value_low": 3.0}),
])  # fmt: skip
def test_what_follows_from_a_value_follows(corrected: dict[str, Any], follows: dict[str, Any]) -> None:
    expected = {name: value for name, value in follows.items() if NUMBER[name] != value}
    assert derived("indicators", NUMBER | corrected, corrected.keys()) == expected


def test_checks_look_at_the_corrected_values(tmp_path: Path) -> None:
    """The document says how many the course had so far; a smaller number later is told by the check."""
    before = plansheets.read(PLAN)
    [late] = rows(before, "indicators", table_no=2, indicator_no=1, ordinal=2)
    assert (late["value"], late["value_type"]) == (1400.0, "target")
    year = rows(before, "schedule", ordinal=2)[0]
    path = written(tmp_path, f"{PLAN.name},schedule,{year['sheet_id']}/2,fiscal_year,2035,山田,")
    after = plansheets.read(PLAN, corrections=path)
    failed = [row for row in rows(after, "checks", passed=False) if row["sheet_id"] == year["sheet_id"]]
    assert [row["check"] for row in failed] == ["years-consecutive"]
    [place] = rows(after, "provenance", row_key=f"{year['sheet_id']}/2", column="fiscal_year")
    assert place["confidence"] == 1.0


def test_a_failed_document_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    path = written(tmp_path, "empty.txt,documents,,title,空の計画,山田,", "empty.txt,sheets,0001,title,右,山田,")
    from plansheets.conversion import convert_bytes, load_rules
    from plansheets.gate import gate

    lines = Corrections.load(path).of("", ["empty.txt"])
    data = gate(convert_bytes(b"", "empty.txt", load_rules(), corrections=lines).rows)
    assert data["documents"]["title"].to_pylist() == ["空の計画"]
    assert data["problems"]["code"].to_pylist() == ["empty-file", "corrected", "correction-unmatched"]


def test_the_digest_tells_when_the_corrections_of_a_document_change(tmp_path: Path) -> None:
    lines = ["a.txt,sheets,0001,title,右,山田,x", "0123456789abcdef,sheets,0001,kind,新規,山田,",
             "b.txt,sheets,0001,title,左,山田,"]  # fmt: skip
    ids = "0123456789abcdef", ["a.txt"]
    one = Corrections.load(written(tmp_path, *lines))
    two = Corrections.load(written(tmp_path, *reversed(lines)))
    assert len(one.of(*ids)) == 2
    assert one.digest(*ids) == two.digest(*ids) != one.digest("f" * 16, ["b.txt"])
    other = Corrections.load(written(tmp_path, lines[0].replace("右", "左"), *lines[1:]))
    assert other.digest(*ids) != one.digest(*ids)
    assert other.digest("f" * 16, ["b.txt"]) == one.digest("f" * 16, ["b.txt"])
    assert one.digest("f" * 16, ["c.txt"]) == ""


def test_the_order_of_the_lines_makes_no_difference(tmp_path: Path) -> None:
    lines = [f"{PLAN.name},sheets,000{n},{column},{value}{n},{who},x" for n in (1, 2, 3, 9) for column, value, who
             in (("title", "題", "山田"), ("title", "名", "佐藤"), ("kind", "新", ""))]  # fmt: skip
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        document = plansheets.read(PLAN, corrections=written(tmp_path, *lines))
        found.append({name: document.arrow(name) for name in ("sheets", "provenance", "problems")})
    assert all(one[name].equals(found[0][name]) for one in found for name in one)
    assert found[0]["problems"]["code"].to_pylist().count("correction-conflict") == 3


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_a_value_or_a_mistake(text: str) -> None:
    for name, column in (("indicators", "value"), ("schedule", "fiscal_year"), ("events", "date_to"),
                         ("actors", "is_marked"), ("actors", "role"), ("fields", "text")):  # fmt: skip
        line = Correction("a", name, "1", column, text, "", "")
        try:
            value = parse(column_of(name, column), text)
        except ValueError:
            continue
        assert line.value == value
