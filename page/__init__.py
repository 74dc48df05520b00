"""A local page to act on: it reads the published copy, and says the user's word by the commands."""
