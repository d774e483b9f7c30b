"""One document made ready for the page: its data, its pages as images or as text, and what is missing of them."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from plansheets.errors import InputError
from plansheets.reviewer.data import DocumentData, document_data
from plansheets.reviewer.files import Files
from plansheets.reviewer.html import image_block, json_block
from plansheets.reviewer.images import LOOK, Boxes, page_images
from plansheets.reviewer.kept import ImageFolder
from plansheets.reviewer.problems import LOW, counts_of, need
from plansheets.reviewer.text import count_as_browser, pieces, text_of
from plansheets.stored import DocumentName, Stored

DANGEROUS = ("timeout", "crashed", "out-of-memory")
"""Problems of files that may take this program down too: their pages are not drawn."""
A4 = (595.3, 841.9)
MOST_NAMES = 600
"""Characters of the sheets' numbers, titles and offices that the index finds a document by."""
ALL_NAMES = 10_000_000
"""The same of all documents together."""


@dataclass
class Rendered:
    """A document; `notices` say what could not be shown and why, once its blocks are made."""

    data: DocumentData
    name: DocumentName
    files: Files | None
    password: str | None = None
    notices: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.data.row["document_id"])

    @property
    def title(self) -> str:
        return str(self.data.row["title"] or self.data.row["source"])

    def blocks(self, folder: ImageFolder | None, name: str) -> Iterator[str]:
        """The blocks of the page: images first where they stand in it (`folder` is None), then the data."""
        pages: list[dict[str, Any]] = []
        text: str | None = None
        starts: list[int] = []
        if self.data.is_text:
            file = self._file()
            text = text_of(file, self.data.row["source"]) if file is not None else None
            if text is not None:
                starts = count_as_browser(self.data, text, pieces(text))
        else:
            made_with = self._made_with()
            pages = (folder.known(made_with) if folder and self.files else None) or []
            if not pages:
                for shown, block in self._images(folder, name):
                    pages.append(shown)
                    yield block
                if folder and pages and not self.notices:
                    folder.done(made_with, pages)
            pages = pages or self._bare_pages()
        data, counts = self.data, counts_of(self.data)
        yield json_block(f"data-{name}", {
            "id": self.id, "row": data.row, "notices": self.notices, "low": LOW, "need": need(data.row, counts),
            "counts": counts, "tables": data.tables, "values": data.values, "places": data.places,
            "strings": data.strings, "residue": data.residue, "problems": data.problems, "checks": data.checks,
            "pages": pages, "text": text, "starts": starts,
        })  # fmt: skip

    def _file(self) -> bytes | None:
        """The file's content, where it is found and may be shown; else a notice says why not."""
        if self.files is None:
            self.notices.append("no-images")
            return None
        if not self.data.is_text and any(problem["code"] in DANGEROUS for problem in self.data.problems):
            self.notices.append("not-drawn")
            return None
        found = self.files.find(self.name)
        if found.why:
            self.notices.append(found.why)
        return found.data

    def _made_with(self) -> str:
        """What the images depend on besides the file."""
        boxes = {number: each.tolist() for number, each in self._boxes().items()}
        read = hashlib.sha256(json.dumps(boxes).encode()).hexdigest()[:16] if boxes else ""
        return f"{LOOK} {read}".strip()

    def _images(self, folder: ImageFolder | None, name: str) -> Iterator[tuple[dict[str, Any], str]]:
        """Each page as the program knows it, with the block that holds its image, or none."""
        file = self._file()
        if file is None:
            return
        try:
            found = page_images(file, self.data.row["source"], self.password, self._boxes())
            for page in found:
                shown: dict[str, Any] = {"n": page.number, "w": page.width, "h": page.height, "src": None}
                if not page.width:
                    shown["w"], shown["h"] = A4
                block = ""
                if page.image is not None and folder is not None:
                    shown["src"] = folder.put(page.number, page.image, page.suffix)
                elif page.image is not None:
                    shown["src"] = f"#image-{name}-{page.number}"
                    block = image_block(shown["src"][1:], page.image, page.suffix)
                yield shown, block
        except InputError:
            self.notices.append("not-drawn")

    def _boxes(self) -> Boxes:
        """What was read on the pages that were recognised as images."""
        found: dict[int, list[list[float]]] = {}
        for place in self.data.places:
            if len(place) == 6 and place[0] in self.data.recognised:
                found.setdefault(place[0], []).append(place[1:5])
        return {number: np.array(boxes) for number, boxes in found.items()}

    def _bare_pages(self) -> list[dict[str, Any]]:
        """Pages without images, as large as what was read on them: the page then shows the texts in their places."""
        sizes: dict[int, tuple[float, float]] = {}
        for place in self.data.places:
            if len(place) == 6:
                wide, high = sizes.get(place[0], (0.0, 0.0))
                sizes[place[0]] = max(wide, place[3]), max(high, place[4])
        if not sizes:
            return []
        last = max([*sizes, self.data.row["pages"] or 1])
        found = []
        for number in range(1, last + 1):
            wide, high = sizes.get(number, (0.0, 0.0))
            short, long = A4 if max(wide, high) <= A4[1] else (A4[1], 2 * A4[0])
            width, height = (long, short) if wide > short else (short, long)
            found.append({"n": number, "w": max(width, wide), "h": max(height, high), "src": None})
        return found


def rendered(stored: Stored, name: DocumentName, files: Files | None, password: str | None) -> Rendered:
    """A document; its file is looked for when its blocks are made."""
    return Rendered(document_data(stored, name), name, files, password)


def entry(document: Rendered, of: int) -> dict[str, Any]:
    """What the index knows of a document, one of so many."""
    data, row = document.data, document.data.row
    counts = counts_of(data)
    shown = ("source", "title", "municipality", "family", "status", "reader", "pages", "sheet_count", "characters")
    return {"id": document.id, **{name: row[name] for name in shown}, **counts, "need": need(row, counts),
            "names": _names(data)[: min(MOST_NAMES, ALL_NAMES // of)]}  # fmt: skip


def _names(data: DocumentData) -> str:
    """Numbers and titles of sheets and the offices, each once."""
    found: dict[str, None] = {}
    for each in data.tables:
        wanted = {"sheets": ("number", "title"), "offices": ("office",)}.get(each["name"], ())
        for column in wanted:
            at = each["cols"].index(column)
            found |= dict.fromkeys(str(row[at]) for row in each["rows"] if row[at])
    return unicodedata.normalize("NFKC", " ".join(found))
