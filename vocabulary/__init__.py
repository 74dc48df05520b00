"""Facts that several rooms need: states and territories, placeholders, codes and their wording."""
