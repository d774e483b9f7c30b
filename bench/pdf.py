"""CPU time per page of PDFs on one core, against pdfium's floor and what a user would pick instead.

`python bench/pdf.py [FOLDER ...]`; without a folder ../shared/real and ../shared/pdf, scans left out. With `--ocr` also
pages per minute of the scans among them. The peers are not needed to run plansheets: `pip install camelot-py pymupdf`.

Every round is a fresh process, since a second conversion of one document would be answered from caches: it warms up on
a sample, then gives each document to each tool, in turn. Of the rounds the best counts. CPU time is that of all threads
and child processes, so that other work on the machine does not count. Everything is measured in one run, so compare the
ratios and not the seconds.
"""

import argparse
import contextlib
import gc
import importlib
import io
import json
import logging
import os
import platform
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
WARM_UP = ROOT / "samples" / "yamaguchi-drawn" / "yamaguchi-drawn.pdf"
SCAN = ".scan.pdf"
FLOOR, WHOLE, PLUMBER = "pdfium's floor", "plansheets, whole conversion", "pdfplumber extract_tables"
MOST_FLOORS, LEAST_FASTER = 3, 5
"""The goals: whole conversion in at most so many floors, and so many times faster than pdfplumber."""


def floor(path: Path) -> int:
    """Every character with its box and every path with its points, by pdfium's plain API, and nothing else."""
    import pypdfium2.raw as pdfium

    data = path.read_bytes()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    found = 0
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        found += len(_characters(text)) + len(_paths(page))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return found


def _characters(text: object) -> list[tuple[int, float, float, float, float]]:
    """Code point, left, right, bottom, top."""
    import ctypes

    import pypdfium2.raw as pdfium

    left, right, bottom, top = sides = [ctypes.c_double() for _ in range(4)]
    at = [ctypes.byref(side) for side in sides]
    found = []
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        pdfium.FPDFText_GetCharBox(text, index, *at)
        found.append((code, left.value, right.value, bottom.value, top.value))
    return found


