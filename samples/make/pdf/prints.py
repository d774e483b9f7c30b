"""One entry of prints.yaml: the data it takes, the blocks, the producer, and what is done to the file afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ichinoseki
import niigata
import setagaya
import tama
import yamaguchi
from common import Row, load, write_truth
from ichinoseki_truth import COMPLETE, tables_of
from niigata_data import DATA

from pdf import calc, chromium, drawn, forms, paperwork, plan, poster, reform, report, writer
from pdf.model import Block, Look
from pdf.scan import Scanner, scan

PRODUCERS: dict[str, Callable[[Path, Sequence[Block], Look], None]] = {
    "chromium": chromium.write,
    "writer": writer.write,
    "calc": calc.write,
    "drawn": drawn.write,
}


@dataclass(frozen=True)
class Truth:
    tables: dict[str, list[Row]]
    complete: Sequence[str]
    tolerated: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Print:
    """`of` names the document of the layout's data, `change` what is otherwise in this one."""

    name: str
    layout: str
    of: str
    producer: str
    change: dict[str, Any] = field(default_factory=dict)
    look: dict[str, Any] = field(default_factory=dict)
    setting: dict[str, Any] = field(default_factory=dict)
    two_up: bool = False
    turn: dict[int, int] = field(default_factory=dict)
    sideways: dict[int, int] = field(default_factory=dict)
    shift: bool = False
    scan: dict[str, Any] | None = None
    sample: bool = False
    odd: str = ""

    def write(self, folder: Path, truth: Path) -> None:
        """Print the PDF into `folder`, and write what is true of it to `truth`."""
        given: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in self.look.items()}
        look = Look(**given)
        blocks, true = LAYOUTS[self.layout](self, look)
        path = folder / f"{self.name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        PRODUCERS[self.producer](path, blocks, look)
        self._finish(path)
        write_truth(truth, path.name, true.tables, true.complete, family=self.layout, tolerated=true.tolerated)

    def _finish(self, path: Path) -> None:
        if self.two_up:
            paperwork.two_up(path)
        if self.turn:
            paperwork.turn(path, self.turn)
        if self.sideways:
            paperwork.turn(path, self.sideways, shown=False)
        if self.shift:
            paperwork.shift(path)
        if self.producer in ("chromium", "writer", "calc"):
            paperwork.shrink(path)
        if self.scan is not None:
            scan(path, Scanner(**self.scan))


def _named(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in found if one["name"] == name)


def _form(one: Print, _look: Look) -> tuple[list[Block], Truth]:
    form = yamaguchi.Form(**(_named(load("yamaguchi_forms"), one.of) | one.change))
    truth = Truth(yamaguchi.truth_of(form), yamaguchi.COMPLETE, yamaguchi.tolerated_of(form))
    return forms.blocks_of(form, forms.Setting(**one.setting)), truth


def _plan(one: Print, _look: Look) -> tuple[list[Block], Truth]:
    found = ichinoseki.Plan(**(_named(load("ichinoseki_plans"), one.of) | one.change))
    rows = ichinoseki.outline_of(replace(found, table="tabs", through_pdf=False)).rows
    tables = tables_of(found, ichinoseki.policies_of(found), rows)
    return plan.Pages(found, **one.setting).blocks(), Truth(tables, COMPLETE)


def _reform(one: Print, _look: Look) -> tuple[list[Block], Truth]:
    sheets = niigata.sheets_of(_named(DATA["documents"], one.of) | one.change)
    tables, tolerated = niigata.truth_of(sheets)
    return reform.blocks_of(sheets), Truth(tables, niigata.COMPLETE, tolerated)


def _report(one: Print, look: Look) -> tuple[list[Block], Truth]:
    document = _named(setagaya.DATA["documents"], one.of) | one.change
    parts = setagaya.parts_of(document)
    truth = Truth(setagaya.truth_of(document, parts), setagaya.COMPLETE, setagaya.tolerated(document, parts))
    return report.blocks_of(document, look, **one.setting), truth


def _poster(one: Print, look: Look) -> tuple[list[Block], Truth]:
    programme = tama.Programme(**(_named(load("tama")["programmes"], one.of) | one.change))
    writer_ = tama.write(programme)
    truth = Truth(tama.tables_of(programme, writer_), tama.COMPLETE)
    return poster.Poster(programme, look, **one.setting).blocks(), truth


LAYOUTS: dict[str, Callable[[Print, Look], tuple[list[Block], Truth]]] = {
    "yamaguchi": _form,
    "ichinoseki": _plan,
    "niigata": _reform,
    "setagaya": _report,
    "tama": _poster,
}
