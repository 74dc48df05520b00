"""An assistant's door: read-only tools over stdio on a copy of the published tables, people as ids."""
