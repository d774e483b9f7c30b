"""Cards: frames in rows and columns, each a sheet with a title, labels and values of two years."""

from ..layout.board import Board, arranged
from .pages import rows_of, rows_on


def card(board: Board, x: float, y: float, title: str, office: str, *lines: str) -> Board:
    board.box(x, y, x + 250, y + 120).text(x + 10, y + 20, title, 12)
    for k, line in enumerate((*lines, f"担当課　{office}")):
        board.text(x + 10, y + 40 + 16 * k, line)
    return board


def page() -> Board:
    board = Board().text(30, 40, "歩くまちの戦略", 16).text(30, 70, "基本目標１　歩いて暮らせるまち", 13)
    card(board, 30, 90, "(1) 道を整える", "土木課", "段差をなくします。", "数値目標", "歩道の長さ",
         "12.5km（R5）→15km（R11）")  # fmt: skip
    card(board, 310, 90, "(2) 案内を立てる", "広報課・観光課", "数値目標　　　基準値→目標値", "案内の数",
         "－（R5）→40本（R11）")  # fmt: skip
    return card(board, 30, 230, "(3) 会を開く", "公民館", "参加者数　12人（R5）→30人（R11）", "満足した人の割合",
                "40%（令和5年→60%（令和11年", "度）　　　度）")  # fmt: skip


def test_cards_are_sheets_read_row_by_row_under_their_heading() -> None:
    assert rows_on("sheets", "sheet_no number title level1_label level1_number level1_title", page()) == [
        (1, "(1)", "道を整える", "基本目標", "1", "歩いて暮らせるまち"),
        (2, "(2)", "案内を立てる", "基本目標", "1", "歩いて暮らせるまち"),
        (3, "(3)", "会を開く", "基本目標", "1", "歩いて暮らせるまち"),
    ]


def test_values_of_two_years_with_their_name_above_or_before_them() -> None:
    assert rows_on("indicators", "sheet indicator unit fiscal_year value_type value", page()) == [
        (1, "歩道の長さ", "km", 2023, "baseline", 12.5), (1, "歩道の長さ", "km", 2029, "target", 15.0),
        (2, "案内の数", None, 2023, "baseline", None), (2, "案内の数", "本", 2029, "target", 40.0),
        (3, "参加者数", "人", 2023, "baseline", 12.0), (3, "参加者数", "人", 2029, "target", 30.0),
        (3, "満足した人の割合", "%", 2023, "baseline", 40.0), (3, "満足した人の割合", "%", 2029, "target", 60.0),
    ]  # fmt: skip


def test_offices_and_what_has_no_label() -> None:
    assert rows_on("offices", "sheet office", page()) == [
        (1, "土木課"), (2, "広報課"), (2, "観光課"), (3, "公民館"),
    ]  # fmt: skip
    assert ("paragraph", "段差をなくします。") in rows_on("sections", "kind text", page())
    assert rows_on("residue", "kind raw", page()) == []


def test_frames_of_prose_are_no_cards() -> None:
    board = Board()
    for x in (30, 310):
        board.box(x, 90, x + 250, 160).text(x + 10, 110, "歩く人を増やすため、道を整える。")
        board.text(x + 10, 126, "休む場所を設ける。")
    assert rows_of(arranged(board), "sheets", "title") == []
