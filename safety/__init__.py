"""Reads a text for what should not be posted, by rules and dictionaries; text in, flags out."""
