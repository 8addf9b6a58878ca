"""Judging how well a draft resonates, and bettering it."""
