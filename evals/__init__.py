"""Prompt-regression harness: cases, scorers, runs, baselines and comparisons. Draws no terminal."""
