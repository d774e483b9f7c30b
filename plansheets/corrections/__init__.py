"""What a person corrected: read from a file, given to the documents, applied after reading and recorded.

`Corrections` is the file; `of` hands each document its own (plain data, for another process too), `digest` tells when
they change; `apply_values` and `record` are the two steps of a conversion.
"""

from plansheets.corrections.apply import Applied, apply_values, record
from plansheets.corrections.file import Corrections
from plansheets.corrections.line import Correction

__all__ = ["Applied", "Correction", "Corrections", "apply_values", "record"]
