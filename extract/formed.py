"""The forms of a text, which only blanks show, made ready for the reader of ruled forms."""

from collections.abc import Callable

from plansheets.extract.blocks import Block, Grid
from plansheets.extract.reading import Reading
from plansheets.extract.ruled import RuledReader
from plansheets.extract.ruled.units import captions_of, lines_above
from plansheets.extract.textforms import as_forms, items_of
from plansheets.extract.trail import Trail

Formed = tuple[list[Block], RuledReader | None, dict[int, str]]
"""The blocks, what reads their forms, and what stands above each grid."""


def formed(reading: Reading, trail: Trail, before: Formed, is_label: Callable[[str], bool]) -> Formed:
    """What was given `before`; or the blocks with forms among their grids, where one names or numbers its sheet."""
    blocks, known, _ = before
    if reading.family is not None or (known is not None and (known.has_keyed_forms or known.has_lists)):
        return before
    if not any(isinstance(block, Grid) and block.kind == "columns" for block in blocks):
        return before
    found = as_forms(blocks, is_label)
    items = items_of(found)
    grids = [item for item in items if isinstance(item, Grid) and item.kind in ("columns", "rulings")]
    ruled = RuledReader(reading, trail, grids, lines_above(items))
    if not ruled.has_keyed_forms or ruled.has_lists:
        return before
    return found, ruled, captions_of(items)
