"""What the server that forks workers loads once for all of them: the code, and the rules that most runs read with."""

import plansheets.batch.one
from plansheets.conversion import load_rules

__all__ = ["plansheets"]

load_rules()
