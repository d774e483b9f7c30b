"""The batch, measured: what isolation costs, throughput, the parent's memory, and a second run.

    python bench/batch.py                    real sheets (../shared/real, ../shared/pdf): isolated against in-process
    python bench/batch.py --documents 20000  that many documents, made from the samples with small changes

Ratios of one run on one machine; docs/performance.md has the last figures.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil

import plansheets

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PRINTS = 10
"""One document in so many is a PDF; the others are texts."""
SETTLED = 0.2
"""Share of a run after which its parent's memory is looked at: libraries are loaded and caches are full."""


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--documents", type=int, default=0)
    args.add_argument("--workers", type=int, default=2)
    args.add_argument("--rounds", type=int, default=3)
    given = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.documents:
            archive(Path(folder), given.documents, given.workers)
        else:
            isolation(Path(folder), given.rounds)


def isolation(folder: Path, rounds: int) -> None:
    """One worker against none, on real sheets; the best of some rounds."""
    files = [SHARED / "real", SHARED / "pdf"]
    took: dict[int, float] = {}
    for _ in range(rounds):
        for workers in (0, 1):
            begun = time.perf_counter()
            summary = plansheets.convert(files, folder / "out", workers=workers, fresh=True, ocr="never")
            took[workers] = min(took.get(workers, 1e9), time.perf_counter() - begun)
    print(f"{summary.documents} documents, {summary.pages} pages: in-process {took[0]:.1f} s, "
          f"one worker {took[1]:.1f} s = {took[1] / took[0]:.2f} times")  # fmt: skip


def archive(folder: Path, documents: int, workers: int) -> None:
    """Throughput, the parent's memory by documents done, and the same run again."""
    make(folder / "in", documents)
    process, memory = psutil.Process(), []

    def watch(event: dict[str, Any]) -> None:
        if event["event"] == "document" and event["done"] % 50 == 0:
            memory.append((event["done"], process.memory_info().rss))

    first, summary = timed(folder, workers=workers, watch=watch)
    second, again = timed(folder, workers=workers)
    assert again.converted == 0, "the second run converted again"
    at, held = np.array([each for each in memory if each[0] > SETTLED * documents]).T
    slope = np.polyfit(at, held, 1)[0]
    print(f"{summary.documents} documents, {summary.pages} pages of PDFs, {summary.failed} failed, {workers} workers")
    print(f"first run {first:.0f} s: {documents / first / workers:.1f} documents a second and core")
    print(f"second run {second:.1f} s: {second / first:.2%} of the first")
    print(f"the parent: {held[-1] / 1e6:.0f} MB at the end, slope {slope:.0f} bytes a document; "
          f"peak of the tables' writing {peak() / 1e6:.0f} MB")  # fmt: skip


def timed(folder: Path, **more: Any) -> tuple[float, plansheets.Summary]:
    begun = time.perf_counter()
    summary = plansheets.convert(folder / "in", folder / "out", ocr="never", **more)
    return time.perf_counter() - begun, summary


def peak() -> int:
    """The parent's largest memory so far, in bytes."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def make(folder: Path, documents: int) -> None:
    """Documents made from the samples' sources: texts with a line more, PDFs with a comment at their end."""
    files = [path for path in sorted((ROOT / "samples").rglob("*")) if "make" not in path.parts]
    texts = [path for path in files if path.suffix == ".txt" and path.parent.name == path.stem]
    prints = [path for path in files if path.suffix == ".pdf" and "scan" not in path.stem]
    for number in range(documents):
        kind = texts if number % PRINTS else prints
        source = kind[number % len(kind)]
        to = folder / f"{number // 1000:03}" / f"{number:06}{source.suffix}"
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, to)
        with to.open("ab") as file:
            file.write(f"\n備考\t第{number}号\n".encode() if source.suffix == ".txt" else f"\n% {number}\n".encode())


if __name__ == "__main__":
    main()
