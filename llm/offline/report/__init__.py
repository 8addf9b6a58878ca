"""Reports in plain sentences: the order in `telling`, the words of each language beside it."""
