"""What the rows of one sheet of a list are about: 取組内容 and 参加者数（人）, each planned and actual."""

from plansheets.extract.blocks import Cell
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.list_table import ListTable
from plansheets.extract.ruled.view import foot


def item_column(table: ListTable) -> ListColumn | None:
    """The column that names them: left of that of the kinds of value, with several cells beside one of the titles."""
    kinds = next((c for c in table.columns if c.kind == "value_type"), None)
    if kinds is None:
        return next((c for c in reversed(table.columns) if c.kind == "item"), None)
    if any(c.kind == "indicator" for c in table.columns):
        return None
    left = [c for c in table.columns if c is not table.title and table.title.stop <= c.start and c.stop <= kinds.start
            and c.kind in ("title", "text", "heading", "item")]  # fmt: skip
    return left[-1] if left and (left[-1].kind in ("title", "item") or _parts_sheets(table, left[-1])) else None


def item_of(table: ListTable, column: ListColumn, row: int) -> Cell | None:
    """The cell that names what a row is about: the last one of its column, right of that of a group."""
    return next((c for c in reversed(table.view.row(row, column.start, column.stop)) if c), None)


def _parts_sheets(table: ListTable, column: ListColumn) -> bool:
    """Does a cell of the column begin beside a title that began above it?"""
    pairs = ((table.cell(column, row), table.cell(table.title, row), row) for row in table.rows)
    return any(cell and title and cell.row == row > title.row for cell, title, row in pairs)


def texts_of(table: ListTable, item: Cell, columns: list[ListColumn]) -> list[str]:
    """What stands under some columns in the rows of an item."""
    rows = [r for r in range(item.row, foot(item)) if r in table.rows]
    cells = {id(c): c for r in rows for column in columns if (c := table.cell(column, r))}
    return [c.raw for c in cells.values()]
