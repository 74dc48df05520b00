"""From nothing to a curbside.toml: what an archive says, what an answer means, which boards fit, how it is written.

Nothing here asks or prints: the terminal (`curbside setup`) and the local page do.
"""
