"""Where the files lie that an output was made from, as its ledger has it."""

import sqlite3
from pathlib import Path

from plansheets.errors import InputError


def places(out: str | Path) -> dict[str, str]:
    """Source (as in table documents) → path or URL; empty where there is no ledger. InputError for a broken one."""
    ledger = Path(out) / "ledger.sqlite"
    if not ledger.exists():
        return {}
    try:
        with sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True) as db:
            return dict(db.execute("SELECT source, place FROM files WHERE trouble IS NULL ORDER BY source, place DESC"))
    except sqlite3.Error as error:
        raise InputError(f"{ledger}: cannot be read ({error}); name the files' folder with --sources") from error
