"""`python -m tests.fuzz [SECONDS [SEED [REPORT]]]`: search for broken promises, tell each once, made small."""

import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.promises import check_bytes, check_text
from tests.fuzz.texts import texts

ROUND = 200
"""Texts per round; the clock is looked at between rounds."""
SLOW = 3.0
"""Seconds for one text of a few thousand characters that are too many."""
SHRINKING = 40.0
"""Seconds spent on making one input small."""


class SlowError(AssertionError):
    """A text took too long."""


def signature(error: BaseException) -> str:
    """What tells one broken promise from another: the error's kind and the last place in plansheets."""
    error = error.__cause__ or error  # an InternalError says nothing of its own
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/tests/" not in f.filename
              and any(f"/{room}/" in f.filename for room in ("extract", "plansheets", "normalize", "rules"))
              and "site-packages" not in f.filename]  # fmt: skip
    chain = " < ".join(f"{Path(f.filename).name}:{f.name}" for f in reversed(frames[-3:]))
    says = str(error).split("\n")[0] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {says} {chain}".strip()


def fails(text: str) -> tuple[str, str] | None:
    """Signature and traceback of what a text breaks; None where every promise holds."""
    start = time.process_time()  # not the clock on the wall: other work on the machine is no fault of the text
    try:
        check_text(text)  # which converts twice
        if time.process_time() - start > SLOW * 2:
            raise SlowError("slow")
    except Exception as error:
        return signature(error), "".join(traceback.format_exception(error)[-6:])
    return None


def shrink(text: str, wanted: str, check: Callable[[str], tuple[str, str] | None] = fails) -> str:
    """The text with lines, then characters left out as long as it breaks the same promise."""
    stop = time.perf_counter() + SHRINKING
    text = "".join(_ddmin(text.splitlines(keepends=True), wanted, check, stop))
    return "".join(_ddmin(list(text), wanted, check, stop))


def _ddmin(
    parts: Sequence[str], wanted: str, check: Callable[[str], tuple[str, str] | None], stop: float
) -> Sequence[str]:
    size = max(len(parts) // 2, 1)
    while parts and time.perf_counter() < stop:
        at, before = 0, len(parts)
        while at < len(parts) and time.perf_counter() < stop:
            shorter = [*parts[:at], *parts[at + size :]]
            found = check("".join(shorter)) if shorter else None
            if found and found[0] == wanted:
                parts = shorter
            else:
                at += size
        if size == 1 and len(parts) == before:
            break
        size = max(size // 2, 1)
    return parts


def run(seconds: float, first_seed: int, report: Path | None) -> int:
    """Search until the time is over; gives the number of promises found broken."""
    known: set[str] = set()
    tried, stop = 0, time.perf_counter() + seconds

    def look(text: str) -> None:
        nonlocal tried
        tried += 1
        found = fails(text)
        if found and found[0] not in known:
            known.add(found[0])
            small = shrink(text, found[0])
            _tell(found[0], small, (fails(small) or found)[1], report)

    number = first_seed
    while time.perf_counter() < stop:
        checks = [HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large]
        options = settings(max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate],
                           suppress_health_check=checks)  # fmt: skip
        seed(number)(options(given(texts(60 if number % 4 else 400))(look)))()
        tried += _bytes(random.Random(number), known, report)
        number += 1
        print(f"{tried} texts, seed {number}, {len(known)} broken promises", flush=True)
    return len(known)


def _bytes(source: random.Random, known: set[str], report: Path | None) -> int:
    """A few inputs of random bytes."""
    for _ in range(10):
        data = source.randbytes(source.randrange(80)) + "目的　地域".encode(
            source.choice(["cp932", "utf-16", "euc_jp"])
        )
        try:
            check_bytes(data)
        except Exception as error:
            found = signature(error)
            if found not in known:
                known.add(found)
                _tell(found, repr(data), "".join(traceback.format_exception(error)[-6:]), report)
    return 10


def _tell(found: str, text: str, trace: str, report: Path | None) -> None:
    lines = [f"## {found}", f"{time.strftime('%H:%M:%S')}, input ({len(text)} characters):", "```", repr(text), "```"]
    message = "\n".join([*lines, "```", trace.rstrip(), "```", ""])
    print(message, flush=True)
    if report:
        with report.open("a", encoding="utf-8") as file:
            file.write(message + "\n")


if __name__ == "__main__":
    given_args = sys.argv[1:]
    budget = float(given_args[0]) if given_args else 600.0
    start_seed = int(given_args[1]) if len(given_args) > 1 else 0
    sys.exit(run(budget, start_seed, Path(given_args[2]) if len(given_args) > 2 else None) > 0)
