"""What changed between two outputs: documents, rows and values, aligned by what they say, not by where they stand."""

from plansheets.compare.changes import Change, Place
from plansheets.compare.outputs import Counts, compare, diff

__all__ = ["Change", "Counts", "Place", "compare", "diff"]
