"""Indicators written as text: ・オンライン申請率　現状 12.4%（R5）→ 目標 60%（R10）, 相談 120件（R5）→ 200件."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from plansheets.extract.claims import Claim
from plansheets.extract.reading import Reading, SheetHead
from plansheets.extract.ruled.years import year_in
from plansheets.extract.span import Span
from plansheets.extract.values import claim_label, claim_value, guess_kind
from plansheets.normalize import clean_text, parse_number
from plansheets.rules import Lexicon

COUNTED: Final = (
    r"(?:KPI|ＫＰＩ|(?:成果|活動|目標)?指標)\s*"
    r"(?:[①-⑳]|[(（]?[0-9０-９]{1,2}[)）]?(?=[\s:：.．]|\Z))\s*[:：.．]?"
)
"""What counts the indicators of a cell: KPI①."""
BULLET: Final = regex.compile(
    rf"\s*(?:{COUNTED}|[・･○●◯◎◇◆■□▪•*＊]|[-－](?=\s)|[①-⑳]|[（(][0-9０-９]{{1,2}}[)）]|[0-9０-９]{{1,2}}[.．)）])\s*"
)
ERA: Final = r"(?:明治|大正|昭和|平成|令和|[MTSHRＨＲ])\s*(?:元|[0-9０-９]{1,2})|(?:19|20|１９|２０)[0-9０-９]{2}"
TIME: Final = rf"(?:{ERA})\s*(?:年度|年|末)*(?:\s*[（(](?:{ERA})\s*(?:年度|年)*[)）])?末?(?:時点)?"
ARROW: Final = r"[→⇒⇨➡▶►＞>]|から"
TOKEN: Final = regex.compile(
    rf"""(?:[【\[〔（(]?\s*(?P<kind>(?!{ERA})[^\s0-9０-９:：、，→⇒【】\[\]〔〕（）()]{{2,8}})\s*[】\]〕）)]?\s*[:：]?\s*)?
    (?:[（(]?\s*(?P<before>{TIME})\s*[)）]?\s*[:：]?\s*)?
    (?P<value>(?:約|延べ)?\s*[▲△]?[0-9０-９][0-9０-９,，.．]*(?!\s*(?:年度|年[^間]|[0-9０-９]))\s*(?:(?:(?![／/]\s*(?:実績|目標|現状|計画))[^\s0-9０-９→⇒➡、，,。:：（）()【】〔〕\[\]]){{1,7}})?|[-－―–—](?=\s*(?:[（(]|$|[→⇒])))
    (?:\s*[（(]\s*(?P<after>{TIME})\s*[)）])?""",
    regex.VERBOSE,
)
FOLLOWS: Final = regex.compile(rf"\s*(?:{ARROW})")
BETWEEN: Final = regex.compile(rf"(?:\s|{ARROW}|[、，,／/:：])*")


@dataclass(frozen=True)
class Token:
    """One value of an indicator: offsets of its name, value and period in the text, and what kind it is."""

    name: tuple[int, int] | None
    value: tuple[int, int]
    period: tuple[int, int] | None
    value_type: str | None
    kind: tuple[int, int] | None
    end: int

    def moved(self, by: int) -> "Token":
        """The same token in a text that begins so much earlier."""
        name, value, period, kind = (
            (at[0] + by, at[1] + by) if at else None for at in (self.name, self.value, self.period, self.kind)
        )
        return Token(name, value or self.value, period, self.value_type, kind, self.end + by)


def claim_kpis(
    reading: Reading, label: Claim, value: Span, sheet: SheetHead, last: Claim | None = None
) -> Claim | None:
    """Claim the indicators that a text lists; gives the name of the last one, None where it lists none.

    Lines that hold none become a field. Values before any name go on with `last`, which a page's end cut. The year of
    what has none is the label's.
    """
    found = _indicators(value.raw, reading.lexicon, goes_on=last is not None)
    if not found:
        return None
    usual = year_in(reading, label.span.raw)
    name = last
    rule = "kpi-line"
    table_no = reading.ledger.next_table_no()
    for number, tokens in enumerate(found, 1):
        if tokens[0].name or name is None:
            name = claim_value(reading, value.part(*(tokens[0].name or (0, 0))).strip(), rule, 0.9)
        unit = next((u for t in tokens if (u := _unit(value.raw[slice(*t.value)]))), None)
        for ordinal, token in enumerate(tokens, 1):
            kind = claim_label(reading, value.part(*token.kind).strip(), rule) if token.kind else None
            period = claim_label(reading, value.part(*token.period).strip(), rule) if token.period else None
            text = value.raw[slice(*token.value)]
            year = reading.period(clean_text(period.span.raw)).first_fiscal_year if period else usual
            row = reading.ledger.row(
                "indicators", sheet.number,
                {"indicator": name, "period": period or kind or label,
                 "value_text": claim_value(reading, value.part(*token.value).strip(), rule, 0.9)},
                table_no=table_no, indicator_no=number, ordinal=ordinal, unit=None if _unit(text) else unit,
                fiscal_year=year, fiscal_year_to=year, is_open_ended=False, value_type=token.value_type or "target",
            )  # fmt: skip
            guess_kind(row, kind)
    rest = _prose(reading, value, found)
    for piece in rest:
        text_claim = claim_value(reading, piece, "indicator", 0.8)
        reading.ledger.row("fields", sheet.number, {"label": label, "text": text_claim}, field="indicator")
    reading.ledger.rest(value, "label", f"{reading.rule}/{rule}")
    return name


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with its period: offsets in the text, and the kind that a word gives it."""

    value: tuple[int, int]
    period: tuple[int, int]
    value_type: str | None


def dated_values(raw: str, lexicon: Lexicon) -> list[Dated]:
    """The values of a text that is nothing but values with their periods; empty for any other text."""
    found: list[Dated] = []
    at = 0
    for line in raw.split("\n"):
        tokens = list(_tokens(line, lexicon))
        if any(t.name or t.period is None for t in tokens) or (line.strip() and not tokens):
            return []
        found += [Dated((t.value[0] + at, t.value[1] + at), (t.period[0] + at, t.period[1] + at), t.value_type)
                  for t in tokens if t.period]  # fmt: skip
        if tokens and BETWEEN.fullmatch(line[tokens[-1].end :]) is None:
            return []
        at += len(line) + 1
    return found


def _unit(text: str) -> str | None:
    return parse_number(clean_text(text), unit=None).printed_unit


def _prose(reading: Reading, value: Span, found: list[list[Token]]) -> Iterator[Span]:
    """Lines of which no indicator took anything."""
    used = [bounds for tokens in found for t in tokens for bounds in (t.name, t.value) if bounds]
    at = 0
    for line in value.raw.split("\n"):
        stop = at + len(line)
        if line.strip() and not any(a < stop and b > at for a, b in used):
            yield value.part(at, stop).strip()
        at = stop + 1


def _indicators(raw: str, lexicon: Lexicon, *, goes_on: bool = False) -> list[list[Token]]:
    """The indicators of a text, each with its values in order; the first may go on with one from before."""
    found: list[list[Token]] = []
    at = 0
    lone: tuple[int, int] | None = None  # a line without a value: the name of what the next line gives
    is_marked = is_counted = False
    for line in raw.split("\n"):
        tokens = list(_tokens(line, lexicon))
        bullet = BULLET.match(line)
        start = bullet.end() if bullet else 0
        if not tokens:
            is_rest = lone is not None and is_marked and bullet is None  # a marked name that is wrapped
            is_marked = bullet is not None or is_rest
            is_counted = (
                (is_counted and is_rest) if bullet is None else regex.match(COUNTED, bullet[0].strip()) is not None
            )
            first = lone[0] if lone is not None and is_rest else at + start
            lone = (first, at + len(line)) if line[start:].strip() and "。" not in line else None
        for token in tokens:
            moved = token.moved(at)
            if lone is not None and moved.name is not None and is_counted and bullet is None:
                moved = replace(moved, name=(lone[0], moved.name[1]))  # KPI① and a name that is wrapped
                lone = None
            if moved.name is None and lone:
                moved, lone = replace(moved, name=lone), None
            if moved.name is not None or (goes_on and not found):
                found.append([moved])
            elif found:
                found[-1].append(moved)
        at += len(line) + 1
    return [_typed(tokens) for tokens in found]


def _typed(tokens: list[Token]) -> list[Token]:
    """Values without a word for their kind: the first of several is what it was, the others what it shall be."""
    if len(tokens) < 2 or any(t.value_type for t in tokens):
        return tokens
    return [replace(t, value_type="target" if k else "baseline") for k, t in enumerate(tokens)]


def _tokens(line: str, lexicon: Lexicon) -> Iterator[Token]:
    """The values of one line. A number counts as one with a word for its kind, a period, or an arrow beside it."""
    bullet = BULLET.match(line)
    at = bullet.end() if bullet else 0
    start = at
    arrow = False
    while found := TOKEN.search(line, at):
        kind = lexicon.value_type_in(found["kind"]) if found["kind"] else None
        span = "before" if found["before"] else "after" if found["after"] else None
        follows = FOLLOWS.match(line, found.end()) is not None
        if not (kind or span or follows or arrow):
            at = found.end("kind") if found["kind"] else found.end()
            continue
        first = found.start("kind") if kind and found.start("kind") >= 0 else (
            found.start("before") if found["before"] else found.start("value"))  # fmt: skip
        while first > start and line[first - 1] in "【[〔（(":
            first -= 1
        name = line[start:first]
        is_new = BETWEEN.fullmatch(name) is None
        bounds = _name(line, start, first) if is_new else None
        yield Token(bounds, found.span("value"), found.span(span) if span else None, kind,
                    found.span("kind") if kind else None, found.end())  # fmt: skip
        at = start = found.end()
        arrow = follows


def _name(line: str, start: int, stop: int) -> tuple[int, int]:
    """The name of an indicator without what parts it from its value."""
    while start < stop and (line[start].isspace() or line[start] in "、，,／/】〕]"):
        start += 1
    while stop > start and (line[stop - 1].isspace() or line[stop - 1] in ":：、，,→⇒"):
        stop -= 1
    return start, stop
