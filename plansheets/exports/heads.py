"""What stands above the columns."""

from collections import Counter

from plansheets.dictionary import Lang
from plansheets.tables import table


def heads(name: str, lang: Lang | None = None) -> list[str]:
    """The names of the columns, or with `ja` their Japanese ones; each once."""
    columns = table(name).columns
    if lang != "ja":
        return [column.name for column in columns]
    counts = Counter(column.ja for column in columns)
    return [column.ja if counts[column.ja] == 1 else f"{column.ja}（{column.name}）" for column in columns]
