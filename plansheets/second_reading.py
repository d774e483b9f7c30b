"""Every value held against what a second library reads in its box."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from plansheets.columnar import ColumnRows
from plansheets.extract.readers.options import ReadOptions
from plansheets.extract.readers.second import SecondReader
from plansheets.problems import problem

DOUBT: Final = 0.5
"""What is left of the confidence of a value that the second reader reads otherwise."""
SHOWN: Final = 5
"""Values that a problem's message names."""


def second_reading(provenance: ColumnRows, data: bytes, source: str, options: ReadOptions) -> NDArray[np.int8]:
    """What the second reader says of each row of provenance: 1 the same, -1 another text, 0 nothing; (rows,).

    It says nothing of text files and of what was recognised in an image. A value that it reads otherwise loses half of
    its confidence, here, whoever read it.
    """
    columns = provenance.columns
    told = np.zeros(len(provenance), np.int8)
    pages = columns["page"]
    asked = [
        at for at, (page, rule) in enumerate(zip(pages, columns["rule"], strict=True))
        if page is not None and not rule.endswith("@ocr")
    ]  # fmt: skip
    if not asked:
        return told
    known: dict[tuple[Any, ...], bool | None] = {}
    with SecondReader(data, source, options) as reader:
        for at in sorted(asked, key=lambda at: pages[at]):
            box = columns["x0"][at], columns["top"][at], columns["x1"][at], columns["bottom"][at]
            place = (pages[at], *box, columns["raw"][at])
            if place not in known:
                known[place] = reader.agrees(pages[at], box, columns["raw"][at])
            told[at] = {True: 1, False: -1, None: 0}[known[place]]
    for at in np.flatnonzero(told < 0).tolist():
        columns["confidence"][at] = round(columns["confidence"][at] * DOUBT, 3)
    return told


def disagreements(
    provenance: ColumnRows, told: NDArray[np.int8], document_id: str, source: str, before: int
) -> Iterator[dict[str, Any]]:
    """A row of problems for each page on which the two readers differ; `before` is how many there are already."""
    columns = provenance.columns
    pages: dict[int, list[str]] = defaultdict(list)
    for at in np.flatnonzero(told < 0).tolist():
        pages[columns["page"][at]].append(f"{columns['table'][at]}.{columns['column'][at]} {columns['raw'][at]!r}")
    for n, page in enumerate(sorted(pages), before + 1):
        values = list(dict.fromkeys(pages[page]))
        shown = "; ".join(values[:SHOWN]) + ("; …" if len(values) > SHOWN else "")
        message = f"the second reader reads otherwise what stands in the box of: {shown}; compare with the print"
        yield problem(source, document_id, "warning", "readers-disagree", message) | {"ordinal": n, "page": page}
