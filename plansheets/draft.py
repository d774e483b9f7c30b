"""A family drafted from what the general reader found in one document: YAML with comments on what is open."""

import dataclasses
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import regex

from plansheets.conversion import Converted, Rules
from plansheets.errors import InputError, OutputError, UsageError
from plansheets.extract.readers.options import DEFAULTS, ReadOptions
from plansheets.normalize import clean_text, match_key, unwrap
from plansheets.rules.families import Family, Layout
from plansheets.rules.lexicon_file import Entry
from plansheets.rules.yaml_lines import read_yaml, validate
from plansheets.trial import Trial, compare, read_with

NAME = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PIECE = regex.compile(r"[^\n\t]+")
FRAME = regex.compile(r"[\s【】〔〕［］\[\]＜＞<>≪≫《》「」■□●○◎◆◇・:：※]+")
PROSE = regex.compile(r"^[（(]|[。、，]|\p{N}|令和|平成|昭和")
UNPRINTABLE = regex.compile(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not hold, not even in a comment."""
MIN_SIGN, MAX_SIGN = 3, 20
"""Characters of a label that a document is known by: a shorter one stands in any text, a longer one is prose."""
SIGNS = 4
LONG_ENOUGH = 8
"""Characters from which on a label is as unusual as a longer one."""
SURE = 0.9
"""Confidence below which a value is named in the draft."""
SHOWN = 30
"""Characters of a text, and items of a list, in a comment."""


@dataclasses.dataclass(frozen=True)
class Seen:
    """A label that the lexicon knows as it stands in the text; `opens`: nothing stands before it in its line."""

    text: str
    entry: Entry
    opens: bool


def family_id(stem: str) -> str:
    """An id made of a file's stem: Kyoto R6_001 → kyoto-r6-001. "my-city" where it holds no letter of ASCII."""
    text = unicodedata.normalize("NFKC", stem).lower()
    return "-".join(regex.findall(r"[a-z0-9]+", text)) or "my-city"


def draft(path: Path, rules: Rules, name: str | None = None, options: ReadOptions = DEFAULTS) -> str:
    """The YAML of a family for one file. `name`: its id, which is its file's stem.

    Raises UsageError for a name that is no id, InputError for a file that cannot be read or shows no label.
    """
    name = family_id(path.stem) if name is None else name
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no id of a family: small letters, digits and '-'; try {family_id(name)}.yaml")
    general = read_with(path, rules, (), options)
    texts = {layout: _text(_lines(path, name, general, layout)) for layout in get_args(Layout)}
    layout, trial = _best(path, rules, texts, general, options)
    found = trial.counts()
    note = f"   # the one of {', '.join(texts)} that loses least; {found} against the general reading"
    return texts[layout].replace(f"layout: {layout}\n", f"layout: {layout}{note if found.total else ''}\n", 1)


def write_draft(path: Path, out: Path, rules: Rules, options: ReadOptions, *, overwrite: bool = False) -> None:
    """Draft a family into a file. Raises OutputError where the file stands already or cannot be written."""
    if out.exists() and not overwrite:
        raise OutputError(f"{out} stands already; give another name or --overwrite")
    text = draft(path, rules, out.stem, options)
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); check the folder and its rights") from error


def _best(
    path: Path, rules: Rules, texts: dict[Layout, str], general: Converted, options: ReadOptions
) -> tuple[Layout, Trial]:
    """The layout with which least of the general reading is lost or changed; of equals the first of `Layout`."""
    tried: dict[Layout, Trial] = {}
    for layout, text in texts.items():
        family = validate(read_yaml(text, str(path)), Family)
        if family is None:
            continue
        tried[layout] = compare(general, read_with(path, rules, (family,), options))
        if not tried[layout].counts().total:
            break
    best = min(tried, key=lambda each: tried[each].counts().lost + tried[each].counts().changed)
    return best, tried[best]


def _text(lines: Iterable[str]) -> str:
    return UNPRINTABLE.sub("\ufffd", "".join(f"{line}\n" for line in lines))


