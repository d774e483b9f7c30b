"""Every case of samples/normalize_cases.json, or of the file PLANSHEETS_CASES names, through the public functions."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from plansheets import normalize

CASES = Path(os.environ.get("PLANSHEETS_CASES") or Path(__file__).parents[1] / "samples" / "normalize_cases.json")
Context = Mapping[str, Any]
Values = dict[str, Any]


def _some(context: Context, *names: str) -> dict[str, Any]:
    """The named parts of a context; a case may carry more than a function takes."""
    return {name: context[name] for name in names if name in context}


def _clean_text(text: str, context: Context) -> Values:
    return {"text": normalize.clean_text(text, **_some(context, "font"))}


def _same_key(pair: Mapping[str, str], _: Context) -> Values:
    return {"same": normalize.match_key(pair["a"]) == normalize.match_key(pair["b"])}


def _period(text: str, context: Context) -> Values:
    return normalize.parse_period(text, **_some(context, "era", "fiscal_year", "basis", "expect")).as_dict()


def _period_sequence(cells: list[str], context: Context) -> Values:
    return normalize.parse_period_sequence(cells, **_some(context, "era", "fiscal_year", "basis")).as_dict()


def _number(text: str, context: Context) -> Values:
    return normalize.parse_number(text, **_some(context, "unit", "paren_negative", "column")).as_dict()


def _enumerator(text: str, context: Context) -> Values:
    return normalize.parse_enumerator(text, **_some(context, "split")).as_dict()


def _glyph(text: str, context: Context) -> Values:
    return normalize.parse_glyph(text, **_some(context, "column", "font")).as_dict()


def _arrow(text: str, context: Context) -> Values:
    return normalize.parse_arrow(text, **_some(context, "font")).as_dict()


def _unwrap(text: str, context: Context) -> Values:
    return {"text": normalize.unwrap(text, **_some(context, "is_list"))}


def _orgs(text: str, _: Context) -> Values:
    return normalize.parse_organisations(text).as_dict()


def _municipality(code_or_name: str | int, context: Context) -> Values:
    return normalize.find_municipality(code_or_name, **_some(context, "prefecture")).as_dict()


def _ocr_repair(text: str, context: Context) -> Values:
    kind = context.get("type", "text")
    repaired = normalize.repair_ocr(text, type=kind, **_some(context, "lexicon"))
    read = {"number": _number, "period": _period, "checkbox": _glyph, "mark": _glyph, "arrow": _arrow, "orgs": _orgs}
    read |= {"enumerator": _enumerator, "municipality": _municipality, "code": _municipality}
    values = read[kind](repaired, {"column": kind, **context}) if kind in read else {}
    return {"text": repaired, **values}


FUNCTIONS: dict[str, Callable[[Any, Context], Values]] = {
    "clean_text": _clean_text,
    "same_key": _same_key,
    "period": _period,
    "period_sequence": _period_sequence,
    "number": _number,
    "enumerator": _enumerator,
    "glyph": _glyph,
    "arrow": _arrow,
    "unwrap": _unwrap,
    "orgs": _orgs,
    "municipality": _municipality,
    "ocr_repair": _ocr_repair,
}


def agrees(expected: Any, found: Any, key: str = "") -> bool:
    """Is the expected value in the result? Keys by subset, numbers within 1e-9, qualifiers as a set."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(k in found and agrees(v, found[k], k) for k, v in expected.items())
    if isinstance(expected, list):
        if not isinstance(found, list | tuple) or len(found) != len(expected):
            return False
        if key == "qualifiers":
            return set(expected) == set(found)
        return all(agrees(e, f) for e, f in zip(expected, found, strict=True))
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return type(found) is type(expected) and bool(found == expected)
    return isinstance(found, int | float) and not isinstance(found, bool) and abs(expected - found) < 1e-9


def _cases() -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in json.loads(CASES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    found = FUNCTIONS[case["category"]](case["input"], case.get("context") or {})
    assert agrees(case["expected"], found), f"{case['input']!r}: {case.get('why')}\n{case['expected']}\n{found}"
