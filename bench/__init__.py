"""Benchmarks: what the design promises about speed and size, measured. Not part of the wheel."""
