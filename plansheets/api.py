"""The Python API: read one document, convert many, load what a run wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plansheets.conversion import Converted, convert_bytes, document_id_of, load_rules
from plansheets.corrections import Corrections
from plansheets.errors import InputError
from plansheets.extract.readers.options import Engine, Ocr, ReadOptions
from plansheets.gate import gate
from plansheets.parquet import read_table
from plansheets.places import is_url
from plansheets.tables import table, tables

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def frame(data: "pa.Table") -> "pd.DataFrame":
    """An Arrow table as a DataFrame that keeps its types: whole numbers stay whole beside nulls."""
    import pandas as pd

    found: pd.DataFrame = data.to_pandas(types_mapper=pd.ArrowDtype)
    return found


@dataclass(frozen=True)
class Sheet:
    """One plan sheet of a document: its row of table sheets, and the rows of any table that belong to it."""

    document: "Document"
    row: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    def table(self, name: str) -> "pd.DataFrame":
        """The rows of one table that belong to this sheet."""
        data = self.document.table(name)
        mine: pd.DataFrame = data[data["sheet_id"] == self.row["sheet_id"]].reset_index(drop=True)
        return mine


class Document:
    """One document as tables."""

    def __init__(self, converted: Converted) -> None:
        self.converted = converted
        self._arrow = gate(converted.rows)

    @property
    def row(self) -> dict[str, Any]:
        """The document's row of table documents."""
        row: dict[str, Any] = self._arrow["documents"].to_pylist()[0]
        return row

    @property
    def family(self) -> str:
        """Id of the rule that matched; "generic" when none did."""
        return str(self.row["family"])

    @property
    def title(self) -> str | None:
        """文書名"""
        title: str | None = self.row["title"]
        return title

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The plan sheets, in order."""
        return [Sheet(self, row) for row in self._arrow["sheets"].to_pylist()]

    def arrow(self, name: str) -> "pa.Table":
        """One table as Arrow. Raises UsageError for a name that the contract does not have."""
        return self._arrow[table(name).name]

    def table(self, name: str) -> "pd.DataFrame":
        """One table as a DataFrame. Raises UsageError for a name that the contract does not have."""
        return frame(self.arrow(name))

    def __repr__(self) -> str:
        return f"<Document {self.row['source']}: {self.family}, {len(self.sheets)} sheets>"


def read(
    path: str | Path,
    *,
    rules: Sequence[str | Path] = (),
    password: str | None = None,
    reader: Engine = "pdfium",
    ocr: Ocr = "auto",
    second_reader: bool = False,
    corrections: str | Path | Sequence[str | Path] | None = None,
) -> Document:
    """Read one file. Raises InputError where it cannot be read, RuleError where a rule file is wrong.

    `password` opens an encrypted PDF, `reader` reads its text layer, `ocr` says which pages are recognised as images;
    with `second_reader` the other library reads it too, and values that it reads otherwise are doubted. `corrections`
    are files of what a person says is right (docs/corrections.md).
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be opened ({error.strerror}); check that it is there and may be read"
        ) from error
    known = Corrections.of_files(corrections)
    converted = convert_bytes(
        data,
        path.name,
        load_rules(tuple(Path(r) for r in rules)),
        options=ReadOptions(password, reader, ocr, second_reader),
        corrections=known.of(document_id_of(data), [path.name]),
    )
    document = converted.rows["documents"][0]
    if document["status"] == "failed":
        worst = converted.rows["problems"][0]
        raise InputError(str(worst["message"]), str(worst["code"]))
    return Document(converted)


class Tables:
    """The tables of an output folder, each read when asked for: `load("out")["indicators"]`."""

    def __init__(self, out: str | Path) -> None:
        self.out = out if isinstance(out, Path) or is_url(out) else Path(out)

    def __getitem__(self, name: str) -> "pd.DataFrame":
        return frame(read_table(self.out, name))

    def __iter__(self) -> Iterator[str]:
        return iter(tables())

    def __len__(self) -> int:
        return len(tables())

    def keys(self) -> Sequence[str]:
        """Names of the tables."""
        return list(tables())


def load(out: str | Path) -> Tables:
    """What a run wrote, into a folder or behind a URL.

    Raises InputError where it holds no tables, or those of another schema version.
    """
    loaded = Tables(out)
    read_table(loaded.out, "documents")
    return loaded
