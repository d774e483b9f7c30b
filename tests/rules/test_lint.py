"""`rules check`: every fault of a file, with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plansheets.rules.families import family_files
from plansheets.rules.lexicon import BUILT_IN
from plansheets.rules.lint import check_all, check_file, lint_all, lint_file

Write = Callable[[str, str], Path]


@pytest.mark.parametrize("file", [*family_files(), BUILT_IN], ids=lambda file: str(file.name))
def test_built_in_rules_are_right(file: Path) -> None:
    assert check_file(file) == []


def test_a_right_file(write: Write, right: str) -> None:
    assert lint_file(write("right.yaml", right)) == []


def test_all_errors_of_a_file(write: Write) -> None:
    path = write(
        "a.yaml",
        """\
id: a
titel: x
municipality: '131017'
recognise: {}
headings:
  - {level: 1, pattern: '(a'}
  - {level: 7, pattern: 'a'}
sheet: {start: {field: number, pattern: a}}
legends:
  - {marks: {}, column: actors.role}
tables:
  - {name: x, table: indicator, head: [指標]}
layout: forms
""",
    )
    expected = [
        "2: key 'titel': unknown; did you mean 'title'?",
        "3: key 'municipality': the check digit of '131017' is wrong; 13101 has 6",
        "4: key 'recognise': says nothing; give at least one of all, any, patterns",
        "6: key 'headings[0].pattern': pattern '(a' does not compile: missing ) at position 2",
        "7: key 'headings[1].level': input should be less than or equal to 3",
        "7: key 'headings[1].pattern': pattern 'a' lacks the group (?P<title>...)",
        "8: key 'sheet.start': give either field or pattern",
        "10: key 'legends[0].marks': dictionary should have at least 1 item after validation, not 0",
        "12: key 'tables[0].table': 'indicator' is not one of 'schedule', 'indicators' or 'assessments'; "
        "did you mean 'indicators'?",
        "13: key 'layout': 'forms' is not one of 'form', 'dump' or 'outline'; did you mean 'form'?",
    ]
    assert check_file(path) == [f"{path}:{line}" for line in expected]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("  purpos: [あ]\n", "9: key 'labels.purpos': unknown field 'purpos'; did you mean 'purpose'?"),
        ("  purpose: [できあがり]\n",
         "9: key 'labels.purpose[0]': 'できあがり' is a label of 'completion' in this file too; take one out"),
        ("  purpose: [根拠法令]\n",
         "9: note: key 'labels.purpose[0]': '根拠法令': the lexicon reads it as 'legal_basis'; this file wins"),
        ("  purpose:\n    - 目 的\n", "10: note: key 'labels.purpose[0]': '目 的': the lexicon has it already"),
        ("sheet: {start: {field: nummer}}\n",
         "9: key 'sheet.start.field': unknown field 'nummer'; did you mean 'number'?"),
        ("legends:\n  - {marks: {◎: 主}, column: actors.role, as: {従: partner}}\n",
         "10: note: key 'legends[0].as.従': no mark means '従'; known: 主"),
        ("legends:\n  - {marks: {◎: 主}, column: actors.role}\n  - {marks: {◎: 従}, column: actors.role}\n",
         "11: key 'legends[1].marks.◎': legends[0] has '◎' for actors.role already; take one out"),
        ("layout: outline\nsheet: {start: {field: number}}\n",
         "10: note: key 'sheet': an outline has no sheets; take it out, or give another layout"),
        ("tables:\n  - {name: a, table: schedule, head: [x]}\n  - {name: a, table: indicators, head: [y]}\n",
         "11: key 'tables[1].name': 'a' stands twice; give each table its own name"),
        ("fields:\n  purpose: {type: text, en: P, ja: 目的}\n",
         "10: note: key 'fields.purpose': the lexicon has this field; put its labels under labels"),
    ],
)  # fmt: skip
def test_what_only_a_lint_sees(write: Write, right: str, more: str, fault: str) -> None:
    path = write("right.yaml", right + more)
    assert list(map(str, lint_file(path))) == [f"{path}:{fault}"]
    assert bool(check_file(path)) == (": note: " not in fault)


def test_the_id_is_the_files_name(write: Write, right: str) -> None:
    path = write("other.yaml", right)
    assert check_file(path) == [f"{path}:1: key 'id': 'right' differs from the file's name; call the file right.yaml"]


def test_a_sign_that_contradicts_another(write: Write, right: str) -> None:
    path = write("right.yaml", right.replace("  all: [実施計画]", "  all: [実施計画]\n  none: [実施 計画, '']"))
    assert check_file(path) == [
        f"{path}:5: key 'recognise.none[0]': '実施 計画' stands under all too; nothing can match",
        f"{path}:5: key 'recognise.none[1]': an empty sign stands in every text; take it out",
    ]


def test_a_lexicon_with_a_label_of_two_fields(write: Write) -> None:
    path = write(
        "lexicon.yaml",
        """\
fields:
  a: {type: text, en: A, ja: あ, spellings: [目的, 目標], weak: [{text: 対象, order: 1}, 内容]}
  b:
    type: text
    en: B
    ja: い
    spellings:
      - 目　的
      - {text: 対象, weak: true, order: 2}
      - {text: 内容, weak: true}
""",
    )
    remedy = "take one out, or make both weak, each with its own order"
    assert check_file(path) == [
        f"{path}:8: key 'fields.b.spellings[0]': '目　的' is a label of 'a' too; {remedy}".replace("　", "\\u3000"),
        f"{path}:10: key 'fields.b.spellings[2]': '内容' is a label of 'a' too; {remedy}",
    ]


def test_a_lexicon_with_a_wrong_type(write: Write) -> None:
    path = write("lexicon.yaml", "fields:\n  a: {type: txt, en: A, ja: あ}\n")
    assert check_file(path)[0].startswith(f"{path}:2: key 'fields.a.type': 'txt' is not one of 'text',")
    assert check_file(path)[0].endswith("did you mean 'text'?")


def test_all_files(write: Write, right: str) -> None:
    folder = write("right.yaml", right + "  purpose: [根拠法令]\n").parent
    built_in = len(family_files()) + 1
    assert check_all() == (built_in, [])
    assert check_all(dirs=[folder]) == (built_in + 1, [])
    assert [fault.severity for fault in lint_all(dirs=[folder])[1]] == ["note"]
    broken = write("lexicon.yaml", "fields: {a: {}}\n")
    checked, errors = check_all(dirs=[folder])
    assert checked == built_in + 2
    assert [error.partition(" ")[2] for error in errors] == [
        "key 'fields.a.en': is missing",
        "key 'fields.a.ja': is missing",
        "key 'fields.a.type': is missing",
    ]
    assert check_all([broken])[0] == 1
    none = folder / "none.yaml"
    assert check_all([none])[1][0].startswith(f"{none}:1: cannot be read")


def test_the_example_of_the_readme_is_right(write: Write) -> None:
    readme = Path(__file__).parents[2] / "rules" / "README.md"
    example = readme.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    assert lint_file(write("mihon-plan.yaml", example)) == []
