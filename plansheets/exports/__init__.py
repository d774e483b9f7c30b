"""What a run wrote, for programs that do not read Parquet: a workbook, CSV files, JSON lines."""

from plansheets.exports.run import Exported, export

__all__ = ["Exported", "export"]