def _paths(page: object) -> list[list[tuple[int, float, float]]]:
    """Of each path its segments: kind and point, as they stand in the file."""
    import ctypes

    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    found = []

    def walk(count: int, get: Callable[[int], object]) -> None:
        for index in range(count):
            item = get(index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                walk(pdfium.FPDFFormObj_CountObjects(item), lambda i, form=item: pdfium.FPDFFormObj_GetObject(form, i))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                points = []
                for number in range(pdfium.FPDFPath_CountSegments(item)):
                    segment = pdfium.FPDFPath_GetPathSegment(item, number)
                    pdfium.FPDFPathSegment_GetPoint(segment, at_x, at_y)
                    points.append((pdfium.FPDFPathSegment_GetType(segment), x.value, y.value))
                found.append(points)

    walk(pdfium.FPDFPage_CountObjects(page), lambda index: pdfium.FPDFPage_GetObject(page, index))
    return found


def reading(path: Path) -> int:
    """plansheets' default reader: glyphs and marks of every page."""
    from plansheets.extract.readers.pdfium import PdfiumFile

    file = PdfiumFile(path.read_bytes(), path.name)
    try:
        return sum(len(file.page(number)) for number in range(1, file.page_count + 1))
    finally:
        file.close()


def conversion(path: Path) -> int:
    """All of plansheets: the file as checked tables; nothing is written."""
    from plansheets.conversion import convert_bytes, load_rules
    from plansheets.gate import gate

    found = convert_bytes(path.read_bytes(), path.name, load_rules())
    if found.reading is None:
        raise SystemExit(f"{path}: not converted: {[row['message'] for row in found.rows['problems']]}")
    return len(gate(found.rows))


def plumber(path: Path) -> int:
    """pdfplumber's tables."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return sum(len(page.extract_tables()) for page in pdf.pages)


def camelot(path: Path) -> int:
    """camelot's tables, by rulings."""
    from camelot import read_pdf

    return len(read_pdf(str(path), pages="all", flavor="lattice"))


def mupdf(path: Path, **options: bool) -> int:
    """PyMuPDF's tables."""
    import pymupdf

    with pymupdf.open(path) as document:
        return sum(len([table.extract() for table in page.find_tables(**options).tables]) for page in document)


def mupdf_lines(path: Path) -> int:
    """PyMuPDF's tables by lines alone, without the model of page layout that version 2 brings along."""
    return mupdf(path, use_layout=False)


TOOLS: dict[str, tuple[Callable[[Path], int], str, str]] = {
    FLOOR: (floor, "pypdfium2", "pypdfium2"),
    "plansheets, reading": (reading, "plansheets", "plansheets"),
    WHOLE: (conversion, "plansheets", "plansheets"),
    PLUMBER: (plumber, "pdfplumber", "pdfplumber"),
    "camelot, lattice": (camelot, "camelot", "camelot-py"),
    "PyMuPDF find_tables": (mupdf, "pymupdf", "pymupdf"),
    "PyMuPDF find_tables, use_layout=False": (mupdf_lines, "pymupdf", "pymupdf>=2"),
}
"""What does the work, the module it needs, and what to install for that."""


def installed() -> list[str]:
    """The tools that can be measured here; says how to install the others."""
    found = []
    for name, (_, module, package) in TOOLS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{name}: not installed, left out; pip install {package}", file=sys.stderr)
        else:
            found.append(name)
    return found


def once(paths: list[Path], tools: list[str]) -> dict[str, dict[str, float]]:
    """Seconds by tool and document, in this process."""
    for tool in tools:
        TOOLS[tool][0](WARM_UP)
    gc.freeze()  # as a run of plansheets does, for every tool
    found: dict[str, dict[str, float]] = {tool: {} for tool in tools}
    for path in paths:
        for tool in tools:
            start = cpu_seconds()
            TOOLS[tool][0](path)
            found[tool][str(path)] = cpu_seconds() - start
    return found


def cpu_seconds() -> float:
    """What this process and its ended children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best(paths: list[Path], tools: list[str], rounds: int) -> dict[str, dict[str, float]]:
    """The best of some rounds, by tool and document; every other round takes the tools from the end."""
    found: dict[str, dict[str, float]] = {tool: {} for tool in tools}
    for number in range(rounds):
        order = tools[:: -1 if number % 2 else 1]
        call = [sys.executable, __file__, "--once", *order, "--", *map(str, paths)]
        took = json.loads(subprocess.run(call, stdout=subprocess.PIPE, check=True).stdout)
        for tool in tools:
            for path, seconds in took[tool].items():
                found[tool][path] = min(seconds, found[tool].get(path, seconds))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return found


def table(paths: list[Path], took: dict[str, dict[str, float]]) -> Iterator[str]:
    """Markdown: a row a tool, milliseconds per page by folder, and the ratio to the floor."""
    folders = sorted({path.parent for path in paths})
    pages = {path: page_count(path) for path in paths}
    counts = [sum(pages[path] for path in paths if path.parent == folder) for folder in folders]
    heads = [f"{folder.name}, {count} pages" for folder, count in zip(folders, counts, strict=True)]
    yield "| ms of CPU per page | " + " | ".join(heads) + f" | all {sum(counts)} | × floor |"
    yield "|---|" + "---:|" * (len(folders) + 2)
    lowest = sum(took[FLOOR].values())
    for tool, seconds in took.items():
        sums = [sum(seconds[str(path)] for path in paths if path.parent == folder) for folder in folders]
        cells = [f"{1000 * s / count:.1f}" for s, count in zip(sums, counts, strict=True)]
        whole = sum(sums)
        yield f"| {tool} | " + " | ".join(cells) + f" | {1000 * whole / sum(counts):.1f} | {whole / lowest:.2f} |"
    yield ""
    whole = sum(took[WHOLE].values())
    yield f"Whole conversion: {whole / lowest:.2f} × the floor; the goal is at most {MOST_FLOORS} ×."
    if PLUMBER in took:
        faster = sum(took[PLUMBER].values()) / whole
        yield f"Whole conversion: {faster:.1f} times faster than {PLUMBER}; the goal is at least {LEAST_FASTER} times."


def page_count(path: Path) -> int:
    """Pages of a PDF."""
    from plansheets.extract.readers.pdfium import PdfiumFile

    file = PdfiumFile(path.read_bytes(), path.name)
    try:
        return int(file.page_count)
    finally:
        file.close()


def recognised(paths: list[Path]) -> Iterator[str]:
    """Pages per minute of CPU time of scans, whole conversion by OCR; the models are loaded before."""
    conversion(paths[0])
    pages = sum(map(page_count, paths))
    start = cpu_seconds()
    for path in paths:
        conversion(path)
    took = cpu_seconds() - start
    yield f"OCR, whole conversion: {60 * pages / took:.1f} pages per minute ({pages} scanned pages)."


def versions() -> str:
    """The libraries that were measured."""
    packages = dict.fromkeys(package for _, _, package in TOOLS.values() if package != "plansheets")
    found = []
    for package in packages:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found.append(f"{package} {metadata.version(package)}")
    return ", ".join([f"Python {platform.python_version()}", *found])


def processor() -> str:
    """The core's model."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def main() -> None:
    """Measures and prints; `--once` is a round in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[SHARED / "real", SHARED / "pdf"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ocr", action="store_true", help="also pages per minute of the scans")
    parser.add_argument("--once", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    if given.once:
        said = io.StringIO()  # the peers print advice
        with contextlib.redirect_stdout(said):
            found = once(given.paths, given.once)
        print(json.dumps(found))
        return
    files = [file for path in given.paths for file in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    texts = [file for file in files if not file.name.endswith(SCAN)]
    if not texts:
        raise SystemExit(f"{', '.join(map(str, given.paths))}: no PDF to measure")
    print(f"{processor()}, one core, {date.today().isoformat()}, best of {given.rounds} rounds;")
    print(f"{versions()}.\n")
    print("\n".join(table(texts, best(texts, installed(), given.rounds))))
    scans = [file for file in files if file.name.endswith(SCAN)]
    if given.ocr and scans:
        print("\n".join(recognised(scans)))


if __name__ == "__main__":
    main()
