"""Time and memory of one document, against what no reader can be faster than: `python bench/convert.py [FOLDER]`.

The floor is reading the file and NFKC of it, line by line. Everything is measured in this one run; compare the ratios, not
the seconds. Without a folder: ../shared/seeds where it stands beside the clone, else samples/.
"""

import resource
import statistics
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from plansheets.conversion import convert_bytes, load_rules
from plansheets.extract.readers import READERS
from plansheets.gate import gate

ROOT = Path(__file__).parents[1]
ROUNDS = 3
FLOOR_ROUNDS = 50
"""The floor takes well under a millisecond, so it is repeated more often."""
START_ROUNDS = 5


def documents(folder: Path) -> Iterator[Path]:
    """The documents of a folder and of the folders in it."""
    found = (p for p in sorted(folder.rglob("*")) if p.suffix in READERS and p.stem.lower() != "readme")
    yield from (p for p in found if "make" not in p.parts)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of some rounds."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def floor(path: Path) -> list[str]:
    """Reading the file, and NFKC of each of its lines."""
    text = path.read_bytes().decode("utf-8")
    return [unicodedata.normalize("NFKC", line) for line in text.splitlines()]


def convert(path: Path) -> object:
    """The file as checked tables; nothing is written."""
    return gate(convert_bytes(path.read_bytes(), path.name, load_rules()).rows)


def peak() -> float:
    """The most memory this process has held, in MiB (ru_maxrss counts KiB on Linux, bytes on macOS)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def start_up() -> tuple[float, float]:
    """Seconds of `plansheets --help`, and of a Python that does nothing."""
    helped = [sys.executable, "-c", "from plansheets.cli import main; main(['--help'])"]
    bare = [sys.executable, "-c", "pass"]
    return tuple(  # type: ignore[return-value]
        seconds(lambda call=call: subprocess.run(call, capture_output=True, check=False), START_ROUNDS)
        for call in (helped, bare)
    )


def main() -> None:
    """One line a document, then the whole, memory and start-up."""
    seeds = ROOT.parent / "shared" / "seeds"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else seeds if seeds.exists() else ROOT / "samples"
    paths = list(documents(folder))
    if not paths:
        raise SystemExit(f"{folder}: no document to measure")
    helped, bare = start_up()
    load_rules()
    before = peak()
    convert(paths[0])  # loads the rest, and warms what is cached
    print(f"{'document':44}{'kB':>7}{'floor ms':>10}{'ms':>9}{'ms/kB':>8}{'x floor':>9}")
    sums = [0.0, 0.0, 0.0]
    for path in paths:
        size = path.stat().st_size / 1000
        low, took = seconds(lambda p=path: floor(p), FLOOR_ROUNDS), seconds(lambda p=path: convert(p), ROUNDS)
        sums = [a + b for a, b in zip(sums, (size, low, took), strict=True)]
        print(_row(path.name, size, low, took))
    print(_row(f"all {len(paths)}", *sums))
    print(f"peak memory {peak():.0f} MiB; {before:.0f} MiB before the first document")
    print(f"plansheets --help {helped * 1000:.0f} ms, {helped / bare:.1f} x python -c pass ({bare * 1000:.0f} ms)")


def _row(name: str, size: float, low: float, took: float) -> str:
    return f"{name:44}{size:7.1f}{low * 1000:10.3f}{took * 1000:9.1f}{took * 1000 / size:8.2f}{took / low:9.0f}"


if __name__ == "__main__":
    main()
