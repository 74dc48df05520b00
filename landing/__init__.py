"""What boards answered, as received: immutable Parquet, one file a board a run."""
