"""The samples: what is read from them now against what is expected, one CSV a table."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plansheets.conversion import convert_bytes, load_rules
from plansheets.extract.readers import READERS
from plansheets.gate import gate

LEFT_OUT = {"document_id"}
"""The same in every row: it would make every line of a diff long."""


@dataclass
class Result:
    """What a check found; `lines` are for a person."""

    samples: int = 0
    tables: int = 0
    differences: int = 0
    lines: list[str] = field(default_factory=list)


def check(folder: Path, *, update: bool = False) -> Result:
    """Convert every sample and compare each of its tables with expected/<table>.csv, cell by cell."""
    result = Result()
    for sample in sorted(p for p in folder.iterdir() if p.is_dir()):
        source = next((f for f in sorted(sample.iterdir()) if f.suffix in READERS and f.stem != "README"), None)
        if source is None:
            continue
        result.samples += 1
        found = found_tables(source)
        for name in sorted({*found, *(path.stem for path in (sample / "expected").glob("*.csv"))}):
            _compare(sample, name, found.get(name, ""), result, update=update)
    return result


def found_tables(source: Path) -> dict[str, str]:
    """What is read from a sample now: the CSV text of every table with rows.

    Of a scan without the places: a recogniser's boxes and confidence differ in their last digits by machine.
    """
    data = gate(convert_bytes(source.read_bytes(), source.name, load_rules()).rows)
    is_scan = "ocr" in data["documents"]["reader"][0].as_py()
    left_out = {"provenance", "residue"} if is_scan else set()
    return {name: as_csv(rows.to_pylist()) for name, rows in data.items() if rows.num_rows and name not in left_out}


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Rows as CSV: nulls empty, a sheet by its number, line ends LF. The empty string does not occur in the tables."""
    text = io.StringIO()
    columns = [c for c in rows[0] if c not in LEFT_OUT]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(c, row[c]) for c in columns])
    return text.getvalue()


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column in ("sheet_id", "row_key") and "-" in str(value):
        return str(value).split("-", 1)[1]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6g}" if column in ("confidence", "x0", "top", "x1", "bottom") else repr(value)
    return str(value)


def _compare(sample: Path, name: str, found: str, result: Result, *, update: bool) -> None:
    path = sample / "expected" / f"{name}.csv"
    result.tables += 1
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if expected == found:
        return
    if update and found:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    elif update:
        path.unlink()
    result.lines += [f"{sample.name}/{name}: {line}" for line in differences(expected, found)]
    result.differences += len(differences(expected, found))


def differences(expected: str, found: str) -> list[str]:
    """Each cell that differs, and each row that is only on one side; rows by their place."""
    old, new = (list(csv.reader(io.StringIO(text))) for text in (expected, found))
    head = new[0] if new else old[0]
    if old and old[0] != head:
        return [f"columns are {', '.join(head)}; expected {', '.join(old[0])}"]
    lines = []
    for at in range(1, max(len(old), len(new))):
        if at >= len(old):
            lines.append(f"row {at} is new: {', '.join(filter(None, new[at]))}")
        elif at >= len(new):
            lines.append(f"row {at} is missing: {', '.join(filter(None, old[at]))}")
        else:
            lines += [
                f"row {at}, {column}: {b!r}; expected {a!r}"
                for column, a, b in zip(head, old[at], new[at], strict=True)
                if a != b
            ]
    return lines
