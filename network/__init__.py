"""Your own contacts and your own word, read from files on this machine. Nothing here may use the network."""
