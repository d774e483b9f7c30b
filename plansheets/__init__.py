"""plansheets: the plan sheets of Japanese municipalities as tidy tables.

plansheets.read("sheet.txt").table("indicators")    one document
plansheets.convert(["archive/"], "out")              many, into Parquet files
plansheets.load("out")["schedule"]                   what a run wrote, as DataFrames
plansheets.diff("old", "out")                        what changed between two runs, value by value
plansheets.export("out", "xlsx")                     what a run wrote as a workbook, CSV files or JSON lines
plansheets.review("out", sources=["archive/"])       pages that show it beside the sources
"""

from typing import TYPE_CHECKING, Any

from plansheets.errors import PlanSheetsError

if TYPE_CHECKING:
    from plansheets.api import Document, Sheet, Tables, load, read
    from plansheets.batch import Interrupted, Summary, convert
    from plansheets.compare import Change, diff
    from plansheets.exports import Exported, export
    from plansheets.reviewer.write import Reviewed, review

__version__ = "0.1.0"
__all__ = [
    "Change",
    "Document",
    "Exported",
    "Interrupted",
    "PlanSheetsError",
    "Reviewed",
    "Sheet",
    "Summary",
    "Tables",
    "__version__",
    "convert",
    "diff",
    "export",
    "load",
    "read",
    "review",
]

_HOMES = {
    "Document": "api",
    "Sheet": "api",
    "Tables": "api",
    "load": "api",
    "read": "api",
    "convert": "batch",
    "Interrupted": "batch",
    "Summary": "batch",
    "Change": "compare",
    "diff": "compare",
    "Exported": "exports",
    "export": "exports",
    "review": "reviewer.write",
    "Reviewed": "reviewer.write",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: `plansheets --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plansheets' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"plansheets.{_HOMES[name]}"), name)
