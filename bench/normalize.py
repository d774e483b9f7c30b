"""Calls a second of the normalize functions, one core, no string seen twice: `python bench/normalize.py`."""

import importlib
import time
from collections.abc import Callable, Iterator

from plansheets.normalize.clean import clean_text
from plansheets.normalize.key import match_key
from plansheets.normalize.markup import strip_markup
from plansheets.normalize.ocr import repair_ocr
from plansheets.normalize.unwrap import unwrap

CALLS = 20_000
FLOOR = 50_000
"""Calls a second that clean_text must reach."""
TEXTS = [
    "市民協働の推進{}",
    "デ－タ  の{}整備",
    "令和6年度から{}年度",
    "２０２４年度の事業{}",
    "協働推進課\u3000地域交流センター{}",
    "約1,000人が参加し、地域の課題を解決するためのワークショップを{}回開催した。",
    "⾼齢者⽀援⽅針{}",
    "ｺﾐｭﾆﾃｨｾﾝﾀｰ{}",
    "①研修の実施{}\n②啓発資料の\n作成",
    "{}",
]
PARSED = {
    "parse_period": ["令和{}年度", "平成27年度～平成{}年度", "R{}.4.1"],
    "parse_number": ["1,{}千円", "約{}人", "△{}.5%"],
    "parse_enumerator": ["①研修{}", "(1) 調査{}", "・講座{}"],
    "parse_organisations": ["市民協働課{}、総務部総務課", "中央公民館{}"],
}


def strings(templates: list[str]) -> list[str]:
    """Different strings, so that no cache answers."""
    return [templates[index % len(templates)].format(100 + index) for index in range(CALLS)]


def rate(function: Callable[[str], object], texts: list[str]) -> float:
    """Calls a second; the first call, which loads tables, is not counted."""
    function("表")
    start = time.perf_counter()
    for text in texts:
        function(text)
    return len(texts) / (time.perf_counter() - start)


def functions() -> Iterator[tuple[Callable[[str], object], list[str]]]:
    """Every function with the strings it is measured on."""
    texts = strings(TEXTS)
    yield from ((function, texts) for function in (clean_text, match_key, unwrap, strip_markup, repair_ocr))
    package = importlib.import_module("plansheets.normalize")
    for name, templates in PARSED.items():
        yield getattr(package, name), strings(templates)


def main() -> None:
    """Print calls a second, a line a function; fail where clean_text is slower than its floor."""
    for function, texts in functions():
        found = rate(function, texts)
        print(f"{function.__name__:22}{found:12,.0f}/s")
        if function is clean_text and found < FLOOR:
            raise SystemExit(f"clean_text: {found:,.0f} calls a second, {FLOOR:,} wanted")


if __name__ == "__main__":
    main()
