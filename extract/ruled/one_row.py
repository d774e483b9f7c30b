"""Labels over one row of values each (款 | 項 | 目 | 事業名 over 2 | 1 | 7 | …): the head of a form, and no list."""

from collections.abc import Sequence

from plansheets.extract.ruled.list_table import ListTable
from plansheets.normalize import match_key


def heads_of_forms(lists: Sequence[ListTable], others: int) -> set[int]:
    """The lists, by identity, that hold one row wherever their labels stand, on a document with as many other grids.

    A list of sheets under headings may hold one row here and there, but not everywhere.
    """
    groups: dict[tuple[str, ...], list[ListTable]] = {}
    for each in lists:
        groups.setdefault(tuple(match_key(c.raw) for c in each.heads()), []).append(each)
    found = [group for group in groups.values() if all(_rows(each) == 1 for each in group)]
    return {id(each) for group in found if len(group) <= others for each in group}


def _rows(table: ListTable) -> int:
    titles = (table.cell(table.title, row) for row in table.rows)
    return len({id(cell) for cell in titles if cell})
