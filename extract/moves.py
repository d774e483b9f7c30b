"""An indicator told as a move: 12.4%（R5） → 60%（R10）, 現状 152件（令和5年度） ⇒ 目標 300件, R5：12.3 → R11：15.0."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading
from plansheets.extract.span import Span
from plansheets.extract.values import claim_label, claim_value
from plansheets.normalize import clean_text, unwrap
from plansheets.rules import Lexicon

ARROW: Final = regex.compile(r"\s*(?:[→⇒⇨➡➔➜⟶▶►]|[-－=＝][>＞])\s*")
DIGIT: Final = r"[0-9０-９]"
YEAR: Final = (
    rf"(?:(?:令和|平成|昭和|[RHSＲＨＳ])\s*[.．]?\s*(?:元|{DIGIT}{{1,2}})|(?:20|２０){DIGIT}{{2}})\s*(?:年度|年)?\s*末?"
)
VALUE: Final = (
    rf"(?:[▲△約\-－+＋]?\s*{DIGIT}[0-9０-９,，.．]*\s*[^\s0-9０-９（）()\[\]：:、。]{{0,8}}|[-－―—–ー]"
    r"|未(?:実施|集計|設定|定)|なし|調査中)"
)
STEP: Final = (
    r"(?:(?P<word>[\p{Han}\p{Katakana}ー]{2,8}?)\s*)?"
    rf"(?:[（(\[]?\s*(?P<before>{YEAR})[^（）()0-9０-９：:\s]{{0,4}}\s*[）)\]]?\s*[:：]?\s*)?"
    rf"(?P<value>{VALUE})\s*(?:[（(\[]\s*(?P<behind>{YEAR})[^（）()\n]{{0,4}}[）)\]]?)?"
)
LAST: Final = regex.compile(rf"\s*{STEP}\s*")
FIRST: Final = regex.compile(rf"(?P<name>.*?)(?:(?<=[\s\u3000:：、])|^)[\s\u3000:：]*{STEP}\s*", regex.DOTALL)
BULLET: Final = regex.compile(r"[\s・･○●◆◇■□▪•※＊*－-]*(?:[0-9０-９]{1,2}[.．)）]\s*|[①-⑳]\s*)?")
TAIL: Final = regex.compile(r"[\s年度末（）()]+")
"""What is left of years in brackets that broke over two lines."""


@dataclass(frozen=True)
class Step:
    """One value of a move: where it stands in the text, where its year or its kind does (None for neither)."""

    value: tuple[int, int]
    year: tuple[int, int] | None
    word: tuple[int, int] | None


@dataclass(frozen=True)
class Move:
    """The indicator's name where the text begins with it, and its values from the baseline to the target."""

    name: tuple[int, int] | None
    steps: tuple[Step, ...]


def move_in(raw: str, lexicon: Lexicon) -> Move | None:
    """The move that a line is; None for any other text. A year or the kind of a value must be printed."""
    arrows = [m.span() for m in ARROW.finditer(raw)]
    if not arrows:
        return None
    starts, stops = [0, *(b for _, b in arrows)], [*(a for a, _ in arrows), len(raw)]
    steps: list[Step] = []
    name: tuple[int, int] | None = None
    for k, (a, b) in enumerate(zip(starts, stops, strict=True)):
        found = (LAST if k else FIRST).fullmatch(raw, a, b)
        word = found["word"] if found else None
        if found is None or (k and word and lexicon.value_type_in(word) is None):
            return None
        if k == 0:
            stop = found.end("name")
            if word and lexicon.value_type_in(word) is None:  # no kind of value: the end of the name
                stop, word = found.end("word"), None
                if raw[stop] not in " \u3000:：\t\n":
                    return None  # it runs into its value, and may be a text that only mentions one
            start = BULLET.match(raw, 0, stop)
            begin = start.end() if start else 0
            stop = begin + len(raw[begin:stop].rstrip(" \u3000:：、"))
            name = (begin, stop) if stop > begin else None
        year = next((found.span(n) for n in ("behind", "before") if found[n]), None)
        steps.append(Step(found.span("value"), year, found.span("word") if word else None))
    if not any(step.year or step.word for step in steps):
        return None
    return Move(name, tuple(steps))


def claim_move(
    reading: Reading, span: Span, move: Move, name: Claim | None, sheet: int | None, numbers: tuple[int, int]
) -> bool:
    """Claim a move as indicators: the first value is the baseline, the last one the target. `numbers` are those of
    the table and the indicator. False where nothing names it.
    """
    if move.name is not None:
        name = claim_value(reading, span.part(*move.name).strip(), "indicator")
    if name is None:
        return False
    table_no, indicator_no = numbers
    for k, step in enumerate(move.steps):
        kind = reading.lexicon.value_type_in(span.raw[slice(*step.word)]) if step.word else None
        word = claim_label(reading, span.part(*step.word), "head") if step.word else None
        year = claim_label(reading, span.part(*step.year).strip(), "head") if step.year else None
        value = claim_value(reading, span.part(*step.value).strip(), "value")
        when = reading.period(clean_text(unwrap(year.span.raw))).first_fiscal_year if year else None
        reading.ledger.row(
            "indicators", sheet, {"indicator": name, "period": year or word or value, "value_text": value},
            table_no=table_no, indicator_no=indicator_no, ordinal=k + 1, fiscal_year=when, fiscal_year_to=when,
            is_open_ended=False, value_type=kind or ("baseline" if k == 0 else "target"),
        )  # fmt: skip
    reading.ledger.rest(span, "label", f"{reading.rule}/move")
    return True


def claim_moves(reading: Reading, spans: Sequence[Span], label: Claim | None, sheet: int | None) -> bool:
    """Claim lines that are all moves, or the rest of one. False, and nothing claimed, where one is anything else."""
    moves = [(span, move_in(span.raw, reading.lexicon)) for span in spans]
    if not any(move for _, move in moves):
        return False
    if any(move is None and not TAIL.fullmatch(span.raw) for span, move in moves):
        return False
    if label is None and any(move is not None and move.name is None for _, move in moves):
        return False
    table_no, number = reading.ledger.next_table_no(), 0
    for span, move in moves:
        if move is None:
            reading.ledger.rest(span, "label", f"{reading.rule}/move")
            continue
        number += 1
        claim_move(reading, span, move, label, sheet, (table_no, number))
    return True
