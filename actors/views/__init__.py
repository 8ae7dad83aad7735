"""Pages of the reference data, split by noun."""