def _lines(path: Path, name: str, general: Converted, layout: Layout) -> Iterator[str]:
    document = general.rows["documents"][0]
    seen = labels_seen(general)
    sheets = _count(document["sheet_count"], "sheet")
    yield f"# Drafted by `plansheets rules draft` from {_one_line(path.name)}: {sheets}, read by no rule."
    yield f"# Edit it, then: plansheets rules check {name}.yaml; plansheets rules try {name}.yaml FILE..."
    yield f"id: {name}"
    if document["title"]:
        yield f"title: {{ja: {quoted(_one_line(document['title']))}}}"
    else:
        yield "# no title was found; write one: title: {ja: ..., en: ...}"
    yield from _municipality(document)
    signs = signs_of(general, seen)
    if not signs:
        raise InputError(f"{path}: no label was found that it could be known by; see plansheets inspect {path}")
    yield "recognise:   # all of these must stand in the text; take out what another file of the city does not print"
    yield f"  all: [{', '.join(map(quoted, signs))}]"
    yield f"layout: {layout}"
    yield from _headings(general)
    yield from _start(general, seen)
    yield from _known(general)
    yield from _unknown(general)
    yield from _tables(general)
    yield from _unsure(general)


def _municipality(document: dict[str, Any]) -> Iterator[str]:
    if document["municipality_code"]:
        yield f"municipality: '{document['municipality_code']}'   # {document['municipality']}"
    else:
        yield "# no municipality was found; write its code of six digits: municipality: '......'"


def labels_seen(general: Converted) -> list[Seen]:
    """Every cell or line of the text that the lexicon knows as a label, in the text's order."""
    reading = general.reading
    if reading is None:
        return []
    found = []
    for line in reading.source.text.split("\n"):
        for piece in PIECE.finditer(line):
            if entry := reading.lexicon.lookup(piece.group()):
                found.append(Seen(piece.group(), entry, not line[: piece.start()].strip()))
    return found


def signs_of(general: Converted, seen: Sequence[Seen]) -> list[str]:
    """Two to four labels by which the document is known: on every sheet before others, then the longest, as printed.

    No label with a digit (next year's sheet has another), none that is part of one already taken.
    """
    strong = [each.text for each in seen if not each.entry.weak]
    rows = [str(row["label"]) for row in general.rows.get("fields", ())]
    printed = [text for each in (*strong, *rows) if (text := FRAME.sub("", each)) and not PROSE.search(text)]
    whole = match_key(general.reading.source.text) if general.reading else ""
    counts = {text: whole.count(match_key(text)) for text in dict.fromkeys(printed)}
    sheets = general.rows["documents"][0]["sheet_count"]
    fit = [text for text, count in counts.items() if count and MIN_SIGN <= len(text) <= MAX_SIGN]
    fit.sort(key=lambda text: (counts[text] < sheets, -min(len(text), LONG_ENOUGH)))
    signs: list[str] = []
    for text in fit:
        key = match_key(text)
        if not any(key in match_key(other) or match_key(other) in key for other in signs):
            signs.append(text)
    return signs[:SIGNS]


def start_field(general: Converted, seen: Sequence[Seen]) -> Seen | None:
    """The label with which each sheet begins: of a number or a title, sure ones first; on every sheet."""
    sheets = general.rows["documents"][0]["sheet_count"]
    counts = Counter(each.entry.field for each in seen if each.opens)
    fit = [each for each in seen if each.opens and counts[each.entry.field] >= max(sheets, 1)]
    named = [each for each in fit if each.entry.type in ("number", "title")[: 1 if each.entry.weak else 2]]
    again = [each for each in fit if sheets > 1 and not each.entry.weak and each.entry.type != "heading"]
    return next(iter(sorted(named, key=lambda each: each.entry.weak) or again), None)


def _headings(general: Converted) -> Iterator[str]:
    headings = general.reading.found_headings if general.reading else ()
    if not headings:
        yield "# no headings above the sheets were found"
        return
    yield "headings:   # carried down to the sheets under them"
    for each in headings:
        yield f"  - {{level: {each.level}, pattern: {quoted(each.pattern.source)}}}"


def _start(general: Converted, seen: Sequence[Seen]) -> Iterator[str]:
    start = start_field(general, seen)
    if start is None:
        yield "# no label was found that begins each sheet; write one: sheet: {start: {field: title}}"
        return
    yield "sheet:"
    yield f"  start: {{field: {start.entry.field}}}   # the label {_short(start.text)}"


