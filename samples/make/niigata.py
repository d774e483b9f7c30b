"""Reform sheets as a raw dump leaves them: every cell a chunk of lines, the chunks out of order; and their true tables.

`data/niigata.yaml` holds invented projects, phrases, the orders of chunks (recipes) and the documents. The text and the
truth are both made from that data, neither from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from common import Document, Row, publish
from niigata_data import CUTS, DATA, NAMED, Chunk, Indicator, Sheet, any_of, gregorian
from typeset import wrap

COMPLETE = ["sheets", "offices", "actors", "fields", "schedule", "indicators", "assessments", "events"]
VERTICAL = {"overview": "改革実施概要", "ind": "指標", "progress": "進捗管理", "yearly": "年度評価"}
STAGES = {
    "interim": ("中間目標", "計画期間の中間評価", "中間評価"),
    "final": ("最終目標", "計画期間の評価", "計画期間の評価"),
}
VALUE_TYPES = ["baseline", "plan", "actual", "plan", "actual", "target"]
MARKED_YEAR = ("計画", "実績")


# --- the text ---------------------------------------------------------------------------------------------------


def set_lines(paragraphs: Sequence[str], width: int) -> Chunk:
    """Paragraphs wrapped to `width` full-width characters."""
    return [line for text in paragraphs for line in wrap(text, 2 * width)]


def head_chunks(sheet: Sheet) -> Iterator[tuple[str, list[Chunk]]]:
    """The block of headings, offices and name."""
    item, labels = sheet.item, sheet.labels
    tail = f" {item['number']}" if sheet.number_at == "level2" else ""
    yield "level1", [[f"{labels['level1']}{item['level1'][0]}　{item['level1'][1]}"]]
    yield "level2", [[f"{labels['level2']} {item['level2'][0]}　{item['level2'][1]}{tail}"]]
    yield "level3", [[f"{labels['level3']} {item['level3'][0]}　{item['level3'][1]}"]]
    yield "no", [["No."]]
    yield "number", [] if tail else [[item["number"]]]
    for key, value in (("offices", item["offices"]), ("title", wrap(item["title"], 66))):
        yield f"{key}.label", [[labels[key]]]
        yield f"{key}.value", [list(value)]


def prose_chunks(sheet: Sheet) -> Iterator[tuple[str, list[Chunk]]]:
    """The fields, and the table 取組工程."""
    for key, groups, width in (
        ("background", [sheet.say("background", sheet.set)], 52),
        ("purpose", sheet.purpose, 46),
        ("content", [sheet.say("content", sheet.set)], 46),
    ):
        yield f"{key}.label", [sheet.labels[key].split("\n")]
        yield f"{key}.value", [set_lines(group, width) for group in groups]
    yield "steps", [sheet.labels["steps"].split("\n")]
    yield "steps.base", [["現状", f"（{sheet.base}年度）"]]
    years = " ".join(f"{year}年度" for year in sheet.years)
    yield "steps.years", [[f"{years} {STAGES[sheet.stage][0]}／", f"{sheet.after}" + "計画 実績 計画 実績"]]
    for i, cell in enumerate(sheet.cells):
        yield f"cell.{i}", [set_lines(cell, 10 if sheet.set else 9)] if cell else []


def indicator_chunks(sheet: Sheet) -> Iterator[tuple[str, list[Chunk]]]:
    """Every piece into which the indicators may be cut."""
    for n, indicator in enumerate(sheet.indicators, 1):
        yield f"ind.{n}.name", [wrap(indicator.name, 30)]
        for cut in CUTS:
            piece = indicator.piece(cut)
            yield f"ind.{n}.{cut}", [piece] if piece else []


def note_chunks(sheet: Sheet) -> Iterator[tuple[str, list[Chunk]]]:
    """Progress, yearly evaluation, evaluation of the plan period."""
    labels = sheet.labels
    years = " ".join(f"{year}年度" for year in sheet.years)
    for key, when in (("progress", "progress_when"), ("yearly", "yearly_when")):
        yield f"{key}.head", [[f"（{labels[when]}） {years}"]]
    for key in ("progress", "result", "issue"):
        yield key, [labels[key].split("\n")]
        for i in range(2):
            text = sheet.yearly(key, i)
            yield f"{key}.{i + 1}", [set_lines(text, {"progress": 14, "result": 16, "issue": 19}[key])] if text else []
    yield "progress.note", [set_lines([sheet.note], 9)] if sheet.note else []
    for n in (1, 2):
        yield f"delay.{n}", [["進捗に", "遅れあり"]] if n in sheet.delayed else []
    yield "grade.years", [[" ".join(sheet.grades)]] if sheet.grades else []
    yield "grade.final", [[sheet.final_grade]] if sheet.final_grade else []
    yield from closing_chunks(sheet)


def closing_chunks(sheet: Sheet) -> Iterator[tuple[str, list[Chunk]]]:
    """The evaluation of the plan period and the policy for what follows."""
    left = (f"（{sheet.when}） " if sheet.when else "") + STAGES[sheet.stage][2]
    yield "final.head.left", [[left]]
    yield "final.after", [[sheet.after_period]]
    yield "result_final", [sheet.labels["result_final"].split("\n")]
    yield "issue.final", [sheet.labels["issue"].split("\n")]
    for name, phrase, width in (
        ("final.1", "final_result", 35),
        ("final.2", "final_issue", 38),
        ("policy", "policy", 10),
    ):
        text = sheet.closing(phrase)
        yield name, [set_lines(text, width)] if text else []
    for key, word in (VERTICAL | {"final": STAGES[sheet.stage][1]}).items():
        yield f"v.{key}", [list(word)]


def joined(chunks: dict[str, list[Chunk]], name: str) -> list[Chunk]:
    """The chunks of a recipe's word. `offices` and `title` are one chunk, other labels stand apart from their value."""
    if name in ("offices", "title"):
        return [chunks[f"{name}.label"][0] + chunks[f"{name}.value"][0]]
    if name == "final.head":
        return [[chunks["final.head.left"][0][0] + " " + chunks["final.after"][0][0]]]
    if name == "delay":
        return chunks["delay.1"] + chunks["delay.2"]
    return chunks[name] if name in chunks else chunks[f"{name}.label"] + chunks[f"{name}.value"]


