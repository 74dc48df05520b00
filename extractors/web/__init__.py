"""The polite client: hosts, robots, redirects, downloads."""