def _known(general: Converted) -> Iterator[str]:
    """What the lexicon read, so that a wrong field is seen at once."""
    fields: dict[str, dict[str, None]] = defaultdict(dict)
    for row in general.rows.get("fields", ()):
        if row["field"]:
            fields[row["field"]].setdefault(_one_line(row["label"]))
    if fields:
        yield "# labels that the lexicon reads; what stands under a wrong field goes under labels with the right one:"
    for field, labels in fields.items():
        yield f"#   {field}: {_listed(list(labels))}"


def _unknown(general: Converted) -> Iterator[str]:
    sheets: dict[str, set[str | None]] = defaultdict(set)
    for row in general.rows.get("fields", ()):
        if not row["field"]:
            sheets[_one_line(row["label"])].add(row["sheet_id"])
    if not sheets:
        yield "# every label has its field; a label of your own: labels: {purpose: [...]}"
        return
    yield "# labels:   # take the # from this line and from each line under a label that you give to a field"
    for label, on in sheets.items():
        yield f"#   # unknown label, on {_count(len(on), 'sheet')}: {_short(label)} - put it under a field:"
        yield f"#   FIELD: [{quoted(label)}]"


def _tables(general: Converted) -> Iterator[str]:
    """Tables with periods: which heads they have, what their cells became, which rows they name."""
    found: dict[tuple[str, Any, Any], list[dict[str, Any]]] = defaultdict(list)
    for table in ("schedule", "indicators", "assessments"):
        for row in general.rows.get(table, ()):
            found[table, row["sheet_id"], row.get("table_no")].append(dict(row))
    alike: dict[tuple[str, tuple[str, ...]], list[list[dict[str, Any]]]] = defaultdict(list)
    for (table, *_), rows in found.items():
        alike[table, tuple(dict.fromkeys(map(_head, rows)))].append(rows)
    if alike:
        yield "# tables with periods, as read; give one a rule under tables: only where this is wrong:"
    for (table, heads), groups in alike.items():
        sheets = len({row["sheet_id"] for rows in groups for row in rows})
        yield f"#   {table}, on {_count(sheets, 'sheet')}: {_listed(heads)}"
        names = [_name(row) for rows in groups for row in rows if _name(row)]
        if names:
            yield f"#     rows: {_listed(list(dict.fromkeys(names)))}"


def _head(row: dict[str, Any]) -> str:
    kind = row.get("value_type") or row.get("stage") or "no value type"
    return f"{_one_line(row['period'] or 'no period')} ({kind})"


def _name(row: dict[str, Any]) -> str:
    unit = f" ({row['unit']})" if row.get("unit") else ""
    return _one_line(f"{row.get('indicator') or row.get('aspect') or ''}{unit}")


def _unsure(general: Converted) -> Iterator[str]:
    low: dict[tuple[str, str, str], list[tuple[float, str]]] = defaultdict(list)
    for row in general.rows.get("provenance", ()):
        if row["confidence"] < SURE:
            low[row["table"], row["column"], row["rule"]].append((row["confidence"], row["raw"]))
    problems = general.rows.get("problems", ())
    unread = [row["raw"] for row in general.rows.get("residue", ()) if row["kind"] == "unread"]
    if not (low or problems or unread):
        yield "# nothing was unsure"
        return
    yield "# unsure:"
    for row in problems:
        raw = f": {_short(row['raw'])}" if row["raw"] else ""
        page = f", page {row['page']}" if row["page"] else ""
        yield f"#   {row['severity']} {row['code']}{page}: {_one_line(row['message'])}{raw}"
    for (table, column, rule), values in low.items():
        least, raw = min(values)
        many = _count(len(values), "value")
        yield f"#   {table}.{column} by {rule}: {many}, confidence from {least:g}: {_short(raw)}"
    for raw in unread:
        yield f"#   unread: {_short(raw)}"


def quoted(text: str) -> str:
    """A text of one line as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _one_line(text: str) -> str:
    return " ".join(clean_text(unwrap(text)).split())


def _short(text: str) -> str:
    text = _one_line(text)
    return quoted(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")


def _listed(items: Sequence[str]) -> str:
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return ", ".join(items[:SHOWN]) + more


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
