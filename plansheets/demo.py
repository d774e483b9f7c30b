"""`make demo`: what to look at in a fresh output."""

import sys
from pathlib import Path

from plansheets.api import load

VIEWS = {
    "sheets": ["number", "title", "kind", "level1_title"],
    "offices": ["office", "is_lead", "is_provisional"],
    "schedule": ["fiscal_year", "value_type", "text", "is_continued"],
    "indicators": ["indicator", "unit", "fiscal_year", "value_type", "value", "value_text"],
    "events": ["date_from", "precision", "event"],
    "provenance": ["table", "column", "raw", "rule", "confidence"],
}


def main(out: Path) -> None:
    """Print the first rows of the tables that an analyst would open first."""
    import pandas as pd

    loaded = load(out)
    with pd.option_context("display.width", 160, "display.max_colwidth", 28, "display.max_columns", 8,
                           "display.unicode.east_asian_width", True):  # fmt: skip
        for name, columns in VIEWS.items():
            table = loaded[name]
            print(f"\n{name}: {len(table)} rows")
            print(table[columns].head(5).to_string(index=False))
    print(
        f"\nThe tables are in {out}/*.parquet, described in {out}/datapackage.json. Next:\n"
        f"  .venv/bin/plansheets inspect samples/yamaguchi-form/yamaguchi-form.txt --sheet 1\n"
        f"  .venv/bin/plansheets tables indicators --lang ja"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
