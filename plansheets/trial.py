"""What a family changes: the tables of a file with it against those of the general reader, value by value."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from plansheets.conversion import Converted, Rules, convert_bytes
from plansheets.errors import InputError, RuleError
from plansheets.extract.readers.options import DEFAULTS, ReadOptions
from plansheets.normalize import match_key
from plansheets.provenance import row_key
from plansheets.rules.families import Family, recognise
from plansheets.rules.lint import check_file
from plansheets.rules.yaml_lines import load_model
from plansheets.tables import table, tables

Values = dict[str, Any]
ABOUT_READING = ("provenance", "residue", "problems")
"""Tables that tell of the reading and hold no values of the document."""
PLACES = {"document_id", "sheet_id", "ordinal", "parent", "sheet_no", "table_no", "indicator_no"}
"""Columns that say where a row stands: they move when a row is added before it."""
OF_RUN = {"family", "characters_used", "characters_left", "status"}
ALIKE = 0.5
"""Share of the values of the fuller of two rows that both have, from which on they are one row that changed."""
SHORT = 60


@dataclass(frozen=True)
class Counts:
    """How many values are only in the new tables, only in the old, and in both with another content."""

    added: int = 0
    lost: int = 0
    changed: int = 0

    @property
    def total(self) -> int:
        return self.added + self.lost + self.changed

    def __str__(self) -> str:
        return f"{self.added} added, {self.lost} lost, {self.changed} changed"


@dataclass
class TableChange:
    """The values of one table that differ; a line for a person each row or value."""

    name: str
    counts: Counts = field(default_factory=Counts)
    lines: list[str] = field(default_factory=list)

    def add(self, line: str, *, added: int = 0, lost: int = 0, changed: int = 0) -> None:
        """Note a difference of so many values."""
        self.counts = Counts(self.counts.added + added, self.counts.lost + lost, self.counts.changed + changed)
        self.lines.append(line)


@dataclass
class Trial:
    """All tables of one file that differ; unread characters and problems before and after."""

    tables: list[TableChange]
    unread: tuple[int, int]
    problems: tuple[int, int]

    def counts(self) -> Counts:
        """The values of all tables."""
        each = [change.counts for change in self.tables]
        return Counts(sum(c.added for c in each), sum(c.lost for c in each), sum(c.changed for c in each))


def read_with(path: Path, rules: Rules, families: tuple[Family, ...], options: ReadOptions) -> Converted:
    """A file read with these families only. Raises InputError where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror}); check its name and rights") from error
    converted = convert_bytes(data, path.name, Rules(rules.lexicon, families), options=options)
    if converted.reading is None:
        worst = converted.rows["problems"][0]
        raise InputError(str(worst["message"]), str(worst["code"]))
    return converted


def load_family(path: Path, rules: Rules) -> Family:
    """The family of one file. Raises RuleError that lists every fault of it with file, line and key."""
    if faults := check_file(path, rules.lexicon):
        raise RuleError("\n".join(faults))
    return load_model(path, Family)


def try_family(family: Family, path: Path, rules: Rules, options: ReadOptions = DEFAULTS) -> Iterator[str]:
    """What a person reads of one file: does the family know it, what it changes, table by table, and the counts.

    Raises InputError where the file cannot be read.
    """
    general, ours = (read_with(path, rules, families, options) for families in ((), (family,)))
    yield f"{path}"
    text = ours.reading.source.text if ours.reading else ""
    if ours.reading is None or ours.reading.family is None:
        yield f"  {family.id} does not recognise this file: {_missing(family, text)}; nothing changes"
        return
    others = [each for each in rules.families if each.id != family.id]
    first = recognise(text, [*others, family], match_key)[0]
    if first.id != family.id:
        yield f"  note: with all families {first.id!r} reads this file, for it finds more signs; add signs to recognise"
    trial = compare(general, ours)
    for change in trial.tables:
        yield f"  {change.name}: {change.counts}"
        yield from (f"    {line}" for line in change.lines)
    moved = f"unread characters {_move(*trial.unread)}, problems {_move(*trial.problems)}"
    yield f"  {family.id} against the general reading: {trial.counts()}; {moved}"


