"""One output folder → one workbook, or a folder with a file a table."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from plansheets.dictionary import Lang
from plansheets.errors import OutputError, UsageError
from plansheets.stored import Stored
from plansheets.tables import table, tables

Format = Literal["xlsx", "csv", "jsonl"]


@dataclass
class Exported:
    """What was written; `notes` say what the format could not hold as it is."""

    paths: list[Path] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    notes: list[str] = field(default_factory=list)


def export(
    out: str | Path,
    to: Format,
    path: str | Path | None = None,
    *,
    tables: Sequence[str] = (),
    lang: Lang | None = None,
    overwrite: bool = False,
) -> Exported:
    """Writes the tables of an output folder as one workbook (xlsx) or as a file a table (csv, jsonl).

    `path` is the workbook (out/plansheets.xlsx) or the folder (out/csv, out/jsonl); for a single table of csv or jsonl
    it may be a file with that ending. `tables` limits it to some, `lang` gives the heads in words. Raises InputError
    (no output), OutputError (cannot be written, or stands already), UsageError.
    """
    names = _names(tables)
    if lang and to == "jsonl":
        raise UsageError("--lang names the heads of xlsx and csv; keys of jsonl are the names of the columns")
    stored, target = Stored(out), _target(Path(out), to, path)
    done = Exported(tables=len(names), rows=sum(stored.row_count(name) for name in names))
    if to == "xlsx":
        from plansheets.exports.workbook import write_workbook

        with _written(target, overwrite=overwrite) as part:
            done.notes = write_workbook(stored, part, names, lang)
        done.paths.append(target)
        return done
    from plansheets.exports.lines import write_csv, write_jsonl

    is_file = len(names) == 1 and target.suffix == f".{to}"
    files = {name: target if is_file else target / f"{name}.{to}" for name in names}
    _refuse(list(files.values()), overwrite=overwrite)
    for name, file in files.items():
        with _written(file, overwrite=True) as part:
            if to == "csv":
                write_csv(stored, name, part, lang)
            else:
                write_jsonl(stored, name, part)
        done.paths.append(file)
    return done


def _names(given: Sequence[str]) -> list[str]:
    """The tables asked for, each once, in the order of the contract."""
    asked = {table(name).name for name in given}
    return [name for name in tables() if name in asked or not asked]


def _target(out: Path, to: Format, path: str | Path | None) -> Path:
    if path is None:
        return out / ("plansheets.xlsx" if to == "xlsx" else to)
    return Path(path)


@contextmanager
def _written(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """A file beside `path` that takes its name when all is written."""
    _refuse([path], overwrite=overwrite)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); name another place with -o"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _refuse(paths: Sequence[Path], *, overwrite: bool) -> None:
    for path in paths:
        if path.is_dir():
            raise OutputError(f"{path}: is a folder; name a file with -o")
        if path.exists() and not overwrite:
            raise OutputError(f"{path}: stands already; name another place with -o, or add --overwrite")
