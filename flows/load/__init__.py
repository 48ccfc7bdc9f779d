"""From rows to a published snapshot: Parquet and the DuckDB file, built beside the old and switched in at once."""
