"""Comparisons as documents for people: Markdown and one self-contained page."""
