"""Which emotional registers a text speaks in, read from its words in three languages."""
