"""A box with a label and a number, and beside it the name of the sheet without a label."""

import pytest

from .forms import Form
from .pages import rows_on as table


def form(*boxes: str, more: tuple[str, ...] = ()) -> Form:
    found = Form()
    for box, name in zip(boxes, ("橋の点検", "道の整備"), strict=True):
        found.rows([f"#{box}", (name, 4), *more], gap=30).rows(["#目的", ("暮らしを守る。", 5)], gap=8)
    return found


@pytest.mark.parametrize("boxes", [("施策\n１－１", "施策\n１－２"), ("取組\n3", "取組\n4"), ("施策1-1", "施策1-2")])
def test_the_box_numbers_the_sheet_and_the_text_beside_it_names_it(boxes: tuple[str, str]) -> None:
    numbers = [str(n).replace("－", "-").translate(str.maketrans("１２", "12"))[2:].strip() for n in boxes]
    assert table("sheets", "number title level1_title", form(*boxes)) == [
        (numbers[0], "橋の点検", None), (numbers[1], "道の整備", None),
    ]  # fmt: skip
    assert table("fields", "sheet label text", form(*boxes)) == [
        (1, "目的", "暮らしを守る。"), (2, "目的", "暮らしを守る。"),
    ]  # fmt: skip


def test_an_office_may_stand_behind_the_name() -> None:
    found = form("施策\n１－１", "施策\n１－２", more=("#担当課", "土木課"))
    assert table("sheets", "number title", found) == [("1-1", "橋の点検"), ("1-2", "道の整備")]
    assert table("offices", "sheet office", found) == [(1, "土木課"), (2, "土木課")]


def test_the_same_number_on_every_sheet_is_that_of_a_heading() -> None:
    found = table("sheets", "number level1_label level1_number", form("施策\n１－１", "施策\n１－１"))
    assert found == [(None, "施策", "1-1"), (None, "施策", "1-1")]
