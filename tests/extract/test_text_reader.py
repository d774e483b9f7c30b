"""Plain text to a Source: encodings, places, what counts as printed."""

import pytest

from plansheets.errors import InputError
from plansheets.extract.readers.text import decode, read_text, text_source

SHEET = "整理番号\tⅠ-(1)-①\t担当課\t協働推進課\n目 的\t地域づくりを進めます。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(SHEET.encode(encoding), "a.txt") == SHEET


def test_utf_16_without_a_mark_may_hold_ideographic_spaces() -> None:
    text = "- 担　当　課\n- 協働推進課 (2課)\n" * 3
    assert decode(text.encode("utf-16-le"), "a.txt") == text
    assert decode(text.encode("utf-16-be"), "a.txt") == text


def test_euc_jp_is_told_from_cp932() -> None:
    text = "担当課　協働推進課\n目的　地域づくりの拠点を整備し、市民の活動を支援します。\n" * 3
    assert decode(text.encode("euc_jp"), "a.txt") == text
    assert decode(text.encode("cp932"), "a.txt") == text


@pytest.mark.parametrize(("data", "code"), [
    (b"", "empty-file"), (b" \r\n\t\n", "empty-file"), (b"\xef\xbb\xbf", "empty-file"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary-file"),
    (b"\xff\xfe\x00", "unknown-encoding"), (b"\xff\xff\xff\xff text", "unknown-encoding"),
])  # fmt: skip
def test_bad_bytes_say_what_is_wrong(data: bytes, code: str) -> None:
    with pytest.raises(InputError, match=r"a\.txt") as caught:
        decode(data, "a.txt")
    assert caught.value.problem_code == code


def test_glyphs_stand_at_display_columns_and_lines() -> None:
    source = text_source("A課\tx\n\f①Z", "a.txt")
    glyphs = source.glyphs
    columns = (glyphs.x0, glyphs.x1, glyphs.top, glyphs.page)
    places = {c: tuple(float(column[i]) for column in columns) for i, c in enumerate(source.text)}
    assert places["A"] == (0, 1, 0, 1)
    assert places["課"] == (1, 3, 0, 1)
    assert places["x"] == (8, 9, 0, 1)  # the tab stops at the eighth column
    assert places["①"] == (0, 2, 1, 2)  # ambiguous width is wide; the form feed begins page 2
    assert places["Z"] == (2, 3, 1, 2)


def test_two_tabs_in_one_line() -> None:
    source = text_source("一二三四五\ta\tb\nc", "a.txt")
    at = {c: float(source.glyphs.x0[i]) for i, c in enumerate(source.text)}
    assert (at["a"], at["b"], at["c"]) == (16, 24, 0)


@pytest.mark.parametrize(("text", "printed"), [
    ("あ い\n", 2), ("a\u200bb\ufeff", 2), ("葛\U000e0100", 1), ("\x00\x07x", 1), ("か\u3099", 2), ("👩\u200d🔧", 2),
])  # fmt: skip
def test_printed_characters_leave_ink(text: str, printed: int) -> None:
    assert text_source(text, "a.txt").characters == printed


def test_crlf_stays_in_the_offsets() -> None:
    source = read_text("目的\r\n内容".encode(), "a.txt")
    assert source.text.index("内容") == 4
    assert source.has_offsets
