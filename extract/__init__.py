"""A file in, claims out: readers, geometry, sheets, labels, matrices, outline. Cleans no value, writes no table."""
