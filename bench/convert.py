"""Time and memory of one document, against what no reader can be faster than: `python bench/convert.py [FOLDER]`.

The floor is reading the file and NFKC of it, line by line. Everything is measured in this one run, so compare the
ratios and not the seconds. A document is converted once in each of some fresh processes, after start-up and another
document: a second conversion of the same one would be answered from caches. Without a folder: ../shared/seeds where
it stands beside the clone, else samples/.
"""

import json
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
WARM_UP = "整理番号\t1\t担当課\t協働推進課\n目的\t場をつくる。\n\n１ 主旨\n\n令和6年4月 素案の作成\n"


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


def once(folder: Path) -> dict[str, float]:
    """Seconds of the first conversion of each document in this process, and its memory."""
    convert_bytes(WARM_UP.encode(), "warm-up.txt", load_rules())
    found = {"": peak()} | {path.name: seconds(lambda p=path: convert(p), 1) for path in documents(folder)}
    return found | {"peak": peak()}


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
    given = [a for a in sys.argv[1:] if a != "--once"]
    folder = Path(given[0]) if given else seeds if seeds.exists() else ROOT / "samples"
    if "--once" in sys.argv:
        print(json.dumps(once(folder)))
        return
    paths = list(documents(folder))
    if not paths:
        raise SystemExit(f"{folder}: no document to measure")
    helped, bare = start_up()
    runs = [_process(folder) for _ in range(ROUNDS)]
    print(f"{'document':44}{'kB':>7}{'floor ms':>10}{'ms':>9}{'ms/kB':>8}{'x floor':>9}")
    sums = [0.0, 0.0, 0.0]
    for path in paths:
        size = path.stat().st_size / 1000
        low, took = seconds(lambda p=path: floor(p), FLOOR_ROUNDS), statistics.median(r[path.name] for r in runs)
        sums = [a + b for a, b in zip(sums, (size, low, took), strict=True)]
        print(_row(path.name, size, low, took))
    print(_row(f"all {len(paths)}", *sums))
    print(f"peak memory {max(r['peak'] for r in runs):.0f} MiB; {runs[0]['']:.0f} MiB after start-up")
    print(f"plansheets --help {helped * 1000:.0f} ms, {helped / bare:.1f} x python -c pass ({bare * 1000:.0f} ms)")


def _process(folder: Path) -> dict[str, float]:
    """`once` in a process of its own."""
    call = [sys.executable, __file__, "--once", str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
    return found


def _row(name: str, size: float, low: float, took: float) -> str:
    return f"{name:44}{size:7.1f}{low * 1000:10.3f}{took * 1000:9.1f}{took * 1000 / size:8.2f}{took / low:9.0f}"


if __name__ == "__main__":
    main()
