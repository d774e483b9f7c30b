"""Documents that take their time, so that a run can be stopped while it runs."""

import time
from collections.abc import Callable

from plansheets.batch.one import convert_one
from plansheets.batch.task import Begun, Outcome, Setup, Task


def convert(task: Task, setup: Setup, tell: Callable[[Begun], None]) -> Outcome:
    time.sleep(0.2)
    return convert_one(task, setup, tell)
