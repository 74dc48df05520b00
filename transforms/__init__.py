"""Pure steps: a polars frame or expression in, one out. No clock, files, network or database."""
