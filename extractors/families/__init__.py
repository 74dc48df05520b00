"""Board families: one file each."""
