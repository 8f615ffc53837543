"""Exports: the published tables, or what chosen facts lead to, as files that other tools read."""
