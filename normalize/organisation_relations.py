"""How the offices of a cell stand to each other: departments, units, former names, and who leads."""

from dataclasses import replace

import regex

from plansheets.normalize.organisation_types import Found
from plansheets.normalize.organisation_words import rank


def ranked(found: list[Found]) -> list[Found]:
    """Set departments that stand before their section after a blank as its parent, and units behind as its unit."""
    kept: list[Found] = []
    carried = None
    for one in found:
        last = kept[-1] if kept else None
        relation = _relation(last, one) if last else None
        if last and relation == "former":
            kept[-1] = replace(one, org=replace(one.org, former=last.org.name), before=last.before)
        elif last and relation == "parent":
            carried = last.org.name
            kept[-1] = Found(replace(one.org, parent=one.org.parent or carried), last.before, one.sign or last.sign)
        elif last and relation == "unit":
            kept[-1] = replace(last, org=replace(last.org, unit=one.org.name))
        else:
            carried = carried if one.before in ("・", "･") and rank(one.org.name) == 1 and not one.org.parent else None
            kept.append(replace(one, org=replace(one.org, parent=carried)) if carried else one)
    return kept


def _relation(last: Found, one: Found) -> str | None:
    """How an office stands to the one before it: its former name, its department, the section it is a unit of."""
    if one.before in ("→", "⇒"):
        return "former"
    soft = bool(one.before) and (one.before.isspace() or one.before in (">", "＞", ":", "："))
    upper, lower = rank(last.org.name), rank(one.org.name)
    if not soft or upper is None or lower is None or last.org.unit or last.org.is_collective or one.org.is_collective:
        return None
    if last.sign and one.sign:
        return None
    if lower == 0 and upper > 0:
        return "unit"
    listed = "\n" in one.before and not regex.search(r"[課室]$", one.org.name)
    return "parent" if upper > max(lower, 1) and not listed else None


def led(found: list[Found]) -> list[Found]:
    """Say who leads where a sign says it. ● before each of several names is a bullet."""
    signs = [one.sign for one in found]
    if len(found) > 1 and all(sign == "bullet" for sign in signs):
        return found
    if not any(sign in ("lead", "bullet") for sign in signs):
        return found
    return [replace(one, org=replace(one.org, lead=one.sign in ("lead", "bullet"))) for one in found]