def dump(sheet: Sheet) -> str:
    """The sheet's chunks in the order of its recipe, a blank line between them."""
    chunks: dict[str, list[Chunk]] = {}
    for part in (head_chunks, prose_chunks, indicator_chunks, note_chunks):
        chunks |= dict(part(sheet))
    names = DATA["recipes"][sheet.recipe].split()
    wanted = [n for n in names if not n.startswith("ind.") or int(n.split(".")[1]) <= len(sheet.indicators)]
    check_recipe(sheet, chunks, wanted)
    return "\n\n".join("\n".join(chunk) for name in wanted for chunk in joined(chunks, name))


def check_recipe(sheet: Sheet, chunks: dict[str, list[Chunk]], wanted: Sequence[str]) -> None:
    """Every value of the sheet must stand in the dump exactly once."""
    parts = {"final.head": ["final.head.left", "final.after"], "delay": ["delay.1", "delay.2"]}
    atoms: list[str] = []
    for name in wanted:
        atoms += parts.get(name, [name] if name in chunks else [f"{name}.label", f"{name}.value"])
    plain = sorted(name for name in chunks if not name.startswith("ind."))
    if sorted(a for a in atoms if not a.startswith("ind.")) != plain:
        raise ValueError(f"{sheet.recipe}: {set(plain) ^ set(atoms)}")
    for n in range(1, len(sheet.indicators) + 1):
        cuts = [a.split(".")[2] for a in atoms if a.startswith(f"ind.{n}.")]
        held = sorted(i for cut in cuts if cut in CUTS for i in range(6)[CUTS[cut]])
        if held != list(range(6)) or sum(cut == "name" or cut in NAMED for cut in cuts) != 1:
            raise ValueError(f"{sheet.recipe}: indicator {n} is cut into {cuts}")


