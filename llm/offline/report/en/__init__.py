"""The report's sentences in English."""