def _missing(family: Family, text: str) -> str:
    """Which signs of a family a text does not show, or shows though it must not."""
    signs, keyed = family.recognise, match_key(text)
    absent = [sign for sign in signs.all if match_key(sign) not in keyed]
    absent += [each.source for each in signs.patterns if each.search(text) is None]
    if absent:
        return "it lacks " + ", ".join(map(repr, absent))
    if there := [sign for sign in signs.none if match_key(sign) in keyed]:
        return "it holds " + ", ".join(map(repr, there))
    return "it holds none of " + ", ".join(map(repr, signs.any))


def compare(before: Converted, after: Converted) -> Trial:
    """The tables of two readings of one file, value by value."""
    changes = [
        _compare_table(name, *(list(map(dict, each.rows.get(name, ()))) for each in (before, after)))
        for name in tables()
        if name not in ABOUT_READING
    ]
    problems = len(before.rows["problems"]), len(after.rows["problems"])
    return Trial([change for change in changes if change.counts.total], (before.unread, after.unread), problems)


def _compare_table(name: str, before: Sequence[Values], after: Sequence[Values]) -> TableChange:
    change = TableChange(name)
    old_sheets, new_sheets = _by_sheet(before), _by_sheet(after)
    if old_sheets.keys() != new_sheets.keys():  # a sheet more or less moves the numbers of those after it
        old_sheets, new_sheets = {None: list(before)}, {None: list(after)}
    for sheet in old_sheets:
        _compare_rows(change, old_sheets[sheet], new_sheets[sheet])
    return change


def _by_sheet(rows: Sequence[Values]) -> dict[str | None, list[Values]]:
    found: dict[str | None, list[Values]] = defaultdict(list)
    for row in rows:
        found[row.get("sheet_id")].append(row)
    return dict(found)


def _compare_rows(change: TableChange, old: Sequence[Values], new: Sequence[Values]) -> None:
    matcher = SequenceMatcher(None, list(map(_signature, old)), list(map(_signature, new)), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            for mine, other in _pairs(old[a:b], new[c:d]):
                _note(change, mine, other)


def _content(row: Values) -> Values:
    """What a row says, without its place and without what only the run knows."""
    return {column: value for column, value in row.items() if column not in PLACES | OF_RUN}


def _signature(row: Values) -> tuple[str, ...]:
    return tuple(map(repr, _content(row).values()))


def _pairs(old: Sequence[Values], new: Sequence[Values]) -> Iterator[tuple[Values | None, Values | None]]:
    """Each old row with the new one that is most like it: the others alone."""
    left = [(row, _values(row)) for row in new]
    for row in old:
        mine = _values(row)
        shares = [len(mine & other) / max(len(mine), len(other), 1) for _, other in left]
        at = max(range(len(left)), key=shares.__getitem__, default=-1)
        yield row, (left.pop(at)[0] if at >= 0 and shares[at] >= ALIKE else None)
    yield from ((None, row) for row, _ in left)


def _values(row: Values) -> set[tuple[str, str]]:
    return {(column, repr(value)) for column, value in _content(row).items() if value not in (None, False)}


def _note(change: TableChange, old: Values | None, new: Values | None) -> None:
    """A row only on one side, or the values of a row in which both differ. Key of the new row, where there is one."""
    row = new if new is not None else old or {}
    key = _key(change.name, row)
    if old is None or new is None:
        values = {c: v for c, v in _content(row).items() if v not in (None, False)}
        shown = ", ".join(f"{column}={_short(value)}" for column, value in values.items())
        if old is None:
            change.add(f"+ {key}: {shown}", added=len(values))
        else:
            change.add(f"- {key}: {shown}", lost=len(values))
        return
    for column, was in _content(old).items():
        now = new.get(column)
        if was != now:
            line = f"~ {key} {column}: {_short(was)} -> {_short(now)}"
            change.add(line, added=int(was is None), lost=int(now is None), changed=int(None not in (was, now)))


def _key(name: str, row: Values) -> str:
    """The row's key without the document: sheet 1, row 3 of it is 0001/3."""
    key = row_key(name, row) if all(column in row for column in table(name).key) else ""
    return key.split("-", 1)[-1] or "document"


def _short(value: object) -> str:
    if value is None:
        return "(none)"
    text = str(value).replace("\n", " ⏎ ")
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def _move(before: int, after: int) -> str:
    return f"{before}" if before == after else f"{before} -> {after}"
