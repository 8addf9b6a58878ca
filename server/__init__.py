"""Everything that listens: the HTTP API, the chat protocol, accounts. Decides on no post."""
