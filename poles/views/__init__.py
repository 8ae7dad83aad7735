"""Pages of the pôles, split by noun."""
