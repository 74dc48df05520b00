"""Web sites: one file a board family, one polite client for all."""