def text_of(sheets: Sequence[Sheet]) -> str:
    """The whole dump; three blank lines end a sheet."""
    return "\n\n\n\n".join(dump(sheet) for sheet in sheets) + "\n\n"


# --- the truth --------------------------------------------------------------------------------------------------


def paragraph(lines: Sequence[str]) -> str:
    """Paragraphs as a value holds them."""
    return "\n".join(line.strip("　") for line in lines)


def unwrapped(label: str) -> Any:
    """A label as printed, with or without what it says in brackets."""
    whole = label.replace("\n", "")
    return any_of(whole, label.split("\n", maxsplit=1)[0])


def sheet_row(sheet: Sheet) -> Row:
    """The sheet's row."""
    row: Row = {"sheet_no": sheet.no, "number": sheet.item["number"], "title": sheet.item["title"], "kind": None}
    for level in ("level1", "level2", "level3"):
        number, title = sheet.item[level]
        row |= {f"{level}_label": sheet.labels[level], f"{level}_number": number, f"{level}_title": title}
    return row


def office_rows(sheet: Sheet) -> Iterator[Row]:
    """Offices in order; ● marks the lead."""
    printed = sheet.item["offices"]
    leads = any("●" in office for office in printed)
    for ordinal, office in enumerate(printed, 1):
        lead = "●" in office if leads else None
        row: Row = {"sheet_no": sheet.no, "ordinal": ordinal, "office": office.strip("●"), "is_lead": lead}
        yield row | {"is_provisional": False, "is_collective": False}


def field_rows(sheet: Sheet) -> Iterator[Row]:
    """The three fields."""
    purpose = [line for group in sheet.purpose for line in group]
    rows = {
        "background": sheet.say("background", sheet.set),
        "purpose": purpose,
        "content": sheet.say("content", sheet.set),
    }
    for key, lines in rows.items():
        row: Row = {"sheet_no": sheet.no, "label": unwrapped(sheet.labels[key]), "text": paragraph(lines)}
        yield row if key == "background" else row | {"field": key}


def column_rows(sheet: Sheet) -> list[Row]:
    """Year, period and value type of the six columns."""
    years = [sheet.base, *[year for year in sheet.years for _ in MARKED_YEAR]]
    rows: list[Row] = []
    for i, year in enumerate(years):
        mark = MARKED_YEAR[(i - 1) % 2]
        period = any_of(f"{year}年度", f"{year}年度{mark}", f"{year}年度（{mark}）") if i else f"現状（{year}年度）"
        rows.append({"fiscal_year": gregorian(year), "value_type": VALUE_TYPES[i], "period": period,
                     "fiscal_year_to": gregorian(year), "is_open_ended": False})  # fmt: skip
    head = f"{STAGES[sheet.stage][0]}／{sheet.after}"
    last = {"fiscal_year": sheet.after_year, "value_type": any_of("target", "outlook"), "period": head}
    return [*rows, last | {"fiscal_year_to": None, "is_open_ended": True}]


def schedule_rows(sheet: Sheet) -> Iterator[Row]:
    """取組工程, with a row for a blank cell too."""
    for column, cell in zip(column_rows(sheet), sheet.cells, strict=True):
        yield {"sheet_no": sheet.no, **column, "text": paragraph(cell) or None, "is_continued": False}


def indicator_rows(sheet: Sheet) -> Iterator[Row]:
    """Six values of every indicator."""
    for indicator in sheet.indicators:
        for i, column in enumerate(column_rows(sheet)):
            yield {"sheet_no": sheet.no, **column, **indicator.truth(i)}


