"""The ledger's documents as tables: one after the other, so that memory does not grow with their number."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from plansheets.batch.ledger import Ledger
from plansheets.batch.packed import unpack
from plansheets.gate import gate
from plansheets.parquet import TableWriter
from plansheets.problems import problem

TOGETHER = 64
"""Documents that are handed on in one piece."""


def content_digest(ledger: Ledger, told: Sequence[dict[str, Any]] = ()) -> str:
    """SHA-256 of what the tables would hold: the same digest, the same tables. `told` are problems of no document."""
    found = hashlib.sha256()
    for document_id, source, digest, *_ in ledger.contents():
        found.update(f"{document_id}\0{source}\0{digest}\n".encode("utf-8", "surrogatepass"))
    for pair in chain(ledger.twins(), ledger.troubled()):
        found.update("\0".join(pair).encode("utf-8", "surrogatepass") + b"\n")
    if told:
        found.update(json.dumps(told).encode())
    return found.hexdigest()


def write_merged(ledger: Ledger, out: Path, told: Sequence[dict[str, Any]] = ()) -> None:
    """Writes all tables of what is done, and the problems of no document, into the folder `out`. OutputError."""
    # Arrow's own allocator would not reuse what the document before left free: a third more at the peak.
    pa.set_memory_pool(pa.system_memory_pool())
    with TableWriter(out) as writer:
        for together in _pieces(_with_twins(ledger)):
            writer.append(together)
        for rows in _problems(ledger, told):
            writer.append({"problems": rows})


def _pieces(documents: Iterable[dict[str, pa.Table]]) -> Iterator[dict[str, pa.Table]]:
    """Documents in pieces of some: what is done for each piece costs as much for one document."""
    waiting: dict[str, list[pa.Table]] = {}
    for n, tables in enumerate(documents, 1):
        for name, rows in tables.items():
            waiting.setdefault(name, []).append(rows)
        if n % TOGETHER == 0:
            yield _copied(waiting)
            waiting = {}
    yield _copied(waiting)


def _copied(waiting: dict[str, list[pa.Table]]) -> dict[str, pa.Table]:
    """Each table in one piece of its own: rows that wait for a row group would keep whole documents in memory."""
    return {name: pa.concat_tables(parts).combine_chunks() for name, parts in waiting.items()}


def _with_twins(ledger: Ledger) -> Iterator[dict[str, pa.Table]]:
    """The tables of each document, also_at filled: where else its bytes lie is known only when all files are."""
    twins = groupby(ledger.twins(), itemgetter(0))
    twin = next(twins, None)
    for document_id, packed in ledger.tables():
        tables = unpack(packed)
        while twin is not None and twin[0] < document_id:
            twin = next(twins, None)
        if twin is not None and twin[0] == document_id:
            tables["documents"] = _with_list(tables["documents"], "also_at", [source for _, source in twin[1]])
        yield tables


def _with_list(rows: pa.Table, column: str, values: list[str]) -> pa.Table:
    at = rows.schema.get_field_index(column)
    return rows.set_column(at, rows.schema.field(at), pa.array([values], rows.schema.field(at).type))


def _problems(ledger: Ledger, told: Sequence[dict[str, Any]]) -> Iterator[pa.Table]:
    """The rows of problems by source, numbered anew where two files have the same name."""
    blank = gate({})["problems"]
    for rows in _by_source(ledger, told):
        found = pa.concat_tables([blank, *rows])
        at = found.schema.get_field_index("ordinal")
        numbers = pa.array(range(1, found.num_rows + 1), found.schema.field(at).type)
        if found.num_rows:
            yield found.set_column(at, found.schema.field(at), numbers)


def _by_source(ledger: Ledger, told: Sequence[dict[str, Any]]) -> Iterator[list[pa.Table]]:
    """Problems of no document, and files that cannot be opened, come before documents of the same name."""
    of_none = ((row["source"], {"problems": gate({"problems": [row]})["problems"]}) for row in told)
    troubled = ((source, _unreadable(source, why)) for source, why in ledger.troubled())
    read = ((source, unpack(packed)) for source, packed in ledger.problems())
    for _, group in groupby(merge(of_none, troubled, read, key=itemgetter(0)), itemgetter(0)):
        yield [tables["problems"] for _, tables in group if "problems" in tables]


def _unreadable(source: str, why: str) -> dict[str, pa.Table]:
    return {"problems": gate({"problems": [problem(source, None, "error", "unreadable-file", why)]})["problems"]}
