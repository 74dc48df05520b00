"""Public registers: what is published where, and its files as Parquet tables."""
