"""Rows of a form below a row of labels and its values: a label at the left edge, and its text across the columns."""

from collections.abc import Sequence

from plansheets.extract.blocks import Cell
from plansheets.extract.ruled.list_columns import ListColumn
from plansheets.extract.ruled.roles import Roles
from plansheets.extract.ruled.view import end


def is_labelled_row(roles: Roles, columns: Sequence[ListColumn], fresh: Sequence[Cell]) -> bool:
    """Do the cells of a row begin with a known label, or are they one, where a list would begin with a value?

    目的 | (a text over all other columns) is a row of a form. So is a label that heads the rows below it, alone.
    """
    if not fresh or fresh[0].column > columns[0].start or not _is_sure(roles, fresh[0]):
        return False
    if len(fresh) == 1:
        return end(fresh[0]) >= columns[-1].stop
    return all(_covers(columns, c) > 1 for c in fresh[1::2]) and all(_is_sure(roles, c) for c in fresh[2::2])


def _is_sure(roles: Roles, cell: Cell) -> bool:
    entry = roles.entry(cell)
    return entry is not None and not entry.weak and entry.type != "heading" and roles.is_label(cell)


def _covers(columns: Sequence[ListColumn], cell: Cell) -> int:
    """Over how many columns of the list a cell reaches."""
    return sum(column.start < end(cell) and cell.column < column.stop for column in columns)
