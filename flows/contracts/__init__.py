"""What a table is. Columns are declared once here; Arrow, Parquet, DuckDB and the docs are derived from them."""
