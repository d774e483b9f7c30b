"""Groups of a list whose cell the page's end cuts."""

from .drawn import HEIGHT, LEFT, TOP, page, pick, read

HEAD = ["基本目標", "施策", "番号", "事業名", "担当課"]
WIDTHS = [100.0, 70.0, 40.0, 120.0, 80.0]
Row = list[str]


def row(goal: str, measure: str, number: int) -> Row:
    return [goal, measure, str(number), f"{'一二三四五六'[number - 1]}の事業", "福祉課"]


FIRST = [HEAD, row("１ 働く", "創業", 1), row("^", "^", 2)]


def levels(*pages: list[Row]) -> list[tuple[str, str, str]]:
    boards = [page(rows, WIDTHS, number) for number, rows in enumerate(pages, 1)]
    return pick(read(*boards), "sheets", "number", "level1_title", "level2_title")


def test_a_label_printed_on_the_next_page_only() -> None:
    assert levels([*FIRST, row("^", "", 3)], [HEAD, row("", "漁業", 4), row("^", "^", 5)]) == [
        *(("1", "働く", "創業"), ("2", "働く", "創業")),
        *(("3", "働く", "漁業"), ("4", "働く", "漁業"), ("5", "働く", "漁業")),
    ]


def test_a_label_printed_on_the_page_before_only() -> None:
    assert levels([*FIRST, row("２ 住む", "移住", 3)], [HEAD, row("", "", 4), row("^", "^", 5)]) == [
        *(("1", "働く", "創業"), ("2", "働く", "創業")),
        *(("3", "住む", "移住"), ("4", "住む", "移住"), ("5", "住む", "移住")),
    ]


def test_another_goal_ends_the_measures_of_the_one_before() -> None:
    found = levels([*FIRST, row("^", "", 3)], [HEAD, row("２ 住む", "移住", 4), row("^", "^", 5)])
    assert found[3:] == [("4", "住む", "移住"), ("5", "住む", "移住")]
    assert found[2][2] != "移住"


def test_a_label_that_the_end_of_the_page_cuts() -> None:
    first = page([*FIRST, row("^", "", 3)], WIDTHS, 1)
    first.text(LEFT + 103, TOP + 4 * HEIGHT - 3, "公共交通の再", 10)
    second = page([HEAD, ["", "", *(f"\n\n{text}" for text in row("", "", 4)[2:])]], WIDTHS, 2)
    second.text(LEFT + 103, TOP + HEIGHT + 10, "編", 10)
    assert pick(read(first, second), "sheets", "number", "level2_title")[2:] == [
        ("3", "公共交通の再編"), ("4", "公共交通の再編"),
    ]  # fmt: skip
