"""The long search for a broken promise: `python -m tests.fuzz 600`. Not in the suite, which runs a short one."""
