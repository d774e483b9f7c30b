"""numbers-without-gaps and sheets-as-in-contents: are all sheets of the document there?"""

import re
from collections.abc import Iterator, Sequence

from plansheets.checks.check import Check, Place, Rows, Values
from plansheets.normalize import match_key

PLAIN = re.compile(r"([0-9]{1,4})")
BRACKETED = re.compile(r"[（(]([0-9]{1,3})[）)]")
CONTENTS = frozenset({"目次", "もくじ", "目录", "CONTENTS", "Contents"})
DOTS = " .．・･…‥‧·\t\u3000"
WIDE_DOTS = {"…": 3, "‥": 2}
PAGE_NUMBER = "0123456789pP. -‐―–"
LOOSE_LINES = 3
"""Lines without a leader that may stand between two entries of a table of contents."""


def sheet_numbers(rows: Rows) -> Iterator[Check]:
    """Numbers 1, 2, 3 … or (1), (2), (3) …; each return to 1 starts anew (under the next heading)."""
    sheets = sorted(rows.get("sheets", ()), key=lambda row: row["sheet_no"])
    for style in (PLAIN, BRACKETED):
        read = [(row, style.fullmatch(row["number"] or "")) for row in sheets]
        numbered = [(row, int(found[1])) for row, found in read if found]
        # Other numbers between them mean that this is no plain numbering of the sheets.
        if len(numbered) == sum(bool(row["number"]) for row in sheets):
            for run in _runs(numbered):
                yield from _no_gaps(run)


def _runs(numbered: Sequence[tuple[Values, int]]) -> Iterator[list[tuple[Values, int]]]:
    run: list[tuple[Values, int]] = []
    for row, at in numbered:
        if run and at == 1 and run[-1][1] != 1:
            yield run
            run = []
        run.append((row, at))
    if run:
        yield run


def _no_gaps(run: Sequence[tuple[Values, int]]) -> Iterator[Check]:
    """None for a run that does not start with 1 or misses many: that is a choice of sheets, not a list with a gap."""
    present = sorted({at for _, at in run})
    missing = sorted(set(range(1, present[-1] + 1)) - set(present)) if present[-1] <= 4 * len(present) else present
    if run[0][1] != 1 or len(present) < 3 or len(missing) * 3 > len(present):
        return
    beside = {at for gap in missing for at in (_next(present, gap, -1), _next(present, gap, 1))}
    compared = [row for row, at in run if not missing or at in beside]
    places: tuple[Place, ...] = tuple(("sheets", row["sheet_id"], "number") for row in compared)
    yield Check("numbers-without-gaps", not missing, f"1-{present[-1]}", _spans(present), places)


def _next(present: Sequence[int], gap: int, step: int) -> int:
    return max(at for at in present if at < gap) if step < 0 else min(at for at in present if at > gap)


def _spans(present: Sequence[int]) -> str:
    parts: list[list[int]] = []
    for at in present:
        if parts and parts[-1][1] + 1 == at:
            parts[-1][1] = at
        else:
            parts.append([at, at])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def sheets_in_contents(rows: Rows) -> Iterator[Check]:
    """Entries of the table of contents on the level that names the sheets, against the sheets."""
    titles: dict[str, Values] = {}
    for row in rows.get("sheets", ()):
        titles.setdefault(match_key(row["title"] or ""), row)
    titles.pop("", None)
    levels: dict[tuple[object, ...], dict[str, Values]] = {}
    for title, row in _entries(rows.get("sections", ())):
        shape = re.sub(r"[0-9０-９]+|[①-⑳]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[一二三四五六七八九十]+", "0", row["marker"] or "")
        levels.setdefault((row["depth"], shape), {})[match_key(title)] = row
    if not levels or not titles:
        return
    level = max(levels.values(), key=lambda entries: len(entries.keys() & titles.keys()))
    named = level.keys() & titles.keys()
    # A contents that names few of the sheets, or much else beside them, does not list the sheets.
    if len(named) < 3 or len(named) * 2 < len(level) or len(named) * 2 < len(titles):
        return
    places: list[Place] = [("sheets", row["sheet_id"], "title") for key, row in titles.items()
                           if level.keys() == titles.keys() or key not in level]  # fmt: skip
    places += [("sections", str(row["ordinal"]), "text") for key, row in level.items() if key not in titles]
    yield Check("sheets-as-in-contents", level.keys() == titles.keys(), f"{len(level)} titles",
                f"{len(titles)} titles, {len(named)} of the contents", tuple(places))  # fmt: skip


def _entries(sections: Sequence[Values]) -> Iterator[tuple[str, Values]]:
    """The lines with a leader after the heading of the table of contents: their titles, and the rows they stand in."""
    is_inside, loose = False, 0
    for row in sections:
        text = row["text"] or ""
        if not is_inside:
            is_inside = match_key(text) in CONTENTS
            continue
        titles = [title for line in text.split("\n") if (title := led_title(line))]
        loose = 0 if titles else loose + 1
        if loose > LOOSE_LINES:
            return
        yield from ((title, row) for title in titles)


def led_title(line: str) -> str | None:
    """The title in front of a leader (橋の点検 ……… 12 → 橋の点検); None for a line without one."""
    before = line.rstrip(PAGE_NUMBER)
    title = before.rstrip(DOTS)
    leader = line[len(title) :]
    dots = sum(leader.count(dot) * WIDE_DOTS.get(dot, 1) for dot in DOTS.strip())
    return title if "\t" in leader or dots > 2 else None
