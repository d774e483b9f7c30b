"""The data dictionary on the terminal and in docs/tables.md."""

import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from plansheets.dictionary import WIDTH, Lang, render_markdown, render_text
from plansheets.errors import UsageError
from plansheets.tables import contract, tables

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"

ACTORS_EN = """\
actors: Actors
One row per actor that a sheet lists (対象主体・取組主体), marked or not.

Key: sheet_id, ordinal
Points to: document_id → documents, sheet_id → sheets

column       type    null  name    meaning
document_id  string  no    文書ID  the document; first 16 hex digits of the SHA-256 of the file's bytes
sheet_id     string  no    個票ID  the plan sheet; "<document_id>-<sheet_no, four digits>"
ordinal      int32   no    順番    position on the sheet, from 1
actor        string  no    主体    the actor, without its mark
is_marked    bool    no    該当    ■ ☑ ○ ◎ [x] true; □ ☐ blank false
role         string  yes   役割    where the document's legend gives the mark a meaning

Codes: role
  lead     leads (◎ in most legends)
  partner  takes part (○ in most legends)
"""
ACTORS_JA = """\
actors: 取組主体
個票が挙げる対象主体・取組主体ごとに1行。印の有無によらない。

キー: sheet_id, ordinal
参照先: document_id → documents, sheet_id → sheets

列           型      空    名称    意味
document_id  string  不可  文書ID  文書。ファイルの内容の SHA-256 の先頭16桁（16進）
sheet_id     string  不可  個票ID  個票。「文書ID-個票番号4桁」
ordinal      int32   不可  順番    個票の中の順番（1から）
actor        string  不可  主体    主体の名称（印を除く）
is_marked    bool    不可  該当    印（■ ☑ ○ ◎ [x]）があれば真、□ ☐ 空欄なら偽
role         string  可    役割    文書の凡例が印の意味を示す場合の役割

コード: role
  lead     主たる主体（凡例の◎など）
  partner  連携・協力する主体（凡例の○など）
"""


@pytest.mark.parametrize(("lang", "expected"), [("en", ACTORS_EN), ("ja", ACTORS_JA)])
def test_one_table(lang: Lang, expected: str) -> None:
    assert render_text("actors", lang) == expected


def test_all_tables_in_short() -> None:
    text = render_text()
    lines = text.splitlines()
    assert lines[0] == "The tables of plansheets, schema version 1"
    assert lines[2] == "table        name               meaning"
    assert lines[3] == "documents    Documents          One row per distinct source file."
    assert [line.split(" ")[0] for line in lines[3:] if line.split(" ")[0] in tables()] == list(tables())
    assert (
        "documents    文書        入力ファイル（内容が同じものは一つ）ごとに1行。"
        in render_text(lang="ja").splitlines()
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_nothing_is_lost_or_too_wide(lang: Lang) -> None:
    for name in (None, *tables()):
        text = render_text(name, lang)
        assert max(map(cell_len, text.splitlines())) <= WIDTH
        assert all(line == line.rstrip() for line in text.splitlines())
        shown = "".join(text.split())
        told = contract().conventions if name is None else tables()[name].columns
        for item in told:
            if len(item.description) < 50 or name is None:
                wanted = item.description if lang == "en" else item.description_ja
                assert "".join(wanted.split()) in shown


def test_lists_say_when_they_are_open_or_joined() -> None:
    assert "Codes: qualifiers (joined by a space)" in render_text("indicators").splitlines()
    assert "コード: kind (他の値もあり得る)" in render_text("sheets", "ja").splitlines()


def test_an_unknown_table_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no table 'indicater'; did you mean 'indicators'"):
        render_text("indicater")


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render_markdown(), "run: python -m plansheets.dictionary > docs/tables.md"


def test_the_module_prints_the_reference_page() -> None:
    found = subprocess.run([sys.executable, "-m", "plansheets.dictionary"], capture_output=True, check=True)
    assert found.stdout.decode() == render_markdown()


def test_the_reference_page_escapes_what_markdown_would_take() -> None:
    page = render_markdown().splitlines()
    assert "| `suppressed` | kept secret (x, \\*\\*\\*) | 秘匿（x、\\*\\*\\*） |" in page
    sheet_id = (
        '| `sheet_id` | `string` | no | 個票ID | the plan sheet; "&lt;document_id&gt;-&lt;sheet_no, four digits&gt;"'
    )
    assert any(line.startswith(sheet_id) for line in page)
    assert "- `sheet_id` → [`sheets`](#sheets) (or null · 空も可)" in page
