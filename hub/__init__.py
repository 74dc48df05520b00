"""What a workspace pulled, published for others: postings alone, never people. docs/hub.md says what a hub is."""
