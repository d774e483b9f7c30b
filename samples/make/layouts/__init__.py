"""Documents in layouts that no family describes."""
