"""Data files of the demo brand, written for it."""
