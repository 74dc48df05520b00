"""The order of the day as plain functions; `flows` calls it."""
