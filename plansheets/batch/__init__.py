"""The batch: many documents, in worker processes, with a ledger of what became of each.

task, limits: plain data · worker, pool: the processes · ledger, recipe: what is done, and with what it was ·
files, run: the steps of a run · one: a document's way · packed, merge, publish: from outcomes to the tables.
"""

from plansheets.batch.run import convert
from plansheets.batch.summary import Interrupted, Summary

__all__ = ["Interrupted", "Summary", "convert"]
