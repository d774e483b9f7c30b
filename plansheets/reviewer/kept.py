"""The images of one document in a folder: those that a review before this one made are taken as they are."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plansheets.reviewer.files import write_file

LIST = "pages.json"
"""Written when all images are: says what they were made with, and the pages as the program knows them."""


class ImageFolder:
    """`folder` holds the images; `name` is the folder's path as the page names it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name

    def known(self, made_with: str) -> list[dict[str, Any]] | None:
        """The pages, where all images are there and were made with the same."""
        try:
            kept = json.loads((self.folder / LIST).read_text("utf-8"))
            pages: list[dict[str, Any]] = kept["pages"]
            files = [self.folder / page["src"].rpartition("/")[2] for page in pages if page["src"]]
            return pages if kept["made_with"] == made_with and all(file.is_file() for file in files) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, number: int, image: bytes, suffix: str) -> str:
        """Write the image of a page; gives the path by which the page names it."""
        self.folder.mkdir(exist_ok=True)
        file = self.folder / f"{number:04d}.{suffix}"
        write_file(file, [image])
        return f"{self.name}/{file.name}"

    def done(self, made_with: str, pages: Sequence[dict[str, Any]]) -> None:
        """All images are there."""
        if self.folder.exists():
            write_file(self.folder / LIST, [json.dumps({"made_with": made_with, "pages": list(pages)})])

    def remove(self) -> None:
        """The images of a document that left."""
        for pattern in ("[0-9][0-9][0-9][0-9]*.png", "[0-9][0-9][0-9][0-9]*.webp", LIST):
            for file in self.folder.glob(pattern):
                file.unlink()
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()