def assessment_rows(sheet: Sheet) -> Iterator[Row]:
    """Notes that the sheet holds; an empty cell gives no row."""
    labels = sheet.labels
    first, *_ = labels["progress"].split("\n")
    progress = any_of(labels["progress"].replace("\n", ""), first, f"{first}上半期", f"{first}（上半期）")
    for key, aspect in (("progress", progress), ("result", labels["result"]), ("issue", labels["issue"])):
        for i, year in enumerate(sheet.years):
            grade = sheet.grades[i] if key == "result" and i < len(sheet.grades) else None
            late = key == "progress" and i + 1 in sheet.delayed
            stage = "progress" if key == "progress" else "yearly"
            row: Row = {"sheet_no": sheet.no, "stage": stage, "aspect": aspect, "fiscal_year": gregorian(year)}
            row |= {"is_open_ended": False, "period": f"{year}年度", "text": paragraph(sheet.yearly(key, i)) or None}
            yield row | {"grade": grade, "is_delayed": True if late else {"any_of": [False, None]}}
    yield from closing_rows(sheet)


def closing_rows(sheet: Sheet) -> Iterator[Row]:
    """The evaluation of the plan period, and the policy (whose aspect the sheet leaves open)."""
    head = STAGES[sheet.stage][2]
    year: Any = (
        {"any_of": [sheet.after_year, None]} if sheet.stage == "interim" else {"any_of": [None, sheet.after_year - 1]}
    )
    period = any_of(head, sheet.when, sheet.when.removesuffix("に実施")) if sheet.when else any_of(head, "計画期間")
    aspects = {"final_result": unwrapped(sheet.labels["result_final"]), "final_issue": sheet.labels["issue"]}
    for phrase, aspect in aspects.items():
        grade = sheet.final_grade or None if phrase == "final_result" else None
        row: Row = {"sheet_no": sheet.no, "stage": sheet.stage, "aspect": aspect, "fiscal_year": year, "period": period}
        yield row | {"text": paragraph(sheet.closing(phrase)) or None, "grade": grade}
    policy: Row = {"sheet_no": sheet.no, "stage": sheet.stage, "fiscal_year": sheet.after_year, "is_open_ended": True}
    yield policy | {"period": sheet.after_period, "text": paragraph(sheet.closing("policy")) or None, "grade": None}


def truth_of(sheets: Sequence[Sheet]) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """The true tables, and what is tolerated beside them."""
    tables: dict[str, list[Row]] = {
        "documents": [{"sheet_count": len(sheets), "municipality": None}],
        "sheets": [sheet_row(sheet) for sheet in sheets],
    }
    for name, rows in (("offices", office_rows), ("fields", field_rows), ("schedule", schedule_rows),
                       ("indicators", indicator_rows), ("assessments", assessment_rows)):  # fmt: skip
        tables[name] = [row for sheet in sheets for row in rows(sheet)]
    tables["assessments"] = [row for row in tables["assessments"] if row["text"]]
    notes: list[Row] = [{"sheet_no": s.no, "text": {"contains": s.note[-12:]}} for s in sheets if s.note]
    return tables, {"assessments": [*notes, {"text": None, "grade": None}], "fields": notes}


def sheets_of(document: dict[str, Any]) -> list[Sheet]:
    """The sheets of one entry of `documents`."""
    labels = DATA["labels"] | document.get("labels", {})
    sheets = []
    for no, values in enumerate(document["sheets"], 1):
        indicators = [Indicator(**indicator) for indicator in values["indicators"]]
        sheets.append(Sheet(no=no, labels=labels, **{**values, "indicators": indicators}))
    return sheets


def main() -> None:
    """Write every document and its truth."""
    for document in DATA["documents"]:
        sheets = sheets_of(document)
        tables, tolerated = truth_of(sheets)
        name, text = document["name"], text_of(sheets)
        publish(Document(name, "niigata", text, tables, COMPLETE, tolerated=tolerated), "niigata-reform")


if __name__ == "__main__":
    main()
